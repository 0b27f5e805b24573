"""The picture as a whole: what must hold whatever the claims are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import msgspec
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.picture import Picture, area_by_actor, picture, picture_days
from geo.records import ControlClaim
from tests.geo.claims_made import DAY, START, Sides, claim, column, two_sides

SPOTS = st.tuples(st.integers(0, 40), st.integers(0, 40))


@st.composite
def claim_lists(draw: st.DrawFn) -> list[ControlClaim]:
    """Claims of up to four actors on a lattice of 3 km, some on one spot."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["a", "a2", "b", "c"]),
                SPOTS,
                st.integers(0, 60),
                st.sampled_from(
                    ["control", "control", "control", "contested", "lost", "advance", "besieged"]
                ),
            ),
            max_size=30,
        )
    )
    return [
        claim(a, 35 + y * 0.027, 40 + x * 0.033, START + timedelta(days=d), s, name=f"c{i}")
        for i, (a, (x, y), d, s) in enumerate(rows)
    ]


def draw_picture(claims: Sequence[ControlClaim], as_of: date = DAY) -> Picture:
    return picture(claims, as_of, register=Sides())


def shapes(shown: Picture, within: shapely.Geometry | None = None) -> list[tuple[object, ...]]:
    """Everything that is drawn, for comparing."""
    rows: list[tuple[object, ...]] = [
        (a.actor, a.status, a.confidence, a.age_days, a.claims, shapely.to_wkb(a.geometry))
        for a in shown.areas
        if within is None or a.geometry.intersects(within)
    ]
    return rows + [
        (f.actors, f.status, f.confidence, f.claims, shapely.to_wkb(f.geometry))
        for f in shown.fronts
        if within is None or f.geometry.intersects(within)
    ]


@settings(deadline=None, max_examples=40)
@given(claim_lists())
def test_areas_never_overlap(claims: list[ControlClaim]) -> None:
    shown = draw_picture(claims)
    assert bool(shapely.coverage_is_valid([a.geometry for a in shown.areas]))
    assert all(a.geometry.is_valid and a.area_km2 > 0 for a in shown.areas)


@settings(deadline=None, max_examples=40)
@given(claim_lists())
def test_fronts_lie_on_the_edges_of_both_areas(claims: list[ControlClaim]) -> None:
    shown = draw_picture(claims)
    for front in shown.fronts:
        for actor in front.actors:
            edges = shapely.union_all([a.geometry.boundary for a in shown.areas if a.actor == actor])
            assert edges.covers(front.geometry) or edges.distance(front.geometry) < 1e-12
            middle = front.geometry.interpolate(0.5, normalized=True)
            assert edges.distance(middle) < 1e-9
        assert Sides().opposed(*front.actors, DAY)


