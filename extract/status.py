"""Whether an event is reported, claimed, denied, planned or background, from the words around it (data/status.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

import msgspec

from extract.data_files import load
from extract.lexicon import Hit, Lexicon, Listed, listed_entries
from extract.reading import Reading, SentenceAt
from extract.triggers import Trigger
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


@cache
def _lexicon() -> Lexicon[str]:
    data = load("status.yaml", StatusWords)
    named = {"planned": data.planned, "denied": data.denied, "negated": data.negated, "background": data.background,
             "habitual": data.habitual}  # fmt: skip
    return Lexicon(entry for name, listed in named.items() for entry in listed_entries(listed, name))


def status_words(reading: Reading, s: SentenceAt) -> list[Hit[str]]:
    """The status words of a sentence, by the report's words."""
    hits = _lexicon().find(reading.words[s.lo : s.hi])
    return [h._replace(first=h.first + s.lo, last=h.last + s.lo) for h in hits]


def find_status(
    reading: Reading, s: SentenceAt, trigger: Trigger, hits: Sequence[Hit[str]], when: When
) -> EventStatus | None:
    """The status of one event word, or None where the sentence says that it did not happen at all."""
    word = reading.words[trigger.first].norm
    clause = reading.clause[trigger.first]
    arabic = reading.arabic(trigger.first)
    if arabic and trigger.form == "verb" and word.removeprefix("و").startswith(("سي", "ست")):
        return "planned"
    for hit in hits:
        gap = trigger.first - hit.last
        same = reading.clause[hit.first] == clause
        if hit.value == "negated" and same and 0 < gap <= 3:
            return "denied" if arabic and trigger.form == "verb" else None
        if hit.value == "denied" and 0 < gap <= 14:
            return "denied"
        if hit.value == "planned" and 0 < gap <= (7 if same else 3):
            return "planned"
    if any(h.value in ("background", "habitual") for h in hits):
        return "background"
    if when.told and when.first is not None and when.last is not None and reading.published is not None:
        if when.last < reading.published - timedelta(days=_PAST_DAYS):
            return "background"
        if when.first > reading.published:
            return "planned"
    return "reported"
