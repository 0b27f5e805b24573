"""Claims on a part of a place against claims on all of it."""

from __future__ import annotations

from datetime import date

import pytest

from geo.parts import fold_parts
from geo.records import ClaimStatus, ControlClaim, Relation


def claim(day: str, actor: str, status: ClaimStatus, relation: Relation, lat: float = 34.5) -> ControlClaim:
    return ControlClaim(
        id=f"{day}{actor}{status}{relation}",
        actor=actor,
        place_id="made:town",
        place="Town",
        lat=lat,
        lon=40.9,
        radius_km=1.5,
        status=status,
        relation=relation,
        valid_from=date.fromisoformat(day),
    )


@pytest.mark.parametrize(("status", "pressure"), [("control", "advance"), ("lost", "contested")])
def test_an_edge_without_direction_presses_on_the_whole_place(
    status: ClaimStatus, pressure: ClaimStatus
) -> None:
    (folded,) = fold_parts([claim("2019-01-02", "sdf", status, "near")])
    assert (folded.relation, folded.status) == ("in", pressure)


@pytest.mark.parametrize(
    ("whole", "kept"),
    [
        (claim("2019-01-05", "sdf", "control", "in"), False),
        (claim("2019-01-05", "islamic-state", "lost", "in"), False),
        # Another's loss, an earlier word and one of the same day say nothing against it.
        (claim("2019-01-05", "sdf", "lost", "in"), True),
        (claim("2019-01-01", "sdf", "control", "in"), True),
        (claim("2019-01-02", "sdf", "control", "in"), True),
        # Too far off to be a part of the place.
        (claim("2019-01-05", "sdf", "control", "in", lat=34.6), True),
    ],
)
def test_the_north_of_a_place_is_over_once_all_of_it_is_told_later(whole: ControlClaim, kept: bool) -> None:
    part = claim("2019-01-02", "islamic-state", "control", "north", lat=34.509)
    assert (part in fold_parts([part, whole])) is kept
