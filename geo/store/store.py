"""The store's writing side; reading is in `geo.store.reader`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from geo.errors import RecordError, StoreError
from geo.records import ControlClaim, Extraction, Report
from geo.store import engines, schema, tables
from geo.store.imports import save_imported
from geo.store.reader import StoreReader
from geo.store.rows import PlaceLookup, Row, actor_rows, claim_row, event_row, json_text, plain


class Store(StoreReader):
    """Reports, events and claims in a database; one writer at a time, readers never wait.

    url: a SQLAlchemy URL, a file, or None for furat.sqlite in the data folder. Opening makes or upgrades
    the tables and is safe when two processes do it at once. places (the gazetteer's index) tells the region
    of events whose report did not. Raises StoreError when the database cannot be opened.
    """

    def __init__(self, url: str | Path | None = None, *, places: PlaceLookup | None = None) -> None:
        address = engines.store_url(url)
        self._places = places
        self._writer = engines.writing_engine(address)
        try:
            with self._writer.begin() as connection:
                schema.upgrade(connection)
        except DBAPIError as error:
            self._writer.dispose()
            raise StoreError(f"the store cannot be opened: {error.orig}") from error
        super().__init__(address)

    @classmethod
    def open_readonly(cls, url: str | Path | None = None) -> StoreReader:
        """The store for reading only.

        Raises StoreMissingError where there is none yet, StoreOutdatedError where its tables are another
        version's.
        """
        return StoreReader(engines.store_url(url))

    def add(self, extraction: Extraction, report: Report) -> bool:
        """Save a report and what was read in it, in one transaction. True if the report is new.

        A report that is there already stays as it is, unless another version of the extractor read it: then
        its events and claims are replaced. Raises RecordError, with nothing saved, when the text is not the
        one stored under this id, or an id of an event or claim is used twice.
        """
        try:
            with self._writer.begin() as connection:
                return self._save(connection, extraction, report)
        except IntegrityError as error:
            raise RecordError(
                f"report {extraction.report.id}, or an event or claim in it, has an id that is already used"
            ) from error
        except DBAPIError as error:
            raise StoreError(f"the report was not saved: {error.orig}") from error
        except UnicodeEncodeError as error:
            raise RecordError("the report holds half a surrogate pair and is not valid Unicode") from error

    def import_claims(self, claims: Sequence[ControlClaim], source: str) -> int:
        """Save claims from a file or another map, in one transaction; returns how many were new.

        A claim's stored id is made from its content and source, so the same row is never saved twice. An
        earlier row of the same source, place and first day that is missing from `claims` counts as
        corrected by the row there.
        """
        try:
            with self._writer.begin() as connection:
                new = save_imported(connection, claims, source)
                if new:
                    _bump(connection)
        except DBAPIError as error:
            raise StoreError(f"the claims were not saved: {error.orig}") from error
        return new

    def close(self) -> None:
        """Let go of the database."""
        self._writer.dispose()
        super().close()

    def __enter__(self) -> Self:
        return self

    def _save(self, connection: Connection, extraction: Extraction, report: Report) -> bool:
        """Save or replace, in the connection's transaction; True if the report is new."""
        reports, head, text = tables.reports, extraction.report, report.text.encode()
        known = connection.execute(
            select(reports.c.text, reports.c.extractor, reports.c.added_at).where(reports.c.id == head.id)
        ).one_or_none()
        if known is None:
            added_at = datetime.now(UTC)
            connection.execute(insert(reports).values(_report_row(extraction, report, text, added_at)))
        elif known.text != text:
            raise RecordError(f"another text is stored under the report's id {head.id}")
        elif known.extractor == plain(extraction.extractor):
            return False
        else:
            added_at = known.added_at
            _forget_reading(connection, head.id)
            read = {"extraction": json_text(extraction), "extractor": plain(extraction.extractor)}
            connection.execute(update(reports).where(reports.c.id == head.id).values(read))
        self._save_events(connection, extraction)
        _save_claims(connection, extraction, added_at)
        _bump(connection)
        return known is None

    def _save_events(self, connection: Connection, extraction: Extraction) -> None:
        if not extraction.events:
            return
        events = tables.events
        rows = [event_row(event, extraction, self._places) for event in extraction.events]
        returned = connection.execute(insert(events).returning(events.c.id, events.c.key), rows)
        keys: dict[str, int] = {row.id: row.key for row in returned}
        records = [{"event_key": keys[e.id], "record": json_text(e)} for e in extraction.events]
        connection.execute(insert(tables.event_records), records)
        parties = [row for e in extraction.events for row in actor_rows(e, keys[e.id])]
        if parties:
            connection.execute(insert(tables.event_actors), parties)


def _report_row(extraction: Extraction, report: Report, text: bytes, added_at: datetime) -> Row:
    head = extraction.report
    return {
        "id": head.id,
        "text": text,
        "title": plain(head.title),
        "language": head.language,
        "published": head.published,
        "source_name": plain(head.source.name),
        "source_url": plain(head.source.url),
        "sample": report.sample,
        "extraction": json_text(extraction),
        "extractor": plain(extraction.extractor),
        "added_at": added_at,
    }


def _save_claims(connection: Connection, extraction: Extraction, added_at: datetime) -> None:
    head = extraction.report
    known_on = head.published or added_at.date()
    rows = [
        claim_row(c, source=_who_says(c, extraction), recorded_at=added_at, known_on=known_on)
        | {"report_id": head.id}
        for c in extraction.claims
    ]
    if rows:
        connection.execute(insert(tables.claims), rows)


def _who_says(claim: ControlClaim, extraction: Extraction) -> str:
    return claim.attribution.name if claim.attribution else extraction.report.source.name or ""


def _forget_reading(connection: Connection, report_id: str) -> None:
    """Drop the events and claims read in a report; their actors and records go with them."""
    for table in (tables.events, tables.claims):
        connection.execute(delete(table).where(table.c.report_id == report_id))


def _bump(connection: Connection) -> None:
    connection.execute(update(tables.meta).values(counter=tables.meta.c.counter + 1))
