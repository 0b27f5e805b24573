"""What stands around a name: the kind of place, the relation, a distance, and how far its span reaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from extract.place_lexicon import PlaceLexicon, PlaceType, place_lexicon
from extract.word_stream import WordStream
from geo.records import Relation

_LONGEST = 4
_STEPS = 5
_MOST_KM = 500.0
_KM_OF_MILE = 1.609344
_FOUR_SIDES = ("north", "south", "east", "west")
_SIDES = (
    ("شمال", "north"),
    ("جنوب", "south"),
    ("شرق", "east"),
    ("غرب", "west"),
    ("north", "north"),
    ("south", "south"),
    ("east", "east"),
    ("west", "west"),
)


class Around(msgspec.Struct, kw_only=True):
    """What the words around a name say. first and last are the numbers of the words of its span."""

    first: int
    last: int
    start: int
    end: int
    type: PlaceType | None = None
    kind_first: str = ""
    """The kind's words where they stand first with "of", and where they begin: the farms of Baghuz."""
    kind_start: int = -1
    relation: Relation = "in"
    placed: bool = False
    """A preposition, a glued ب or a relation stands before it: it is used as a place."""
    distance_km: float | None = None
    direction: str | None = None
    """One of the eight of gazetteer.geometry.BEARINGS, where the relation alone does not say it."""
    glued: str = ""
    after: bool = False
    """The relation stands behind the name: Idlib countryside."""
    before: int = -1
    """The number of the word before the name and all that belongs to it."""


def look_around(stream: WordStream, start: int, end: int) -> Around:
    """Read the words left and right of a name at original offsets start, end."""
    first, last = stream.at(start), stream.at(end - 1)
    glued = stream.glued(first, start)
    around = Around(first=first, last=last, start=start, end=end, glued=glued, before=first - 1)
    if _is_arabic(stream.words[first].text):
        around.placed = "ب" in glued
        _left(stream, around)
        _side_behind(stream, around)
    else:
        _article(stream, around)
        _right(stream, around)
        _left(stream, around)
    return around


def _is_arabic(word: str) -> bool:
    return "\u0621" <= word[:1] <= "\u064a"


def _side_behind(stream: WordStream, around: Around) -> None:
    """The side of a countryside, behind its name: ريف حلب الشمالي الغربي."""
    if around.relation != "countryside":
        return
    sides = place_lexicon().directions
    behind = []
    for word in stream.words[around.last + 1 : around.last + 3]:
        if not word.joined or word.text not in sides or not word.text.startswith("ال"):
            break
        behind.append(sides[word.text])
    if behind:
        around.direction = _joint(behind)


def _joint(sides: Sequence[str]) -> str:
    """north and west as northwest; what does not go together is the first alone."""
    first, *more = sides
    if more and first in ("north", "south") and more[0] in ("east", "west"):
        return first + more[0]
    return first


def _direction(phrase: str) -> str | None:
    """The direction that a relation's words name: الريف الشرقي ل, شمالي غربي, north-eastern."""
    sides = []
    for word in phrase.split(" "):
        for stem, side in _SIDES:
            if stem in word:
                sides.append(side)
    return _joint(sides) if sides else None


def _article(stream: WordStream, around: Around) -> None:
    """Take in the article that the index does not ask for: al-Omar."""
    before = around.first - 1
    if (
        before >= 0
        and stream.words[around.first].joined
        and stream.words[before].text in ("al", "el", "ad", "ar", "as")
    ):
        gap = stream.source.text[stream.words[before].end : around.start]
        if gap == "-" or (gap == " " and not stream.begins_sentence(before)):
            around.first = before
            around.start = stream.words[before].start
            around.before = before - 1


def _right(stream: WordStream, around: Around) -> None:
    """English kinds and relations behind the name: Hajin district, al-Omar oil field, Idlib countryside."""
    lexicon = place_lexicon()
    for length in (2, 1):
        phrase = _phrase(stream, around.last + 1, length)
        if phrase is None or not stream.words[around.last + 1].joined:
            continue
        if phrase in lexicon.types and _phrase(stream, around.last + length + 1, 1) != "of":
            around.type = lexicon.types[phrase]
            if around.type.keep:
                around.last += length
                word = stream.words[around.last]
                around.end = word.end - (2 if word.text.endswith("'s") else 0)
            return
        if phrase in lexicon.relations_after:
            around.relation = cast(Relation, lexicon.relations_after[phrase])
            around.placed = True
            around.after = True
            return


def _phrase(stream: WordStream, number: int, length: int) -> str | None:
    words = stream.words[number : number + length]
    if number < 0 or len(words) < length or not all(w.joined for w in words[1:]):
        return None
    return " ".join(w.text for w in words).removesuffix("'s")


