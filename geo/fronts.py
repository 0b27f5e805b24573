"""Front lines: the edges that opposing areas share, cut into segments by the claims nearest on either
side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from scipy.spatial import cKDTree

from geo.areas import Area
from geo.control_settings import ControlSettings
from geo.countries import Countries
from geo.holdings import Holding, Register
from geo.mercator import Floats, Ints, arc_km, on_sphere, project
from geo.vote import Voters

_ALONG_DEG = 1e-5
"""Areas cut to a border lie on it but for the rounding of their corners."""
_STEP_DEG = 0.01


@dataclass(frozen=True, eq=False)
class Front:
    """A stretch of front with the same nearest claims on both sides.

    geometry: line in WGS 84. actors: those of the two areas, sorted. claims: by actor, the ids of the claims
    that the nearest holding of its side stands on. age_days of the newest of them. status: confirmed (both
    sides near, recent and sure), contested (on disputed ground), else inferred.
    """

    actors: tuple[str, str]
    geometry: shapely.LineString | shapely.MultiLineString
    confidence: float
    age_days: int
    status: str
    claims: dict[str, tuple[str, ...]]
    length_km: float


def shared_edges(found: Sequence[Area]) -> tuple[Floats, Ints]:
    """Edges that two areas have in common: (n, 2, 2) degrees and (n, 2) indices of the areas."""
    edges, owners = [], []
    for i, area in enumerate(found):
        rings = shapely.get_parts(shapely.get_rings(shapely.get_parts(area.geometry)))
        for xy in map(shapely.get_coordinates, rings):
            edges.append(np.stack([xy[:-1], xy[1:]], axis=1))
            owners.append(np.full(len(xy) - 1, i))
    if not edges:
        return np.empty((0, 2, 2)), np.empty((0, 2), dtype=np.int64)
    edge, owner = np.concatenate(edges), np.concatenate(owners)
    forward = (edge[:, 0, 0] < edge[:, 1, 0]) | (
        (edge[:, 0, 0] == edge[:, 1, 0]) & (edge[:, 0, 1] < edge[:, 1, 1])
    )
    flat = np.where(forward[:, None, None], edge, edge[:, ::-1]).reshape(-1, 4)
    order = np.lexsort((owner, *flat.T))
    flat, owner = flat[order], owner[order]
    twin = np.flatnonzero((flat[1:] == flat[:-1]).all(axis=1))
    return flat[twin].reshape(-1, 2, 2), np.stack([owner[twin], owner[twin + 1]], axis=1)


@dataclass(frozen=True, eq=False)
class Speakers:
    """The holdings that speak for one side in one country, and where: (n, 3) on the unit sphere."""

    held: tuple[Holding, ...]
    xyz: Floats


def speakers(held: Sequence[Holding], v: Voters) -> dict[str, Speakers]:
    """Those of each side; doubted ones and losses speak for none."""
    out = {}
    for label, side in enumerate(v.labels):
        voting = np.flatnonzero((v.label == label) & ~v.doubted & ~v.against)
        if len(voting):
            out[side] = Speakers(tuple(held[int(i)] for i in voting), v.xyz[voting])
    return out


def fronts(
    found: Sequence[Area],
    by_side: Mapping[str, Speakers],
    as_of: date,
    register: Register,
    settings: ControlSettings,
) -> list[Front]:
    """All fronts within a country, sorted from west to east. found: its areas."""
    edges, owners = shared_edges(found)
    actors = sorted({a.actor for a in found})
    side_of_actor = {a.actor: a.side for a in found}
    actor_of = np.array([actors.index(a.actor) for a in found], dtype=np.int64)
    pairs = np.sort(actor_of[owners], axis=1) if len(owners) else owners
    disputed = np.array([a.status != "control" for a in found], dtype=np.bool_)
    out: list[Front] = []
    for first, second in np.unique(pairs, axis=0):
        a, b = actors[first], actors[second]
        if not _fight(side_of_actor[a], side_of_actor[b], a, b, as_of, register):
            continue
        mine = (pairs == (first, second)).all(axis=1)
        out += _segments(
            edges[mine],
            disputed[owners[mine]].any(axis=1),
            ((a, by_side[side_of_actor[a]]), (b, by_side[side_of_actor[b]])),
            as_of,
            settings,
        )
    return sorted(out, key=lambda f: (f.geometry.bounds, f.length_km))


def border_fronts(
    found: Sequence[Area],
    by_country: Mapping[str, Mapping[str, Speakers]],
    countries: Countries,
    as_of: date,
    register: Register,
    settings: ControlSettings,
) -> list[Front]:
    """Fronts that run along a state border: opposing areas on its two sides, each with a claim of its own
    near the line. found: the areas of all countries.
    """
    out: list[Front] = []
    boxes = shapely.STRtree([a.geometry for a in found])
    for i, j in boxes.query([a.geometry for a in found], predicate="dwithin", distance=_ALONG_DEG).T:
        a, b = found[i], found[j]
        if a.country >= b.country or not _fight(a.side, b.side, a.actor, b.actor, as_of, register):
            continue
        line = countries.border(a.country, b.country)
        for area in (a, b):
            line = shapely.intersection(line, shapely.buffer(area.geometry, _ALONG_DEG))
        pieces = [p for p in shapely.get_parts(line) if p.geom_type == "LineString"]
        xy = [shapely.get_coordinates(shapely.segmentize(p, _STEP_DEG)) for p in pieces]
        if not xy:
            continue
        edges = np.concatenate([np.stack([c[:-1], c[1:]], axis=1) for c in xy])
        pair = ((a.actor, by_country[a.country][a.side]), (b.actor, by_country[b.country][b.side]))
        near = np.max([_nearest(edges, side)[1] for _, side in pair], axis=0) <= settings.front.border_km
        if near.any():
            disputed = np.full(int(near.sum()), "control" not in (a.status, b.status))
            out += _segments(edges[near], disputed, pair, as_of, settings)
    return sorted(out, key=lambda f: (f.geometry.bounds, f.length_km))


def _fight(side_a: str, side_b: str, a: str, b: str, as_of: date, register: Register) -> bool:
    return side_a != side_b and register.opposed(a, b, as_of)


def length_km(geometry: shapely.Geometry) -> float:
    """Length on the sphere of a line, or of several, in WGS 84."""
    lines = [on_sphere(project(shapely.get_coordinates(line))) for line in shapely.get_parts(geometry)]
    return round(float(sum(arc_km(np.linalg.norm(np.diff(xyz, axis=0), axis=1)).sum() for xyz in lines)), 3)


def _nearest(edges: Floats, side: Speakers) -> tuple[Ints, Floats]:
    """For (n, 2, 2) edges in degrees the nearest speaker and its distance in km."""
    chords, index = cKDTree(side.xyz).query(on_sphere(project(edges.mean(axis=1))))
    return np.asarray(index, dtype=np.int64), arc_km(chords)


def _segments(
    edges: Floats,
    disputed: np.ndarray,
    pair: tuple[tuple[str, Speakers], tuple[str, Speakers]],
    as_of: date,
    settings: ControlSettings,
) -> list[Front]:
    (one, km_one), (other, km_other) = (_nearest(edges, side) for _, side in pair)
    group = np.stack([one, other, disputed.astype(np.int64)], axis=1)
    farthest = np.maximum(km_one, km_other)
    out = []
    keys, member = np.unique(group, axis=0, return_inverse=True)
    order = np.argsort(member, kind="stable")
    for key, mine in zip(
        keys, np.split(order, np.searchsorted(member[order], np.arange(1, len(keys)))), strict=True
    ):
        lines = shapely.normalize(
            shapely.line_merge(shapely.multilinestrings(shapely.linestrings(edges[mine])))
        )
        sides = [(actor, side.held[at]) for (actor, side), at in zip(pair, key[:2], strict=True)]
        for line in shapely.get_parts(lines):
            out.append(_front(line, sides, bool(key[2]), float(farthest[mine].mean()), as_of, settings))
    return out


def _front(
    line: shapely.LineString,
    sides: Sequence[tuple[str, Holding]],
    disputed: bool,
    far_km: float,
    as_of: date,
    settings: ControlSettings,
) -> Front:
    rule = settings.front
    (first, a), (second, b) = sorted(sides, key=lambda side: side[0])
    # Evidence far from the line says less about where it runs.
    confidence = min(a.weight, b.weight) * min(1.0, rule.confirmed_km / max(far_km, 1e-9))
    age = (as_of - max(a.newest, b.newest)).days
    sure = (
        age <= rule.confirmed_age_days
        and far_km <= rule.confirmed_km
        and confidence >= rule.confirmed_confidence
    )
    return Front(
        actors=(first, second),
        geometry=line,
        confidence=round(confidence, 3),
        age_days=age,
        status="contested" if disputed else "confirmed" if sure else "inferred",
        claims={first: a.claims, second: b.claims},
        length_km=length_km(line),
    )
