"""Resolves one written name by itself, with what it says of its own surroundings.

Archives and command lines give names such as "بلدة السيال في ريف البوكمال", "Al-Sayyal, Deir Ezzor
countryside" or "الشميطة و المسرب": a name with a type word, wider places, several places, a place between
two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from gazetteer.geometry import distance_km, midpoint
from gazetteer.index import Index
from gazetteer.mention import Context, Mention, Resolution
from gazetteer.normalise import normalise
from gazetteer.paths import DATA
from gazetteer.resolve import resolve
from gazetteer.tables import WordRow, read_table

LONGEST_QUERY = 300
SEVERAL_WITHIN_KM = 40.0
PART_ONLY = 0.7
DISTRICT_KM = 15.0
_SEPARATORS = re.compile(r"[,،;؛/|:()\[\]\"“”«»\n\t]+|\s[-–—]\s|\s(?:و|أو|and|or|&)\s")
_AND_AFTER_BETWEEN = re.compile(r"\s+(?:و\s*|and\s+)")
_KM = re.compile(r"(\d{1,3}(?:[.,]\d)?)\s*(?:km|كم|كيلومتر\w*|كيلو متر\w*)\b")


class Part(msgspec.Struct, frozen=True):
    """A piece of a query: the mention it makes, and whether the name is only a part of the words there."""

    mention: Mention
    partial: bool = False


@lru_cache(maxsize=1)
def name_words() -> dict[str, WordRow]:
    """The words of name_words.csv by their normalised form."""
    return {normalise(row.word): row for row in read_table(DATA / "name_words.csv", WordRow)}


def resolve_name(query: str, index: Index, country: str | None = None) -> Resolution:
    """The place that a written name means; place None with a reason where it is unknown or could be
    several."""
    whole = Mention(text=query, end=len(query))
    if not query.strip():
        return Resolution(mention=whole, reason="an empty name")
    if len(query) > LONGEST_QUERY:
        return Resolution(mention=whole, reason=f"longer than {LONGEST_QUERY} characters, so no name")
    if normalise(query) in name_words():
        return Resolution(mention=whole, reason="only a word for a kind of place, without a name")
    context = Context(country=country)
    parts = _parts(query, index, country)
    if not parts:
        parts = [Part(Mention(text=query.strip()))]
    found = resolve([part.mention for part in parts], context, index)
    for part, resolution in zip(parts, found, strict=True):
        if (
            resolution.place is None
            and part.mention.feature_hint in ("P", "A.ADM2", "P.PPLX")
            and len(parts) == 1
        ):
            # A wrong type word is likelier than a second place of that name.
            found = resolve([replace(part.mention, feature_hint=None)], context, index)
    return replace(_chosen(parts, found), mention=whole)


def _parts(query: str, index: Index, country: str | None) -> list[Part]:
    words = name_words()
    if _known(query, index, country):
        return [Part(Mention(text=query.strip()))]
    folded = normalise(query).split(" ")
    if any(w in words and words[w].kind == "between" for w in folded[:3]):
        rest = re.split(r"(?:^|\s)(?:بين|[Bb]etween)\s+", query, maxsplit=1)[-1]
        ends = _AND_AFTER_BETWEEN.split(rest, maxsplit=1)
        if len(ends) == 2:
            pair = [_part(end, index, country) for end in ends]
            known = [Part(replace(p.mention, relation="between")) for p in pair if p is not None]
            if len(known) == 2:
                return known
    parts = []
    for segment in _SEPARATORS.split(query):
        if segment and segment.strip() and (part := _part(segment, index, country)) is not None:
            parts.append(part)
    return parts


def _known(text: str, index: Index, country: str | None) -> bool:
    places = index.lookup(text)
    return any(not country or not p.country or country in p.country.split("|") for p in places)


def _part(segment: str, index: Index, country: str | None) -> Part | None:
    """One segment: type and relation words off the front, then the name, then what it lies in."""
    words = name_words()
    distance = _KM.search(segment)
    tokens = _KM.sub(" ", segment).split()
    hint: str | None = None
    relation = "in"
    facility = False
    while tokens and not _known(" ".join(tokens), index, country):
        row = words.get(normalise(tokens[0])) or words.get(normalise(" ".join(tokens[:2])))
        if row is None:
            break
        if row.kind == "facility":
            facility = True
            break
        hint = row.value or hint if row.kind == "type" else hint
        relation = _relation(row, relation)
        tokens = tokens[len(row.word.split()) :]
    name, parents = _inner(tokens, index, country)
    hint, relation, name = _after(name, hint, relation)
    if not name:
        return None
    text = " ".join(name)
    km = float(distance.group(1).replace(",", ".")) if distance else None
    mention = Mention(
        text=text, feature_hint=hint, relation=relation, context_parents=parents, distance_km=km
    )
    if _known(text, index, country) or not facility:
        return Part(mention)
    return _place_of_facility(text, parents, index, country) or Part(mention)


def _relation(row: WordRow, relation: str) -> str:
    if row.kind in ("near", "countryside"):
        return row.kind
    return row.value if row.kind == "direction" and relation == "in" else relation


def _inner(tokens: Sequence[str], index: Index, country: str | None) -> tuple[list[str], tuple[str, ...]]:
    """The name, and the names behind "in", "countryside", "north of" in the same segment."""
    words = name_words()
    for i in range(1, len(tokens)):
        row = words.get(normalise(tokens[i]))
        if row is None or row.kind not in ("in", "countryside", "near", "direction"):
            continue
        behind = list(tokens[i:])
        while behind and normalise(behind[0]) in words and not _known(" ".join(behind), index, country):
            behind.pop(0)
        if behind and _known(" ".join(behind), index, country):
            return list(tokens[:i]), (" ".join(behind),)
    return list(tokens), ()


def _after(tokens: list[str], hint: str | None, relation: str) -> tuple[str | None, str, list[str]]:
    """Type words that follow the name, as in English: "Deir Ezzor countryside"."""
    words = name_words()
    while len(tokens) > 1 and (row := words.get(normalise(tokens[-1]))) is not None:
        if row.kind not in ("type", "countryside") or not row.word.isascii():
            break
        hint = row.value or hint if row.kind == "type" else hint
        relation = _relation(row, relation)
        tokens = tokens[:-1]
    return hint, relation, tokens


def _place_of_facility(text: str, parents: tuple[str, ...], index: Index, country: str | None) -> Part | None:
    """A mosque, school or street that is not listed is as good as the town named with it, at the end."""
    if parents:
        return Part(Mention(text=parents[0]), partial=True)
    first = name_words().get(normalise(text.split()[0]))
    if first is None or first.value == "R":
        # A road is called after a far town it leads to.
        return None
    hits = [hit for hit in index.scan(text) if hit.end == len(text) and hit.start > 0]
    if hits and any(p.population >= 20_000 for p in index.lookup(hits[-1].key)):
        return Part(Mention(text=hits[-1].text), partial=True)
    return None


def _chosen(parts: Sequence[Part], found: Sequence[Resolution]) -> Resolution:
    """The narrowest place of all that were named; several small ones close together are one spot."""
    placed = [(p, r) for p, r in zip(parts, found, strict=True) if r.place is not None]
    if not placed:
        return max(found, key=lambda r: r.confidence)
    first_missing = found[0].place is None and len(found) > 1
    narrow = [
        (p, r) for p, r in placed if (r.where_prec or 6) <= 2 and r.place and r.place.geometry_kind == "point"
    ]
    if not narrow:
        part, best = min(placed, key=lambda pair: pair[1].radius_km or 0.0)
    else:
        part, best = narrow[0]
        if len(narrow) > 1 and best.mention.relation != "between":
            best = _together([r for _, r in narrow])
    if part.partial or first_missing:
        reason = f"only part of the name is known: {best.mention.text}; {best.reason}"
        # A thing in a town is near it; a place before a comma may be anywhere in the district of the town
        # behind it.
        least, prec = (3.0, 2) if part.partial else (DISTRICT_KM, 3)
        wider = max(least, best.radius_km or 0.0)
        prec = max(prec, best.where_prec or prec)
        return replace(
            best,
            reason=reason,
            confidence=round(best.confidence * PART_ONLY, 2),
            radius_km=wider,
            where_prec=prec,
        )
    return best


def _together(several: Sequence[Resolution]) -> Resolution:
    """The middle of places close together; the first when they are far apart."""
    first, last = several[0], several[-1]
    a, b = (first.lat or 0.0, first.lon or 0.0), (last.lat or 0.0, last.lon or 0.0)
    if first.place == last.place:
        return first
    if distance_km(a, b) > SEVERAL_WITHIN_KM:
        return replace(
            first, confidence=round(first.confidence * 0.6, 2), reason=f"the first of several; {first.reason}"
        )
    spot = midpoint(a, b)
    radius = round(spot.radius_km + (first.radius_km or 0.0), 1)
    names = ", ".join(r.place.name for r in several if r.place)
    return replace(
        first,
        lat=round(spot.lat, 5),
        lon=round(spot.lon, 5),
        radius_km=radius,
        where_prec=2,
        reason=f"between {names}",
    )
