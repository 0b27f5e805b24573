"""From a merged draft to the event record, with the words that each field stands on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from extract.casualties import by_teller, count_of, fatalities_of
from extract.confidence import event_confidence
from extract.draft import Draft
from extract.event_types import EVENT_TYPE_OF
from extract.reading import Reading
from extract.role_order import Role
from geo.records import Event, EventStatus, Evidence, Fatalities, Party


class _Count(NamedTuple):
    dead: Fatalities
    by_party: bool
    reporter: bool


def make_event(reading: Reading, draft: Draft, report_id: str) -> Event:
    """The event of a draft and of its later tellings."""
    lead = draft.triggers[0]
    start, end, text = reading.span(lead.first, lead.last)
    at = draft.where.at.toponym.start if draft.where is not None else ""
    key = f"{report_id}:{start}:{end}:{draft.type}:{at}"
    event = Event(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        event_type=EVENT_TYPE_OF[draft.type],
        sub_event_type=draft.type,
        date_start=draft.when.first,
        date_end=draft.when.last,
        date_prec=draft.when.prec if draft.when.first is not None else None,
        date_reason=draft.when.reason,
        part_of_day=draft.when.part_of_day,
        actors=[Party(id=r.actor.id, name=r.actor.name, side=r.part) for r in _parties(draft)],
        attribution=draft.attribution,
        status=_status(reading, draft),
        confidence=event_confidence(draft),
    )
    _put_place(event, draft)
    _put_harm(reading, event, draft)
    event.evidence = _evidence(reading, draft, Evidence("sub_event_type", start, end, text))
    return event


def _facing(roles: Sequence[Role]) -> list[Role]:
    """Two parties of which one is told on both sides of the fight: so is the other."""
    if len(roles) != 2 or not any(r.part == "both" for r in roles):
        return list(roles)
    return [Role(r.actor, "both", r.weight) for r in roles]


def _parties(draft: Draft) -> list[Role]:
    """The roles, attackers first."""
    roles = _facing(draft.roles)
    order = {"attacker": 0, "both": 1, "target": 2}
    return sorted(roles, key=lambda r: order[r.part])


def _status(reading: Reading, draft: Draft) -> EventStatus:
    """Claimed where all who tell it are parties to it, or on a party's side."""
    if draft.status != "reported":
        return draft.status
    if draft.refers and all(t.refers for t in draft.merged):
        return "background"
    tellings = [draft, *draft.merged]
    if all(_by_a_party(reading, t, draft) for t in tellings):
        return "claimed"
    return "reported"


def _by_a_party(reading: Reading, telling: Draft, draft: Draft) -> bool:
    who = telling.attribution
    if who is None:
        return False
    known = reading.register.get(who.id)
    if known is None or known.kind in ("reporting", "civilian", "unknown"):
        return False
    if telling.speech is not None and telling.speech.evidence is None and telling.speech.closes:
        # A communique speaks for its issuer throughout.
        return True
    day = draft.when.first
    side = reading.register.side(who.id, day)

    def same(role: Role) -> bool:
        return role.actor.id == who.id or (
            side is not None and reading.register.side(role.actor.id, day) == side
        )

    if EVENT_TYPE_OF[draft.type] == "Battles" and any(same(r) for r in draft.roles):
        return True
    # Who was hit by nobody knows whom makes no claim against another.
    fights = any(same(r) for r in draft.roles if r.part != "target")
    return fights or (
        any(same(r) for r in draft.roles) and any(not same(r) for r in draft.roles if r.part != "target")
    )


def _put_place(event: Event, draft: Draft) -> None:
    if draft.where is None:
        return
    t = draft.where.at.toponym
    event.place_id, event.place, event.relation = t.place_id, t.name.en or t.text, t.relation
    event.lat, event.lon, event.radius_km, event.where_prec = t.lat, t.lon, t.radius_km, t.where_prec


def _put_harm(reading: Reading, event: Event, draft: Draft) -> None:
    """Tolls of one telling add up; tellings that disagree span a range, the independent one is best."""
    counts: list[_Count] = []
    for telling in (draft, *draft.merged):
        for tolls in by_teller(telling.tolls):
            fatalities = fatalities_of(tolls)
            if fatalities is not None:
                said = telling.attribution.id if telling.attribution is not None else None
                who = next((t.teller for t in tolls if t.teller), said)
                counts.append(_Count(fatalities, who in draft.actor_ids(), _reports(reading, who)))
        for name in ("wounded", "captured", "displaced"):
            count = count_of(telling.tolls, name)
            attribute = {"wounded": "injured"}.get(name, name)
            if count is not None:
                setattr(event, attribute, max(count, getattr(event, attribute) or 0))
    if counts:
        event.fatalities = _combined(sorted(counts, key=lambda c: not c.reporter))
    elif draft.none_hurt:
        event.fatalities = Fatalities(low=0, best=0, high=0)
        event.injured = 0 if event.injured is None else event.injured


def _reports(reading: Reading, who: str | None) -> bool:
    known = reading.register.get(who) if who else None
    return known is not None and known.kind == "reporting"


def _combined(counts: list[_Count]) -> Fatalities:
    told = [c for c in counts if c.dead.best is not None] or counts[:1]
    chosen = next((c.dead for c in told if not c.by_party), told[0].dead)
    lows = [c.dead.low for c in told if c.dead.low is not None]
    highs = [c.dead.high for c in told]
    return Fatalities(
        low=min(lows) if lows else None,
        best=chosen.best,
        high=None if any(h is None for h in highs) else max(h for h in highs if h is not None),
        by_actor=dict(chosen.by_actor),
    )


def _evidence(reading: Reading, draft: Draft, trigger: Evidence) -> list[Evidence]:
    out = [trigger]
    for telling in (draft, *draft.merged):
        if telling is not draft:
            first = telling.triggers[0]
            out.append(Evidence("sub_event_type", *reading.span(first.first, first.last)))
        out += [
            Evidence(_FIELD[toll.harm], *reading.span(*span))
            for toll in telling.tolls
            for span in toll.evidence
        ]
        if telling.speech is not None and telling.speech.evidence is not None:
            out.append(Evidence("attribution", *reading.span(*telling.speech.evidence)))
        sentence = reading.sentences[telling.sentence].sentence
        out.append(Evidence("sentence", sentence.start, sentence.end, sentence.text))
    if draft.where is not None:
        t = draft.where.at.toponym
        out.append(Evidence("place", t.start, t.end, t.text))
    if draft.when.evidence is not None:
        out.append(Evidence("date", *draft.when.evidence))
    out += [Evidence("actor", r.actor.start, r.actor.end, r.actor.text) for r in draft.roles]
    return list(dict.fromkeys(out))


_FIELD: dict[str, str] = {
    "dead": "fatalities",
    "wounded": "injured",
    "captured": "captured",
    "displaced": "displaced",
}
