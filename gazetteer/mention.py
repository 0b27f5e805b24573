"""What the resolver is asked and what it answers."""

from __future__ import annotations

import msgspec

from gazetteer.place import Place


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A name in a report that may be a place.

    feature_hint is a feature class or code that a type word asks for (قرية gives "P", محافظة "A.ADM1").
    relation is one of the relations of a toponym, distance_km goes with a direction ("12 km south of").
    direction, one of geometry.BEARINGS, is finer than the relation (north-west of) or goes with another one
    (the eastern countryside of).
    context_parents are names of wider places that the text gives for this very name.
    """

    start: int = 0
    end: int = 0
    text: str
    feature_hint: str | None = None
    relation: str = "in"
    context_parents: tuple[str, ...] = ()
    distance_km: float | None = None
    direction: str | None = None


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a report beside its names.

    country: only places of this country (ISO 3166, two letters) come in question. theatre: the countries it
    is likely about; empty, they are voted by the names themselves. near: points (lat, lon) it is about.
    """

    country: str | None = None
    theatre: tuple[str, ...] = ()
    near: tuple[tuple[float, float], ...] = ()


class ScoredPlace(msgspec.Struct, frozen=True):
    """A candidate, its probability (0 to 1) and the reasons for and against it."""

    place: Place
    score: float
    reason: str


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mention was placed: the place, and the spot or circle that the relation makes of it.

    place, lat, lon, radius_km and where_prec (UCDP GED, 1 to 6) are None where the resolver abstained; reason
    says why.
    """

    mention: Mention
    place: Place | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    where_prec: int | None = None
    confidence: float = 0.0
    reason: str = ""
    candidates: tuple[ScoredPlace, ...] = ()
