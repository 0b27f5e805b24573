"""The grammar of dates: patterns over calendar tags, and what each says in days.

Tags are those of extract/calendar_words.py, plus N a number, Y a year, # day/month/year in digits. Arabic and English share
the rules, because their word orders seldom collide: "الأسبوع الماضي" is kL, "last week" Lk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from extract import date_anchor as anchor
from extract.date_anchor import Stretch
from extract.date_tags import Tag

NO_DAY = "relative, and the report has no published day"
NO_YEAR = "no year, and the report has no published day"
# How many a plural without a number is, as ACLED reads "several" and "few".
FEW = 3
# "A few days ago" is between so many days ago.
FEW_AGO = (2, 5)


class Reading(NamedTuple):
    """What a pattern says; stretch None where nothing anchors it."""

    stretch: Stretch | None
    part: str | None = None
    relative: bool = False
    why_open: str = ""
    bare_part: bool = False
    prec: int | None = None


class Hit(NamedTuple):
    """A reading over the tags first:end."""

    first: int
    end: int
    reading: Reading


class Match:
    """One pattern's match over the tags, by group name."""

    def __init__(self, tags: list[Tag], found: re.Match[str]) -> None:
        self._tags = tags
        self._found = found
        self.first, self.end = found.span()

    def tag(self, name: str) -> Tag | None:
        at = self._found.start(name) if name in self._found.re.groupindex else -1
        return self._tags[at] if at >= 0 else None

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


Rule = Callable[[Match, date | None], Reading | None]

_PRE = r"(?:(?P<pre>[Pp])[oi]?t?d?)?"
_POST = r"(?:,?(?P<post>p|P(?![WTEBOo])))?"
_YEAR = r"(?:[,./-]?(?:o?i?y)?(?P<y>Y)|(?P<cue>[LXC]))?"
_UNIT = "[Hdkqyu]"


def _counted(day: Callable[[date], Stretch], published: date | None, part: str | None = None) -> Reading:
    """A reading that needs the published day."""
    if published is None:
        return Reading(None, part, True, NO_DAY)
    return Reading(day(published), part, True)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_month(m: Match, published: date | None) -> Reading | None:
    month, first, last, year = m.number("m"), m.number("d1"), m.number("d2"), m.number("y")
    if month is None or first is None or not 1 <= first <= 31:
        return None
    if m.tag("mdy") and (not _tag(m, "m").latin or _follows_in(m)):
        return None
    last = last if last is not None else first
    if not first <= last <= 31 and last != first:
        return None
    cue = m.letter("cue")
    if year is None:
        if published is None:
            return Reading(None, m.part(), False, NO_YEAR)
        closing = anchor.nearest_past(published, month, last)
        if cue == "X" and closing and closing <= published:
            closing = _day(closing.year + 1, month, last)
        if closing is None:
            return None
        year = closing.year
    start, end = _day(year, month, first), _day(year, month, last)
    return Reading(Stretch(start, end), m.part()) if start and end else None


def _tag(m: Match, name: str) -> Tag:
    tag = m.tag(name)
    if tag is None:
        raise LookupError(name)
    return tag


def _follows_in(m: Match) -> bool:
    """ "In March 12 people died" is a month and a count; "on March 12" is a day."""
    before = m.before()
    return before is not None and before.value == "in"


def _in_digits(m: Match, published: date | None) -> Reading | None:
    a, b, c = (int(x) for x in re.split(r"[-/.]", m.word("digits")))
    if a > 31:
        day = _day(a, b, c)
    else:
        year = c if c > 99 else 2000 + c
        day = _day(year, b, a) or _day(year, a, b)
    if day is None or day.year not in range(1900, 2101):
        return None
    return Reading(anchor.one_day(day), m.part())


def _day_slash_month(m: Match, published: date | None) -> Reading | None:
    before = m.before()
    if before is None or (before.tag not in "dWT" and before.value not in ("بتاريخ", "on")):
        return None
    day, month = m.number("d1"), m.number("mm")
    if not day or not month or _day(2000, month, day) is None:
        return None
    if published is None:
        return Reading(None, m.part(), False, NO_YEAR)
    found = anchor.nearest_past(published, month, day)
    return Reading(anchor.one_day(found), m.part()) if found else None


