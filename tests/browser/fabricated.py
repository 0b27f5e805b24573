"""A store of made-up events and claims around the lower Euphrates, the same at every call."""

from __future__ import annotations

import random
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from geo.records import (
    Attribution,
    ControlClaim,
    Event,
    Evidence,
    Extraction,
    Fatalities,
    Party,
    Report,
    ReportHead,
    Source,
)
from geo.store import Store

FIRST = date(2018, 9, 10)
DAYS = 196
# Name, lat, lon, and the day (from FIRST) on which the made-up SDF takes it; 0: held from the start.
TOWNS: tuple[tuple[str, float, float, int], ...] = (
    ("Hajin", 34.69, 40.83, 95),
    ("Al-Bahra", 34.73, 40.75, 40),
    ("Gharanij", 34.79, 40.71, 0),
    ("Abu Hammam", 34.83, 40.66, 0),
    ("Al-Kashkiyah", 34.80, 40.68, 0),
    ("Abu Khatir", 34.66, 40.85, 110),
    ("Ash-Shaafah", 34.57, 40.92, 124),
    ("As-Susah", 34.52, 40.95, 131),
    ("Al-Marashidah", 34.49, 40.96, 140),
    ("Baghuz Fawqani", 34.47, 40.96, 136),
    ("Baghuz Tahtani", 34.44, 40.95, 194),
    ("Al-Omar field", 35.10, 40.57, 0),
    ("Al-Busayrah", 35.15, 40.43, 0),
    ("Ash-Shuhayl", 35.11, 40.46, 0),
    ("Jazrat", 34.95, 41.05, 0),
)
WEST_BANK = (
    ("Abu Kamal", 34.45, 40.92),
    ("Al-Mayadin", 35.02, 40.45),
    ("Al-Asharah", 34.92, 40.56),
    ("Al-Quriyah", 34.88, 40.52),
    ("As-Salihiyah", 34.74, 40.73),
    ("Deir ez-Zor", 35.33, 40.14),
)
IRAQ = (("Al-Qaim", 34.38, 41.05), ("Rawa", 34.48, 41.91), ("Akashat", 33.66, 40.02))
HOSTILE = "تصعيد <img src=x onerror=window.tripped=1> ${window.tripped=1} ` \\ عند النهر"


def fabricate(path: Path, *, events: int = 400) -> Store:
    """Write the store to a file and return it open."""
    rng = random.Random(7)
    store = Store(path)
    per_day = [[] for _ in range(DAYS)]  # type: list[list[Event]]
    for number in range(events):
        day = int(rng.gauss(DAYS * 0.6, DAYS * 0.25)) % DAYS
        # No report speaks of these days: the coverage strip must show the hole.
        if 60 <= day < 68:
            continue
        per_day[day].append(made_event(rng, number, day))
    for day, found in enumerate(per_day):
        claims = _claims(day)
        if found or claims:
            add_report(store, FIRST + timedelta(days=day), found, claims)
    return store


def made_event(rng: random.Random, number: int, day: int) -> Event:
    """One event, told apart by its number, day days after FIRST."""
    name, lat, lon, _ = rng.choice(TOWNS[:11] + TOWNS[6:11] * 2)
    kind, family = rng.choice(
        [("Armed clash", "Battles")] * 5
        + [("Air/drone strike", "Explosions/Remote violence")] * 4
        + [
            ("Shelling/artillery/missile attack", "Explosions/Remote violence"),
            ("Remote explosive/landmine/IED", "Explosions/Remote violence"),
            ("Suicide bomb", "Explosions/Remote violence"),
            ("Attack", "Violence against civilians"),
            ("Other", "Strategic developments"),
            ("Peaceful protest", "Protests"),
        ]
    )
    deaths = rng.choice([None, None, 0, 1, 2, 3, 5, 9, 20, 60])
    where, radius = rng.choice([(1, 1.0)] * 6 + [(2, 6.0)] * 2 + [(4, 60.0)] * (number % 9 == 0))
    spread = 0.02 if where == 2 else rng.choice([0, 0, 0.01])
    if where == 4:
        name, lat, lon = "Deir ez-Zor Governorate", 35.0, 40.6
        spread = 0
    start = FIRST + timedelta(days=day)
    sentence = HOSTILE if number == 0 else f"اشتباكات عند {name} مساء اليوم، بحسب مصدر محلي."
    return Event(
        id=f"event-{number:05d}",
        event_type=family,
        sub_event_type=kind,
        date_start=start,
        date_end=start + timedelta(days=int(rng.random() < 0.2)),
        date_prec=1,
        place=name,
        lat=lat + rng.uniform(-spread, spread),
        lon=lon + rng.uniform(-spread, spread),
        radius_km=radius,
        where_prec=where,
        actors=[
            Party(id="sdf", name="Syrian Democratic Forces", side="attacker"),
            Party(id="islamic-state", name="Islamic State", side="target"),
        ],
        fatalities=None if deaths is None else Fatalities(low=deaths, best=deaths, high=deaths),
        attribution=Attribution(id="sohr", name="Syrian Observatory for Human Rights"),
        status="denied" if number % 40 == 5 else "reported",
        confidence=0.8,
        evidence=[Evidence(field="sentence", start=0, end=len(sentence), text=sentence)],
    )


def _claims(day: int) -> list[ControlClaim]:
    said: list[tuple[str, str, float, float]] = []
    for name, lat, lon, taken in TOWNS:
        if day == 0:
            said.append(("sdf" if taken == 0 else "islamic-state", name, lat, lon))
        elif taken == day:
            said.append(("sdf", name, lat, lon))
    if day == 0:
        said += [("syrian-government", *town) for town in WEST_BANK]
        said += [("iraqi-forces", *town) for town in IRAQ]
    if day == 46:
        said.append(("islamic-state", "As-Susah", 34.52, 40.95))
    return [
        ControlClaim(
            id=f"claim-{day}-{name}-{actor}",
            actor=actor,
            place_id=None,
            place=name,
            lat=lat,
            lon=lon,
            radius_km=1.5,
            status="control",
            valid_from=FIRST + timedelta(days=day),
            attribution=Attribution(id="sohr", name="Syrian Observatory for Human Rights"),
            confidence=0.8,
        )
        for actor, name, lat, lon in said
    ]


def add_report(store: Store, day: date, events: list[Event], claims: list[ControlClaim]) -> None:
    """Save a report of that day; its text is what its events say."""
    text = "\n".join([day.isoformat(), *(e.evidence[0].text for e in events)])
    head = ReportHead(
        id="sha256:" + sha256(text.encode()).hexdigest(),
        title=None,
        language="ar",
        published=day,
        source=Source(name="A local page", url="https://example.org/report"),
    )
    report = Report(text=text, language="ar", published=day, source=head.source)
    store.add(Extraction(extractor="test", report=head, events=events, claims=claims), report)
