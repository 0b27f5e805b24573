"""The picture of control on a day: held areas and front lines, computed from claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import numpy as np
import shapely

from geo.areas import Area, areas
from geo.control_settings import ControlSettings, default_settings
from geo.countries import Countries
from geo.fronts import Front, Speakers, border_fronts, fronts, speakers
from geo.holdings import Holding, Register, day_of, has_begun, holdings, why_not_drawn
from geo.records import ControlClaim
from geo.rivers import River
from geo.surface import patches
from geo.vote import Poll, voters


class KnownClaim(Protocol):
    """A claim as the store gives it back, with the first day it could be known."""

    @property
    def claim(self) -> ControlClaim: ...

    @property
    def known_on(self) -> date: ...

    @property
    def superseded_by(self) -> str | None: ...


@dataclass(frozen=True, eq=False)
class Picture:
    """Who holds what on a day. known_on: what is left out was not known by then; None: all that is known
    now. left_out: claims that no picture shows, by id, with the reason.
    """

    as_of: date
    known_on: date | None
    areas: list[Area]
    fronts: list[Front]
    left_out: dict[str, str] = field(default_factory=dict)

    def to_geojson(self) -> dict[str, Any]:
        """A FeatureCollection in WGS 84; features have kind area or front, areas first."""
        features = [
            _feature(
                a.geometry,
                kind="area",
                actor=a.actor,
                actors=list(a.actors),
                confidence=a.confidence,
                age_days=a.age_days,
                status=a.status,
                rivals=list(a.rivals),
                area_km2=a.area_km2,
                claims=list(a.claims),
            )
            for a in self.areas
        ]
        features += [
            _feature(
                f.geometry,
                kind="front",
                actors=list(f.actors),
                confidence=f.confidence,
                age_days=f.age_days,
                status=f.status,
                length_km=f.length_km,
                claims=sorted({c for ids in f.claims.values() for c in ids}),
                claims_by_actor={actor: list(ids) for actor, ids in f.claims.items()},
            )
            for f in self.fronts
        ]
        left_out = [{"claim": claim, "reason": reason} for claim, reason in sorted(self.left_out.items())]
        return {
            "type": "FeatureCollection",
            "as_of": self.as_of.isoformat(),
            "left_out": left_out,
            "features": features,
        }


def _feature(geometry: shapely.Geometry, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": shapely.geometry.mapping(geometry), "properties": properties}


def known(claims: Sequence[ControlClaim | KnownClaim], known_on: date | None) -> list[ControlClaim]:
    """The claims that could be known on a day, without those that were corrected by then.

    A bare claim carries no day of record; it counts as known from the day it speaks of.
    """
    kept: list[tuple[ControlClaim, str | None]] = []
    for entry in claims:
        claim, day, by = (
            (entry, day_of(entry), None)
            if isinstance(entry, ControlClaim)
            else (entry.claim, entry.known_on, entry.superseded_by)
        )
        if known_on is None or (day is not None and day <= known_on):
            kept.append((claim, by))
    ids = {claim.id for claim, _ in kept}
    corrected = {claim.id for claim, by in kept if by is not None and by in ids}
    return [claim for claim, _ in kept if claim.id not in corrected]


def picture(
    claims: Sequence[ControlClaim | KnownClaim],
    as_of: date,
    *,
    register: Register,
    known_on: date | None = None,
    land: shapely.Geometry | None = None,
    countries: Countries | None = None,
    rivers: Sequence[River] = (),
    settings: ControlSettings | None = None,
) -> Picture:
    """Held areas and front lines on a day.

    claims may come in any order, bare or as the store's entries; known_on leaves out what was recorded later;
    land, in WGS 84, keeps areas and fronts off the sea (geo.terrain.load_land). With countries
    (geo.countries.load_countries) a claim speaks only of the country it lies in, areas end at its border, and
    a front runs along a border only where both sides hold claims near it. rivers (geo.rivers.load_rivers)
    muffle claims on the other bank.
    Empty and one-sided input give a picture without fronts.
    """
    settings = settings or default_settings()
    usable = known(claims, known_on)
    reasons = {c.id: why_not_drawn(c, register, settings) for c in usable}
    left_out = {claim: reason for claim, reason in reasons.items() if reason is not None}
    by_country: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings(usable, as_of, register, settings, countries):
        by_country[holding.country].append(holding)
    found: list[Area] = []
    lines: list[Front] = []
    speaking: dict[str, dict[str, Speakers]] = {}
    for country, held in sorted(by_country.items()):
        v = voters(held, as_of, register, settings)
        ground = land
        if countries is not None:
            ground = countries.shape(country) or countries.no_mans(np.array([[h.lon, h.lat] for h in held]))
        here = areas(patches(Poll(v, settings, rivers)), held, v, as_of, settings, ground)
        speaking[country] = speakers(held, v)
        lines += fronts(here, speaking[country], as_of, register, settings)
        found += here
    if countries is not None and len({area.country for area in found}) > 1:
        lines += border_fronts(found, speaking, countries, as_of, register, settings)
    return Picture(as_of, known_on, found, lines, left_out)


def area_by_actor(shown: Picture) -> dict[str, float]:
    """km2 held by each actor, contested ground of its own included."""
    total: dict[str, float] = defaultdict(float)
    for area in shown.areas:
        total[area.actor] += area.area_km2
    return {actor: round(km2, 3) for actor, km2 in sorted(total.items())}


def picture_days(
    claims: Sequence[ControlClaim | KnownClaim],
    days: Sequence[date],
    *,
    register: Register,
    known_on: date | None = None,
    land: shapely.Geometry | None = None,
    countries: Countries | None = None,
    rivers: Sequence[River] = (),
    settings: ControlSettings | None = None,
) -> Iterator[tuple[date, Picture]]:
    """A picture for each day, in order of days; the same object while no claim begins or ends in between.

    Between changes only ages grow; a reused picture keeps those of its own as_of.
    """
    usable = known(claims, known_on)
    last: tuple[frozenset[tuple[str, int]], Picture] | None = None
    for day in sorted(days):
        state = frozenset((c.id, _phase(c, day)) for c in usable if has_begun(c, day))
        if last is None or last[0] != state:
            shown = picture(usable, day, register=register, land=land, countries=countries, settings=settings)
            last = (state, shown)
        yield day, last[1]


def _phase(claim: ControlClaim, day: date) -> int:
    """How many of a claim's days have come."""
    days = (claim.valid_from_latest, claim.valid_to, claim.valid_to_latest)
    return sum(d is not None and d <= day for d in days)
