"""What a chosen event says, shown within an exported map, which has no page around it."""

from __future__ import annotations

from geo.layers.base import FuratLayer


class Details(FuratLayer):
    """Shows the event's coded fields and its sentence, as text only."""

    kind = "Details"

    def __init__(self) -> None:
        super().__init__({})
