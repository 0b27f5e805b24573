"""A report as its coders see it: words, sentences with clauses, and the recognised spans by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from extract.folding import fold
from extract.markers import markers
from extract.nisba import find_nisbas
from extract.spans import DateMention, Quantity, Sentence
from extract.triggers import Trigger, find_triggers
from extract.words import Word, words_of
from geo.actor_records import Actor
from geo.actors import ActorRegister
from geo.records import ActorSpan, Names, Toponym

_LONGEST = 250
"""Words of the longest sentence that is read as one."""
_BREAK_MARKS = frozenset(",;:()[]-\n")


@dataclass(slots=True)
class ActorAt:
    """An actor by its words (first to last, inclusive)."""

    id: str
    name: str
    kind: str
    first: int
    last: int
    start: int
    end: int
    text: str
    adjective: bool = False
    """Told by an adjective of the event word ("Israeli strike"): it is that event's doer and no other's."""


@dataclass(slots=True)
class At:
    """A recognised span by its words."""

    first: int
    last: int


@dataclass(slots=True)
class DateAt(At):
    """A date by its words."""

    date: DateMention


@dataclass(slots=True)
class QuantityAt(At):
    """A number by its words."""

    quantity: Quantity


@dataclass(slots=True)
class ToponymAt(At):
    """A place name by its words."""

    toponym: Toponym


@dataclass(slots=True)
class SentenceAt:
    """A sentence: words lo to hi (half open) of the report, and what was found in it."""

    index: int
    sentence: Sentence
    paragraph: int
    lo: int
    hi: int
    triggers: list[Trigger] = field(default_factory=list)
    actors: list[ActorAt] = field(default_factory=list)
    dates: list[DateAt] = field(default_factory=list)
    quantities: list[QuantityAt] = field(default_factory=list)
    toponyms: list[ToponymAt] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """Everything that was recognised in a report; clause[i] numbers the clause that word i stands in."""

    text: str
    published: date | None
    words: list[Word]
    clause: list[int]
    ties: dict[int, tuple[int, str]]
    same: dict[int, str]
    sentences: list[SentenceAt]
    register: ActorRegister

    def span(self, first: int, last: int) -> tuple[int, int, str]:
        """Start, end and text of words first to last (inclusive)."""
        start, end = self.words[first].start, self.words[last].end
        return start, end, self.text[start:end]

    def arabic(self, word: int) -> bool:
        """Whether a word is written in Arabic."""
        return not self.words[word].norm.isascii()


def make_reading(
    text: str,
    published: date | None,
    sentences: Sequence[Sentence],
    actors: Sequence[ActorSpan],
    dates: Sequence[DateMention],
    quantities: Sequence[Quantity],
    toponyms: Sequence[Toponym],
    register: ActorRegister,
) -> Reading:
    """Put all spans of a report in word order, by sentence."""
    words = words_of(fold(text))
    starts = [w.start for w in words]
    ends = [w.end for w in words]

    def at(start: int, end: int) -> tuple[int, int]:
        first = min(bisect_left(ends, start + 1), len(words) - 1)
        return first, max(first, bisect_left(starts, end) - 1)

    out: list[SentenceAt] = []
    paragraph = 0
    for part in sentences:
        if out and "\n" in text[out[-1].sentence.end : part.start]:
            paragraph += 1
        lo, hi = bisect_left(ends, part.start + 1), bisect_left(starts, part.end)
        while hi - lo > _LONGEST:
            # Text without full stops is read in pieces, so that its cost stays linear.
            start, end = words[lo].start, words[lo + _LONGEST - 1].end
            piece = Sentence(start, end, text[start:end])
            out.append(SentenceAt(len(out), piece, paragraph, lo, lo + _LONGEST))
            lo += _LONGEST
            part = Sentence(words[lo].start, part.end, text[words[lo].start : part.end])
        out.append(SentenceAt(len(out), part, paragraph, lo, hi))

    los = [s.lo for s in out]

    def home(word: int) -> SentenceAt | None:
        i = bisect_left(los, word + 1) - 1
        return out[i] if i >= 0 and word < out[i].hi else None

    reading = Reading(text, published, words, _clauses(words, los), _ties(words), _same(words), out, register)
    if not words:
        return reading
    for span in actors:
        first, last = at(span.start, span.end)
        if (s := home(first)) is not None:
            known = register.get(span.id)
            s.actors.append(
                ActorAt(
                    span.id,
                    _name(span.name, known),
                    known.kind if known else "unknown",
                    first,
                    last,
                    span.start,
                    span.end,
                    span.text,
                )
            )
    for mention in dates:
        first, last = at(mention.start, mention.end)
        if (s := home(first)) is not None:
            s.dates.append(DateAt(first, last, mention))
    for quantity in quantities:
        first, last = at(quantity.start, quantity.end)
        if (s := home(first)) is not None:
            s.quantities.append(QuantityAt(first, last, quantity))
    for toponym in toponyms:
        first, last = at(toponym.start, toponym.end)
        if (s := home(first)) is not None:
            s.toponyms.append(ToponymAt(first, last, toponym))
    for trigger in find_triggers(words):
        if (s := home(trigger.first)) is not None and not _is_name(s, trigger):
            s.triggers.append(trigger)
    for s in out:
        s.actors = [a for a in s.actors if not _is_of(reading, s, a)]
        _put_nisbas(reading, s)
    return reading


_OF = frozenset(["من", "تابعون", "تابعين", "ينتمون", "of", "from"])


def _is_of(reading: Reading, s: SentenceAt, actor: ActorAt) -> bool:
    """Whether gunmen are said to be a named side's: "مسلحون من أ", "gunmen from B"."""
    if actor.kind != "unknown":
        return False
    behind = next(
        (a for a in s.actors if 0 < a.first - actor.last <= 4 and a.kind in ("armed", "state")), None
    )
    return behind is not None and any(w.norm in _OF for w in reading.words[actor.last + 1 : behind.first])


