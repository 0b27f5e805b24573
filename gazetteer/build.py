"""Builds the index: gathers the places, joins what is one place, gives parents, and writes the files
`gazetteer.*`."""

from __future__ import annotations

import hashlib
import logging
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import marisa_trie
import msgspec
import numpy as np
import wordfreq
from shapely.geometry import shape

from gazetteer import imported, own_data, packaged
from gazetteer.draft import Draft, is_arabic
from gazetteer.normalise import normalise
from gazetteer.paths import DATA, PROJECT
from gazetteer.tables import AreaRow, CountryRow, read_table, supplement_rows
from gazetteer.variants import arabic_variants, latin_variants, skeleton
from gazetteer.words import STEM as WORDS_STEM
from gazetteer.words import stored, words_and_bytes

log = logging.getLogger(__name__)

SAME_PLACE_KM = 3.0
# A spelling without its article is a key of its own only when it is not an everyday word.
ORDINARY_WORD = 3.3


def fingerprint(folder: Path) -> str:
    """Changes when the data, what was imported into the folder, or the code of the build change."""
    digest = hashlib.sha256()
    code = [p for p in Path(__file__).parent.glob("*.py") if p.stem in _BUILDERS]
    own = sorted([*DATA.glob("*.csv"), *DATA.glob("*.geojson"), *code])
    for path in [*own, *imported.files(folder)]:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    digest.update(
        (PROJECT / "requirements.txt").read_bytes() if (PROJECT / "requirements.txt").exists() else b""
    )
    return digest.hexdigest()


_BUILDERS = {
    "build",
    "draft",
    "imported",
    "normalise",
    "own_data",
    "packaged",
    "place",
    "tables",
    "variants",
    "words",
}


def gather(folder: Path) -> list[Draft]:
    """All places of all built-in sources and of the tables imported into the folder, one draft each."""
    rows = read_table(DATA / "countries.csv", CountryRow)
    towns = packaged.towns()
    areas = packaged.admin_areas(towns, read_table(DATA / "areas.csv", AreaRow))
    countries = packaged.countries(rows, own_data.country_points())
    _add_polygons(areas, countries)
    supplement = [own_data.from_row(row) for row in supplement_rows()]
    given = [own_data.from_row(row) for row in imported.rows(folder)]
    supplement += join_same_places(supplement, given)
    towns = join_same_places(supplement, towns)
    _name_parents(towns, areas)
    regions = own_data.regions()
    _find_parents([*supplement, *regions], areas, towns)
    lines = [*own_data.rivers(), *own_data.borders(countries, rows)]
    # An area and its only town can share a number in GeoNames: the first, wider one keeps it.
    return list(
        {d.id: d for d in reversed([*countries, *supplement, *areas, *regions, *lines, *towns])}.values()
    )[::-1]


def _add_polygons(areas: list[Draft], countries: list[Draft]) -> None:
    polygons = own_data.areas()
    for draft in [*areas, *countries]:
        key = draft.country if draft.feature == "A.PCLI" else f"{draft.country}.{draft.admin1}"
        if draft.feature == "A.ADM2" or key not in polygons:
            continue
        draft.geometry = polygons[key]
        polygon = shape(polygons[key])
        inner = polygon.centroid if polygon.contains(polygon.centroid) else polygon.representative_point()
        draft.lat, draft.lon = inner.y, inner.x
        square_km = polygon.area * 111.2**2 * math.cos(math.radians(inner.y))
        draft.radius_km = math.sqrt(square_km / math.pi)


def _km(a: Draft, b: Draft) -> float:
    """Flat-earth distance, good for telling near from far while building."""
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, east)


