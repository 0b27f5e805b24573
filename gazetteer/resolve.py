"""Resolves all the names of a report together, and abstains rather than guess.

Each candidate gets points for how well its name fits, for the type word, the parents named, the theatre of
the report, its distance to the other names, and its importance; against it counts how common its name is as a
word. The points are log-odds: shares of the candidates and of "a place that is not in the gazetteer" add up
to one, which makes the confidence.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from gazetteer.candidates import Candidate, candidates
from gazetteer.geometry import Point, distance_km, rough_km
from gazetteer.index import Index
from gazetteer.mention import Context, Mention, Resolution, ScoredPlace
from gazetteer.normalise import normalise
from gazetteer.place import Place
from gazetteer.relations import place_on_ground
from gazetteer.variants import skeleton

__all__ = ["Context", "Mention", "Resolution", "ScoredPlace", "resolve"]

# Points, in log-odds.
UNLISTED = 1.0
HAND_PICKED, SEAT = 2.2, 2.0
PER_TENFOLD_POPULATION = 0.45
COUNTRY, AREA_WITH_SEAT = 6.0, 0.3
IN_THEATRE, OUT_OF_THEATRE, OUT_OF_THEATRE_LARGE = 2.0, -2.0, -0.5
PARENT_FITS, PARENT_DIFFERS = 3.0, -2.5
CLOSE, SAME_AREA = 2.2, 1.2
CLOSE_KM, SAME_AREA_KM = 25.0, 150.0
ORDINARY_WORD, ORDINARY_ZIPF = -1.5, 4.0
LARGE_TOWN, FAMOUS_TOWN = 150_000, 300_000
SAME_SPOT_KM = 8.0
LEAST_CONFIDENCE = 0.35
THEATRE_SHARE, LEAST_VOTE = 0.18, 0.3
SHOWN_CANDIDATES = 5


@dataclass
class _Open:
    """A mention with its candidates, being weighed."""

    mention: Mention
    found: list[Candidate]
    key: str
    """The mention's name, normalised."""
    points: list[float] = field(default_factory=list)
    reasons: list[list[str]] = field(default_factory=list)

    def best(self) -> Candidate | None:
        if not self.points:
            return None
        top = max(range(len(self.points)), key=self.points.__getitem__)
        return self.found[top] if self.points[top] > UNLISTED else None


def resolve(mentions: Sequence[Mention], context: Context, index: Index) -> list[Resolution]:
    """One resolution a mention, in order. A place of None says why in its reason."""
    parents = {name for m in mentions for name in m.context_parents}
    table = [_Open(m, candidates(m, context, index), normalise(m.text)) for m in mentions]
    named_parents = {name: _parent_places(name, context, index) for name in parents}
    for item in table:
        _weigh(item, (), 0.0, [], named_parents, index)
    votes = _votes(table)
    given = context.theatre or ((context.country,) if context.country else ())
    theatre = given or _elected(votes)
    # Twice: the second time the neighbours are those that the first settled.
    for _ in range(2):
        points = [_points_of(other) for other in table]
        for i, item in enumerate(table):
            others = [
                p for j, group in enumerate(points) if j != i and item.key != table[j].key for p in group
            ]
            own, trust = given, 1.0
            if not given:
                own, trust = _elected(votes, without=item), _trust(votes, item)
            _weigh(item, own, trust, [*others, *context.near], named_parents, index)
    settled = [_settle(item) for item in table]
    return place_on_ground(settled, theatre, context, index)


def _points_of(item: _Open) -> list[Point]:
    """Where a mention tells others to be near: only points and small areas do."""
    best = item.best()
    if best is None or best.place.geometry_kind == "line" or best.place.radius_km > 120:
        return []
    return [(best.place.lat, best.place.lon)]


def _parent_places(name: str, context: Context, index: Index) -> list[Place]:
    found = index.lookup(name) or index.lookup_loose(name)
    return [p for p in found if not context.country or context.country in p.country.split("|")]


