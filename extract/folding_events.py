"""Event words of one sentence brought together: a weapon types a strike, a general word folds into an exact
one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.event_types import EVENT_TYPE_OF
from extract.reading import Reading
from extract.triggers import EventGroup, Trigger

_TOGETHER = 12
"""Words apart within which two event words of one sentence can tell of one thing."""
_TYPED_BY_WEAPON = frozenset(
    {
        "launch",
        "hit",
        "air",
        "shelling",
        "strike",
        "assault",
        "blast",
        "shooting",
        "killing",
        "execution",
        "ied",
        "riot",
        "protest",
        "protesters",
    }
)
_SERVES = {
    # A weapon word types only events that it can be used in.
    "ground-fire": frozenset({"strike"}),
    "dispersal": frozenset({"protest", "protesters", "riot"}),
    "live-fire": frozenset({"protest", "protesters", "riot"}),
    "air-weapon": frozenset({"launch", "hit", "shelling", "strike", "assault", "killing", "blast"}),
    "shelling-weapon": frozenset({"strike", "assault", "killing", "launch", "hit"}),
}
_OTHER_WEAPONS = frozenset({"air", "shelling", "strike", "assault", "blast", "killing"})


@dataclass(slots=True)
class Typed:
    """Event words that tell of one thing, the leading one first, and its type."""

    triggers: list[Trigger]
    type: str
    rank: float

    @property
    def group(self) -> EventGroup:
        """The leading word's group."""
        return self.triggers[0].group


def fold_events(reading: Reading, triggers: Sequence[Trigger]) -> list[Typed]:
    """The things told in one sentence, from its event words."""
    weapons = [t for t in triggers if t.group.kind == "weapon"]
    typed = [_with_weapon(reading, t, weapons) for t in triggers if t.group.kind != "weapon"]
    typed = [t for t in typed if t.group.needs != "weapon" or len(t.triggers) > 1]
    for one in typed:
        _aim_only(reading, one, typed)
    kept: list[Typed] = []
    for one in sorted(
        typed,
        key=lambda t: (
            t.group.id == "killing",
            t.group.id == "disrupted",
            t.group.id in _SHOOTING and any(EVENT_TYPE_OF[o.type] == "Protests" for o in typed),
            -t.rank,
            t.triggers[0].first,
        ),
    ):
        hosts = [other for other in kept if _folds(reading, one, other)]
        host = min(hosts, key=lambda h: _apart(one.triggers[0], h.triggers[0]), default=None)
        if host is None:
            kept.append(one)
        else:
            host.triggers.extend(one.triggers)
            if host.group.id == "looting" and one.group.id in ("protest", "protesters"):
                host.type = "Violent demonstration"
            if EVENT_TYPE_OF[host.type] == "Protests" and one.group.id in _SHOOTING:
                host.type = "Excessive force against protesters"
    kept.sort(key=lambda t: t.triggers[0].first)
    return kept


_ATTACKS = frozenset({"assault", "shooting", "execution", "riot", "protest"})


def _aim_only(reading: Reading, one: Typed, typed: Sequence[Typed]) -> None:
    """ "هجوم استهدف", "a shooting targeting": the verb only aims what the noun tells."""
    if one.group.id != "strike" or one.type != one.group.type or len(one.triggers) > 1:
        return
    verb = one.triggers[0]
    noun = next(
        (t for t in typed if t.group.id in _ATTACKS and 0 < verb.first - t.triggers[0].last <= 8), None
    )
    if noun is not None and verb.form != "noun":
        one.type, one.rank = noun.type, min(noun.rank, one.rank) - 0.1


def _with_weapon(reading: Reading, trigger: Trigger, weapons: Sequence[Trigger]) -> Typed:
    best = Typed([trigger], trigger.group.type, trigger.group.rank)
    if trigger.group.id not in _TYPED_BY_WEAPON:
        return best
    for weapon in weapons:
        serves = _SERVES.get(weapon.group.id, _OTHER_WEAPONS)
        if trigger.group.id not in serves or weapon.group.rank <= best.rank:
            continue
        near = 4 if trigger.group.id == "assault" else _TOGETHER
        if _apart(trigger, weapon) <= near and (
            reading.clause[trigger.first] == reading.clause[weapon.first] or _apart(trigger, weapon) <= 5
        ):
            best.type, best.rank = weapon.group.type, weapon.group.rank
            best.triggers = [trigger, weapon]
    return best


def _folds(reading: Reading, one: Typed, other: Typed) -> bool:
    """Whether one tells of the same thing as other, which ranks higher or stands before it."""
    a, b = one.triggers[0], other.triggers[0]
    if one.type == other.type:
        return True
    violent = EVENT_TYPE_OF[one.type] in _VIOLENT and EVENT_TYPE_OF[other.type] in _VIOLENT
    if one.group.id in _SHOOTING and EVENT_TYPE_OF[other.type] == "Protests":
        return True
    if one.group.id in ("protest", "protesters") and other.group.id == "looting":
        return _apart(a, b) <= 6
    if one.group.id == "killing" and other.group.id == "takeover":
        return abs(reading.clause[a.first] - reading.clause[b.first]) <= 1
    if one.group.id == "killing":
        return (violent or EVENT_TYPE_OF[other.type] == "Riots") and other.group.deadly
    if one.group.id in ("ied", "blast") and other.group.id == "suicide":
        return True
    if one.group.id == "disrupted" and EVENT_TYPE_OF[other.type] == "Explosions/Remote violence":
        # What is launched and shot down is one attack.
        return other.group.id in ("launch", "hit", "air") or a.first > b.first
    if one.group.id == "clash" and other.group.id == "takeover":
        # "After fierce fighting they took the town": the taking is the battle.
        return _apart(a, b) <= _TOGETHER + 6
    if one.group.id == "repel" and violent:
        return _apart(a, b) <= _TOGETHER
    if one.group.id == "displacement" and EVENT_TYPE_OF[other.type] in ("Protests", "Riots"):
        return _apart(a, b) <= _TOGETHER
    if one.group.id in ("protest", "protesters") and EVENT_TYPE_OF[other.type] in ("Protests", "Riots"):
        return True
    if one.group.id == "arrest" and other.group.id in ("abduction", "takeover"):
        return True
    if other.group.id == "laying-mines" and one.group.id in ("ied", "blast"):
        return _apart(a, b) <= 4
    if other.group.id == "disrupted" and violent is False and one.group.kind != "stop":
        close = _apart(a, b) <= _TOGETHER and reading.clause[a.first] == reading.clause[b.first]
        return EVENT_TYPE_OF[one.type] == "Explosions/Remote violence" and close
    if one.group.id == "withdrawal" and other.group.id == "agreement":
        return _apart(a, b) <= _TOGETHER
    if one.group.kind == "generic" and violent:
        near = _apart(a, b) <= _TOGETHER and abs(reading.clause[a.first] - reading.clause[b.first]) <= 1
        return near and (
            other.group.kind != "event" or other.group.frame != "mutual" or one.group.id == "assault"
        )
    return False


_SHOOTING = frozenset({"shooting", "killing"})
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})


def _apart(a: Trigger, b: Trigger) -> int:
    return b.first - a.last if b.first > a.last else a.first - b.last
