"""The words of data/control.yaml: who is said to hold, take, lose, besiege or advance on a place."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract.data_files import load
from extract.lexicon import Forms, Hit, Lexicon, Listed, arabic_entries, english_entries, listed_entries
from extract.reading import Reading, SentenceAt
from geo.records import ClaimStatus

Frame = Literal["acts", "reaches", "held", "left", "home", "drives", "clears", "free", "gives", "both"]
Way = Literal["", "in", "to", "from"]


class ControlGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of telling who holds a place; the head of data/control.yaml says what each field means."""

    id: str
    status: ClaimStatus
    frame: Frame
    happening: bool = False
    via: tuple[Way, ...] = ("",)
    ar: Forms = Forms()
    en: Forms = Forms()


class ControlWords(msgspec.Struct, forbid_unknown_fields=True):
    """extract/data/control.yaml."""

    groups: list[ControlGroup]
    relations: dict[Literal["north", "south", "east", "west"], Listed]
    parts: Listed
    grounds: Listed
    into: Listed
    within: Listed
    out: Listed
    away: Listed
    only: Listed
    mine: Listed
    theirs: Listed
    he: Listed
    former: Listed
    still: Listed
    unreal: Listed
    doubtful: Listed
    ended: Listed
    ago: Listed
    after: Listed
    loser: Listed
    rumour: Listed
    men: Listed
    own: Listed
    unopposed: Listed
    sides: Listed
    then: Listed
    grip: Listed
    feminine: Listed


class _Lexicons(NamedTuple):
    groups: Lexicon[ControlGroup]
    held: ControlGroup
    directions: Lexicon[str]
    cues: dict[str, Lexicon[str]]


@cache
def _lexicons() -> _Lexicons:
    data = load("control.yaml", ControlWords)
    named = {
        name: value
        for name in ControlWords.__struct_fields__
        if isinstance(value := getattr(data, name), Listed)
    }
    return _Lexicons(
        Lexicon(
            e for g in data.groups for es in (arabic_entries(g.ar, g), english_entries(g.en, g)) for e in es
        ),
        next(g for g in data.groups if g.id == "held"),
        Lexicon(e for name, listed in data.relations.items() for e in listed_entries(listed, name)),
        {name: Lexicon(listed_entries(listed, name)) for name, listed in named.items()},
    )


def find_control(reading: Reading, s: SentenceAt) -> list[Hit[ControlGroup]]:
    """The words of control of a sentence, by the report's words; idioms are gone."""
    hits = _lexicons().groups.find(reading.words[s.lo : s.hi])
    moved = [h._replace(first=h.first + s.lo, last=h.last + s.lo) for h in hits if h.value.id != "stop"]
    named = [(a.first, a.last) for a in s.actors if not a.adjective]
    out = [h for h in moved if not any(first <= h.first <= last for first, last in named)]
    out = _whole_phrases(reading, out)
    around = _around_holders(reading, s)
    out = [h for h in out if not any(h.first <= x.first <= h.last for x in around)] + around
    return sorted(out, key=lambda h: h.first)


def _whole_phrases(reading: Reading, hits: list[Hit[ControlGroup]]) -> list[Hit[ControlGroup]]:
    """ "Had taken full control" is one taking: the noun adds no state of its own."""
    out: list[Hit[ControlGroup]] = []
    for hit in hits:
        noun = hit.value.id == "hold" and reading.words[hit.first].norm == "control"
        if noun and out and out[-1].value.status == "control" and hit.first - out[-1].last <= 2:
            out[-1] = out[-1]._replace(last=hit.last)
        else:
            out.append(hit)
    return out


def _around_holders(reading: Reading, s: SentenceAt) -> list[Hit[ControlGroup]]:
    """ "Under X control", "in X's hands": the words of holding stand around the holder."""
    words, grip = reading.words, _lexicons().cues["grip"]
    out = []
    for a in s.actors:
        before = a.first - 2 if words[a.first - 1].norm == "the" else a.first - 1
        after = a.last + 1
        if after + 1 < s.hi and words[after].norm == "'":
            after += 2 if words[after + 1].norm == "s" else 1
        if before < s.lo or after >= s.hi or words[before].norm not in ("under", "in", "into"):
            continue
        if grip.find(words[after : after + 2])[:1] and grip.knows(words[after].norm):
            out.append(Hit(before, before, _lexicons().held, "word"))
    return out


class Cues:
    """The small words of one sentence, found when they are first asked for."""

    def __init__(self, reading: Reading, s: SentenceAt) -> None:
        self._words = reading.words[s.lo : s.hi]
        self._lo = s.lo
        self._found: dict[str, list[tuple[int, int, str]]] = {}

    def of(self, name: str) -> list[tuple[int, int, str]]:
        """(first word, last word, value) of each hit of a list of control.yaml, or of "relations"."""
        if name not in self._found:
            lexicon = _lexicons().directions if name == "relations" else _lexicons().cues[name]
            self._found[name] = [
                (h.first + self._lo, h.last + self._lo, h.value) for h in lexicon.find(self._words)
            ]
        return self._found[name]

    def within(self, name: str, lo: int, hi: int) -> list[tuple[int, int, str]]:
        """Hits that lie among words lo to hi (half open)."""
        return [hit for hit in self.of(name) if lo <= hit[0] and hit[1] < hi]
