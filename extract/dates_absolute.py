"""Dates with a month or year of their own: "23 آذار 2019", "March 1-3", "مطلع 2014"."""

from __future__ import annotations

import re
from datetime import date

from extract import date_anchor as anchor
from extract.date_anchor import Stretch
from extract.date_readings import NO_YEAR, Match, Reading, day_or_none, needed, thirds


def day_month(m: Match, published: date | None) -> Reading | None:
    month, first, last, year = m.number("m"), m.number("d1"), m.number("d2"), m.number("y")
    if month is None or first is None or not 1 <= first <= 31:
        return None
    if m.tag("mdy") and (not needed(m, "m").latin or _follows_in(m)):
        return None
    last = last if last is not None else first
    year = year or _year_by_cue(m, published)
    if not first <= last <= 31 and last != first:
        return None
    cue = m.letter("cue")
    if year is None:
        if published is None:
            return Reading(None, m.part(), False, NO_YEAR)
        closing = anchor.nearest_past(published, month, last)
        if cue == "X" and closing and closing <= published:
            closing = day_or_none(closing.year + 1, month, last)
        if closing is None:
            return None
        year = closing.year
    start, end = day_or_none(year, month, first), day_or_none(year, month, last)
    return Reading(Stretch(start, end), m.part()) if start and end else None


def _year_by_cue(m: Match, published: date | None) -> int | None:
    """The year of "... last year", "... من العام الجاري"."""
    cue = m.letter("yc", "yc2")
    if not cue or published is None:
        return None
    return published.year + {"L": -1, "X": 1}.get(cue, 0)


def _follows_in(m: Match) -> bool:
    """ "In March 12 people died" is a month and a count; "on March 12" is a day."""
    before = m.before()
    return before is not None and before.value == "in"


def in_digits(m: Match, published: date | None) -> Reading | None:
    a, b, c = (int(x) for x in re.split(r"[-/.]", m.word("digits")))
    if a > 31:
        day = day_or_none(a, b, c)
    else:
        year = c if c > 99 else 2000 + c
        day = day_or_none(year, b, a) or day_or_none(year, a, b)
    if day is None or day.year not in range(1900, 2101):
        return None
    return Reading(anchor.one_day(day), m.part())


def day_slash_month(m: Match, published: date | None) -> Reading | None:
    before = m.before()
    if m.tag("day") is None and (before is None or before.value not in ("بتاريخ", "on")):
        return None
    day, month = m.number("d1"), m.number("mm")
    if not day or not month or day_or_none(2000, month, day) is None:
        return None
    if published is None:
        return Reading(None, m.part(), False, NO_YEAR)
    found = anchor.nearest_past(published, month, day)
    return Reading(anchor.one_day(found), m.part()) if found else None


def month(m: Match, published: date | None) -> Reading | None:
    month, other, year, early = m.number("m"), m.number("m2"), m.number("y"), m.number("e")
    cue = m.letter("cue", "lead")
    before = m.before()
    year = year or _year_by_cue(m, published)
    named = year or cue or m.letter("yc", "yc2") or early is not None or other or m.tag("q")
    if month is None or not (named or (before and before.tag in "iZFRoGbP")):
        return None
    if year is None:
        if published is None:
            return Reading(None, None, False, NO_YEAR)
        year = published.year if month <= published.month else published.year - 1
        if cue == "X" and anchor.month_of(year, month).last <= published:
            year += 1
        elif cue in "LK" and cue and month == published.month:
            year -= 1
    stretch = anchor.month_of(year, month)
    if early is not None:
        stretch = thirds(stretch, early)
    return Reading(stretch)


def season(m: Match, published: date | None) -> Reading | None:
    """Three months; a winter runs into the next year."""
    first, year = m.number("s"), m.number("y")
    if first is None or year is None:
        return None
    start = date(year, first, 1)
    return Reading(Stretch(start, anchor.shift(anchor.shift_months(start, 3), -1)))


def year(m: Match, published: date | None) -> Reading | None:
    year, other, early = m.number("y"), m.number("y2"), m.number("e")
    before, after = m.before(), m.after()
    if year is None:
        return None
    cued = m.tag("word") or early is not None or (before and before.tag in "iZFb") or other
    counted = year % 100 == 0 and after is not None and after.tag == "_" and str(after.value).isalpha()
    if not cued or (counted and not m.tag("word")):
        return None
    if other and other < year:
        return None
    stretch = Stretch(anchor.year_of(year).first, anchor.year_of(other or year).last)
    return Reading(stretch if early is None else thirds(stretch, early))
