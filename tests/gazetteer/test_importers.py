from pathlib import Path

import pytest

from gazetteer import imported
from gazetteer.errors import DataFileError
from gazetteer.importers import geonames, pcodes

DUMP = (
    "99|Tell Nūr|Tell Nur|Tall Nur,تل نور,12,TNR|35.1|40.2|P|PPL|SY||07||||12000|||Asia/Damascus|2020-01-01"
).replace("|", "\t")
TABLE = "pcode,name_en,name_ar,admin1_en,admin2_en,lat,lon\n"


def written(folder: Path, text: str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_geonames_row(tmp_path: Path) -> None:
    river = DUMP.replace("\tP\tPPL\t", "\tH\tSTM\t").replace("99", "98", 1)
    [row] = geonames.read(written(tmp_path, f"{DUMP}\n{river}\n"))
    assert (row.id, row.name_en, row.name_ar, row.feature) == ("geonames:99", "Tell Nur", "تل نور", "P.PPL")
    assert (row.country, row.admin1, row.lat, row.lon, row.radius_km) == ("SY", "SY.07", 35.1, 40.2, 2.0)
    assert row.alt_en == "Tall Nur"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\tb\n", r"line 1: 2 columns"),
        (DUMP + "\n" + DUMP.replace("35.1", "95.1"), r"line 2: .*lat"),
    ],
)
def test_geonames_refuses(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DataFileError, match=words):
        list(geonames.read(written(tmp_path, text)))


def test_pcodes_row(tmp_path: Path) -> None:
    table = written(tmp_path, TABLE + "C77,Nur,نور,Homs,Tadmor,34.5,38.2\n")
    [row] = pcodes.read(table, "SY")
    assert (row.id, row.name_ar, row.admin1, row.country) == ("pcode:C77", "نور", "Homs", "SY")


def test_pcodes_with_other_headings(tmp_path: Path) -> None:
    table = written(tmp_path, "ADM3_PCODE,ADM3_EN,Latitude,Longitude\nYE1101,Nur,15.1,44.2\n")
    [row] = pcodes.read(table)
    assert (row.id, row.name_en, row.country) == ("pcode:YE1101", "Nur", "YE")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pcode,name_en,lat\n", "no column lon"),
        ("pcode,lat,lon\n", "no column name_en or name_ar"),
        (TABLE + "C77,Nur,نور,Homs,Tadmor,34.5,38.2\n", "line 2: no country in the code C77"),
        (TABLE + "SY77,Nur,نور,Homs,Tadmor,north,38.2\n", "line 2: .*lat"),
    ],
)
def test_pcodes_refuses(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DataFileError, match=words):
        list(pcodes.read(written(tmp_path, text)))


def test_an_import_replaces_its_earlier_self_and_a_bad_one_changes_nothing(tmp_path: Path) -> None:
    row = "SY77,Nur,نور,Homs,Tadmor,34.5,38.2\n"
    other = "SY78,Nur,نور,Homs,Tadmor,34.5,38.2\n"
    assert imported.keep(tmp_path, "pcodes", "t", pcodes.read(written(tmp_path, TABLE + row + other))) == 2
    assert imported.keep(tmp_path, "pcodes", "t", pcodes.read(written(tmp_path, TABLE + row))) == 1
    assert [r.id for r in imported.rows(tmp_path)] == ["pcode:SY77"]
    with pytest.raises(DataFileError):
        imported.keep(tmp_path, "pcodes", "t", pcodes.read(written(tmp_path, TABLE + "SY79,Nur,,,,,\n")))
    assert [r.id for r in imported.rows(tmp_path)] == ["pcode:SY77"]
