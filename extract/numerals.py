"""Numbers in digits and words, in Arabic and English, as values: "40 ألفا", "ثلاثة وعشرين", "two hundred
and five".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extract.folding import fold_word
from extract.number_words import number_words
from extract.phrases import PhraseTable, split_particles
from extract.tokens import Token

_TEN = ("عشر", "عشره")
_LARGEST = 10**13


class Numeral(NamedTuple):
    """A number read; end is the token after it, scale what a word such as ألف multiplied digits by."""

    value: float
    end: int
    particles: str = ""
    ordinal: bool = False
    digits: bool = False
    scale: int = 1


class _Tables(NamedTuple):
    small: dict[str, tuple[str, int]]
    scales: dict[str, int]
    dual_scales: dict[str, int]
    before_ten: dict[str, int]
    ordinals: PhraseTable[int]
    exact: PhraseTable[int]


@cache
def _tables() -> _Tables:
    words = number_words()
    small: dict[str, tuple[str, int]] = {}
    for kind in ("units", "tens", "hundreds"):
        for value, spellings in getattr(words, kind).items():
            for spelling in spellings:
                small.setdefault(fold_word(spelling), (kind, value))
    ordinals: PhraseTable[int] = PhraseTable()
    for value, spellings in words.ordinals.items():
        ordinals.add(spellings, value)
    exact: PhraseTable[int] = PhraseTable()
    for value, spellings in words.exact.items():
        exact.add(spellings, value)
    return _Tables(
        small, _flat(words.scales), _flat(words.dual_scales), _flat(words.before_ten), ordinals, exact
    )


def _flat(table: dict[int, list[str]]) -> dict[str, int]:
    return {fold_word(word): value for value, spellings in table.items() for word in spellings}


def read_numeral(tokens: Sequence[Token], i: int) -> Numeral | None:
    """The number that begins at token i: digits, cardinal words or an ordinal; None where there is none."""
    token = tokens[i]
    if token.kind == "number":
        return _digits(tokens, i)
    if token.kind != "word" or not may_begin(token.text):
        return None
    tables = _tables()
    ordinal = tables.ordinals.at(tokens, i)
    if ordinal and ordinal.end > i + 1:
        return Numeral(ordinal.value, ordinal.end, ordinal.particles, ordinal=True)
    if exact := tables.exact.at(tokens, i):
        return Numeral(exact.value, exact.end, exact.particles)
    if numeral := _cardinal(tokens, i):
        return numeral
    if ordinal:
        return Numeral(ordinal.value, ordinal.end, ordinal.particles, ordinal=True)
    return None


@lru_cache(maxsize=50_000)
def may_begin(word: str) -> bool:
    """Whether a number in words can begin with this word."""
    tables = _tables()
    return tables.ordinals.begins(word) or tables.exact.begins(word) or _first_word(word)[1] is not None


def _digits(tokens: Sequence[Token], i: int) -> Numeral | None:
    text = tokens[i].text.replace("٫", ".").replace("٬", "")
    # A comma is a decimal one ("1,5") unless three digits follow.
    text = text.replace(",", "") if all(len(g) == 3 for g in text.split(",")[1:]) else text.replace(",", ".")
    head, *groups = text.split(".")
    if len(text) > 15:
        return None
    # Three digits after a point are thousands, as European newsrooms write them ("2.000"), unless
    # it is 0.125.
    thousands = bool(groups) and head != "0" and all(len(group) == 3 for group in groups)
    value = float(text.replace(".", "")) if thousands else float(text)
    end, total, scale = i + 1, value, 1
    while (
        end < len(tokens)
        and (by := _tables().scales.get(tokens[end].text))
        and by > 1
        and total * by < _LARGEST
    ):
        total, scale, end = total * by, scale * by, end + 1
    if (
        scale >= 1000
        and end + 1 < len(tokens)
        and tokens[end].text in ("و", "and")
        and tokens[end + 1].kind == "number"
    ):
        more = tokens[end + 1].text
        if more.isdigit() and 100 <= int(more) < scale:
            return Numeral(total + int(more), end + 2, digits=True)
    return Numeral(total, end, digits=True, scale=scale)


def _cardinal(tokens: Sequence[Token], i: int) -> Numeral | None:
    """Number words from token i on, added and multiplied as both languages do."""
    tables = _tables()
    particles, word = _first_word(tokens[i].text)
    if word is None:
        return None
    total = group = 0
    last = ""
    smallest_scale = _LARGEST
    at, joined = i, False
    end = i
    while True:
        kind, value = tables.small.get(word, ("", 0))
        follower = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if word in tables.before_ten and follower in _TEN and last in ("", "scale", "hundreds"):
            group, last, at = group + tables.before_ten[word] + 10, "tens", at + 1
        elif word in _TEN and last == "units" and not joined and group % 100 < 10:
            group, last = group + 10, "tens"
        elif (
            word in tables.scales
            and tables.scales[word] == 100
            and last == "units"
            and not joined
            and group < 10
        ):
            group, last = group * 100, "hundreds"
        elif kind == "units" and (
            not last
            or ((joined or word.isascii()) and last in ("hundreds", "scale"))
            or (last == "tens" and not joined and value < 10 and group % 100 >= 20)
        ):
            group, last = group + value, "units"
        elif kind == "tens" and (
            not last
            or last in ("hundreds", "scale")
            or (joined and last == "units" and value >= 20 and group % 100 < 10)
        ):
            group, last = group + value, "tens"
        elif kind == "hundreds" and (not last or (joined and last == "scale")):
            group, last = group + value, "hundreds"
        elif word in tables.scales and group and not joined and tables.scales[word] < smallest_scale:
            smallest_scale = tables.scales[word]
            total, group, last = total + group * smallest_scale, 0, "scale"
        elif word in tables.dual_scales and not group and (not last or joined):
            smallest_scale = tables.dual_scales[word] // 2
            total, last = total + tables.dual_scales[word], "scale"
        elif (
            word in tables.scales
            and not group
            and (not last or joined)
            and tables.scales[word] < smallest_scale
        ):
            smallest_scale = tables.scales[word]
            total, last = total + smallest_scale, "scale"
        else:
            break
        at += 1
        end = at
        step = _next_word(tokens, at)
        if step is None:
            break
        at, word, joined = step
    if end == i:
        return None
    return Numeral(total + group, end, particles)


def _known(word: str) -> bool:
    tables = _tables()
    return (
        word in tables.small
        or word in tables.scales
        or word in tables.dual_scales
        or word in tables.before_ten
    )


@lru_cache(maxsize=50_000)
def _first_word(text: str) -> tuple[str, str | None]:
    """The number word in a word with its particles and article off."""
    if _known(text):
        return "", text
    for particles, rest in split_particles(text):
        if particles.strip("و") and len(rest) < 4:
            continue
        if _known(rest):
            return particles, rest
        if (
            rest.startswith("ال")
            and len(rest) > 4
            and _known(rest[2:])
            and rest[2:] not in _tables().before_ten
        ):
            return particles + "ال", rest[2:]
    return "", None


def _next_word(tokens: Sequence[Token], at: int) -> tuple[int, str, bool] | None:
    """The next token as a number word: (its place, the word, joined by و or "and"); None at the end."""
    if at >= len(tokens) or tokens[at].kind not in ("word", "mark"):
        return None
    text = tokens[at].text
    if text in ("و", "and", "-") and at + 1 < len(tokens) and tokens[at + 1].kind == "word":
        return (at + 1, tokens[at + 1].text, text != "-") if _known(tokens[at + 1].text) else None
    if _known(text):
        return at, text, False
    if text.startswith("و") and _known(text[1:]):
        return at, text[1:], True
    return None
