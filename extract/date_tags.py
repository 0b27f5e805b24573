"""A report's tokens as a row of calendar tags, one letter each; "_" is any other word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.calendar_words import CUE_TAGS, Meaning, calendar_table, name_words
from extract.folding import Folded, fold
from extract.numerals import read_numeral
from extract.tokens import Token, tokenise

_MARKS = {",": ",", "/": "/", "-": "-", "(": "(", ")": ")", ".": ".", "ـ": "-"}
YEARS = range(1900, 2101)


class Tag(NamedTuple):
    """A tag over the folded stretch start:end; value as in Meaning, or the number of a numeral."""

    tag: str
    start: int
    end: int
    value: int | str = ""
    latin: bool = False


@lru_cache(maxsize=4)
def tag_dates(text: str) -> tuple[Tag, ...]:
    """Tags in the order of the text. Numbers are N, years Y, day/month/year in digits #.

    Those of the last few texts are kept: a report's dates are read with its published day and without.
    """
    folded = fold(text)
    tokens = tokenise(folded)
    table = calendar_table()
    after, before = name_words()
    tags: list[Tag] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        found = table.at(tokens, i) if token.kind in ("word", "mark") else None
        if found and _applies(text, folded, token, found.value):
            end = tokens[found.end - 1].end
            if found.value.tag in "MW" and _in_a_name(tokens, i, found.end, tags, after, before):
                tags.append(Tag("_", token.start, end))
            else:
                _add_found(tags, token, end, found.value, found.particles)
            i = found.end
            continue
        numeral = read_numeral(tokens, i) if token.kind in ("number", "word") else None
        if numeral and numeral.value == int(numeral.value):
            value, end = int(numeral.value), tokens[numeral.end - 1].end
            if numeral.particles.startswith(("و", "ف")):
                tags.append(Tag("&", token.start, token.start + 1))
            is_year = (
                token.text.isdigit() and len(token.text) == 4 and value in YEARS and numeral.end == i + 1
            )
            start = token.start + len(numeral.particles) * (not numeral.digits)
            tags.append(Tag("Y" if is_year else "N", start, end, value, numeral.digits))
            i = numeral.end
            continue
        tags.append(_other(token))
        i += 1
    return tuple(tags)


def _other(token: Token) -> Tag:
    if token.kind == "break":
        return Tag("|", token.start, token.end)
    if token.kind == "date":
        return Tag("#", token.start, token.end, token.text)
    if token.text == "و":
        return Tag("&", token.start, token.end)
    latin = token.kind == "word" and token.text[0] < "\u0600"
    return Tag(_MARKS.get(token.text, "_"), token.start, token.end, token.text, latin)


def _applies(text: str, folded: Folded, token: Token, meaning: Meaning) -> bool:
    """A month or short weekday that is also an ordinary word (may, march, sat) needs its capital."""
    return not meaning.capital or text[folded.offsets[token.start]].isupper()


def _in_a_name(
    tokens: Sequence[Token], i: int, end: int, tags: list[Tag], after: frozenset[str], before: frozenset[str]
) -> bool:
    """Whether a day or month is part of a name: سوق الجمعة, شارع 17 تموز, 6 October City."""
    first = i - 1 if i and tags and tags[-1].tag == "N" else i
    if end < len(tokens) and tokens[end].text in before:
        return True
    if not first:
        return False
    word = tokens[first - 1].text
    return word in after or word.removeprefix("و") in after or word.removeprefix("ال") in after


def _add_found(tags: list[Tag], token: Token, end: int, meaning: Meaning, particles: str) -> None:
    start = token.start
    for particle in particles:
        tags.append(Tag("&" if particle in "وف" else "i", start, start + 1))
        start += 1
    # لل is ل + ال with its alef dropped: the article stays in the span.
    value = meaning.value
    if meaning.tag == "e":
        value = {"early": 0, "middle": 1, "late": 2}[str(value)]
    elif meaning.tag in CUE_TAGS.values():
        value = token.text[len(particles) :]
    tags.append(Tag(meaning.tag, start, end, value, token.text[0] < "\u0600"))
