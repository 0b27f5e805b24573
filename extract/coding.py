"""From event words to drafts of events, sentence by sentence, with what is carried from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.attribution import Speech, speech_for
from extract.draft import Draft
from extract.event_harm import (
    AGAINST,
    FEWEST,
    TOLL_DRAFTS,
    TOLL_SENTENCES,
    give_harm,
    only_tolls,
    police,
    without_displaced,
)
from extract.folding_events import fold_events
from extract.place_lists import split_by_place
from extract.reading import Reading, SentenceAt
from extract.responsibility import put_claimants
from extract.role_order import Role
from extract.roles import best_parts, find_roles
from extract.status import find_status, status_words
from extract.telling import TOLD, telling_score
from extract.triggers import Trigger
from extract.when import When, find_when
from extract.where import Where, find_where


@dataclass(slots=True)
class Carried:
    """What the last events leave for the next sentences: (sentence, value)."""

    when: tuple[int, When] | None = None
    where: tuple[int, Where] | None = None
    drafts: list[Draft] = field(default_factory=list)


def draft_events(reading: Reading, speeches: Sequence[Sequence[Speech]]) -> list[Draft]:
    """All things told in a report, in order, not yet merged."""
    carried = Carried()
    for s in reading.sentences:
        own = _sentence(reading, s, speeches[s.index], carried)
        for draft in own:
            _name_assailants(reading, draft, carried)
        carried.drafts.extend(own)
        _carry(reading, s, own, carried)
    return carried.drafts


_UNNAMED = "unidentified-armed-group"


def _name_assailants(reading: Reading, draft: Draft, carried: Carried) -> None:
    """Give "the attackers", المهاجمين the name of who attacked last, where one was named."""
    named = next(
        (
            r.actor
            for d in reversed(carried.drafts[-TOLL_DRAFTS:])
            if draft.sentence - d.sentence <= TOLL_SENTENCES
            for r in d.roles
            if r.part == "attacker" and r.actor.kind == "armed"
        ),
        None,
    )
    if named is None:
        return
    for i, role in enumerate(draft.roles):
        actor = role.actor
        before = reading.words[actor.first - 1].norm if actor.first else ""
        if actor.id == _UNNAMED and (
            before == "the" or reading.words[actor.first].norm.startswith(("ال", "وال", "لل"))
        ):
            same = replace(actor, id=named.id, name=named.name, kind=named.kind)
            draft.roles[i] = Role(same, role.part, role.weight)
            for toll in draft.tolls:
                if _UNNAMED in toll.by_actor:
                    toll.by_actor[named.id] = toll.by_actor.pop(_UNNAMED)


def _sentence(reading: Reading, s: SentenceAt, speeches: Sequence[Speech], carried: Carried) -> list[Draft]:
    against = [t for t in s.triggers if t.group.id in AGAINST]
    if against and all(t in against or t.group.needs == "weapon" for t in s.triggers):
        police(s, carried.drafts)
    if not s.triggers or all(t.group.kind == "weapon" for t in s.triggers):
        only_tolls(reading, s, speeches, carried.drafts)
        return put_claimants(reading, s, [], carried.drafts)
    hits = status_words(reading, s)
    drafts: list[Draft] = []
    for typed in fold_events(reading, s.triggers):
        lead = typed.triggers[0]
        if lead.group.id == "takeover" and _only_holds(reading, s, lead):
            continue
        speech = speech_for(speeches, lead.first)
        when = find_when(reading, s, lead, speeches, carried.when)
        status = find_status(reading, s, lead, hits, when)
        if status is None:
            continue
        where = find_where(reading, s, lead.first, lead.last, carried.where)
        roles = [
            r
            for t in typed.triggers
            if t.group.kind != "weapon" and not (lead.group.id == "takeover" and t.group.frame == "mutual")
            for r in find_roles(reading, s, t, speech, speeches)
        ]
        drafts.append(
            Draft(
                typed.type,
                lead.group,
                s.index,
                s.paragraph,
                typed.triggers,
                when,
                where,
                best_parts(roles),
                speech,
                status,
            )
        )
    drafts = _one_change(drafts)
    _shared_doer(reading, drafts)
    _other_party(reading, drafts)
    give_harm(reading, s, speeches, drafts)
    drafts = put_claimants(reading, s, drafts, carried.drafts)
    for draft in drafts:
        draft.refers = telling_score(reading, s, draft, hits) < TOLD
    drafts = without_displaced(drafts, carried.drafts)
    return split_by_place(reading, s, [d for d in drafts if _stands(reading, s, d) or _without_taking(d)])


def _only_holds(reading: Reading, s: SentenceAt, trigger: Trigger) -> bool:
    """A present "controls" is a state; only a headline's "X تسيطر على" right behind its subject tells a
    taking.
    """
    norm = reading.words[trigger.first].norm.removeprefix("و")
    if norm.isascii() or trigger.form != "verb" or norm[:1] not in "يت" or norm.startswith("تم"):
        return False
    headline = any(a.last < trigger.first and trigger.first - a.last <= 2 for a in s.actors)
    still = any(
        w.norm in ("يزال", "تزال", "زال", "زالت", "مازال", "مازالت")
        for w in reading.words[s.lo : trigger.first]
    )
    return still or not headline or trigger.first - s.lo > 8


def _one_change(drafts: list[Draft]) -> list[Draft]:
    """The drafts without a withdrawal that only says how the place taken in the same sentence was left."""
    taken = [d for d in drafts if d.group.id == "takeover" and d.status != "planned"]

    def same(draft: Draft) -> bool:
        place = draft.where.at.toponym if draft.where is not None else None
        return any(
            place is None
            or draft.where is None
            or draft.where.carried
            or place.relation == "toward"
            or (t.where is not None and t.where.at.toponym.place_id == place.place_id)
            for t in taken
        )

    return [d for d in drafts if d.group.id != "withdrawal" or not same(d)]


def _shared_doer(reading: Reading, drafts: Sequence[Draft]) -> None:
    """A participle has the doer of the verb before it: "raided the camp, arresting five"."""
    for before, draft in pairwise(drafts):
        word = reading.words[draft.triggers[0].first].norm
        if word.isascii() and word.endswith("ing") and draft.triggers[0].form == "verb":
            doers = [r for r in before.roles if r.part == "attacker"]
            own = {r.actor.id for r in doers}
            draft.roles = doers + [r for r in draft.roles if r.part == "target" and r.actor.id not in own]
        elif draft.group.id == "killing" and not any(r.part == "attacker" for r in draft.roles):
            # Civilians found dead beside a taking are its doer's victims.
            hurt = {r.actor.id for r in draft.roles}
            draft.roles += [r for r in before.roles if r.part == "attacker" and r.actor.id not in hurt]


def _other_party(reading: Reading, drafts: Sequence[Draft]) -> None:
    """A fight "with" one named side has the doer of the sentence's other event on the other."""
    for fight in drafts:
        if fight.group.frame != "mutual" or len(fight.roles) != 1:
            continue
        one = fight.roles[0].actor.id
        others = [r for d in drafts if d is not fight for r in d.roles if r.part == "attacker"]
        other = next((r for r in others if reading.register.opposed(r.actor.id, one, fight.when.first)), None)
        if other is not None:
            fight.roles.append(Role(other.actor, "both", 1))


