import os
import re
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gazetteer import imported
from gazetteer.__main__ import main
from gazetteer.errors import DataFileError
from gazetteer.importers import geonames, pcodes, table_file

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


def spreadsheet(path: Path) -> None:
    """A zip bomb under the name of a table: 200 MB of zeros in 200 KB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        with bomb.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as inner:
            for _ in range(200):
                inner.write(bytes(1_000_000))
        bomb.writestr("../../slipped.csv", "canary")


def links_elsewhere(path: Path) -> None:
    """What GDAL would follow to another file of this machine."""
    path.write_text(
        "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>CSV:/etc/passwd</SrcDataSource>"
        "</OGRVRTLayer></OGRVRTDataSource>"
    )


def of_zeros(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(table_file.MAX_BYTES + 1)


@pytest.mark.parametrize("kind", ["geonames", "pcodes"])
@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("places.xlsx", spreadsheet, "spreadsheet or another zip"),
        ("places.csv", spreadsheet, "spreadsheet or another zip"),
        ("places.geojson", links_elsewhere, "columns?,? "),
        ("huge.csv", of_zeros, "more than 2000 MB"),
        ("long.csv", lambda p: p.write_text("a" * (table_file.MAX_LINE + 1)), "line 1: longer than"),
        ("nul.csv", lambda p: p.write_bytes(b"pcode\0,name_en\n"), "line 1: a NUL"),
        ("old.csv", lambda p: p.write_bytes("pcode,name_ar\nهجين".encode("cp1256")), "not UTF-8|column"),
        ("folder.csv", lambda p: p.mkdir(), "no such file"),
        ("pipe.csv", os.mkfifo, "no such file"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line_and_changes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    name: str,
    make: Callable[[Path], object],
    words: str,
) -> None:
    monkeypatch.setenv("FURAT_DATA", str(tmp_path))
    monkeypatch.setattr("gazetteer.__main__.build_index", lambda _: pytest.fail("the index was built"))
    make(tmp_path / name)
    before = sorted(tmp_path.iterdir())
    tracemalloc.start()
    assert main(["import", kind, str(tmp_path / name)]) == 2
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    said = capsys.readouterr()
    assert re.search(words, said.err)
    assert len(said.err.splitlines()) == 1
    assert "canary" not in said.err + said.out
    assert most < 20_000_000
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "path", ["/vsicurl/http://127.0.0.1:9/x.csv", "/vsizip/x.zip/y.csv", "CSV:/etc/passwd"]
)
def test_names_that_mean_more_to_gdal_are_only_names_of_files(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "pcodes", path]) == 2
    assert "no such file" in capsys.readouterr().err


def test_rows_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "MAX_ROWS", 3)
    rows = "".join(f"SY{n},Nur,,,,34,38\n" for n in range(3))
    with pytest.raises(DataFileError, match="more than 3 lines"):
        list(pcodes.read(written(tmp_path, TABLE + rows)))


@pytest.mark.parametrize("population", ["9" * 5000, "²", "-1", "many"])
def test_an_odd_population_is_no_traceback(tmp_path: Path, population: str) -> None:
    [row] = geonames.read(written(tmp_path, DUMP.replace("\t12000\t", f"\t{population}\t")))
    assert row.radius_km > 0


def test_an_import_replaces_its_earlier_self_and_a_bad_one_changes_nothing(tmp_path: Path) -> None:
    row = "SY77,Nur,نور,Homs,Tadmor,34.5,38.2\n"
    other = "SY78,Nur,نور,Homs,Tadmor,34.5,38.2\n"
    assert imported.keep(tmp_path, "pcodes", "t", pcodes.read(written(tmp_path, TABLE + row + other))) == 2
    assert imported.keep(tmp_path, "pcodes", "t", pcodes.read(written(tmp_path, TABLE + row))) == 1
    assert [r.id for r in imported.rows(tmp_path)] == ["pcode:SY77"]
    with pytest.raises(DataFileError):
        imported.keep(tmp_path, "pcodes", "t", pcodes.read(written(tmp_path, TABLE + "SY79,Nur,,,,,\n")))
    assert [r.id for r in imported.rows(tmp_path)] == ["pcode:SY77"]
