"""Countries and governments by name, and which country a report is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from extract.data_files import load
from extract.form_matcher import Folded, FormMatcher, Match

Part = Literal["country", "region", "adjective", "capital"]
_WEIGHT: dict[Part, float] = {"country": 2.0, "region": 2.0, "adjective": 1.0, "capital": 0.7}
_POWER_WEIGHT = 0.25
_ACTOR_WEIGHT = 2.0
_LEAST_SHARE = 0.2


class Government(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of governments.yaml."""

    en: tuple[str, ...]
    ar: tuple[str, ...]
    adjective_en: tuple[str, ...]
    adjective_ar: tuple[str, ...]
    capital_en: tuple[str, ...]
    capital_ar: tuple[str, ...]
    government: str | None = None
    power: bool = False
    neighbours: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


class Named(NamedTuple):
    """What a form of governments.yaml stands for."""

    country: str
    part: Part


@lru_cache(maxsize=1)
def governments() -> dict[str, Government]:
    """The countries by ISO code. Raises DataFileError."""
    return load("governments.yaml", dict[str, Government])


@lru_cache(maxsize=1)
def country_forms() -> FormMatcher[Named]:
    """Names, adjectives and capitals of the countries."""
    forms: list[tuple[str, Named]] = []
    for code, row in governments().items():
        forms += [(form, Named(code, "country")) for form in (*row.en, *row.ar)]
        forms += [(form, Named(code, "capital")) for form in (*row.capital_en, *row.capital_ar)]
        forms += [(form, Named(code, "region")) for form in row.regions]
        forms += [(form, Named(code, "adjective")) for form in row.adjective_en]
        for stem in row.adjective_ar:
            inflected = [a + stem + e for a in ("", "ال") for e in ("", "ة", "ين", "ون", "ان", "ات")]
            forms += [(form, Named(code, "adjective")) for form in inflected]
    return FormMatcher(forms)


def find_countries(text: Folded) -> list[Match[Named]]:
    """Countries, their adjectives and capitals in the order of the text."""
    return country_forms().find(text)


def theatre(named: Iterable[Match[Named]], actor_theatres: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The countries a report is about, the likeliest first; empty where nothing says.

    Countries and adjectives count, powers that appear in everybody's reports little, and so do the countries
    where the report's actors are active.
    """
    score: dict[str, float] = defaultdict(float)
    for match in named:
        weight = _WEIGHT[match.value.part]
        if governments()[match.value.country].power:
            weight *= _POWER_WEIGHT
        score[match.value.country] += weight
    for countries in actor_theatres:
        for country in countries:
            score[country] += _ACTOR_WEIGHT / len(countries)
    whole = sum(score.values())
    if not whole:
        return ()
    likely = [c for c, s in sorted(score.items(), key=lambda kv: -kv[1]) if s >= _LEAST_SHARE * whole]
    row = governments().get(likely[0]) if likely else None
    return (*likely, *(c for c in (row.neighbours if row else ()) if c in score and c not in likely))
