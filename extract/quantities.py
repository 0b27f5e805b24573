"""How many: numbers in digits and words, with what stands around them ("at least", "between ... and").

Conventions, with their words in extract/data/numbers.yaml: "at least n" and "more than n" give low and
best n, high open; "about n" is n; "up to n" gives low 1, best open, high n; a range gives its ends, best
the low end; "dozens" and the like give ACLED's lower bounds, best and high open; a dual noun (جنديان) is
2. Numbers inside dates, models (T-72), unit names (the 17th Division), clock times and telephone numbers
are left out; what measures and does not count has a unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extract.dates import date_spans
from extract.folding import Folded, fold
from extract.number_words import number_words
from extract.numerals import Numeral, read_numeral
from extract.phrases import Found, PhraseTable
from extract.spans import Quantity
from extract.tokens import Token, tokenise

# More digits in a row than this are a telephone or card number.
_LONGEST_NUMBER = 9


class _Tables(NamedTuple):
    before: PhraseTable[str]
    after: PhraseTable[str]
    vague: PhraseTable[int]
    duals: PhraseTable[int]
    measures: PhraseTable[str]
    numbered: PhraseTable[str]
    links: PhraseTable[str]


@cache
def _tables() -> _Tables:
    words = number_words()
    before, after, links, numbered = (
        PhraseTable[str](),
        PhraseTable[str](),
        PhraseTable[str](),
        PhraseTable[str](),
    )
    for meaning in ("at_least", "up_to"):
        before.add(getattr(words, f"{meaning}_before"), meaning)
        after.add(getattr(words, f"{meaning}_after"), meaning)
    before.add(words.more_than, "at_least")
    before.add(words.about, "about")
    before.add(words.between, "between")
    before.add(words.from_, "from")
    links.add([*words.to, "-", "و"], "to")
    numbered.add(words.numbered, "numbered")
    numbered.add(words.clock, "clock")
    vague: PhraseTable[int] = PhraseTable()
    for low, spellings in words.vague.items():
        vague.add(spellings, low)
    duals: PhraseTable[int] = PhraseTable()
    duals.add(words.duals, 2)
    measures: PhraseTable[str] = PhraseTable()
    for unit, spellings in words.measures.items():
        measures.add(spellings, unit)
    return _Tables(before, after, vague, duals, measures, numbered, links)


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
        i = count.end
    return found


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
    tables = _tables()
    if tokens[i].kind not in ("word", "number", "mark"):
        return None
    at, start = i, tokens[i].start
    qualifiers: list[str] = []
    while at < len(tokens) and len(qualifiers) < 3 and (found := tables.before.at(tokens, at)):
        if at == i:
            start += len(found.particles)
        qualifiers.append(found.value)
        at = found.end
    if at >= len(tokens) or dated[at]:
        return None
    core = _core(tokens, at)
    if core is None or (core.best is None and _is_the_number_of(tokens, i, at)):
        return None
    if at == i:
        start = core.start
    if _is_label(tokens, i, core):
        return None
    end, low, high = core.end, core.low, core.high
    best = core.best
    link = tables.links.at(tokens, end) if end < len(tokens) else None
    if best is not None and link and link.end < len(tokens) and not dated[link.end]:
        other = _core(tokens, link.end)
        if other and other.best is not None and _is_range(tokens, qualifiers, end, link, core, other):
            low = best = _shared_scale(core, other)
            high, end = other.low, other.end
            if high <= low:
                return None
    if end == core.end and ("from" in qualifiers or "between" in qualifiers):
        # "من 10" and "between" with one number only: the word before belongs to something else.
        return None
    low, best, high, end = _bounded(tokens, qualifiers, low, best, high, end)
    unit, end = _measured(tokens, i, end)
    if not unit and not core.whole:
        return None
    return _Count(i, end, start, low, best, high, unit)


def _is_the_number_of(tokens: Sequence[Token], i: int, at: int) -> bool:
    """ "تجاوز عدد من خرجوا": "the number of those who" exceeded something, not "a number of"."""
    if tokens[at].text != "عدد":
        return False
    before = _tables().before.at(tokens, i - 1) if i else None
    return at > i or (before is not None and before.end == i)


class _Core(NamedTuple):
    start: int
    end: int
    low: int
    best: int | None
    high: int | None
    scale: int = 1
    digits: bool = False
    whole: bool = True


def _core(tokens: Sequence[Token], i: int) -> _Core | None:
    """A bare number, vague amount or dual noun at token i."""
    tables = _tables()
    token = tokens[i]
    if vague := tables.vague.at(tokens, i):
        return _Core(token.start + len(vague.particles), vague.end, vague.value, None, None)
    if dual := tables.duals.at(tokens, i):
        return _Core(token.start + len(dual.particles), dual.end, 2, 2, 2)
    numeral = read_numeral(tokens, i)
    if numeral is None or numeral.ordinal or not _counts(tokens, i, numeral):
        return None
    value = int(numeral.value)
    start = token.start if numeral.digits else token.start + len(numeral.particles)
    whole = value == numeral.value
    return _Core(start, numeral.end, value, value, value, numeral.scale, numeral.digits, whole)


def _counts(tokens: Sequence[Token], i: int, numeral: Numeral) -> bool:
    text = tokens[i].text
    if (
        text == "one"
        and numeral.end < len(tokens)
        and tokens[numeral.end].text in ("of", "another", "by", "side")
    ):
        return False
    if numeral.digits and (
        sum(c.isdigit() for c in text) > _LONGEST_NUMBER or (text[:2].isdigit() and text[0] == "0")
    ):
        return False
    after = tokens[numeral.end] if numeral.end < len(tokens) else None
    glued = after is not None and numeral.digits and after.start == tokens[numeral.end - 1].end
    if glued and after and after.text in ("st", "nd", "rd", "th", "s", "/"):
        return False
    return not (i and tokens[i - 1].text == "/" and tokens[i - 1].end == tokens[i].start)


def _is_label(tokens: Sequence[Token], i: int, core: _Core) -> bool:
    """Whether the number names something: Resolution 2254, Brigade 93, 5 o'clock, a telephone number."""
    if i == 0:
        return False
    before = tokens[i - 1]
    if before.text == "+" and before.end == tokens[i].start:
        return True
    found = _tables().numbered.at(tokens, i - 1)
    if found is None or found.end != i:
        return False
    if found.value == "clock":
        after = tokens[core.end].text if core.end < len(tokens) else ""
        return before.text != "at" or after in ("am", "pm", "a", "p", "gmt", "o")
    return core.digits


