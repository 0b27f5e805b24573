"""Countries as ground: where a spot lies, and what that does to areas and fronts."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.control_settings import default_settings
from geo.countries import Countries, load_countries
from geo.ground import clipped
from geo.holdings import holdings
from geo.picture import Picture, picture
from geo.records import ControlClaim
from tests.geo.claims_made import DAY, Sides, claim, column

WEST, EAST = shapely.box(39, 34, 40, 36), shapely.box(40, 34, 41, 36)


def two_countries(**places: str) -> Countries:
    return Countries(("EE", "WW"), (EAST, WEST), places.get)


def drawn(claims: list[ControlClaim], countries: Countries | None = None) -> Picture:
    return picture(claims, DAY, register=Sides(), countries=countries or two_countries())


def ground(shown: Picture, actor: str) -> shapely.Geometry:
    return shapely.union_all([a.geometry for a in shown.areas if a.actor == actor])


def test_an_area_ends_at_the_border() -> None:
    shown = drawn(column("a", 39.95))
    assert {a.country for a in shown.areas} == {"WW"}
    assert ground(shown, "a").bounds[2] == pytest.approx(40.0, abs=1e-6)


def test_claims_on_both_sides_make_an_area_in_each_country() -> None:
    shown = drawn([*column("a", 39.95), *column("a", 40.05)])
    assert {a.country for a in shown.areas} == {"WW", "EE"}
    assert shown.fronts == []


def test_a_front_follows_the_border_where_both_sides_stand_at_it() -> None:
    near = drawn([*column("a", 39.95), *column("b", 40.2)])
    assert near.fronts == []
    close = drawn([*column("a", 39.95), *column("b", 40.05)])
    assert {f.actors for f in close.fronts} == {("a", "b")}
    lon = shapely.get_coordinates([f.geometry for f in close.fronts])[:, 0]
    assert np.allclose(lon, 40.0)
    assert all(set(f.claims) == {"a", "b"} and f.length_km > 0 for f in close.fronts)


def test_what_lies_wholly_across_the_border_is_dropped() -> None:
    # The claim is Western by its place's name, its point lies east of the line, behind a rival's ground.
    countries = two_countries(**{"p:near": "WW"})
    beyond = claim("b", 35.1, 40.04, place="p:near")
    shown = drawn([*column("a", 39.9), *column("a", 40.0), *column("a", 39.99), beyond], countries)
    assert {a.actor for a in shown.areas} == {"a"}


def test_a_small_gap_at_the_border_is_closed() -> None:
    whole = shapely.box(39.5, 34.9, 40.02, 35.1)
    hole = shapely.box(39.98, 35.0, 40.02, 35.02)
    held = holdings([claim("a", 35.0, 39.7)], DAY, Sides(), default_settings(), two_countries())
    (closed,) = clipped(np.array([whole - hole]), WEST, held, scrap_km2=2, gap_km2=10)
    assert closed.equals(whole & WEST)
    (open_still,) = clipped(np.array([whole - hole]), WEST, held, scrap_km2=2, gap_km2=1)
    assert open_still.equals((whole - hole) & WEST)


def test_a_claim_out_at_sea_takes_no_land() -> None:
    shown = drawn([*column("a", 39.5), claim("b", 35.0, 38.85)])
    assert {a.actor: a.country for a in shown.areas} == {"a": "WW", "b": ""}
    assert ground(shown, "b").intersection(WEST).area == pytest.approx(0, abs=1e-6)


def test_losses_alone_on_both_sides_draw_nothing() -> None:
    shown = drawn([claim("a", 35.0, 39.9, DAY, "lost"), claim("b", 35.0, 40.1, DAY, "lost")])
    assert shown.areas == []
    assert shown.fronts == []


def test_friends_have_no_front_on_their_border() -> None:
    shown = picture(
        [*column("a", 39.95), *column("b", 40.05)],
        DAY,
        register=Sides(("a", "b")),
        countries=two_countries(),
    )
    assert shown.fronts == []


def test_a_claim_across_the_border_does_not_contest_its_neighbour() -> None:
    shown = drawn([claim("a", 35.0, 39.999), claim("b", 35.0, 40.001)])
    assert [a.status for a in shown.areas] == ["control", "control"]


def test_the_gazetteer_knows_the_country_of_a_place_by_the_border() -> None:
    known = two_countries(**{"p:near": "WW", "p:far": "WW"})
    spots = np.array([[40.02, 35.0], [40.5, 35.0], [40.02, 35.0], [50.0, 0.0]])
    assert known.at(spots, ["p:near", "p:far", "p:other", ""]) == ["WW", "EE", "EE", ""]


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [
        (40.14, 35.34, "SY"),  # Deir ez-Zor
        (43.13, 36.34, "IQ"),  # Mosul
        (44.2, 15.35, "YE"),
        (34.1, 45.0, "UA"),
        (34.31, 31.35, "PS"),
        (44.0, 7.0, "ET"),
        (45.3, 2.05, "SO"),
    ],
)
def test_the_world_is_divided(lon: float, lat: float, country: str) -> None:
    assert load_countries().at(np.array([[lon, lat]]), [""]) == [country]


def test_countries_do_not_overlap_and_share_their_border() -> None:
    world = load_countries()
    syria, iraq = world.shape("SY"), world.shape("IQ")
    assert syria is not None
    assert iraq is not None
    assert shapely.area(shapely.intersection(syria, iraq)) == 0
    assert world.border("SY", "IQ").length > 5
    assert world.border("SY", "YE").is_empty
