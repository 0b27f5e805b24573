"""Rivers between claims."""

from __future__ import annotations

import numpy as np
import shapely

from geo.mercator import project
from geo.picture import Picture, picture
from geo.records import ControlClaim
from geo.rivers import River, load_rivers
from tests.geo.claims_made import DAY, Sides, claim, column

NORTHWARD = River(shapely.LineString([(40.0, 34.5), (40.0, 35.0), (40.0, 35.8)]))


def front_lon(claims: list[ControlClaim], *rivers: River) -> float:
    shown: Picture = picture(claims, DAY, register=Sides(), rivers=rivers)
    xy = shapely.get_coordinates([f.geometry for f in shown.fronts])
    return float(xy[(xy[:, 1] > 35.05) & (xy[:, 1] < 35.3), 0].mean())


def test_left_is_positive_and_beyond_the_ends_there_is_no_bank() -> None:
    km = NORTHWARD.bank_km(project(np.array([[39.9, 35.1], [40.1, 35.1], [40.0, 34.0], [42.0, 35.1]])))
    assert km[0] > 8
    assert km[1] < -8
    assert np.isnan(km[2:]).all()


def test_at_a_bend_the_bank_is_that_of_both_reaches() -> None:
    bend = River(shapely.LineString([(40.0, 35.0), (40.5, 35.0), (40.5, 35.5)]))
    inside, outside = bend.bank_km(project(np.array([[40.4, 35.1], [40.6, 34.9]])))
    assert inside > 0 > outside


def test_a_front_keeps_to_the_river_though_claims_stand_unevenly() -> None:
    claims = [*column("a", 39.8), *column("b", 40.04)]
    without, along = front_lon(claims), front_lon(claims, NORTHWARD)
    assert abs(without - 39.92) < 0.02
    assert abs(along - 40.0) < 0.02


def test_claims_of_a_bridgehead_stand_across() -> None:
    over = [claim("b", 35.0 + 0.08 * i, 39.9) for i in range(5)]
    claims = [*column("a", 39.8), *column("b", 40.1), *over]
    assert front_lon(claims, NORTHWARD) < 39.9


def test_a_place_on_the_wrong_side_of_an_inexact_line_goes_with_its_neighbours() -> None:
    # 40.995 is half a kilometre west of the line, where only its drawing puts it.
    beside = [claim("b", 35.04 + 0.08 * i, 39.995) for i in range(4)]
    claims = [*column("a", 39.9), *column("b", 40.05), *column("b", 40.15), *beside]
    assert front_lon(claims, NORTHWARD) > 39.96


def test_the_rivers_of_the_settings_are_there() -> None:
    assert len(load_rivers()) >= 2
