"""Days counted from an anchor day: weekdays, weeks, months and years, and UCDP GED's date_prec.

A week is ISO's, Monday to Sunday. "Last week" is the calendar week before, "the past week" the seven days
up to the anchor.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

# A day and month without a year may be this far after the published day: reports announce what is close.
NEAR_FUTURE = timedelta(days=3)


class Stretch(NamedTuple):
    """First and last day, both included."""

    first: date
    last: date


def precision(stretch: Stretch) -> int:
    """UCDP GED's date_prec: 1 the day, 2 two to six days, 3 the week, 4 the month, 5 longer."""
    days = (stretch.last - stretch.first).days + 1
    if days <= 1:
        return 1
    if days <= 6:
        return 2
    if days <= 7:
        return 3
    return 4 if days <= 31 else 5


def one_day(day: date) -> Stretch:
    return Stretch(day, day)


def shift(day: date, days: int) -> date:
    """The day so many days on, held inside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def month_of(year: int, month: int) -> Stretch:
    year = min(max(year, MINYEAR), MAXYEAR)
    return Stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_of(year: int) -> Stretch:
    year = min(max(year, MINYEAR), MAXYEAR)
    return Stretch(date(year, 1, 1), date(year, 12, 31))


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    count = day.year * 12 + day.month - 1 + months
    count = min(max(count, MINYEAR * 12), MAXYEAR * 12 + 11)
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def weekday_before(anchor: date, iso: int, *, strictly: bool = False) -> date:
    """The latest such weekday on the anchor day or before it (strictly: before it)."""
    back = (anchor.isoweekday() - iso) % 7
    return shift(anchor, -(back or (7 if strictly else 0)))


def weekday_after(anchor: date, iso: int) -> date:
    """The next such weekday after the anchor day."""
    return shift(anchor, (iso - anchor.isoweekday() - 1) % 7 + 1)


def week_of(anchor: date, weeks: int = 0) -> Stretch:
    """The ISO week of the anchor day, or so many weeks on."""
    monday = shift(anchor, 7 * weeks - anchor.weekday())
    return Stretch(monday, shift(monday, 6))


def calendar_unit(anchor: date, unit: str, count: int) -> Stretch:
    """The anchor's day, week, month or year, or so many of them on: last week is ("week", -1)."""
    if unit in ("hour", "day"):
        return one_day(shift(anchor, count if unit == "day" else 0))
    if unit == "week":
        return week_of(anchor, count)
    if unit == "month":
        day = shift_months(anchor, count)
        return month_of(day.year, day.month)
    return year_of(anchor.year + count)


def units_on(anchor: date, unit: str, count: int) -> date:
    """The day that is so many hours, days, weeks, months or years from the anchor day."""
    if unit == "hour":
        return shift(anchor, -(-count // 24) if count < 0 else count // 24) if abs(count) >= 24 else anchor
    if unit in ("day", "week"):
        return shift(anchor, count * (7 if unit == "week" else 1))
    return shift_months(anchor, count * (12 if unit == "year" else 1))


def nearest_past(anchor: date, month: int, day: int) -> date | None:
    """The latest such day not after the anchor, give or take NEAR_FUTURE; None where no year has it."""
    for year in range(min(anchor.year + 1, MAXYEAR), max(anchor.year - 8, MINYEAR), -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= anchor or found - anchor <= NEAR_FUTURE:
            return found
    return None
