"""Parts by word order, particles and voice.

Arabic puts the doer behind its verb and the target behind that (قصفت أ مواقع ب); English puts the doer
before. Nouns take their doer as a genitive or behind "by", "ل", "من قبل", and their target behind "on".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.markers import markers
from extract.reading import ActorAt, Reading, SentenceAt
from extract.triggers import Trigger
from extract.words import glued

Part = Literal["attacker", "target", "both"]


NEAR = 3


@dataclass(slots=True)
class Role:
    """An actor's part, and how sure: 2 said by a word that ties it, 1 by word order."""

    actor: ActorAt
    part: Part
    weight: int


def repel(reading: Reading, actors: list[ActorAt], trigger: Trigger, *, arabic: bool) -> list[Role]:
    """Who repels was attacked; whoever else is named attacked it."""
    before = [a for a in actors if a.last < trigger.first]
    after = [a for a in actors if a.first > trigger.last]
    defender = before[-1:]
    if arabic and trigger.form == "verb" and not defender:
        defender = [a for a in after if not belongs(reading, a)][:1]
    for actor in after:
        if not arabic and tie_of(reading, actor, trigger) == "by" and actor.first - trigger.last <= NEAR:
            defender = [actor]
    return [Role(a, "target" if a in defender else "attacker", 3) for a in actors if a.kind != "civilian"]


_BOMBER_OF = frozenset(
    ["من", "ل", "تابع", "تابعين", "ينتمي", "ينتميان", "ينتمون", "منتم", "of", "from", "belonging"]
)


def suicide(reading: Reading, actors: list[ActorAt], trigger: Trigger) -> list[Role]:
    """Whose the bomber is stands right beside it; all others named are hit."""
    arabic = reading.arabic(trigger.first)
    roles = []
    for actor in actors:
        tie = tie_of(reading, actor, trigger)
        gap = actor.first - trigger.last if actor.first > trigger.last else trigger.first - actor.last
        link = reading.words[actor.first - 1].norm if actor.first else ""
        owner = actor.first > trigger.last and (
            (gap <= 1 and arabic and _particle(reading, actor) == "ل")
            or (gap <= 3 and (link in _BOMBER_OF or link[1:] in _BOMBER_OF))
        )
        doer = actor.last < trigger.first and (gap == 1 or trigger.form == "word") and not tie
        lighter = range(max(1, actor.first - 2), min(actor.first + 1, trigger.first))
        light = any(reading.ties.get(i, (0, ""))[1] == "light" for i in lighter)
        if actor.kind != "civilian" and (owner or doer or light or tie == "by"):
            roles.append(Role(actor, "attacker", 2))
        else:
            roles.append(Role(actor, "target", 1))
    return roles


def tie_of(reading: Reading, actor: ActorAt, trigger: Trigger) -> str:
    """The word that ties an actor to an event: by, at, with, between, undergo, light, or "" for none."""
    for back in range(NEAR):
        at = actor.first - back
        if at < 0:
            break
        tie = reading.ties.get(at)
        if tie is not None and not trigger.first <= tie[0] <= trigger.last:
            return tie[1]
        word = reading.words[at - 1] if at else None
        if word is not None and word.norm.isascii() and word.norm not in markers().between:
            break
        if (
            word is None
            or word.kind != "word"
            or word.norm in _OPENERS
            or trigger.first <= at - 1 <= trigger.last
        ):
            break
    return ""


_OPENERS = frozenset(["ان", "انه", "انها", "انهم", "بان", "التي", "الذي", "الذين", "that", "which", "who"])


def _particle(reading: Reading, actor: ActorAt) -> str:
    """The particle glued to an actor, or to the word that opens its phrase (لقوات, بعناصر)."""
    word = reading.words[actor.first]
    if word.start < actor.start:
        head = reading.text[word.start : actor.start].lstrip("وف")
        return head[:1]
    before = reading.words[actor.first - 1] if actor.first else None
    if before is not None and before.kind == "word" and len(before.norm) > 3:
        return glued(before.norm) if before.norm[1:] in markers().heads else ""
    return ""


def belongs(reading: Reading, actor: ActorAt) -> bool:
    """Whether an actor only owns what is named: "للتنظيم", "مواقع التنظيم", "معقل داعش"."""
    return _particle(reading, actor) == "ل" or _is_position(reading, actor)


