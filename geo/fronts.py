"""Front lines: the edges that opposing areas share, cut into segments by the claims nearest on either
side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import shapely
from scipy.spatial import cKDTree

from geo.areas import Area
from geo.control_settings import ControlSettings
from geo.holdings import Holding, Register
from geo.mercator import Floats, Ints, arc_km, on_sphere, project
from geo.vote import Voters


@dataclass(frozen=True, eq=False)
class Front:
    """A stretch of front with the same nearest claims on both sides.

    geometry: line in WGS 84. actors: two ids, sorted. claims: by actor, the ids of the nearest holding's
    claims. age_days of the newest of them. status: confirmed (both sides near, recent and sure), contested
    (on disputed ground), else inferred.
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
        for ring in (area.geometry.exterior, *area.geometry.interiors):
            xy = shapely.get_coordinates(ring)
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


def fronts(
    found: Sequence[Area],
    held: Sequence[Holding],
    v: Voters,
    as_of: date,
    register: Register,
    settings: ControlSettings,
) -> list[Front]:
    """All fronts of a picture, sorted from west to east."""
    edges, owners = shared_edges(found)
    actor_of = np.array([v.labels.index(a.actor) for a in found], dtype=np.int64)
    pairs = np.sort(actor_of[owners], axis=1) if len(owners) else owners
    disputed = np.array([a.status != "control" for a in found], dtype=np.bool_)
    out: list[Front] = []
    for first, second in np.unique(pairs, axis=0):
        a, b = v.labels[first], v.labels[second]
        if a == b or not register.opposed(a, b, as_of):
            continue
        mine = (pairs == (first, second)).all(axis=1)
        out += _segments(
            edges[mine],
            disputed[owners[mine]].any(axis=1),
            (int(first), int(second)),
            held,
            v,
            as_of,
            settings,
        )
    return sorted(out, key=lambda f: (f.geometry.bounds, f.length_km))


def length_km(geometry: shapely.Geometry) -> float:
    """Length on the sphere of a line, or of several, in WGS 84."""
    lines = [on_sphere(project(shapely.get_coordinates(line))) for line in shapely.get_parts(geometry)]
    return round(float(sum(arc_km(np.linalg.norm(np.diff(xyz, axis=0), axis=1)).sum() for xyz in lines)), 3)


def ashore(found: Sequence[Front], land: shapely.Geometry) -> list[Front]:
    """Fronts without what runs over the sea."""
    if not found:
        return []
    near = shapely.intersection(land, shapely.box(*shapely.total_bounds([f.geometry for f in found])))
    out = []
    for front in found:
        dry = shapely.line_merge(shapely.intersection(front.geometry, near))
        if length_km(dry) > 0:
            out.append(replace(front, geometry=dry, length_km=length_km(dry)))
    return out


def _segments(
    edges: Floats,
    disputed: np.ndarray,
    pair: tuple[int, int],
    held: Sequence[Holding],
    v: Voters,
    as_of: date,
    settings: ControlSettings,
) -> list[Front]:
    middle = on_sphere(project(edges.mean(axis=1)))
    near, km = [], []
    for label in pair:
        voting = np.flatnonzero((v.label == label) & ~v.doubted & ~v.against)
        chords, index = cKDTree(v.xyz[voting]).query(middle)
        near.append(voting[index])
        km.append(arc_km(chords))
    group = np.stack([near[0], near[1], disputed.astype(np.int64)], axis=1)
    farthest = np.maximum(km[0], km[1])
    out = []
    keys, member = np.unique(group, axis=0, return_inverse=True)
    order = np.argsort(member, kind="stable")
    for key, mine in zip(
        keys, np.split(order, np.searchsorted(member[order], np.arange(1, len(keys)))), strict=True
    ):
        lines = shapely.normalize(
            shapely.line_merge(shapely.multilinestrings(shapely.linestrings(edges[mine])))
        )
        sides = (held[key[0]], held[key[1]])
        for line in shapely.get_parts(lines):
            out.append(_front(line, sides, bool(key[2]), float(farthest[mine].mean()), as_of, settings))
    return out


def _front(
    line: shapely.LineString,
    sides: tuple[Holding, Holding],
    disputed: bool,
    far_km: float,
    as_of: date,
    settings: ControlSettings,
) -> Front:
    rule = settings.front
    a, b = sorted(sides, key=lambda h: h.actor or "")
    # Evidence far from the line says less about where it runs.
    confidence = min(a.weight, b.weight) * min(1.0, rule.confirmed_km / max(far_km, 1e-9))
    age = (as_of - max(a.newest, b.newest)).days
    sure = (
        age <= rule.confirmed_age_days
        and far_km <= rule.confirmed_km
        and confidence >= rule.confirmed_confidence
    )
    return Front(
        actors=(a.actor or "", b.actor or ""),
        geometry=line,
        confidence=round(confidence, 3),
        age_days=age,
        status="contested" if disputed else "confirmed" if sure else "inferred",
        claims={a.actor or "": a.claims, b.actor or "": b.claims},
        length_km=length_km(line),
    )
