"""Pieces of surface cut to the ground they may cover, and scraps taken away."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from geo.holdings import Holding
from geo.mercator import Ints, km_per_unit

_DIGITS = 7
"""A centimetre: what two neighbours are cut to by one line they share to the last digit."""
_NEAR_DEG = 0.015
_MARGIN_DEG = 0.2


def without_scraps(
    parts: np.ndarray, owner: Ints, spots: np.ndarray, scrap_km2: float
) -> tuple[np.ndarray, Ints]:
    """The coverage of (n,) polygons in Mercator radians with each scrap joined to the neighbour that it has
    most edge in common with.

    A scrap is smaller than scrap_km2 and holds none of the spots; a piece of any size that holds none and
    touches no other lies beyond the edge of data and is dropped. owner: (n,) goes along.
    """
    middle = shapely.get_coordinates(shapely.centroid(parts))
    km2 = shapely.area(parts) * km_per_unit(middle) ** 2
    taken = np.unique(shapely.STRtree(parts).query(spots, predicate="intersects")[1])
    tree = shapely.STRtree(parts)
    touching = np.bincount(tree.query(parts, predicate="intersects")[0], minlength=len(parts))
    scraps = np.setdiff1d(np.flatnonzero((km2 < scrap_km2) | (touching == 1)), taken)
    parts = parts.copy()
    home = np.arange(len(parts))
    for i in scraps[np.argsort(km2[scraps], kind="stable")]:
        near = np.unique(home[tree.query(parts[i], predicate="intersects")])
        near = near[near != i]
        edge = [shapely.length(shapely.intersection(parts[i].boundary, parts[j].boundary)) for j in near]
        home[home == i] = -1
        if edge and max(edge) > 0:
            host = int(near[int(np.argmax(edge))])
            parts[host] = shapely.coverage_union(parts[host], parts[i])
            home[i] = host
    kept = np.flatnonzero(home == np.arange(len(parts)))
    return parts[kept], owner[kept]


def clipped(
    areas: np.ndarray, ground: shapely.Geometry, held: Sequence[Holding], scrap_km2: float, gap_km2: float
) -> np.ndarray:
    """(n,) areas in degrees cut to the ground, empty where nothing is left but scraps far from any claim;
    gaps up to gap_km2 among them are closed.

    Without countries, an area on an island too small for the map of land stays whole.
    """
    west, south, east, north = shapely.total_bounds(areas)
    # Wider than the areas, so that open ground beside them is not cut into what looks like small gaps.
    near = shapely.intersection(
        ground, shapely.box(west - _MARGIN_DEG, south - _MARGIN_DEG, east + _MARGIN_DEG, north + _MARGIN_DEG)
    )
    areas = _gaps_closed(areas, near, gap_km2)
    spots = shapely.STRtree(shapely.points([[h.lon, h.lat] for h in held]))
    out = np.empty(len(areas), dtype=object)
    for i, area in enumerate(areas):
        cut = shapely.transform(shapely.intersection(area, near), lambda xy: np.round(xy, _DIGITS))
        parts = [p for p in shapely.get_parts(cut) if p.geom_type == "Polygon" and p.is_valid and p.area > 0]
        kept = [
            p
            for p in parts
            if _km2(p) >= scrap_km2 or len(spots.query(p, predicate="dwithin", distance=_NEAR_DEG))
        ]
        if not parts and any(not held[s].country for s in spots.query(area, predicate="intersects")):
            kept = [area]
        out[i] = kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)
    return out


def _gaps_closed(areas: np.ndarray, ground: shapely.Geometry, gap_km2: float) -> np.ndarray:
    """The areas with small gaps between them and the edge of the ground given to the neighbour that has most
    edge in common. The areas are those before cutting, which overlap the ground's edge.
    """
    areas = areas.copy()
    rest = shapely.get_parts(shapely.difference(ground, shapely.union_all(areas)))
    for gap in rest:
        if gap.is_empty or gap.geom_type != "Polygon" or _km2(gap) >= gap_km2:
            continue
        edge = [shapely.length(shapely.intersection(gap.boundary, shapely.boundary(a))) for a in areas]
        # A bay of open ground or an island beside the areas stays what it is.
        if sum(edge) > 0.3 * gap.length:
            host = int(np.argmax(edge))
            joined = shapely.union(areas[host], gap)
            if joined.geom_type in ("Polygon", "MultiPolygon"):
                areas[host] = joined
    return areas


def _km2(polygon: shapely.Polygon) -> float:
    return float(polygon.area * 111.2**2 * np.cos(np.radians(shapely.centroid(polygon).y)))
