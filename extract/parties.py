"""The parties of an event from all its tellings: no side fights itself, hurt civilians are its target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extract.casualties import Toll
from extract.draft import Draft
from extract.event_types import EVENT_TYPE_OF
from extract.reading import ActorAt, Reading
from extract.roles import Role
from geo.actors import ActorRegister

_HIT_TYPES = frozenset({"Explosions/Remote violence", "Violence against civilians"})


def settle_parties(reading: Reading, draft: Draft) -> None:
    """Drop an ally of the attackers from the targets, and add the civilians that the tolls count."""
    day = draft.when.first
    register = reading.register
    attackers = [r for r in draft.roles if r.part == "attacker"]
    draft.roles = [
        r
        for r in draft.roles
        if r.part != "target" or not any(_one_side(register, r, a, day) for a in attackers)
    ]
    both = [r for r in draft.roles if r.part == "both"]
    if len(both) > 1 and all(akin(register, both[0].actor.id, r.actor.id) for r in both[1:]):
        draft.roles = [r for r in draft.roles if r.part != "both" or r is both[0]]
    _put_civilians(reading, draft)


def akin(register: ActorRegister, a: str, b: str) -> bool:
    """Whether one is the other, belongs to it, or both belong to one."""
    return bool(line_of(register, a) & line_of(register, b))


def line_of(register: ActorRegister, actor_id: str) -> set[str]:
    """An actor and all it belongs to."""
    out = {actor_id}
    known = register.get(actor_id)
    while known is not None and known.parent and known.parent not in out:
        out.add(known.parent)
        known = register.get(known.parent)
    return out


def _one_side(register: ActorRegister, target: Role, attacker: Role, day: date | None) -> bool:
    a, b = target.actor.id, attacker.actor.id
    if akin(register, a, b):
        return True
    # A word that says "against" may tell of infighting; word order alone does not.
    side = register.side(a, day)
    return target.weight < 2 and side is not None and side == register.side(b, day)


def _put_civilians(reading: Reading, draft: Draft) -> None:
    if EVENT_TYPE_OF[draft.type] not in _HIT_TYPES:
        return
    if any(r.actor.kind == "civilian" and r.part == "target" for r in draft.roles):
        return
    told = next((t for t in _tolls(draft) if t.plain and t.person), None)
    known = reading.register.get("civilians")
    if told is None or told.person is None or known is None:
        return
    first, last = told.person
    start, end, text = reading.span(first, last)
    civilians = ActorAt(known.id, known.name.en, known.kind, first, last, start, end, text)
    draft.roles.append(Role(civilians, "target", 1))


def _tolls(draft: Draft) -> Sequence[Toll]:
    return [t for d in (draft, *draft.merged) for t in d.tolls if t.harm in ("dead", "wounded")]
