"""Held areas: the patches of the surface, part by part, with the claims they stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from pyproj import Geod
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.control_settings import ControlSettings
from geo.ground import clipped, without_scraps
from geo.holdings import Holding
from geo.mercator import EARTH_KM, Ints, unproject
from geo.surface import Patch
from geo.vote import Voters

GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, eq=False)
class Area:
    """Ground that one side holds, in one piece.

    geometry: polygon in WGS 84, in several parts where water or a border divides it. actor: whose claims
    weigh most on the side's ground about it; actors: with all others of the side who hold in it. status:
    control, contested or besieged. rivals: who contests it. confidence 0 to 1; age_days since the newest
    claim it stands on. claims: their ids, disputing ones included. area_km2 on the ellipsoid. side and
    country as in the vote.
    """

    actor: str
    actors: tuple[str, ...]
    geometry: shapely.Polygon | shapely.MultiPolygon
    confidence: float
    age_days: int
    status: str
    rivals: tuple[str, ...]
    claims: tuple[str, ...]
    area_km2: float
    side: str
    country: str


def areas(
    found: Sequence[Patch],
    held: Sequence[Holding],
    v: Voters,
    as_of: date,
    settings: ControlSettings,
    ground: shapely.Geometry | None = None,
) -> list[Area]:
    """Areas from patches, edges still shared after simplifying and clipping; sorted from west to east.

    ground, in WGS 84, is what they are cut to: a country, or all land.
    """
    if not found:
        return []
    parts, owner = shapely.get_parts([p.geometry for p in found], return_index=True)
    # What is simplified first can decide a tie: an order that does not depend on what lies elsewhere.
    order = np.lexsort(shapely.bounds(parts).T[::-1])
    parts, owner = parts[order], owner[order]
    spots = shapely.points(v.xy)
    parts, owner = without_scraps(parts, owner, spots, settings.grid.scrap_km2)
    # Visvalingam and Whyatt's tolerance is the root of the area taken away. It is the same on the whole map,
    # finer on the ground towards the poles, so that claims elsewhere do not change it.
    parts = shapely.coverage_simplify(parts, settings.grid.simplify_km / EARTH_KM)
    spot_index, part_index = shapely.STRtree(parts).query(spots, predicate="intersects")
    # GeoJSON's turning sense, and one starting point however the parts were put together.
    degrees = shapely.transform(parts, unproject)
    if ground is not None:
        degrees = clipped(degrees, ground, held, settings.grid.scrap_km2, settings.grid.gap_km2)
    degrees = shapely.orient_polygons(shapely.normalize(degrees))
    inside = [np.sort(spot_index[part_index == i]) for i in range(len(parts))]
    leaders = _leaders(parts, np.array([found[o].label for o in owner]), inside, held, v)
    out = []
    for i, geometry in enumerate(degrees):
        if geometry.is_empty:
            continue
        there = [int(s) for s in inside[i]]
        out.append(_area(geometry, found[owner[i]], parts[i], there, leaders[i], held, v, as_of))
    return sorted(out, key=lambda a: (a.geometry.bounds, a.area_km2))


def area_km2(geometry: shapely.Geometry) -> float:
    """Area on the ellipsoid of a geometry in WGS 84."""
    # pyproj counts a ring by its turning sense: holes must turn the other way.
    turned = shapely.orient_polygons(geometry)
    return round(abs(GEOD.geometry_area_perimeter(turned)[0]) / 1e6, 3)


def _by_weight(held: Sequence[Holding]) -> list[str]:
    weight: dict[str, float] = defaultdict(float)
    for h in held:
        weight[h.actor or ""] += h.weight
    return sorted(weight, key=lambda a: (-weight[a], a))


def _leaders(
    parts: np.ndarray, label: Ints, inside: Sequence[Ints], held: Sequence[Holding], v: Voters
) -> list[str | None]:
    """For each of the (n,) parts who weighs most on its side's ground about it, held and contested parts
    together; None where no claim of the side stands on it.
    """
    a, b = shapely.STRtree(parts).query(parts, predicate="intersects")
    same = label[a] == label[b]
    links = coo_matrix((np.ones(same.sum()), (a[same], b[same])), shape=(len(parts), len(parts)))
    count, group = connected_components(links, directed=False)
    speaking: list[list[Holding]] = [[] for _ in range(count)]
    for i, spots in enumerate(inside):
        own = (v.label[spots] == label[i]) & ~v.doubted[spots] & ~v.against[spots]
        speaking[group[i]] += [held[int(s)] for s in spots[own]]
    leader = [_by_weight(one)[0] if one else None for one in speaking]
    return [leader[g] for g in group]


def _area(
    geometry: shapely.Polygon | shapely.MultiPolygon,
    patch: Patch,
    part: shapely.Polygon,
    inside: Sequence[int],
    leader: str | None,
    held: Sequence[Holding],
    v: Voters,
    as_of: date,
) -> Area:
    speaks = (v.label == patch.label) & ~v.doubted & ~v.against
    own = [held[i] for i in inside if speaks[i]]
    there = [held[i] for i in inside] or own
    if not own:
        # Ground that a claim beside it decides.
        voting = np.flatnonzero(speaks)
        middle = shapely.get_coordinates(shapely.centroid(part))
        nearest = held[int(voting[cKDTree(v.xy[voting]).query(middle)[1][0]])]
        standing = [nearest]
    else:
        standing = own
    actors = _by_weight(standing)
    if leader is not None:
        actors = [leader, *(a for a in actors if a != leader)]
    claims = {c for h in (*there, *standing) for c in (*h.claims, *h.rival_claims)}
    rivals = {r for h in there for r in h.rivals} | {h.actor for h in there if h.actor}
    besieged = patch.disputed and bool(own) and all(h.status == "besieged" for h in own)
    return Area(
        actor=actors[0],
        actors=tuple(actors),
        geometry=geometry,
        confidence=round(float(np.mean([h.weight for h in standing])) * (1.0 if own else 0.5), 3),
        age_days=(as_of - max(h.newest for h in standing)).days,
        status="besieged" if besieged else "contested" if patch.disputed else "control",
        rivals=tuple(sorted(rivals - set(actors))) if patch.disputed else (),
        claims=tuple(sorted(claims)),
        area_km2=area_km2(geometry),
        side=v.labels[patch.label],
        country=standing[0].country,
    )
