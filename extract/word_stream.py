"""The words of a normalised report with the way back to its own offsets, to look left and right of a name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

import msgspec

from extract.form_matcher import Folded

_WORD = re.compile(r"[^\W_]+(?:'s)?")
_PARTICLES = (
    "وبال",
    "وال",
    "بال",
    "فال",
    "كال",
    "ولل",
    "لل",
    "وب",
    "ول",
    "وك",
    "فب",
    "فل",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
)
_FIRST_OF_PARTICLE = frozenset("وفبلك")
_JOINS = frozenset(" '\"“”«»()[]_-")


class Word(msgspec.Struct, frozen=True):
    """A word: offsets in the normalised text (low, high) and in the original, and its normalised text.

    joined: nothing but a space, quotes or brackets stands between it and the word before.
    """

    low: int
    high: int
    start: int
    end: int
    text: str
    joined: bool


class WordStream:
    """The words of one report."""

    def __init__(self, text: Folded) -> None:
        self.source = text
        self.words: list[Word] = []
        last = before = 0
        for match in _WORD.finditer(text.folded):
            low, high = match.span()
            start, end = text.span(low, high)
            between = text.folded[last:low]
            joined = (
                bool(self.words)
                and (between == " " or _JOINS.issuperset(between))
                and "\n" not in text.text[before:start]
            )
            self.words.append(Word(low, high, start, end, match.group(), joined))
            last, before = high, end
        self._starts = [word.start for word in self.words]

    def at(self, offset: int) -> int:
        """The number of the word that covers an original offset, else of the last one before it, else -1."""
        return bisect_right(self._starts, offset) - 1

    def between(self, start: int, end: int) -> range:
        """The numbers of the words that lie wholly between two original offsets."""
        first = bisect_left(self._starts, start)
        last = first
        while last < len(self.words) and self.words[last].end <= end:
            last += 1
        return range(first, last)

    def glued(self, number: int, start: int) -> str:
        """What is written before an original offset within its word: the glued particles."""
        word = self.words[number]
        return self.source.folded[word.low : word.high][: max(0, _length(self, word, start))]

    def bare(self, number: int) -> tuple[str, ...]:
        """A word as it is, and without each of the particles that may be glued to it."""
        return _bare(self.words[number].text)

    def capital(self, number: int) -> bool:
        """Whether the word is written with a capital."""
        word = self.words[number]
        return self.source.text[word.start : word.start + 1].isupper()

    def raw(self, number: int) -> str:
        """The word as the report has it."""
        word = self.words[number]
        return self.source.text[word.start : word.end]

    def begins_sentence(self, number: int) -> bool:
        """Whether it is the first word, or follows a full stop, a colon, a quote or a new line."""
        if number <= 0:
            return True
        between = self.source.text[self.words[number - 1].end : self.words[number].start]
        return any(mark in between for mark in '.!?؟\n:“"«')


@lru_cache(maxsize=50_000)
def _bare(word: str) -> tuple[str, ...]:
    text = word.removesuffix("'s")
    forms = [text]
    if text[:1] in _FIRST_OF_PARTICLE:
        for particle in _PARTICLES:
            if text.startswith(particle) and len(text) - len(particle) >= 2:
                rest = text[len(particle) :]
                forms.append("ال" + rest if particle.endswith(("ال", "لل")) else rest)
    return tuple(forms)


def _length(stream: WordStream, word: Word, start: int) -> int:
    return sum(1 for at in range(word.low, word.high) if stream.source.offsets[at] < start)