def _is_range(
    tokens: Sequence[Token], qualifiers: list[str], end: int, link: Found[str], core: _Core, other: _Core
) -> bool:
    word = tokens[end].text
    if word in ("و", "and"):
        return "between" in qualifiers
    if word == "-":
        return core.digits and other.digits
    if word == "حتي" and "from" not in qualifiers:
        return core.digits and other.digits
    return other.low > core.low or other.scale > core.scale


def _shared_scale(core: _Core, other: _Core) -> int:
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
        end = after.end if _tables().after.at(tokens, end) else end
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
        if found := _tables().after.at(tokens, at):
            return found
        if tokens[at].kind != "word":
            return None
    return None


def _measured(tokens: Sequence[Token], i: int, end: int) -> tuple[str, int]:
    """The unit a number measures in, from the word after it or the sign before it."""
    if end < len(tokens) and (unit := _tables().measures.at(tokens, end)) and not unit.particles:
        # "80 في المئة" holds a number word of its own, so the span takes it in.
        return unit.value, unit.end if unit.value == "percent" else end
    if i and tokens[i - 1].text in ("$", "€"):
        return "money", end
    if end < len(tokens) and tokens[end].text == "-" and end + 1 < len(tokens):
        unit = _tables().measures.at(tokens, end + 1)
        if unit and not unit.particles and tokens[end + 1].start == tokens[end].end:
            return unit.value, end
    text = tokens[end - 1].text
    alone = end == i + 1 and text.isdigit() and len(text) == 4 and text[:2] in ("19", "20")
    if alone and (end == len(tokens) or tokens[end].kind != "word"):
        return "year", end
    return "", end
