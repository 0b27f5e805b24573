"""From event words to drafts of events, sentence by sentence, with what is carried from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.attribution import Speech, speech_for
from extract.casualties import Toll, find_tolls
from extract.draft import Draft
from extract.event_types import EVENT_TYPE_OF, SUB_EVENT_TYPES
from extract.folding_events import fold_events
from extract.place_lists import split_by_place
from extract.reading import Reading, SentenceAt
from extract.responsibility import put_claimants
from extract.retyping import retype
from extract.roles import Role, best_parts, find_roles
from extract.status import find_status, status_words
from extract.telling import TOLD, telling_score
from extract.triggers import Trigger
from extract.when import When, find_when
from extract.where import Where, find_where

_TOLL_DRAFTS = 20
_FEWEST = 10
"""Fewer on the move than this are people going somewhere, not people driven out."""
_TOLL_SENTENCES = 3
"""How far behind an event a sentence that only counts its hurt may stand."""


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
            for d in reversed(carried.drafts[-_TOLL_DRAFTS:])
            if draft.sentence - d.sentence <= _TOLL_SENTENCES
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
    if s.triggers and all(t.group.id in _AGAINST for t in s.triggers):
        _police(s, carried)
    if not s.triggers or all(t.group.kind == "weapon" for t in s.triggers):
        _only_tolls(reading, s, speeches, carried)
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
    _harm(reading, s, speeches, drafts)
    drafts = put_claimants(reading, s, drafts, carried.drafts)
    for draft in drafts:
        draft.refers = telling_score(reading, s, draft, hits) < TOLD
    drafts = _without_displaced(drafts, carried)
    return split_by_place(reading, s, [d for d in drafts if _stands(reading, s, d) or _without_taking(d)])


_AGAINST = {"dispersal": "Protest with intervention", "live-fire": "Excessive force against protesters"}


def _police(s: SentenceAt, carried: Carried) -> None:
    """A sentence that only tells what was done against the protest of the sentence before."""
    last = next(
        (d for d in reversed(carried.drafts[-_TOLL_DRAFTS:]) if EVENT_TYPE_OF[d.type] == "Protests"), None
    )
    if last is None or s.index - last.sentence > 2 or last.status != "reported":
        return
    last.type = max(
        last.type, *(_AGAINST[t.group.id] for t in s.triggers), key=SUB_EVENT_TYPES["Protests"].index
    )
    doer = next((a for a in s.actors if a.kind in ("state", "armed")), None)
    if doer is not None:
        last.roles = [Role(doer, "attacker", 2), *(r for r in last.roles if r.part == "target")]


_FLIGHT_REACH = 4


def _without_displaced(drafts: list[Draft], carried: Carried) -> list[Draft]:
    """People driven out belong to the event that drove them out, where one is told beside or before it."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.group.id == "displacement":
            host = _drove_out(
                draft, [*carried.drafts[-_TOLL_DRAFTS:], *(d for d in drafts if d is not draft)]
            )
            if host is not None:
                host.tolls += [t for t in draft.tolls if t.harm == "displaced" and t.low >= _FEWEST]
                continue
        out.append(draft)
    return out


