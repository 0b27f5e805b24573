"""Events, drawn from typed arrays on one canvas."""

from __future__ import annotations

import msgspec

from geo.layers.base import FuratLayer
from geo.palette import Palette


class EventCanvas(FuratLayer):
    """Draws the event columns (layout: geo.column_bytes) within the state's window and mask."""

    kind = "EventCanvas"

    def __init__(self, palette: Palette) -> None:
        super().__init__(
            {
                "groups": msgspec.to_builtins(palette.groups),
                "types": msgspec.to_builtins(palette.types),
                "mixed": palette.map.mixed,
            }
        )
