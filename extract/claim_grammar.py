"""How an actor stands to a word of control: right behind it, behind a preposition, agreeing with it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.control_words import ControlGroup, Cues
from extract.lexicon import Hit
from extract.markers import markers
from extract.reading import ActorAt, Reading, SentenceAt

_AWAY = frozenset(["from", "against", "with", "by", "علي", "من", "ضد", "مع", "on", "to"])
_LOYAL = frozenset(["loyal", "allied", "موالون", "موالين", "الموالون", "الموالين"])


class ActorGrammar:
    """The actors of one sentence that can hold ground, and questions about their place in it."""

    def __init__(self, reading: Reading, s: SentenceAt, cues: Cues) -> None:
        self.reading, self.s, self.cues = reading, s, cues
        self.fighting = [a for a in s.actors if a.kind not in ("reporting", "civilian") and not a.adjective]

    def partner(self, doer: ActorAt) -> ActorAt | None:
        """ "A and B each hold half of": the other side, joined by "and"."""
        words, day = self.reading.words, self.reading.published
        for a in self.fighting:
            between = [w.norm for w in words[a.last + 1 : doer.first]]
            joined = between in (["and"], ["and", "the"], ["و"]) or (
                not between and self.reading.text[words[doer.first].start : doer.start] == "و"
            )
            if a.last < doer.first and joined and self.reading.register.opposed(a.id, doer.id, day):
                return a
        return None

    def led_by(self, actor: ActorAt, words: Sequence[str], floor: int) -> bool:
        lo = max(floor, actor.first - 4)
        return any(w.norm in words for w in self.reading.words[lo : actor.first])

    def behind(self, hit: Hit[ControlGroup], limit: int) -> ActorAt | None:
        """The actor that follows at once, with nothing but its own words between."""
        for a in self.fighting:
            if hit.last < a.first <= hit.last + limit:
                between = [w.norm for w in self.reading.words[hit.last + 1 : a.first]]
                return None if any(w in (",", ".", "and", "،", "by") for w in between) else a
        return None

    def right_before(self, hit: Hit[ControlGroup]) -> ActorAt | None:
        near = [a for a in self.fighting if 0 < hit.first - a.last <= 4]
        return near[-1] if near else None

    def handed_to(self, actor: ActorAt) -> bool:
        words = self.reading.words
        glue = self.reading.text[words[actor.first].start : actor.start]
        if glue.startswith("ل"):
            return True
        near = [w.norm for w in words[max(0, actor.first - 3) : actor.first]]
        return any(n in ("to", "الي") or n.startswith("لل") or n in ("لقوات", "لتنظيم", "لجيش") for n in near)

    def object_of(self, actor: ActorAt) -> bool:
        """Whether a preposition makes the actor something else than a subject: with, against, backed by."""
        reading = self.reading
        words = reading.words
        for at in range(actor.first, max(self.s.lo, actor.first - 4), -1):
            tie = reading.ties.get(at)
            if tie is not None and tie[1] in ("with", "backer", "between"):
                loyal = bool(self.cues.within("men", tie[0] - 1, tie[0])) and words[tie[0]].norm in _LOYAL
                return not loyal
            norm = words[at - 1].norm
            if norm in _AWAY:
                men = norm in ("من", "from") and bool(self.cues.within("men", at - 2, at - 1))
                return not men
            skipped = markers().between if norm.isascii() else markers().owned | markers().heads
            if norm not in skipped and not self.cues.within("men", at - 1, at):
                break
        following = [w.norm for w in words[actor.last + 1 : actor.last + 3]]
        return following[:1] in (["-"], ["'"]) and following[1:] in (["held"], ["controlled"], ["s"])

    def gender(self, word: str, suffix: bool) -> str | None:
        """f or m as an Arabic verb or suffix shows it; None where it shows nothing."""
        if word.isascii():
            return None
        if suffix:
            return "f" if word.endswith("ها") else "m" if word.endswith("ه") else None
        bare = word.removeprefix("و").removeprefix("ف")
        if bare.startswith("ي") or (not bare.endswith("ت") and not bare.startswith(("ت", "ال", "ب", "ل"))):
            return "m"
        return "f" if bare.endswith("ت") or bare.startswith("ت") else None

    def is_feminine(self, actor: ActorAt) -> bool:
        head = self.reading.words[actor.first].norm
        return head.endswith("ه") or bool(self.cues.within("feminine", actor.first, actor.first + 1))