def _drove_out(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    if not any(t.harm == "displaced" and t.low >= _FEWEST for t in draft.tolls):
        return None
    for host in reversed(others):
        if not (host.group.deadly or host.group.id in ("withdrawal", "takeover")) or host.refers:
            continue
        if host.status not in ("reported", "claimed") or draft.sentence - host.sentence > _FLIGHT_REACH:
            continue
        if draft.when.told and draft.when.first != host.when.first and (draft.when.prec or 1) > 1:
            # Told of a time of its own ("over three months").
            continue
        return host
    return None


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


def _harm(reading: Reading, s: SentenceAt, speeches: Sequence[Speech], drafts: list[Draft]) -> None:
    """Give each toll of a sentence to one of its events, and say which events hurt nobody."""
    speaker = next((x.attribution.id for x in speeches if x.attribution is not None), None)
    tolls, none_hurt = find_tolls(reading, s, speaker)
    for toll in tolls:
        said = speech_for(speeches, toll.at)
        toll.teller = said.attribution.id if said is not None and said.attribution is not None else None
        event = _event_of(reading, toll, drafts)
        if event is not None:
            event.tolls.append(toll)
    for draft in drafts:
        _one_victim(reading, draft)
        if none_hurt and (draft.group.deadly or EVENT_TYPE_OF[draft.type] == "Protests"):
            draft.none_hurt = not any(t.harm == "dead" for t in draft.tolls)
        retype(reading, draft)


_SURELY_DEAD = frozenset({"shot dead", "fatally shot", "gunned down"})


def _one_victim(reading: Reading, draft: Draft) -> None:
    """Who is assassinated or shot dead is one at least, though no number says so."""
    if any(t.harm == "dead" and t.best is not None for t in draft.tolls):
        return
    for t in draft.triggers:
        text = reading.span(t.first, t.last)[2]
        killed = t.group.id == "execution" and t.form == "verb" and "محاول" not in text
        if killed or text.lower() in _SURELY_DEAD:
            draft.tolls = [x for x in draft.tolls if x.harm != "dead"]
            draft.tolls.append(Toll("dead", t.first, 1, None, None, evidence=[(t.first, t.last)]))
            return


def _event_of(reading: Reading, toll: Toll, drafts: Sequence[Draft]) -> Draft | None:
    """The event that a toll belongs to: two armed sides' dead are a battle's, else the nearest deadly
    one's.
    """
    if toll.harm == "displaced":
        fitting = [d for d in drafts if d.group.id == "displacement"]
    elif toll.harm == "captured":
        fitting = [
            d
            for d in drafts
            if d.group.id
            in ("arrest", "abduction", "surrender", "takeover", "assault", "clash", "displacement")
        ]
    else:
        fitting = [d for d in drafts if d.group.deadly or EVENT_TYPE_OF[d.type] in ("Protests", "Riots")]
    if not fitting:
        return None
    both = len(toll.by_actor) >= 2 and "civilians" not in toll.by_actor
    return min(
        fitting,
        key=lambda d: (
            both and EVENT_TYPE_OF[d.type] != "Battles",
            d.status in ("background", "planned", "denied"),
            min(abs(t.first - toll.at) - (3 if t.first < toll.at else 0) for t in d.triggers),
        ),
    )


def _only_tolls(reading: Reading, s: SentenceAt, speeches: Sequence[Speech], carried: Carried) -> None:
    """A sentence that only counts the hurt of what the sentence before told."""
    if not carried.drafts:
        return
    last = [
        d
        for d in carried.drafts[-_TOLL_DRAFTS:]
        if s.index - d.sentence <= _TOLL_SENTENCES
        and (d.group.deadly or EVENT_TYPE_OF[d.type] == "Protests")
        and d.status == "reported"
        and not d.refers
    ]
    if not last:
        return
    speaker = next((x.attribution.id for x in speeches if x.attribution is not None), None)
    tolls, none_hurt = find_tolls(reading, s, speaker)
    for toll in tolls:
        if toll.harm in ("dead", "wounded") and toll.best is not None:
            battles = [d for d in last if len(toll.by_actor) > 1 and EVENT_TYPE_OF[d.type] == "Battles"]
            told = (battles or last)[-1]
            told.tolls.append(toll)
            if told.speech is None:
                told.speech = speech_for(speeches, toll.at)
    if none_hurt and not last[-1].tolls:
        last[-1].none_hurt = True


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
        return any(t.harm == "displaced" and t.low >= _FEWEST for t in draft.tolls)
    if draft.group.needs == "place":
        if draft.where is None or draft.where.at.toponym.feature.startswith("A.PCL"):
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
