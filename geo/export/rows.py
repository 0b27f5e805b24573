"""An event as one flat row: ACLED's columns under ACLED's names, then what ACLED has no column for.

Source: ACLED codebook (2024). Where the report does not say, a cell is empty: an unknown toll is empty, not
0. time_precision and geo_precision are ACLED's scales of three; date_prec and where_prec beside them are
UCDP GED's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol
from urllib.parse import urlsplit

from geo.actor_records import Actor
from geo.export.countries import country_number_and_name
from geo.records import Event, Fatalities, Party
from geo.store.entries import StoredEvent

Cell = str | int | float | None
EventRow = dict[str, Cell]

COLUMNS: dict[str, type] = {
    "event_id_cnty": str, "event_date": str, "year": int, "time_precision": int, "disorder_type": str,
    "event_type": str, "sub_event_type": str, "actor1": str, "assoc_actor_1": str, "inter1": str,
    "actor2": str, "assoc_actor_2": str, "inter2": str, "interaction": str, "civilian_targeting": str,
    "iso": int, "region": str, "country": str, "admin1": str, "admin2": str, "admin3": str, "location": str,
    "latitude": float, "longitude": float, "geo_precision": int, "source": str, "source_scale": str,
    "notes": str, "fatalities": int, "tags": str, "timestamp": int,
    "event_date_end": str, "date_prec": int, "where_prec": int, "radius_km": float, "fatalities_low": int,
    "fatalities_high": int, "status": str, "confidence": float, "report_id": str, "report_title": str,
    "report_published": str, "source_url": str,
}  # fmt: skip
"""Every column in order, with the kind of its cells; the first 31 are ACLED's."""

# ACLED lists the two sides of an interaction in this order, whoever is actor1.
_INTER_ORDER = ("State forces", "Rebel group", "Political militia", "Civilians", "External/Other forces")
_DISORDER = {"Protests": "Demonstrations", "Strategic developments": "Strategic developments"}
_DISORDER_BY_SUB_TYPE = {
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Violent demonstration": "Demonstrations",
}
_TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class KindRegister(Protocol):
    """The part of the actors' register that the rows need."""

    def get(self, actor_id: str) -> Actor | None: ...


def event_row(stored: StoredEvent, register: KindRegister) -> EventRow:
    """The row of one placed event; its keys are those of COLUMNS, in that order."""
    event, head = stored.event, stored.head
    first, second = _two_sides(event.actors)
    inter1, inter2 = (_inter(side, stored.country, register) for side in (first, second))
    number, country = country_number_and_name(stored.country)
    told = event.fatalities or Fatalities()
    row: EventRow = {
        "event_id_cnty": event.id,
        "event_date": event.date_start.isoformat() if event.date_start else None,
        "year": event.date_start.year if event.date_start else None,
        "time_precision": _TIME_PRECISION.get(event.date_prec or 0),
        "disorder_type": _DISORDER_BY_SUB_TYPE.get(
            event.sub_event_type, _DISORDER.get(event.event_type, "Political violence")
        ),
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "actor1": first[0].name if first else "",
        "assoc_actor_1": "; ".join(p.name for p in first[1:]),
        "inter1": inter1,
        "actor2": second[0].name if second else "",
        "assoc_actor_2": "; ".join(p.name for p in second[1:]),
        "inter2": inter2,
        "interaction": _interaction(inter1, inter2),
        "civilian_targeting": "Civilian targeting" if _hits_civilians(event, register) else "",
        "iso": number,
        "region": "",
        "country": country,
        "admin1": stored.admin1,
        "admin2": stored.admin2,
        "admin3": "",
        "location": event.place or "",
        "latitude": event.lat,
        "longitude": event.lon,
        "geo_precision": _GEO_PRECISION.get(event.where_prec or 0),
        "source": event.attribution.name if event.attribution else head.source.name or "",
        "source_scale": "",
        "notes": stored.sentence,
        "fatalities": _count(told.low if told.best is None else told.best),
        "tags": "; ".join(t for t in (event.status, event.part_of_day) if t),
        "timestamp": int(stored.added_at.timestamp()),
        "event_date_end": event.date_end.isoformat() if event.date_end else None,
        "date_prec": event.date_prec,
        "where_prec": event.where_prec,
        "radius_km": event.radius_km,
        "fatalities_low": _count(told.low),
        "fatalities_high": _count(told.high),
        "status": event.status,
        "confidence": event.confidence,
        "report_id": head.id,
        "report_title": head.title or "",
        "report_published": head.published.isoformat() if head.published else None,
        "source_url": web_link(head.source.url),
    }
    return {name: _CONTROLS.sub(" ", v) if isinstance(v, str) else v for name, v in row.items()}


def web_link(url: str | None) -> str:
    """The address if it is http or https and nothing else, otherwise ""."""
    if not url or any(c.isspace() or not c.isprintable() for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def _count(number: int | None) -> int | None:
    """A count as every format can hold it, in 32 bits."""
    return None if number is None else min(number, 2**31 - 1)


def _two_sides(parties: Sequence[Party]) -> tuple[list[Party], list[Party]]:
    """Attackers against targets; of those that are both, the first attacks where nobody else does."""
    attackers = [p for p in parties if p.side == "attacker"]
    targets = [p for p in parties if p.side == "target"]
    for party in (p for p in parties if p.side == "both"):
        (targets if attackers and not targets else attackers).append(party)
    return attackers, targets


def _inter(side: Sequence[Party], country: str, register: KindRegister) -> str:
    """ACLED's kind of the first actor of a side, "" where the register does not say."""
    actor = register.get(side[0].id) if side else None
    if actor is None or actor.kind == "reporting":
        return ""
    at_home = any(part in actor.host_states for part in country.split("|"))
    match actor.kind:
        case "state":
            return "State forces" if at_home else "External/Other forces"
        case "armed":
            return "Political militia" if at_home else "Rebel group"
        case "civilian":
            return "Civilians"
        case "international":
            return "External/Other forces"
        case _:
            return "Political militia"


def _interaction(inter1: str, inter2: str) -> str:
    named: Iterable[str] = sorted(filter(None, (inter1, inter2)), key=_INTER_ORDER.index)
    pair = list(named)
    return f"{pair[0]} only" if len(pair) == 1 else "-".join(pair)


def _hits_civilians(event: Event, register: KindRegister) -> bool:
    for party in event.actors:
        actor = register.get(party.id)
        if party.side != "attacker" and actor is not None and actor.kind == "civilian":
            return True
    return event.event_type == "Violence against civilians"
