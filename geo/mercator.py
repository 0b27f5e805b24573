"""Spherical Mercator, in radians, and distances on the sphere in km.

The surface is sampled on the web map's own quadtree: the same lattice everywhere on earth, so that what is
drawn in one place does not depend on claims far from it, and lines keep their angles on the map.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""
MAX_LAT = 85.05
WORLD = 2 * np.pi
"""Width of the projected world."""

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]


def project(lonlat: Floats) -> Floats:
    """(n, 2) degrees, longitude first, to (n, 2) Mercator radians."""
    lat = np.radians(np.clip(lonlat[:, 1], -MAX_LAT, MAX_LAT))
    return np.column_stack([np.radians(lonlat[:, 0]), np.arcsinh(np.tan(lat))])


def unproject(xy: Floats) -> Floats:
    """(n, 2) Mercator radians to (n, 2) degrees, longitude first."""
    return np.column_stack([np.degrees(xy[:, 0]), np.degrees(np.arctan(np.sinh(xy[:, 1])))])


def km_per_unit(xy: Floats) -> Floats:
    """(n,) km on the ground for one Mercator radian at each point."""
    return np.asarray(EARTH_KM / np.cosh(xy[:, 1]))


def on_sphere(xy: Floats) -> Floats:
    """(n, 3) points of the unit sphere, for trees that measure chords."""
    cos_lat = 1.0 / np.cosh(xy[:, 1])
    return np.column_stack([cos_lat * np.cos(xy[:, 0]), cos_lat * np.sin(xy[:, 0]), np.tanh(xy[:, 1])])


def chord(km: float) -> float:
    """Chord of the unit sphere under an arc of so many km."""
    return float(2 * np.sin(min(km / EARTH_KM, np.pi) / 2))


def arc_km(chords: Floats) -> Floats:
    """Arcs in km over chords of the unit sphere; infinite stays infinite."""
    return np.where(np.isfinite(chords), 2 * EARTH_KM * np.arcsin(np.clip(chords / 2, 0, 1)), np.inf)
