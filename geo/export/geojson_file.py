"""GeoJSON (RFC 7946): one point a feature, the row as its properties."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from geo.export.rows import EventRow


def write(rows: Iterable[EventRow], path: Path) -> None:
    """Write a FeatureCollection, a feature a line."""
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for n, row in enumerate(rows):
            point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
            feature = {"type": "Feature", "id": row["event_id_cnty"], "geometry": point, "properties": row}
            file.write((b",\n" if n else b"\n") + encoder.encode(feature))
        file.write(b"\n]}\n")
