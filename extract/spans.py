"""What the recognisers hand to the coder. Offsets count code points of the report as given."""

from __future__ import annotations

from datetime import date

import msgspec


class Sentence(msgspec.Struct, frozen=True):
    """A sentence or headline; text == report[start:end]."""

    start: int
    end: int
    text: str


class DateMention(msgspec.Struct, frozen=True, kw_only=True):
    """A day or stretch of days named in the text; first and last are None where nothing anchors it.

    prec is UCDP GED's date_prec: 1 the day, 2 two to six days, 3 the week, 4 the month, 5 longer.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    prec: int
    part_of_day: str | None = None
    relative: bool = False
    why_open: str = ""


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number in digits (Western or Arabic-Indic) or words; "at least 10" has low and best 10, high
    None.

    unit says what a number measures where it counts no people or things: km, m, mm, kg, percent,
    hour, day, week, month, year, time, money; "" for a count.
    """

    start: int
    end: int
    text: str
    low: int
    best: int | None
    high: int | None
    unit: str = ""
