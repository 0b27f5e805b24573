"""Text folded for comparing words: one spelling of each Arabic letter, Western digits, lower case.

Newlines and punctuation stay, because sentences, dates and numbers lean on them; names of places have
their own normalisation in the gazetteer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import msgspec

_SAME = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ہ": "ه",
    "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\r": "\n",
    "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n",
    "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "‒": "-", "−": "-",
    "،": ",", "؛": ";", "؟": "?", "٪": "%",
}  # fmt: skip
_DIGITS = {ord(zero) + i: str(i) for zero in "٠۰" for i in range(10)}
_TABLE = {**{ord(k): v for k, v in _SAME.items()}, **_DIGITS}
# Harakat, superscript alef, tatweel, bidi controls, zero-width characters, variation selectors.
_DROPPED = re.compile(
    "[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c\ufe0e\ufe0f\u00ad]"
)
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_CHANGED = re.compile(f"{_DROPPED.pattern}|{_PRESENTATION.pattern}")


class Folded(msgspec.Struct, frozen=True):
    """Folded text, and for each of its characters (and its end) the offset in the original."""

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original's half-open stretch for a non-empty folded one, with the vowel signs of
        its last letter.
        """
        return self.offsets[start], max(self.offsets[end], self.offsets[end - 1] + 1)


@lru_cache(maxsize=4)
def fold(text: str) -> Folded:
    """Fold a report, keeping the way back to its own offsets (code points).

    The last few are kept, so that all who read one report share one view of it.
    """
    if not _DROPPED.search(text) and not _PRESENTATION.search(text):
        return Folded(_one_to_one(text), range(len(text) + 1))
    kept: list[str] = []
    offsets: list[int] = []
    done = 0
    for found in _CHANGED.finditer(text):
        at = found.start()
        kept.append(text[done:at])
        offsets.extend(range(done, at))
        if not _DROPPED.match(found[0]):
            parts = unicodedata.normalize("NFKC", found[0])
            kept.append(parts)
            offsets.extend([at] * len(parts))
        done = at + 1
    kept.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return Folded(_one_to_one("".join(kept)), offsets)


def fold_word(word: str) -> str:
    """Fold a word of a lexicon the way reports are folded."""
    return fold(word).text


def _one_to_one(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few capitals (İ) become two characters in lower case, which would shift every offset after them.
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered.translate(_TABLE)