def _thirds(stretch: Stretch, which: int) -> Stretch:
    """The early, middle or late third of a month or year."""
    if stretch.last.year == stretch.first.year and stretch.first.month != stretch.last.month:
        first = anchor.shift_months(stretch.first, 4 * which)
        return Stretch(first, anchor.shift(anchor.shift_months(first, 4), -1))
    days = (stretch.last - stretch.first).days + 1
    third = days // 3
    first = anchor.shift(stretch.first, which * third)
    return Stretch(first, stretch.last if which == 2 else anchor.shift(first, third - 1))


def _month(m: Match, published: date | None) -> Reading | None:
    month, other, year, early = m.number("m"), m.number("m2"), m.number("y"), m.number("e")
    cue = m.letter("cue", "lead")
    before = m.before()
    named = year or cue or early is not None or other or m.tag("q")
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
        stretch = _thirds(stretch, early)
    return Reading(stretch)


def _year(m: Match, published: date | None) -> Reading | None:
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
    return Reading(stretch if early is None else _thirds(stretch, early))


def _weekday_wins(m: Match, back: int, published: date | None) -> Reading:
    """Today, yesterday ... and the weekday beside it, which wins where the two differ."""
    iso = m.number("wd")

    def found(day: date) -> Stretch:
        said = anchor.shift(day, -back)
        if iso is None or said.isoweekday() == iso:
            return anchor.one_day(said)
        return anchor.one_day(anchor.weekday_after(day, iso) if back < 0 else anchor.weekday_before(day, iso))

    return _counted(found, published, m.part())


def _today(m: Match, published: date | None) -> Reading | None:
    after, before = m.after(), m.before()
    # "اليوم الثاني" is the second day of something, "ذلك اليوم" and "اليوم التالي" a day told elsewhere.
    if m.tag("wd") is None and after and (after.tag == "z" or (after.tag == "N" and not after.latin)):
        return None
    if before and before.tag == "z":
        return None
    return _weekday_wins(m, 0, published)


def _near_day(m: Match, published: date | None) -> Reading | None:
    return _weekday_wins(m, {"E": 1, "B": 2, "O": -1, "A": -2}[m.letter("rel")], published)


def _tonight(m: Match, published: date | None) -> Reading | None:
    back = 1 if m.letter("cue") == "L" else 0
    return _counted(lambda day: anchor.one_day(anchor.shift(day, -back)), published, "night")


def _this_part(m: Match, published: date | None) -> Reading | None:
    back = 1 if m.letter("cue") in "LK" else 0
    return _counted(lambda day: anchor.one_day(anchor.shift(day, -back)), published, m.word("this"))


def _overnight(m: Match, published: date | None) -> Reading | None:
    if published is None:
        return Reading(None, "night", True, NO_DAY)
    iso = m.number("wd")
    first = anchor.shift(published, -1) if iso is None else anchor.weekday_before(published, iso)
    return Reading(Stretch(first, anchor.shift(first, 1)), "night", True)


def _night_between(m: Match, published: date | None) -> Reading | None:
    """ "ليلة الجمعة - السبت", "Friday-Saturday night": both days."""
    first, second = m.number("wd"), m.number("wd2")
    part = m.part() or ("night" if m.letter("over") else None)
    if first is None or second is None or second != first % 7 + 1 or part not in ("night", "evening"):
        return None

    def found(day: date) -> Stretch:
        last = anchor.weekday_before(day, second)
        return Stretch(anchor.shift(last, -1), last)

    return _counted(found, published, part)


def _weekday(m: Match, published: date | None) -> Reading | None:
    iso, early, before = m.number("wd"), m.number("e"), m.before()
    if iso is None or (before and before.tag == "z"):
        return None
    part = m.part() or (None if early is None else ("morning", "noon", "evening")[early])
    cue = m.letter("c", "c2")
    week = m.letter("wk", "wk2")

    def found(day: date) -> Stretch:
        if week:
            monday = anchor.week_of(day, {"X": 1, "C": 0}.get(week, -1)).first
            return anchor.one_day(anchor.shift(monday, iso - 1))
        if cue == "X":
            return anchor.one_day(anchor.weekday_after(day, iso))
        return anchor.one_day(anchor.weekday_before(day, iso, strictly=cue in ("L", "K")))

    return _counted(found, published, part)


