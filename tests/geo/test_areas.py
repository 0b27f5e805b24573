"""Held areas: pockets, disputes, doubts, and what each area says of itself."""

from __future__ import annotations

import math
from datetime import timedelta

import shapely

from geo.areas import Area, area_km2
from geo.picture import Picture, picture
from geo.records import ControlClaim
from tests.geo.claims_made import DAY, START, Sides, claim, column, two_sides

KM = 1 / 111.2


def ring(actor: str, lat: float, lon: float, radius_km: float, count: int = 8) -> list[ControlClaim]:
    """Claims of one actor in a circle."""
    turns = [2 * math.pi * i / count for i in range(count)]
    return [
        claim(
            actor,
            lat + radius_km * KM * math.sin(t),
            lon + radius_km * KM * math.cos(t) / math.cos(math.radians(lat)),
        )
        for t in turns
    ]


def draw_all(claims: list[ControlClaim]) -> Picture:
    return picture(claims, DAY, register=Sides())


def drawn(claims: list[ControlClaim]) -> list[Area]:
    return draw_all(claims).areas


def at(found: list[Area], lat: float, lon: float) -> Area | None:
    return next((a for a in found if a.geometry.contains(shapely.Point(lon, lat))), None)


def test_a_pocket_of_a_square_kilometre_is_a_hole_in_the_other_area() -> None:
    inside = [
        claim("b", 35.0, 40.0, radius_km=0.2, name=f"inside {i}", place="camp", source=f"s{i}")
        for i in range(2)
    ]
    found = drawn([*inside, *ring("a", 35.0, 40.0, 1.1), *ring("a", 35.0, 40.0, 4.0)])
    pocket = at(found, 35.0, 40.0)
    assert pocket is not None
    assert pocket.actor == "b"
    assert 0.3 < pocket.area_km2 < 2.5
    around = at(found, 35.0, 40.02)
    assert around is not None
    assert around.actor == "a"
    assert around.geometry.interiors


def test_a_lone_contrary_claim_is_doubted_and_drawn_as_contested() -> None:
    slip = claim("b", 35.0, 40.0)
    found = drawn([slip, *ring("a", 35.0, 40.0, 5.0), *ring("a", 35.0, 40.0, 10.0)])
    assert {a.actor for a in found} == {"a"}
    spot = at(found, 35.0, 40.0)
    assert spot is not None
    assert (spot.status, spot.rivals) == ("contested", ("b",))
    assert slip.id in spot.claims


def test_what_is_left_of_a_pocket_is_not_doubted() -> None:
    # All around changed hands after the claim; of the place itself nobody has said so.
    around = [*ring("b", 35.0, 40.0, 5.0), *ring("b", 35.0, 40.0, 10.0)]
    fallen = [claim("a", c.lat, c.lon, START + timedelta(days=30)) for c in around]
    found = drawn([claim("b", 35.0, 40.0), *around, *fallen])
    left = at(found, 35.0, 40.0)
    assert left is not None
    assert left.actor == "b"


def test_a_claim_at_the_edge_of_its_side_is_not_doubted() -> None:
    lone = claim("b", 35.16, 40.1)
    found = drawn([*column("a", 39.8), *column("a", 39.9), lone])
    spot = at(found, 35.16, 40.1)
    assert spot is not None
    assert spot.actor == "b"


def test_an_advance_makes_the_ground_contested() -> None:
    claims = two_sides()
    target = next(c for c in claims if c.actor == "a" and c.lon == 39.95)
    pressed = [*claims, claim("b", target.lat, target.lon, DAY, "advance")]
    spot = at(drawn(pressed), target.lat, target.lon)
    assert spot is not None
    assert (spot.actor, spot.status, spot.rivals) == ("a", "contested", ("b",))
    besieged = [*claims, claim("b", target.lat, target.lon, DAY, "besieged")]
    spot = at(drawn(besieged), target.lat, target.lon)
    assert spot is not None
    assert (spot.actor, spot.status) == ("a", "besieged")


def test_a_place_lost_by_its_holder_is_nobodys() -> None:
    claims = [claim("a", 35.0, 40.0), claim("a", 35.0, 40.3), claim("a", 35.0, 40.3, DAY, "lost")]
    found = drawn(claims)
    assert at(found, 35.0, 40.0) is not None
    assert at(found, 35.0, 40.3) is None


def test_a_loss_does_not_keep_the_victors_out() -> None:
    claims = [claim("a", 35.0, 40.0), claim("a", 35.0, 40.0, DAY, "lost"), *ring("b", 35.0, 40.0, 6.0)]
    spot = at(drawn(claims), 35.0, 40.0)
    assert spot is not None
    assert spot.actor == "b"


def test_one_side_is_one_area_that_names_all_its_members() -> None:
    (area,) = drawn([*column("a", 39.8, 3), *column("a2", 39.9, 6)])
    assert (area.actor, area.actors) == ("a2", ("a2", "a"))
    assert area.status == "control"
    mixed = draw_all([*column("a", 39.8), *column("a2", 40.0), *column("b", 40.2)])
    assert [a.actor for a in mixed.areas] == ["a", "b"]
    assert {f.actors for f in mixed.fronts} == {("a", "b")}


def test_contested_ground_of_an_ally_is_the_sides_too() -> None:
    ally = claim("a2", 35.16, 40.0)
    pressed = claim("b", 35.16, 40.0, DAY, "advance")
    shown = draw_all([*column("a", 39.8), *column("a", 39.9), ally, pressed])
    assert {(x.actor, x.actors, x.status) for x in shown.areas} == {
        ("a", ("a",), "control"),
        ("a", ("a", "a2"), "contested"),
    }


def test_nobody_known_holds_no_area_and_the_reason_is_told() -> None:
    vague = claim("a", 35.0, 40.0, radius_km=40.0, name="vague")
    undated = claim("a", 35.0, 40.0, None, name="undated")
    shown = draw_all([claim("?gunmen", 35.0, 40.0, name="gunmen"), vague, undated])
    assert shown.areas == []
    assert {c: bool(reason) for c, reason in shown.left_out.items()} == {
        "gunmen": True,
        "vague": True,
        "undated": True,
    }


def test_a_surer_claim_gives_a_surer_area() -> None:
    (sure,), (unsure,) = (
        drawn([claim("a", 35, 40, confidence=0.9)]),
        drawn([claim("a", 35, 40, confidence=0.3)]),
    )
    assert sure.confidence > unsure.confidence


def test_area_counts_holes() -> None:
    square = shapely.box(40.0, 35.0, 40.1, 35.1)
    holed = shapely.Polygon(square.exterior, [shapely.box(40.02, 35.02, 40.08, 35.08).exterior])
    assert 100 < area_km2(square) < 102
    assert math.isclose(area_km2(holed), area_km2(square) * 0.64, rel_tol=0.01)
