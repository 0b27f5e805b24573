"""The bare number of a quantity: digits, words, vague amounts, dual nouns; and what is no count at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.number_words import number_words
from extract.numerals import Numeral, read_numeral
from extract.numerals import may_begin as number_may_begin
from extract.quantity_words import tables
from extract.tokens import Token

# More digits in a row than this are a telephone or card number.
_LONGEST_NUMBER = 9


class Core(NamedTuple):
    start: int
    end: int
    low: int
    best: int | None
    high: int | None
    scale: int = 1
    digits: bool = False
    whole: bool = True


def read_core(tokens: Sequence[Token], i: int) -> Core | None:
    """A bare number, vague amount or dual noun at token i."""
    token = tokens[i]
    if token.kind != "number" and not may_begin(token.text):
        return None
    words = tables()
    if vague := words.vague.at(tokens, i):
        return Core(token.start + len(vague.particles), vague.end, vague.value, None, None)
    if dual := words.duals.at(tokens, i):
        return Core(token.start + len(dual.particles), dual.end, 2, 2, 2)
    numeral = read_numeral(tokens, i)
    if numeral is None or numeral.ordinal or not _counts(tokens, i, numeral):
        return None
    value = int(numeral.value)
    start = token.start if numeral.digits else token.start + len(numeral.particles)
    whole = value == numeral.value
    return Core(start, numeral.end, value, value, value, numeral.scale, numeral.digits, whole)


@lru_cache(maxsize=50_000)
def may_begin(word: str) -> bool:
    """Whether an amount can begin with this word."""
    words = tables()
    return words.vague.begins(word) or words.duals.begins(word) or number_may_begin(word)


def _counts(tokens: Sequence[Token], i: int, numeral: Numeral) -> bool:
    text = tokens[i].text
    if text == "one" and _is_pronoun(tokens, i, numeral.end):
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


def _is_pronoun(tokens: Sequence[Token], i: int, end: int) -> bool:
    words = number_words()
    before = i > 0 and tokens[i - 1].text in words.before_pronoun_one
    return before or (end < len(tokens) and tokens[end].text in words.after_pronoun_one)


def is_label(tokens: Sequence[Token], i: int, core: Core) -> bool:
    """Whether the number names something: Resolution 2254, Brigade 93, 5 o'clock, a telephone number."""
    if i == 0:
        return False
    before = tokens[i - 1]
    if before.text == "+" and before.end == tokens[i].start and core.digits and core.low >= 1_000_000:
        return True
    found = tables().numbered.at(tokens, i - 1)
    if found is None or found.end != i:
        return False
    if found.value == "clock":
        after = tokens[core.end].text if core.end < len(tokens) else ""
        return before.text != "at" or after in ("am", "pm", "a", "p", "gmt", "o")
    return core.digits
