"""A place while the index is being built: mutable, with all its names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gazetteer.place import Geometry, GeometryKind, Place

_ARABIC = re.compile(r"^[\u0621-\u064a\u0640\u064b-\u0652\u0670\u0671\u067e\u0686\u06a4\u06af\s\d()\-]+$")
_LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u02b0-\u02ff\u2018\u2019'`.,\-()/&\s\d]+$")
# How many names a place carries for display and export; all names are keys of the index all the same.
SHOWN_NAMES = 8


def is_arabic(name: str) -> bool:
    """Written in the Arabic alphabet, without the letters of Persian and Urdu that Arabic reports do not
    use."""
    return bool(_ARABIC.match(name)) and any("\u0621" <= c <= "\u064a" for c in name)


def is_latin(name: str) -> bool:
    """Written in the Latin alphabet with or without accents."""
    return bool(_LATIN.match(name)) and any(c.isalpha() for c in name)


@dataclass(kw_only=True, slots=True)
class Draft:
    """The fields of Place, and the names in order with the best first."""

    id: str
    name: str
    feature: str
    country: str
    lat: float
    lon: float
    radius_km: float
    source: str
    english: list[str] = field(default_factory=list)
    arabic: list[str] = field(default_factory=list)
    admin1: str = ""
    admin2: str = ""
    parents: tuple[str, ...] = ()
    parent_ids: tuple[str, ...] = ()
    population: int = 0
    geometry: Geometry | None = None

    def all_names(self) -> list[str]:
        return list(dict.fromkeys([self.name, *self.english, *self.arabic]))

    def place(self) -> Place:
        kind: GeometryKind = "point"
        if self.geometry is not None:
            kind = "line" if "Line" in self.geometry["type"] else "polygon"
        names = {
            language: tuple(dict.fromkeys(found))[:SHOWN_NAMES]
            for language, found in (("en", [self.name, *self.english]), ("ar", self.arabic))
            if found and (language == "ar" or is_latin(found[0]))
        }
        return Place(
            id=self.id,
            name=self.name,
            names=names,
            feature=self.feature,
            country=self.country,
            parents=self.parents,
            parent_ids=self.parent_ids,
            lat=round(self.lat, 5),
            lon=round(self.lon, 5),
            radius_km=round(self.radius_km, 1),
            population=self.population,
            geometry_kind=kind,
            source=self.source,
        )
