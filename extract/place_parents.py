"""Which wider places the text gives for a name: "X, in the countryside of Y", X بريف Y."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from extract.place_lexicon import place_lexicon
from extract.place_seen import Seen
from extract.spans import Sentence
from extract.word_stream import WordStream

_FURTHEST = 60
_FILLERS = frozenset(["the", "of", "and", "'s"])
_MORE_PARENTS = 3
_LONGEST_CHAIN = 20
"""Names looked at behind a name; without an end, a text of nothing but names costs its length squared."""
_DASHES = ("-", "–", "—")
_PARTS = ("north", "south", "east", "west")


def parents_of(
    stream: WordStream, names: Sequence[Seen], sentences: Sequence[Sentence]
) -> list[tuple[str, ...]]:
    """For each name the names of the wider places that follow it with nothing but words of place between."""
    found: list[tuple[str, ...]] = []
    starts = [sentence.start for sentence in sentences]
    for number, seen in enumerate(names):
        above: list[str] = []
        at = bisect_right(starts, seen.start) - 1
        end = sentences[at].end if at >= 0 else len(stream.source.text)
        last = seen
        listed = number > 0 and _by_comma(stream, names[number - 1], seen)
        for other in names[number + 1 : number + 1 + _LONGEST_CHAIN]:
            if seen.is_country or (listed and _by_comma(stream, last, other)):
                break
            if other.start >= end or len(above) >= _MORE_PARENTS or not _leads_on(stream, last, other):
                break
            if _is_wider(stream, last, other) and other.key != seen.key:
                above.append(other.name)
            last = other
        owner = names[number - 1] if number else None
        if owner is not None and stream.source.text[owner.end : seen.start].strip() in ("'s", "’s"):
            above.append(owner.name)
        found.append(tuple(above))
    return found


def _by_comma(stream: WordStream, a: Seen, b: Seen) -> bool:
    """Whether nothing but a comma stands between two names: a list, or a place and the area around it."""
    return stream.source.text[a.end : b.start].strip() in (",", "،", "and", ", and", "و", "،و")


def _is_wider(stream: WordStream, last: Seen, seen: Seen) -> bool:
    """Whether a name that follows can be the area around the one before it."""
    if seen.around.relation == "countryside" or seen.is_country or seen.fallback == "region":
        return True
    governorate = seen.hint is not None and seen.hint.startswith("A")
    if last.is_country or seen.around.relation not in ("in", *(_PARTS if governorate else ())):
        return False
    if governorate:
        return True
    if seen.around.type is not None and not seen.around.type.feature.startswith("A"):
        return False
    areas = [p.feature.startswith("A") for p in seen.places]
    return any(areas) if seen.around.placed else bool(areas) and all(areas)


def _leads_on(stream: WordStream, a: Seen, b: Seen) -> bool:
    """Whether only words of place, and at most a comma, stand between two names."""
    if b.start - a.end > _FURTHEST or b.start < a.end:
        return False
    between = stream.source.text[a.end : b.start]
    if any(mark in between for mark in ".;؛\n!؟?:"):
        return False
    lexicon = place_lexicon()
    known = lexicon.of_places
    words = stream.between(a.end, b.start)
    if any(
        w in ("and", "و", "between") for w in (stream.words[n].text for n in words)
    ) or b.around.glued.startswith("و"):
        return False
    if not words and not between.strip(" ,،()"):
        return True
    return all(any(form in known or form in _FILLERS for form in stream.bare(n)) for n in words)


def _on_one_road(stream: WordStream, seen: Seen, other: Seen) -> bool:
    """Whether two names are the ends of a road: طريق دمشق - بيروت, the Homs–Palmyra highway."""
    if stream.source.text[seen.end : other.start].strip() not in _DASHES or other.start <= seen.end:
        return False
    roads = place_lexicon().roads
    first, last = stream.at(seen.start), stream.at(other.end - 1)
    before = range(max(0, first - 1), first) if stream.words[first].joined else range(0)
    after = range(last + 1, min(last + 2, len(stream.words)))
    beside = [*before, *(n for n in after if stream.words[n].joined)]
    return any(form in roads for n in beside for form in stream.bare(n))


def share_between(stream: WordStream, names: list[Seen]) -> None:
    """Give "between" to the second name too: بين الشحيل والبصيرة, between Hajin and Sousa."""
    types = place_lexicon().types.keys()
    paired = -1
    for number, seen in enumerate(names[:-1]):
        if number != paired and _on_one_road(stream, seen, names[number + 1]):
            for end in (seen, names[number + 1]):
                end.around = replace(end.around, relation="between")
            paired = number + 1
            continue
        if seen.around.relation != "between" or number == paired:
            continue
        other = names[number + 1]
        between = [stream.words[n].text for n in stream.between(seen.end, other.start)]
        joined = other.around.glued.startswith("و") or between[:1] in (["and"], ["و"])
        known = all(w in ("and", "و", "the", "of") or w.lstrip("و") in types for w in between)
        joined = joined or (bool(between) and between[0].startswith("و"))
        if joined and known:
            other.around = replace(other.around, relation="between")
            paired = number + 1
        else:
            seen.around = replace(seen.around, relation="near")
