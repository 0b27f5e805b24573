"""Front lines of the window's last day."""

from __future__ import annotations

from geo.layers.base import FuratLayer
from geo.palette import Palette


class FrontLines(FuratLayer):
    """Draws the fronts of a picture: solid where confirmed, dashed where inferred."""

    kind = "FrontLines"

    def __init__(self, palette: Palette) -> None:
        super().__init__({"colour": palette.map.front})
