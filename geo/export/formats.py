"""The formats of exports of events; the map as one HTML file is made by `geo.livemap`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from geo.export import csv_file, geojson_file, gpkg_file, kml_file, parquet_file
from geo.export.rows import EventRow


class Format(msgspec.Struct, frozen=True):
    """A format's file ending, its media type for downloads, and what writes it."""

    suffix: str
    media_type: str
    write: Callable[[Iterable[EventRow], Path], None] | None


FORMATS: dict[str, Format] = {
    "geojson": Format(".geojson", "application/geo+json", geojson_file.write),
    "csv": Format(".csv", "text/csv; charset=utf-8", csv_file.write),
    "gpkg": Format(".gpkg", "application/geopackage+sqlite3", gpkg_file.write),
    "parquet": Format(".parquet", "application/vnd.apache.parquet", parquet_file.write),
    "kml": Format(".kml", "application/vnd.google-earth.kml+xml", kml_file.write),
    "html": Format(".html", "text/html; charset=utf-8", None),
}
