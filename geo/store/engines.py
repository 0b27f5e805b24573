"""One engine that writes and one that only reads, for SQLite and for PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from geo.errors import StoreError, StoreMissingError
from geo.paths import data_dir

BUSY_SECONDS = 30


def store_url(url: str | Path | None) -> URL:
    """The store's address: a SQLAlchemy URL, a file, or by default furat.sqlite in the data folder.

    Raises StoreError for an address that cannot be read, or a store in memory (it has one connection, we
    need two).
    """
    if url is None:
        url = data_dir() / "furat.sqlite"
    if isinstance(url, Path) or "://" not in url:
        return URL.create("sqlite", database=str(Path(url).absolute()))
    try:
        parsed = make_url(url)
        parsed.get_dialect().import_dbapi()
    except ArgumentError as error:
        raise StoreError("the store's address is not the URL of a database that is known here") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"the database's driver is not installed: {error.name}") from error
    if parsed.get_backend_name() == "sqlite":
        if parsed.database in (None, "", ":memory:") or parsed.query:
            raise StoreError("the store must be a plain file or a server, not a database in memory")
        return URL.create("sqlite", database=str(Path(str(parsed.database)).absolute()))
    return parsed


def writing_engine(url: URL) -> Engine:
    """An engine whose transactions take the write lock at their begin, so that none fails half-way."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url)
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        _use_wal(connection)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reading_engine(url: URL) -> Engine:
    """An engine that cannot write; each of its transactions sees one state of the store from begin to end."""
    if url.get_backend_name() != "sqlite":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        return create_engine(url, execution_options=options)
    path = Path(str(url.database))
    if not path.is_file():
        raise StoreMissingError(
            f"there is no store at {path.name}; it is made when the first report is saved"
        )
    address = f"file:{quote(str(path))}?mode=ro&uri=true"
    engine = create_engine(f"sqlite:///{address}", connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite does not wait for its turn here, so this does."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
