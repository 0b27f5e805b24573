""" "Our forces": the side of whoever speaks, or of the communique's issuer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.attribution import Speech, find_speech, speech_for
from extract.markers import markers
from extract.reading import ActorAt, Reading
from extract.words import bare_forms
from geo.records import Attribution

_OPENING = 3
"""Sentences in which a communique names who issues it."""


def put_own_side(reading: Reading, speeches: Sequence[Sequence[Speech]], default: Attribution | None) -> bool:
    """Add an actor for every "our forces" in a report; whether there was one to add."""
    hits = markers().ours.find(reading.words)
    if not hits:
        return False
    issuer = default
    firsts = [hit.first for hit in hits]
    added = False
    for s in reading.sentences:
        for hit in hits[bisect_left(firsts, s.lo) : bisect_left(firsts, s.hi)]:
            if any(a.first <= hit.last and hit.first <= a.last for a in s.actors):
                continue
            speech = speech_for(speeches[s.index], hit.first)
            who = _fighting(reading, speech.attribution if speech else None) or _fighting(reading, issuer)
            if who is None:
                continue
            known = reading.register.get(who.id)
            start, end, text = reading.span(hit.first, hit.last)
            s.actors.append(
                ActorAt(
                    who.id,
                    who.name,
                    known.kind if known else "unknown",
                    hit.first,
                    hit.last,
                    start,
                    end,
                    text,
                )
            )
            s.actors.sort(key=lambda a: a.first)
            added = True
    return added


def _fighting(reading: Reading, who: Attribution | None) -> Attribution | None:
    known = reading.register.get(who.id) if who is not None else None
    if who is None or known is None or known.kind not in ("armed", "state", "international"):
        return None
    # A component's commander who says "our forces" speaks of the force it belongs to.
    parent = reading.register.get(known.parent) if known.parent else None
    if parent is not None and parent.kind == "armed":
        return Attribution(id=parent.id, name=parent.name.en)
    return who


def communique_issuer(reading: Reading) -> Attribution | None:
    """Who issues a report that opens as a statement ("بيان") or itself speaks of "our forces", else None."""
    head = reading.words[: reading.sentences[0].hi] if reading.sentences else []
    if any(form in markers().statement for w in head for form in bare_forms(w.norm)):
        return _fighting(reading, _issuer(reading))
    told = markers().ours.find(reading.words)
    if not told:
        return None
    # In somebody's mouth "our forces" are that speaker's, and say nothing of who issues the report.
    speeches = find_speech(reading, None)
    said = [s.index for s in reading.sentences if speeches[s.index]]
    own = [
        h for h in told if not any(reading.sentences[i].lo <= h.first < reading.sentences[i].hi for i in said)
    ]
    return _fighting(reading, _issuer(reading)) if own else None


def _issuer(reading: Reading) -> Attribution | None:
    """The first fighting actor that the opening names."""
    for s in reading.sentences[:_OPENING]:
        for actor in s.actors:
            if actor.kind in ("armed", "state", "international"):
                return Attribution(id=actor.id, name=actor.name)
    return None
