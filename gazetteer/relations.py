"""Puts resolved places on the ground as their relation says: near, east of, countryside of, along, border,
between."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from gazetteer.geometry import (
    BEARINGS,
    Point,
    Spot,
    distance_km,
    midpoint,
    moved,
    rough_km,
    stretch,
)
from gazetteer.index import Index
from gazetteer.mention import Context, Resolution
from gazetteer.own_data import BORDER_FEATURE
from gazetteer.place import Place

NEAR_KM = 5.0
COUNTRYSIDE_KM = 15.0
BORDER_NEAR_KM = 20.0
RIVER_NEAR_KM = 15.0
ANCHOR_REACH_KM = 150.0
BROAD_KM = 12.0
# Half of a stretch between two places that is a line rather than a spot.
LONG_WAY_KM = 25.0
WHERE_PREC = {"A.PCLI": 6, "A.ADM1": 4, "A.ADM1H": 4, "A.ADM2": 3, "A.ADM3": 3, "A.ADM4": 3}


def place_on_ground(
    settled: Sequence[Resolution], theatre: tuple[str, ...], context: Context, index: Index
) -> list[Resolution]:
    """The resolutions with lat, lon, radius and where_prec filled in; borders and rivers by the towns named
    beside them."""
    done = [_countryside(r, index) for r in settled]
    done = [_border(r, done, theatre, context, index) for r in done]
    placed = []
    for resolution in done:
        if resolution.place is None:
            placed.append(resolution)
            continue
        spot = _spot(resolution, done, theatre, context, index)
        placed.append(_with_spot(resolution, spot))
    return _between(placed)


def _with_spot(resolution: Resolution, spot: Spot) -> Resolution:
    return replace(
        resolution,
        lat=round(spot.lat, 5),
        lon=round(spot.lon, 5),
        radius_km=round(spot.radius_km, 1),
        where_prec=spot.where_prec,
    )


def own_spot(place: Place) -> Spot:
    """The place itself: exact for a point, the district, governorate or country for areas, a broad area
    otherwise."""
    prec = WHERE_PREC.get(place.feature)
    if prec is None:
        if place.feature.startswith("A"):
            prec = 4
        elif place.geometry_kind == "line" or place.feature.startswith("L") or place.radius_km > BROAD_KM:
            prec = 5 if place.radius_km > BROAD_KM else 2 if place.radius_km > NEAR_KM else 1
        else:
            prec = 1
    return Spot(place.lat, place.lon, place.radius_km, prec)


def _spot(
    resolution: Resolution,
    others: Sequence[Resolution],
    theatre: tuple[str, ...],
    context: Context,
    index: Index,
) -> Spot:
    place, mention = resolution.place, resolution.mention
    assert place is not None
    spot = own_spot(place)
    if place.geometry_kind == "line":
        return _on_line(resolution, place, others, theatre, context, index)
    if mention.relation in BEARINGS:
        return _beside(spot, mention.direction or mention.relation, mention.distance_km)
    if mention.relation in ("near", "outside", "toward") and spot.where_prec <= 2:
        reach = mention.distance_km or NEAR_KM
        return Spot(spot.lat, spot.lon, spot.radius_km + reach, 2)
    if mention.relation == "countryside" and spot.where_prec <= 2:
        spot = Spot(spot.lat, spot.lon, max(COUNTRYSIDE_KM, spot.radius_km), 3)
    if mention.relation == "countryside" and mention.direction in BEARINGS:
        return _beside(spot, mention.direction, None)
    return spot


def _beside(spot: Spot, direction: str, km: float | None) -> Spot:
    """East of a town is a spot beside it; the east of an area is that part of it."""
    if spot.where_prec >= 3:
        lat, lon = moved((spot.lat, spot.lon), direction, spot.radius_km / 2)
        return Spot(lat, lon, spot.radius_km * 0.7, spot.where_prec)
    away = km if km is not None else spot.radius_km + NEAR_KM
    lat, lon = moved((spot.lat, spot.lon), direction, away)
    return Spot(lat, lon, max(2.0, 0.25 * away) if km is not None else away, 2)


def _anchors(resolution: Resolution, others: Sequence[Resolution], context: Context) -> list[Point]:
    """Points that a line is near to: places of the report, the closest in the text first, then the given
    points."""
    middle = resolution.mention.start
    named = sorted(
        (
            r
            for r in others
            if r is not resolution and r.place is not None and own_spot(r.place).where_prec <= 2
        ),
        key=lambda r: abs(r.mention.start - middle),
    )
    return [(r.place.lat, r.place.lon) for r in named if r.place is not None] + list(context.near)


def _on_line(
    resolution: Resolution,
    place: Place,
    others: Sequence[Resolution],
    theatre: tuple[str, ...],
    context: Context,
    index: Index,
) -> Spot:
    near = BORDER_NEAR_KM if place.feature == BORDER_FEATURE else RIVER_NEAR_KM
    for anchor in _anchors(resolution, others, context):
        nearest = index.nearest_on(place.id, anchor)
        if nearest is None:
            return own_spot(place)
        if rough_km(anchor, nearest) <= ANCHOR_REACH_KM:
            return stretch(nearest, anchor, near)
    home = next((index.get(f"iso3166:{code}") for code in theatre), None)
    if home is None or place.feature == BORDER_FEATURE:
        return Spot(place.lat, place.lon, place.radius_km, 5)
    lat, lon = index.nearest_on(place.id, (home.lat, home.lon)) or (place.lat, place.lon)
    return Spot(lat, lon, min(place.radius_km, home.radius_km), 5)


def _border(
    resolution: Resolution,
    others: Sequence[Resolution],
    theatre: tuple[str, ...],
    context: Context,
    index: Index,
) -> Resolution:
    """ "The border with" a country is the line it shares with the theatre, that by the places named beside
    it."""
    place = resolution.place
    if place is None or resolution.mention.relation != "border" or place.feature != "A.PCLI":
        return resolution
    lines = [b for b in index.lookup(f"border with {place.name}") if b.feature == BORDER_FEATURE]
    shared = [b for b in lines if set(b.country.split("|")) & set(theatre) - {place.country}] or lines
    if not shared:
        return resolution
    anchors = _anchors(resolution, others, context)

    def away(line: Place) -> float:
        nearest = index.nearest_on(line.id, anchors[0]) if anchors else None
        return distance_km(anchors[0], nearest) if nearest is not None else 0.0

    best = min(shared, key=away)
    return replace(resolution, place=best, reason=f"{resolution.reason}; the border shared with the theatre")


def _countryside(resolution: Resolution, index: Index) -> Resolution:
    """The countryside (ريف) of a governorate's capital is the governorate, that of a district's seat the
    district."""
    place = resolution.place
    if place is None or resolution.mention.relation != "countryside" or not place.feature.startswith("P"):
        return resolution
    wanted = {"A.ADM1": 0, "A.ADM2": 1}
    areas = [
        a for a in index.lookup(resolution.mention.text) if a.feature in wanted and a.country == place.country
    ]
    areas = [
        a for a in areas if a.id in place.parent_ids or rough_km((a.lat, a.lon), (place.lat, place.lon)) < 60
    ]
    if not areas:
        return resolution
    area = min(areas, key=lambda a: wanted[a.feature])
    return replace(
        resolution, place=area, reason=f"{resolution.reason}; the countryside of its capital".lstrip("; ")
    )


def _between(placed: list[Resolution]) -> list[Resolution]:
    """Two names in a row with "between" share the spot between them."""
    done = list(placed)
    i = 0
    while i + 1 < len(done):
        a, b = done[i], done[i + 1]
        if a.mention.relation == b.mention.relation == "between":
            if a.place is not None and b.place is not None:
                spot = midpoint((a.place.lat, a.place.lon), (b.place.lat, b.place.lon))
                if spot.radius_km > LONG_WAY_KM:
                    spot = replace(spot, where_prec=5)
                done[i], done[i + 1] = _with_spot(a, spot), _with_spot(b, spot)
            i += 2
        else:
            i += 1
    return done