def both_sides(reading: Reading, actors: list[ActorAt], trigger: Trigger) -> list[Role]:
    """A fight has both sides; who is said to have come at whom still shows."""
    roles = []
    for actor in actors:
        tie = tie_of(reading, actor, trigger)
        if actor.kind == "civilian" and tie not in ("between", "with"):
            roles.append(Role(actor, "target", 0))
            continue
        roles.append(Role(actor, "both", 2 if tie in ("between", "with") else 1))
    if len({r.actor.id for r in roles}) > 2:
        strong = [r for r in roles if r.weight == 2]
        first = roles.index(strong[0]) if strong else 0
        roles = roles[first : first + 4]
    return roles


def mover(actors: list[ActorAt], trigger: Trigger, *, arabic: bool) -> list[Role]:
    """The one who moves, lays, gathers: behind the word in Arabic, before it in English, else the other
    way.
    """
    before = [a for a in actors if a.last < trigger.first]
    after = [a for a in actors if a.first > trigger.last and a.first - trigger.last <= NEAR + 1]
    chosen = (
        (after[:1] or before[-1:])
        if arabic or (trigger.form == "noun" and not before)
        else (before[-1:] or after[:1])
    )
    return [Role(a, "attacker", 1) for a in chosen]


def _counted(reading: Reading, s: SentenceAt, verb: int, actor: int) -> bool:
    """ "قتل 13 عنصرا من أ": a number right behind the verb counts its victims, and the actor is theirs."""
    return any(verb < q.first <= verb + 2 and q.last < actor <= q.last + 4 for q in s.quantities)


def arabic_order(reading: Reading, s: SentenceAt, actors: list[ActorAt], trigger: Trigger) -> list[Role]:
    """The parts of an Arabic event word."""
    group = trigger.group
    passive = any(reading.ties.get(trigger.first - k, (0, ""))[1] == "passive" for k in (0, 1))
    noun = trigger.form != "verb"
    roles: list[Role] = []
    doer = False
    before = [a for a in actors if a.last < trigger.first]
    after = [a for a in actors if a.first > trigger.last]
    undergoing = any(
        reading.ties.get(i, (0, ""))[1] == "undergo"
        for i in range(max(0, trigger.first - 12), trigger.first + 1)
    )
    light = any(
        reading.ties.get(i, (0, ""))[1] == "light" and reading.clause[i - 1] == reading.clause[trigger.first]
        for i in range(max(1, trigger.first - 14), trigger.first + 1)
    )
    # "شنت أ هجوما": the doer stands between the light verb and the noun. "أ تقصف": a headline puts it first.
    for actor in before:
        tie = tie_of(reading, actor, trigger)
        if tie == "by":
            roles.append(Role(actor, "attacker", 2))
            doer = True
        elif tie == "undergo" or (undergoing and not doer):
            roles.append(Role(actor, "target", 2))
        elif tie == "at" or (not light and (group.frame == "undergo" or (group.object_noun and noun))):
            roles.append(Role(actor, "target", 1))
        elif noun and tie != "light" and not light and not _opens_clause(reading, actor):
            continue
        else:
            roles.append(Role(actor, "attacker", 2 if tie == "light" else 1))
            doer = True
    for i, actor in enumerate(after):
        tie = tie_of(reading, actor, trigger)
        gap = actor.first - trigger.last
        particle = _particle(reading, actor)
        if tie == "by":
            roles.append(Role(actor, "attacker", 2))
            doer = True
        elif tie == "between" or (roles and roles[-1].part == "both" and i and actor.kind != "civilian"):
            # "القصف المتبادل بين أ وب"
            roles.append(Role(actor, "both", 2))
        elif tie in ("at", "with"):
            roles.append(Role(actor, "target", 2))
        elif group.frame == "undergo" or passive:
            roles.append(Role(actor, "target", 1))
        elif noun and group.object_noun:
            roles.append(Role(actor, "target" if not doer or gap <= NEAR else "attacker", 1))
        elif noun:
            # "قصف قوات أ", "غارة لطائرات أ": the genitive is the doer; a second one is hit.
            if (not doer and (gap <= NEAR + 1 or particle == "ل") and i == 0 and not undergoing) or (
                not doer and undergoing and gap <= NEAR + 1
            ):
                roles.append(Role(actor, "attacker", 1))
                doer = True
            else:
                roles.append(Role(actor, "target", 1))
        elif not doer and group.id in _DONE_TO and _counted(reading, s, trigger.last, actor.first):
            roles.append(Role(actor, "target", 1))
        elif not doer and particle != "ل" and not _is_position(reading, actor):
            roles.append(Role(actor, "attacker", 1))
            doer = True
        else:
            roles.append(Role(actor, "target", 1))
    return roles


