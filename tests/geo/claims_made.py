"""Claims and a register for the tests of control: invented actors, places on round coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.records import Attribution, ClaimStatus, ControlClaim

DAY = date(2019, 3, 2)
START = date(2019, 1, 1)


@dataclass(frozen=True)
class Kind:
    """What an actor is."""

    kind: str


class Sides:
    """Actors whose names share a first letter are one side; all sides but the listed friends are opposed."""

    def __init__(self, *friends: tuple[str, str]) -> None:
        self.friends = {frozenset(pair) for pair in friends}

    def get(self, actor_id: str, /) -> Kind | None:
        return Kind("unknown") if actor_id.startswith("?") else None

    def side(self, actor_id: str, _day: date, /) -> str | None:
        return actor_id[0]

    def opposed(self, a: str, b: str, _day: date, /) -> bool:
        return a[0] != b[0] and frozenset((a, b)) not in self.friends


def claim(
    actor: str,
    lat: float,
    lon: float,
    day: date | None = START,
    status: ClaimStatus = "control",
    *,
    source: str | None = None,
    place: str | None = None,
    confidence: float = 0.8,
    radius_km: float = 1.0,
    latest: date | None = None,
    until: date | None = None,
    name: str = "",
) -> ControlClaim:
    """A claim whose id follows from what it says."""
    return ControlClaim(
        id=name or f"{actor}/{place or ''}/{lat:.5f}/{lon:.5f}/{day}/{status}/{source}",
        actor=actor,
        place_id=place,
        place=place,
        lat=lat,
        lon=lon,
        radius_km=radius_km,
        status=status,
        valid_from=day,
        valid_from_latest=latest,
        valid_to=until,
        attribution=Attribution(id=source, name=source) if source else None,
        confidence=confidence,
    )


def column(
    actor: str, lon: float, count: int = 5, step: float = 0.08, lat: float = 35.0
) -> list[ControlClaim]:
    """Claims of one actor from south to north, about 9 km apart."""
    return [claim(actor, round(lat + i * step, 5), lon) for i in range(count)]


def two_sides() -> list[ControlClaim]:
    """a in the west, b in the east, three columns each; the front runs at longitude 40."""
    return [
        c
        for i, lon in enumerate((39.75, 39.85, 39.95, 40.05, 40.15, 40.25))
        for c in column("ab"[i // 3], lon)
    ]
