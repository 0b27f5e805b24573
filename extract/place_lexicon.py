"""The words around names of places: kinds of places, relations, titles of persons, heads of organisations."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import msgspec

from extract.data_files import load
from gazetteer.normalise import normalise
from geo.records import Relation


class TypeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of place; see place_types.yaml."""

    words: tuple[str, ...]
    feature: str
    keep: bool = False
    names: bool = False


class ByLanguage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words by language."""

    ar: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class TypeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """place_types.yaml as a whole."""

    ar: tuple[TypeRow, ...]
    en: tuple[TypeRow, ...]
    compound_heads: ByLanguage
    name_tails: ByLanguage
    directions: dict[str, dict[str, Relation]]


class RelationFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """place_relations.yaml as a whole."""

    ar: dict[str, tuple[str, ...]]
    en: dict[str, tuple[str, ...]]
    after_en: dict[str, tuple[str, ...]]
    border_nouns: ByLanguage
    distance_units: ByLanguage
    roads: ByLanguage


class PersonFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """person_words.yaml as a whole."""

    titles: ByLanguage
    title_links: ByLanguage
    first_names: ByLanguage
    says: ByLanguage


class NotPlaceFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """not_places.yaml as a whole."""

    never: ByLanguage
    organisation_heads: ByLanguage
    organisation_tails: ByLanguage


class PlaceType(NamedTuple):
    """What a type word says of the name with it."""

    feature: str
    keep: bool
    names: bool


class PlaceLexicon(msgspec.Struct, frozen=True):
    """All of it by normalised form. Relations also has "from", which is read as in."""

    types: dict[str, PlaceType]
    relations: dict[str, str]
    relations_after: dict[str, str]
    border_nouns: frozenset[str]
    units: frozenset[str]
    roads: frozenset[str]
    directions: dict[str, str]
    compound_heads: frozenset[str]
    name_tails: frozenset[str]
    titles: frozenset[str]
    title_links: frozenset[str]
    first_names: frozenset[str]
    says: frozenset[str]
    never: frozenset[str]
    organisation_heads: frozenset[str]
    organisation_tails: frozenset[str]
    kinds_and_ways: frozenset[str]
    """The words of types and relations."""
    of_places: frozenset[str]
    """Those and the directions."""
    no_names: frozenset[str]
    """All of those and what is never a place."""


@lru_cache(maxsize=1)
def place_lexicon() -> PlaceLexicon:
    """The lexicon out of the data files, read once. Raises DataFileError."""
    kinds = load("place_types.yaml", TypeFile)
    ways = load("place_relations.yaml", RelationFile)
    persons = load("person_words.yaml", PersonFile)
    words = load("not_places.yaml", NotPlaceFile)
    types = {
        normalise(word): PlaceType(row.feature, row.keep, row.names)
        for row in (*kinds.ar, *kinds.en)
        for word in row.words
    }
    relations = {
        normalise(form): relation
        for table in (ways.ar, ways.en)
        for relation, forms in table.items()
        for form in forms
    }
    directions: dict[str, str] = {
        normalise(w): r for table in kinds.directions.values() for w, r in table.items()
    }
    kinds_and_ways = frozenset([*types, *relations])
    of_places = kinds_and_ways | directions.keys()
    never = _both(words.never)
    return PlaceLexicon(
        types=types,
        relations=relations,
        relations_after={normalise(f): r for r, forms in ways.after_en.items() for f in forms},
        border_nouns=_both(ways.border_nouns),
        units=_both(ways.distance_units),
        roads=_both(ways.roads),
        directions=directions,
        compound_heads=_both(kinds.compound_heads),
        name_tails=_both(kinds.name_tails),
        titles=_both(persons.titles),
        title_links=_both(persons.title_links),
        first_names=_both(persons.first_names),
        says=_both(persons.says),
        never=never,
        organisation_heads=_both(words.organisation_heads),
        organisation_tails=_both(words.organisation_tails),
        kinds_and_ways=kinds_and_ways,
        of_places=of_places,
        no_names=of_places | never,
    )


def _both(words: ByLanguage) -> frozenset[str]:
    return frozenset(normalise(word) for word in (*words.ar, *words.en))
