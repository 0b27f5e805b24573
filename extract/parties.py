"""The parties of an event from all its tellings: no side fights itself, hurt civilians are its target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extract.casualties import Toll
from extract.draft import Draft
from extract.event_types import EVENT_TYPE_OF
from extract.reading import ActorAt, Reading
from extract.role_order import Part, Role
from geo.actors import ActorRegister

_ON_CIVILIANS = frozenset({"Attack", "Abduction/forced disappearance", "Sexual violence"})
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
    hurt = {i for t in _tolls(draft) if t.harm == "dead" for i in t.by_actor}
    doers = [r for r in draft.roles if r.part == "attacker"]
    for i, role in enumerate(draft.roles):
        # Whose dead are counted was hit, where another did it.
        if role.part == "attacker" and role.actor.id in hurt and role.weight < 3 and len(doers) > 1:
            draft.roles[i] = Role(role.actor, "target", 1)
    _put_protesters(reading, draft)
    _put_civilians(reading, draft)


def _put_protesters(reading: Reading, draft: Draft) -> None:
    """Protesters act in a protest and are the target of what is done against it."""
    event = EVENT_TYPE_OF[draft.type]
    if event != "Protests" and draft.type != "Violent demonstration":
        return
    part: Part = "attacker" if draft.type in ("Peaceful protest", "Violent demonstration") else "target"
    known = reading.register.get("protesters")
    draft.roles = [r for r in draft.roles if r.actor.kind != "civilian"]
    if known is None:
        return
    first, last = draft.triggers[0].first, draft.triggers[0].last
    start, end, text = reading.span(first, last)
    actor = ActorAt(known.id, known.name.en, known.kind, first, last, start, end, text)
    if part == "attacker":
        draft.roles = [Role(actor, part, 1), *(r for r in draft.roles if r.part == "target")]
    else:
        draft.roles = [*(Role(r.actor, "attacker", 1) for r in draft.roles[:1]), Role(actor, part, 1)]


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
    told = next((t.person for t in _tolls(draft) if t.plain and t.person), None)
    if told is None and draft.type in _ON_CIVILIANS and not any(r.part == "target" for r in draft.roles):
        # Who is attacked there is no armed side, or it would be a battle.
        told = next((t.person for t in _tolls(draft) if t.person), None)
        told = told or (draft.triggers[0].first, draft.triggers[0].last)
    known = reading.register.get("civilians")
    if told is None or known is None:
        return
    first, last = told
    start, end, text = reading.span(first, last)
    civilians = ActorAt(known.id, known.name.en, known.kind, first, last, start, end, text)
    draft.roles.append(Role(civilians, "target", 1))


def _tolls(draft: Draft) -> Sequence[Toll]:
    return [t for d in (draft, *draft.merged) for t in d.tolls if t.harm in ("dead", "wounded")]
