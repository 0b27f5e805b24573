"""GeoParquet, for notebooks and DuckDB."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from geo.export.frame import to_frame
from geo.export.rows import EventRow


def write(rows: Iterable[EventRow], path: Path) -> None:
    """Write the table with its points."""
    to_frame(rows).to_parquet(path, index=False)
