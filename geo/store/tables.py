"""The store's tables, as the newest migration leaves them.

Days of events are integers, days since 1970-01-01, so that a million of them load without parsing. Claims
and reports keep ISO days. `record` columns hold a record's whole JSON; all other columns of events and
claims are derived from it and can be rebuilt.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, for databases that keep no time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

meta = Table(
    "meta",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("store_id", Text, nullable=False),
    Column("counter", Integer, nullable=False),
)

# The text is bytes (UTF-8), because no text column keeps every character: PostgreSQL's refuses U+0000.
reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("text", LargeBinary, nullable=False),
    Column("title", Text),
    Column("language", Text, nullable=False),
    Column("published", Date, index=True),
    Column("source_name", Text),
    Column("source_url", Text),
    Column("sample", Boolean, nullable=False),
    Column("extraction", Text, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("claims", Integer, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("report_id", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sub_event_type", Text, nullable=False),
    Column("day_start", Integer),
    Column("day_end", Integer),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("radius_km", Float(53), nullable=False),
    Column("where_prec", Integer, nullable=False),
    Column("fatalities", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("admin1", Text, nullable=False),
    Column("admin2", Text, nullable=False),
    Column("search", Text, nullable=False),
    Column("unplaced", Text, nullable=False),
)

# Apart from `events`, so that reading the map's columns does not page through every record.
event_records = Table(
    "event_records",
    metadata,
    Column("event_key", ForeignKey("events.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
)

event_actors = Table(
    "event_actors",
    metadata,
    Column("event_key", ForeignKey("events.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("actor_id", Text, nullable=False, index=True),
    Column("side", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report_id", Text, ForeignKey("reports.id", ondelete="CASCADE"), index=True),
    Column("import_id", Integer, ForeignKey("imports.id", ondelete="CASCADE"), index=True),
    Column("actor", Text, nullable=False, index=True),
    Column("place_id", Text),
    Column("lat", Float(53), nullable=False),
    Column("lon", Float(53), nullable=False),
    Column("status", Text, nullable=False),
    Column("valid_from", Date, index=True),
    Column("valid_from_latest", Date),
    Column("valid_to", Date),
    Column("valid_to_latest", Date),
    Column("method", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("known_on", Date, nullable=False),
    Column("superseded_by", Text, ForeignKey("claims.id", ondelete="SET NULL")),
    Column("record", Text, nullable=False),
)
