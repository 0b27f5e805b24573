"""How many: numbers in digits and words, with what stands around them ("at least", "between ... and").

Conventions, with their words in extract/data/numbers.yaml: "at least n" and "more than n" give low and
best n, high open; "about n" is n; "up to n" gives low 1, best open, high n; a range gives its ends, best
the low end; "dozens" and the like give ACLED's lower bounds, best and high open; a dual noun (جنديان) is
2. Numbers inside dates, models (T-72), unit names (the 17th Division), clock times and telephone numbers
are left out; what measures and does not count has a unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.dates import date_spans
from extract.folding import Folded, fold
from extract.phrases import Found
from extract.quantity_cores import Core, is_label, may_begin, read_core
from extract.quantity_words import tables
from extract.spans import Quantity
from extract.tokens import Token, tokenise

# How many words before its numbers "rose" may stand.
_RISE_REACH = 6


class _Count(NamedTuple):
    """A quantity over the tokens first:end."""

    first: int
    end: int
    start: int
    low: int
    best: int | None
    high: int | None
    unit: str = ""


def find_quantities(text: str) -> list[Quantity]:
    """All quantities in the order of the text; they do not overlap."""
    folded = fold(text)
    tokens = tokenise(folded)
    dated = _dated(folded, tokens, date_spans(text))
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        count = None if dated[i] else _count_at(tokens, dated, i)
        if count is None:
            i += 1
            continue
        i = _past_its_whole(tokens, count)
        start, end = folded.original(count.start, tokens[count.end - 1].end)
        found.append(
            Quantity(
                start=start,
                end=end,
                text=text[start:end],
                low=count.low,
                best=count.best,
                high=count.high,
                unit=count.unit,
            )
        )
    return found


def _past_its_whole(tokens: Sequence[Token], count: _Count) -> int:
    """The token after a count and what repeats it or what it is part of: "twelve (12)", "33 of 48"."""
    end = count.end
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
        again = read_core(tokens, end + 1)
        return end + 3 if again and again.low == count.low else end
    link = tables().out_of.at(tokens, end) if end < len(tokens) else None
    if link and link.end < len(tokens) and tokens[link.end].kind == "number":
        whole = read_core(tokens, link.end)
        return whole.end if whole and whole.best and whole.best > count.low else end
    return end


def _dated(folded: Folded, tokens: Sequence[Token], spans: list[tuple[int, int]]) -> list[bool]:
    """Which tokens are inside a date."""
    inside = []
    at = 0
    for token in tokens:
        start = folded.offsets[token.start]
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        inside.append(at < len(spans) and spans[at][0] <= start)
    return inside


def _count_at(tokens: Sequence[Token], dated: Sequence[bool], i: int) -> _Count | None:
    """The quantity whose first token, its qualifier included, is i."""
    words = tables()
    kind = tokens[i].kind
    if kind != "number" and (kind not in ("word", "mark") or not _may_begin(tokens[i].text)):
        return None
    at, start = i, tokens[i].start
    qualifiers: list[str] = []
    while at < len(tokens) and len(qualifiers) < 3 and (found := words.before.at(tokens, at)):
        if at == i:
            start += len(found.particles)
        qualifiers.append(found.value)
        at = found.end
    if at >= len(tokens) or dated[at]:
        return None
    core = read_core(tokens, at)
    if core is None or (core.best is None and _is_the_number_of(tokens, i, at)):
        return None
    if at == i:
        start = core.start
    if is_label(tokens, i, core):
        return None
    end, low, high = core.end, core.low, core.high
    best = core.best
    link = words.links.at(tokens, end) if end < len(tokens) else None
    if best is not None and link and link.end < len(tokens) and not dated[link.end]:
        other = read_core(tokens, link.end)
        if other and other.best is not None and _is_range(tokens, qualifiers, end, link, core, other):
            low = best = _shared_scale(core, other)
            high, end = other.low, other.end
            if high <= low:
                return None
            if "from" in qualifiers and _is_rise(tokens, i):
                low = best = high
    if end == core.end and ("from" in qualifiers or "between" in qualifiers):
        # "من 10" and "between" with one number only: the word before belongs to something else.
        return None
    low, best, high, end = _bounded(tokens, qualifiers, low, best, high, end)
    unit, end = _measured(tokens, i, end)
    if not unit and not core.whole:
        return None
    return _Count(i, end, start, low, best, high, unit)


@lru_cache(maxsize=50_000)
def _may_begin(word: str) -> bool:
    """Whether a quantity, its qualifier included, can begin with this word or mark."""
    return tables().before.begins(word) or may_begin(word)


def _is_the_number_of(tokens: Sequence[Token], i: int, at: int) -> bool:
    """ "تجاوز عدد من خرجوا": "the number of those who" exceeded something, not "a number of"."""
    if tokens[at].text != "عدد":
        return False
    before = tables().before.at(tokens, i - 1) if i else None
    return at > i or (before is not None and before.end == i)


def _is_range(
    tokens: Sequence[Token], qualifiers: list[str], end: int, link: Found[str], core: Core, other: Core
) -> bool:
    word = tokens[end].text
    if word in ("و", "and"):
        return "between" in qualifiers
    if word == "-":
        return core.digits and other.digits
    if word == "حتي" and "from" not in qualifiers:
        return core.digits and other.digits
    return other.low > core.low or other.scale > core.scale


def _is_rise(tokens: Sequence[Token], i: int) -> bool:
    """Whether a toll rose "from 10 to 15" shortly before."""
    return any(
        token.text.removeprefix("و") in tables().rising for token in tokens[max(0, i - _RISE_REACH) : i]
    )


def _shared_scale(core: Core, other: Core) -> int:
    """ "30 to 40 thousand": the scale of the second is the first's too."""
    scaled = core.low * other.scale
    return scaled if core.scale == 1 and other.scale > 1 and scaled < other.low else core.low


