"""A small store for the page's tests: two reports of our own, one of them hostile, in a folder of its own."""

from __future__ import annotations

from datetime import date
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

HOSTILE = (
    "<img src=x onerror=window.__tripped=1> ${window.__tripped=1} ` \\ </script>"
    "<script>window.__tripped=1</script> [x](javascript:window.__tripped=1) \u202eabc\u202c **b** "
    ":red[r] $x$ {{y}}"
)
ARABIC = "قتل أربعة مسلحين في اشتباكات بين قسد وداعش في هجين مساء الجمعة. ثم عاد الهدوء."
"""Four gunmen were killed in clashes between SDF and IS in Hajin on Friday evening. Then calm returned."""
SENTENCE = ARABIC[: ARABIC.index(".") + 1]


def _at(text: str, field: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(field=field, start=start, end=start + len(words), text=words)


def clash(event_id: str = "clash", **changes: object) -> Event:
    """The clash that ARABIC tells of."""
    fields: dict = {
        "id": event_id,
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "date_start": date(2019, 1, 11),
        "date_end": date(2019, 1, 11),
        "date_prec": 1,
        "date_reason": "told beside it",
        "part_of_day": "evening",
        "place": "Hajin",
        "lat": 34.69,
        "lon": 40.83,
        "radius_km": 2.0,
        "where_prec": 1,
        "actors": [
            Party(id="sdf", name="Syrian Democratic Forces", side="attacker"),
            Party(id="islamic-state", name="Islamic State", side="target"),
        ],
        "fatalities": Fatalities(low=4, best=4, high=4, by_actor={"islamic-state": 4}),
        "attribution": Attribution(id="sohr", name="Syrian Observatory for Human Rights"),
        "confidence": 0.82,
        "evidence": [
            _at(ARABIC, "sentence", SENTENCE),
            _at(ARABIC, "sub_event_type", "اشتباكات"),
            _at(ARABIC, "place", "هجين"),
            _at(ARABIC, "date", "مساء الجمعة"),
            _at(ARABIC, "fatalities", "أربعة"),
            _at(ARABIC, "actor", "قسد"),
            _at(ARABIC, "actor", "داعش"),
        ],
    }
    return Event(**(fields | changes))


def _strike() -> Event:
    return Event(
        id="strike",
        event_type="Explosions/Remote violence",
        sub_event_type="Air/drone strike",
        date_start=date(2019, 1, 20),
        date_end=date(2019, 1, 21),
        date_prec=2,
        place=HOSTILE,
        lat=34.45,
        lon=40.95,
        radius_km=5,
        where_prec=2,
        actors=[Party(id=HOSTILE, name=HOSTILE, side="attacker")],
        attribution=Attribution(id=HOSTILE, name=HOSTILE),
        confidence=0.5,
        evidence=[_at(HOSTILE, "sentence", HOSTILE), _at(HOSTILE, "place", "onerror")],
    )


def _lost() -> Event:
    return clash(
        "lost", place=None, lat=None, lon=None, date_start=None, date_end=None, date_reason="no anchor"
    )


def _claim(claim_id: str, actor: str, lat: float, lon: float) -> ControlClaim:
    return ControlClaim(
        id=claim_id,
        actor=actor,
        place_id=None,
        place=HOSTILE if actor == "sdf" else "Hajin",
        lat=lat,
        lon=lon,
        radius_km=2,
        status="control",
        valid_from=date(2019, 1, 11),
        confidence=0.8,
        evidence=[_at(ARABIC, "sentence", SENTENCE), _at(ARABIC, "place", "هجين")],
    )


def fill(folder: Path) -> None:
    """Write the store into a data folder."""
    with Store(folder / "furat.sqlite") as store:
        _add(store, ARABIC, "ar", [clash(), _lost()], [], "Hajin", "https://example.org/a", sample=True)
        claims = [_claim("c1", "islamic-state", 34.69, 40.83), _claim("c2", "sdf", 34.80, 40.70)]
        _add(store, ARABIC + " ", "ar", [clash("clash-2")], claims, "Again", None)
        _add(store, HOSTILE, "en", [_strike()], [], HOSTILE, "javascript:window.__tripped=1")


def _add(
    store: Store,
    text: str,
    language: str,
    events: list[Event],
    claims: list[ControlClaim],
    title: str,
    url: str | None,
    *,
    sample: bool = False,
) -> None:
    source = Source(name=HOSTILE if title == HOSTILE else "A local page", url=url)
    published = date(2019, 1, 22)
    head = ReportHead(
        id=f"sha256:{len(text)}", title=title, language=language, published=published, source=source
    )
    report = Report(
        text=text, title=title, language=language, published=published, source=source, sample=sample
    )
    store.add(Extraction(extractor="test", report=head, events=events, claims=claims), report)
