"""The interface's texts: complete in both languages, plurals and days as each language writes them."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from dashboard.words import (
    FOLDER,
    LANGUAGES,
    TextsError,
    about_text,
    check_alike,
    load_words,
    placeholders,
    read_texts,
)
from geo.palette import load_palette

ROOM = Path(__file__).parents[2] / "dashboard"


def asked_for() -> set[str]:
    """The keys that the code names in words("...")."""
    found = set()
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            parts = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            if name in {"words", "get"}:
                for part in parts:
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and name == "words":
                        found.add(part.value)
    return found


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    check_alike({language: read_texts(FOLDER / f"{language}.yaml") for language in LANGUAGES})


def test_every_key_that_the_code_asks_for_is_there() -> None:
    keys = asked_for()
    assert len(keys) > 60
    assert keys - load_words("en").entries.keys() == set()


def test_arabic_texts_are_arabic() -> None:
    latin_only = {
        key
        for key, entry in load_words("ar").entries.items()
        for text in ([entry] if isinstance(entry, str) else entry.values())
        if not any("\u0600" <= c <= "\u06ff" for c in text.replace("{n}", ""))
    }
    # Names of formats, and texts that are nothing but their values.
    assert {k for k in latin_only if not k.startswith(("format.", "relation.in", "deaths_exact"))} == {
        "chip_text",
        "confidence_words",
    }


@pytest.mark.parametrize(
    ("made", "complaint"),
    [
        ({"en": {"a": "x"}, "ar": {"b": "x"}}, "a, b"),
        ({"en": {"a": "{n}"}, "ar": {"a": "{m}"}}, "a: not the same placeholders"),
        ({"en": {"a": {"one": "{x}", "other": "{n} {x}"}}, "ar": {"a": {"other": "{n}"}}}, "not the same"),
    ],
)
def test_texts_that_differ_are_refused(made: dict, complaint: str) -> None:
    with pytest.raises(TextsError, match=complaint):
        check_alike(made)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("a: [1]", "texts.yaml"),
        ("a: {one: x}", "a: the plural form 'other'"),
        ("a: {several: x, other: y}", "several"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_name(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "texts.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TextsError, match=complaint):
        read_texts(path)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لا أحداث"),  # no events
        (1, "حدث واحد"),  # one event
        (2, "حدثان"),  # two events
        (7, "7 أحداث"),  # seven events
        (1250, "1,250 حدثاً"),  # 1,250 events
        (100, "100 حدث"),  # a hundred events
    ],
)
def test_arabic_plurals(n: int, said: str) -> None:
    assert load_words("ar")("n_events", n=n) == said


def test_days_in_both_languages() -> None:
    day = date(2019, 3, 2)
    assert load_words("en").day(day) == "2 March 2019"
    assert load_words("ar").day(day) == "2 آذار 2019"
    assert load_words("en").days(day, date(2019, 3, 4)) == "2 March 2019 – 4 March 2019"


def test_values_are_put_in_once() -> None:
    """A value that looks like a placeholder stays what it is."""
    assert load_words("en")("day_unknown_why", why="{why} {day}") == "Day not known: {why} {day}"


def test_placeholders_of_plurals_leave_the_number_out() -> None:
    assert placeholders({"one": "one {x}", "other": "{n} {x}"}) == {"x"}


def test_every_event_type_and_reason_of_the_vocabulary_has_words() -> None:
    from extract.event_types import SUB_EVENT_TYPES

    words = load_words("ar")
    assert all(f"event_type.{event_type}" in words.entries for event_type in SUB_EVENT_TYPES)
    assert {t for members in SUB_EVENT_TYPES.values() for t in members} <= load_palette().types.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_has_its_parts(language: str) -> None:
    assert about_text(language).count("\n## ") == 5
