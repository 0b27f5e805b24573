"""Bringing a store's tables to the newest version, and telling whether they are."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

# Any number that no other program on the same PostgreSQL server is likely to lock.
_ADVISORY_LOCK = 0x46757261


def alembic_config() -> Config:
    """Alembic's configuration, made here so that no alembic.ini is needed."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def newest() -> str | None:
    """The revision that this version of the program reads and writes."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def is_current(connection: Connection) -> bool:
    """Whether the tables behind the connection are those of this version."""
    return MigrationContext.configure(connection).get_current_revision() == newest()


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest version, in the connection's transaction.

    That transaction must hold the write lock already (SQLite: BEGIN IMMEDIATE); a second process then
    waits, and finds nothing left to do.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
    if is_current(connection):
        return
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
