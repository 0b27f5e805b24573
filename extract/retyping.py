"""The type of an event where it hangs on who was hit, who struck, or who takes a place for whom."""

from __future__ import annotations

from collections import Counter

from extract.draft import Draft
from extract.parties import line_of
from extract.reading import Reading
from extract.triggers import air_powers


def _theatre(reading: Reading) -> str:
    """The country that most of a report's places lie in, for a place that no gazetteer knows."""
    seen = Counter(t.toponym.country for s in reading.sentences for t in s.toponyms if t.toponym.country)
    return seen.most_common(1)[0][0] if seen else ""


def retype(reading: Reading, draft: Draft) -> None:
    """Set the type from the parties and tolls of all tellings, once."""
    lead = draft.group
    if lead.id in ("shooting", "killing") and any(
        r.actor.id == "protesters" and r.part == "target" for r in draft.roles
    ):
        draft.type = "Excessive force against protesters"
        return
    if draft.type != lead.type:
        return
    tolls = [t for d in (draft, *draft.merged) for t in d.tolls if t.harm in ("dead", "wounded")]
    targets = {r.actor.kind for r in draft.roles if r.part == "target"}
    civil = "civilian" in targets or (any(t.civilians for t in tolls) and not any(t.fighters for t in tolls))
    armed = bool(targets & {"armed", "state", "international"}) or any(t.fighters for t in tolls)
    if lead.civil and civil and not (armed and targets - {"civilian"}):
        draft.type = lead.civil
    elif lead.armed and armed and not civil:
        draft.type = lead.armed
    elif lead.air and any(r.part == "attacker" and r.actor.id in air_powers() for r in draft.roles):
        draft.type = lead.air
    elif lead.id == "takeover" and draft.where is not None:
        takers = [r.actor.id for r in draft.roles if r.part == "attacker"]
        country = draft.where.at.toponym.country or _theatre(reading)
        register = reading.register
        if any(register.is_host_state(i, country) for taker in takers for i in line_of(register, taker)):
            draft.type = "Government regains territory"
