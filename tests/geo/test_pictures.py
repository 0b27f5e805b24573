"""The days on which the picture turns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from geo.pictures import Pictures
from geo.records import ControlClaim
from tests.geo.claims_made import START, Sides, claim


@dataclass(frozen=True)
class Entry:
    """As the store gives a claim back."""

    claim: ControlClaim
    known_on: date = START
    superseded_by: str | None = None


def holders(pictures: Pictures, day: date) -> set[str]:
    return {f["properties"]["actor"] for f in pictures.geojson(day)["features"]}


def test_a_claim_begins_on_its_earliest_day() -> None:
    latest = START + timedelta(days=5)
    end = START + timedelta(days=9)
    pictures = Pictures([Entry(claim("a", 35.0, 40.0, START, latest=latest, until=end))], Sides())
    assert pictures.days == [START, latest, end]
    assert holders(pictures, START - timedelta(days=1)) == set()
    assert holders(pictures, START) == {"a"}
    assert holders(pictures, end) == set()


def test_between_turning_days_a_picture_is_computed_once() -> None:
    later = START + timedelta(days=10)
    pictures = Pictures([Entry(claim("a", 35.0, 40.0)), Entry(claim("b", 35.0, 40.0, later))], Sides())
    first = pictures.geojson(START)
    assert pictures.geojson(START + timedelta(days=9)) is first
    assert holders(pictures, later) == {"b"}


def test_pictures_keep_to_land_and_borders() -> None:
    # Beirut: reach is cut at the coast and at the border with Syria.
    (feature,) = Pictures([Entry(claim("a", 33.89, 35.50))], Sides()).geojson(START)["features"]
    assert feature["properties"]["area_km2"] < 2000
    alone = Pictures([Entry(claim("a", 35.0, 39.0))], Sides()).geojson(START)["features"]
    assert alone[0]["properties"]["area_km2"] > 2500
