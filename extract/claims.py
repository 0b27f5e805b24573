"""Who is said to hold, take, lose, besiege or advance on a place (data/control.yaml): the control claims of
a report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract.attribution import Speech, speech_for
from extract.data_files import load
from extract.lexicon import Forms, Hit, Lexicon, Listed, arabic_entries, english_entries, listed_entries
from extract.reading import ActorAt, Reading, SentenceAt, ToponymAt
from extract.roles import belongs, own_doer, speaking
from extract.status import aims_at, find_status, status_words
from extract.triggers import EventGroup, Trigger
from extract.when import When, find_when
from geo.records import ClaimStatus, ControlClaim, Evidence, Relation, Unresolved

_REACH = 14
_DIRECTION_REACH = 4
_HERE_SENTENCES = 3


class ControlGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of telling who holds a place; the head of data/control.yaml says what each field means."""

    id: str
    status: ClaimStatus
    subject: Literal["taker", "holder", "loser", "giver", "besieger", "both"]
    happening: bool = False
    ar: Forms = Forms()
    en: Forms = Forms()


class ControlWords(msgspec.Struct, forbid_unknown_fields=True):
    """extract/data/control.yaml."""

    groups: list[ControlGroup]
    relations: dict[Literal["north", "south", "east", "west"], Listed]
    parts: Listed
    mine: Listed
    former: Listed
    loser: Listed


class _Lexicons(NamedTuple):
    groups: Lexicon[ControlGroup]
    relations: Lexicon[str]
    here: Lexicon[str]
    former: Lexicon[str]


@cache
def _lexicons() -> _Lexicons:
    data = load("control.yaml", ControlWords)
    return _Lexicons(
        Lexicon(
            e for g in data.groups for es in (arabic_entries(g.ar, g), english_entries(g.en, g)) for e in es
        ),
        Lexicon(e for name, listed in data.relations.items() for e in listed_entries(listed, name)),
        Lexicon(listed_entries(data.mine, "here")),
        Lexicon([*listed_entries(data.former, "former"), *listed_entries(data.loser, "from")]),
    )


def find_claims(
    reading: Reading, speeches: Sequence[Sequence[Speech]], report_id: str
) -> tuple[list[ControlClaim], list[Unresolved], list[ToponymAt]]:
    """The control claims of a report, those that have no place to stand on, and the toponyms used."""
    out: dict[tuple[str, str | None, str, str], ControlClaim] = {}
    open_claims: list[Unresolved] = []
    used: list[ToponymAt] = []
    last_place: tuple[int, ToponymAt] | None = None
    carried: tuple[int, When] | None = None
    for s in reading.sentences:
        words = reading.words[s.lo : s.hi]
        found = _lexicons().groups.find(words)
        hits = [h._replace(first=h.first + s.lo, last=h.last + s.lo) for h in found if h.value.id != "stop"]
        statuses = status_words(reading, s) if hits else []
        for hit in hits:
            when, places = (
                _day(reading, s, hit, speeches[s.index], carried, statuses),
                _places(reading, s, hit, last_place),
            )
            actors = _actors(reading, s, hit, speeches[s.index])
            if not actors or when is None:
                continue
            if not places:
                if hit.value.id == "take":
                    start, end, text = reading.span(hit.first, hit.last)
                    open_claims.append(
                        Unresolved(start, end, text, "a word of control with no place in its clause")
                    )
                continue
            for place in places:
                for actor, status in actors:
                    claim = _claim(reading, s, hit, place, actor, status, when, speeches[s.index], report_id)
                    if claim is None:
                        start, end, text = place.toponym.start, place.toponym.end, place.toponym.text
                        open_claims.append(
                            Unresolved(start, end, text, "a claim of control at a place that is not resolved")
                        )
                        continue
                    key = (claim.actor, claim.place_id, claim.status, claim.relation)
                    old = out.get(key)
                    if old is None or (old.valid_from is None and claim.valid_from is not None):
                        out[key] = claim
                    if place not in used:
                        used.append(place)
        told = [t for t in s.toponyms if _is_settled(t)]
        if told:
            last_place = (s.index, told[-1])
        days = [d for d in s.dates if d.date.first is not None]
        if days:
            carried = (
                s.index,
                find_when(reading, s, _trigger(hits[0]) if hits else _opening(s), speeches[s.index], carried),
            )
    return list(out.values()), open_claims, used


_GROUP = EventGroup("control", kind="generic", frame="act")


def _trigger(hit: Hit[ControlGroup]) -> Trigger:
    return Trigger(hit.first, hit.last, _GROUP, hit.form)


def _opening(s: SentenceAt) -> Trigger:
    return Trigger(s.lo, s.lo, _GROUP, "word")