@settings(deadline=None, max_examples=25)
@given(claim_lists(), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(claims: list[ControlClaim], random: object) -> None:
    mixed = list(claims)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert shapes(draw_picture(mixed)) == shapes(draw_picture(claims))


@settings(deadline=None, max_examples=25)
@given(claim_lists(), st.sampled_from([(35.5, 46.0), (31.0, 40.5), (-10.0, 20.0)]))
def test_a_claim_far_away_changes_nothing_here(claims: list[ControlClaim], spot: tuple[float, float]) -> None:
    here = shapely.box(39, 34, 42.5, 37.5)
    more = draw_picture([*claims, claim("b", *spot)])
    assert shapes(more, here) == shapes(draw_picture(claims), here)


@settings(deadline=None, max_examples=25)
@given(claim_lists())
def test_renaming_actors_changes_only_names(claims: list[ControlClaim]) -> None:
    names = {"a": "z", "a2": "z1", "b": "y", "c": "x"}
    renamed = draw_picture([msgspec.structs.replace(c, actor=names[c.actor]) for c in claims])
    plain = draw_picture(claims)
    assert [(names[a.actor], a.status, shapely.to_wkb(a.geometry)) for a in plain.areas] == [
        (a.actor, a.status, shapely.to_wkb(a.geometry)) for a in renamed.areas
    ]
    assert [(sorted(names[n] for n in f.actors), shapely.to_wkb(f.geometry)) for f in plain.fronts] == [
        (list(f.actors), shapely.to_wkb(f.geometry)) for f in renamed.fronts
    ]


@settings(deadline=None, max_examples=15)
@given(claim_lists())
def test_the_mirror_image_of_claims_gives_that_of_the_picture(claims: list[ControlClaim]) -> None:
    mirrored = [msgspec.structs.replace(c, lon=round(80 - c.lon, 6)) for c in claims]
    here, there = area_by_actor(draw_picture(claims)), area_by_actor(draw_picture(mirrored))
    # Samples do not lie in mirror image: the lines differ by part of a cell.
    slack = 0.03 * sum(here.values()) + 10
    assert all(abs(here.get(a, 0) - there.get(a, 0)) < slack for a in {*here, *there})


def test_no_claims_and_one_side_are_no_error() -> None:
    assert draw_picture([]).to_geojson()["features"] == []
    alone = draw_picture([claim("a", 35, 40)])
    assert [a.actor for a in alone.areas] == ["a"]
    assert alone.fronts == []
    assert draw_picture(column("a", 40.0)).fronts == []


def test_two_sides_meet_halfway() -> None:
    shown = draw_picture(two_sides())
    assert {a.actor for a in shown.areas} == {"a", "b"}
    lon = shapely.get_coordinates([f.geometry for f in shown.fronts])[:, 0]
    assert abs(lon - 40.0).max() < 0.03
    held = area_by_actor(shown)
    assert held["a"] == pytest.approx(held["b"], rel=0.05)


def test_allies_have_no_front() -> None:
    shown = picture(two_sides(), DAY, register=Sides(("a", "b")))
    assert len(shown.areas) == 2
    assert shown.fronts == []


def test_geojson_says_who_and_by_which_claims() -> None:
    claims = two_sides()
    features = json.loads(json.dumps(draw_picture(claims).to_geojson()))["features"]
    ids = {c.id for c in claims}
    kinds = [f["properties"]["kind"] for f in features]
    assert kinds == sorted(kinds)
    assert set(kinds) == {"area", "front"}
    for feature in features:
        said = feature["properties"]
        assert 0 < said["confidence"] <= 1
        assert said["age_days"] == (DAY - START).days
        assert set(said["claims"]) <= ids
        assert said["claims"]
        assert (said["actor"] in "ab") if said["kind"] == "area" else said["actors"] == ["a", "b"]


def test_no_data_beyond_reach() -> None:
    shown = draw_picture([claim("a", 35.0, 40.0)])
    (area,) = shown.areas
    assert area.geometry.contains(shapely.Point(40.2, 35.0))
    assert not area.geometry.contains(shapely.Point(40.5, 35.0))


@dataclass(frozen=True)
class Entry:
    """As the store gives a claim back."""

    claim: ControlClaim
    known_on: date
    superseded_by: str | None = None


def test_what_was_known_on_a_day() -> None:
    late = DAY + timedelta(days=20)
    entries = [
        Entry(claim("a", 35, 40, name="first"), START),
        Entry(claim("b", 35, 40, DAY, name="later"), late),
    ]
    then = picture(entries, DAY, register=Sides(), known_on=DAY)
    now = picture(entries, DAY, register=Sides())
    assert [a.actor for a in then.areas] == ["a"]
    assert [a.actor for a in now.areas] == ["b"]


def test_a_corrected_claim_gives_way_once_the_correction_is_known() -> None:
    wrong = Entry(claim("a", 35, 40, name="wrong"), START, superseded_by="right")
    right = Entry(claim("b", 35, 40, name="right"), DAY)
    before = picture([wrong, right], DAY, register=Sides(), known_on=START)
    after = picture([wrong, right], DAY, register=Sides(), known_on=DAY)
    assert [a.actor for a in before.areas] == ["a"]
    assert [a.actor for a in after.areas] == ["b"]
    gone = replace(wrong, superseded_by="never stored")
    assert picture([gone], DAY, register=Sides()).areas


def test_days_without_news_share_a_picture() -> None:
    claims = [
        claim("a", 35, 40, START),
        claim("b", 35, 40, START + timedelta(days=3), until=START + timedelta(days=5)),
    ]
    days = [START + timedelta(days=n) for n in range(-1, 7)]
    shown = dict(picture_days(claims, days, register=Sides()))
    assert shown[days[0]].areas == []
    assert shown[days[1]] is shown[days[2]] is shown[days[3]]
    assert [a.actor for a in shown[days[4]].areas] == ["b"]
    assert shown[days[4]] is shown[days[5]]
    assert shown[days[6]].areas == []


def test_the_sea_is_nobodys() -> None:
    land = shapely.box(39.0, 34.0, 40.0, 36.0)
    dry = picture([claim("a", 35, 39.95), claim("b", 35.1, 39.95)], DAY, register=Sides(), land=land)
    assert dry.fronts
    for shown in (*dry.areas, *dry.fronts):
        assert shown.geometry.bounds[2] <= 40.0 + 1e-9
    lone = picture([claim("a", 35, 45)], DAY, register=Sides(), land=land)
    assert lone.areas[0].area_km2 > 0
