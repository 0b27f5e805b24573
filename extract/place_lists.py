"""One event a place, where a sentence lists the places: "shelled A, B and C"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.draft import Draft
from extract.reading import Reading, SentenceAt, ToponymAt
from extract.where import Where

_SPREAD = frozenset(
    {
        "air", "shelling", "strike", "launch", "hit", "assault", "repel", "takeover", "withdrawal", "arrest",
        "chemical", "chemical-attack", "ied", "blast", "protest", "protesters",
    }
)  # fmt: skip
_LONGEST = 6
_BETWEEN = frozenset(
    [
        "the",
        "town",
        "towns",
        "village",
        "villages",
        "city",
        "port",
        "of",
        "district",
        "districts",
        "naval",
        "and",
        "in",
    ]
)
_AND = frozenset(["و", "and", ",", "،", "&"])


def split_by_place(reading: Reading, s: SentenceAt, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each listed place beyond the first as a draft of its own; tolls stay with the first."""
    out: list[Draft] = []
    for draft in drafts:
        out.append(draft)
        if draft.where is None or draft.where.carried or draft.group.id not in _SPREAD:
            continue
        first = draft.where.at
        if first.toponym.relation == "between":
            continue
        for at in _listed(reading, s, first)[:_LONGEST]:
            out.append(
                replace(
                    draft,
                    where=Where(at, draft.where.sure),
                    tolls=[],
                    none_hurt=draft.none_hurt,
                    roles=list(draft.roles),
                    merged=[],
                )
            )
    return out


def _listed(reading: Reading, s: SentenceAt, first: ToponymAt) -> list[ToponymAt]:
    """The places that a list goes on with behind its first."""
    out: list[ToponymAt] = []
    last = first
    for t in sorted(s.toponyms, key=lambda t: t.first):
        if t.first <= last.last or t.toponym.role == "actor":
            continue
        if not _joined(reading, last, t):
            break
        if _alike(t, last) and not _within(t, last) and not _within(last, t):
            out.append(t)
        last = t
    return out


def _joined(reading: Reading, one: ToponymAt, other: ToponymAt) -> bool:
    between = [w.norm for w in reading.words[one.last + 1 : other.first]]
    if len(between) > 4:
        return False
    here = reading.words[other.first]
    glued = reading.text[here.start : other.toponym.start].startswith("و") or here.norm.startswith("و")
    if not between:
        return glued
    if between[0] in _AND:
        return all(w in _BETWEEN or w in _AND for w in between[1:])
    return between[0].startswith("و") and not reading.words[one.last + 1].norm.isascii() and len(between) <= 2


def _alike(a: ToponymAt, b: ToponymAt) -> bool:
    """Whether both could be struck in one breath: no country or governorate beside a town."""
    wide = [t.toponym.feature.startswith(("A.PCL", "A.ADM1", "L.RGN", "H.")) for t in (a, b)]
    return wide[0] == wide[1] and not a.toponym.feature.startswith("A.PCL")


def _within(inner: ToponymAt, outer: ToponymAt) -> bool:
    a, b = inner.toponym, outer.toponym
    return bool(b.name.en) and b.name.en in a.parents
