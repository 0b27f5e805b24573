"""Places out of the project's own tables and the clips of Natural Earth in gazetteer/data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape

from gazetteer.draft import Draft
from gazetteer.packaged import plain
from gazetteer.paths import DATA
from gazetteer.place import Geometry
from gazetteer.tables import CountryRow, PlaceRow, RiverRow, read_table, split

BORDER_FEATURE = "L.BDRY"
"""Our own code: GeoNames has none for a boundary line."""
BORDER_RADIUS_KM = 10.0


def from_row(row: PlaceRow) -> Draft:
    """A row of the supplement or the regions; admin names are turned into areas when all areas are known."""
    english = [row.name_en, *split(row.alt_en)] if row.name_en else split(row.alt_en)
    arabic = [row.name_ar, *split(row.alt_ar)] if row.name_ar else split(row.alt_ar)
    return Draft(
        id=row.id,
        name=row.name_en or row.name_ar,
        english=english,
        arabic=arabic,
        feature=row.feature,
        country=row.country,
        lat=row.lat,
        lon=row.lon,
        radius_km=row.radius_km,
        source=row.source,
        parents=tuple(p for p in (row.admin1, row.admin2) if p),
    )


def regions() -> list[Draft]:
    return [from_row(row) for row in read_table(DATA / "regions.csv", PlaceRow)]


def features(name: str, folder: Path = DATA) -> list[tuple[dict[str, Any], Geometry]]:
    """Properties and geometry of each feature of a GeoJSON file in gazetteer/data."""
    collection = json.loads((folder / name).read_text(encoding="utf-8"))
    return [(f["properties"], f["geometry"]) for f in collection["features"]]


def rivers() -> list[Draft]:
    """Named rivers as lines; the point is the middle of the line, the radius half its extent, at most 300
    km."""
    known = {row.id: row for row in read_table(DATA / "rivers.csv", RiverRow)}
    found = []
    for properties, geometry in features("rivers.geojson"):
        row = known.get(properties["id"])
        name = row.name_en if row else plain(properties["name"])
        line = shape(geometry)
        middle = _middle(line)
        english = [row.name_en, *split(row.alt_en)] if row else [f"{name} River", f"River {name}"]
        found.append(
            Draft(
                id=f"naturalearth:{properties['id']}",
                name=name,
                english=english,
                arabic=[row.name_ar, *split(row.alt_ar)] if row else [],
                feature="H.STM",
                country="",
                lat=middle.y,
                lon=middle.x,
                radius_km=_half_extent(line),
                source="naturalearth",
                geometry=geometry,
            )
        )
    return found


def borders(countries: Iterable[Draft], rows: Iterable[CountryRow]) -> list[Draft]:
    """The line between two countries; named by both and, as reports do, by one alone (الحدود العراقية)."""
    named = {c.country: c for c in countries}
    words = {row.code: row for row in rows}
    found = []
    for properties, geometry in features("borders.geojson"):
        first, second = (named.get(code) for code in properties["countries"])
        if first is None or second is None:
            continue
        line = shape(geometry)
        middle = _middle(line)
        found.append(
            Draft(
                id=f"naturalearth:{properties['id']}",
                name=f"{first.name}–{second.name} border",
                english=_english_borders(first, second, words),
                arabic=_arabic_borders(first, second, words),
                feature=BORDER_FEATURE,
                country=f"{first.country}|{second.country}",
                lat=middle.y,
                lon=middle.x,
                radius_km=max(BORDER_RADIUS_KM, _half_extent(line)),
                source="naturalearth",
                geometry=geometry,
            )
        )
    return found


def _english_borders(a: Draft, b: Draft, words: dict[str, CountryRow]) -> list[str]:
    found = [f"{x.name}-{y.name} border" for x, y in ((a, b), (b, a))]
    adjectives = [words[c.country].adjective_en if c.country in words else "" for c in (a, b)]
    if all(adjectives):
        found += [f"{x}-{y} border" for x, y in (adjectives, adjectives[::-1])]
    for country, adjective in zip((a, b), adjectives, strict=True):
        found.append(f"border with {country.name}")
        found += [f"{adjective} border"] if adjective else []
    return found


def _arabic_borders(a: Draft, b: Draft, words: dict[str, CountryRow]) -> list[str]:
    found = []
    adjectives = [words[c.country].adjective_ar if c.country in words else "" for c in (a, b)]
    if all(adjectives):
        for x, y in (adjectives, adjectives[::-1]):
            found += [f"الحدود {x} {y}", f"الحدود {x} - {y}", f"الحدود {x}-{y}", f"الحدود {x} – {y}"]
    for one, other in ((a, b), (b, a)):
        found += [f"الحدود مع {n}" for n in dict.fromkeys(other.arabic)]
        found += [f"الحدود بين {m} و{n}" for m, n in product(one.arabic[:2], other.arabic[:2])]
    found += [f"{front} {x}" for x in adjectives if x for front in ("الحدود", "الشريط الحدودي مع")]
    return found


def country_points() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the middle of each country's main part."""
    found = {}
    for properties, geometry in features("country_points.geojson"):
        lon, lat = geometry["coordinates"]
        found[properties["id"]] = (lat, lon)
    return found


def areas() -> dict[str, Geometry]:
    """Polygons of countries ("SY") and first-level areas ("SY.07", GeoNames' code)."""
    return {properties["id"]: geometry for properties, geometry in features("areas.geojson")}


def _middle(line: Any) -> Any:
    longest = max(shapely.get_parts(line), key=lambda part: part.length)
    return longest.interpolate(0.5, normalized=True)


def _half_extent(line: Any) -> float:
    west, south, east, north = line.bounds
    return float(min(300.0, max(5.0, max(east - west, north - south) * 111.0 / 2)))
