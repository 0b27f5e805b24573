"""The store's reading side, through a connection that cannot write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, Self

import msgspec
from sqlalchemy import URL, Connection, Select, func, select
from sqlalchemy.exc import DBAPIError

from geo.errors import StoreError, StoreOutdatedError
from geo.records import ControlClaim, Event, Extraction, ReportHead, Source
from geo.store import engines, schema, tables
from geo.store.entries import ReportEntry, StoredClaim, StoredEvent, StoredReport

# As many ids as every database takes in one statement.
_IDS_AT_ONCE = 500

_event = msgspec.json.Decoder(Event)
_claim = msgspec.json.Decoder(ControlClaim)
_extraction = msgspec.json.Decoder(Extraction)


class StoreReader:
    """A store opened for reading; see `Store.open_readonly`."""

    def __init__(self, address: URL) -> None:
        self._reader = engines.reading_engine(address)
        with self.reading() as connection:
            if not schema.is_current(connection):
                raise StoreOutdatedError("the store's tables are another version's; open it for writing once")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only connection that sees one state of the store until it is given back."""
        try:
            with self._reader.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise StoreError(f"the store cannot be read: {error.orig}") from error

    def version(self, connection: Connection | None = None) -> str:
        """Changes with every write and differs between stores; one small read."""
        if connection is None:
            with self.reading() as own:
                return self.version(own)
        row = connection.execute(select(tables.meta.c.store_id, tables.meta.c.counter)).one()
        return f"{row.store_id}-{row.counter}"

    def reports(self) -> list[ReportEntry]:
        """All reports without their texts, the newest published first."""
        r = tables.reports.c
        query = select(
            *_head_columns(), r.sample, r.extractor, r.added_at, _count(tables.events), _count(tables.claims)
        ).order_by(r.published.is_(None), r.published.desc(), r.added_at.desc(), r.id)
        with self.reading() as connection:
            return [
                ReportEntry(
                    head=_head(row),
                    sample=row.sample,
                    extractor=row.extractor,
                    added_at=row.added_at,
                    events=row[-2],
                    claims=row[-1],
                )
                for row in connection.execute(query)
            ]

    def report(self, report_id: str) -> StoredReport | None:
        """A report with its text and extraction; None where there is none of this id."""
        with self.reading() as connection:
            row = connection.execute(
                select(tables.reports).where(tables.reports.c.id == report_id)
            ).one_or_none()
        if row is None:
            return None
        extraction = _extraction.decode(row.extraction)
        return StoredReport(
            head=extraction.report,
            text=row.text.decode(),
            sample=row.sample,
            extractor=row.extractor,
            added_at=row.added_at,
            extraction=extraction,
        )

    def event(self, event_id: str) -> StoredEvent | None:
        """One event; None where there is none of this id."""
        return next(iter(self.events([event_id])), None)

    def events(self, ids: Sequence[str] | None = None) -> Iterator[StoredEvent]:
        """Events by id, in that order, ids that are not there left out; without ids all, by day and id."""
        with self.reading() as connection:
            if ids is None:
                e = tables.events.c
                query = _events_query().order_by(e.day_start.is_(None), e.day_start, e.id)
                for row in connection.execution_options(yield_per=1000).execute(query):
                    yield _stored_event(row)
                return
            for start in range(0, len(ids), _IDS_AT_ONCE):
                part = ids[start : start + _IDS_AT_ONCE]
                rows = connection.execute(_events_query().where(tables.events.c.id.in_(part)))
                found = {row.event_id: row for row in rows}
                yield from (_stored_event(found[i]) for i in part if i in found)

    def unplaced(self) -> list[StoredEvent]:
        """Events that are not on the map for want of a day or a place, each with its reason."""
        with self.reading() as connection:
            query = _events_query().where(tables.events.c.unplaced != "").order_by(tables.events.c.key)
            return [_stored_event(row) for row in connection.execute(query)]

    def claims(self, *, known_on: date | None = None, include_superseded: bool = False) -> list[StoredClaim]:
        """Claims of control by first day, without those that a later claim corrects.

        known_on: as it was known at the end of that day, so without claims and corrections from later on.
        """
        c = tables.claims.c
        query = select(c.record, c.report_id, c.source, c.recorded_at, c.known_on, c.superseded_by).order_by(
            c.valid_from.is_(None), c.valid_from, c.id
        )
        correction = tables.claims.alias()
        corrected = select(correction.c.id).where(correction.c.id == c.superseded_by)
        if known_on is not None:
            query = query.where(c.known_on <= known_on)
            corrected = corrected.where(correction.c.known_on <= known_on)
        if not include_superseded:
            query = query.where(~corrected.exists())
        with self.reading() as connection:
            return [
                StoredClaim(
                    claim=_claim.decode(row.record),
                    report_id=row.report_id,
                    source=row.source,
                    recorded_at=row.recorded_at,
                    known_on=row.known_on,
                    superseded_by=row.superseded_by,
                )
                for row in connection.execute(query)
            ]

    def coverage(self) -> dict[date, int]:
        """How many reports were published on each day, in order; reports without a day are not in it."""
        day = tables.reports.c.published
        query = select(day, func.count()).where(day.is_not(None)).group_by(day).order_by(day)
        with self.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def close(self) -> None:
        """Let go of the database."""
        self._reader.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _head_columns() -> list[Any]:
    r = tables.reports.c
    return [r.id, r.title, r.language, r.published, r.source_name, r.source_url]


def _head(row: Any) -> ReportHead:
    return ReportHead(
        id=row.id,
        title=row.title or None,
        language=row.language,
        published=row.published,
        source=Source(name=row.source_name or None, url=row.source_url or None),
    )


def _count(table: Any) -> Any:
    return (
        select(func.count())
        .select_from(table)
        .where(table.c.report_id == tables.reports.c.id)
        .scalar_subquery()
    )


def _events_query() -> Select[Any]:
    e = tables.events.c
    return select(
        e.id.label("event_id"),
        e.country,
        e.admin1,
        e.admin2,
        e.unplaced,
        tables.event_records.c.record,
        *_head_columns(),
        tables.reports.c.added_at,
    ).select_from(tables.events.join(tables.event_records).join(tables.reports))


def _stored_event(row: Any) -> StoredEvent:
    return StoredEvent(
        event=_event.decode(row.record),
        head=_head(row),
        country=row.country,
        admin1=row.admin1,
        admin2=row.admin2,
        unplaced=row.unplaced,
        added_at=row.added_at,
    )
