"""Whose claim of control it is: the doer of its verb, the holder behind "under the control of", the loser."""

from __future__ import annotations

from collections.abc import Sequence

from extract.attribution import Speech, speech_for
from extract.claim_grammar import ActorGrammar
from extract.control_words import ControlGroup, Cues
from extract.lexicon import Hit
from extract.markers import markers
from extract.morphology import says_we
from extract.reading import ActorAt, Reading, SentenceAt
from extract.roles import belongs, own_doer, speaking
from geo.records import ClaimStatus

Claimed = list[tuple[ActorAt, ClaimStatus]]
_REACH = 28
_SUBJECT_VERBS = frozenset(["was", "were", "been", "being", "is", "are", "be", "got"])


class ActorFinder(ActorGrammar):
    """Finds the actors of one sentence's words of control."""

    def __init__(
        self,
        reading: Reading,
        s: SentenceAt,
        cues: Cues,
        speeches: Sequence[Speech],
        carried: tuple[int, ActorAt] | None,
    ) -> None:
        super().__init__(reading, s, cues)
        self.speeches, self.carried = speeches, carried

    def find(self, hit: Hit[ControlGroup], place_at: int | None) -> Claimed:
        """Actors with their status; place_at is where the place behind the word begins, if one does."""
        frame = hit.value.frame
        if frame == "both":
            return self._both(hit)
        if frame in ("held", "left"):
            holder = self.behind(hit, 4) or self._owner(hit)
            return [(holder, hit.value.status)] if holder else []
        if frame == "home":
            holder = self.behind(hit, 3) or self.right_before(hit)
            return [(holder, hit.value.status)] if holder else []
        if frame == "free":
            return self._free(hit)
        losers = self._losers(hit, place_at)
        if frame == "clears" and not losers:
            return []
        if frame == "drives":
            losers = losers or [a for a in [self.behind(hit, 5)] if a is not None]
            if not losers:
                return []
        doer = self.doer(hit, place_at, losers)
        if doer is None or any(doer.id == a.id for a in losers):
            return [(a, "lost") for a in losers[:1]] if frame in ("clears", "drives") else []
        out: Claimed = [(doer, hit.value.status)]
        if hit.value.status == "control" and hit.value.happening:
            out += [(a, "lost") for a in losers[:1]]
        if hit.value.id == "lose" and place_at is not None:
            out += [(a, "control") for a in self._takers(hit, place_at) if a.id != doer.id][:1]
        if hit.value.status == "control" and (partner := self.partner(doer)) is not None:
            out.append((partner, "control"))
        if frame == "gives":
            receiver = next((a for a in self.fighting if a.first > hit.last and a.id != doer.id), None)
            if receiver is None or not self.handed_to(receiver):
                return []
            out.append((receiver, "control"))
        return out

    def _takers(self, hit: Hit[ControlGroup], place_at: int) -> list[ActorAt]:
        """ "Lost X to Y": Y has it."""
        return [
            a
            for a in self.fighting
            if place_at < a.first <= place_at + 6 and self.led_by(a, ("to",), place_at)
        ]

    def doer(
        self, hit: Hit[ControlGroup], place_at: int | None, losers: Sequence[ActorAt] = ()
    ) -> ActorAt | None:
        """The subject of the word: its speaker where it tells of itself, else by the order of words."""
        reading = self.reading
        speech = speech_for(self.speeches, hit.first)
        speaker = [a for a in speaking(self.s, speech) if not self.object_of(a)]
        hyphened = [
            a for a in self.fighting if a.last == hit.first - 2 and reading.words[hit.first - 1].norm == "-"
        ]
        if hyphened and hit.value.id == "hold":
            # "X-held", "X-controlled".
            return hyphened[0]
        word = reading.words[hit.first].norm
        own = own_doer(reading, hit.first, speaker)
        whom = hit.form == "verb" and word.endswith(("ها", "هم"))
        if own is not None and not whom:
            return own
        if reading.arabic(hit.first) and hit.form == "verb" and says_we(word):
            return self._we()
        # Whoever stands in the speaker's title speaks; one that is named behind the word does not.
        said = [a for i, a in enumerate(speaker) if i == 0 or a.last < hit.first]
        others = [a for a in self.fighting if a not in said and a not in losers]
        if word.isascii():
            found = self._english(hit, others)
        elif self.passive(hit):
            found = next((a for a in others if hit.last < a.first <= hit.last + 5), None)
        else:
            found = self._arabic(hit, others, place_at)
        if found is not None:
            return found
        if not hit.value.happening and hit.value.status != "besieged":
            return self._he(hit)
        fighters = [a for a in speaker if a in self.fighting]
        if fighters and hit.value.status in ("control", "advance", "lost", "besieged"):
            return fighters[0]
        return self._he(hit)

    def _english(self, hit: Hit[ControlGroup], others: Sequence[ActorAt]) -> ActorAt | None:
        reading = self.reading
        if self.passive(hit):
            return self._by(hit)
        if hit.form == "noun" or reading.words[hit.last].norm in ("of", "on", "to", "by"):
            behind = self._by(hit)
            if behind is not None or reading.words[hit.last].norm == "by":
                return behind
        limit = 4 if hit.form == "noun" else _REACH
        before = [
            a
            for a in others
            if a.last < hit.first
            and hit.first - a.last <= limit
            and reading.clause[hit.first] - reading.clause[a.last] <= 4
            and not self.object_of(a)
        ]
        if not before:
            return None
        return before[-1]

    def _arabic(
        self, hit: Hit[ControlGroup], others: Sequence[ActorAt], place_at: int | None
    ) -> ActorAt | None:
        reading = self.reading
        word = reading.words[hit.last].norm
        clause = reading.clause[hit.last]
        mine = word.endswith(("ها", "ه", "هم")) and (
            "سيطرت" in word or hit.form == "noun" or bool(self.cues.within("own", hit.first, hit.last + 1))
        )
        if hit.value.id == "stand":
            # "Where what is left of the group's men is": whoever follows such a verb at all is its subject.
            standing = [
                a for a in others if 0 < a.first - hit.last <= 6 and reading.clause[a.first] == clause
            ]
            if standing:
                return standing[0]
        noun = hit.form == "noun" or reading.words[hit.first].norm.startswith(("ال", "وال", "بال"))
        if not mine:
            limit = min(place_at if place_at is not None else hit.last + 12, hit.last + (4 if noun else 12))
            behind = [
                a
                for a in others
                if hit.last < a.first <= limit
                and reading.clause[a.first] == clause
                and not self.object_of(a)
                and (
                    not belongs(reading, a)
                    or ((noun or hit.value.id == "gone") and hit.value.status == "lost")
                )
            ]
            if behind:
                return behind[0]
        before = [
            a
            for a in others
            if a.last < hit.first
            and hit.first - a.last <= _REACH
            and clause - reading.clause[a.last] <= 4
            and not self.object_of(a)
        ]
        gender = self.gender(reading.words[hit.last if mine else hit.first].norm, mine)
        agreeing = [a for a in before if gender is None or self.is_feminine(a) == (gender == "f")]
        chosen = agreeing or ([] if mine else before)
        if chosen:
            return chosen[-1]
        loose = [
            a
            for a in others
            if a.first > hit.last and a.first - hit.last <= 14 and reading.clause[a.first] == clause
        ]
        loose = [a for a in loose if not self.object_of(a) and not belongs(reading, a)]
        return loose[0] if loose and not mine and not noun else None

    def passive(self, hit: Hit[ControlGroup]) -> bool:
        """ "was captured", "captured by": the place is the subject."""
        reading = self.reading
        word = reading.words[hit.last].norm
        if hit.value.id == "besiege" and not word.isascii():
            return "محاصر" in word and "من" in [w.norm for w in reading.words[hit.last + 1 : hit.last + 3]]
        if not word.isascii() or hit.form == "noun" or hit.value.frame not in ("acts", "gives"):
            return False
        if word == "by":
            return True
        if not word.endswith(("ed", "en", "un", "held", "lost")) or word in ("gained",):
            return False
        behind = reading.words[hit.last + 1].norm if hit.last + 1 < self.s.hi else ""
        helped = any(
            reading.words[hit.first - k].norm in _SUBJECT_VERBS
            for k in (1, 2)
            if hit.first - k >= self.s.lo and reading.words[hit.first - 1].norm not in ("and", ",", "-")
        )
        return behind == "by" or helped

    def _by(self, hit: Hit[ControlGroup]) -> ActorAt | None:
        """The actor behind "by", or right behind the word."""
        for a in self.fighting:
            if hit.last < a.first <= hit.last + 12 and self.led_by(a, ("by",), hit.last):
                return a
        if self.reading.words[hit.last].norm in ("by",):
            return self.behind(hit, 4)
        return None

    def _owner(self, hit: Hit[ControlGroup]) -> ActorAt | None:
        """Whom "under its control" means: the actor before that agrees, else the speaker."""
        word = self.reading.words[hit.last].norm
        if word.isascii() or not word.endswith(("ها", "ه", "هم")):
            return None
        before = [a for a in self.fighting if a.last < hit.first]
        gender = self.gender(word, True)
        agreeing = [a for a in before if gender is None or self.is_feminine(a) == (gender == "f")]
        speaker = [a for a in speaking(self.s, speech_for(self.speeches, hit.first)) if a in self.fighting]
        if agreeing or speaker:
            return (agreeing or speaker)[-1]
        if before:
            return None
        return self.carried[1] if self.carried and self.s.index - self.carried[0] <= 2 else None

    def _free(self, hit: Hit[ControlGroup]) -> Claimed:
        loser = self.behind(hit, 4)
        if loser is None:
            return []
        takers = [a for a in self.fighting if a.last < hit.first and a.id != loser.id]
        out: Claimed = [(loser, "lost")]
        return [*out, (takers[-1], "control")] if takers else out

    def _losers(self, hit: Hit[ControlGroup], place_at: int | None) -> list[ActorAt]:
        """Whom it was taken from: behind "from" where the place is named before it, or behind "of"."""
        if hit.value.frame not in ("acts", "clears", "drives") or not hit.value.happening:
            return []
        opens = {last + 1 for _, last, _ in self.cues.of("loser")}
        floor = hit.last if hit.value.frame == "clears" else max(hit.last, place_at or hit.last)
        out = []
        for a in self.fighting:
            lo = a.first
            if a.first <= hit.last or a.first - hit.last > _REACH or a.first < floor:
                continue
            if self.reading.clause[a.first] - self.reading.clause[max(floor, hit.last)] > 1:
                continue
            link = self.reading.words[lo - 1].norm if lo else ""
            far = self.reading.words[lo - 2].norm if lo > 1 else ""
            from_it = lo in opens or lo - 1 in opens
            if from_it and (link in ("from", "من") or far in ("from", "من") or hit.value.frame == "clears"):
                out.append(a)
        return out

    def _both(self, hit: Hit[ControlGroup]) -> Claimed:
        near = [a for a in self.fighting if abs(a.first - hit.first) <= 14]
        own = self.reading.clause[hit.first]
        same = [a for a in near if abs(self.reading.clause[a.first] - own) <= 1] or near
        out: dict[str, ActorAt] = {}
        for a in same:
            out.setdefault(a.id, a)
        return [(a, hit.value.status) for a in list(out.values())[:2]]

    def _we(self) -> ActorAt | None:
        """Whose "our forces" was told last: in a communique "we" needs no other speaker."""
        told = [a for s in self.reading.sentences[: self.s.index + 1] for a in s.actors]
        return next(
            (a for a in reversed(told) if markers().ours.find(self.reading.words[a.first : a.last + 1])), None
        )

    def _he(self, hit: Hit[ControlGroup]) -> ActorAt | None:
        """A pronoun, or an Arabic verb without a subject: the one whose doing was told last."""
        if self.carried is None or self.s.index - self.carried[0] > 2:
            return None
        if any(a.last < hit.first for a in self.fighting):
            return None
        arabic = self.reading.arabic(hit.first)
        if arabic and hit.form != "verb" and hit.value.frame != "acts":
            return None
        if not arabic and not self.cues.within("he", self.s.lo, hit.first):
            return None
        return self.carried[1]
