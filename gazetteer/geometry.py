"""Distances and the geometry of "near", "east of", "along", "border" and "between"; degrees WGS 84 and km."""

from __future__ import annotations

import math

import msgspec
import shapely
from geopy.distance import geodesic

Point = tuple[float, float]
"""Latitude, longitude."""
BEARINGS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
KM_PER_DEGREE = 111.2


class Spot(msgspec.Struct, frozen=True):
    """A circle on the ground and how exactly it is known (UCDP GED where_prec)."""

    lat: float
    lon: float
    radius_km: float
    where_prec: int


def distance_km(a: Point, b: Point) -> float:
    """The distance on the ground (geopy's geodesic)."""
    return float(geodesic(a, b).km)


def rough_km(a: Point, b: Point) -> float:
    """Flat-earth distance: for weighing many candidates, never for a figure that is shown."""
    east = (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return KM_PER_DEGREE * math.hypot(a[0] - b[0], east)


def moved(point: Point, direction: str, km: float) -> Point:
    """The point that lies so many km in a direction (one of BEARINGS) from another."""
    target = geodesic(kilometers=km).destination(point, bearing=BEARINGS[direction])
    return float(target.latitude), float(target.longitude)


def midpoint(a: Point, b: Point) -> Spot:
    """The spot between two points: its circle reaches both."""
    lon_gap = (b[1] - a[1] + 180.0) % 360.0 - 180.0
    return Spot((a[0] + b[0]) / 2, a[1] + lon_gap / 2, max(1.0, distance_km(a, b) / 2), 2)


def _scaled(geometry: shapely.Geometry, lat: float) -> tuple[shapely.Geometry, float]:
    """The geometry with longitudes shrunk so that a degree is as long both ways at that latitude."""
    shrink = max(0.05, math.cos(math.radians(lat)))
    return shapely.transform(geometry, lambda xy: xy * (shrink, 1.0)), shrink


def nearest_on(geometry: shapely.Geometry, point: Point) -> Point:
    """The point of a line or area that is nearest to a point; the point itself when it lies in the area."""
    scaled, shrink = _scaled(geometry, point[0])
    x, y = shapely.shortest_line(shapely.Point(point[1] * shrink, point[0]), scaled).coords[-1]
    return y, x / shrink


def stretch(nearest: Point, anchor: Point, near_km: float) -> Spot:
    """The stretch of a line by a point, from the point of the line that is nearest to it: precise as "near"
    close by, a broad line further off."""
    lat, lon = nearest
    away = distance_km(anchor, nearest)
    return Spot(lat, lon, max(8.0, away), 2 if away <= near_km else 3 if away <= 3 * near_km else 5)
