"""The pictures of control over time: on which days they change, and each of them once."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from threading import Lock
from typing import Any

from geo.countries import load_countries
from geo.holdings import Register
from geo.picture import KnownClaim, known, picture
from geo.rivers import load_rivers
from geo.terrain import load_land

_KEPT = 400
_DIGITS = 5
"""Decimals of a degree, about a metre: the pictures' own exactness is far less."""


class Pictures:
    """All pictures of one set of claims.

    days are those on which a claim begins or ends, sorted: between two of them only ages grow, so a picture
    is computed once for the stretch and keeps the ages of its first day.
    """

    def __init__(
        self, claims: Sequence[KnownClaim], register: Register, known_on: date | None = None
    ) -> None:
        self._claims = claims
        self._register = register
        self._known_on = known_on
        days: set[date] = set()
        for claim in known(claims, known_on):
            turns = (claim.valid_from, claim.valid_from_latest, claim.valid_to, claim.valid_to_latest)
            days.update(day for day in turns if day is not None)
        self.days: list[date] = sorted(days)
        self._kept: OrderedDict[date, dict[str, Any]] = OrderedDict()
        self._lock = Lock()

    def geojson(self, day: date) -> dict[str, Any]:
        """The picture on a day as a FeatureCollection; empty before the first claim."""
        place = bisect_right(self.days, day)
        if not place:
            return {"type": "FeatureCollection", "as_of": day.isoformat(), "features": []}
        turn = self.days[place - 1]
        # One at a time: many readers who play the same days wait for one computation instead of repeating it.
        with self._lock:
            found = self._kept.get(turn)
            if found is None:
                found = self._compute(turn)
                self._kept[turn] = found
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            else:
                self._kept.move_to_end(turn)
            return found

    def _compute(self, day: date) -> dict[str, Any]:
        shown = picture(
            self._claims,
            day,
            register=self._register,
            known_on=self._known_on,
            land=load_land(),
            countries=load_countries(),
            rivers=load_rivers(),
        ).to_geojson()
        for feature in shown["features"]:
            feature["geometry"] = _rounded(feature["geometry"])
        return shown


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def short(part: Any) -> Any:
        if isinstance(part, float | int):
            return round(float(part), _DIGITS)
        return [short(inner) for inner in part]

    if "geometries" in geometry:
        return {**geometry, "geometries": [_rounded(part) for part in geometry["geometries"]]}
    return {"type": geometry["type"], "coordinates": short(geometry["coordinates"])}
