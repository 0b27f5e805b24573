"""Dates counted from the published day: "أمس الجمعة", "last week", "قبل يومين", "overnight"."""

from __future__ import annotations

from datetime import date

from extract import date_anchor as anchor
from extract.date_anchor import Stretch
from extract.date_readings import NO_DAY, Match, Reading, counted, day_or_none, needed, thirds

# How many a plural without a number is, as ACLED reads "several" and "few".
FEW = 3
# "A few days ago" is between so many days ago.
FEW_AGO = (2, 5)


def _weekday_wins(m: Match, back: int, published: date | None) -> Reading:
    """Today, yesterday ... and the weekday beside it, which wins where the two differ."""
    iso = m.number("wd")

    def found(day: date) -> Stretch:
        said = anchor.shift(day, -back)
        if iso is None or said.isoweekday() == iso:
            return anchor.one_day(said)
        return anchor.one_day(anchor.weekday_after(day, iso) if back < 0 else anchor.weekday_before(day, iso))

    return counted(found, published, m.part())


def today(m: Match, published: date | None) -> Reading | None:
    after, before = m.after(), m.before()
    # "اليوم الثاني" is the second day of something, "ذلك اليوم" and "اليوم التالي" a day told elsewhere.
    if m.tag("wd") is None and after and (after.tag == "z" or (after.tag == "N" and not after.latin)):
        return None
    if before and before.tag == "z":
        return None
    return _weekday_wins(m, 0, published)


def near_day(m: Match, published: date | None) -> Reading | None:
    return _weekday_wins(m, {"E": 1, "B": 2, "O": -1, "A": -2}[m.letter("rel")], published)


def tonight(m: Match, published: date | None) -> Reading | None:
    back = 1 if m.letter("cue") == "L" else 0
    return counted(lambda day: anchor.one_day(anchor.shift(day, -back)), published, "night")


def this_part(m: Match, published: date | None) -> Reading | None:
    back = 1 if m.letter("cue") in "LK" else 0
    return counted(lambda day: anchor.one_day(anchor.shift(day, -back)), published, m.word("this"))


def overnight(m: Match, published: date | None) -> Reading | None:
    if published is None:
        return Reading(None, "night", True, NO_DAY)
    iso = m.number("wd")
    first = anchor.shift(published, -1) if iso is None else anchor.weekday_before(published, iso)
    return Reading(Stretch(first, anchor.shift(first, 1)), "night", True)


def night_between(m: Match, published: date | None) -> Reading | None:
    """ "ليلة الجمعة - السبت", "Friday-Saturday night": both days."""
    first, second = m.number("wd"), m.number("wd2")
    part = m.part() or ("night" if m.letter("over") else None)
    if first is None or second is None or second != first % 7 + 1 or part not in ("night", "evening"):
        return None

    def found(day: date) -> Stretch:
        last = anchor.weekday_before(day, second)
        return Stretch(anchor.shift(last, -1), last)

    return counted(found, published, part)


def weekday(m: Match, published: date | None) -> Reading | None:
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

    return counted(found, published, part)


def _count(m: Match) -> tuple[str, int | None]:
    """A unit and how many of it; None is a plural without a number."""
    unit = needed(m, "u")
    count = m.tag("n")
    if unit.tag == "D":
        return str(unit.value), 2
    if count is not None and count.tag in "NY":
        return str(unit.value), min(int(count.value), 10_000)
    if (count is not None and count.tag == "f") or (count is None and unit.tag == "u"):
        return str(unit.value), None
    return str(unit.value), 1


def ago(m: Match, published: date | None) -> Reading | None:
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

    return counted(found, published)


def for_so_long(m: Match, published: date | None) -> Reading | None:
    """ "منذ ثلاثة أيام", "over the past three months": from so long ago up to the published day."""
    unit, count = _count(m)
    many = FEW if count is None else count
    return counted(lambda day: Stretch(anchor.units_on(day, unit, -many), day), published)


def unit_by_cue(m: Match, published: date | None) -> Reading | None:
    """ "الأسبوع الماضي", "next month", "الأيام الثلاثة المقبلة", "the past month"."""
    unit, _ = _count(m)
    cue, early = m.letter("c"), m.number("e")
    single = m.tag("n") is None and needed(m, "u").tag not in "uD"
    if single and cue in "LXC":
        if unit == "hour" or (unit == "day" and (needed(m, "u").latin or cue == "C")):
            # "The next day", "the previous day" hang on another date of the story.
            return None

        def calendar(day: date) -> Stretch:
            stretch = anchor.calendar_unit(day, unit, {"L": -1, "X": 1}.get(cue, 0))
            if early is not None and unit in ("month", "year"):
                return thirds(stretch, early)
            return Stretch(stretch.first, min(stretch.last, day)) if cue == "C" else stretch

        named = {"day": 1, "week": 3, "month": 4, "year": 5}[unit]
        return counted(calendar, published)._replace(prec=named)
    if cue == "C" or (single and m.word("c") == "اخر"):
        # "آخر يوم" is the last day of something; "آخر 24 ساعة" counts back.
        return None
    if cue == "X":
        return within(m, published)
    return for_so_long(m, published)


def within(m: Match, published: date | None) -> Reading | None:
    unit, count = _count(m)
    many = FEW if count is None else count
    return counted(lambda day: Stretch(day, anchor.units_on(day, unit, many)), published)


def day_of_month_by_cue(m: Match, published: date | None) -> Reading | None:
    """ "الخامس من الشهر الجاري", "the 5th of last month"."""
    number = m.number("d1")
    if published is None:
        return Reading(None, m.part(), True, NO_DAY)
    month = anchor.calendar_unit(published, "month", {"L": -1, "X": 1}.get(m.letter("c", "c2"), 0)).first
    day = day_or_none(month.year, month.month, number) if number else None
    return Reading(anchor.one_day(day), m.part(), True) if day else None


def now(m: Match, published: date | None) -> Reading | None:
    return counted(anchor.one_day, published)


def bare_part(m: Match, published: date | None) -> Reading | None:
    return counted(anchor.one_day, published, m.word("bare"))._replace(bare_part=True)


def weekend(m: Match, published: date | None) -> Reading | None:
    """The latest weekend that has begun: Friday and Saturday in Arabic, Saturday and Sunday in English."""
    first = m.number("first")
    if first is None or m.letter("cue") == "X":
        return None

    def found(day: date) -> Stretch:
        begun = anchor.weekday_before(day, first)
        return Stretch(begun, anchor.shift(begun, 1))

    return counted(found, published)


def since_its_start(m: Match, published: date | None) -> Reading | None:
    """ "منذ بداية العام", "since the start of the month"."""
    if m.number("e") != 0:
        return None
    unit = str(needed(m, "u").value)
    return counted(lambda day: Stretch(anchor.calendar_unit(day, unit, 0).first, day), published)
