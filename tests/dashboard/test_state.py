"""Readers cannot write; one writer makes the store and saves."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import state, table
from dashboard.routes import routes
from geo.errors import ExportError, StoreError
from geo.filters import EventFilter
from geo.store import Store
from geo.store.reader import StoreReader
from tests.dashboard.made_store import clash, fill


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM events", "UPDATE meta SET counter = 9", "CREATE TABLE x (y)", "DROP TABLE claims"],
)
def test_no_statement_writes_through_what_the_pages_read_with(made_folder: Path, statement: str) -> None:
    before = state.snapshot()
    assert type(before.store) is StoreReader
    with pytest.raises(StoreError, match="readonly"), before.store.reading() as connection:
        connection.execute(text(statement))
    assert state.snapshot() is before


def test_a_store_that_is_there_is_never_opened_for_writing_to_be_read(
    made_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "Store", OnlyReading)
    assert len(state.snapshot().columns) == 3


class OnlyReading(Store):
    def __init__(self, *_: object) -> None:
        raise AssertionError("opened for writing")


def test_in_an_empty_folder_the_writer_makes_the_store_once(empty_folder: Path) -> None:
    assert state.snapshot().store.reports() == []
    first = state.writer()
    assert state.writer() is first
    assert (empty_folder / "furat.sqlite").is_file()
    fill(empty_folder)
    assert len(state.snapshot().store.reports()) == 3


def test_what_is_saved_is_seen_by_the_readers(made_folder: Path) -> None:
    before = state.snapshot()
    stored = before.store.report(before.store.event("clash").head.id)
    again = stored.extraction
    again.extractor, again.events = "newer", [clash("other")]
    assert not state.writer().add(again, _report(stored))
    assert state.snapshot().store.event("other") is not None
    assert state.snapshot().store.event("clash") is None


def _report(stored):  # type: ignore[no-untyped-def]
    from geo.records import Report

    return Report(text=stored.text, title=stored.head.title, language="ar", published=stored.head.published)


def test_a_failed_export_gives_no_file(made_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> bytes:
        raise ExportError("no space")

    monkeypatch.setattr(table, "export_bytes", fails)
    with pytest.raises(ExportError):
        table._deferred(state.snapshot(), EventFilter(), "csv")()


def test_a_fault_of_our_own_is_one_line_without_a_traceback(
    made_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> dict:
        raise ZeroDivisionError("secret of the inside")

    monkeypatch.setattr("geo.pictures.Pictures.geojson", breaks)
    answer = TestClient(Starlette(routes=routes())).get("/furat/picture?day=2019-01-12")
    assert answer.status_code == 500
    assert answer.text == "a fault in the program (ZeroDivisionError); its log says more"
    assert "secret of the inside" in caplog.text
