"""How far an event or claim can be trusted to be coded as the text tells it, 0 to 1. Not whether it is
true.
"""

from __future__ import annotations

from extract.draft import Draft

_STATUS = {"reported": 1.0, "claimed": 0.9, "denied": 0.7, "planned": 0.7, "background": 0.6}


def event_confidence(draft: Draft) -> float:
    """Weighted from its words, day, place, actors and who says so; told twice counts a little."""
    place = draft.where.sure * draft.where.at.toponym.confidence if draft.where is not None else 0.0
    score = 0.25 if draft.group.kind == "event" else 0.18
    score += 0.2 * draft.when.sure + 0.25 * place
    score += 0.15 * min(1.0, sum(0.3 + 0.1 * r.weight for r in draft.roles[:2]))
    score += 0.1 if draft.attribution is not None else 0.04
    score += 0.05 if draft.merged else 0.0
    return round(min(0.98, score * _STATUS[draft.status]), 2)
