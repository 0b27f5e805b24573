"""Who is said to hold, take, lose, besiege or advance on a place (data/control.yaml): the control claims of
a report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from extract.attribution import Speech, speech_for
from extract.claim_actors import ActorFinder, Claimed
from extract.claim_days import claim_day, is_over, is_told, looks_back, trigger_of
from extract.claim_frames import find_spots
from extract.claim_holders import bare_holders
from extract.claim_lists import why_no_point
from extract.claim_order import Spoken, settle
from extract.claim_places import PlaceFinder, Spot
from extract.control_words import ControlGroup, Cues, find_control
from extract.lexicon import Hit
from extract.reading import ActorAt, Reading, SentenceAt, ToponymAt
from extract.roles import find_roles
from extract.status import status_words
from extract.triggers import Trigger
from extract.when import When, find_when
from geo.records import ClaimStatus, ControlClaim, Evidence, Unresolved

_DONE, _STATE, _IN_PASSING = 0.75, 0.7, 0.5
_PART, _DOUBTED, _OWN_WORD = 0.75, 0.5, 0.85
_ANTECEDENT = 3
"""How many sentences back "the attackers" are looked for."""


def find_claims(
    reading: Reading, speeches: Sequence[Sequence[Speech]], report_id: str
) -> tuple[list[ControlClaim], list[Unresolved], list[ToponymAt]]:
    """The control claims of a report, those that have no place to stand on, and the toponyms used."""
    reader = _Reader(reading, speeches, report_id)
    for s in reading.sentences:
        reader.read(s)
    claims = settle(reader.spoken, reading.register)
    used = {(e.start, e.end) for c in claims for e in c.evidence if e.field == "place"}
    toponyms = [t for s in reading.sentences for t in s.toponyms if (t.toponym.start, t.toponym.end) in used]
    return claims, reader.open, toponyms


class _Reader:
    """What one sentence leaves to the next: the place, day and doer told last."""

    def __init__(self, reading: Reading, speeches: Sequence[Sequence[Speech]], report_id: str) -> None:
        self.reading, self.speeches, self.report_id = reading, speeches, report_id
        self.spoken: list[Spoken] = []
        self.open: list[Unresolved] = []
        self.place: tuple[int, ToponymAt] | None = None
        self.day: tuple[int, When] | None = None
        self.doer: tuple[int, ActorAt] | None = None
        self.taken: tuple[int, ActorAt, list[Spot]] | None = None

    def read(self, s: SentenceAt) -> None:
        """Read one sentence's words of control."""
        reading, speeches = self.reading, self.speeches[s.index]
        holders = bare_holders(reading, s, Cues(reading, s))
        if holders:
            s = replace(s, actors=sorted([*s.actors, *holders], key=lambda a: a.first))
        hits = find_control(reading, s)
        if hits:
            cues = Cues(reading, s)
            statuses = status_words(reading, s)
            places = PlaceFinder(reading, s, cues, hits, self.place)
            actors = ActorFinder(reading, s, cues, speeches, self.doer)
            for hit in hits:
                if is_told(reading, s, hit, cues):
                    self._hit(s, hit, cues, statuses, places, actors)
        self._carry(s, hits)

    def _hit(
        self,
        s: SentenceAt,
        hit: Hit[ControlGroup],
        cues: Cues,
        statuses: Sequence[Hit[str]],
        places: PlaceFinder,
        actors: ActorFinder,
    ) -> None:
        if looks_back(self.reading, s, hit, cues) and hit.value.status == "lost":
            return
        when = claim_day(self.reading, s, hit, self.speeches[s.index], self.day, statuses, cues, places.hits)
        if when is None:
            return
        spots = find_spots(hit, places, actors, cues)
        behind = [x.at.first for x in spots if x.at.first > hit.last]
        claimed = self._known(s, actors.find(hit, min(behind) if behind else None), hit)
        if hit.value.id == "advance" and cues.within("unopposed", hit.last + 1, s.hi):
            claimed = [(a, "control") for a, _ in claimed]
        if is_over(self.reading, s, hit, cues):
            claimed = [(a, "lost") for a, _ in claimed]
        if not claimed:
            return
        if not spots and hit.value.id in ("leave", "lose"):
            spots = self._taken_by_others(s, claimed[0][0], hit, cues)
        if not spots:
            self._no_place(s, hit)
            return
        self.doer = (s.index, claimed[0][0])
        if hit.value.happening and claimed[0][1] == "control":
            self.taken = (s.index, claimed[0][0], spots)
        doubted = bool(cues.of("doubtful"))
        speech = speech_for(self.speeches[s.index], hit.first)
        if doubted and (speech is None or speech.first > hit.first or cues.within("rumour", s.lo, hit.first)):
            self.open.append(Unresolved(*self.reading.span(hit.first, hit.last), "told, but not confirmed"))
            return
        still = bool(cues.within("still", max(s.lo, hit.first - 6), hit.last + 1))
        for spot in spots:
            for actor, status in claimed:
                claim = self._claim(s, hit, spot, actor, status, when, speech, doubted)
                if claim is not None:
                    happening = hit.value.happening and status != "contested"
                    self.spoken.append(Spoken(claim, hit.first, s.index, hit.value.id, happening, still))

    def _taken_by_others(
        self, s: SentenceAt, loser: ActorAt, hit: Hit[ControlGroup], cues: Cues
    ) -> list[Spot]:
        """ "Took X after Y withdrew": Y withdrew from X; "took X, then withdrew": so did the taker."""
        if self.taken is None:
            return []
        index, taker, spots = self.taken
        day = self.reading.published
        if cues.within("then", max(s.lo, hit.first - 3), hit.first) and taker.id == loser.id:
            return spots if index == s.index else []
        if not cues.within("after", max(s.lo, hit.first - 5), hit.first):
            return []
        return spots if index == s.index and self.reading.register.opposed(taker.id, loser.id, day) else []

    def _no_place(self, s: SentenceAt, hit: Hit[ControlGroup]) -> None:
        """List why nothing can be drawn: a border, a river, a country, or no place at all."""
        near = [t for t in s.toponyms if t.first > hit.last and why_no_point(t) is not None]
        if near and hit.value.id in ("take", "hold", "held"):
            t = near[0].toponym
            self.open.append(Unresolved(t.start, t.end, t.text, why_no_point(near[0]) or ""))
        elif hit.value.id == "take":
            span = self.reading.span(hit.first, hit.last)
            self.open.append(Unresolved(*span, "a word of control with no place in its clause"))

    def _known(self, s: SentenceAt, claimed: Claimed, hit: Hit[ControlGroup]) -> Claimed:
        """ "The attackers" are those who attacked before; nobody unknown holds or loses a place."""
        out: Claimed = []
        for actor, status in claimed:
            if actor.kind != "unknown":
                out.append((self._forces(actor), status))
                continue
            meant = self._attacker_before(s)
            if meant is not None:
                out.append((meant, status))
            elif status == "control" and hit.value.id == "take":
                out.append((actor, status))
        return out

    def _forces(self, actor: ActorAt) -> ActorAt:
        """What a ministry announces of itself its forces did."""
        known = self.reading.register.get(actor.id.removesuffix("-government") + "-forces")
        if known is None or not actor.id.endswith("-government"):
            return actor
        return replace(actor, id=known.id, name=known.name.en, kind=known.kind)

    def _attacker_before(self, s: SentenceAt) -> ActorAt | None:
        """The one doer of an attack in the sentences before, where there is only one."""
        found: dict[str, ActorAt] = {}
        for before in self.reading.sentences[max(0, s.index - _ANTECEDENT) : s.index]:
            for trigger in before.triggers:
                if trigger.group.id not in ("assault", "clash", "raid", "takeover", "ambush"):
                    continue
                for role in self._roles(before, trigger):
                    if role.kind in ("armed", "state", "international"):
                        found.setdefault(role.id, role)
        return next(iter(found.values())) if len(found) == 1 else None

    def _roles(self, s: SentenceAt, trigger: Trigger) -> list[ActorAt]:
        speeches = self.speeches[s.index]
        roles = find_roles(self.reading, s, trigger, speech_for(speeches, trigger.first), speeches)
        return [r.actor for r in roles if r.part == "attacker"]

    def _carry(self, s: SentenceAt, hits: Sequence[Hit[ControlGroup]]) -> None:
        told = [t for t in s.toponyms if t.toponym.role != "actor" and why_no_point(t) is None]
        told = [t for t in told if t.toponym.relation not in ("toward", "between", "outside")]
        told = [t for t in told if t.toponym.place_id and not t.toponym.feature.startswith("A.ADM1")]
        if told:
            self.place = (s.index, told[-1])
        if any(d.date.first is not None for d in s.dates):
            word = trigger_of(hits[0]) if hits else Trigger(s.lo, s.lo, _NO_GROUP, "word")
            self.day = (s.index, find_when(self.reading, s, word, self.speeches[s.index], self.day))
        fighting = [a for a in s.actors if a.kind not in ("reporting", "civilian", "unknown")]
        if fighting and (self.doer is None or self.doer[0] != s.index):
            self.doer = (s.index, fighting[0])

    def _claim(
        self,
        s: SentenceAt,
        hit: Hit[ControlGroup],
        spot: Spot,
        actor: ActorAt,
        status: ClaimStatus,
        when: When,
        speech: Speech | None,
        doubted: bool,
    ) -> ControlClaim | None:
        reading, t = self.reading, spot.at.toponym
        why = why_no_point(spot.at)
        if why is None and (t.place_id is None or spot.lat is None or spot.lon is None):
            why = "a claim of control at a place that is not resolved"
        if why is not None or spot.lat is None or spot.lon is None:
            self.open.append(Unresolved(t.start, t.end, t.text, why or ""))
            return None
        evidence = [
            Evidence("status", *reading.span(hit.first, hit.last)),
            Evidence("place", t.start, t.end, t.text),
            Evidence("actor", actor.start, actor.end, actor.text),
        ]
        if when.evidence is not None:
            evidence.append(Evidence("date", *when.evidence))
        if speech is not None and speech.evidence is not None:
            evidence.append(Evidence("attribution", *reading.span(*speech.evidence)))
        evidence.append(Evidence("sentence", s.sentence.start, s.sentence.end, s.sentence.text))
        sure = _DONE if hit.value.happening else _IN_PASSING if hit.value.frame == "home" else _STATE
        sure *= (_PART if spot.part else 1.0) * (_DOUBTED if doubted else 1.0)
        if speech is not None and speech.attribution is not None and status in ("control", "advance"):
            sure *= _OWN_WORD if speech.attribution.id == actor.id else 1.0
        key = f"{self.report_id}:{hit.first}:{t.start}:{actor.id}:{status}"
        return ControlClaim(
            id=hashlib.sha256(key.encode()).hexdigest()[:16],
            actor=actor.id,
            place_id=t.place_id,
            place=t.name.en or t.text,
            lat=spot.lat,
            lon=spot.lon,
            radius_km=t.radius_km if t.radius_km is not None else 1.0,
            status=status,
            relation=spot.relation,
            valid_from=when.first,
            valid_from_latest=when.last if when.last != when.first else None,
            attribution=speech.attribution if speech else None,
            confidence=round(sure * (0.5 + 0.5 * t.confidence) * (0.7 + 0.3 * when.sure), 2),
            evidence=evidence,
        )


_NO_GROUP = trigger_of(Hit(0, 0, ControlGroup("none", "control", "both"), "word")).group