def _left(stream: WordStream, around: Around) -> None:
    """Read leftwards: type words, relations, a distance, in any order, until another word comes."""
    lexicon = place_lexicon()
    at = around.before
    joined = stream.words[around.first].joined and not around.glued.startswith(("و", "ف"))
    if "ل" in around.glued or "ب" in around.glued:
        # A particle on the name itself ends its noun phrase: only a relation reaches past it.
        joined = joined and "ل" in around.glued
    steps = 0
    # The side before "X countryside" is the countryside's; other words before it are another relation.
    nearest_relation = around.after and around.relation == "countryside"
    while at >= 0 and joined and steps < _STEPS:
        steps += 1
        # Beyond a relation a type word is another place's: "towns in the West Bank".
        used = _article_word(stream, at) or (
            0 if nearest_relation else _type_before(stream, around, at, lexicon)
        )
        if not used:
            used = _relation_before(stream, around, at, lexicon, nearest_relation)
            nearest_relation = nearest_relation or bool(used)
        if not used:
            break
        first_used = at - used + 1
        at -= used
        joined = stream.words[first_used].joined and not _led_by(stream, first_used, "ب")
        around.placed = around.placed or _led_by(stream, first_used, "ب")
    around.before = at
    if nearest_relation and around.relation not in ("in", "between"):
        around.distance_km = _distance(stream, at, lexicon)


def _article_word(stream: WordStream, at: int) -> int:
    return 1 if stream.words[at].text == "the" else 0


def _led_by(stream: WordStream, number: int, particle: str) -> bool:
    """A word that is known only without its ب: بمدينة, بريف."""
    word = stream.words[number].text
    return word not in place_lexicon().kinds_and_ways and word.lstrip("وف").startswith(particle)


def _type_before(stream: WordStream, around: Around, at: int, lexicon: PlaceLexicon) -> int:
    english = not _is_arabic(stream.words[at].text)
    if english:
        if stream.words[at].text != "of" or at == 0:
            return _bare_english_type(stream, around, at, lexicon)
        for length in (2, 1):
            phrase = _phrase(stream, at - length, length)
            if phrase in lexicon.types and phrase not in lexicon.relations:
                if around.type is None:
                    around.type = lexicon.types[phrase]
                    if around.type.keep and at == around.first - 1:
                        around.kind_first = phrase
                        around.kind_start = stream.words[at - length].start
                around.placed = True
                return length + 1
        return 0
    for form in stream.bare(at):
        if form in lexicon.types and form not in lexicon.relations:
            found = lexicon.types[form]
            if around.type is None:
                around.type = found
                if found.keep and not around.glued and at == around.first - 1:
                    around.first = at
                    word = stream.words[at]
                    around.start = word.end - _length_in_text(stream, at, form)
            return 1
    return 0


def _length_in_text(stream: WordStream, at: int, form: str) -> int:
    word = stream.words[at]
    low = word.high - len(form)
    return word.end - stream.source.offsets[low]


def _bare_english_type(stream: WordStream, around: Around, at: int, lexicon: PlaceLexicon) -> int:
    """A kind of place right before the name: Mount Sinjar, Lake Assad, Camp Ashraf, Wadi Barada."""
    word = stream.words[at].text
    if word in lexicon.types and lexicon.types[word].keep and around.type is None and stream.capital(at):
        around.type = lexicon.types[word]
        around.first = at
        around.start = stream.words[at].start
        return 1
    return 0


def _relation_before(stream: WordStream, around: Around, at: int, lexicon: PlaceLexicon, seen: bool) -> int:
    for length in range(min(_LONGEST, at + 1), 0, -1):
        begin = at - length + 1
        rest = [w.text for w in stream.words[begin + 1 : at + 1]]
        if not all(w.joined for w in stream.words[begin + 1 : at + 1]):
            continue
        for head in stream.bare(begin):
            tails = [[*rest]]
            if around.glued.endswith("ل"):
                tails.append([*rest, "ل"])
            for tail in tails:
                phrase = " ".join([head, *tail])
                if phrase in lexicon.relations:
                    relation = lexicon.relations[phrase]
                    around.placed = True
                    if not seen or around.relation == "in":
                        around.relation = "in" if relation == "from" else cast(Relation, relation)
                        around.direction = _direction(phrase)
                    elif around.relation == "countryside" and relation in _FOUR_SIDES:
                        around.direction = _direction(phrase)
                    return length
    return 0


def _distance(stream: WordStream, at: int, lexicon: PlaceLexicon) -> float | None:
    """12 km (south of ...): the number and unit that end at word at, as km."""
    while at >= 0 and stream.words[at].text in ("the", "to", "الي", "من", "علي", "بعد"):
        at -= 1
    if at < 1 or stream.words[at].text not in lexicon.units:
        return None
    try:
        value = float(stream.words[at - 1].text)
    except ValueError:
        return None
    if stream.words[at].text in ("ميل", "miles", "mile"):
        value *= _KM_OF_MILE
    return value if 0 < value <= _MOST_KM else None
