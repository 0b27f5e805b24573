"""extract/data/calendar.yaml as a table from words to calendar tags.

A tag is one letter for the part a word plays in a date, so that the grammar in extract/date_rules.py can
be written as patterns over a row of tags.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import msgspec

from extract.data_files import load
from extract.folding import fold_word
from extract.phrases import PhraseTable

Words = list[str]


class Month(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: int
    ar: Words
    en: Words
    capital: Words = []


class Weekday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    iso: int
    ar: Words
    en: Words
    short: Words = []


class PartOfDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    part: str
    words: Words
    adverbs: Words


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    unit: str
    one: Words
    two: Words
    many: Words


class FirstOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    first: int
    words: Words


class CalendarWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The calendar's words; the cues are by name of a key of CUE_TAGS."""

    months: list[Month]
    weekdays: list[Weekday]
    parts_of_day: list[PartOfDay]
    units: list[Unit]
    weekends: list[FirstOf]
    seasons: list[FirstOf]
    cues: dict[str, Words]
    not_after: Words
    not_before: Words


class Meaning(NamedTuple):
    """A word's tag and what it stands for: a month's or weekday's number, a part of the day, a unit."""

    tag: str
    value: int | str = ""
    capital: bool = False


CUE_TAGS = {
    "today": "T",
    "tonight": "J",
    "yesterday": "E",
    "day_before_yesterday": "B",
    "tomorrow": "O",
    "day_after_tomorrow": "A",
    "now": "n",
    "overnight": "V",
    "last": "L",
    "past": "K",
    "next": "X",
    "current": "C",
    "ago_before": "G",
    "ago_after": "g",
    "since": "Z",
    "from": "F",
    "to": "R",
    "between": "b",
    "and": "&",
    "in": "i",
    "of": "o",
    "the": "t",
    "one": "a",
    "few": "f",
    "early": "e",
    "middle": "e",
    "late": "e",
    "within": "Q",
    "about": "x",
    "elsewhere": "z",
    "ordinal_suffix": "s",
}
UNIT_TAGS = {"hour": "H", "day": "d", "week": "k", "month": "q", "year": "y"}


@cache
def calendar_words() -> CalendarWords:
    """The calendar's words, read once. Raises DataFileError."""
    return load("calendar.yaml", CalendarWords)


@cache
def calendar_table() -> PhraseTable[Meaning]:
    """All of the calendar's words and phrases with their tags."""
    words = calendar_words()
    table: PhraseTable[Meaning] = PhraseTable()
    for month in words.months:
        table.add(month.capital, Meaning("M", month.number, capital=True))
        table.add([*month.ar, *month.en], Meaning("M", month.number))
    for day in words.weekdays:
        table.add([*day.ar, *day.en], Meaning("W", day.iso))
        table.add(day.short, Meaning("w", day.iso, capital=True))
    for cue, tag in CUE_TAGS.items():
        table.add(words.cues[cue], Meaning(tag, cue))
    for part in words.parts_of_day:
        table.add(part.adverbs, Meaning("p", part.part))
        table.add(part.words, Meaning("P", part.part))
    for weekend in words.weekends:
        table.add(weekend.words, Meaning("v", weekend.first))
    for season in words.seasons:
        table.add(season.words, Meaning("S", season.first))
    for unit in words.units:
        table.add(unit.one, Meaning(UNIT_TAGS[unit.unit], unit.unit))
        table.add(unit.two, Meaning("D", unit.unit))
        table.add(unit.many, Meaning("u", unit.unit))
    return table


@cache
def name_words() -> tuple[frozenset[str], frozenset[str]]:
    """Folded words after which, and before which, a day or month is part of a name."""
    words = calendar_words()
    return frozenset(map(fold_word, words.not_after)), frozenset(map(fold_word, words.not_before))
