from pathlib import Path

import pytest

from gazetteer.errors import DataFileError
from gazetteer.paths import DATA
from gazetteer.tables import (
    AreaRow,
    CountryRow,
    PlaceRow,
    RiverRow,
    WordRow,
    read_table,
    split,
    supplement_rows,
)

HEADER = "id,name_en,name_ar,alt_en,alt_ar,feature,country,admin1,admin2,lat,lon,radius_km,source,note\n"


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("regions.csv", PlaceRow),
        ("countries.csv", CountryRow),
        ("areas.csv", AreaRow),
        ("rivers.csv", RiverRow),
        ("name_words.csv", WordRow),
    ],
)
def test_own_tables_are_sound(name: str, record: type) -> None:
    assert read_table(DATA / name, record)


def test_supplement_is_sound_and_keys_are_unique() -> None:
    keys = [row.id for row in supplement_rows()]
    assert len(keys) == len(set(keys)) > 0


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("x:1,A,,,,P.PPL,SY,,,134.5,40.9,1,by hand,\n", "lat"),
        ("x:1,A,,,,P.PPL,SY,,,north,40.9,1,by hand,\n", "lat"),
        ("x:1,A,,,,Q.PPL,SY,,,34.5,40.9,1,by hand,\n", "feature"),
        ("x:1,A,,,,P.PPL,SY,,,34.5,40.9,0,by hand,\n", "radius_km"),
        ("x:1,A\n", "cells"),
    ],
)
def test_bad_row_is_named(tmp_path: Path, row: str, named: str) -> None:
    path = tmp_path / "supplement_x.csv"
    path.write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(DataFileError, match=rf"supplement_x\.csv line 2: .*{named}"):
        read_table(path, PlaceRow)


def test_a_key_in_two_files_is_refused(tmp_path: Path) -> None:
    row = "x:1,A,,,,P.PPL,SY,,,34.5,40.9,1,by hand,\n"
    for name in ("supplement_a.csv", "supplement_b.csv"):
        (tmp_path / name).write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"x:1 is already in supplement_a\.csv"):
        list(supplement_rows(tmp_path))


def test_alternates_are_split() -> None:
    assert split(" a | b||") == ["a", "b"]
