"""Whether an event is reported, claimed, denied, planned or background, from the words around it
(data/status.yaml).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

import msgspec

from extract.data_files import load
from extract.lexicon import Hit, Lexicon, Listed, listed_entries
from extract.reading import Reading, SentenceAt
from extract.triggers import Trigger, event_lexicon
from extract.when import When
from geo.records import EventStatus

_PAST_DAYS = 120
"""A day this long before the report's is background to it, unless a whole report looks back."""


class StatusWords(msgspec.Struct, forbid_unknown_fields=True):
    """extract/data/status.yaml."""

    planned: Listed
    denied: Listed
    negated: Listed
    background: Listed
    habitual: Listed
    refers: Listed
    occurs: Listed


@cache
def _lexicons() -> tuple[Lexicon[str], Lexicon[str]]:
    data = load("status.yaml", StatusWords)
    # Two lexicons, so that "after the" refers and "fears of" plans in the same words.
    named = {
        "planned": data.planned,
        "denied": data.denied,
        "negated": data.negated,
        "background": data.background,
        "habitual": data.habitual,
    }
    told = {"refers": data.refers, "occurs": data.occurs}
    return (
        Lexicon(entry for name, listed in named.items() for entry in listed_entries(listed, name)),
        Lexicon(entry for name, listed in told.items() for entry in listed_entries(listed, name)),
    )


def status_words(reading: Reading, s: SentenceAt) -> list[Hit[str]]:
    """The status words of a sentence, by the report's words."""
    words = reading.words[s.lo : s.hi]
    hits = [hit for lexicon in _lexicons() for hit in lexicon.find(words)]
    moved = [h._replace(first=h.first + s.lo, last=h.last + s.lo) for h in hits]
    return [h for h in moved if not any(a.first <= h.first <= a.last for a in s.actors)]


_SUCCEEDED = frozenset(
    ["managed", "able", "began", "continued", "continues", "started", "resumed", "resorted", "used"]
)


def aims_at(reading: Reading, word: int) -> bool:
    """Whether an event word is only an aim: "لطرد", "to seize" (but not "managed to seize")."""
    norm = reading.words[word].norm
    if not norm.isascii():
        return len(norm) > 3 and norm.removeprefix("و").startswith("ل") and norm not in ("لم", "لن", "لا")
    if word < 2 or reading.words[word - 1].norm != "to" or norm.endswith(("ed", "ing")):
        return False
    return reading.words[word - 2].norm not in _SUCCEEDED


_ENDS = frozenset(["تنتهي", "ينتهي", "انتهاء", "نهايه", "انهاء", "end", "ends", "ending"])


def find_status(
    reading: Reading, s: SentenceAt, trigger: Trigger, hits: Sequence[Hit[str]], when: When
) -> EventStatus | None:
    """The status of one event word, or None where the sentence says that it did not happen at all."""
    word = reading.words[trigger.first].norm
    clause = reading.clause[trigger.first]
    arabic = reading.arabic(trigger.first)
    old = reading.published - timedelta(days=_PAST_DAYS) if reading.published is not None else None
    if when.told and when.last is not None and old is not None and when.last < old:
        return "background"
    future = word.removeprefix("و")
    if (
        arabic
        and trigger.form == "verb"
        and future.startswith(("سي", "ست"))
        and event_lexicon().knows(future[1:])
    ):
        return "planned"
    if not arabic and trigger.form == "verb" and aims_at(reading, trigger.first):
        return "planned"
    for hit in hits:
        gap = trigger.first - hit.last
        same = reading.clause[hit.first] == clause
        if hit.value == "negated" and same and 0 < gap <= 3:
            return "denied" if arabic and trigger.form == "verb" else None
        if hit.value == "denied" and 0 < gap <= 14:
            return "denied"
        if hit.value == "planned" and 0 < gap <= (7 if same else 3):
            ending = any(w.norm in _ENDS for w in reading.words[hit.last : trigger.first])
            return None if ending else "planned"
    if (
        when.told
        and when.first is not None
        and reading.published is not None
        and when.first > reading.published
    ):
        return "planned"
    return "reported"
