"""Finding a lexicon's words and phrases in a report's words: one dictionary look-up a word, longest phrase
first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

import msgspec

from extract.morphology import arabic_noun, arabic_verb, english_noun, english_verb
from extract.words import Word, bare_forms, folded_words, verbal_forms

T = TypeVar("T")
GAP = "…"
"""In a phrase: up to _GAP_WORDS other words ("shot … down"); the hit is then the words before it."""
_GAP_WORDS = 5


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one language: verbs are conjugated, nouns inflected, words taken as they stand."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Plain words and phrases by language."""

    ar: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Hit(NamedTuple, Generic[T]):
    """Words first to last (inclusive) of the report match an entry; form is verb, noun or word."""

    first: int
    last: int
    value: T
    form: str


Entry = tuple[tuple[str, ...], T, str]


class Lexicon(Generic[T]):
    """Entries by their first word. Built once, read by all threads; the cache of looked-up words is
    bounded.
    """

    def __init__(self, entries: Iterable[Entry[T]]) -> None:
        self._by_first: dict[str, list[Entry[T]]] = {}
        for entry in entries:
            self._by_first.setdefault(entry[0][0], []).append(entry)
        self._cache: dict[str, tuple[Entry[T], ...]] = {}

    def _entries(self, word: str) -> tuple[Entry[T], ...]:
        verbal = verbal_forms(word)
        found = [
            e
            for form in bare_forms(word)
            for e in self._by_first.get(form, ())
            if e[2] != "verb" or form in verbal
        ]
        found.sort(key=lambda e: -len(e[0]))
        if len(self._cache) > 100_000:
            self._cache.clear()
        self._cache[word] = tuple(found)
        return self._cache[word]

    def knows(self, word: str) -> bool:
        """Whether an entry begins with this word."""
        return bool(self._cache.get(word) or self._entries(word))

    def find(self, words: Sequence[Word]) -> list[Hit[T]]:
        """Longest matches from left to right, none overlapping."""
        hits: list[Hit[T]] = []
        cache_get = self._cache.get
        i, n = 0, len(words)
        while i < n:
            norm = words[i].norm
            entries = cache_get(norm)
            if entries is None:
                entries = self._entries(norm)
            step = 1
            for phrase, value, form in entries:
                size = len(phrase)
                if GAP in phrase:
                    if (end := _with_gap(words, i, phrase)) is not None:
                        hits.append(Hit(i, end, value, form))
                        step = end - i + 1
                        break
                    continue
                if size == 1 or (
                    i + size <= n and all(phrase[k] in bare_forms(words[i + k].norm) for k in range(1, size))
                ):
                    hits.append(Hit(i, i + size - 1, value, form))
                    step = size
                    break
            i += step
        return hits


def _with_gap(words: Sequence[Word], i: int, phrase: tuple[str, ...]) -> int | None:
    """The last word before the gap, where the phrase stands at word i, else None."""
    cut = phrase.index(GAP)
    head, tail = phrase[:cut], phrase[cut + 1 :]
    if not _stand(words, i, head):
        return None
    for at in range(i + cut, min(len(words), i + cut + _GAP_WORDS + 1)):
        if _stand(words, at, tail):
            return i + cut - 1
        if words[at].kind not in ("word", "number") and words[at].norm in ".!?؟؛;\n":
            return None
    return None


def _stand(words: Sequence[Word], i: int, phrase: tuple[str, ...]) -> bool:
    return i + len(phrase) <= len(words) and all(
        word in bare_forms(words[i + k].norm) for k, word in enumerate(phrase)
    )


def _phrase(text: str) -> tuple[str, ...]:
    """A phrase of the data as words, with GAP kept."""
    if GAP not in text:
        return folded_words(text)
    head, tail = text.split(GAP, 1)
    return (*folded_words(head), GAP, *folded_words(tail))


def arabic_entries(forms: Forms, value: T) -> list[Entry[T]]:
    """All forms of a group's Arabic words."""
    out: list[Entry[T]] = []
    for kind, phrases, inflect in (("verb", forms.verbs, arabic_verb), ("noun", forms.nouns, arabic_noun)):
        for phrase in phrases:
            first, *rest = _phrase(phrase)
            out += [((form, *rest), value, kind) for form in inflect(first)]
    return out + [(_phrase(p), value, "word") for p in forms.words]


def english_entries(forms: Forms, value: T) -> list[Entry[T]]:
    """All forms of a group's English words."""
    out: list[Entry[T]] = []
    for phrase in forms.verbs:
        first, *rest = _phrase(phrase)
        out += [((form, *rest), value, "verb") for form in english_verb(first)]
    for phrase in forms.nouns:
        *rest, last = folded_words(phrase)
        out += [((*rest, form), value, "noun") for form in english_noun(last)]
    return out + [(_phrase(p), value, "word") for p in forms.words]


def listed_entries(listed: Listed, value: T, form: str = "word") -> list[Entry[T]]:
    """Plain phrases of both languages; form "verb" for words that take no article."""
    return [(_phrase(p), value, form) for p in (*listed.ar, *listed.en)]
