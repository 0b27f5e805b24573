"""The words around numbers as tables, from extract/data/numbers.yaml."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extract.folding import fold_word
from extract.number_words import number_words
from extract.phrases import PhraseTable


class Tables(NamedTuple):
    before: PhraseTable[str]
    after: PhraseTable[str]
    vague: PhraseTable[int]
    duals: PhraseTable[int]
    measures: PhraseTable[str]
    numbered: PhraseTable[str]
    links: PhraseTable[str]
    out_of: PhraseTable[str]
    rising: frozenset[str]
    ages: frozenset[str]


@cache
def tables() -> Tables:
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
    out_of: PhraseTable[str] = PhraseTable()
    out_of.add(words.out_of, "out_of")
    rising = frozenset(map(fold_word, words.rising))
    ages = frozenset(map(fold_word, words.ages))
    return Tables(before, after, vague, duals, measures, numbered, links, out_of, rising, ages)
