"""The store: one transaction a report, nothing twice, texts as they were given."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import OperationalError

from gazetteer.place import Place
from geo.columns import EventColumns
from geo.errors import RecordError, StoreError, StoreMissingError, StoreOutdatedError
from geo.records import Fatalities, Unresolved
from geo.store import Store, schema, tables
from tests.geo.made import DAY, SENTENCE, SOURCE, TOWN, claim, event, extraction, party, report, says


@pytest.fixture
def url(tmp_path: Path) -> str:
    return str(tmp_path / "store.sqlite")


@pytest.fixture
def store(url: str):
    with Store(url) as opened:
        yield opened


def test_a_report_comes_back_as_it_was_given(store: Store) -> None:
    given_report = report(
        "سطر أول\r\nline two\n\n  \ufeff\u202bend\u202c", title="عنوان", source=SOURCE, sample=True
    )
    read = extraction(given_report, event("e1"), claims=[claim("c1")], toponyms=[TOWN])
    assert store.add(read, given_report) is True
    stored = store.report(read.report.id)
    assert stored is not None
    assert (stored.text, stored.sample, stored.extraction) == (given_report.text, True, read)
    (entry,) = store.reports()
    assert entry.head == read.report
    assert (entry.sample, entry.events, entry.claims) == (True, 1, 1)
    assert store.report("sha256:unknown") is None


@given(content=st.text(max_size=60), title=st.none() | st.text(min_size=1, max_size=20))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_kept(store: Store, content: str, title: str | None) -> None:
    given_report = report(content, title=title)
    read = extraction(given_report, event("any", evidence=says(content)))
    read.events[0].id = read.report.id
    store.add(read, given_report)
    stored = store.report(read.report.id)
    assert stored is not None
    assert stored.text == content


def test_adding_twice_changes_nothing(store: Store) -> None:
    given_report = report()
    read = extraction(given_report, event("e1"), claims=[claim("c1")])
    store.add(read, given_report)
    version = store.version()
    assert store.add(read, given_report) is False
    assert store.version() == version
    assert [e.event.id for e in store.events()] == ["e1"]


def test_another_extractor_replaces_what_was_read(store: Store) -> None:
    given_report = report()
    store.add(extraction(given_report, event("e1"), event("e2"), claims=[claim("c1")]), given_report)
    added_at = store.reports()[0].added_at
    newer = extraction(given_report, event("e2", actors=[party("snc")]), extractor="2", claims=[claim("c2")])
    assert store.add(newer, given_report) is False
    assert [e.event for e in store.events()] == newer.events
    assert [c.claim.id for c in store.claims()] == ["c2"]
    assert store.claims()[0].recorded_at == added_at
    assert store.reports()[0].extractor == "2"
    with store.reading() as connection:
        actors = connection.execute(select(tables.event_actors.c.actor_id)).scalars().all()
    assert actors == ["snc"]


def test_a_report_that_contradicts_itself_is_not_saved(store: Store) -> None:
    given_report = report()
    version = store.version()
    with pytest.raises(RecordError, match="already used"):
        store.add(extraction(given_report, event("e1"), event("e1")), given_report)
    with pytest.raises(RecordError, match="Unicode"):
        store.add(extraction(given_report), report("\ud800"))
    assert (store.version(), store.reports(), list(store.events())) == (version, [], [])
    store.add(extraction(given_report), given_report)
    with pytest.raises(RecordError, match="another text"):
        store.add(extraction(given_report), report("something else"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"events": [event("half", place="\udc00")]}, "Unicode"),
        ({"claims": [claim("far", lat=91.0)]}, "not on the globe"),
        ({"claims": [claim("no-number", lon=float("nan"))]}, "not on the globe"),
    ],
)
def test_a_value_that_no_column_holds_is_refused_whole(
    store: Store, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(RecordError, match=message):
        store.add(msgspec.structs.replace(extraction(report()), **changes), report())
    assert store.reports() == []


def test_odd_numbers_do_not_reach_the_columns(store: Store) -> None:
    odd = event("odd", radius_km=float("inf"), where_prec=9, fatalities=Fatalities(best=10**30))
    store.add(extraction(report(), odd, event("nan", lat=float("nan"))), report())
    columns = EventColumns.load(store)
    assert (columns.radius_km[0], columns.where_prec[0], columns.fatalities[0]) == (0, 6, 32767)
    assert [e.event.id for e in store.unplaced()] == ["nan"]


def test_an_id_of_another_report_is_refused_whole(store: Store) -> None:
    first, second = report("one"), report("two")
    store.add(extraction(first, event("e1")), first)
    with pytest.raises(RecordError):
        store.add(extraction(second, event("e0"), event("e1")), second)
    assert [r.events for r in store.reports()] == [1]


def test_region_comes_from_the_report_or_else_the_gazetteer(url: str) -> None:
    class Gazetteer:
        def get(self, place_id: str) -> Place | None:
            known = Place(
                id="made:gov",
                name="Idlib Governorate",
                feature="A.ADM1",
                country="SY",
                lat=36,
                lon=36,
                radius_km=40,
            )
            return known if place_id == known.id else None

    with Store(url, places=Gazetteer()) as store:
        events = [
            event("named"),
            event("looked-up", place_id="made:gov"),
            event("unknown", place_id="made:nowhere"),
            event("none", place_id=None),
        ]
        store.add(extraction(report(), *events, toponyms=[TOWN]), report())
        regions = {e.event.id: (e.country, e.admin1, e.admin2) for e in store.events()}
    assert regions == {
        "named": ("SY", "Deir ez-Zor Governorate", "Abu Kamal District"),
        "looked-up": ("SY", "Idlib Governorate", ""),
        "unknown": ("", "", ""),
        "none": ("", "", ""),
    }


def test_events_without_a_day_or_place_are_kept_with_the_reason(store: Store) -> None:
    missing = Unresolved(start=0, end=4, text="سقطت", why="no place of this name")
    events = [
        event("placed"),
        event("no-day", date_start=None, date_end=None, date_reason="nothing anchors it"),
        event("no-place", lat=None, lon=None),
        event("off-the-globe", lat=95.0),
    ]
    store.add(extraction(report(), *events, unresolved=[missing]), report())
    assert {e.event.id: e.unplaced for e in store.unplaced()} == {
        "no-day": "no day: nothing anchors it",
        "no-place": "no place: سقطت: no place of this name",
        "off-the-globe": "no place: سقطت: no place of this name",
    }
    columns = EventColumns.load(store)
    assert (list(columns.ids), columns.unplaced) == (["placed"], 3)


def test_events_come_in_the_order_asked_for(store: Store) -> None:
    keys = [f"e{n:04}" for n in range(1200)]
    store.add(extraction(report(), *(event(k) for k in keys)), report())
    assert [e.event.id for e in store.events([*reversed(keys), "unknown"])] == keys[::-1]
    assert [e.event.id for e in store.events()] == keys
    found = store.event("e0007")
    assert found is not None
    assert found.sentence == SENTENCE
    assert store.event("'; DROP TABLE events; --") is None


def test_coverage_counts_reports_by_published_day(store: Store) -> None:
    for content, day in [("a", DAY), ("b", DAY), ("c", date(2020, 1, 1)), ("d", None)]:
        store.add(extraction(report(content, published=day)), report(content, published=day))
    assert store.coverage() == {date(2020, 1, 1): 1, DAY: 2}


def test_imported_claims_are_saved_once_and_corrected_by_later_rows(store: Store) -> None:
    rows = [claim("1"), claim("2", lat=35.0)]
    assert store.import_claims(rows, "a.csv") == 2
    version = store.version()
    assert store.import_claims([rows[1], rows[0], rows[0]], "a.csv") == 0
    assert store.version() == version
    corrected = [claim("1", actor="islamic-state"), rows[1]]
    assert store.import_claims(corrected, "a.csv") == 1
    assert {(c.claim.actor, c.claim.lat) for c in store.claims()} == {("islamic-state", 34.5), ("sdf", 35.0)}
    everything = store.claims(include_superseded=True)
    new = next(c for c in everything if c.claim.actor == "islamic-state")
    assert [c.superseded_by for c in everything if c.superseded_by] == [new.claim.id]
    assert store.import_claims(rows, "b.csv") == 2
    assert {c.claim.method for c in everything} == {"imported"}


def test_claims_known_on_a_day(store: Store) -> None:
    late = report("late", published=date(2021, 7, 1))
    store.add(extraction(late, claims=[claim("told-later", valid_from=date(2021, 5, 1))]), late)
    store.import_claims([claim("row", valid_from=date(2021, 6, 1))], "a.csv")
    assert [c.known_on for c in store.claims(known_on=date(2021, 6, 30))] == [date(2021, 6, 1)]
    assert len(store.claims(known_on=date(2021, 7, 1))) == 2


def test_a_correction_counts_from_the_day_it_could_be_known(store: Store) -> None:
    store.import_claims([claim("1")], "a.csv")
    store.import_claims([claim("1", actor="islamic-state")], "a.csv")
    with store._writer.begin() as connection:
        late = tables.claims.c.actor == "islamic-state"
        connection.execute(update(tables.claims).where(late).values(known_on=date(2022, 1, 1)))
    assert [c.claim.actor for c in store.claims(known_on=date(2021, 12, 31))] == ["sdf"]
    assert [c.claim.actor for c in store.claims(known_on=date(2022, 1, 1))] == ["islamic-state"]


def test_reading_only(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        Store.open_readonly(url)
    Store(url).close()
    with (
        Store.open_readonly(url) as reader,
        pytest.raises(StoreError, match="readonly"),
        reader.reading() as connection,
    ):
        connection.execute(insert(tables.imports).values(source="x", added_at=None, claims=0))


def test_a_store_of_another_version_is_not_read(url: str) -> None:
    with Store(url) as store, store._writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(StoreOutdatedError):
        Store.open_readonly(url)


@pytest.mark.parametrize(
    "address", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true", "no://"]
)
def test_an_address_that_cannot_be_a_store(address: str) -> None:
    with pytest.raises(StoreError):
        Store(address)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, " * 100)
    with pytest.raises(StoreError):
        Store(path)
    assert path.read_text().startswith("not a database")


def test_migrations_make_the_tables_and_then_do_nothing(url: str) -> None:
    with Store(url) as store:
        store.add(extraction(report(), event("e1")), report())
        version = store.version()
        with store._writer.begin() as connection:
            assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    with Store(url) as again:
        assert again.version() == version
        assert len(again.reports()) == 1


def test_migrations_are_written_for_postgresql_too(capsys: pytest.CaptureFixture[str]) -> None:
    config = schema.alembic_config()
    config.set_main_option("dialect", "postgresql")
    command.upgrade(config, "head", sql=True)
    sql = capsys.readouterr().out
    assert "key SERIAL NOT NULL" in sql
    assert "text BYTEA NOT NULL" in sql


def test_processes_that_open_a_new_store_at_once(url: str) -> None:
    program = f"from geo.store import Store; print(Store({url!r}).version())"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    results = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], results
    assert len({out for out, _ in results}) == 1


def test_readers_see_whole_reports_while_one_writes(store: Store, url: str) -> None:
    done = threading.Event()
    faults: list[str] = []
    looks = [0, 0]

    def look(reader: int) -> None:
        with Store.open_readonly(url) as mine:
            while not done.is_set() or not looks[reader]:
                try:
                    columns = EventColumns.load(mine)
                except (StoreError, OperationalError) as error:
                    faults.append(str(error))
                    return
                writes = int(columns.version.rpartition("-")[2])
                looks[reader] += 1
                if len(columns) != 7 * writes or columns.groups.offsets[-1] != 14 * writes:
                    faults.append(f"{len(columns)} events after {writes} reports")

    threads = [threading.Thread(target=look, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for n in range(60):
        given_report = report(f"report {n}")
        store.add(extraction(given_report, *(event(f"{n}-{k}") for k in range(7))), given_report)
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []
    assert all(looks)