def _opens_clause(reading: Reading, actor: ActorAt) -> bool:
    """Whether an actor stands where the subject of its clause does: at its start, or behind أن."""
    for at in range(actor.first, max(0, actor.first - 2) - 1, -1):
        if at == 0 or reading.clause[at - 1] != reading.clause[at] or reading.words[at - 1].norm in _OPENERS:
            return True
    return False


def _is_position(reading: Reading, actor: ActorAt) -> bool:
    """ "مواقع التنظيم": what belongs to an actor is hit; it does not hit."""
    for back in (1, 2):
        i = actor.first - back
        if i >= 0:
            norm = reading.words[i].norm
            if norm in markers().owned or norm.removeprefix("ل") in markers().owned:
                return norm not in ("عناصر", "عنصر") or back == 2
    return False


_DONE_TO = frozenset(["killing", "execution", "abduction", "arrest", "shooting"])


_NO_OBJECT = frozenset(["in", "by", "since", "when", "on", "at", "during", "after", ",", ".", "and", "near"])


def english_order(reading: Reading, actors: list[ActorAt], trigger: Trigger) -> list[Role]:
    """The parts of an English event word."""
    group = trigger.group
    before = [a for a in actors if a.last < trigger.first]
    after = [a for a in actors if a.first > trigger.last]
    word = reading.words[trigger.last].norm
    helped = any(reading.ties.get(trigger.first - k, (0, ""))[1] == "passive" for k in (-1, 0, 1, 2))
    by_follows = any(tie_of(reading, a, trigger) == "by" and a.first - trigger.last <= 5 for a in after[:2])
    participle = word.endswith(("ed", "en", "ut", "ot", "ld", "ck", "it", "un", "ht"))
    following = reading.words[trigger.last + 1].norm if trigger.last + 1 < len(reading.words) else ""
    then = reading.words[trigger.last + 2].norm if trigger.last + 2 < len(reading.words) else ""
    least = following == "at" and then in ("least", "most")
    bare = group.id in _DONE_TO and participle and following in _NO_OBJECT and not least
    passive = trigger.form != "noun" and participle and (helped or by_follows or bare)
    roles: list[Role] = []
    light = any(reading.ties.get(trigger.first - k, (0, ""))[1] == "light" for k in range(5))
    if trigger.form == "noun":
        for i, actor in enumerate(reversed(before)):
            tie = tie_of(reading, actor, trigger)
            gap = trigger.first - actor.last
            if (
                tie == "undergo"
                or (tie == "at" and gap > NEAR)
                or (group.frame == "undergo" and not light)
                or (group.object_noun and gap > 2)
            ):
                roles.append(Role(actor, "target", 1))
            elif any(w.norm in ("came", "under") for w in reading.words[actor.last + 1 : trigger.first]):
                roles.append(Role(actor, "target", 2))
            elif i == 0 or tie == "by":
                roles.append(Role(actor, "attacker", 1))
            else:
                roles.append(Role(actor, "target" if tie == "at" else "attacker", 0))
        for actor in after:
            tie = tie_of(reading, actor, trigger)
            gap = actor.first - trigger.last
            if tie == "by":
                roles.append(Role(actor, "attacker", 2))
            else:
                roles.append(Role(actor, "target", 2 if tie == "at" else 1))
        return roles
    for i, actor in enumerate(reversed(before)):
        tie = tie_of(reading, actor, trigger)
        if passive:
            roles.append(Role(actor, "attacker" if tie == "by" else "target", 2 if i == 0 else 0))
        elif group.frame == "undergo":
            roles.append(Role(actor, "target", 1))
        elif i == 0 or (tie == "" and i == 1):
            roles.append(Role(actor, "attacker" if tie != "at" else "target", 1))
        else:
            roles.append(Role(actor, "attacker", 0))
    for actor in after:
        tie = tie_of(reading, actor, trigger)
        if tie == "by":
            roles.append(Role(actor, "attacker", 2))
        else:
            roles.append(Role(actor, "target", 1))
    return roles