def join_same_places(supplement: list[Draft], towns: list[Draft]) -> list[Draft]:
    """The towns that the supplement does not have. Where both do, the supplement's row stays, with the names
    of both."""
    by_name: dict[str, list[Draft]] = defaultdict(list)
    by_id = {town.id: town for town in towns}
    for town in towns:
        for name in {normalise(n) for n in town.all_names()}:
            by_name[name].append(town)
    gone: set[str] = set()
    for row in supplement:
        if not row.feature.startswith("P"):
            continue
        same = {
            t.id: t for n in row.all_names() for t in by_name[normalise(n)] if _km(row, t) <= SAME_PLACE_KM
        }
        if row.id in by_id:
            same[row.id] = by_id[row.id]
        for town in same.values():
            if town.country != row.country or town.id in gone:
                continue
            gone.add(town.id)
            row.english += [town.name, *town.english]
            row.arabic += town.arabic
            row.population = max(row.population, town.population)
            row.admin1 = row.admin1 or town.admin1
            if row.feature == "P.PPL":
                row.feature = town.feature
    return [town for town in towns if town.id not in gone]


def _by_code(areas: Iterable[Draft]) -> tuple[dict[tuple[str, str], Draft], dict[tuple[str, str], Draft]]:
    first = {(a.country, a.admin1): a for a in areas if a.feature == "A.ADM1"}
    second = {(a.country, a.admin2): a for a in areas if a.feature == "A.ADM2"}
    return first, second


def _set_parents(draft: Draft, chain: Iterable[Draft | None]) -> None:
    known = [area for area in chain if area is not None]
    draft.parents = tuple(area.name for area in known)
    draft.parent_ids = tuple(area.id for area in known)


def _name_parents(towns: list[Draft], areas: list[Draft]) -> None:
    first, second = _by_code(areas)
    for area in areas:
        if area.feature == "A.ADM2":
            _set_parents(area, [first.get((area.country, area.admin1))])
    for town in towns:
        chain = [first.get((town.country, town.admin1)), second.get((town.country, town.admin2))]
        _set_parents(town, chain)


