"""Made-up extractions for the tests of the store and of what reads it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from geo.records import (
    Attribution,
    ControlClaim,
    Event,
    Evidence,
    Extraction,
    Names,
    Party,
    Report,
    ReportHead,
    Source,
    Toponym,
)

DAY = date(2021, 6, 1)
# "Shells fell on the northern quarter of the town"
SENTENCE = "سقطت قذائف على الحي الشمالي من البلدة"


def party(actor: str, side: Any = "attacker") -> Party:
    return Party(id=actor, name=actor.title(), side=side)


def event(key: str, **changes: Any) -> Event:
    """A placed and dated event; any field can be changed."""
    fields: dict[str, Any] = {
        "id": key,
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "date_start": DAY,
        "date_end": changes.get("date_start", DAY),
        "date_prec": 1,
        "place_id": "made:town",
        "place": "Townsville",
        "lat": 34.5,
        "lon": 40.5,
        "radius_km": 1.5,
        "where_prec": 1,
        "actors": [party("sdf"), party("islamic-state", "target")],
        "attribution": Attribution(id="sohr", name="Observatory"),
        "evidence": [Evidence(field="sentence", start=0, end=len(SENTENCE), text=SENTENCE)],
    }
    return Event(**fields | changes)


def says(text: str) -> list[Evidence]:
    return [Evidence(field="sentence", start=0, end=len(text), text=text)]


def claim(key: str, **changes: Any) -> ControlClaim:
    fields: dict[str, Any] = {
        "id": key,
        "actor": "sdf",
        "place_id": "made:town",
        "place": "Townsville",
        "lat": 34.5,
        "lon": 40.5,
        "radius_km": 1.5,
        "status": "control",
        "valid_from": DAY,
    }
    return ControlClaim(**fields | changes)


def report(text: str = SENTENCE, **changes: Any) -> Report:
    fields: dict[str, Any] = {"text": text, "language": "ar", "published": DAY}
    return Report(**fields | changes)


def extraction(given: Report, *events: Event, extractor: str = "1", **changes: Any) -> Extraction:
    """What an extractor would hand over for a report."""
    content = f"{given.text}\n{given.published}\n{given.language}".encode()
    head = ReportHead(
        id="sha256:" + hashlib.sha256(content).hexdigest(),
        title=given.title,
        language=given.language or "ar",
        published=given.published,
        source=given.source,
    )
    return Extraction(extractor=extractor, report=head, events=list(events), **changes)


TOWN = Toponym(
    start=0,
    end=4,
    text="بلدة",
    place_id="made:town",
    name=Names(en="Townsville"),
    feature="P.PPL",
    country="SY",
    parents=["Deir ez-Zor Governorate", "Abu Kamal District"],
)
SOURCE = Source(name="A local page", url="https://example.org/1")
