"""The basemap: land, rivers, borders and town labels as vectors, without tiles."""

from __future__ import annotations

import msgspec

from geo.layers.base import FuratLayer
from geo.palette import Palette


class Basemap(FuratLayer):
    """Draws what the hub's source gives as the basemap (see geo.basemap)."""

    kind = "Basemap"

    def __init__(self, palette: Palette) -> None:
        super().__init__(msgspec.to_builtins(palette.map))
