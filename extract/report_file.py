"""A report from a text file: UTF-8, with an optional YAML header between two lines "---".

    ---
    title: "..."
    published: 2019-03-02
    language: ar
    source: {name: "...", url: "https://..."}
    ---
    The text.

Offsets count code points of the text after the header, just as it stands in the file.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import BinaryIO

import msgspec
import yaml

from extract.errors import ReportError
from extract.language import Language
from geo.records import Report, Source

MAX_REPORT_BYTES = 1_000_000
"""The largest text that is read as one report, in UTF-8."""

_HEADER = re.compile(r"\A---[ \t]*\r?\n(.{0,10000}?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class Header(msgspec.Struct, forbid_unknown_fields=True):
    """The header's keys. register (agency, monitor, communique ...) is for the reader and changes nothing."""

    title: str | None = None
    published: str | None = None
    language: Language | None = None
    source: Source = Source()
    sample: bool = False
    register: str | None = None


def read_report(path: Path) -> Report:
    """The report in a file. Raises ReportError."""
    try:
        with path.open("rb") as file:
            return read_stream(file, path.name)
    except OSError as error:
        raise ReportError(f"{path}: {error.strerror or error}") from error


def read_stream(stream: BinaryIO, name: str) -> Report:
    """The report in an open binary file or pipe, never reading more than the limit. Raises ReportError."""
    content = stream.read(MAX_REPORT_BYTES + 1)
    if len(content) > MAX_REPORT_BYTES:
        raise ReportError(f"{name}: {too_large()}")
    return parse_report(content, name)


def parse_report(content: bytes, name: str) -> Report:
    """The report in the bytes of a file; name is for the error. Raises ReportError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReportError(f"{name}: not UTF-8 text (byte {error.start})") from error
    found = _HEADER.match(text)
    header = _header(found[1], name) if found else Header()
    report = Report(
        text=text[found.end() :] if found else text,
        title=header.title,
        language=header.language,
        published=_published(header, name),
        source=header.source,
        sample=header.sample,
    )
    check_text(report.text, name)
    return report


def check_text(text: str, name: str) -> None:
    """Raise ReportError for a text that is empty or too large to be one report."""
    if not text.strip():
        raise ReportError(f"{name}: no text")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise ReportError(f"{name}: half a surrogate pair at character {error.start}") from error
    if size > MAX_REPORT_BYTES:
        raise ReportError(f"{name}: {too_large()}")


def too_large() -> str:
    """What to tell the user of a text over the limit."""
    return f"more than {MAX_REPORT_BYTES // 1_000_000} MB of text is not one report; split it"


def _published(header: Header, name: str) -> date | None:
    if header.published is None:
        return None
    try:
        return date.fromisoformat(header.published)
    except ValueError:
        raise ReportError(
            f"{name}: header: published {header.published[:40]!r} is not a day such as 2019-03-02"
        ) from None


def _header(text: str, name: str) -> Header:
    try:
        # BaseLoader keeps every value a string, so that a day is checked here and not guessed at by YAML.
        found = yaml.load(text, yaml.BaseLoader) or {}
        if isinstance(found, dict):
            found = _without_nulls(found)
        return msgspec.convert(found, Header, strict=False)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 2}" if mark else ""
        raise ReportError(
            f"{name}: header{where}: {getattr(error, 'problem', None) or 'not YAML'}"
        ) from error
    except (msgspec.ValidationError, RecursionError) as error:
        raise ReportError(f"{name}: header: {error}") from error


def _without_nulls(keys: dict[str, object]) -> dict[str, object]:
    """BaseLoader reads null and an empty value as text; they mean that the key is not given."""
    kept: dict[str, object] = {}
    for key, value in keys.items():
        if value in ("", "null", "~"):
            continue
        if isinstance(value, dict):
            kept[key] = {k: v for k, v in value.items() if v not in ("", "null", "~")}
        else:
            kept[key] = value
    return kept
