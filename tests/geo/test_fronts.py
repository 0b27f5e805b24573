"""Front lines: where they run and what they say."""

from __future__ import annotations

from datetime import timedelta

import shapely

from geo.fronts import length_km
from geo.picture import Picture, picture
from geo.records import ControlClaim
from tests.geo.claims_made import DAY, Sides, claim, column, two_sides


def drawn(claims: list[ControlClaim]) -> Picture:
    return picture(claims, DAY, register=Sides())


def test_a_segment_names_the_nearest_claims_of_both_sides() -> None:
    claims = {c.id: c for c in two_sides()}
    for front in drawn(list(claims.values())).fronts:
        middle = front.geometry.interpolate(0.5, normalized=True)
        for actor, ids in front.claims.items():
            (named,) = ids
            mine = [c for c in claims.values() if c.actor == actor]
            nearest = min(mine, key=lambda c: middle.distance(shapely.Point(c.lon, c.lat)))
            assert claims[named].actor == actor
            assert abs(claims[named].lat - nearest.lat) < 0.09


def test_together_they_make_the_whole_border() -> None:
    shown = drawn(two_sides())
    a, b = (shapely.union_all([x.geometry for x in shown.areas if x.actor == actor]) for actor in "ab")
    assert (
        abs(sum(f.length_km for f in shown.fronts) - length_km(shapely.line_merge(a.boundary & b.boundary)))
        < 0.1
    )


def test_the_edge_of_data_is_no_front() -> None:
    shown = drawn([*column("a", 39.0), *column("b", 41.5)])
    assert len(shown.areas) == 2
    assert shown.fronts == []


def test_confirmed_needs_recent_sure_and_near_claims() -> None:
    def statuses(day_offset: int, confidence: float, lons: tuple[float, float]) -> set[str]:
        day = DAY - timedelta(days=day_offset)
        claims = [
            claim(actor, 35.0 + i * 0.05, lon, day, confidence=confidence)
            for actor, lon in zip("ab", lons, strict=True)
            for i in range(4)
        ]
        return {f.status for f in drawn(claims).fronts}

    assert "confirmed" in statuses(2, 0.9, (40.0, 40.1))
    assert statuses(90, 0.9, (40.0, 40.1)) == {"inferred"}
    assert statuses(2, 0.3, (40.0, 40.1)) == {"inferred"}


def test_age_is_that_of_the_newest_claim_beside_it() -> None:
    old = DAY - timedelta(days=50)
    claims = [claim("a", 35.0, 40.0, old), claim("b", 35.0, 40.1, DAY - timedelta(days=4))]
    assert {f.age_days for f in drawn(claims).fronts} == {4}


def test_disputed_ground_makes_a_contested_front() -> None:
    claims = [c for c in two_sides() if c.lon in (39.95, 40.05)]
    pressed = [claim("b", c.lat, c.lon, DAY, "advance") for c in claims if c.actor == "a"]
    assert "contested" not in {f.status for f in drawn(claims).fronts}
    assert "contested" in {f.status for f in drawn([*claims, *pressed]).fronts}
