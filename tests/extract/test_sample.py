"""The sample campaign, read by the extractor and drawn by the method: the campaign's course must come out.

What is expected here is the public record of September 2018 to March 2019, not what the program gave once.
"""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from extract.cli_add import SAMPLE, SAMPLE_SOURCE
from extract.pipeline import read
from extract.report_file import read_report
from geo.actors import load_register
from geo.claims import read_claims_csv
from geo.pictures import Pictures
from geo.records import Report
from geo.store import Store

HAJIN = shapely.Point(40.8256, 34.6926)
BAGHUZ = shapely.Point(40.9589, 34.4568)
SUSAH = shapely.Point(40.9607, 34.5263)
MAYADIN = shapely.Point(40.4517, 35.0210)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [read_report(path) for path in sorted((SAMPLE / "reports").glob("*.txt"))]


@pytest.fixture(scope="module")
def pictures(reports: list[Report], tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    """The campaign as the page draws it: coded reports and the file of claims about the banks around."""
    store = Store(tmp_path_factory.mktemp("sample") / "furat.sqlite")
    for report in reports:
        store.add(read(report), report)
    register = load_register()
    store.import_claims(read_claims_csv(SAMPLE / "claims.csv", register), SAMPLE_SOURCE)
    return Pictures(store.claims(), register)


def areas_of(pictures: Pictures, day: date, actor: str) -> list[dict]:
    features = pictures.geojson(day)["features"]
    return [f for f in features if f["properties"]["kind"] == "area" and f["properties"]["actor"] == actor]


def km2(pictures: Pictures, day: date, actor: str = "islamic-state") -> float:
    return sum(f["properties"]["area_km2"] for f in areas_of(pictures, day, actor))


def holder(pictures: Pictures, day: date, point: shapely.Point) -> str | None:
    for feature in pictures.geojson(day)["features"]:
        properties = feature["properties"]
        if properties["kind"] == "area" and shapely.geometry.shape(feature["geometry"]).contains(point):
            return properties["actor"] if properties["status"] != "contested" else "contested"
    return None


def test_sixty_reports_two_thirds_arabic_that_say_they_are_samples(reports: list[Report]) -> None:
    assert len(reports) >= 60
    assert sum(r.language == "ar" for r in reports) >= 0.6 * len(reports)
    for report in reports:
        assert report.sample
        assert report.published is not None
        assert "Sample" in report.text or "نص نموذجي" in report.text, report.title


def test_the_pocket_shrinks_from_hajin_to_baghuz_to_nothing(pictures: Pictures) -> None:
    september = km2(pictures, date(2018, 9, 20))
    new_year = km2(pictures, date(2019, 1, 1))
    late_january = km2(pictures, date(2019, 1, 26))
    february = km2(pictures, date(2019, 2, 15))
    assert september > new_year > late_january >= february > 0
    assert september > 150
    assert february < 40
    assert km2(pictures, date(2019, 3, 25)) == 0


def test_the_october_reversal_shows(pictures: Pictures) -> None:
    assert km2(pictures, date(2018, 10, 30)) > km2(pictures, date(2018, 10, 23))
    assert holder(pictures, date(2018, 10, 30), SUSAH) == "islamic-state"


@pytest.mark.parametrize(
    ("day", "point", "actor"),
    [
        (date(2018, 10, 1), HAJIN, "islamic-state"),
        (date(2018, 12, 17), HAJIN, "sdf"),
        (date(2019, 1, 22), SUSAH, "sdf"),
        (date(2019, 1, 10), BAGHUZ, "islamic-state"),
        (date(2019, 3, 25), BAGHUZ, "sdf"),
        (date(2018, 10, 1), MAYADIN, "syrian-government"),
        (date(2019, 3, 25), MAYADIN, "syrian-government"),
    ],
)
def test_who_holds_the_towns(pictures: Pictures, day: date, point: shapely.Point, actor: str) -> None:
    assert holder(pictures, day, point) == actor


@pytest.mark.parametrize("day", [date(2018, 9, 20), date(2018, 11, 20), date(2019, 1, 15), date(2019, 2, 20)])
def test_a_front_faces_the_pocket_until_the_end(pictures: Pictures, day: date) -> None:
    fronts = [
        f["properties"] for f in pictures.geojson(day)["features"] if f["properties"]["kind"] == "front"
    ]
    facing = [f for f in fronts if set(f["actors"]) == {"islamic-state", "sdf"}]
    assert facing
    # Each stretch knows what it stands on.
    assert all(f["claims"] for f in facing)


def test_no_front_of_the_pocket_is_left_after_the_end(pictures: Pictures) -> None:
    fronts = [f["properties"] for f in pictures.geojson(date(2019, 3, 27))["features"]]
    assert not [f for f in fronts if f["kind"] == "front" and "islamic-state" in f["actors"]]
