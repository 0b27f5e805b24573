"""The places that a word of control speaks of: its object, a list, the subject of a passive, "the town"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.claim_lists import PlaceLists, can_stand, why_no_point
from extract.control_words import ControlGroup, Cues, Way
from extract.lexicon import Hit
from extract.place_lexicon import place_lexicon
from extract.reading import Reading, SentenceAt, ToponymAt
from gazetteer.geometry import moved
from geo.records import Relation

_REACH = 18
_BACK = 14
_OBJECT = 9
_PART_SHARE = 0.6
"""A part of a place is drawn so much of its radius away from its middle."""
_LEAST_KM, _LARGEST_KM, _BEYOND_KM = 1.5, 10.0, 2.5
"""How large a place is taken to be at least and at most, and how far off "land west of it" is drawn."""
WHICH = frozenset(["which", "that", "where", "التي", "الذي", "حيث", "اللتين", "والتي"])
_BESIDES = ("north", "south", "east", "west", "toward", "near", "countryside", "outside", "between", "along")


class Spot(NamedTuple):
    """A place of a claim: where, in what relation, and whether only a part of it is meant."""

    at: ToponymAt
    relation: Relation
    lat: float | None
    lon: float | None
    part: bool = False


class Told(NamedTuple):
    """Places found, or the reason for which there is none with the toponym it is about."""

    spots: list[Spot]
    refused: list[tuple[ToponymAt, str]]


class PlaceFinder(PlaceLists):
    """Finds the places of one sentence's words of control."""

    def __init__(
        self,
        reading: Reading,
        s: SentenceAt,
        cues: Cues,
        hits: Sequence[Hit[ControlGroup]],
        last: tuple[int, ToponymAt] | None,
    ) -> None:
        super().__init__(reading, s, cues)
        self.hits, self.last = hits, last

    def after(self, hit: Hit[ControlGroup], via: Sequence[Way], start: int | None = None) -> list[ToponymAt]:
        """The list of places behind the word that its prepositions lead to; start: look from here on."""
        begin = hit.last + 1 if start is None else start
        for t in self.toponyms:
            if t.first < begin or t.first - begin > _REACH:
                continue
            way = self._way(hit, begin, t)
            if way is None:
                return []
            if way == "line" or (way not in via and t.toponym.place_id is None):
                continue
            if t.toponym.place_id is None and (town := self._town_of(t)) is not None:
                return [town]
            if way in via or ("in" in via and t.toponym.relation in ("near", "toward")):
                return self.list_from(t)
            if way == "of":
                return self.list_from(t)
            return []
        return []

    def before(self, hit: Hit[ControlGroup], until: int | None = None) -> list[ToponymAt]:
        """The nearest list of places before the word: the subject of "is held by"."""
        end = hit.first if until is None else until
        fine = [
            t
            for t in self.toponyms
            if t.last < end
            and end - t.last <= _BACK
            and self.reading.clause[end - 1] - self.reading.clause[t.last] <= 3
            and why_no_point(t) is None
            and not self._other_between(t.last + 1, end, hit)
        ]
        close = [t for t in fine if t.toponym.relation not in _BESIDES and not self._wide(t)] or fine
        return self.list_to(close[-1]) if close else []

    def here(self, hit: Hit[ControlGroup], before: bool) -> list[ToponymAt]:
        """ "The town", "of it": the place named last, in this sentence or in those before."""
        lo, hi = (
            (max(self.s.lo, hit.first - 8), hit.first)
            if before
            else (hit.last + 1, min(self.s.hi, hit.last + 11))
        )
        told = self.cues.within("mine", lo, hi) or ([] if before else self.cues.within("theirs", lo, hi))
        if not told or (not before and self._something_else(hit, told[0][0])):
            return []
        if not before and any(w.norm in WHICH for w in self.reading.words[hit.last + 1 : told[0][0]]):
            # "From the lands which it held": the pronoun stands for the lands, wherever they are.
            return []
        earlier = [t for t in self.toponyms if t.last < told[0][0] and can_stand(t)]
        if earlier:
            return [earlier[-1]]
        if self.last is not None and self.s.index - self.last[0] <= 3:
            return [self.last[1]]
        return []

    def _town_of(self, t: ToponymAt) -> ToponymAt | None:
        """The known town that an unknown quarter is told to lie in: "the Hazawna quarter south of X"."""
        if not self.cues.within("parts", t.first - 1, t.first + 1):
            return None
        nearby = [o for o in self.toponyms if 0 < o.first - t.last <= 4 and can_stand(o)]
        same = [o for o in nearby if self.reading.clause[o.first] == self.reading.clause[t.first]]
        return same[0] if same else None

    def _something_else(self, hit: Hit[ControlGroup], hi: int) -> bool:
        """ "A post east of the town" is not the town: a way leads from an object that is no part of it."""
        lo, via = hit.last + 1, hit.value.via
        leading = {"within": "in", "into": "to", "out": "from", "away": "", "relations": ""}
        ways = [
            first
            for name, way in leading.items()
            if not way or way not in via
            for first, _, _ in self.cues.within(name, lo, hi)
        ]
        if not ways:
            return False
        end = min(ways)
        return not (self.cues.within("parts", lo, end + 1) or self.cues.within("grounds", lo, end + 1))

    def whole_of_part(self, hit: Hit[ControlGroup]) -> list[ToponymAt]:
        """ "The southern districts are held by": a part of the town named last."""
        clause = self.reading.clause
        lo = next(
            (i for i in range(hit.first - 1, self.s.lo - 1, -1) if clause[i] != clause[hit.first]), self.s.lo
        )
        if not self.cues.within("parts", lo, hit.first) or any(
            lo <= t.first < hit.first for t in self.toponyms
        ):
            return []
        towns = [
            t for t in self.toponyms if t.last < lo and can_stand(t) and t.toponym.feature.startswith("P")
        ]
        if towns:
            return [towns[-1]]
        return [self.last[1]] if self.last is not None and self.s.index - self.last[0] <= 3 else []

    def spot(
        self, hit: Hit[ControlGroup], t: ToponymAt, previous: ToponymAt | None, window: tuple[int, int] | None
    ) -> Spot:
        """Where exactly: all of a place, its north, its edge, or land to the west of it.

        window: the words that say so where the place itself is named elsewhere.
        """
        part, direction = self._part(hit, t, previous, window)
        p = t.toponym
        base = next(((c.lat, c.lon) for c in p.candidates if c.place_id == p.place_id), (p.lat, p.lon))
        if p.lat is None or p.lon is None or base[0] is None or base[1] is None:
            return Spot(t, p.relation, None, None, part)
        if direction is not None:
            # The radius of "near X" is not that of X.
            size = p.radius_km or _LEAST_KM if p.relation in ("in", "countryside") else _LEAST_KM
            km = _PART_SHARE * min(max(_LEAST_KM, size), _LARGEST_KM) if part else _BEYOND_KM
            lat, lon = moved((base[0], base[1]), direction, km)
            return Spot(t, direction, lat, lon, True)
        if part:
            return Spot(t, "near", base[0], base[1], True)
        if p.relation in ("in", "countryside") or (t.last < hit.first and p.relation in ("near", "toward")):
            return Spot(t, "in", p.lat, p.lon)
        return Spot(t, p.relation, p.lat, p.lon, True)

    def _part(
        self,
        hit: Hit[ControlGroup],
        t: ToponymAt,
        previous: ToponymAt | None,
        window: tuple[int, int] | None,
    ) -> tuple[bool, Relation | None]:
        reading = self.reading
        if window is not None:
            lo, hi, tail = window[0], window[1], t.last + 1
        else:
            floor = previous.last + 1 if previous is not None and previous.last < t.first else self.s.lo
            lo, hi, tail = max(floor, t.first - 6), t.first, self._tail(t)
            if t.first > hit.last:
                lo = max(floor, hit.last + 1)
        parts = [p for p in self.cues.within("parts", lo, hi) if not self.in_span(p[0])]
        ways = self.cues.within("relations", lo, hi)
        if window is None:
            parts += self.cues.within("parts", t.last + 1, tail)
            ways += self.cues.within("relations", t.last + 1, tail)
        if parts:
            near = [w for w in ways if min(abs(w[0] - p[0]) for p in parts) <= 2]
            return True, near[0][2] if near else None  # type: ignore[return-value]
        if window is not None:
            return False, ways[0][2] if ways else None  # type: ignore[return-value]
        adjectives = [w for w in ways if w[0] == t.first - 1 and reading.words[w[0]].norm.endswith("ern")]
        if adjectives and t.toponym.feature.startswith("P"):
            return True, adjectives[0][2]  # type: ignore[return-value]
        return False, t.toponym.relation if t.toponym.relation in ("north", "south", "east", "west") else None

    def here_window(self, hit: Hit[ControlGroup], before: bool) -> tuple[int, int]:
        """The words that say which part of "the town" or "it" is meant."""
        if before:
            return max(self.s.lo, hit.first - 8), hit.first
        lo, hi = hit.last + 1, min(self.s.hi, hit.last + 11)
        told = self.cues.within("mine", lo, hi)
        if told:
            return lo, told[0][0] + 1
        of_it = self.cues.within("theirs", lo, hi)
        return (lo, min(of_it[0][1] + 2, self.s.hi)) if of_it else (lo, lo)

    def _tail(self, t: ToponymAt) -> int:
        """Behind "X's": the end of what may name a part of X."""
        words = self.reading.words
        if t.last + 2 < self.s.hi and words[t.last + 1].norm == "'" and words[t.last + 2].norm == "s":
            return min(self.s.hi, t.last + 6)
        return t.last + 2 if t.last + 1 < self.s.hi and words[t.last + 1].norm == "outskirts" else t.last + 1

    def _way(self, hit: Hit[ControlGroup], begin: int, t: ToponymAt) -> str | None:
        """What leads from the word to a toponym: "", in, to, from, "of" a part or kind of place, "line"
        where it is none itself; None where nothing does.
        """
        reading = self.reading
        if reading.clause[t.first] - reading.clause[begin - 1] > 1 + 2 * bool(self._grounds(begin, t.first)):
            return None
        if self._other_between(begin, t.first, hit):
            return None
        if why_no_point(t) is not None:
            return "line"
        at, kind = begin - 1, ""
        for name, way in (("into", "to"), ("within", "in"), ("out", "from"), ("away", "away")):
            for first, last, _ in self.cues.within(name, begin, t.first):
                head = reading.words[first].norm
                glued = not head.isascii() and head[:1] in "ول" and first != last
                if first > at and not glued and not self.in_span(first):
                    at, kind = first, way
        glue = (
            reading.text[reading.words[t.first].start : t.toponym.start].removeprefix("و").removeprefix("ف")
        )
        head = reading.words[t.first - 1].norm.removeprefix("و") if t.first > begin else ""
        typed = head[1:] in place_lexicon().types and t.first - 1 > at
        if glue.startswith("ب") or (typed and head[:1] == "ب"):
            kind, at = "in", t.first
        elif glue.startswith("ل") or (typed and head.startswith("لل")):
            kind, at = "to", t.first
        if kind == "away":
            return None
        grounds = self._grounds(begin, at)
        if kind in ("in", "from") and grounds and kind not in hit.value.via:
            return "of"
        if kind == "" and t.first - begin > _OBJECT and not grounds:
            return None
        if kind == "" and not reading.arabic(hit.first) and reading.words[begin].norm in (",", ";", "."):
            return None
        return kind

    def _grounds(self, begin: int, end: int) -> bool:
        """Whether a word for a place or its part stands among words begin to end (half open)."""
        if self.cues.within("grounds", begin, end) or self.cues.within("parts", begin, end):
            return True
        types = place_lexicon().types
        return any(
            types[norm].feature[:1] in ("S", "P", "T")
            for w in self.reading.words[begin:end]
            if (norm := w.norm.removeprefix("ال")) in types
        )

    def _other_between(self, lo: int, hi: int, hit: Hit[ControlGroup]) -> bool:
        """Whether another thing told stands between: its places are its own."""
        for other in self.hits:
            if other != hit and lo <= other.first and other.last < hi and other.value.frame not in ("home",):
                return True
        return any(
            t.form == "verb" and lo <= t.first < hi and not hit.first <= t.first <= hit.last
            for t in self.s.triggers
        )

    def _wide(self, t: ToponymAt) -> bool:
        return t.toponym.feature.startswith("A.ADM1")