def _bounded(
    tokens: Sequence[Token], qualifiers: list[str], low: int, best: int | None, high: int | None, end: int
) -> tuple[int, int | None, int | None, int]:
    """The bounds after "at least", "up to" and the like, before or after the number."""
    after = _qualifier_after(tokens, end)
    if after:
        qualifiers = [*qualifiers, after.value]
        end = after.end if tables().after.at(tokens, end) else end
    elif end < len(tokens) and tokens[end].text == "+" and tokens[end].start == tokens[end - 1].end:
        qualifiers, end = [*qualifiers, "at_least"], end + 1
    if "at_least" in qualifiers and best is not None:
        return low, low, None, end
    if "up_to" in qualifiers and best is not None:
        return min(1, low), None, high, end
    return low, best, high, end


def _qualifier_after(tokens: Sequence[Token], end: int) -> Found[str] | None:
    """ "At least" straight after the number or after the two words it counts ("15 شخصا على الأقل")."""
    for at in range(end, min(end + 3, len(tokens))):
        if found := tables().after.at(tokens, at):
            return found
        if tokens[at].kind != "word":
            return None
    return None


def _measured(tokens: Sequence[Token], i: int, end: int) -> tuple[str, int]:
    """The unit a number measures in, from the word after it or the sign before it."""
    if end < len(tokens) and (unit := tables().measures.at(tokens, end)) and not unit.particles:
        # "80 في المئة" holds a number word of its own, so the span takes it in.
        return unit.value, unit.end if unit.value == "percent" else end
    if i and tokens[i - 1].text in tables().ages:
        return "year", end
    if i and tokens[i - 1].text in ("$", "€"):
        return "money", end
    if end < len(tokens) and tokens[end].text == "-" and end + 1 < len(tokens):
        unit = tables().measures.at(tokens, end + 1)
        if unit and not unit.particles and tokens[end + 1].start == tokens[end].end:
            return unit.value, end
    text = tokens[end - 1].text
    alone = end == i + 1 and text.isdigit() and len(text) == 4 and text[:2] in ("19", "20")
    definite = i > 0 and tokens[i - 1].text == "the" and not text.endswith("00")
    if alone and (definite or end == len(tokens) or tokens[end].kind != "word"):
        return "year", end
    return "", end
