"""Which candidates of a name lie in the countries that a report is about."""

from __future__ import annotations

from extract.place_seen import Seen
from gazetteer.geometry import rough_km
from gazetteer.index import Index
from gazetteer.place import Place

# Sources that list everything, so that being in them says nothing of being talked about.
_WHOLE_TABLES = ("geonames", "imported", "naturalearth", "babel")


class Theatre:
    """The countries a report is about (ISO codes, the likeliest first; none where nothing says)."""

    def __init__(self, countries: tuple[str, ...], index: Index) -> None:
        self.countries = countries
        self._index = index
        self._flows: dict[str, bool] = {}

    def has(self, seen: Seen) -> bool:
        """Whether one of a name's candidates lies in it, or flows through it."""
        if any(c in self.countries for p in seen.places for c in p.country.split("|")):
            return True
        return self.has_river(seen)

    def has_river(self, seen: Seen) -> bool:
        """Whether one of a name's candidates is a river of it; any river, where no country is known."""
        return any(self._flows_here(p) for p in seen.places)

    def lists(self, seen: Seen) -> bool:
        """Whether a candidate is picked by hand for it (for any, where none is known), or a river of it."""
        picked = (p for p in seen.places if not p.source.startswith(_WHOLE_TABLES))
        return any(not self.countries or p.country in self.countries for p in picked) or self.has_river(seen)

    def _flows_here(self, place: Place) -> bool:
        if place.feature != "H.STM" or place.geometry_kind != "line":
            return False
        if not self.countries:
            return True
        if place.id not in self._flows:
            homes = (self._index.get(f"iso3166:{code}") for code in self.countries)
            self._flows[place.id] = any(home is not None and self._reaches(place, home) for home in homes)
        return self._flows[place.id]

    def _reaches(self, river: Place, country: Place) -> bool:
        middle = (country.lat, country.lon)
        nearest = self._index.nearest_on(river.id, middle)
        return nearest is not None and rough_km(nearest, middle) <= country.radius_km
