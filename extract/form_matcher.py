"""Known written forms in running text: longest first, at word boundaries, behind glued Arabic particles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import ahocorasick
import msgspec

from gazetteer.normalise import normalise, normalise_with_map

V = TypeVar("V")

_PARTICLES = frozenset(["", *"وفبلك", "وب", "ول", "وك", "فب", "فل", "فك"])
_BEFORE_LL = frozenset(["", "و", "ف"])
# Newspapers of different countries spell these words differently; either spelling of a form finds the other.
_SPELLINGS = (("امريك", "اميرك"), ("سوريا", "سوريه"), ("ميليشيا", "مليشيا"))
_SHORT_ACRONYM = 3


class Folded(NamedTuple):
    """A text, its normalised form, and for each offset of that (and its end) the offset in the text."""

    text: str
    folded: str
    offsets: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's half-open stretch for a normalised one, with the marks on its last letter."""
        last = self.offsets[end - 1] + 1
        if self.text[last : last + 1] == " ":
            return self.offsets[start], last
        while last < len(self.text) and (
            unicodedata.category(self.text[last]) == "Mn" or self.text[last] == "\u0640"
        ):
            last += 1
        return self.offsets[start], last


@lru_cache(maxsize=4)
def fold(text: str) -> Folded:
    """Normalise a report; the underscores of hashtags count as spaces.

    The last few are kept, so that all who read one report share one view of it.
    """
    folded, offsets = normalise_with_map(text)
    return Folded(text, folded.replace("_", " "), offsets)


class Match(NamedTuple, Generic[V]):
    """A form found: offsets in the original and in the normalised text, and what the form stands for."""

    start: int
    end: int
    folded_start: int
    folded_end: int
    value: V


class _Entry(msgspec.Struct, frozen=True):
    key: str
    form: str
    number: int
    skip: int


class FormMatcher(Generic[V]):
    """Finds forms. A form in small letters matches in any case, words in capitals only in capitals."""

    def __init__(self, forms: Iterable[tuple[str, V]]) -> None:
        self._values: list[V] = []
        entries: dict[str, list[_Entry]] = {}
        for number, (form, value) in enumerate(forms):
            self._values.append(value)
            for key in _spelled(normalise(form)):
                entries.setdefault(key, []).append(_Entry(key, form, number, 0))
                if key.startswith("ال"):
                    entries.setdefault("لل" + key[2:], []).append(_Entry(key, form, number, 2))
        self._automaton = ahocorasick.Automaton()
        for key, found in entries.items():
            self._automaton.add_word(key, (len(key), found))
        if entries:
            self._automaton.make_automaton()
        self._empty = not entries

    def find(self, text: Folded) -> list[Match[V]]:
        """All forms without overlaps: from left to right, the longest at each place."""
        chosen: list[Match[V]] = []
        done = 0
        for match in sorted(self.find_all(text), key=lambda m: (m.folded_start, -m.folded_end)):
            if match.folded_start >= done:
                chosen.append(match)
                done = match.folded_end
        return chosen

    def find_all(self, text: Folded) -> list[Match[V]]:
        """All forms, overlapping ones too."""
        found: list[Match[V]] = []
        if self._empty:
            return found
        for last, (length, entries) in self._automaton.iter(text.folded):
            begin, end = last + 1 - length, last + 1
            if end < len(text.folded) and text.folded[end].isalnum():
                continue
            before = _glued(text.folded, begin)
            if before is None:
                continue
            for entry in entries:
                if before not in (_BEFORE_LL if entry.skip else _PARTICLES):
                    continue
                start, stop = text.span(begin + entry.skip, end)
                if _same_capitals(entry.form, text.text, start, stop):
                    found.append(Match(start, stop, begin + entry.skip, end, self._values[entry.number]))
                    break
        return found


def _spelled(key: str) -> list[str]:
    keys = [key]
    for one, other in _SPELLINGS:
        keys += [k.replace(a, b) for k in keys for a, b in ((one, other), (other, one)) if a in k]
    return list(dict.fromkeys(keys))


def _glued(folded: str, begin: int) -> str | None:
    """The letters of the same word before the form; None where they are too many to be particles."""
    at = begin
    while at > 0 and begin - at < 3 and folded[at - 1].isalnum():
        at -= 1
    return None if begin - at >= 3 else folded[at:begin]


def _same_capitals(form: str, text: str, start: int, end: int) -> bool:
    if form.islower() or not any(c.isupper() for c in form):
        return True
    words, found = form.split(), text[start:end].split()
    if not _first_letter_large(text[start:end]):
        return False
    if len(words) != len(found):
        return True
    for word, there in zip(words, found, strict=True):
        letters = "".join(c for c in word if c.isalpha())
        if len(letters) > 1 and letters.isupper() and not there.isupper():
            return False
    # Between headlines in capitals a short acronym may be a word: IS, WHO, AU.
    if len(form) <= _SHORT_ACRONYM and form.isupper():
        around = text[max(0, start - 15) : start] + text[end : end + 15]
        return not any(c.isupper() for c in around) or any(c.islower() for c in around)
    return True


def _first_letter_large(text: str) -> bool:
    first = next((c for c in text if c.isalpha()), "")
    return first.isupper()
