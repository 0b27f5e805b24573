"""Reading claims from CSV: all or nothing, and errors that name the row."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.actors import load_register
from geo.claims import MAX_BYTES, ClaimsFileError, parse_claims, read_claims_csv

HEAD = "date,lat,lon,actor\n"
FULL = "date,lat,lon,actor,status,confidence,source,date_to,place_id,place,radius_km\n"


def test_reads_every_column(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    row = "2019-01-23,34.4568,40.9589,sdf,control,0.8,sohr,2019-02-01,pcode:C5184,الباغوز فوقاني,1.5\n"
    path.write_text("\ufeff" + FULL + row, encoding="utf-8")
    (found,) = read_claims_csv(path, load_register())
    assert (found.actor, found.lat, found.lon, found.radius_km) == ("sdf", 34.4568, 40.9589, 1.5)
    assert (found.valid_from, found.valid_to) == (date(2019, 1, 23), date(2019, 2, 1))
    assert (found.status, found.confidence, found.method) == ("control", 0.8, "imported")
    # "Baghuz Fawqani"
    assert (found.place_id, found.place) == ("pcode:C5184", "الباغوز فوقاني")
    assert found.attribution is not None
    assert found.attribution.id == "sohr"


@pytest.mark.parametrize(
    "written",
    [
        "sdf",
        "SDF",
        "Syrian Democratic Forces",
        "syrian democratic forces",
        "قوات سوريا الديمقراطية",  # Syrian Democratic Forces
    ],
)
def test_an_actor_goes_by_any_of_its_names(written: str) -> None:
    (found,) = parse_claims(HEAD + f"2019-01-01,35,40,{written}\n", load_register())
    assert found.actor == "sdf"


def test_what_is_left_out_has_its_default() -> None:
    (found,) = parse_claims(HEAD + "2019-01-01,35,40,sdf\n\n,,,\n", load_register())
    assert (found.status, found.confidence, found.attribution, found.valid_to) == ("control", 0.0, None, None)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",35,40,sdf", "date is missing"),
        ("soon,35,40,sdf", "'soon' is not a day"),
        ("2019-02-30,35,40,sdf", "is not a day"),
        ("2019-01-01,,40,sdf", "lat is missing"),
        ("2019-01-01,x,40,sdf", "lat 'x' is not a number"),
        ("2019-01-01,nan,40,sdf", "not a finite number"),
        ("2019-01-01,95,200,sdf", "lat 95 is not between"),
        ("2019-01-01,120,35,sdf", "look swapped"),
        ("2019-01-01,35,181,sdf", "lon 181 is not between"),
        ("2019-01-01,35,40,", "actor is missing"),
        ("2019-01-01,35,40,islamic-stat", "unknown actor 'islamic-stat'; near it are islamic-state"),
        ("2019-01-01,35,40,sdf,more", "more cells than columns"),
        ("2019-01-01,35,40," + "x" * 600, "longer than"),
    ],
)
def test_an_error_names_the_row(row: str, says: str) -> None:
    with pytest.raises(ClaimsFileError, match="row 3: ") as caught:
        parse_claims(HEAD + "2019-01-01,35,40,sdf\n" + row + "\n", load_register())
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2019-01-01,35,40,sdf,holds,,,,,,", "status 'holds' is none of control"),
        ("2019-01-01,35,40,sdf,,1.5,,,,,", "confidence 1.5"),
        ("2019-01-01,35,40,sdf,,,,2018-01-01,,,", "date_to 2018-01-01 is not after"),
        ("2019-01-01,35,40,sdf,,,,,,,-1", "radius_km -1 is negative"),
    ],
)
def test_an_error_in_a_further_column(row: str, says: str) -> None:
    with pytest.raises(ClaimsFileError, match=says):
        parse_claims(FULL + row + "\n", load_register())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no column date, lat, lon, actor"),
        ("date,lat,actor\n", "no column lon"),
        ("date,lat,lon,actor,colour\n", "unknown column colour"),
        ("date,lat,lon,actor,lat\n", "appears twice"),
    ],
)
def test_an_error_in_the_heading(text: str, says: str) -> None:
    with pytest.raises(ClaimsFileError, match=says):
        parse_claims(text, load_register())


def test_swapped_though_in_range() -> None:
    rows = [f"2019-01-01,34.{i},40.{i},sdf" for i in range(5)] + ["2019-01-01,40.9,34.5,sdf"]
    assert (
        len(parse_claims(HEAD + "\n".join(rows), load_register())) == 6
    )  # 900 km off: nothing to be sure of
    rows[-1] = "2019-01-01,15.3,44.2,sdf"
    yemen = [f"2019-01-01,44.{i},15.{i},huthi" for i in range(5)]
    with pytest.raises(ClaimsFileError, match=r"row 7: lat 15\.3, lon 44\.2 look swapped"):
        parse_claims(HEAD + "\n".join(yemen + rows[-1:]), load_register())


def test_a_row_has_one_id_wherever_it_stands() -> None:
    rows = ["2019-01-01,35,40,sdf", "2019-01-01,35,40,islamic-state", "2019-01-01,35,40,sdf"]
    there = [c.id for c in parse_claims(HEAD + "\n".join(rows), load_register())]
    back = [c.id for c in parse_claims(HEAD + "\n".join(rows[::-1]), load_register())]
    assert len(set(there)) == 3
    assert set(there) == set(back)


def test_not_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(b"date,lat,lon,actor\n\xff\xfe\n")
    with pytest.raises(ClaimsFileError, match="not UTF-8"):
        read_claims_csv(path, load_register())
    path.write_bytes(b"date,lat,lon,actor\n2019-01-01,35,40,sdf\0\n")
    with pytest.raises(ClaimsFileError, match="a NUL"):
        read_claims_csv(path, load_register())
    with pytest.raises(ClaimsFileError, match="No such file"):
        read_claims_csv(tmp_path / "none.csv", load_register())


def test_a_huge_file_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 20)
    with pytest.raises(ClaimsFileError, match="more than 50 MB"):
        read_claims_csv(path, load_register())


@given(st.text(max_size=200))
def test_any_text_is_claims_or_one_clear_error(text: str) -> None:
    with contextlib.suppress(ClaimsFileError):
        assert isinstance(parse_claims(HEAD + text, load_register()), list)