def _count(m: Match) -> tuple[str, int | None]:
    """A unit and how many of it; None is a plural without a number."""
    unit = _tag(m, "u")
    count = m.tag("n")
    if unit.tag == "D":
        return str(unit.value), 2
    if count is not None and count.tag in "NY":
        return str(unit.value), min(int(count.value), 10_000)
    if (count is not None and count.tag == "f") or (count is None and unit.tag == "u"):
        return str(unit.value), None
    return str(unit.value), 1


def _ago(m: Match, published: date | None) -> Reading | None:
    unit, count = _count(m)

    def found(day: date) -> Stretch:
        if count is None:
            near, far = FEW_AGO
            if unit == "hour":
                return anchor.one_day(day)
            return Stretch(anchor.units_on(day, unit, -far), anchor.units_on(day, unit, -near))
        there = anchor.units_on(day, unit, -count)
        if unit == "week":
            return Stretch(anchor.shift(there, -3), anchor.shift(there, 3))
        if unit in ("month", "year"):
            return anchor.calendar_unit(there, unit, 0)
        return anchor.one_day(there)

    return _counted(found, published)


def _for_so_long(m: Match, published: date | None) -> Reading | None:
    """ "منذ ثلاثة أيام", "over the past three months": from so long ago up to the published day."""
    unit, count = _count(m)
    many = FEW if count is None else count
    return _counted(lambda day: Stretch(anchor.units_on(day, unit, -many), day), published)


def _unit_by_cue(m: Match, published: date | None) -> Reading | None:
    """ "الأسبوع الماضي", "next month", "الأيام الثلاثة المقبلة", "the past month"."""
    unit, count = _count(m)
    cue, early = m.letter("c"), m.number("e")
    single = m.tag("n") is None and _tag(m, "u").tag not in "uD"
    if single and cue in "LXC":
        if unit == "hour" or (unit == "day" and (_tag(m, "u").latin or cue == "C")):
            # "The next day", "the previous day" hang on another date of the story.
            return None

        def calendar(day: date) -> Stretch:
            stretch = anchor.calendar_unit(day, unit, {"L": -1, "X": 1}.get(cue, 0))
            if early is not None and unit in ("month", "year"):
                return _thirds(stretch, early)
            return Stretch(stretch.first, min(stretch.last, day)) if cue == "C" else stretch

        named = {"day": 1, "week": 3, "month": 4, "year": 5}[unit]
        return _counted(calendar, published)._replace(prec=named)
    if cue == "C":
        return None
    if cue == "X":
        return _within(m, published)
    return _for_so_long(m, published)


def _within(m: Match, published: date | None) -> Reading | None:
    unit, count = _count(m)
    many = FEW if count is None else count
    return _counted(lambda day: Stretch(day, anchor.units_on(day, unit, many)), published)


def _day_of_month_by_cue(m: Match, published: date | None) -> Reading | None:
    """ "الخامس من الشهر الجاري", "the 5th of last month"."""
    number = m.number("d1")
    if published is None:
        return Reading(None, m.part(), True, NO_DAY)
    month = anchor.calendar_unit(published, "month", {"L": -1, "X": 1}.get(m.letter("c", "c2"), 0)).first
    day = _day(month.year, month.month, number) if number else None
    return Reading(anchor.one_day(day), m.part(), True) if day else None


def _now(m: Match, published: date | None) -> Reading | None:
    return _counted(anchor.one_day, published)


def _bare_part(m: Match, published: date | None) -> Reading | None:
    return _counted(anchor.one_day, published, m.word("bare"))._replace(bare_part=True)


