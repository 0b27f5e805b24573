"""A table of words and phrases, looked up in a row of tokens: the longest wins, glued Arabic particles
come off last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from extract.folding import fold
from extract.tokens import Token, tokenise

Value = TypeVar("Value")
_MOST_WORDS = 50_000
"""Words whose phrases a table remembers."""


class Found(NamedTuple, Generic[Value]):
    """A phrase found: its value, the token after it, and the letters of glued particles before it."""

    value: Value
    end: int
    particles: str


class PhraseTable(Generic[Value]):
    """Phrases with their values; where one phrase is added twice, the first stays."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._of_word: dict[str, tuple[tuple[str, tuple[str, ...], Value], ...]] = {}

    def add(self, phrases: Iterable[str], value: Value) -> None:
        """Add phrases as a person writes them."""
        self._of_word.clear()
        for phrase in phrases:
            words = tuple(token.text for token in tokenise(fold(phrase)))
            if not words:
                continue
            rows = self._by_first.setdefault(words[0], [])
            if all(words[1:] != rest for rest, _ in rows):
                rows.append((words[1:], value))
                rows.sort(key=lambda row: -len(row[0]))

    def at(self, tokens: Sequence[Token], i: int) -> Found[Value] | None:
        """The longest phrase that begins at token i."""
        word = tokens[i].text
        entries = self._of_word.get(word)
        if entries is None:
            entries = self._entries(word)
        for particles, rest, value in entries:
            end = i + 1 + len(rest)
            if not rest or (
                end <= len(tokens) and all(tokens[i + 1 + k].text == word for k, word in enumerate(rest))
            ):
                return Found(value, end, particles)
        return None

    def begins(self, word: str) -> bool:
        """Whether a phrase begins with this word."""
        return bool(self._of_word.get(word) or self._entries(word))

    def _entries(self, word: str) -> tuple[tuple[str, tuple[str, ...], Value], ...]:
        """The phrases that a word may begin, in the order in which they are tried."""
        found = tuple(
            (particles, rest, value)
            for particles, form in split_particles(word)
            for rest, value in self._by_first.get(form, ())
        )
        if len(self._of_word) >= _MOST_WORDS:
            self._of_word.clear()
        self._of_word[word] = found
        return found


def split_particles(word: str) -> Iterator[tuple[str, str]]:
    """The word as it is, then without the particles that may be glued to it: و ف ب ل ك, and لل for ل + ال."""
    yield "", word
    joined = ""
    rest = word
    if len(rest) > 3 and rest[0] in "وف":
        joined, rest = rest[0], rest[1:]
        yield joined, rest
    if len(rest) > 4 and rest.startswith("لل"):
        yield joined + "ل", "ا" + rest[1:]
    elif len(rest) > 3 and rest[0] in "بلك":
        yield joined + rest[0], rest[1:]