def _weigh(
    item: _Open,
    theatre: tuple[str, ...],
    trust: float,
    near: Sequence[Point],
    parents: dict[str, list[Place]],
    index: Index,
) -> None:
    item.points, item.reasons = [], []
    # Areas named after a town in them that is a candidate too: without a type word the town is meant.
    seated: set[str] = set()
    if not item.mention.feature_hint:
        seated = {parent for c in item.found for parent in c.place.parent_ids}
    for candidate in item.found:
        place, reasons = candidate.place, list(candidate.reasons)
        points = candidate.points + _importance(place, place.id in seated, reasons)
        points += trust * _theatre_points(place, theatre, reasons)
        points += _parent_points(place, item.mention, parents, index, reasons)
        points += _distance_points(place, near, index, reasons)
        if candidate.common > ORDINARY_ZIPF and not item.mention.feature_hint and _is_small(place):
            points += ORDINARY_WORD
            reasons.append("an ordinary word as well")
        item.points.append(points)
        item.reasons.append(reasons)


def _is_small(place: Place) -> bool:
    return place.population < FAMOUS_TOWN and not place.feature.startswith(("A.PCL", "L.CONT"))


def _importance(place: Place, with_seat: bool, reasons: list[str]) -> float:
    if place.feature.startswith(("A.PCL", "L.CONT")):
        return COUNTRY
    if place.feature.startswith("A") and with_seat:
        return AREA_WITH_SEAT
    points = PER_TENFOLD_POPULATION * math.log10(1 + place.population)
    if place.feature.startswith("P.PPLA"):
        points = max(points, SEAT)
    # Whole tables of small places, built in or imported, say nothing of which of them reports name.
    if not place.source.startswith(("geonames", "imported")):
        points = max(points, HAND_PICKED)
    if place.population >= 100_000 and place.feature.startswith("P"):
        reasons.append(f"{place.population:,} inhabitants")
    return points


def _theatre_points(place: Place, theatre: tuple[str, ...], reasons: list[str]) -> float:
    if not theatre or not place.country:
        return 0.0
    if any(code in theatre for code in place.country.split("|")):
        reasons.append("in the theatre of the report")
        return IN_THEATRE
    if place.feature.startswith("A.PCL") or place.population >= LARGE_TOWN:
        return OUT_OF_THEATRE_LARGE
    reasons.append("outside the theatre of the report")
    return OUT_OF_THEATRE


def _parent_points(
    place: Place, mention: Mention, parents: dict[str, list[Place]], index: Index, reasons: list[str]
) -> float:
    total = 0.0
    for name in mention.context_parents:
        known = [p for p in parents.get(name, []) if p.id != place.id]
        if not known:
            continue
        if any(_inside(place, parent, index) for parent in known):
            reasons.append(f"in {name} as the text says")
            total += PARENT_FITS
        elif any(parent.feature[0] in "AL" for parent in known):
            reasons.append(f"not in {name}")
            total += PARENT_DIFFERS
    return total


def _inside(place: Place, parent: Place, index: Index) -> bool:
    """Within an area by its parents, or within reach of a town that stands for its surroundings."""
    if parent.id in place.parent_ids:
        return True
    if place.geometry_kind == "line":
        nearest = index.nearest_on(place.id, (parent.lat, parent.lon))
        return nearest is not None and rough_km(nearest, (parent.lat, parent.lon)) <= parent.radius_km
    if parent.feature.startswith("A.PCL"):
        return parent.country in place.country.split("|")
    away = rough_km((place.lat, place.lon), (parent.lat, parent.lon))
    if parent.feature.startswith("A.ADM1") and place.parent_ids:
        return False
    reach = max(20.0, parent.radius_km) if parent.feature[0] in "AL" else 20.0
    same_name = any(skeleton(normalise(parent.name)) == skeleton(normalise(p)) for p in place.parents)
    return away <= reach or (same_name and parent.feature.startswith("A"))


def _distance_points(place: Place, near: Sequence[Point], index: Index, reasons: list[str]) -> float:
    if not near or place.feature.startswith("A.PCL"):
        return 0.0
    line = place.geometry_kind == "line"
    on_line = [(p, index.nearest_on(place.id, p)) for p in near[:20]] if line else []
    if line and all(nearest is not None for _, nearest in on_line):
        away = min(rough_km(p, nearest) for p, nearest in on_line if nearest is not None)
    else:
        away = min(rough_km((place.lat, place.lon), p) for p in near)
        away = max(0.0, away - (place.radius_km if place.feature[0] in "AL" else 0.0))
    if away < 60:
        reasons.append(f"{away:.0f} km from another name")
    return CLOSE * math.exp(-away / CLOSE_KM) + SAME_AREA * math.exp(-away / SAME_AREA_KM)