_RULES: list[tuple[re.Pattern[str], Rule]] = [
    (re.compile(pattern), rule)
    for pattern, rule in (
        (
            _PRE
            + r"(?:d?[Ww][,.(]{0,2}o?t?d?|[dT]\(?)?(?P<d1>N)s?(?:(?P<j>[-/R]|&)(?P<d2>N)s?)?[-/o]?t?q?(?P<m>M)[.]?"
            r"(?:[/(-]?(?P<m2>M)\)?)?" + _YEAR + _POST,
            _day_month,
        ),
        (
            _PRE
            + r"(?:[Ww][,.]{0,2})?(?P<m>M)\.?t?(?P<mdy>(?P<d1>N))s?(?:(?P<j>[-/R]|&)(?P<d2>N)s?(?![M]))?(?:,?(?P<y>Y))?"
            + _POST,
            _day_month,
        ),
        (_PRE + r"(?:[dT]?[Ww]?[,(]?o?)(?P<digits>#)" + _POST, _in_digits),
        (_PRE + r"(?P<d1>N)[/-](?P<mm>N)(?![/NM-])" + _POST, _day_slash_month),
        (
            r"(?:(?P<e>e)o?t?-?|(?P<lead>[LXC]))?(?P<q>q)?(?P<m>M)\.?(?:[/(-]?(?P<m2>M)\)?)?(?:,?(?:o?i?y)?(?P<y>Y)|(?P<cue>[LXC]))?",
            _month,
        ),
        (r"(?:(?P<e>e)o?t?-?)?(?P<word>y)?(?P<y>Y)(?:[-/R&]y?(?P<y2>Y))?", _year),
        (_PRE + r"C?T(?:,?(?P<wd>W))?" + _POST, _today),
        (_PRE + r"t?(?P<rel>[EBOA])(?:,?d?(?P<wd>W))?" + _POST, _near_day),
        (r"(?P<t>J)(?P<cue>L)?", _tonight),
        (r"(?P<cue>[LCK])(?P<this>[Pp])", _this_part),
        (r"(?P<this>[Pp])(?P<cue>[LCK])(?![TdWkqy])", _this_part),
        (r"V(?:[oiF]?t?(?P<wd>W))?", _overnight),
        (r"(?P<wd>W)V", _overnight),
        (r"(?:(?P<pre>[Pp])|(?P<over>V))[oiF]?t?d?(?P<wd>W)(?:[-/R]|&)?[id]?(?P<wd2>W)", _night_between),
        (r"(?P<wd>W)(?:[-/R]|&)(?P<wd2>W)(?P<post>P)", _night_between),
        (
            _PRE
            + r"(?:(?P<e>e)i?t?)?(?P<c>[LXCK])?d?(?P<wd>W)(?:(?P<c2>[LXC])(?!k))?(?:,?o?t?(?:k(?P<wk>[LXC])|(?P<wk2>[LXC])k))?"
            + _POST,
            _weekday,
        ),
        (rf"Gx?t?(?:(?P<n>[Naf])o?)?(?P<u>{_UNIT}|D)(?![YoMLKXCWN])", _ago),
        (rf"x?(?P<n>[Naf])?(?P<u>{_UNIT}|D)g", _ago),
        (rf"Zx?t?(?:(?P<n>[Naf])o?)?(?P<u>{_UNIT}|D)(?![YMLKXCWN])", _for_so_long),
        (rf"(?:(?P<e>e)o?t?)?(?P<u>{_UNIT}|D)(?P<n>[Nf])?(?P<c>[LKXC])", _unit_by_cue),
        (rf"(?P<n>[Nf])(?P<u>{_UNIT}|D)(?P<c>[LKX])", _unit_by_cue),
        (rf"(?:(?P<e>e)o?t?)?(?P<c>[LKXC])(?P<n>[Naf])?(?P<u>{_UNIT}|D)", _unit_by_cue),
        (rf"Qx?t?(?P<n>[Naf])?(?P<u>{_UNIT}|D)", _within),
        (_PRE + r"d?(?P<d1>N)s?o?t?(?:q(?P<c>[CLX])|(?P<c2>[CLX])q)" + _POST, _day_of_month_by_cue),
        (r"n", _now),
        (r"(?P<bare>p)", _bare_part),
        (r"[iZ]t?(?P<bare>P)(?![oWTEBN])", _bare_part),
    )
]
# A tag no pattern begins with.
_NO_START = frozenset("_|,/-().&RFobszg")


def read_dates(tags: list[Tag], published: date | None) -> Iterator[Hit]:
    """All dates, from left to right, the longest at each place; they never overlap."""
    row = "".join(tag.tag for tag in tags)
    at = 0
    while at < len(row):
        hit = _longest(tags, row, at, published) if row[at] not in _NO_START else None
        if hit is None:
            at += 1
            continue
        yield hit
        at = hit.end


def _longest(tags: list[Tag], row: str, at: int, published: date | None) -> Hit | None:
    matches = [(found, rule) for pattern, rule in _RULES if (found := pattern.match(row, at))]
    matches.sort(key=lambda match: -match[0].end())
    for found, rule in matches:
        match = Match(tags, found)
        if reading := rule(match, published):
            return Hit(match.first, match.end, reading)
    return None
