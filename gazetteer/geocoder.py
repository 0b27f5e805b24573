"""The gazetteer as a geopy geocoder, so that whatever takes one takes it. Nothing is asked of the network."""

from __future__ import annotations

from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.index import Index, load_index
from gazetteer.name_query import resolve_name
from gazetteer.place import Place

__all__ = ("FuratGeocoder",)

MOST_RESULTS = 50


class FuratGeocoder(Geocoder):  # type: ignore[misc]
    """Geocodes with the built-in gazetteer.

    Example::

        from gazetteer.geocoder import FuratGeocoder

        location = FuratGeocoder().geocode("الباغوز", country_codes="SY")
    """

    def __init__(self, *, index: Index | None = None, user_agent: str | None = None) -> None:
        """index: the index to use, by default that of the data folder."""
        super().__init__(scheme="https", timeout=DEFAULT_SENTINEL, user_agent=user_agent)
        self._index = index

    @property
    def index(self) -> Index:
        return self._index if self._index is not None else load_index()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        language: str = "en",
        country_codes: str | list[str] | None = None,
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """The place of a name, or with exactly_one=False all that it could be, the likeliest first; None for
        none.

        language ("en" or "ar") is that of the address. country_codes: only places of these countries (ISO
        3166, two letters). limit: how many at most when not exactly_one. timeout is there for geopy's sake.
        Where several places are as likely and nothing tells them apart, exactly_one gives None: the gazetteer
        does not guess.
        """
        codes = self._codes(country_codes)
        found: list[Location] = []
        for code in codes:
            resolution = resolve_name(query, self.index, code)
            if resolution.place is not None and resolution.lat is not None and resolution.lon is not None:
                raw = {
                    "confidence": resolution.confidence,
                    "radius_km": resolution.radius_km,
                    "where_prec": resolution.where_prec,
                    "reason": resolution.reason,
                }
                found.append(
                    self._location(resolution.place, (resolution.lat, resolution.lon), language, raw)
                )
            if exactly_one:
                continue
            for other in resolution.candidates:
                if resolution.place is None or other.place.id != resolution.place.id:
                    point = (other.place.lat, other.place.lon)
                    raw = {"confidence": other.score, "reason": other.reason}
                    found.append(self._location(other.place, point, language, raw))
        return self._answer(found, exactly_one, limit)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        language: str = "en",
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """The place nearest to a point (geopy Point, (lat, lon) or "lat, lon"); raw has its distance in
        km."""
        try:
            point = Point(query)
        except (TypeError, ValueError) as error:
            raise GeocoderQueryError(f"not a point: {error}") from error
        wanted = 1 if exactly_one else min(limit or 5, MOST_RESULTS)
        near = self.index.nearest(point.latitude, point.longitude, wanted)
        found = [
            self._location(place, (place.lat, place.lon), language, {"distance_km": round(km, 2)})
            for place, km in near
        ]
        return self._answer(found, exactly_one, limit)

    @staticmethod
    def _codes(country_codes: str | list[str] | None) -> list[str | None]:
        given = [country_codes] if isinstance(country_codes, str) else country_codes or []
        codes: list[str | None] = [c.strip().upper() for cs in given for c in cs.split(",") if c.strip()]
        return codes or [None]

    @staticmethod
    def _answer(
        found: list[Location], exactly_one: bool, limit: int | None
    ) -> Location | list[Location] | None:
        if not found:
            return None
        if exactly_one:
            return max(found, key=lambda location: float(location.raw.get("confidence", 1.0)))
        return found[: min(limit or MOST_RESULTS, MOST_RESULTS)]

    @staticmethod
    def _location(place: Place, point: tuple[float, float], language: str, raw: dict[str, Any]) -> Location:
        address = ", ".join([place.label(language), *reversed(place.parents), place.country]).strip(", ")
        more = {"place_id": place.id, "feature": place.feature, "country": place.country}
        return Location(address, point, {**more, **raw})
