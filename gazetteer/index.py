"""The index of places: names to places, places by id and by position, names in running text.

Opened from memory-mapped files in a few milliseconds; safe to share between threads.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np
import shapely
from geopy.distance import geodesic
from rapidfuzz import fuzz, process
from shapely.geometry import shape

from gazetteer import build
from gazetteer.geometry import Point, nearest_on
from gazetteer.names import Names
from gazetteer.normalise import normalise
from gazetteer.paths import data_dir
from gazetteer.place import Geometry, Place
from gazetteer.scan import NameHit, scan_text
from gazetteer.variants import skeleton
from gazetteer.words import Words

log = logging.getLogger(__name__)
LONGEST_BUILD_S = 600.0


class Index:
    """All places of one index folder."""

    def __init__(self, folder: Path) -> None:
        self.names = Names(folder, "names")
        self._loose = Names(folder, "loose")
        self._words = Words(folder)
        self._columns = np.load(folder / "gazetteer.columns.npy", mmap_mode="r")
        self._db = sqlite3.connect(
            f"file:{folder / 'gazetteer.sqlite'}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._lock = threading.Lock()
        self._decode = msgspec.msgpack.Decoder(Place).decode
        self.place_at = lru_cache(maxsize=20_000)(self._place_at)
        self.geometry = lru_cache(maxsize=500)(self._geometry)
        self._shape = lru_cache(maxsize=500)(self._read_shape)
        self.nearest_on = lru_cache(maxsize=50_000)(self._nearest_on)
        self._places_of = lru_cache(maxsize=20_000)(self._read_places_of)
        self.zipf = lru_cache(maxsize=50_000)(self._words.zipf)
        self._keys_of_country = lru_cache(maxsize=4)(self._read_keys_of_country)

    def __len__(self) -> int:
        return len(self._columns)

    def close(self) -> None:
        """Close the file of places; the index is of no use afterwards."""
        self._db.close()

    def _one(self, query: str, value: int | str) -> bytes | None:
        with self._lock:
            found = self._db.execute(query, (value,)).fetchone()
        return found[0] if found else None

    def _place_at(self, row: int) -> Place:
        data = self._one("SELECT data FROM place WHERE row = ?", row)
        if data is None:
            raise IndexError(f"no place in row {row}")
        return self._decode(data)

    def get(self, place_id: str) -> Place | None:
        """The place of that id, or None."""
        data = self._one("SELECT data FROM place WHERE id = ?", place_id)
        return self._decode(data) if data is not None else None

    def _geometry(self, place_id: str) -> Geometry | None:
        """The line or polygon of a place, None where it has only its point."""
        data = self._one("SELECT data FROM geometry WHERE id = ?", place_id)
        return msgspec.msgpack.decode(data) if data is not None else None

    def _read_shape(self, place_id: str) -> shapely.Geometry | None:
        geometry = self.geometry(place_id)
        return shape(geometry) if geometry is not None else None

    def _nearest_on(self, place_id: str, point: Point) -> Point | None:
        """The point of a place's line or polygon that is nearest to a point; None where it has only its
        point."""
        whole = self._shape(place_id)
        return nearest_on(whole, point) if whole is not None else None

    def lookup(self, name: str) -> list[Place]:
        """All places of exactly that name, after normalisation."""
        return list(self._places_of(normalise(name)))

    def _read_places_of(self, key: str) -> tuple[Place, ...]:
        return tuple(self.place_at(row) for row in self.names.rows(key))

    def lookup_loose(self, name: str) -> list[Place]:
        """All places whose transliterated name sounds alike: Baghouz, Al-Baghuz."""
        bones = skeleton(normalise(name))
        return [self.place_at(row) for row in self._loose.rows(bones)] if bones else []

    def scan(self, text: str) -> list[NameHit]:
        """The longest names of places at token boundaries in running text; see gazetteer.scan."""
        return scan_text(text, self.names)

    def fuzzy(self, name: str, limit: int = 5, country: str | None = None) -> list[tuple[Place, float]]:
        """Places of nearly that name with their likeness (0 to 1), best first.

        Compared are the names of one country, or without one those that begin alike and are about as long.
        """
        key = normalise(name)
        if len(key) < 3:
            return []
        keys = self._keys_of_country(country) if country else self.names.starting_like(key)
        found: dict[str, tuple[Place, float]] = {}
        for match, score, _ in process.extract(
            key, keys, scorer=fuzz.ratio, score_cutoff=70, limit=4 * limit
        ):
            for row in self.names.rows(match):
                place = self.place_at(row)
                if (not country or country in place.country.split("|")) and place.id not in found:
                    found[place.id] = (place, score / 100)
        return list(found.values())[:limit]

    def _read_keys_of_country(self, country: str) -> list[str]:
        rows = np.flatnonzero(self._columns["country"] == country.encode())
        return self.names.keys_of_rows(rows)

    def nearest(self, lat: float, lon: float, k: int = 5) -> list[tuple[Place, float]]:
        """The k populated places and facilities nearest to a point, with the distance in km, nearest
        first."""
        lats, lons = self._columns["lat"], self._columns["lon"]
        east = (np.abs(lons - lon) + 180.0) % 360.0 - 180.0
        away = (lats - lat) ** 2 + (east * np.cos(np.radians(lat))) ** 2
        away = np.where(np.isin(self._columns["feature"], (b"P", b"S", b"R", b"T")), away, np.inf)
        some = np.argpartition(away, min(4 * k, len(away) - 1))[: 4 * k]
        places = [self.place_at(int(row)) for row in some]
        measured = [(p, float(geodesic((lat, lon), (p.lat, p.lon)).km)) for p in places]
        return sorted(measured, key=lambda pair: pair[1])[:k]


def build_index(folder: Path) -> None:
    """Build the index files in the folder, which is made when missing. sqlite3.OperationalError when another
    process keeps building there for ten minutes."""
    with _only_one(folder):
        build.build(folder)


def open_index(folder: Path | None = None) -> Index:
    """The index of a folder (the data folder when none is given), built first when missing or older than its
    data."""
    folder = folder or data_dir()
    version = folder / "gazetteer.version"
    with _only_one(folder):
        if not version.exists() or version.read_text() != build.fingerprint(folder):
            log.warning("building the gazetteer in %s, once; this takes about a minute", folder)
            build.build(folder)
        return Index(folder)


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """One builder or opener of a folder at a time, across processes too: an exclusive lock that SQLite
    keeps."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(folder / "gazetteer.lock", timeout=LONGEST_BUILD_S, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


@lru_cache(maxsize=1)
def load_index() -> Index:
    """The index of the data folder, opened once per process."""
    return open_index()


__all__ = ["Index", "NameHit", "build_index", "load_index", "open_index"]
