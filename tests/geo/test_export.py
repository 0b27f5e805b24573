"""Exports: what was chosen comes back from every format, whole or not at all, with nothing that runs."""

from __future__ import annotations

import csv
import html
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import cli_export
from geo.__main__ import main
from geo.actors import load_register
from geo.errors import ExportError
from geo.export import FORMATS, export, export_bytes
from geo.export.countries import country_number_and_name
from geo.export.csv_file import FORMULA_STARTS, guarded
from geo.export.rows import COLUMNS, event_row, web_link
from geo.filters import EventFilter
from geo.records import Fatalities
from geo.store import Store
from tests.geo.made import DAY, SOURCE, TOWN, claim, event, extraction, party, report, says

NASTY = '=cmd|"/c calc"!A0 <script>alert(1)</script> & ${x} `y` \\ ]]> \x01\u202e نهاية'
EVERYTHING = EventFilter(statuses=("reported", "claimed", "denied"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    given_report = report(title="-2+3", source=SOURCE)
    events = [
        event("e1", lon=-3.5, fatalities=Fatalities(low=2, best=4, high=None)),
        event("e2", date_start=date(2021, 7, 1), evidence=says(NASTY), place="Gao, ‏غاو", status="denied"),
        event("e3", date_start=date(2021, 8, 1), fatalities=Fatalities(low=1, high=10**30), actors=[]),
        event("nowhere", lat=None),
    ]
    with Store(tmp_path / "store.sqlite") as opened:
        opened.add(extraction(given_report, *events, toponyms=[TOWN], claims=[claim("c")]), given_report)
        yield opened


@pytest.mark.parametrize("form", ["geojson", "gpkg", "kml"])
def test_gis_formats_come_back(store: Store, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"out.{form}"
    assert export(store, EVERYTHING, form, path) == 3
    frame = pyogrio.read_dataframe(path).set_index("event_id_cnty")
    assert list(frame.index) == ["e1", "e2", "e3"]
    assert frame.geometry["e1"].coords[0][:2] == (-3.5, 34.5)
    assert (frame.crs.to_epsg(), frame["admin1"]["e1"]) == (4326, "Deir ez-Zor Governorate")
    assert int(frame["fatalities"]["e1"]) == 4
    notes = frame["notes"]["e2"]
    assert (html.unescape(notes) if form == "kml" else notes) == NASTY.replace("\x01", " ")
    assert set(COLUMNS) <= {*frame.columns, "event_id_cnty"}


def test_parquet_comes_back_with_its_types(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    export(store, EVERYTHING, "parquet", path)
    frame = gpd.read_parquet(path)
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame["fatalities"].isna().tolist() == [False, True, False]
    assert frame.geometry.x.tolist() == [-3.5, 40.5, 40.5]
    assert frame.crs.to_epsg() == 4326


def test_csv_has_acled_columns_and_plain_numbers(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    export(store, EVERYTHING, "csv", path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["event_id_cnty"]: row for row in csv.DictReader(file)}
    first = rows["e1"]
    expected = {
        "event_date": "2021-06-01", "year": "2021", "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Sdf", "actor2": "Islamic-State",
        "inter1": "Rebel group", "inter2": "Rebel group", "interaction": "Rebel group-Rebel group",
        "civilian_targeting": "", "iso": "760", "country": "Syria", "admin1": "Deir ez-Zor Governorate",
        "admin2": "Abu Kamal District", "location": "Townsville", "latitude": "34.5", "longitude": "-3.5",
        "geo_precision": "1", "source": "Observatory", "fatalities": "4", "fatalities_low": "2",
        "fatalities_high": "", "source_url": "https://example.org/1", "report_title": "'-2+3",
    }  # fmt: skip
    assert {name: first[name] for name in expected} == expected
    assert list(first)[:9] == list(COLUMNS)[:9]
    assert rows["e2"]["notes"] == "'" + NASTY.replace("\x01", " ")
    assert (rows["e2"]["fatalities"], rows["e3"]["fatalities"]) == ("", "1")
    assert rows["e3"]["actor1"] == rows["e3"]["inter1"] == rows["e3"]["interaction"] == ""


@pytest.mark.parametrize(
    ("code", "number", "name"),
    [("SY", 760, "Syria"), ("IQ|SY", None, "Iraq; Syria"), ("", None, ""), ("XX", None, "XX")],
)
def test_countries(code: str, number: int | None, name: str) -> None:
    assert country_number_and_name(code) == (number, name)


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_text_that_begins_like_a_formula_is_guarded(start: str) -> None:
    assert guarded(start + "1+1") == "'" + start + "1+1"
    assert guarded("1" + start) == "1" + start


@given(number=st.floats(allow_nan=False) | st.integers() | st.none())
def test_numbers_are_never_guarded(number: float | None) -> None:
    assert guarded(number) is number


@pytest.mark.parametrize(
    ("url", "passes"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://مثال.إختبار/", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("vbscript:msgbox(1)", False),
        ("https://example.org/\u202e", False),
        ("data:text/html,x", False),
        ("https:///no-host", False),
        ("http://[bad", False),
        ("//example.org", False),
        (" https://example.org", False),
        ("ftp://example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_links_pass(url: str | None, passes: bool) -> None:
    assert web_link(url) == (url if passes else "")


@pytest.mark.parametrize(
    ("sides", "actors", "inters", "civilians"),
    [
        ([("syrian-government", "attacker"), ("civilians", "target")], ("syrian-government", "civilians"),
         ("State forces", "Civilians", "State forces-Civilians"), "Civilian targeting"),
        ([("islamic-state", "target"), ("turkish-forces", "attacker")], ("turkish-forces", "islamic-state"),
         ("External/Other forces", "Rebel group", "Rebel group-External/Other forces"), ""),
        ([("sdf", "both"), ("islamic-state", "both")], ("sdf", "islamic-state"),
         ("Rebel group", "Rebel group", "Rebel group-Rebel group"), ""),
        ([("sdf", "both")], ("sdf", ""), ("Rebel group", "", "Rebel group only"), ""),
        ([("sdf", "both"), ("islamic-state", "target")], ("sdf", "islamic-state"),
         ("Rebel group", "Rebel group", "Rebel group-Rebel group"), ""),
        ([("islamic-state", "attacker"), ("sdf", "both")], ("islamic-state", "sdf"),
         ("Rebel group", "Rebel group", "Rebel group-Rebel group"), ""),
        ([("no-such-actor", "attacker")], ("no-such-actor", ""), ("", "", ""), ""),
    ],
)  # fmt: skip
def test_sides_as_acled_writes_them(
    store: Store,
    sides: list[tuple[str, str]],
    actors: tuple[str, str],
    inters: tuple[str, str, str],
    civilians: str,
) -> None:
    given_report = report(str(sides))
    parties = [party(actor, side) for actor, side in sides]
    store.add(extraction(given_report, event("sides", actors=parties), toponyms=[TOWN]), given_report)
    stored = store.event("sides")
    assert stored is not None
    row = event_row(stored, load_register())
    assert list(row) == list(COLUMNS)
    assert (row["actor1"], row["actor2"]) == tuple(a.title() for a in actors)
    assert (row["inter1"], row["inter2"], row["interaction"]) == inters
    assert row["civilian_targeting"] == civilians


@pytest.mark.parametrize("form", ["geojson", "csv", "gpkg", "parquet", "kml"])
def test_nothing_chosen_is_a_file_without_events(store: Store, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"none.{form}"
    assert export(store, EventFilter(actors=("nobody",)), form, path) == 0
    if form == "csv":
        assert path.read_text().splitlines() == [",".join(COLUMNS)]
    else:
        frame = gpd.read_parquet(path) if form == "parquet" else pyogrio.read_dataframe(path)
        assert len(frame) == 0


def test_an_old_file_stays_when_the_new_one_fails(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(rows: object, path: Path) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.csv"
    path.write_text("old")
    monkeypatch.setitem(FORMATS, "csv", FORMATS["csv"].__class__(".csv", "text/csv", breaks))
    before = set(tmp_path.iterdir())
    with pytest.raises(ExportError, match="No space left"):
        export(store, EVERYTHING, "csv", path)
    assert path.read_text() == "old"
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("form", ["csv", "gpkg", "kml", "parquet"])
def test_a_place_that_cannot_be_written(store: Store, tmp_path: Path, form: str) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "missing" / "out", tmp_path / "folder"):
        with pytest.raises(ExportError):
            export(store, EVERYTHING, form, path)
    assert list((tmp_path / "folder").iterdir()) == []
    assert export(store, EVERYTHING, form, tmp_path / "no-ending") == 3


def test_the_map_as_one_file_holds_its_events(store: Store) -> None:
    page = export_bytes(store, EVERYTHING, "html").decode()
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "furat-data-events" in page
    assert "<script>alert(1)" not in page


def test_a_download_is_the_file(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.geojson"
    export(store, EVERYTHING, "geojson", path)
    assert export_bytes(store, EVERYTHING, "geojson") == path.read_bytes()
    assert len(json.loads(path.read_bytes())["features"]) == 3
    with pytest.raises(ExportError, match="no format"):
        export_bytes(store, EVERYTHING, "../x")


def command(store: Store, tmp_path: Path, *options: str) -> tuple[int, Path]:
    path = tmp_path / "cli.csv"
    address = str(tmp_path / "store.sqlite")
    return main(["export", "--format", "csv", "--store", address, *options, str(path)]), path


def test_command_line(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = [
        "--from",
        "2021-07-01",
        "--to",
        "2021-07-31",
        "--status",
        "denied",
        "--actor",
        "sdf",
        "--side",
        "attacker",
    ]
    code, path = command(store, tmp_path, *options)
    assert code == 0
    assert "1 events; 1 without a day or a place" in capsys.readouterr().out
    assert [line.split(",")[0] for line in path.read_text().splitlines()] == ["event_id_cnty", "e2"]


@pytest.mark.parametrize(
    "options",
    [
        ["--from", "yesterday"],
        ["--max-where-prec", "9"],
        ["--min-fatalities", "-3"],
        ["--store", "no-such-file.sqlite"],
    ],
)
def test_command_line_refuses_in_one_line(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    code, path = command(store, tmp_path, *options)
    assert code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not path.exists()


def test_command_line_knows_every_field_of_the_filter() -> None:
    from argparse import ArgumentParser

    parser = ArgumentParser()
    cli_export.add_arguments(parser)
    assert cli_export.filter_from(parser.parse_args(["--format", "csv", "x.csv"])) == EventFilter()
    options = ["--type", "Attack", "--type", "Arrests", "--region", "SY", "--source", "", "--text", "a"]
    options += ["--min-fatalities", "2", "--max-radius-km", "3", "--max-where-prec", "4", "--to", str(DAY)]
    args = parser.parse_args(["--format", "csv", *options, "x.csv"])
    assert cli_export.filter_from(args) == EventFilter(
        sub_event_types=("Attack", "Arrests"), regions=("SY",), sources=("",), text="a", min_fatalities=2,
        max_radius_km=3, max_where_prec=4, last=DAY,
    )  # fmt: skip
