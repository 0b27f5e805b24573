"""A store in which everything that a report, an import or an upload can say is hostile."""

from __future__ import annotations

from datetime import date
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
from tests.dashboard.made_store import HOSTILE

LINES = " \u2028window.__tripped=1\u2029 \\u003cimg\\u003e &lt;b&gt; '\" \u2067"
EVERYWHERE = HOSTILE + LINES
DAY = date(2019, 1, 20)
SPOT = (36.5, 38.2)
"""Where its events stand, far from those of made_store."""
CROWD = 26
"""As many at one point as the map gathers into one mark."""


def add_hostile(folder: Path) -> None:
    """Add a report with an event of a hostile type, a crowd of them at one point, and claims."""
    text = f"{EVERYWHERE} {EVERYWHERE}"
    source = Source(name=EVERYWHERE, url=" JaVaScRiPt:window.__tripped=1")
    head = ReportHead(
        id="sha256:" + sha256(text.encode()).hexdigest(),
        title=EVERYWHERE,
        language="en",
        published=DAY,
        source=source,
    )
    report = Report(text=text, title=EVERYWHERE, language="en", published=DAY, source=source)
    events = [_event("alone", 0.0), *(_event(f"crowd-{n:02d}", 0.2) for n in range(CROWD))]
    claims = [_claim("d1", "sdf", 0.1), _claim("d2", "islamic-state", -0.1)]
    with Store(folder / "furat.sqlite") as store:
        store.add(Extraction(extractor="test", report=head, events=events, claims=claims), report)


def _said() -> list[Evidence]:
    return [
        Evidence(field="sentence", start=0, end=len(EVERYWHERE), text=EVERYWHERE),
        Evidence(field=EVERYWHERE, start=0, end=4, text=EVERYWHERE[:4]),
    ]


def _event(name: str, east: float) -> Event:
    return Event(
        id=f"{name} {EVERYWHERE}"[:200],
        event_type=EVERYWHERE,
        sub_event_type=EVERYWHERE,
        date_start=DAY,
        date_end=DAY,
        date_prec=1,
        date_reason=EVERYWHERE,
        part_of_day=EVERYWHERE,
        place_id=EVERYWHERE,
        place=EVERYWHERE,
        lat=SPOT[0],
        lon=SPOT[1] + east,
        radius_km=1,
        where_prec=1,
        actors=[Party(id=EVERYWHERE, name=EVERYWHERE, side="attacker")],
        fatalities=Fatalities(low=1, best=1, high=1, by_actor={EVERYWHERE: 1}),
        attribution=Attribution(id=EVERYWHERE, name=EVERYWHERE),
        confidence=0.5,
        evidence=_said(),
    )


def _claim(name: str, actor: str, north: float) -> ControlClaim:
    return ControlClaim(
        id=f"{name} {EVERYWHERE}",
        actor=actor,
        place_id=EVERYWHERE,
        place=EVERYWHERE,
        lat=SPOT[0] + north,
        lon=SPOT[1],
        radius_km=2,
        status="control",
        valid_from=DAY,
        attribution=Attribution(id=EVERYWHERE, name=EVERYWHERE),
        confidence=0.8,
        evidence=_said(),
    )
