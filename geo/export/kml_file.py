"""KML, for Google Earth.

Its programs show a placemark's texts as HTML, so every text is escaped once more than XML asks for.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from geo.export.frame import to_frame
from geo.export.rows import EventRow


def write(rows: Iterable[EventRow], path: Path) -> None:
    """Write one placemark an event: what and where as its name, the sentence as its description."""
    frame = to_frame({name: _escaped(cell) for name, cell in row.items()} for row in rows)
    frame["name"] = frame["sub_event_type"] + ", " + frame["location"]
    frame["description"] = frame["notes"]
    frame.to_file(path, driver="LIBKML", layer="events")


def _escaped(cell: str | int | float | None) -> str | int | float | None:
    return html.escape(cell) if isinstance(cell, str) else cell