def _put_nisbas(reading: Reading, s: SentenceAt) -> None:
    """Add the actors that only an adjective beside an event word names."""
    if not s.triggers:
        return
    taken = [(a.first, a.last) for a in s.actors] + [(t.first, t.last) for t in s.toponyms]
    for word, actor_id, weapon in find_nisbas(reading.words, s.triggers, s.lo, s.hi):
        known = reading.register.get(actor_id)
        if known is None or any(first <= word <= last for first, last in taken):
            continue
        span = reading.span(word, word)
        s.actors.append(ActorAt(actor_id, known.name.en, known.kind, word, word, *span, adjective=not weapon))
    s.actors.sort(key=lambda a: a.first)


def _is_name(s: SentenceAt, trigger: Trigger) -> bool:
    """Whether an event word is part of a date (فجر اليوم), a name of an actor or a place."""
    if any(d.first <= trigger.first <= d.last for d in s.dates):
        return True
    if trigger.group.kind == "weapon" or trigger.group.id in ("air", "shelling", "strike"):
        return any(
            t.first <= trigger.first and trigger.last <= t.last
            for t in s.toponyms
            if t.toponym.place_id is not None
        )
    named = [(a.first, a.last) for a in s.actors if a.kind != "civilian"]
    named += [(t.first, t.last) for t in s.toponyms if t.toponym.place_id is not None]
    strikes = trigger.group.id == "assault"
    return any(
        first <= trigger.first
        and trigger.last <= last
        and not (strikes and first < trigger.first and trigger.last == last)
        for first, last in named
    )


def _name(names: Names, actor: Actor | None) -> str:
    """An actor's name in English, else in Arabic."""
    return names.en or (actor.name.en if actor else "") or names.ar


def _clauses(words: Sequence[Word], sentence_starts: Sequence[int]) -> list[int]:
    begins = {hit.first for hit in markers().breaks.find(words)} | set(sentence_starts)
    clause, out = 0, []
    for i, word in enumerate(words):
        if i in begins or (word.kind != "word" and word.norm in _BREAK_MARKS and not _is_hyphen(words, i)):
            clause += 1
        out.append(clause)
    return out


def _is_hyphen(words: Sequence[Word], i: int) -> bool:
    """Whether a dash joins two words ("Saudi-led")."""
    return (
        words[i].norm == "-"
        and 0 < i < len(words) - 1
        and words[i - 1].end == words[i].start
        and words[i].end == words[i + 1].start
    )


def _same(words: Sequence[Word]) -> dict[int, str]:
    """Words behind which the speaker is the doer: "same" for "it", "announced" for "the start of"."""
    out: dict[int, str] = {}
    for hit in markers().same.find(words):
        out[hit.last + 1] = hit.value
        if hit.value == "announced":
            out[hit.first] = hit.value
    return out


def _ties(words: Sequence[Word]) -> dict[int, tuple[int, str]]:
    """Marker words by the word behind them: (where the marker begins, its name)."""
    return {
        hit.last + 1: (hit.first, hit.value)
        for hit in markers().ties.find(words)
        # "بينهم" (among them) is not "between".
        if hit.value != "between" or not words[hit.first].norm.endswith(("هم", "ها", "هن"))
    }