def _day(
    reading: Reading,
    s: SentenceAt,
    hit: Hit[ControlGroup],
    speeches: Sequence[Speech],
    carried: tuple[int, When] | None,
    statuses: Sequence[Hit[str]],
) -> When | None:
    """The day of a claim; None where the sentence only plans, denies or looks back."""
    trigger = _trigger(hit)
    when = find_when(reading, s, trigger, speeches, carried)
    if hit.value.happening and aims_at(reading, hit.first):
        return None
    if find_status(reading, s, trigger, statuses, when) != "reported":
        return None
    former = [
        h.first + s.lo for h in _lexicons().former.find(reading.words[s.lo : s.hi]) if h.value == "former"
    ]
    if not hit.value.happening and any(0 <= hit.first - f <= 4 for f in former):
        return None
    return when


def _actors(
    reading: Reading, s: SentenceAt, hit: Hit[ControlGroup], speeches: Sequence[Speech]
) -> list[tuple[ActorAt, ClaimStatus]]:
    """Whose claim it is, with its status; the loser or receiver beside it where told."""
    group = hit.value
    if group.subject == "besieger" and _passive_alone(reading, hit):
        return []
    speech = speech_for(speeches, hit.first)
    fighting = [
        a
        for a in s.actors
        if a.kind not in ("reporting", "civilian") and abs(a.first - hit.first) <= 2 * _REACH
    ]
    speaker = speaking(s, speech)
    own = own_doer(reading, hit.first, speaker)
    parties = [a for a in fighting if a not in speaker]
    if own is not None:
        return [(own, group.status)]
    if not parties and group.happening and fighting and speech is not None and speech.first < hit.first:
        # "The SDF said they took the village": the speaker is the taker.
        parties = fighting
    before = [
        a
        for a in parties
        if 0 < hit.first - a.last <= 2 * _REACH and reading.clause[hit.first] - reading.clause[a.first] <= 3
    ]
    after = [a for a in parties if a.first > hit.last]
    froms = {
        h.last + s.lo + 1 for h in _lexicons().former.find(reading.words[s.lo : s.hi]) if h.value == "from"
    }
    losers = [a for a in after if group.subject == "taker" and (a.first in froms or a.first - 1 in froms)]
    after = [a for a in after if a not in losers]
    arabic = reading.arabic(hit.first)
    word = reading.words[hit.last].norm
    behind = arabic or word in ("by", "of", "to", "in") or hit.form == "noun"
    reach = 5 if hit.form == "noun" or hit.value.id == "stronghold" else _REACH
    if group.subject == "taker":
        # "في معقل التنظيم", "للتنظيم": whose place it is, not who comes.
        after = [a for a in after if not belongs(reading, a)]
    clause = reading.clause[hit.first]
    near = [a for a in after if a.first - hit.last <= reach]
    near.sort(key=lambda a: reading.clause[a.first] != clause)
    first = near[:1] if behind else []
    if before and hit.first - before[-1].last <= 2 and reading.clause[before[-1].first] == clause:
        # "تنظيم الدولة يسيطر": the holder right before its verb.
        first = before[-1:]
    main = first or before[-1:] or (after[:1] if arabic else [])
    if not arabic and word in ("to",):
        main = after[:1]
    if not main:
        return []
    out: list[tuple[ActorAt, ClaimStatus]] = [(main[0], group.status)]
    out += [(a, "lost") for a in losers[:1] if group.subject == "taker" and group.status == "control"]
    if group.subject == "giver":
        receiver = next((a for a in after if a is not main[0]), None)
        if receiver is not None:
            out.append((receiver, "control"))
    if group.subject == "both":
        out = [(a, group.status) for a in (before[-1:] + after[:1] or main)]
    return out


def _places(
    reading: Reading, s: SentenceAt, hit: Hit[ControlGroup], last_place: tuple[int, ToponymAt] | None
) -> list[ToponymAt]:
    """The places a word of control speaks of: in its clause, a list of them, or "the town" for the one
    named last.
    """
    near = [
        t
        for t in s.toponyms
        if t.toponym.role != "actor"
        and t.toponym.relation != "border"
        and not t.toponym.feature.startswith(("A.PCL", "H.STM", "L.BDRY", "L.RGN"))
        and abs(t.first - hit.first) <= _REACH
        and abs(reading.clause[t.first] - reading.clause[hit.first]) <= 1
    ]
    if hit.value.subject == "loser":
        near = [t for t in near if reading.words[t.first - 1].norm not in _TOWARD]
    fine = [t for t in near if not t.toponym.feature.startswith("A.ADM1")]
    fine = fine or (near if hit.value.id == "take" else [])
    after = [t for t in fine if t.first > hit.last]
    before = [t for t in fine if t.last < hit.first]
    chosen = after[:1] if after and not _goes_back(reading, hit, before, after) else before[-1:] or after[:1]
    if chosen and chosen[0] in after:
        for t in after[1:4]:
            joint = reading.words[t.first - 1].norm
            here = reading.words[t.first]
            glued_and = here.start < t.toponym.start and reading.text[here.start] == "و"
            if t.first - chosen[-1].last <= 3 and (joint in ("and", ",", "و") or glued_and):
                chosen.append(t)
    if chosen:
        return chosen
    earlier = [t for t in s.toponyms if t.last < hit.first and _is_settled(t)]
    if earlier:
        last_place = (s.index, earlier[-1])
    heres = [h.first + s.lo for h in _lexicons().here.find(reading.words[s.lo : s.hi])]
    if (
        last_place is not None
        and s.index - last_place[0] <= _HERE_SENTENCES
        and any(abs(h - hit.last) <= 8 for h in heres)
    ):
        return [last_place[1]]
    return []


