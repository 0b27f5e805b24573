"""The record of a place, shared by the index, the resolver and the geocoder."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

GeometryKind = Literal["point", "line", "polygon"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One place of the gazetteer.

    id is stable, "source:key" (geonames:172415, pcode:C5184, naturalearth:euphrates, furat:baghuz-farms).
    feature is GeoNames' class and code ("P.PPL", "A.ADM1", "H.STM", see its featureCodes list).
    lat, lon are degrees in WGS 84: the point itself, or for a line or area a point on or in it.
    radius_km says how far the true spot may lie from the point; for areas the radius of a circle of the area.
    parents are names in English from the widest (admin1) to the narrowest; parent_ids go with them, ""
    where unknown.
    """

    id: str
    name: str
    names: dict[str, tuple[str, ...]] = {}
    feature: str = "P.PPL"
    country: str = ""
    parents: tuple[str, ...] = ()
    parent_ids: tuple[str, ...] = ()
    lat: float
    lon: float
    radius_km: float
    population: int = 0
    geometry_kind: GeometryKind = "point"
    source: str = ""

    def label(self, language: str) -> str:
        """The first name in that language, else the main name."""
        named = self.names.get(language)
        return named[0] if named else self.name


Geometry = dict[str, Any]
"""A GeoJSON geometry, WGS 84, longitude first."""
