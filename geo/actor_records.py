"""The records of the actors' register."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from geo.records import Names

ActorKind = Literal["armed", "state", "international", "reporting", "civilian", "unknown"]
Hatch = Literal["none", "diagonal", "cross", "dots", "horizontal", "vertical"]


class SidePeriod(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The side an actor fights on from start up to but not including end; None is open."""

    side: str
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether the day falls into the period; without a day any period counts."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


class Opposition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two sides that fight each other, from start up to but not including end."""

    a: str
    b: str
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether they fight on that day; without a day any period counts."""
        return SidePeriod(self.a, self.start, self.end).holds_on(day)


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One actor.

    aliases by language ("en", "ar") include the name. English aliases in small letters are matched in any
    case, others need their capitals. host_states are the ISO codes of countries for whose government it
    fights (ACLED's "Government regains territory"); theatres those it is active in. colour is "#rrggbb".
    """

    id: str
    name: Names
    aliases: dict[str, tuple[str, ...]]
    kind: ActorKind
    parent: str | None = None
    sides: tuple[SidePeriod, ...] = ()
    host_states: tuple[str, ...] = ()
    theatres: tuple[str, ...] = ()
    colour: str
    hatch: Hatch = "none"
    source: str

    def side(self, day: date | None) -> str | None:
        """The side it fights on that day; without a day its latest."""
        if day is None:
            return self.sides[-1].side if self.sides else None
        return next((period.side for period in self.sides if period.holds_on(day)), None)
