"""The records everything else passes around; their JSON is the extractor's output, version 1.

Offsets count Unicode code points of the report's text exactly as given: text == report[start:end].
Days are ISO days. Coordinates are degrees in WGS 84, radii are km. Vocabularies are ACLED's codebook (event
types) and UCDP GED's (where_prec, date_prec).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

FORMAT_VERSION = 1

Role = Literal["event", "claim", "actor", "mention"]
Relation = Literal[
    "in",
    "near",
    "toward",
    "north",
    "south",
    "east",
    "west",
    "between",
    "along",
    "border",
    "countryside",
    "outside",
]
Side = Literal["attacker", "target", "both"]
EventStatus = Literal["reported", "claimed", "denied", "planned", "background"]
ClaimStatus = Literal["control", "contested", "lost", "advance", "besieged"]
ClaimMethod = Literal["reported", "imported", "edited"]

SHOWN_STATUSES: frozenset[str] = frozenset({"reported", "claimed"})
"""The statuses that count as events on the map; the others are kept and shown on request."""


class Names(msgspec.Struct, frozen=True):
    """A name in both interface languages; "" where it has none."""

    en: str = ""
    ar: str = ""


class Evidence(msgspec.Struct, frozen=True):
    """The words that one coded field stands on; field "sentence" is the whole sentence."""

    field: str
    start: int
    end: int
    text: str


class Suppressed(msgspec.Struct, frozen=True):
    """A name that could be a place and is read as something else, with the reason."""

    start: int
    end: int
    text: str
    why: str


class Unresolved(msgspec.Struct, frozen=True):
    """What was seen and could not be placed, dated or coded, with the reason."""

    start: int
    end: int
    text: str
    why: str


class Candidate(msgspec.Struct, frozen=True):
    """A place that a name could be, with the reasons for and against."""

    place_id: str
    name: str
    lat: float
    lon: float
    score: float
    reason: str


class Toponym(msgspec.Struct, kw_only=True):
    """A place name in a report and where it was resolved to; place_id None where the resolver abstained."""

    start: int
    end: int
    text: str
    role: Role = "mention"
    relation: Relation = "in"
    place_id: str | None = None
    name: Names = Names()
    feature: str = ""
    country: str = ""
    parents: list[str] = []
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    where_prec: int | None = None
    confidence: float = 0.0
    reason: str = ""
    candidates: list[Candidate] = []


class ActorSpan(msgspec.Struct, kw_only=True):
    """An actor named in a report; id is a key of the actors' register."""

    start: int
    end: int
    text: str
    id: str
    name: Names


class Party(msgspec.Struct, kw_only=True, frozen=True):
    """An actor's part in an event."""

    id: str
    name: str
    side: Side


class Attribution(msgspec.Struct, kw_only=True, frozen=True):
    """Who says so."""

    id: str
    name: str


class Fatalities(msgspec.Struct, kw_only=True):
    """Deaths as told. "At least n": low and best n, high None. A death without a number: low 1, best None."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    by_actor: dict[str, int] = {}


class Event(msgspec.Struct, kw_only=True):
    """One thing that is said to have happened. A claim of its source, not a verdict."""

    id: str
    event_type: str
    sub_event_type: str
    date_start: date | None = None
    date_end: date | None = None
    date_prec: int | None = None
    date_reason: str = ""
    part_of_day: str | None = None
    place_id: str | None = None
    place: str | None = None
    relation: Relation = "in"
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    where_prec: int | None = None
    actors: list[Party] = []
    fatalities: Fatalities | None = None
    injured: int | None = None
    captured: int | None = None
    displaced: int | None = None
    attribution: Attribution | None = None
    status: EventStatus = "reported"
    confidence: float = 0.0
    evidence: list[Evidence] = []


class ControlClaim(msgspec.Struct, kw_only=True):
    """Someone's word on who holds a place.

    valid_from is the earliest day it may hold from, valid_from_latest the latest (None: the same day);
    valid_to and valid_to_latest likewise for its end, half open. No end is inferred from silence.
    """

    id: str
    actor: str
    place_id: str | None
    place: str | None
    lat: float
    lon: float
    radius_km: float
    status: ClaimStatus
    relation: Relation = "in"
    valid_from: date | None = None
    valid_from_latest: date | None = None
    valid_to: date | None = None
    valid_to_latest: date | None = None
    attribution: Attribution | None = None
    confidence: float = 0.0
    evidence: list[Evidence] = []
    method: ClaimMethod = "reported"


class Source(msgspec.Struct, frozen=True):
    """Where a report comes from."""

    name: str | None = None
    url: str | None = None


class ReportHead(msgspec.Struct, kw_only=True):
    """A report without its text. id is "sha256:" and the hash of text, published day and language."""

    id: str
    title: str | None = None
    language: str = "ar"
    published: date | None = None
    source: Source = Source()


class Report(msgspec.Struct, kw_only=True):
    """A report as it was given. sample marks the texts this project wrote itself."""

    text: str
    title: str | None = None
    language: str | None = None
    published: date | None = None
    source: Source = Source()
    sample: bool = False


class Extraction(msgspec.Struct, kw_only=True):
    """All that was read in one report: the extractor's JSON."""

    version: int = FORMAT_VERSION
    extractor: str = ""
    report: ReportHead
    toponyms: list[Toponym] = []
    suppressed: list[Suppressed] = []
    actors: list[ActorSpan] = []
    events: list[Event] = []
    claims: list[ControlClaim] = []
    unresolved: list[Unresolved] = []
