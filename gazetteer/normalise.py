"""One spelling for every way a name is written, with a way back to the original offsets.

The steps, and no others: NFKC; bidi controls, tatweel and harakat out; alef forms to ا, ى to ي, ة to ه; Latin
without accents and in lower case, hyphens inside words as a space, apostrophes and ayn marks out (an English
possessive 's keeps its mark, so that the word before it still ends there); runs of white space as one space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, compress, repeat

ARABIC_LETTERS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
LATIN_LETTERS = {
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ə": "e",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
}
HYPHENS = frozenset("-\u2010\u2011")
APOSTROPHES = frozenset("'`\u2018\u2019\u02bf\u02be\u02bb\u02bc\u02b9\u2032\u00b4\u02bd\u02c8")
# Marks that carry no letter: bidi controls and joiners, tatweel, the byte order mark.
DROPPED = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0640\ufeff"
)


def _fold(char: str) -> str:
    """One code point without its neighbours: zero or more folded code points."""
    if char in DROPPED:
        return ""
    out = []
    for c in unicodedata.normalize("NFKC", char):
        if c in DROPPED or unicodedata.category(c) == "Mn":
            continue
        if c in ARABIC_LETTERS:
            out.append(ARABIC_LETTERS[c])
        elif "\u0600" <= c <= "\u06ff":
            out.append(c)
        elif c.isspace():
            out.append(" ")
        else:
            for base in unicodedata.normalize("NFKD", c):
                if not unicodedata.combining(base):
                    folded = base.casefold()
                    out.append(LATIN_LETTERS.get(folded, folded))
    return "".join(out)


class _Folds(dict[str, str]):
    """What each code point folds to, worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        folded = _fold(char)
        if len(self) < _MOST_CODE_POINTS:
            self[char] = folded
        return folded


_MOST_CODE_POINTS = 20_000
# Longer texts than this are no names, and their forms are not remembered.
_LONGEST_KEPT = 200
_FOLDS = _Folds()
# Their folded form depends on what stands beside them.
_BY_NEIGHBOURS = re.compile(f"[{re.escape(''.join(sorted(HYPHENS | APOSTROPHES)))}]")
_SPACES = re.compile("  +")


def _neighbours(text: str, pieces: list[str], marks: list[int]) -> list[tuple[str, str]]:
    """For each mark the characters before and behind it that leave anything when normalised, apostrophes
    apart; "" at the ends. Each stretch between two marks is walked once."""
    before = [""] * len(marks)
    behind = [""] * len(marks)
    for n, at in enumerate(marks):
        last = marks[n - 1] if n else -1
        here = at - 1
        while here > last and not pieces[here]:
            here -= 1
        if here > last:
            before[n] = text[here]
        elif n:
            before[n] = before[n - 1] if text[last] in APOSTROPHES else text[last]
    for n in range(len(marks) - 1, -1, -1):
        at = marks[n]
        next_mark = marks[n + 1] if n + 1 < len(marks) else len(text)
        here = at + 1
        while here < next_mark and not pieces[here]:
            here += 1
        if here < next_mark:
            behind[n] = text[here]
        elif n + 1 < len(marks):
            behind[n] = behind[n + 1] if text[next_mark] in APOSTROPHES else text[next_mark]
    return list(zip(before, behind, strict=True))


def _is_possessive(text: str, i: int) -> bool:
    """An apostrophe before a final s, with a letter before it."""
    return (
        0 < i < len(text) - 1
        and text[i - 1].isalpha()
        and text[i + 1] in "sS"
        and not (i + 2 < len(text) and text[i + 2].isalnum())
    )


def _pieces(text: str) -> list[str]:
    """What each code point of the text folds to in its place."""
    pieces = list(map(_FOLDS.__getitem__, text))
    marks = [m.start() for m in _BY_NEIGHBOURS.finditer(text)]
    if not marks:
        return pieces
    for i, (before, behind) in zip(marks, _neighbours(text, pieces, marks), strict=True):
        if text[i] in HYPHENS:
            pieces[i] = " " if before.isalnum() and behind.isalnum() else "-"
        else:
            inside = before.isalpha() or behind.isalpha()
            pieces[i] = "'" if not inside or _is_possessive(text, i) else ""
    return pieces


def normalise_with_map(text: str) -> tuple[str, list[int]]:
    """The normalised text, and for each of its offsets (and its end) the offset in the original: len + 1
    entries."""
    pieces = _pieces(text)
    spaced = "".join(pieces)
    offsets = list(compress(range(len(pieces)), pieces))
    if len(offsets) != len(spaced):
        offsets = list(chain.from_iterable(map(repeat, range(len(pieces)), map(len, pieces))))
    folded, kept, done = [], [], 0
    for run in _SPACES.finditer(spaced):
        folded.append(spaced[done : run.start() + 1])
        kept += offsets[done : run.start() + 1]
        done = run.end()
    folded.append(spaced[done:])
    kept += offsets[done:]
    whole = "".join(folded)
    first, last = len(whole) - len(whole.lstrip(" ")), len(whole.rstrip(" "))
    whole, kept = whole[first:last], kept[first:last]
    # The end maps behind the last character kept, whatever dropped characters follow it.
    kept.append(kept[-1] + 1 if kept else 0)
    return whole, kept


@lru_cache(maxsize=20_000)
def _normalise_name(text: str) -> str:
    return _SPACES.sub(" ", "".join(_pieces(text))).strip(" ")


def normalise(text: str) -> str:
    """The normalised text; "Al-Baghūz" and "al baghuz" come out alike."""
    return _normalise_name(text) if len(text) <= _LONGEST_KEPT else _normalise_name.__wrapped__(text)
