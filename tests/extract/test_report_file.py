"""Reports from files: the header, the limits, and errors in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import ReportError
from extract.language import detect_language
from extract.report_file import MAX_REPORT_BYTES, parse_report, read_report
from geo.records import Source

HEADER = """---
title: "Clashes: east"
published: 2019-02-09
language: ar
source: {name: Monitor, url: null}
register: monitor
sample: true
---
"""


def test_header_and_text(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes((HEADER + "سطر أول\r\nسطر ثان\n").encode())  # a first line, a second line
    report = read_report(path)
    assert report.text == "سطر أول\r\nسطر ثان\n"
    assert (report.title, report.published, report.language) == ("Clashes: east", date(2019, 2, 9), "ar")
    assert (report.source, report.sample) == (Source(name="Monitor"), True)


@pytest.mark.parametrize(
    "text", ["No header here.", "--- a dash line\ntext\n---\n", "Two\n---\nparts\n---\n"]
)
def test_no_header_is_all_text(text: str) -> None:
    report = parse_report(text.encode(), "report.txt")
    assert (report.text, report.published) == (text, None)


def test_byte_order_mark_is_not_text() -> None:
    assert parse_report("\ufeffنص".encode(), "report.txt").text == "نص"  # "text"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "report.txt: not UTF-8 text (byte 0)"),
        (b"  \n ", "report.txt: no text"),
        (b"---\ntitle: x\n---\n", "report.txt: no text"),
        (b"---\ndate: 2019-02-09\n---\ntext", "report.txt: header: Object contains unknown field `date`"),
        (
            b"---\npublished: 9 February\n---\ntext",
            "report.txt: header: published '9 February' is not a day such as 2019-03-02",
        ),
        (
            b"---\npublished: 2019-02-30\n---\ntext",
            "report.txt: header: published '2019-02-30' is not a day such as 2019-03-02",
        ),
        (b"---\nlanguage: fr\n---\ntext", "report.txt: header: Invalid enum value 'fr' - at `$.language`"),
        (b"---\n- a\n- b\n---\ntext", "report.txt: header: Expected `object`, got `array`"),
        (b"---\ntitle: [\n---\ntext", "report.txt: header line 3"),
        (b"---\ntitle: &a [*a]\n---\ntext", "report.txt: header"),
    ],
)
def test_bad_files_are_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(ReportError) as error:
        parse_report(content, "report.txt")
    assert str(error.value).startswith(message)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="No such file"):
        read_report(tmp_path / "none.txt")


def test_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="directory"):
        read_report(tmp_path)


@pytest.mark.parametrize("text", ["a" * (MAX_REPORT_BYTES + 1), "ن" * (MAX_REPORT_BYTES // 2 + 1)])
def test_too_large(tmp_path: Path, text: str) -> None:
    path = tmp_path / "large.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(ReportError, match="more than 1 MB of text is not one report"):
        read_report(path)


@given(st.binary(max_size=120).map(lambda content: b"---\n" + content + b"\n---\ntext"))
def test_any_header_is_read_or_refused(content: bytes) -> None:
    try:
        text = parse_report(content, "report.txt").text
    except ReportError:
        return
    assert content.decode("utf-8-sig").endswith(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قصف على البلدة", "ar"),
        ("Shelling of the town", "en"),
        ("قوات SDF تتقدم", "ar"),
        ("SDF (قسد) advance", "en"),
        ("123", "en"),
    ],
)
def test_language_by_script(text: str, language: str) -> None:
    # "shelling of the town", "SDF forces advance"
    assert detect_language(text) == language
