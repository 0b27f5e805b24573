"""Held areas of the window's last day."""

from __future__ import annotations

import msgspec

from geo.actors import ActorRegister
from geo.layers.base import FuratLayer


class ControlAreas(FuratLayer):
    """Draws the areas of a picture in the colours and hatches of the register."""

    kind = "ControlAreas"

    def __init__(self, register: ActorRegister) -> None:
        actors = {
            actor.id: {"label": msgspec.to_builtins(actor.name), "colour": actor.colour, "hatch": actor.hatch}
            for actor in register.all()
        }
        super().__init__({"actors": actors})
