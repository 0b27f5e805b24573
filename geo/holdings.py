"""Who holds each place on a day, by the claims known about it.

The newest claim not contradicted wins. A claim of loss ends the loser's hold and gives the place to nobody;
an advance, a siege or a contest leaves the holder and adds a rival. Nothing ends by silence: a hold that
nobody repeats stays, its weight fading to a floor.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Protocol

import numpy as np
from scipy.spatial import cKDTree

from geo.control_settings import ControlSettings, WeightSettings
from geo.countries import Countries
from geo.mercator import chord, on_sphere, project
from geo.parts import fold_parts
from geo.records import ControlClaim

HoldStatus = Literal["control", "contested", "besieged"]


NO_HOLDERS = {
    "reporting": "a body that reports holds no ground",
    "civilian": "civilians hold no ground",
    "unknown": "it is not known who holds it",
}
"""Kinds of actors that no area is drawn for, with the reason."""


class KindOfActor(Protocol):
    """What is asked of an actor."""

    @property
    def kind(self) -> str: ...


class Register(Protocol):
    """What is asked of the actors' register."""

    def get(self, actor_id: str, /) -> KindOfActor | None: ...

    def side(self, actor_id: str, day: date, /) -> str | None: ...

    def opposed(self, a: str, b: str, day: date, /) -> bool: ...


@dataclass(frozen=True)
class Holding:
    """One place and its holder on a day.

    actor is None where the last holder, lost_by, lost the place and nobody else claims it. rivals are those
    who contest, attack or besiege it. claims are the ids that support the holder, rival_claims those of the
    rivals. newest is the day of the newest supporting claim, weight runs from 0 to 1. past: from which day
    on who held it, oldest first. reports counts all claims that speak of the place. country is the one it
    speaks of, "" where countries are not told apart.
    """

    key: str
    lat: float
    lon: float
    radius_km: float
    actor: str | None
    lost_by: str | None
    status: HoldStatus
    rivals: tuple[str, ...]
    claims: tuple[str, ...]
    rival_claims: tuple[str, ...]
    newest: date
    weight: float
    past: tuple[tuple[date, str | None], ...]
    reports: int
    country: str = ""

    def holder_on(self, day: date) -> tuple[bool, str | None]:
        """Whether anything was known of the place on a day, and its holder then."""
        known = [actor for start, actor in self.past if start <= day]
        return bool(known), known[-1] if known else None


def day_of(claim: ControlClaim) -> date | None:
    """The day by which the claim holds for certain; None for an undated claim."""
    return claim.valid_from_latest or claim.valid_from


def place_key(claim: ControlClaim) -> str:
    """Claims with one key speak of one place: the gazetteer's, else the spot itself."""
    if claim.place_id and claim.relation == "in":
        return claim.place_id
    return f"{claim.lat:.4f},{claim.lon:.4f}"


def side_of(actor: str, day: date, register: Register) -> str:
    """The side an actor is on, or the actor itself where it is on none."""
    return register.side(actor, day) or actor


def claim_weight(claim: ControlClaim, as_of: date, register: Register, weights: WeightSettings) -> float:
    """What one claim counts on a day: its confidence, its age, and who says so."""
    day = day_of(claim) or as_of
    age = max(0, (as_of - day).days)
    weight = (claim.confidence or weights.unstated) * max(
        weights.floor, math.exp2(-age / weights.half_life_days)
    )
    source = claim.attribution.id if claim.attribution else None
    if source and side_of(source, day, register) == side_of(claim.actor, day, register):
        weight *= weights.own_side
    unsure_start = claim.valid_from_latest is not None and as_of < claim.valid_from_latest
    unsure_end = claim.valid_to is not None and as_of >= claim.valid_to
    if unsure_start or unsure_end:
        weight *= weights.uncertain_start
    return weight


def has_begun(claim: ControlClaim, as_of: date) -> bool:
    """Whether the claim speaks of that day or before."""
    start = claim.valid_from or claim.valid_from_latest
    return start is not None and start <= as_of


def has_ended(claim: ControlClaim, as_of: date) -> bool:
    """Whether the claim's own end has passed; ends are half open."""
    end = claim.valid_to_latest or claim.valid_to
    return end is not None and end <= as_of


