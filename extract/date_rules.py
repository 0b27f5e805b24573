"""The grammar of dates: patterns over calendar tags, and which reading each has.

Tags are those of extract/calendar_words.py, plus N a number, Y a year, # day/month/year in digits. Arabic
and English share the rules, as their word orders seldom collide: "الأسبوع الماضي" is kL, "last week" Lk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from extract import dates_absolute as absolute
from extract import dates_relative as relative
from extract.date_readings import Match, Reading
from extract.date_tags import Tag

Rule = Callable[[Match, date | None], Reading | None]


class Hit(NamedTuple):
    """A reading over the tags first:end."""

    first: int
    end: int
    reading: Reading


# "مساء يوم ...", "the evening of ..." before a day, and "... صباحا", "... evening" after it.
_PRE = r"(?:(?P<pre>[Pp])[oi]?t?d?)?"
_POST = r"(?:,?(?P<post>p|P(?![WTEBOo])))?"
_YEAR = r"(?:[,./-]?o?(?:i?y)?(?P<y>Y)|(?P<cue>[LXC]))?"
# "... of last year", "... من العام الماضي".
_YEAR_BY_CUE = r"(?:o?t?(?:y(?P<yc>[LXC])|(?P<yc2>[LXC])y))?"
_UNIT = "[Hdkqyu]"
# A second name of the month: كانون الأول/ديسمبر, آذار (مارس).
_MONTH = r"(?P<m>M)(?:\.(?=[NY,]))?(?:[/(-]?(?P<m2>M)\)?)?"
# One day of the month, or two: "12 و14", "28-29", "5 to 9".
_DAYS = r"(?P<d1>N)s?(?:(?P<j>[-/R]|&)(?P<d2>N)s?{})?"
_OF_WEEK = r"(?:,?o?t?(?:k(?P<wk>[LXC])|(?P<wk2>[LXC])k))?"

_RULES: list[tuple[re.Pattern[str], Rule]] = [
    (re.compile(pattern), rule)
    for pattern, rule in (
        (
            _PRE
            + r"(?:d?[Ww][,.(]{0,2}o?t?d?|[dT]\(?)?"
            + _DAYS.format("")
            + "[-/o]?t?q?"
            + _MONTH
            + _YEAR_BY_CUE
            + _YEAR
            + _POST,
            absolute.day_month,
        ),
        (
            _PRE
            + r"(?:[Ww][,.]{0,2})?(?P<m>M)\.?t?(?P<mdy>"
            + _DAYS.format("(?!M)")
            + r")(?:,?(?P<y>Y))?"
            + _YEAR_BY_CUE
            + _POST,
            absolute.day_month,
        ),
        (_PRE + r"(?:[dT]?[Ww]?[,(]?o?)(?P<digits>#)" + _POST, absolute.in_digits),
        (
            _PRE + r"(?:(?P<day>[dT]?[Ww],?|[dT]))?(?P<d1>N)[/-](?P<mm>N)(?![/NM-])" + _POST,
            absolute.day_slash_month,
        ),
        (r"[LCK]?(?P<first>v)(?P<cue>[LCX])?", relative.weekend),
        (r"Zt?(?P<e>e)o?t?(?P<u>[kqy])(?![YMLXCK])", relative.since_its_start),
        (r"(?:(?P<e>e)o?t?)?(?P<s>S)o?(?:i?y)?(?P<y>Y)", absolute.season),
        (
            r"(?:(?P<e>e)o?t?-?|(?P<lead>[LXC]))?(?P<q>q)?"
            + _MONTH
            + _YEAR_BY_CUE
            + r"(?:,?o?(?:i?y)?(?P<y>Y)|(?P<cue>[LXC]))?",
            absolute.month,
        ),
        (r"(?:(?P<e>e)o?t?-?)?(?P<word>y)?(?P<y>Y)(?:[-/R&]y?(?P<y2>Y))?", absolute.year),
        (_PRE + r"C?T(?:,?(?P<wd>W))?" + _POST, relative.today),
        (_PRE + r"(?P<rel>[EBOA])(?:,?d?(?P<wd>W))?" + _POST, relative.near_day),
        (r"(?P<t>J)(?P<cue>L)?", relative.tonight),
        (r"(?P<cue>[LCK])(?P<this>[Pp])", relative.this_part),
        (r"(?P<this>[Pp])(?P<cue>[LCK])(?![TdWkqy])", relative.this_part),
        (r"V(?:[oiF]?t?(?P<wd>W))?", relative.overnight),
        (r"(?P<wd>W)V", relative.overnight),
        (
            r"(?:(?P<pre>[Pp])|(?P<over>V))[oiF]?t?d?(?P<wd>W)(?:[-/R]|&)?[id]?(?P<wd2>W)",
            relative.night_between,
        ),
        (r"(?P<wd>W)(?:[-/R]|&)(?P<wd2>W)(?P<post>P)", relative.night_between),
        (
            _PRE + r"(?:(?P<e>e)i?t?)?(?P<c>[LXCK])?d?(?P<wd>W)(?:(?P<c2>[LXC])(?!k))?" + _OF_WEEK + _POST,
            relative.weekday,
        ),
        (rf"Gx?t?(?:(?P<n>[Naf])o?)?(?P<u>{_UNIT}|D)(?![YoMLKXCWN])", relative.ago),
        (rf"x?(?P<n>[Naf])?(?P<u>{_UNIT}|D)g", relative.ago),
        (rf"Zx?t?(?:(?P<n>[Naf])o?)?(?P<u>{_UNIT}|D)(?![YMLKXCWN])", relative.for_so_long),
        (rf"(?:(?P<e>e)o?t?)?(?P<u>{_UNIT}|D)(?P<n>[Nf])?(?P<c>[LKXC])", relative.unit_by_cue),
        (rf"(?P<n>[Nf])(?P<u>{_UNIT}|D)(?P<c>[LKX])", relative.unit_by_cue),
        (rf"(?:(?P<e>e)o?t?)?(?P<c>[LKXC])(?P<n>[Naf])?(?P<u>{_UNIT}|D)", relative.unit_by_cue),
        (rf"Qx?t?(?P<n>[Naf])?(?P<u>{_UNIT}|D)", relative.within),
        (_PRE + r"d?(?P<d1>N)s?o?t?(?:q(?P<c>[CLX])|(?P<c2>[CLX])q)" + _POST, relative.day_of_month_by_cue),
        (r"n", relative.now),
        (r"(?P<bare>p)", relative.bare_part),
        (r"[iZ]t?(?P<bare>P)(?![oWTEBd]|Ns?o?M)", relative.bare_part),
    )
]
# A tag no pattern begins with.
_NO_START = frozenset("_|,/-().&RFobszg")
_OTHER = re.compile(r"[_|]")
# More tags than any pattern takes or looks at.
_LONGEST_DATE = 60


@lru_cache(maxsize=20_000)
def _matches(row: str) -> tuple[tuple[re.Match[str], Rule], ...]:
    """The patterns that fit the beginning of a row of tags, the longest first."""
    found = [(match, rule) for pattern, rule in _RULES if (match := pattern.match(row))]
    return tuple(sorted(found, key=lambda pair: -pair[0].end()))


def read_dates(tags: Sequence[Tag], published: date | None) -> Iterator[Hit]:
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


def _longest(tags: Sequence[Tag], row: str, at: int, published: date | None) -> Hit | None:
    # No pattern reaches over another word or the end of a line, so the row up to there decides.
    end = _OTHER.search(row, at, at + _LONGEST_DATE)
    for found, rule in _matches(row[at : end.end() if end else at + _LONGEST_DATE]):
        match = Match(tags, found, at)
        if reading := rule(match, published):
            return Hit(match.first, match.end, reading)
    return None
