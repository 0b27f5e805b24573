"""The places that a mention could be, by its name and its type word."""

from __future__ import annotations

from dataclasses import dataclass, field

from gazetteer.index import Index
from gazetteer.mention import Context, Mention
from gazetteer.normalise import normalise
from gazetteer.place import Place

LOOSE_NAME, LOOSE_CERTAINTY = -0.7, {"latin": 0.85, "arabic": 0.65}
FUZZY_NAME, PER_LIKENESS_LOST = -0.8, 8.0
FUZZY_CERTAINTY = 0.65
LEAST_LIKENESS = 0.9
LEAST_FUZZY_LENGTH = 7
HINT_FITS, HINT_DIFFERS = 1.5, -2.0
# Without a type word a name that a town has is the town rather than the district named after it.
FEATURE_PRIOR = {"A.ADM2": -1.0, "A.ADM3": -1.0, "H.STM": -0.2}
POPULATED, AREA, NEIGHBOURHOOD, CAPITAL = "P", "A", "P.PPLX", "P.PPLC"
NOT_A_NEIGHBOURHOOD = -1.5
# What lies between two names lies between towns.
AREA_AS_END = -3.0


@dataclass(frozen=True)
class Candidate:
    """A place with the points its name and type give it; certainty is the most its kind of match can be
    trusted."""

    place: Place
    points: float
    certainty: float
    common: float
    reasons: tuple[str, ...] = field(default=())


def candidates(mention: Mention, context: Context, index: Index) -> list[Candidate]:
    """All places of that name that the type word and the country allow; like-sounding and like-written ones
    only where none has the name itself."""
    key = normalise(mention.text)
    common = index.names.common(key)
    found = _allowed([(p, 0.0, 0.98, "") for p in index.lookup(mention.text)], mention, context)
    if not found:
        certainty = LOOSE_CERTAINTY["latin" if key.isascii() else "arabic"]
        alike = [(p, LOOSE_NAME, certainty, "sounds like it") for p in index.lookup_loose(mention.text)]
        found = _allowed(alike, mention, context)
    if not found and len(key) >= LEAST_FUZZY_LENGTH:
        found = _allowed(_fuzzy(mention, context, index), mention, context)
    return [
        Candidate(place, points, certainty, common, tuple(r for r in reasons if r))
        for place, points, certainty, reasons in found
    ]


def _fuzzy(mention: Mention, context: Context, index: Index) -> list[tuple[Place, float, float, str]]:
    countries = [context.country] if context.country else [*context.theatre][:3]
    found = []
    for country in countries:
        for place, likeness in index.fuzzy(mention.text, limit=5, country=country):
            if likeness >= LEAST_LIKENESS:
                points = FUZZY_NAME - PER_LIKENESS_LOST * (1 - likeness)
                found.append((place, points, FUZZY_CERTAINTY, f"written like it ({likeness:.2f})"))
    return found


def _allowed(
    places: list[tuple[Place, float, float, str]], mention: Mention, context: Context
) -> list[tuple[Place, float, float, tuple[str, str]]]:
    kept = []
    towns = any(place.feature.startswith(POPULATED) for place, _, _, _ in places)
    for place, points, certainty, reason in places:
        countries = [c for c in place.country.split("|") if c]
        neighbour = mention.relation == "border" and place.feature == "A.PCLI"
        if context.country and countries and context.country not in countries and not neighbour:
            continue
        fit = fits(place.feature, mention.feature_hint)
        if fit is None:
            continue
        if mention.feature_hint is None:
            fit = FEATURE_PRIOR.get(place.feature, 0.0) if towns else 0.0
            if towns and mention.relation == "between" and place.feature.startswith(AREA):
                fit = AREA_AS_END
        word = f"type word asks for {mention.feature_hint}" if mention.feature_hint and fit > 0 else ""
        kept.append((place, points + fit, certainty, (reason, word)))
    return kept


def fits(feature: str, hint: str | None) -> float | None:
    """Points for a type word; None where it rules the place out: a governorate is never its city, nor a city
    its governorate."""
    if hint is None:
        return 0.0
    if feature == hint or feature.startswith(hint):
        return HINT_FITS
    if hint == CAPITAL:
        return None
    if hint == NEIGHBOURHOOD and feature.startswith(POPULATED):
        return NOT_A_NEIGHBOURHOOD
    if hint == "A.PCLI" or feature.startswith("A.PCL"):
        return None
    if hint == "A.ADM2" and feature.startswith(POPULATED):
        return HINT_DIFFERS
    if hint.startswith(AREA) or feature.startswith(AREA):
        return None
    if hint.startswith("H") != feature.startswith("H"):
        return None
    return HINT_FITS if hint[0] == feature[0] else HINT_DIFFERS
