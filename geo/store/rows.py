"""From records to rows: the columns that the map and the filters use, derived from an extraction."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any, Protocol

import msgspec

from gazetteer.normalise import normalise
from gazetteer.place import Place
from geo.errors import RecordError
from geo.records import ControlClaim, Event, Extraction, ReportHead, Toponym

EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
UNKNOWN_WHERE_PREC = 6
_MOST = 2**31 - 1
Row = dict[str, Any]


class PlaceLookup(Protocol):
    """The part of the gazetteer's index that the store asks for the parents of a place."""

    def get(self, place_id: str) -> Place | None: ...


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH_ORDINAL


def day_of(number: int) -> date:
    """The day that many days after 1970-01-01."""
    return date.fromordinal(number + EPOCH_ORDINAL)


def plain(text: str | None) -> str:
    """Text for a text column: U+0000, which PostgreSQL refuses, becomes a space."""
    return (text or "").replace("\x00", " ")


def event_row(event: Event, extraction: Extraction, places: PlaceLookup | None) -> Row:
    """The row of `events` for an event, without its key."""
    start, end = _days(event)
    lat, lon = _point(event)
    source_id, source_name = _source(event, extraction.report)
    country, admin1, admin2 = _region(event.place_id, extraction.toponyms, places)
    return {
        "id": event.id,
        "report_id": extraction.report.id,
        "sub_event_type": plain(event.sub_event_type),
        "day_start": start,
        "day_end": end,
        "lat": lat,
        "lon": lon,
        "radius_km": event.radius_km if event.radius_km and 0 < event.radius_km < math.inf else 0.0,
        "where_prec": event.where_prec if event.where_prec in range(1, 7) else UNKNOWN_WHERE_PREC,
        "fatalities": _deaths(event),
        "status": event.status,
        "source_id": source_id,
        "source_name": source_name,
        "country": country,
        "admin1": admin1,
        "admin2": admin2,
        "search": plain(normalise(f"{_sentence(event)}\n{event.place or ''}")),
        "unplaced": plain(_why_unplaced(event, extraction, start is not None, lat is not None)),
    }


def actor_rows(event: Event, key: int) -> list[Row]:
    """The rows of `event_actors` for an event, in the order in which the extractor gave them."""
    return [
        {"event_key": key, "position": n, "actor_id": plain(party.id), "side": party.side}
        for n, party in enumerate(event.actors)
    ]


def claim_row(claim: ControlClaim, *, source: str, recorded_at: datetime, known_on: date) -> Row:
    """The row of `claims` for a claim; the caller adds the report or the import it came with.

    Raises RecordError for a claim whose point is not on the globe.
    """
    if not _on_globe(claim.lat, claim.lon):
        raise RecordError(f"the claim {claim.id} lies at {claim.lat}, {claim.lon}, which is not on the globe")
    return {
        "id": claim.id,
        "actor": plain(claim.actor),
        "place_id": claim.place_id,
        "lat": claim.lat,
        "lon": claim.lon,
        "status": claim.status,
        "valid_from": claim.valid_from,
        "valid_from_latest": claim.valid_from_latest,
        "valid_to": claim.valid_to,
        "valid_to_latest": claim.valid_to_latest,
        "method": claim.method,
        "source": plain(source),
        "recorded_at": recorded_at,
        "known_on": known_on,
        "superseded_by": None,
        "record": json_text(claim),
    }


def json_text(record: msgspec.Struct) -> str:
    """A record's JSON as text."""
    return msgspec.json.encode(record).decode()


def _days(event: Event) -> tuple[int | None, int | None]:
    if event.date_start is None:
        return None, None
    start = day_number(event.date_start)
    return start, max(start, day_number(event.date_end)) if event.date_end else start


def _point(event: Event) -> tuple[float | None, float | None]:
    """The event's coordinates, or none where they are missing or not on the globe."""
    return (event.lat, event.lon) if _on_globe(event.lat, event.lon) else (None, None)


def _on_globe(lat: float | None, lon: float | None) -> bool:
    """Whether both are there and in range; not-a-number is in no range."""
    return lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180


def _deaths(event: Event) -> int:
    """The best count, else the low one, else -1 for unknown; no more than an integer column holds."""
    told = event.fatalities
    if told is None:
        return -1
    count = told.best if told.best is not None else told.low
    return -1 if count is None else min(count, _MOST)


def _source(event: Event, head: ReportHead) -> tuple[str, str]:
    """Who says so: the attribution, else where the report comes from."""
    if event.attribution is not None:
        return plain(event.attribution.id), plain(event.attribution.name)
    name = plain(head.source.name)
    return name, name


def _region(
    place_id: str | None, toponyms: list[Toponym], places: PlaceLookup | None
) -> tuple[str, str, str]:
    """Country code, first and second level of a place: as the report was read, else from the gazetteer."""
    if place_id is None:
        return "", "", ""
    read = next((t for t in toponyms if t.place_id == place_id and t.country), None)
    if read is not None:
        country, parents, feature, name = read.country, tuple(read.parents), read.feature, read.name.en
    else:
        place = places.get(place_id) if places is not None else None
        if place is None:
            return "", "", ""
        country, parents, feature, name = place.country, place.parents, place.feature, place.name
    for level, code in enumerate(("A.ADM1", "A.ADM2")):
        if feature == code and len(parents) == level:
            parents = (*parents, name)
    admin1, admin2 = (*parents, "", "")[:2]
    return plain(country), plain(admin1), plain(admin2)


def _sentence(event: Event) -> str:
    return next((e.text for e in event.evidence if e.field == "sentence"), "")


def _why_unplaced(event: Event, extraction: Extraction, has_day: bool, has_point: bool) -> str:
    reasons = []
    if not has_day:
        reasons.append(f"no day: {event.date_reason}" if event.date_reason else "no day")
    if not has_point:
        sentence = next((e for e in event.evidence if e.field == "sentence"), None)
        inside = [
            u
            for u in extraction.unresolved
            if sentence and sentence.start <= u.start and u.end <= sentence.end
        ]
        reasons.append(f"no place: {inside[0].text}: {inside[0].why}" if inside else "no place")
    return "; ".join(reasons)