def _passive_alone(reading: Reading, hit: Hit[ControlGroup]) -> bool:
    """ "is surrounded" without "by"."""
    last = reading.words[hit.last].norm
    behind = reading.words[hit.last + 1].norm if hit.last + 1 < len(reading.words) else ""
    return (
        last.isascii()
        and last.endswith("ed")
        and behind != "by"
        and reading.ties.get(hit.first, (0, ""))[1] == "passive"
    )


def _is_settled(t: ToponymAt) -> bool:
    """Whether "the town" or "the area" can take it up."""
    known = t.toponym.role != "actor" and t.toponym.place_id is not None
    return known and not t.toponym.feature.startswith(("A.PCL", "A.ADM1", "H.", "L."))


_TOWARD = frozenset(["الي", "نحو", "باتجاه", "صوب", "to", "into", "towards", "toward"])


def _goes_back(
    reading: Reading, hit: Hit[ControlGroup], before: Sequence[ToponymAt], after: Sequence[ToponymAt]
) -> bool:
    """ "the town, which X holds", "X is held by": the place stands before."""
    if not before:
        return False
    if hit.value.id == "stronghold":
        return True
    if hit.value.subject == "holder" and hit.form != "noun":
        prior = reading.words[hit.first - 1].norm if hit.first else ""
        phrase = reading.words[hit.first].norm
        return prior in ("التي", "الذي", "وتعد", "which", "that") or phrase in (
            "التي",
            "held",
            "controlled",
            "under",
            "اخر",
            "last",
        )
    return False


def _claim(
    reading: Reading,
    s: SentenceAt,
    hit: Hit[ControlGroup],
    place: ToponymAt,
    actor: ActorAt,
    status: ClaimStatus,
    when: When,
    speeches: Sequence[Speech],
    report_id: str,
) -> ControlClaim | None:
    t = place.toponym
    if t.place_id is None or t.lat is None or t.lon is None:
        return None
    speech = speech_for(speeches, hit.first)
    start, end, text = reading.span(hit.first, hit.last)
    relation = _relation(reading, s, hit, place)
    evidence = [
        Evidence("status", start, end, text),
        Evidence("place", t.start, t.end, t.text),
        Evidence("actor", actor.start, actor.end, actor.text),
        Evidence("sentence", s.sentence.start, s.sentence.end, s.sentence.text),
    ]
    if when.evidence is not None:
        evidence.append(Evidence("date", *when.evidence))
    if speech is not None and speech.evidence is not None:
        evidence.append(Evidence("attribution", *reading.span(*speech.evidence)))
    sure = 0.75 if hit.value.happening else 0.6
    key = f"{report_id}:{hit.first}:{t.start}:{actor.id}:{status}"
    return ControlClaim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        actor=actor.id,
        place_id=t.place_id,
        place=t.name.en or t.text,
        lat=t.lat,
        lon=t.lon,
        radius_km=t.radius_km if t.radius_km is not None else 1.0,
        status=status,
        relation=relation,
        valid_from=when.first,
        valid_from_latest=when.last + timedelta(days=0)
        if when.last is not None and when.last != when.first
        else None,
        attribution=speech.attribution if speech else None,
        confidence=round(sure * (0.5 + 0.5 * t.confidence) * (0.7 + 0.3 * when.sure), 2),
        evidence=evidence,
    )


def _relation(reading: Reading, s: SentenceAt, hit: Hit[ControlGroup], place: ToponymAt) -> Relation:
    """The direction told between the word of control and the place, else the toponym's own relation."""
    if place.toponym.relation not in ("in", "countryside", "near"):
        return place.toponym.relation
    lo, hi = max(s.lo, place.first - _DIRECTION_REACH), min(s.hi, place.last + 2)
    far = not s.lo <= place.first < s.hi or place.last < hit.first - _DIRECTION_REACH
    if far and hit.value.id != "stronghold":
        # "the northern part of the camp", the camp being one named before.
        lo, hi = max(s.lo, hit.first - _DIRECTION_REACH), min(s.hi, hit.last + 2 * _DIRECTION_REACH)
    found = [
        h
        for h in _lexicons().relations.find(reading.words[lo:hi])
        if not place.first <= h.first + lo <= place.last
    ]
    return found[0].value if found else "in"  # type: ignore[return-value]