def _find_parents(rows: list[Draft], areas: list[Draft], towns: list[Draft]) -> None:
    """Areas for the names of areas that a row gives; without one that is known, the area of the nearest
    town."""
    named: dict[tuple[str, str, str], Draft] = {}
    for area in areas:
        named.setdefault((area.country, area.feature, normalise(f"{area.country}.{area.admin1}")), area)
        for name in area.all_names():
            named.setdefault((area.country, area.feature, normalise(name)), area)
            named.setdefault((area.country, area.feature, skeleton(normalise(name))), area)
    first, _ = _by_code(areas)
    by_country: dict[str, list[Draft]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    for row in rows:
        given = [*row.parents, "", ""]
        chain = []
        for feature, name in zip(("A.ADM1", "A.ADM2"), given, strict=False):
            key = normalise(name)
            found = named.get((row.country, feature, key)) if key else None
            chain.append(
                found or (named.get((row.country, feature, skeleton(key))) if skeleton(key) else None)
            )
        if chain[0] is None and row.feature[0] in "PSRTV" and not row.parents:
            near = min(by_country[row.country], key=lambda t: _km(row, t), default=None)
            chain[0] = (
                first.get((near.country, near.admin1)) if near is not None and _km(row, near) < 30 else None
            )
        if any(chain):
            row.admin1 = chain[0].admin1 if chain[0] else row.admin1
            _set_parents(row, chain)


def _zipf_of_words() -> dict[str, float]:
    """How common each word of Arabic and English is (zipf, 0 to 8), by its normalised form."""
    found: dict[str, float] = {}
    for language in ("en", "ar"):
        for word, frequency in wordfreq.get_frequency_dict(language, wordlist="large").items():
            key = normalise(word)
            zipf = 9 + math.log10(frequency)
            if zipf > found.get(key, 0.0):
                found[key] = zipf
    return found


def keys_of(draft: Draft, zipf: dict[str, float]) -> set[str]:
    """All normalised spellings under which a place is found."""
    keys = set()
    variants = draft.country in packaged.ARABIC_COUNTRIES or not draft.country
    for name in draft.all_names():
        key = normalise(name)
        if len(key) < 2:
            continue
        keys.add(key)
        if not variants:
            continue
        more = arabic_variants(key) if is_arabic(name) else latin_variants(key)
        keys.update(k for k in more if len(k) > 2 and zipf.get(k, 0.0) < ORDINARY_WORD)
    return keys


def build(folder: Path) -> None:
    """Write the index files into the folder. Takes about a minute; an old index stays until the new one is
    whole."""
    drafts = gather(folder)
    log.info("gazetteer: %d places", len(drafts))
    zipf = _zipf_of_words()
    pairs: list[tuple[str, int]] = []
    loose: list[tuple[str, int]] = []
    for row, draft in enumerate(drafts):
        keys = keys_of(draft, zipf)
        pairs += [(key, row) for key in keys]
        if draft.country in packaged.ARABIC_COUNTRIES:
            bones = {skeleton(k) for k in keys}
            loose += [(bone, row) for bone in bones if bone]
    _write_names(folder, "names", pairs, zipf)
    _write_names(folder, "loose", loose, {})
    _write_words(folder, zipf)
    _write_columns(folder, drafts)
    _write_places(folder, drafts)
    replace(folder / "gazetteer.version", fingerprint(folder).encode())


def replace(path: Path, content: bytes) -> None:
    """Write beside the file and move over it, so that no reader sees half a file."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def _save(path: Path, array: np.ndarray) -> None:
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        np.save(file, array)
    fresh.replace(path)


def _write_names(folder: Path, stem: str, pairs: list[tuple[str, int]], zipf: dict[str, float]) -> None:
    """A trie of the keys and, by the trie's number of a key, the rows of its places and how common it is as a
    word."""
    trie = marisa_trie.Trie([key for key, _ in pairs])
    numbers = np.fromiter((trie[key] for key, _ in pairs), dtype=np.uint32, count=len(pairs))
    rows = np.fromiter((row for _, row in pairs), dtype=np.uint32, count=len(pairs))
    order = np.lexsort((rows, numbers))
    starts = np.searchsorted(numbers[order], np.arange(len(trie) + 1, dtype=np.uint32)).astype(np.uint32)
    common = np.zeros(len(trie), dtype=np.uint8)
    for key, value in zipf.items():
        if key in trie:
            common[trie[key]] = stored(value)
    _save_trie(folder / f"gazetteer.{stem}.marisa", trie)
    _save(folder / f"gazetteer.{stem}.starts.npy", starts)
    _save(folder / f"gazetteer.{stem}.rows.npy", rows[order])
    if zipf:
        _save(folder / f"gazetteer.{stem}.common.npy", common)


def _write_words(folder: Path, zipf: dict[str, float]) -> None:
    trie, common = words_and_bytes(zipf)
    _save_trie(folder / f"{WORDS_STEM}.marisa", trie)
    _save(folder / f"{WORDS_STEM}.common.npy", common)


def _save_trie(path: Path, trie: marisa_trie.Trie) -> None:
    fresh = path.with_name(path.name + ".new")
    trie.save(str(fresh))
    fresh.replace(path)


def _write_columns(folder: Path, drafts: list[Draft]) -> None:
    columns = np.zeros(
        len(drafts), dtype=[("lat", "f4"), ("lon", "f4"), ("country", "S5"), ("feature", "S1")]
    )
    for row, draft in enumerate(drafts):
        columns[row] = (draft.lat, draft.lon, draft.country.encode(), draft.feature[:1].encode())
    _save(folder / "gazetteer.columns.npy", columns)


def _write_places(folder: Path, drafts: list[Draft]) -> None:
    fresh = folder / "gazetteer.sqlite.new"
    fresh.unlink(missing_ok=True)
    encode = msgspec.msgpack.Encoder().encode
    with sqlite3.connect(fresh) as db:
        db.execute(
            "CREATE TABLE place (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data BLOB NOT NULL)"
        )
        db.execute("CREATE TABLE geometry (id TEXT PRIMARY KEY, data BLOB NOT NULL)")
        db.executemany(
            "INSERT INTO place VALUES (?, ?, ?)", ((i, d.id, encode(d.place())) for i, d in enumerate(drafts))
        )
        db.executemany(
            "INSERT INTO geometry VALUES (?, ?)",
            ((d.id, encode(d.geometry)) for d in drafts if d.geometry is not None),
        )
    db.close()
    fresh.replace(folder / "gazetteer.sqlite")
