"""The first tables: reports, events and their actors, claims, imports, and the version counter."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    meta = op.create_table(
        "meta",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("store_id", sa.Text, nullable=False),
        sa.Column("counter", sa.Integer, nullable=False),
    )
    op.bulk_insert(meta, [{"id": 1, "store_id": uuid4().hex[:12], "counter": 0}])
    op.create_table(
        "reports",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("published", sa.Date, index=True),
        sa.Column("source_name", sa.Text),
        sa.Column("source_url", sa.Text),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("extraction", sa.Text, nullable=False),
        sa.Column("extractor", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
    )
    _events()
    _claims()


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("key", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("report_id", sa.Text, _owner("reports.id"), nullable=False, index=True),
        sa.Column("sub_event_type", sa.Text, nullable=False),
        sa.Column("day_start", sa.Integer),
        sa.Column("day_end", sa.Integer),
        sa.Column("lat", sa.Float(53)),
        sa.Column("lon", sa.Float(53)),
        sa.Column("radius_km", sa.Float(53), nullable=False),
        sa.Column("where_prec", sa.Integer, nullable=False),
        sa.Column("fatalities", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("source_name", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.Column("admin1", sa.Text, nullable=False),
        sa.Column("admin2", sa.Text, nullable=False),
        sa.Column("search", sa.Text, nullable=False),
        sa.Column("unplaced", sa.Text, nullable=False),
    )
    op.create_table(
        "event_records",
        sa.Column("event_key", sa.Integer, _owner("events.key"), primary_key=True, autoincrement=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    op.create_table(
        "event_actors",
        sa.Column("event_key", sa.Integer, _owner("events.key"), primary_key=True, autoincrement=False),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("actor_id", sa.Text, nullable=False, index=True),
        sa.Column("side", sa.Text, nullable=False),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("report_id", sa.Text, _owner("reports.id"), index=True),
        sa.Column("import_id", sa.Integer, _owner("imports.id"), index=True),
        sa.Column("actor", sa.Text, nullable=False, index=True),
        sa.Column("place_id", sa.Text),
        sa.Column("lat", sa.Float(53), nullable=False),
        sa.Column("lon", sa.Float(53), nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date, index=True),
        sa.Column("valid_from_latest", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.Column("valid_to_latest", sa.Date),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        sa.Column("known_on", sa.Date, nullable=False),
        sa.Column("superseded_by", sa.Text, sa.ForeignKey("claims.id", ondelete="SET NULL")),
        sa.Column("record", sa.Text, nullable=False),
    )


def _owner(target: str) -> sa.ForeignKey:
    """A row goes when the row it belongs to goes."""
    return sa.ForeignKey(target, ondelete="CASCADE")
