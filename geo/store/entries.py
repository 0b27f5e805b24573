"""What the store gives back: a record together with what is known about how it came in."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from geo.records import ControlClaim, Event, Extraction, ReportHead


class ReportEntry(msgspec.Struct, kw_only=True, frozen=True):
    """A line in the list of reports; events and claims are how many were read in it."""

    head: ReportHead
    sample: bool
    extractor: str
    added_at: datetime
    events: int
    claims: int


class StoredReport(msgspec.Struct, kw_only=True, frozen=True):
    """A report with its text, exactly as it was given, and all that was read in it."""

    head: ReportHead
    text: str
    sample: bool
    extractor: str
    added_at: datetime
    extraction: Extraction


class StoredEvent(msgspec.Struct, kw_only=True, frozen=True):
    """An event with the head of its report.

    country is ISO 3166 alpha-2 (a border's "IQ|SY"), admin1 and admin2 are names, each "" where not known.
    unplaced is "" for an event on the map, else the reason why it is not.
    """

    event: Event
    head: ReportHead
    country: str
    admin1: str
    admin2: str
    unplaced: str
    added_at: datetime

    @property
    def sentence(self) -> str:
        """The report's own words for this event, "" where the extractor gave none."""
        return next((e.text for e in self.event.evidence if e.field == "sentence"), "")


class StoredClaim(msgspec.Struct, kw_only=True, frozen=True):
    """A claim of control and how it came in.

    recorded_at is when it was first saved; known_on the first day it could be known (the report's published
    day, an imported row's own day, else the day it was recorded). superseded_by is the claim that corrects
    it.
    """

    claim: ControlClaim
    report_id: str | None
    source: str
    recorded_at: datetime
    known_on: date
    superseded_by: str | None
