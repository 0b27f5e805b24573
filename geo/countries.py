"""Countries as ground, so that a claim speaks only of the country its place lies in."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import shapely

from gazetteer.build import fingerprint
from gazetteer.index import Index, load_index
from gazetteer.paths import DATA, data_dir
from geo.mercator import Floats
from geo.terrain import load_land

GAP_DEG = 0.3
"""A border line that ends this near the coast is led on to it: both were thinned on their own."""
ASHORE_DEG = 0.1
"""A spot this near a coast counts as on it."""
DATA_ERROR_DEG = 0.05
"""So far from the drawn border a place may lie in its true country: lines thinned to 1 km and places known
to a few km.
"""


@dataclass(frozen=True, eq=False)
class Countries:
    """All land by country, without overlaps; neighbours share their border's vertices.

    codes: (n,) ISO codes, or a name of its own for ground of no listed country. shapes: (n,) polygons, also
    in several parts, in WGS 84. country_of: the country the gazetteer gives a place id, or None.
    """

    codes: tuple[str, ...]
    shapes: tuple[shapely.Geometry, ...]
    country_of: Callable[[str], str | None]
    _tree: shapely.STRtree = field(init=False)
    _borders: dict[tuple[str, str], shapely.Geometry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_tree", shapely.STRtree(self.shapes))
        shapely.prepare(list(self.shapes))

    def shape(self, code: str) -> shapely.Geometry | None:
        """The ground of a country; None for an unknown code."""
        return self.shapes[self.codes.index(code)] if code in self.codes else None

    def at(self, lonlat: Floats, place_ids: Sequence[str]) -> list[str]:
        """The country of (n, 2) spots in degrees; "" far out at sea.

        It is the one the spot lies in, or the one the gazetteer gives its place where that is as near as the
        data's error.
        """
        spots = shapely.points(lonlat)
        found = np.full(len(spots), -1)
        spot, shape = self._tree.query(spots, predicate="intersects")
        found[spot] = shape
        lost = np.flatnonzero(found < 0)
        if len(lost):
            spot, shape = self._tree.query_nearest(spots[lost], max_distance=ASHORE_DEG, all_matches=False)
            found[lost[spot]] = shape
        out = [self.codes[i] if i >= 0 else "" for i in found]
        for i, place_id in enumerate(place_ids):
            told = self.country_of(place_id)
            shape = self.shape(told) if told and told != out[i] else None
            if told and shape is not None and shapely.dwithin(shape, spots[i], DATA_ERROR_DEG):
                out[i] = told
        return out

    def no_mans(self, lonlat: Floats) -> shapely.Geometry:
        """What belongs to no country about (n, 2) spots far out at sea: water, and islands that the map of
        land leaves out.
        """
        west, south = lonlat.min(axis=0) - 1
        east, north = lonlat.max(axis=0) + 1
        box = shapely.box(west, south, east, north)
        near = [self.shapes[i] for i in self._tree.query(box, predicate="intersects")]
        return shapely.difference(box, shapely.union_all([shapely.intersection(s, box) for s in near]))

    def border(self, a: str, b: str) -> shapely.Geometry:
        """The line between two countries; empty where they have none."""
        key = (min(a, b), max(a, b))
        if key not in self._borders:
            one, other = self.shape(key[0]), self.shape(key[1])
            line: shapely.Geometry = shapely.MultiLineString()
            if one is not None and other is not None:
                shared = shapely.intersection(one.boundary, other.boundary)
                line = shapely.line_merge(
                    shapely.multilinestrings(
                        [p for p in shapely.get_parts(shared) if p.geom_type == "LineString"]
                    )
                )
            self._borders[key] = line
        return self._borders[key]


@lru_cache(maxsize=1)
def load_countries() -> Countries:
    """Land divided by the borders of Natural Earth (10m, thinned), named where the gazetteer has the country.
    Read once.
    """
    pieces = _divided(load_land())
    codes, wanted = _read_areas()
    code = _names(pieces, codes, wanted)
    pieces, code = _cut_unseparated(pieces, code, codes, wanted)
    order = sorted(set(code))
    groups = {c: shapely.union_all(pieces[[k == c for k in code]]) for c in order}
    return Countries(tuple(order), tuple(groups[c] for c in order), _gazetteer_country)


def _read_areas() -> tuple[list[str], np.ndarray]:
    features = json.loads((DATA / "areas.geojson").read_text(encoding="utf-8"))["features"]
    states = [f for f in features if f["properties"]["level"] == 0]
    return [f["properties"]["id"] for f in states], np.array(
        [shapely.geometry.shape(f["geometry"]) for f in states]
    )


def _divided(land: shapely.Geometry) -> np.ndarray:
    """(n,) polygons between coasts and borders."""
    features = json.loads((DATA / "borders.geojson").read_text(encoding="utf-8"))["features"]
    borders = shapely.union_all([shapely.geometry.shape(f["geometry"]) for f in features])
    lines = shapely.get_parts(shapely.line_merge(borders))
    coast = shapely.get_parts(land.boundary)
    ends = np.concatenate([shapely.get_coordinates(line)[[0, -1]] for line in lines])
    spots, times = np.unique(ends, axis=0, return_counts=True)
    loose = shapely.points(spots[times == 1])
    end, shore = shapely.STRtree(coast).query_nearest(loose, max_distance=GAP_DEG, all_matches=False)
    gaps = shapely.get_coordinates(shapely.shortest_line(loose[end], coast[shore])).reshape(-1, 2, 2)
    # A little farther than the coast, so that the lines are sure to cross.
    gaps[:, 1] += 0.05 * (gaps[:, 1] - gaps[:, 0])
    net = shapely.union_all([*coast, *lines, *shapely.linestrings(gaps)])
    return np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(net))))


def _names(pieces: np.ndarray, codes: Sequence[str], wanted: np.ndarray) -> list[str]:
    """The country that each piece's middle lies in, else a name of its own."""
    spots = shapely.point_on_surface(pieces)
    piece, country = shapely.STRtree(wanted).query(spots, predicate="intersects")
    named = {int(p): codes[c] for p, c in zip(piece, country, strict=True)}
    return [named.get(i, f"other-{x:.2f},{y:.2f}") for i, (x, y) in enumerate(shapely.get_coordinates(spots))]


def _cut_unseparated(
    pieces: np.ndarray, code: list[str], codes: Sequence[str], wanted: np.ndarray
) -> tuple[np.ndarray, list[str]]:
    """Cut a country out where the border lines do not part it from its neighbour."""
    for name, shape in zip(codes, wanted, strict=True):
        own = pieces[[c == name for c in code]]
        if shapely.area(own).sum() > 0.5 * shape.area:
            continue
        host = int(shapely.area(shapely.intersection(pieces, shape)).argmax())
        cut = shapely.intersection(pieces[host], shape)
        pieces = np.append(pieces, cut)
        pieces[host] = shapely.difference(pieces[host], shape)
        code = [*code, name]
    return pieces, code


@lru_cache(maxsize=20_000)
def _gazetteer_country(place_id: str) -> str | None:
    index = _built_index() if ":" in place_id else None
    place = index.get(place_id) if index is not None else None
    return place.country if place is not None and len(place.country) == 2 else None


@lru_cache(maxsize=1)
def _built_index() -> Index | None:
    """The gazetteer where it is built: drawing a map must not set off the building, which takes a minute."""
    folder = data_dir()
    version = folder / "gazetteer.version"
    if not version.exists() or version.read_text() != fingerprint(folder):
        return None
    return load_index()
