"""Who did what to whom: the actors around an event word, by word order, particles and voice.

Arabic puts the doer behind its verb and the target behind that (قصفت أ مواقع ب); English puts the doer
before. Nouns
take their doer as a genitive or behind "by", "ل", "من قبل", and their target behind "on", "على".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extract.attribution import Speech
from extract.markers import markers
from extract.reading import ActorAt, Reading, SentenceAt
from extract.triggers import Trigger
from extract.words import glued

Part = Literal["attacker", "target", "both"]
_NEAR = 3
_REACH = 28


@dataclass(slots=True)
class Role:
    """An actor's part, and how sure: 2 said by a word that ties it, 1 by word order."""

    actor: ActorAt
    part: Part
    weight: int


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
        and not (_tie(reading, a, trigger) == "backer" and _backs(s, a))
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
        return [*start, *_suicide(reading, near, trigger)]
    if trigger.group.frame == "mutual":
        return [*start, *_mutual(reading, near, trigger)]
    if len(same) == 1 and len(near) == 1:
        # The other party often stands one clause on: "... , بغارة على مواقع ..."
        near = same + [
            a
            for a in actors
            if a not in same
            and _tie(reading, a, trigger) in ("by", "at")
            and abs(reading.clause[a.first] - reading.clause[trigger.first]) <= 1
        ]
    if own is not None and trigger.group.frame == "repel":
        return [*start, *(Role(a, "attacker", 3) for a in near if a.id != own.id and a.kind != "civilian")]
    if own is not None:
        hit = [
            Role(a, "target", 2 if a.first - trigger.last <= _NEAR else 1)
            for a in near
            if a.first > trigger.first
        ]
        return [*start, *helpers, *(r for r in hit if not any(h.actor is r.actor for h in helpers))]
    if trigger.group.frame == "move":
        return _mover(near, trigger, arabic=arabic)
    if trigger.group.frame == "repel":
        return _repel(reading, near, trigger, arabic=arabic)
    told = _arabic(reading, s, near, trigger) if arabic else _english(reading, near, trigger)
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


def _repel(reading: Reading, actors: list[ActorAt], trigger: Trigger, *, arabic: bool) -> list[Role]:
    """Who repels was attacked; whoever else is named attacked it."""
    before = [a for a in actors if a.last < trigger.first]
    after = [a for a in actors if a.first > trigger.last]
    defender = before[-1:]
    if arabic and trigger.form == "verb" and not defender:
        defender = [a for a in after if not belongs(reading, a)][:1]
    for actor in after:
        if not arabic and _tie(reading, actor, trigger) == "by" and actor.first - trigger.last <= _NEAR:
            defender = [actor]
    return [Role(a, "target" if a in defender else "attacker", 3) for a in actors if a.kind != "civilian"]


def _beside(actor: ActorAt, trigger: Trigger) -> bool:
    return -5 <= actor.first - trigger.last <= 5


_BOMBER_OF = frozenset(
    ["من", "ل", "تابع", "تابعين", "ينتمي", "ينتميان", "ينتمون", "منتم", "of", "from", "belonging"]
)


def _suicide(reading: Reading, actors: list[ActorAt], trigger: Trigger) -> list[Role]:
    """Whose the bomber is stands right beside it; all others named are hit."""
    arabic = reading.arabic(trigger.first)
    roles = []
    for actor in actors:
        tie = _tie(reading, actor, trigger)
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


_FIRST_PERSON = frozenset(
    ["نخوض", "خضنا", "استهدفنا", "قصفنا", "هاجمنا", "دمرنا", "اسقطنا", "اطلقنا", "نفذنا", "قتلنا", "فجرنا"]
)
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
        and _tie(reading, a, trigger) == "backer"
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
    if any(w in _FIRST_PERSON for w in (norm, reading.words[word - 1].norm if word else "")):
        return speaker[0]
    if reading.same.get(word + 1) == "same" and reading.words[word].norm in _HAVING:
        return speaker[0]
    return speaker[0] if reading.same.get(word) or reading.same.get(word - 1) == "announced" else None


def _tie(reading: Reading, actor: ActorAt, trigger: Trigger) -> str:
    """The word that ties an actor to an event: by, at, with, between, undergo, light, or "" for none."""
    for back in range(_NEAR):
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


