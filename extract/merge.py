"""One event told twice is one event: same type, and place, day and actors that can be the same."""

from __future__ import annotations

from collections.abc import Sequence

from geopy.distance import great_circle

from extract.draft import Draft
from extract.event_types import EVENT_TYPE_OF, SUB_EVENT_TYPES
from extract.parties import settle_parties
from extract.reading import Reading
from extract.retyping import retype
from extract.where import Where
from extract.words import folded_words
from geo.records import Attribution

_NEAR_KM = 6.0
_LOOK_BACK = 60
"""Events back to which a telling can belong; keeps a very long report linear."""
_HURT = frozenset({"civilians", "protesters"})
_GENERIC = frozenset({"assault", "strike", "blast", "killing", "shooting"})


def merge_drafts(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with later tellings folded into the first."""
    kept: list[Draft] = []
    for draft in drafts:
        host = next((k for k in reversed(kept[-_LOOK_BACK:]) if _same(reading, k, draft)), None)
        if host is None:
            kept.append(draft)
        else:
            _fold(reading, host, draft)
    for draft in kept:
        retype(reading, draft)
        settle_parties(reading, draft)
    return kept


def _same(reading: Reading, a: Draft, b: Draft) -> bool:
    if a.sentence == b.sentence or not _types(reading, a, b):
        return False
    if {a.status, b.status} & {"background", "planned", "denied"} and a.status != b.status:
        return False
    spans = [(d.when.first, d.when.last, d.when.evidence and d.when.evidence[2]) for d in (a, b)]
    if a.group.id == "displacement" and spans[0] != spans[1]:
        return False
    return (
        _days(a, b)
        and _places(a, b)
        and _actors(reading, a, b)
        and _counts(a, b)
        and not _hides_teller(reading, a, b)
    )


def _hides_teller(reading: Reading, a: Draft, b: Draft) -> bool:
    """Whether a party's telling and another's, each with a place of its own, would become one teller's."""
    if a.attribution is None or b.attribution is None or a.attribution.id == b.attribution.id:
        return False
    if a.where is None or b.where is None or a.where.carried or b.where.carried:
        return False
    if _same_spot(a.where, b.where):
        return False
    return is_party(reading, a, a.attribution) != is_party(reading, b, b.attribution)


def _types(reading: Reading, a: Draft, b: Draft) -> bool:
    if a.type == b.type:
        return a.type != "Other" or a.group.id == b.group.id
    if EVENT_TYPE_OF[a.type] == EVENT_TYPE_OF[b.type] == "Protests":
        return True
    if a.group.id == "takeover" and b.group.id in ("clash", "assault") and b.sentence - a.sentence <= 2:
        # "... in the fighting": the battle for the place just taken.
        return _definite(reading, b) and (b.where is None or b.where.carried)
    if (
        a.sentence <= 1
        and b.sentence - a.sentence <= 1
        and a.group.id in _GENERIC
        and not a.roles
        and not a.tolls
    ):
        # A headline says only "attack"; what follows says which.
        return b.group.deadly and b.group.id != "takeover" and not b.refers
    # "The attack", "the blast": a general word with the article takes up the event told before.
    return (
        b.group.id in _GENERIC
        and a.group.deadly
        and (a.group.id != "takeover" or _only_fighters_dead(b))
        and b.sentence - a.sentence <= 3
        and _definite(reading, b)
        and (b.where is None or b.where.carried or _places(a, b))
    )


def _only_fighters_dead(draft: Draft) -> bool:
    dead = [t for t in draft.tolls if t.harm == "dead"]
    return draft.group.id == "killing" and bool(dead) and not any(t.civilians for t in dead)


def _definite(reading: Reading, draft: Draft) -> bool:
    if draft.group.id == "killing":
        return draft.where is None or draft.where.carried
    word = reading.words[draft.triggers[0].first].norm
    if not word.isascii():
        return word.removeprefix("و").startswith(("ال", "لل", "بال"))
    before = reading.words[draft.triggers[0].first - 1].norm if draft.triggers[0].first else ""
    return before in ("the", "this", "that")


def _days(a: Draft, b: Draft) -> bool:
    x, y = a.when, b.when
    if x.first is None and y.first is None and x.evidence is not None and y.evidence is not None:
        # Both open: only the same words ("yesterday evening") can be the same day.
        return bool(set(folded_words(x.evidence[2])) & set(folded_words(y.evidence[2]))) and (
            x.part_of_day == y.part_of_day or None in (x.part_of_day, y.part_of_day)
        )
    if x.first is None or y.first is None or x.last is None or y.last is None:
        return True
    if x.first <= y.last and y.first <= x.last:
        return True
    # A day that nothing tells (the day it was said, or of publication) gives way to one told nearby.
    weak = x.sure < 0.5 or y.sure < 0.5
    return weak and abs((x.first - y.first).days) <= 2


def _places(a: Draft, b: Draft) -> bool:
    if a.where is None or b.where is None:
        return True
    x, y = a.where.at.toponym, b.where.at.toponym
    if x.place_id is not None and x.place_id == y.place_id:
        return x.relation == y.relation or "in" in (x.relation, y.relation)
    if x.text == y.text:
        return True
    if x.lat is None or x.lon is None or y.lat is None or y.lon is None:
        return a.where.carried or b.where.carried
    wide = max(x.radius_km or 0.0, y.radius_km or 0.0)
    apart = great_circle((x.lat, x.lon), (y.lat, y.lon)).km
    if apart <= max(_NEAR_KM, wide if wide <= 15 else 0):
        return True
    return y.name.en in x.parents or x.name.en in y.parents


def is_party(reading: Reading, draft: Draft, who: Attribution) -> bool:
    """Whether a speaker takes part in an event, itself or by its side."""
    if who.id in draft.actor_ids():
        return True
    side = reading.register.side(who.id, draft.when.first)
    return side is not None and any(
        reading.register.side(i, draft.when.first) == side for i in draft.actor_ids()
    )


def _actors(reading: Reading, a: Draft, b: Draft) -> bool:
    x, y = a.actor_ids() - _HURT, b.actor_ids() - _HURT
    if EVENT_TYPE_OF[a.type] == EVENT_TYPE_OF[b.type] == "Protests":
        return True
    if not x or not y or x & y:
        return True
    if b.sentence - a.sentence <= 2 and _complete_each_other(a, b):
        return True
    day = a.when.first
    return any(
        (p := reading.register.side(i, day)) is not None and p == reading.register.side(k, day)
        for i in x
        for k in y
    )


def _complete_each_other(a: Draft, b: Draft) -> bool:
    """Whether one names only who attacked and the other only who was hit, of one place."""
    parts = [{r.part for r in d.roles if r.actor.kind != "civilian"} for d in (a, b)]
    return parts in ([{"attacker"}, {"target"}], [{"target"}, {"attacker"}]) and (
        b.where is None or b.where.carried
    )


def _counts(a: Draft, b: Draft) -> bool:
    """Two strikes with tolls of their own, one after the other, are two."""
    dead_a = next((t.best for t in a.tolls if t.harm == "dead" and t.best is not None), None)
    dead_b = next((t.best for t in b.tolls if t.harm == "dead" and t.best is not None), None)
    if dead_a is None or dead_b is None or dead_a == dead_b:
        return True
    told_apart = a.where is not None and b.where is not None and not b.where.carried
    return not told_apart or a.where is None or _same_spot(a.where, b.where)


def _same_spot(a: Where, b: Where | None) -> bool:
    return b is None or a.at.toponym.place_id == b.at.toponym.place_id


def _fold(reading: Reading, host: Draft, other: Draft) -> None:
    """Keep the surer day and place and all that is told of actors and harm."""
    if other.type != host.type and host.group.id in _GENERIC and not host.roles and not host.tolls:
        host.type, host.group = other.type, other.group
        if other.where is not None and not other.where.carried:
            host.where = other.where
    host.merged.append(other)
    if EVENT_TYPE_OF[host.type] == "Protests":
        host.type = max(host.type, other.type, key=SUB_EVENT_TYPES["Protests"].index)
    if other.when.first is not None and other.when.sure > host.when.sure:
        host.when = other.when
    counted = any(t.harm == "dead" and t.best is not None for t in other.tolls)
    if counted and not any(t.harm == "dead" for k in (host, *host.merged[:-1]) for t in k.tolls):
        # Who counts the dead knows where.
        if other.where is not None and not other.where.carried:
            host.where = other.where
    elif other.where is not None and (host.where is None or _finer(other.where, host.where)):
        host.where = other.where
    known = {r.actor.id: r for r in host.roles}
    for role in other.roles:
        old = known.get(role.actor.id)
        if old is None:
            if host.status == other.status and len(host.roles) < 6:
                host.roles.append(role)
        elif old.part == "both" and role.part != "both" and role.weight >= 1 and len(host.roles) > 1:
            host.roles[host.roles.index(old)] = role
    if host.attribution is None or (
        other.attribution is not None
        and is_party(reading, host, host.attribution)
        and not is_party(reading, host, other.attribution)
    ):
        # Who is no party to it says it best.
        host.speech = other.speech
    host.none_hurt = host.none_hurt or other.none_hurt


def _finer(a: Where, b: Where) -> bool:
    if b.carried and not a.carried:
        return True
    if a.carried:
        return False
    return (a.at.toponym.radius_km or 999.0) < (b.at.toponym.radius_km or 999.0) / 2
