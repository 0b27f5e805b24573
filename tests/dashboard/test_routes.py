"""The routes that feed the map."""

from __future__ import annotations

import json
import random
import struct
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import assets, state
from dashboard.routes import FOR_GOOD, routes
from geo.columns import EventColumns
from geo.filters import EventFilter
from tests.browser.fabricated import add_report, fabricate, made_event


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("data")
    fabricate(folder / "furat.sqlite", events=120).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FURAT_DATA", str(folder))
        state.forget()
        yield TestClient(Starlette(routes=routes()))
        state.forget()


@pytest.fixture
def columns(client: TestClient) -> EventColumns:
    return state.snapshot().columns


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("leaflet.js", "text/javascript; charset=utf-8"),
        ("leaflet.css", "text/css; charset=utf-8"),
        ("core.js", "text/javascript; charset=utf-8"),
        ("stage.js", "text/javascript; charset=utf-8"),
        ("images/marker-icon.png", "image/png"),
    ],
)
def test_assets_come_with_their_type_and_may_be_kept(client: TestClient, name: str, kind: str) -> None:
    answer = client.get(f"/furat/assets/{assets.asset_path(name)}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == FOR_GOOD
    assert answer.content


@pytest.mark.parametrize(
    "path", ["core.js", "../main.py", "%2e%2e/routes.py", "core.000000000000.js", "images/../../x"]
)
def test_other_files_are_not_served(client: TestClient, path: str) -> None:
    assert client.get(f"/furat/assets/{path}").status_code == 404


def test_event_columns_have_the_published_layout(client: TestClient, columns: EventColumns) -> None:
    answer = client.get(f"/furat/events.bin?v={columns.version}")
    assert answer.headers["content-type"] == "application/octet-stream"
    (length,) = struct.unpack("<I", answer.content[:4])
    header = json.loads(answer.content[4 : 4 + length])
    assert header["n"] == len(columns)
    field = next(f for f in header["fields"] if f["name"] == "day_start")
    days = np.frombuffer(answer.content, "<i4", field["count"], 4 + length + field["offset"])
    assert (days == columns.day_start).all()


@pytest.mark.parametrize(
    "chosen",
    [EventFilter(), EventFilter(sub_event_types=("Air/drone strike",)), EventFilter(min_fatalities=5)],
)
def test_mask_has_a_bit_for_each_event(
    client: TestClient, columns: EventColumns, chosen: EventFilter
) -> None:
    answer = client.get(f"/furat/mask?f={quote(chosen.to_json())}&v={columns.version}")
    bits = np.unpackbits(
        np.frombuffer(answer.content, np.uint8), bitorder="little", count=len(columns)
    ).astype(bool)
    assert (bits == columns.mask(chosen)).all()
    assert 0 < bits.sum() < len(columns)
    assert len(answer.content) == (len(columns) + 7) // 8


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/furat/mask?f={", "filter cannot be read"),
        ("/furat/mask?f=%7B%22colour%22%3A1%7D", "colour"),
        ("/furat/mask?f=%7B%22first%22%3A%22soon%22%7D", "first"),
        ("/furat/mask?f=" + "x" * 30_000, "longer than"),
        ("/furat/picture", "day is missing"),
        ("/furat/picture?day=tomorrow", "not a day"),
        ("/furat/picture?day=2019-02-30", "not a day"),
        ("/furat/pictures?known=%0Ax", "not a day"),
    ],
)
def test_a_request_that_makes_no_sense_gets_one_clear_line(client: TestClient, url: str, said: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert said in answer.text
    assert "\n" not in answer.text
    assert len(answer.text) <= 500


def test_a_picture_holds_until_the_next_day_of_change(client: TestClient) -> None:
    days = client.get("/furat/pictures").json()["days"]
    assert days == sorted(days)
    first, second = (date.fromisoformat(day) for day in days[:2])
    between = date.fromordinal((first.toordinal() + second.toordinal()) // 2)
    pictures = [client.get(f"/furat/picture?day={day}").json() for day in (first, between, second)]
    assert pictures[0] == pictures[1]
    assert pictures[1] != pictures[2]
    kinds = {f["properties"]["kind"] for f in pictures[0]["features"]}
    assert kinds == {"area", "front"}


def test_before_the_first_claim_nothing_is_held(client: TestClient) -> None:
    assert client.get("/furat/picture?day=2001-01-01").json()["features"] == []


def test_what_was_not_known_yet_is_left_out(client: TestClient) -> None:
    early = client.get("/furat/pictures?known=2018-10-01").json()["days"]
    assert early == ["2018-09-10"]


def test_coverage_tells_reports_a_day_and_leaves_out_days_without(client: TestClient) -> None:
    found = client.get("/furat/coverage.json").json()
    assert sum(found.values()) == len(state.snapshot().store.reports())
    assert "2018-11-12" not in found


def test_basemap_has_land_rivers_borders_and_towns_in_both_languages(client: TestClient) -> None:
    found = client.get("/furat/basemap.json").json()
    assert {"land", "rivers", "borders", "provinces", "towns"} == set(found)
    names = {(town[3], town[4]) for town in found["towns"]}
    assert ("Damascus", "دمشق") in names
    assert ("Hajin", "هجين") in names


def test_urls_that_name_a_version_may_be_kept_others_are_asked_again(client: TestClient) -> None:
    assert client.get("/furat/coverage.json?v=1").headers["cache-control"] == FOR_GOOD
    assert client.get("/furat/coverage.json").headers["cache-control"] == "no-cache"


def test_a_new_report_makes_a_new_snapshot(client: TestClient) -> None:
    before = state.snapshot()
    assert state.snapshot() is before
    add_report(state.writer(), date(2019, 4, 1), [made_event(random.Random(1), 9001, 200)], [])
    after = state.snapshot()
    assert after.version != before.version
    assert len(after.columns) == len(before.columns) + 1
