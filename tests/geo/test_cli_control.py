"""python -m geo control."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.__main__ import main

ROWS = """date,lat,lon,actor,status,confidence,source
2019-01-01,34.60,40.90,sdf,control,0.8,sohr
2019-01-01,34.70,40.85,sdf,control,0.8,sohr
2019-01-01,34.45,40.96,islamic-state,control,0.8,sohr
2019-01-01,34.50,40.93,islamic-state,control,0.8,sohr
"""


@pytest.fixture
def claims_file(tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_prints_areas_and_fronts(claims_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", "--claims", str(claims_file), "--as-of", "2019-01-10"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["type"] == "FeatureCollection"
    said = [f["properties"] for f in shown["features"]]
    assert {p["actor"] for p in said if p["kind"] == "area"} == {"sdf", "islamic-state"}
    assert {tuple(p["actors"]) for p in said if p["kind"] == "front"} == {("islamic-state", "sdf")}
    assert {p["age_days"] for p in said} == {9}


def test_writes_the_same_to_a_file(
    claims_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "picture.geojson"
    main(["control", "--claims", str(claims_file), "--as-of", "2019-01-10"])
    printed = capsys.readouterr().out
    assert main(["control", "--claims", str(claims_file), "--as-of", "2019-01-10", "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8") == printed


def test_before_the_first_claim_the_picture_is_empty(
    claims_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["control", "--claims", str(claims_file), "--as-of", "2018-12-31"]) == 0
    assert json.loads(capsys.readouterr().out)["features"] == []


@pytest.mark.parametrize("bad", ["2019-01-01,34.6,40.9,nobody-known\n", "2019-13-01,34.6,40.9,sdf\n"])
def test_bad_input_is_one_line_and_exit_2(
    bad: str, claims_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims_file.write_text(ROWS + bad, encoding="utf-8")
    out = tmp_path / "picture.geojson"
    assert main(["control", "--claims", str(claims_file), "--as-of", "2019-01-10", "--out", str(out)]) == 2
    err = capsys.readouterr().err
    assert "row 6" in err
    assert err.count("\n") == 1
    assert not out.exists()


def test_no_file_and_no_day(claims_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", "--claims", str(tmp_path / "none.csv"), "--as-of", "2019-01-10"]) == 2
    assert "none.csv" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["control", "--claims", str(claims_file), "--as-of", "someday"])
    assert stopped.value.code == 2
