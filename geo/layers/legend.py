"""The legend and the choice of layers."""

from __future__ import annotations

from geo.layers.base import FuratLayer
from geo.palette import Palette


class Legend(FuratLayer):
    """Lists what is drawn and nothing else; its boxes show and hide the layers."""

    kind = "Legend"

    def __init__(self, palette: Palette) -> None:
        super().__init__({"front": palette.map.front})
