"""Who claims responsibility for what was told: "تبنى التنظيم الهجوم", "the group claimed responsibility"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.draft import Draft
from extract.lexicon import Hit
from extract.markers import markers
from extract.reading import ActorAt, Reading, SentenceAt
from extract.role_order import Role

_REACH = 8
_SENTENCES = 4
_NOBODY = frozenset(["لم", "لا", "اي", "no", "nobody", "not", "none", "any", "nor"])


def put_claimants(
    reading: Reading, s: SentenceAt, drafts: list[Draft], earlier: Sequence[Draft]
) -> list[Draft]:
    """Make whoever claims an attack its attacker; drafts that only name it again go."""
    for raw in markers().responsibility.find(reading.words[s.lo : s.hi]):
        hit = raw._replace(first=raw.first + s.lo, last=raw.last + s.lo)
        claimed = next(
            (d for d in drafts if d.group.deadly and 0 < d.triggers[0].first - hit.last <= _REACH + 4), None
        )
        told = [d for d in drafts if d is not claimed and d.group.deadly and d.triggers[0].first < hit.first]
        told = told or [
            d
            for d in earlier
            if d.group.deadly and s.index - d.sentence <= _SENTENCES and d.status in ("reported", "claimed")
        ]
        takes_up = claimed is None or _takes_up(reading, claimed)
        host = told[-1] if takes_up and told else claimed
        if host is None:
            continue
        if claimed is not None and host is not claimed:
            drafts = [d for d in drafts if d is not claimed]
        who = _claimant(reading, s, hit)
        if who is not None:
            others = [r for r in host.roles if r.actor.id != who.id]
            host.roles = [Role(who, "attacker", 3), *(r for r in others if r.part == "target")]
    return drafts


def _takes_up(reading: Reading, draft: Draft) -> bool:
    first = draft.triggers[0].first
    word = reading.words[first].norm
    if word.isascii():
        return reading.words[first - 1].norm in ("the", "this", "that", "both") if first else False
    return word.removeprefix("و").startswith(("ال", "لل", "بال"))


def _claimant(reading: Reading, s: SentenceAt, hit: Hit[str]) -> ActorAt | None:
    if any(w.norm in _NOBODY for w in reading.words[max(s.lo, hit.first - 5) : hit.first]):
        return None
    fighting = [a for a in s.actors if a.kind in ("armed", "state", "international", "unknown")]
    before = [a for a in fighting if 0 <= hit.first - a.last <= _REACH]
    after = [a for a in fighting if 0 < a.first - hit.last <= 4]
    if reading.arabic(hit.first) and hit.value == "adopts":
        return next(iter(after[:1] or before[-1:]), None)
    return next(iter(before[-1:] or after[:1]), None)
