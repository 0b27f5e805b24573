"""Held areas: the patches of the surface, part by part, with the claims they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import shapely
from pyproj import Geod

from geo.control_settings import ControlSettings
from geo.holdings import Holding
from geo.mercator import EARTH_KM, unproject
from geo.surface import Patch
from geo.vote import Voters

GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, eq=False)
class Area:
    """Ground that one actor holds, in one piece.

    geometry: polygon in WGS 84, in several parts where the sea divides it. status: control, contested or
    besieged. rivals: who contests it. confidence 0 to 1; age_days since the newest claim it stands on.
    claims: their ids, disputing ones included. area_km2 on the ellipsoid.
    """

    actor: str
    geometry: shapely.Polygon | shapely.MultiPolygon
    confidence: float
    age_days: int
    status: str
    rivals: tuple[str, ...]
    claims: tuple[str, ...]
    area_km2: float


def areas(
    found: Sequence[Patch], held: Sequence[Holding], v: Voters, as_of: date, settings: ControlSettings
) -> list[Area]:
    """Areas from patches, edges still shared after simplifying; sorted from west to east."""
    if not found:
        return []
    parts, owner = shapely.get_parts([p.geometry for p in found], return_index=True)
    # What is simplified first can decide a tie: an order that does not depend on what lies elsewhere.
    order = np.lexsort(shapely.bounds(parts).T[::-1])
    parts, owner = parts[order], owner[order]
    # Visvalingam and Whyatt's tolerance is the root of the area taken away. It is the same on the whole map,
    # finer on the ground towards the poles, so that claims elsewhere do not change it.
    parts = shapely.coverage_simplify(parts, settings.grid.simplify_km / EARTH_KM)
    tree = shapely.STRtree(parts)
    spots = shapely.points(v.xy)
    spot_index, part_index = tree.query(spots, predicate="intersects")
    # GeoJSON's turning sense, and one starting point however the parts were put together.
    degrees = shapely.orient_polygons(shapely.normalize(shapely.transform(parts, unproject)))
    out = []
    for i, geometry in enumerate(degrees):
        patch = found[owner[i]]
        actor = v.labels[patch.label]
        inside = [int(s) for s in np.sort(spot_index[part_index == i])]
        if not inside:
            if len(tree.query(parts[i], predicate="intersects")) == 1:
                # A scrap beyond the edge of data: no claim in it and none beside it.
                continue
            inside = [int(shapely.STRtree(spots).nearest(shapely.centroid(parts[i])))]
        out.append(
            _area(
                actor, geometry, patch, [held[s] for s in inside], [bool(v.doubted[s]) for s in inside], as_of
            )
        )
    return sorted(out, key=lambda a: (a.geometry.bounds, a.area_km2))


def area_km2(geometry: shapely.Geometry) -> float:
    """Area on the ellipsoid of a geometry in WGS 84."""
    # pyproj counts a ring by its turning sense: holes must turn the other way.
    turned = shapely.orient_polygons(geometry)
    return round(abs(GEOD.geometry_area_perimeter(turned)[0]) / 1e6, 3)


def on_land(found: Sequence[Area], land: shapely.Geometry) -> list[Area]:
    """Areas without their sea; one on an island too small for the map of land stays whole."""
    if not found:
        return []
    about = shapely.box(*shapely.total_bounds([a.geometry for a in found]))
    near = shapely.intersection(land, about)
    out = []
    for area in found:
        parts = [
            p
            for p in shapely.get_parts(shapely.intersection(area.geometry, near))
            if p.geom_type == "Polygon" and not p.is_empty
        ]
        if parts:
            dry = parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
            area = replace(area, geometry=dry, area_km2=area_km2(dry))
        out.append(area)
    return out


def _area(
    actor: str,
    geometry: shapely.Polygon,
    patch: Patch,
    held: Sequence[Holding],
    doubted: Sequence[bool],
    as_of: date,
) -> Area:
    own = [h for h, doubt in zip(held, doubted, strict=True) if h.actor == actor and not doubt]
    claims = {c for h in held for c in (*h.claims, *h.rival_claims)}
    rivals = {r for h in held for r in h.rivals} | {h.actor for h in held if h.actor}
    besieged = patch.disputed and bool(own) and all(h.status == "besieged" for h in own)
    standing = own or held
    return Area(
        actor=actor,
        geometry=geometry,
        confidence=round(float(np.mean([h.weight for h in standing])) * (1.0 if own else 0.5), 3),
        age_days=(as_of - max(h.newest for h in standing)).days,
        status="besieged" if besieged else "contested" if patch.disputed else "control",
        rivals=tuple(sorted(rivals - {actor})) if patch.disputed else (),
        claims=tuple(sorted(claims)),
        area_km2=area_km2(geometry),
    )