def _votes(table: Sequence[_Open]) -> dict[str, dict[str, float]]:
    """By name, the countries it speaks for: each name once, shared by how likely its candidates are."""
    votes: dict[str, dict[str, float]] = {}
    for item in table:
        own: dict[str, float] = defaultdict(float)
        if item.mention.relation == "border":
            # A country named for its border is as likely the neighbour of the one the report is about.
            continue
        for candidate, share in zip(item.found, _shares(item.points)[1:], strict=True):
            codes = [code for code in candidate.place.country.split("|") if code]
            for code in codes:
                own[code] += share / len(codes)
        votes[item.key] = own
    return votes


def _trust(votes: dict[str, dict[str, float]], item: _Open) -> float:
    """How far the election counts for a name: in full from three other names on."""
    left_out = item.key
    cast = sum(sum(own.values()) for name, own in votes.items() if name != left_out)
    return min(1.0, cast / 3)


def _elected(votes: dict[str, dict[str, float]], without: _Open | None = None) -> tuple[str, ...]:
    """The countries that the names speak for. No name votes for its own theatre."""
    left_out = without.key if without else None
    totals: dict[str, float] = defaultdict(float)
    for name, own in votes.items():
        if name != left_out:
            for code, share in own.items():
                totals[code] += share
    whole = sum(totals.values())
    ranked = sorted(totals.items(), key=lambda pair: -pair[1])
    return tuple(code for code, share in ranked if share >= max(LEAST_VOTE, THEATRE_SHARE * whole))


def _shares(points: Sequence[float]) -> list[float]:
    """Shares that add up to one: first that of a place not listed, then each candidate's."""
    top = max([UNLISTED, *points])
    weights = [math.exp(p - top) for p in (UNLISTED, *points)]
    total = sum(weights)
    return [w / total for w in weights]


def _settle(item: _Open) -> Resolution:
    shares = _shares(item.points)[1:]
    order = sorted(range(len(shares)), key=lambda i: -shares[i])
    scored = tuple(
        ScoredPlace(item.found[i].place, round(shares[i], 3), "; ".join(item.reasons[i])) for i in order
    )[:SHOWN_CANDIDATES]
    if not order:
        return Resolution(mention=item.mention, reason="no place of this name is known")
    best = item.found[order[0]].place
    confidence = sum(shares[i] for i in order if _no_rivals(best, item.found[i].place))
    confidence = round(min(confidence, item.found[order[0]].certainty), 2)
    if confidence < LEAST_CONFIDENCE:
        return Resolution(
            mention=item.mention, confidence=confidence, reason=_why_not(scored), candidates=scored
        )
    return Resolution(
        mention=item.mention,
        place=best,
        confidence=confidence,
        reason="; ".join(item.reasons[order[0]]) or f"the likeliest of {len(order)} of this name",
        candidates=scored,
    )


def _no_rivals(best: Place, other: Place) -> bool:
    """A town and the areas named after it do not disagree about where it is."""
    if other.id in best.parent_ids or best.id in other.parent_ids:
        return True
    return rough_km((best.lat, best.lon), (other.lat, other.lon)) <= SAME_SPOT_KM


def _why_not(scored: Sequence[ScoredPlace]) -> str:
    first = scored[0].place
    rivals = [
        s.place for s in scored[1:] if distance_km((first.lat, first.lon), (s.place.lat, s.place.lon)) > 25
    ]
    if rivals and scored[1].score > 0.5 * scored[0].score:
        named = ", ".join(
            f"{p.name} ({', '.join(p.parents[:1] or (p.country,))})" for p in [first, *rivals[:2]]
        )
        return f"several places of this name and nothing to tell them apart: {named}"
    why = scored[0].reason or "no evidence for it"
    return f"no place of this name within reach; nearest candidate {first.name} ({why})"
