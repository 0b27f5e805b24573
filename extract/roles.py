"""Who did what to whom: the actors around an event word, by what ties them to it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.attribution import Speech
from extract.morphology import says_we
from extract.reading import ActorAt, Reading, SentenceAt
from extract.role_order import (
    NEAR,
    Part,
    Role,
    arabic_order,
    belongs,
    both_sides,
    english_order,
    mover,
    repel,
    suicide,
    tie_of,
)
from extract.triggers import Trigger

__all__ = ["actors_beside", "belongs", "best_parts", "find_roles", "own_doer", "speaking"]
_REACH = 28


def find_roles(
    reading: Reading, s: SentenceAt, trigger: Trigger, speech: Speech | None, speeches: Sequence[Speech]
) -> list[Role]:
    """The actors of one event word in its sentence. A speaker is a party only where it tells of itself."""
    if trigger.group.frame == "none":
        return []
    speaker = speaking(s, speech)
    speakers = [a for other in speeches for a in speaking(s, other)]
    actors = [
        a
        for a in s.actors
        if a.kind != "reporting"
        and a not in speakers
        and not (a.first <= trigger.last and trigger.first <= a.last)
        and abs(a.first - trigger.first) <= _REACH
        and not (tie_of(reading, a, trigger) == "backer" and _backs(s, a))
    ]
    helpers = [Role(a, "attacker", 1) for a in actors_beside(reading, s, trigger)]
    own = own_doer(reading, trigger.first, speaker, [(d.first, d.last) for d in s.dates])
    if own is not None and trigger.group.id == "killing" and trigger.form == "noun":
        # "admitted the killing of an officer", "مقتل ثلاثة من جنوده": its own dead.
        behind = reading.words[trigger.last + 1 : min(s.hi, trigger.last + 5)]
        if any(w.norm in _SOLDIERS or (w.norm.endswith(("ها", "ه")) and len(w.norm) > 5) for w in behind):
            return [Role(own, "target", 1)]
    own_part: Part = {"mutual": "both", "repel": "target"}.get(trigger.group.frame, "attacker")  # type: ignore[assignment]
    start = [Role(own, own_part, 3 if own_part == "target" else 2)] if own is not None else []
    # "Israeli strikes": the actor's name holds the event word.
    start += [
        Role(a, "attacker", 3)
        for a in s.actors
        if a.kind != "reporting"
        and a.first <= trigger.last
        and trigger.first <= a.last
        and (a.first < trigger.first or trigger.last < a.last)
    ]
    start += [Role(a, "attacker", 3) for a in actors if a.adjective and _beside(a, trigger)]
    actors = [a for a in actors if not a.adjective]
    if not actors:
        return [*start, *helpers]
    arabic = reading.arabic(trigger.first)
    same = [a for a in actors if reading.clause[a.first] == reading.clause[trigger.first]]
    near = same or [a for a in actors if abs(reading.clause[a.first] - reading.clause[trigger.first]) <= 2]
    if trigger.group.id == "suicide":
        return [*start, *suicide(reading, near, trigger)]
    if trigger.group.frame == "mutual":
        return [*start, *both_sides(reading, near, trigger)]
    if len(same) == 1 and len(near) == 1:
        # The other party often stands one clause on: "... , بغارة على مواقع ..."
        near = same + [
            a
            for a in actors
            if a not in same
            and tie_of(reading, a, trigger) in ("by", "at")
            and abs(reading.clause[a.first] - reading.clause[trigger.first]) <= 1
        ]
    if own is not None and trigger.group.frame == "repel":
        return [*start, *(Role(a, "attacker", 3) for a in near if a.id != own.id and a.kind != "civilian")]
    if own is not None:
        hit = [
            Role(a, "target", 2 if a.first - trigger.last <= NEAR else 1)
            for a in near
            if a.first > trigger.first
        ]
        return [*start, *helpers, *(r for r in hit if not any(h.actor is r.actor for h in helpers))]
    if trigger.group.frame == "move":
        return mover(near, trigger, arabic=arabic)
    if trigger.group.frame == "repel":
        return repel(reading, near, trigger, arabic=arabic)
    told = arabic_order(reading, s, near, trigger) if arabic else english_order(reading, near, trigger)
    if start:
        # Who is tied to the word by an adjective is its doer; another is hit.
        told = [r if r.part == "target" or r.weight == 2 else Role(r.actor, "target", 1) for r in told]
    return [*start, *(_hurt(r, trigger) for r in told), *helpers]


_BY_CIVILIANS = frozenset({"mob", "riot", "looting", "agreement"})


def _hurt(role: Role, trigger: Trigger) -> Role:
    """Civilians do no violence: where word order makes them the doer they are the hurt."""
    if role.actor.kind == "civilian" and role.part == "attacker" and trigger.group.id not in _BY_CIVILIANS:
        return Role(role.actor, "target", 1)
    return role


def _beside(actor: ActorAt, trigger: Trigger) -> bool:
    return -5 <= actor.first - trigger.last <= 5


def _backs(s: SentenceAt, actor: ActorAt) -> bool:
    """Whether an actor behind "backed by" or "belonging to" only backs another that stands before it."""
    return any(a is not actor and 0 < actor.first - a.last <= 8 for a in s.actors if a.kind != "reporting")


def speaking(s: SentenceAt, speech: Speech | None) -> list[ActorAt]:
    """The actors that stand in a speaker's name and title, the speaker first."""
    if speech is None or speech.evidence is None:
        return []
    first, last = speech.evidence
    until = speech.begins
    named = [a for a in s.actors if a.first <= last and first <= a.last]
    return named + [a for a in s.actors if a not in named and speech.first < a.first < until]