@dataclass
class _Site:
    """The state of one place while its claims are read day by day."""

    as_of: date
    register: Register
    settings: ControlSettings
    actor: str | None = None
    side: str | None = None
    lost_by: ControlClaim | None = None
    support: list[ControlClaim] = field(default_factory=list)
    rivals: list[ControlClaim] = field(default_factory=list)
    past: list[tuple[date, str | None]] = field(default_factory=list)
    reports: int = 0

    def weight(self, claims: Iterable[ControlClaim]) -> float:
        """Claims of one source count once; sources add up as independent."""
        best: dict[str, float] = {}
        for claim in claims:
            weight = claim_weight(claim, self.as_of, self.register, self.settings.weight)
            if claim.status in ("advance", "contested"):
                weight *= self.settings.places.advance
            source = claim.attribution.id if claim.attribution else claim.id
            best[source] = max(weight, best.get(source, 0.0))
        return 1.0 - float(math.prod(1.0 - min(w, 0.99) for w in best.values()))

    def read_day(self, day: date, claims: Sequence[ControlClaim]) -> None:
        """Take in all claims of one day at once, so that their order does not matter."""
        lost = {side_of(c.actor, day, self.register): c for c in claims if c.status == "lost"}
        takers = {side_of(c.actor, day, self.register) for c in claims if c.status == "control"}
        if len(takers) == 1 and self.side not in takers:
            # Who takes a place on a day without having held it cannot have lost it that day to nobody.
            lost.pop(next(iter(takers)), None)
        by_side: dict[str, list[ControlClaim]] = defaultdict(list)
        for claim in claims:
            side = side_of(claim.actor, day, self.register)
            if claim.status == "control" and side not in lost:
                by_side[side].append(claim)
        if self.side in lost:
            self.lost_by = lost[self.side]
            self.actor, self.side, self.support, self.rivals = None, None, [], []
        elif lost and self.actor is None and not by_side:
            self.lost_by = next(iter(lost.values()))
        if by_side:
            self._take(by_side, day)
        for claim in claims:
            if claim.status in ("contested", "advance", "besieged"):
                self._press(claim, side_of(claim.actor, day, self.register))
        self.reports += len(claims)
        if not self.past or self.past[-1][1] != self.actor:
            self.past.append((day, self.actor))

    def _take(self, by_side: dict[str, list[ControlClaim]], day: date) -> None:
        unsure = all(self.as_of < (day_of(c) or self.as_of) for group in by_side.values() for c in group)
        if unsure and self.side is not None:
            for side, group in by_side.items():
                (self.support if side == self.side else self.rivals).extend(group)
            return
        everyone = [c for group in by_side.values() for c in group]
        sources = {c.attribution.id if c.attribution else "" for c in everyone}

        def strength(side: str) -> float:
            # One source that names two holders does not favour the one whose word is doubted less.
            if len(sources) == 1:
                return max(c.confidence for c in by_side[side])
            return self.weight(by_side[side])

        # A tie stays with who held it; failing that the first claim's id decides, never the order of reading.
        lead = max(by_side, key=lambda s: (strength(s), s == self.side, min(c.id for c in by_side[s])))
        others = [c for side, group in by_side.items() if side != lead for c in group]
        group = by_side[lead]
        if lead == self.side:
            self.support += group
        else:
            self.support = list(group)
        self.rivals = others
        self.side, self.lost_by = lead, None
        self.actor = max(group, key=lambda c: (day_of(c) or day, c.confidence, c.id)).actor

    def _press(self, claim: ControlClaim, side: str) -> None:
        if side == self.side:
            if claim.status == "contested":
                self.rivals.append(claim)
            else:
                self.support.append(claim)
        elif self.side is not None:
            self.rivals.append(claim)
        elif claim.status != "besieged":
            self.actor, self.side, self.lost_by = claim.actor, side, None
            self.support, self.rivals = [claim], [claim]

    def holding(self, key: str) -> Holding | None:
        """The state after all claims were read, or None where nothing is known any more."""
        support = [c for c in self.support if not has_ended(c, self.as_of)]
        rivals = [c for c in self.rivals if not has_ended(c, self.as_of)]
        shown = support or ([self.lost_by] if self.lost_by and self.actor is None else [])
        if not shown:
            return None
        newest = max(shown, key=lambda c: (day_of(c) or date.min, c.id))
        besieged = rivals and all(c.status == "besieged" for c in rivals)
        return Holding(
            key=key,
            lat=newest.lat,
            lon=newest.lon,
            radius_km=newest.radius_km,
            actor=self.actor,
            lost_by=self.lost_by.actor if self.lost_by and self.actor is None else None,
            status="besieged" if besieged else "contested" if rivals else "control",
            rivals=tuple(sorted({c.actor for c in rivals if c.actor != self.actor})),
            claims=tuple(sorted(c.id for c in shown)),
            rival_claims=tuple(sorted(c.id for c in rivals)),
            newest=min(day_of(newest) or self.as_of, self.as_of),
            weight=self.weight(shown),
            past=tuple(self.past),
            reports=self.reports,
        )


