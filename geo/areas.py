"""Held areas: the patches of the surface, part by part, with the claims they stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely
from pyproj import Geod
from scipy.spatial import cKDTree

from geo.control_settings import ControlSettings
from geo.ground import clipped, without_scraps
from geo.holdings import Holding
from geo.mercator import EARTH_KM, unproject
from geo.surface import Patch
from geo.vote import Voters

GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, eq=False)
class Area:
    """Ground that one side holds, in one piece.

    geometry: polygon in WGS 84, in several parts where water or a border divides it. actor: whose claims
    weigh most there; actors: all of the side who hold in it, most first. status: control, contested or
    besieged. rivals: who contests it. confidence 0 to 1; age_days since the newest claim it stands on.
    claims: their ids, disputing ones included. area_km2 on the ellipsoid. side and country as in the vote.
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
        degrees = clipped(degrees, ground, held, settings.grid.scrap_km2)
    degrees = shapely.orient_polygons(shapely.normalize(degrees))
    out = []
    for i, geometry in enumerate(degrees):
        if geometry.is_empty:
            continue
        inside = [int(s) for s in np.sort(spot_index[part_index == i])]
        out.append(_area(geometry, found[owner[i]], parts[i], inside, held, v, as_of))
    return sorted(out, key=lambda a: (a.geometry.bounds, a.area_km2))


def area_km2(geometry: shapely.Geometry) -> float:
    """Area on the ellipsoid of a geometry in WGS 84."""
    # pyproj counts a ring by its turning sense: holes must turn the other way.
    turned = shapely.orient_polygons(geometry)
    return round(abs(GEOD.geometry_area_perimeter(turned)[0]) / 1e6, 3)


def _area(
    geometry: shapely.Polygon | shapely.MultiPolygon,
    patch: Patch,
    part: shapely.Polygon,
    inside: Sequence[int],
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
    weight: dict[str, float] = defaultdict(float)
    for h in standing:
        weight[h.actor or ""] += h.weight
    actors = sorted(weight, key=lambda a: (-weight[a], a))
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