_HELP = frozenset(["بدعم", "بمساندة", "بمساندة", "بإسناد", "backed"])


def actors_beside(reading: Reading, s: SentenceAt, trigger: Trigger) -> list[ActorAt]:
    """Forces that a place is taken with ("backed by", بدعم من): they take part."""
    if trigger.group.id != "takeover":
        return []
    return [
        a
        for a in s.actors
        if a.kind in ("armed", "state", "international")
        and not a.id.endswith("-government")
        and abs(a.first - trigger.first) <= _REACH
        and any(w.norm in _HELP for w in reading.words[max(s.lo, a.first - 4) : a.first])
        and tie_of(reading, a, trigger) == "backer"
    ]


_SOLDIERS = frozenset(
    ["ضابط", "ضباط", "جندي", "جنود", "جنديين", "جنديا", "عسكريين", "soldier", "soldiers", "officer"]
)
_HAVING = frozenset(["had", "has", "have", "قد"])


def own_doer(
    reading: Reading, word: int, speaker: list[ActorAt], dates: Sequence[tuple[int, int]] = ()
) -> ActorAt | None:
    """The speaker, where the event word at `word` is told of itself: "said it struck", "announced the start
    of".
    """
    if not speaker or speaker[0].kind not in ("armed", "state", "international"):
        return None
    between = word - speaker[0].last - sum(b - a + 1 for a, b in dates if speaker[0].last < a and b < word)
    if reading.arabic(word) and 0 < between <= 2:
        # "أعلن الجيش السيطرة على": what stands right behind its name is its own doing.
        return speaker[0]
    norm = reading.words[word].norm
    if norm.endswith(("ها", "هم")) and len(norm) > 5:
        return speaker[0]
    before = reading.words[word - 1].norm if word else ""
    if before == "we" or (
        reading.arabic(word) and (says_we(norm) or (len(before) > 4 and before.endswith("نا")))
    ):
        # "We control", "our forces took".
        return speaker[0]
    if reading.same.get(word + 1) == "same" and reading.words[word].norm in _HAVING:
        return speaker[0]
    return speaker[0] if reading.same.get(word) or reading.same.get(word - 1) == "announced" else None


def best_parts(roles: list[Role]) -> list[Role]:
    """One part an actor: the surer wins, and said twice on both sides of a fight it is both."""
    kept: dict[str, Role] = {}
    for role in roles:
        old = kept.get(role.actor.id)
        if old is None or role.weight > old.weight:
            kept[role.actor.id] = role
    return list(kept.values())
