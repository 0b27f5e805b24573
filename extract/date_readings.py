"""What one pattern of the dates' grammar says, and the pattern's match over the tags."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from extract import date_anchor as anchor
from extract.date_anchor import Stretch
from extract.date_tags import Tag

NO_DAY = "relative, and the report has no published day"
NO_YEAR = "no year, and the report has no published day"


class Reading(NamedTuple):
    """What a pattern says; stretch None where nothing anchors it."""

    stretch: Stretch | None
    part: str | None = None
    relative: bool = False
    why_open: str = ""
    bare_part: bool = False
    prec: int | None = None


class Match:
    """One pattern's match over the tags from the one numbered offset on, by group name."""

    def __init__(self, tags: Sequence[Tag], found: re.Match[str], offset: int) -> None:
        self._tags = tags
        self._found = found
        self._offset = offset
        self.first, self.end = offset + found.start(), offset + found.end()

    def tag(self, name: str) -> Tag | None:
        at = self._found.start(name) if name in self._found.re.groupindex else -1
        return self._tags[self._offset + at] if at >= 0 else None

    def number(self, name: str) -> int | None:
        tag = self.tag(name)
        return int(tag.value) if tag else None

    def letter(self, *names: str) -> str:
        return next((tag.tag for name in names if (tag := self.tag(name))), "")

    def word(self, name: str) -> str:
        tag = self.tag(name)
        return str(tag.value) if tag else ""

    def before(self) -> Tag | None:
        return self._tags[self.first - 1] if self.first else None

    def after(self) -> Tag | None:
        return self._tags[self.end] if self.end < len(self._tags) else None

    def part(self) -> str | None:
        return self.word("pre") or self.word("post") or None


def counted(day: Callable[[date], Stretch], published: date | None, part: str | None = None) -> Reading:
    """A reading that needs the published day."""
    if published is None:
        return Reading(None, part, True, NO_DAY)
    return Reading(day(published), part, True)


def day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def needed(m: Match, name: str) -> Tag:
    tag = m.tag(name)
    if tag is None:
        raise LookupError(name)
    return tag


def thirds(stretch: Stretch, which: int) -> Stretch:
    """The early, middle or late third of a month or year."""
    if stretch.last.year == stretch.first.year and stretch.first.month != stretch.last.month:
        first = anchor.shift_months(stretch.first, 4 * which)
        return Stretch(first, anchor.shift(anchor.shift_months(first, 4), -1))
    days = (stretch.last - stretch.first).days + 1
    third = days // 3
    first = anchor.shift(stretch.first, which * third)
    return Stretch(first, stretch.last if which == 2 else anchor.shift(first, third - 1))
