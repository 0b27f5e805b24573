"""The claims of one report set against each other: said twice, contradicted, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo.actors import ActorRegister
from geo.records import ControlClaim


@dataclass(slots=True)
class Spoken:
    """A claim with where it was told: word and sentence number, its group of control.yaml, and whether it
    is told as done; still: said to go on.
    """

    claim: ControlClaim
    word: int
    sentence: int
    group: str
    happening: bool
    still: bool


def settle(spoken: Sequence[Spoken], register: ActorRegister) -> list[ControlClaim]:
    """The claims that stand, in the order of telling."""
    kept = _told_once(sorted(spoken, key=lambda x: x.word))
    kept = [x for x in kept if not _outdone(x, kept, register)]
    for i, early in enumerate(kept):
        for late in kept[i + 1 :]:
            _end(early, late, register)
    return [x.claim for x in kept]


def _told_once(spoken: Sequence[Spoken]) -> list[Spoken]:
    """One claim for what is said twice: the surer telling; another day of a taking is another claim."""
    out: list[Spoken] = []
    for x in spoken:
        same = [
            i
            for i, y in enumerate(out)
            if _key(y) == _key(x)
            and not (
                x.happening and y.happening and _two_days(x.claim, y.claim) and _came_between(y, x, spoken)
            )
        ]
        if not same:
            out.append(x)
        elif _rank(x) > _rank(out[same[0]]):
            out[same[0]] = x
    return out


def _key(x: Spoken) -> tuple[str, str | None, str, str]:
    c = x.claim
    return c.actor, c.place_id, c.status, c.relation


def _rank(x: Spoken) -> tuple[bool, bool, float]:
    return x.claim.valid_from is not None, x.happening, x.claim.confidence


def _two_days(a: ControlClaim, b: ControlClaim) -> bool:
    return a.valid_from is not None and b.valid_from is not None and a.valid_from != b.valid_from


def _came_between(first: Spoken, second: Spoken, spoken: Sequence[Spoken]) -> bool:
    """Whether the place was lost, or taken by another, between two takings."""
    place = first.claim.place_id
    return any(
        x.claim.place_id == place
        and x.happening
        and (x.claim.status == "lost" if x.claim.actor == first.claim.actor else x.claim.status == "control")
        for x in spoken
    )


def _outdone(x: Spoken, all_told: Sequence[Spoken], register: ActorRegister) -> bool:
    """A stronghold, or a state told in passing, gives way to a taking or loss of that place."""
    c = x.claim
    if c.status not in ("control", "lost") or (x.happening and c.status == "control"):
        return False
    for y in all_told:
        other = y.claim
        if y is x or other.place_id != c.place_id or (c.relation != other.relation and x.group != "home"):
            continue
        if c.status == "lost":
            if other.actor == c.actor and other.status == "control" and y.happening and not x.happening:
                return True
            continue
        gone = other.actor == c.actor and other.status == "lost"
        taken = (
            other.status == "control"
            and y.happening
            and register.opposed(other.actor, c.actor, other.valid_from)
        )
        if (gone or taken) and _not_before(other, c, x) and not (x.still and x.sentence > y.sentence):
            return True
    return False


def _not_before(taken: ControlClaim, state: ControlClaim, told: Spoken) -> bool:
    """Whether the taking is told for the state's day, or the state is only in passing beside it."""
    if told.group == "home" or taken.valid_from is None or state.valid_from is None:
        return True
    return (
        taken.valid_from <= state.valid_from or state.evidence[-1:] == taken.evidence[-1:] or not told.still
    )


def _end(early: Spoken, late: Spoken, register: ActorRegister) -> None:
    """A hold that is told to have ended later in the same report ends on that day."""
    a, b = early.claim, late.claim
    if a.place_id != b.place_id or a.relation != b.relation or a.status != "control":
        return
    over = b.status == "lost" and b.actor == a.actor
    taken = b.status == "control" and late.happening and register.opposed(a.actor, b.actor, b.valid_from)
    day: date | None = b.valid_from
    if (over or taken) and day is not None and a.valid_from is not None and day >= a.valid_from:
        a.valid_to = day
