"""Holders named by a bare word: "under government control", "rebel-held"."""

from __future__ import annotations

from collections import Counter

from extract.anaphora import Named, find_anaphors, refer
from extract.control_words import Cues
from extract.form_matcher import fold
from extract.reading import ActorAt, Reading, SentenceAt

_HELD = frozenset(["held", "controlled", "run", "occupied"])


def bare_holders(reading: Reading, s: SentenceAt, cues: Cues) -> list[ActorAt]:
    """The actors that such words stand for in the country of the sentence's places."""
    out = []
    for first, last, _ in cues.of("sides"):
        after = first + 1
        if any(a.first <= first <= a.last for a in s.actors) or last + 2 >= s.hi:
            continue
        held = reading.words[after].norm == "-" and reading.words[after + 1].norm in _HELD
        if not held and not cues.within("grip", after, after + 2):
            continue
        actor = _meant(reading, s, first)
        if actor is not None:
            out.append(actor)
    return out


def _meant(reading: Reading, s: SentenceAt, word: int) -> ActorAt | None:
    countries = Counter(t.toponym.country for t in s.toponyms if t.toponym.country)
    country = countries.most_common(1)[0][0] if countries else None
    named = [Named(a.start, a.end, a.id) for x in reading.sentences[: s.index + 1] for a in x.actors]
    start, end, text = reading.span(word, word)
    for anaphor in find_anaphors(fold(f"{text} forces")):
        actor_id = refer(anaphor, named, country)
        known = reading.register.get(actor_id) if actor_id is not None else None
        if known is not None:
            return ActorAt(known.id, known.name.en, known.kind, word, word, start, end, text)
    return None