def why_not_drawn(claim: ControlClaim, register: Register, settings: ControlSettings) -> str | None:
    """The reason for which a claim is left out of every picture, or None."""
    if claim.valid_from is None and claim.valid_from_latest is None:
        return "its day is not known"
    if claim.radius_km > settings.places.max_radius_km:
        return f"its place is known to {claim.radius_km:g} km only: a region, not a place"
    actor = register.get(claim.actor)
    if actor is not None and actor.kind in NO_HOLDERS:
        return NO_HOLDERS[actor.kind]
    return None


def holdings(
    claims: Sequence[ControlClaim],
    as_of: date,
    register: Register,
    settings: ControlSettings,
    countries: Countries | None = None,
) -> list[Holding]:
    """One holding for each place that a claim speaks of on that day, sorted by place.

    Claims that why_not_drawn has a reason against are left out.
    """
    sites: dict[str, list[ControlClaim]] = defaultdict(list)
    usable = [c for c in claims if has_begun(c, as_of) and why_not_drawn(c, register, settings) is None]
    for claim in fold_parts(usable):
        sites[place_key(claim)].append(claim)
    found: list[Holding] = []
    for key in sorted(sites):
        site = _Site(as_of, register, settings)
        by_day: dict[date, list[ControlClaim]] = defaultdict(list)
        for claim in sorted(sites[key], key=lambda c: c.id):
            by_day[day_of(claim) or as_of].append(claim)
        for day in sorted(by_day):
            site.read_day(day, by_day[day])
        holding = site.holding(key)
        if holding is not None:
            found.append(holding)
    if countries is not None and found:
        there = countries.at(np.array([[h.lon, h.lat] for h in found]), [h.key for h in found])
        found = [replace(h, country=country) for h, country in zip(found, there, strict=True)]
    return _settle_neighbours(found, as_of, register, settings)


def _settle_neighbours(
    found: list[Holding], as_of: date, register: Register, settings: ControlSettings
) -> list[Holding]:
    """Spots a few hundred metres apart are one place: there too the newer word wins, and equal ones
    contest.
    """
    if len(found) < 2:
        return found
    tree = cKDTree(on_sphere(project(np.array([[h.lon, h.lat] for h in found]))))
    dropped: set[int] = set()
    contested: dict[int, Holding] = {}
    for i, j in sorted(tree.query_pairs(chord(settings.places.same_place_km))):
        a, b = found[i], found[j]
        if a.country != b.country or (a.actor is None and b.actor is None):
            continue
        if a.actor and b.actor and side_of(a.actor, as_of, register) == side_of(b.actor, as_of, register):
            continue
        if a.newest != b.newest:
            dropped.add(i if a.newest < b.newest else j)
        elif a.actor and b.actor:
            contested[i] = _contested_by(contested.get(i, a), b)
            contested[j] = _contested_by(contested.get(j, b), a)
    return [contested.get(i, h) for i, h in enumerate(found) if i not in dropped]


def _contested_by(holding: Holding, other: Holding) -> Holding:
    rivals = {*holding.rivals, *([other.actor] if other.actor else [])} - {holding.actor}
    return replace(
        holding,
        status="contested",
        rivals=tuple(sorted(r for r in rivals if r)),
        rival_claims=tuple(sorted({*holding.rival_claims, *other.claims})),
    )
