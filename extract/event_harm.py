"""Which event each toll belongs to: of its own sentence, or told some sentences before."""

from __future__ import annotations

from collections.abc import Sequence

from extract.attribution import Speech, speech_for
from extract.casualties import Toll, find_tolls
from extract.draft import Draft
from extract.event_types import EVENT_TYPE_OF, SUB_EVENT_TYPES
from extract.reading import Reading, SentenceAt
from extract.retyping import retype
from extract.role_order import Role

TOLL_DRAFTS = 20


FEWEST = 10
"""Fewer on the move than this are people going somewhere, not people driven out."""


TOLL_SENTENCES = 3
"""How far behind an event a sentence that only counts its hurt may stand."""


AGAINST = {"dispersal": "Protest with intervention", "live-fire": "Excessive force against protesters"}


def police(s: SentenceAt, earlier: Sequence[Draft]) -> None:
    """A sentence that only tells what was done against the protest of the sentence before."""
    last = next((d for d in reversed(earlier[-TOLL_DRAFTS:]) if EVENT_TYPE_OF[d.type] == "Protests"), None)
    if last is None or s.index - last.sentence > 2 or last.status != "reported":
        return
    last.type = max(
        last.type,
        *(AGAINST[t.group.id] for t in s.triggers if t.group.id in AGAINST),
        key=SUB_EVENT_TYPES["Protests"].index,
    )
    doer = next((a for a in s.actors if a.kind in ("state", "armed")), None)
    if doer is not None:
        last.roles = [Role(doer, "attacker", 2), *(r for r in last.roles if r.part == "target")]


_FLIGHT_REACH = 4


def without_displaced(drafts: list[Draft], earlier: Sequence[Draft]) -> list[Draft]:
    """People driven out belong to the event that drove them out, where one is told beside or before it."""
    out: list[Draft] = []
    for draft in drafts:
        if draft.group.id == "displacement":
            host = _drove_out(draft, [*earlier[-TOLL_DRAFTS:], *(d for d in drafts if d is not draft)])
            if host is not None:
                host.tolls += [t for t in draft.tolls if t.harm == "displaced" and t.low >= FEWEST]
                continue
        out.append(draft)
    return out


def _drove_out(draft: Draft, others: Sequence[Draft]) -> Draft | None:
    if not any(t.harm == "displaced" and t.low >= FEWEST for t in draft.tolls):
        return None
    for host in reversed(others):
        if not (host.group.deadly or host.group.id in ("withdrawal", "takeover")) or host.refers:
            continue
        if host.status not in ("reported", "claimed") or draft.sentence - host.sentence > _FLIGHT_REACH:
            continue
        if (host.when.prec or 1) > 4:
            # An event known to a year only is history, not what drove these people out.
            continue
        if draft.when.told and draft.when.first != host.when.first and (draft.when.prec or 1) > 1:
            # Told of a time of its own ("over three months").
            continue
        return host
    return None


def give_harm(reading: Reading, s: SentenceAt, speeches: Sequence[Speech], drafts: list[Draft]) -> None:
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


def only_tolls(reading: Reading, s: SentenceAt, speeches: Sequence[Speech], earlier: Sequence[Draft]) -> None:
    """A sentence that only counts the hurt of what the sentence before told."""
    if not earlier:
        return
    last = [
        d
        for d in earlier[-TOLL_DRAFTS:]
        if s.index - d.sentence <= TOLL_SENTENCES
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
