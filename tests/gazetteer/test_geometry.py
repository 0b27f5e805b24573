import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString

from gazetteer.geometry import distance_km, midpoint, moved, nearest_on, rough_km, stretch

LINE = LineString([(40.0, 34.0), (41.0, 34.0)])


@pytest.mark.parametrize(
    ("direction", "north", "east"), [("north", 1, 0), ("south", -1, 0), ("east", 0, 1), ("west", 0, -1)]
)
def test_moved(direction: str, north: int, east: int) -> None:
    lat, lon = moved((34.0, 40.0), direction, 12.0)
    assert distance_km((34.0, 40.0), (lat, lon)) == pytest.approx(12.0, abs=0.01)
    assert (lat - 34.0) * north >= 0
    assert (lon - 40.0) * east >= 0


def test_nearest_point_of_a_line() -> None:
    assert nearest_on(LINE, (34.5, 40.4)) == pytest.approx((34.0, 40.4))


def test_stretch_is_broader_further_off() -> None:
    close, far = (stretch(nearest_on(LINE, town), town, 15) for town in ((34.05, 40.5), (35.5, 40.5)))
    assert (close.where_prec, far.where_prec) == (2, 5)
    assert close.radius_km < far.radius_km


def test_midpoint_reaches_both_ends() -> None:
    spot = midpoint((34.0, 40.0), (34.2, 40.0))
    assert (spot.lat, spot.lon) == pytest.approx((34.1, 40.0))
    assert spot.radius_km == pytest.approx(distance_km((34.0, 40.0), (34.2, 40.0)) / 2)


@given(st.floats(-60, 60), st.floats(-179, 179), st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_rough_distance_is_near_the_true_one(lat: float, lon: float, up: float, right: float) -> None:
    other = (lat + up, lon + right)
    assert rough_km((lat, lon), other) == pytest.approx(distance_km((lat, lon), other), rel=0.02, abs=0.05)
