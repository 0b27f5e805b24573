"""GeoPackage, for QGIS and ArcGIS: one layer, events."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from geo.export.frame import to_frame
from geo.export.rows import EventRow


def write(rows: Iterable[EventRow], path: Path) -> None:
    """Write the layer."""
    to_frame(rows).to_file(path, driver="GPKG", layer="events")