def _mutual(reading: Reading, actors: list[ActorAt], trigger: Trigger) -> list[Role]:
    """A fight has both sides; who is said to have come at whom still shows."""
    roles = []
    for actor in actors:
        tie = _tie(reading, actor, trigger)
        if actor.kind == "civilian" and tie not in ("between", "with"):
            roles.append(Role(actor, "target", 0))
            continue
        roles.append(Role(actor, "both", 2 if tie in ("between", "with") else 1))
    if len({r.actor.id for r in roles}) > 2:
        strong = [r for r in roles if r.weight == 2]
        first = roles.index(strong[0]) if strong else 0
        roles = roles[first : first + 4]
    return roles


def _mover(actors: list[ActorAt], trigger: Trigger, *, arabic: bool) -> list[Role]:
    """The one who moves, lays, gathers: behind the word in Arabic, before it in English, else the other
    way.
    """
    before = [a for a in actors if a.last < trigger.first]
    after = [a for a in actors if a.first > trigger.last and a.first - trigger.last <= _NEAR + 1]
    chosen = (
        (after[:1] or before[-1:])
        if arabic or (trigger.form == "noun" and not before)
        else (before[-1:] or after[:1])
    )
    return [Role(a, "attacker", 1) for a in chosen]


def _counted(reading: Reading, s: SentenceAt, verb: int, actor: int) -> bool:
    """ "قتل 13 عنصرا من أ": a number right behind the verb counts its victims, and the actor is theirs."""
    return any(verb < q.first <= verb + 2 and q.last < actor <= q.last + 4 for q in s.quantities)


def _arabic(reading: Reading, s: SentenceAt, actors: list[ActorAt], trigger: Trigger) -> list[Role]:
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
        tie = _tie(reading, actor, trigger)
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
        tie = _tie(reading, actor, trigger)
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
            roles.append(Role(actor, "target" if not doer or gap <= _NEAR else "attacker", 1))
        elif noun:
            # "قصف قوات أ", "غارة لطائرات أ": the genitive is the doer; a second one is hit.
            if (not doer and (gap <= _NEAR + 1 or particle == "ل") and i == 0 and not undergoing) or (
                not doer and undergoing and gap <= _NEAR + 1
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


def _english(reading: Reading, actors: list[ActorAt], trigger: Trigger) -> list[Role]:
    group = trigger.group
    before = [a for a in actors if a.last < trigger.first]
    after = [a for a in actors if a.first > trigger.last]
    word = reading.words[trigger.last].norm
    helped = any(reading.ties.get(trigger.first - k, (0, ""))[1] == "passive" for k in (-1, 0, 1, 2))
    by_follows = any(_tie(reading, a, trigger) == "by" and a.first - trigger.last <= 5 for a in after[:2])
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
            tie = _tie(reading, actor, trigger)
            gap = trigger.first - actor.last
            if (
                tie == "undergo"
                or (tie == "at" and gap > _NEAR)
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
            tie = _tie(reading, actor, trigger)
            gap = actor.first - trigger.last
            if tie == "by":
                roles.append(Role(actor, "attacker", 2))
            else:
                roles.append(Role(actor, "target", 2 if tie == "at" else 1))
        return roles
    for i, actor in enumerate(reversed(before)):
        tie = _tie(reading, actor, trigger)
        if passive:
            roles.append(Role(actor, "attacker" if tie == "by" else "target", 2 if i == 0 else 0))
        elif group.frame == "undergo":
            roles.append(Role(actor, "target", 1))
        elif i == 0 or (tie == "" and i == 1):
            roles.append(Role(actor, "attacker" if tie != "at" else "target", 1))
        else:
            roles.append(Role(actor, "attacker", 0))
    for actor in after:
        tie = _tie(reading, actor, trigger)
        if tie == "by":
            roles.append(Role(actor, "attacker", 2))
        else:
            roles.append(Role(actor, "target", 1))
    return roles


def best_parts(roles: list[Role]) -> list[Role]:
    """One part an actor: the surer wins, and said twice on both sides of a fight it is both."""
    kept: dict[str, Role] = {}
    for role in roles:
        old = kept.get(role.actor.id)
        if old is None or role.weight > old.weight:
            kept[role.actor.id] = role
    return list(kept.values())