_THE_PLACE = frozenset(
    ["المدينه", "البلده", "القريه", "للمدينه", "بالمدينه", "بالبلده", "city", "town", "village"]
)


def _without_taking(draft: Draft) -> bool:
    """Turn a taking of no named place into the attack told beside it, where there is one."""
    others = [t for t in draft.triggers if t.group.kind != "weapon" and not t.group.needs]
    if draft.group.needs != "place" or not others:
        return False
    draft.triggers, draft.group, draft.type = others, others[0].group, others[0].group.type
    return True


def _stands(reading: Reading, s: SentenceAt, draft: Draft) -> bool:
    """Whether a draft tells enough: people on the move need a number, taking needs a place of its own."""
    if draft.group.needs == "displaced":
        return any(t.harm == "displaced" and t.low >= FEWEST for t in draft.tolls)
    if draft.group.needs == "place":
        if draft.where is None or draft.where.at.toponym.feature.startswith("A.PCL"):
            return False
        lead = draft.triggers[0]
        if not reading.arabic(lead.first) and any(q.first == lead.last + 1 for q in s.quantities):
            # "captured 12 fighters" takes no place.
            return False
        if draft.where.carried:
            # "from the town", "المدينة": the place told before.
            last = max(t.last for t in draft.triggers)
            return any(
                w.norm in _THE_PLACE for w in reading.words[draft.triggers[0].first : min(s.hi, last + 7)]
            )
        place = draft.where.at
        return any(
            abs(place.first - t.last) <= 14
            and abs(reading.clause[place.first] - reading.clause[t.first]) <= 1
            for t in draft.triggers
        )
    return True


def _carry(reading: Reading, s: SentenceAt, drafts: Sequence[Draft], carried: Carried) -> None:
    """Leave the day and place told here to the next sentences; background leaves nothing."""
    for draft in drafts:
        if draft.status == "background" or draft.refers:
            continue
        if draft.when.told and draft.when.first is not None:
            carried.when = (s.index, draft.when)
        if (
            draft.where is not None
            and not draft.where.carried
            and draft.where.at.toponym.place_id is not None
        ):
            carried.where = (s.index, draft.where)
    if not drafts and s.toponyms and carried.where is None:
        known = [t for t in s.toponyms if t.toponym.place_id is not None and t.toponym.role != "actor"]
        if known:
            finest = max(known, key=lambda t: -(t.toponym.radius_km or 0.0))
            carried.where = (s.index, Where(finest, 0.5))
