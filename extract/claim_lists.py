"""Places that are listed together ("A, B and the village of C"), and which places can be held at all."""

from __future__ import annotations

from extract.control_words import Cues
from extract.place_lexicon import place_lexicon
from extract.reading import Reading, SentenceAt, ToponymAt

_JOIN = 5
_LINKS = frozenset(
    [
        "the",
        "both",
        "of",
        "as",
        "well",
        "two",
        "three",
        "also",
        "its",
        "nearby",
        "ريف",
        "ريفي",
        "علي",
        "كذلك",
        "من",
        "كل",
        "مع",
    ]
)


def why_no_point(t: ToponymAt) -> str | None:
    """Why a toponym cannot be a point of control, or None."""
    feature, relation = t.toponym.feature, t.toponym.relation
    if relation == "border" or feature.startswith("L.BDRY"):
        return "a border is a line: nobody holds it as a place"
    if feature.startswith("A.PCL"):
        return "a country is no place of control"
    if feature.startswith(("H.STM", "H.CNL", "H.LK", "H.SEA", "H.GULF")):
        return "a river or lake is no place of control"
    if feature.startswith(("L.RGN", "T.DSRT", "L.AREA")):
        return "a region is no place of control"
    return None


def can_stand(t: ToponymAt) -> bool:
    """Whether "the town" can take it up."""
    wide = t.toponym.feature.startswith("A.ADM1")
    return t.toponym.place_id is not None and why_no_point(t) is None and not wide


class PlaceLists:
    """The places of one sentence and how they hang together."""

    def __init__(self, reading: Reading, s: SentenceAt, cues: Cues) -> None:
        self.reading, self.s, self.cues = reading, s, cues
        places = (t for t in s.toponyms if t.toponym.role != "actor")
        self.toponyms = sorted(places, key=lambda t: t.first)

    def in_span(self, word: int) -> bool:
        return any(a.first <= word <= a.last for a in self.s.actors) or any(
            d.first <= word <= d.last for d in self.s.dates
        )

    def list_from(self, t: ToponymAt) -> list[ToponymAt]:
        """A place and those that are listed behind it."""
        out = [t]
        for other in self.toponyms[self.toponyms.index(t) + 1 :]:
            if not self._joined(out[-1], other):
                break
            out.append(other)
        return out

    def list_to(self, t: ToponymAt) -> list[ToponymAt]:
        """A place and those that are listed before it."""
        out = [t]
        for other in reversed(self.toponyms[: self.toponyms.index(t)]):
            if not self._joined(other, out[0]):
                break
            out.insert(0, other)
        return out

    def _joined(self, a: ToponymAt, b: ToponymAt) -> bool:
        """Whether two places are items of one list: "and" or a comma between, nothing but kinds of places."""
        reading = self.reading
        between = range(a.last + 1, b.first)
        if len(between) > _JOIN or any(a.first <= i <= a.last for i in between for a in self.s.actors):
            return False
        here = reading.words[b.first]
        glue = reading.text[here.start : b.toponym.start]
        types = place_lexicon().types
        joint = glue.startswith("و")
        for i in between:
            norm = reading.words[i].norm
            if norm in (",", "و", "and", "&", ";") or (
                norm.startswith("و") and norm[1:] in (*types, *_LINKS)
            ):
                joint = True
            elif norm in _LINKS or norm in types or norm.removeprefix("و").removeprefix("ل") in types:
                joint = joint or norm.startswith("و")
            elif norm.startswith("و") and (
                self.cues.within("parts", i, i + 1) or self.cues.within("grounds", i, i + 1)
            ):
                joint = True
            elif norm.startswith("ال") and i == a.last + 1:
                continue
            elif not (
                self.cues.within("parts", i, i + 1)
                or self.cues.within("grounds", i, i + 1)
                or self.cues.within("relations", i, i + 1)
            ):
                return False
        inner = b.toponym.feature.startswith("A.") and not a.toponym.feature.startswith("A.")
        return (
            joint
            and not (inner and not glue.startswith("و"))
            and not (glue[-1:] in ("ب", "ل") and len(glue) == 1)
        )
