"""The columns: every placed event once, in order, and the bytes that a browser reads."""

from __future__ import annotations

import json
import struct
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from geo.columns import EventColumns
from geo.filters import EventFilter
from geo.records import Fatalities
from geo.store import Store
from tests.geo.made import SENTENCE, TOWN, event, extraction, party, report, says


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "store.sqlite") as opened:
        yield opened


def test_arrays_are_sorted_by_day_then_id(store: Store) -> None:
    events = [
        event("b", date_start=date(1969, 12, 31), lon=-3.25, fatalities=Fatalities(low=1)),
        event(
            "c", date_start=date(1970, 1, 2), date_end=date(1970, 1, 5), fatalities=Fatalities(low=2, best=3)
        ),
        event("a", date_start=date(1970, 1, 2), date_end=date(1969, 1, 1), radius_km=None, where_prec=None),
        event("d", date_start=date(1970, 1, 3), fatalities=Fatalities(best=1_000_000), place_id=None),
    ]
    store.add(extraction(report(), *events, toponyms=[TOWN]), report())
    columns = EventColumns.load(store)
    assert list(columns.ids) == ["b", "a", "c", "d"]
    assert columns.day_start.tolist() == [-1, 1, 1, 2]
    assert columns.day_end.tolist() == [-1, 1, 4, 2]
    assert columns.fatalities.tolist() == [1, -1, 3, 32767]
    assert columns.radius_km.tolist() == [1.5, 0.0, 1.5, 1.5]
    assert columns.where_prec.tolist() == [1, 6, 1, 1]
    assert columns.lon.tolist() == [-3.25, 40.5, 40.5, 40.5]
    assert [columns.regions[n] for n in columns.region_index] == ["SY/Deir ez-Zor Governorate"] * 3 + [""]
    assert columns.source_names == {"sohr": "Observatory"}
    assert columns.version == store.version()


def test_parties_stay_with_their_event(store: Store) -> None:
    first, second = report("first"), report("second")
    late = event(
        "late", date_start=date(2022, 1, 1), actors=[party("b"), party("a", "both"), party("c", "target")]
    )
    nobody = event("nobody", actors=[])
    store.add(extraction(first, late, event("undated", date_start=None, actors=[party("ghost")])), first)
    store.add(extraction(second, nobody, event("one", actors=[party("a", "target")])), second)
    columns = EventColumns.load(store)
    groups = columns.groups
    parties = {
        key: [
            (groups.ids[groups.index[k]], int(groups.side[k]))
            for k in range(groups.offsets[n], groups.offsets[n + 1])
        ]
        for n, key in enumerate(columns.ids)
    }
    assert parties == {"nobody": [], "one": [("a", 2)], "late": [("b", 1), ("a", 3), ("c", 2)]}


def test_sentences_are_kept_once_and_searched_in_any_spelling(store: Store) -> None:
    # "Clashes broke out in Idlib" in two spellings, with harakat and another alef
    spellings = ["اندلعت اشتباكات في إدلب", "اندَلعت اشتباكات في ادلب"]
    events = [event(f"e{n}", evidence=says(spellings[n % 2])) for n in range(4)]
    store.add(extraction(report(), *events, event("other", place="Kafr Nabl")), report())
    columns = EventColumns.load(store)
    assert len(columns.texts) == 2
    for words, found in [("أدلب", 4), ("KAFR-nabl", 1), (SENTENCE[:6], 1), ("ا.د", 0), ("", 5)]:
        assert columns.mask(EventFilter(text=words)).sum() == found, words


def test_an_empty_store(store: Store) -> None:
    columns = EventColumns.load(store)
    assert len(columns) == 0
    chosen = EventFilter(actors=("a",), text="x", regions=("SY",), first=date(2020, 1, 1))
    assert columns.mask(chosen).tolist() == []
    assert columns.counts(chosen).shown == 0
    assert columns.per_day(chosen)[1].tolist() == []
    assert struct.unpack("<I", columns.to_bytes()[:4])[0] % 8 == 4


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8])
def test_bytes_hold_the_columns(store: Store, count: int) -> None:
    kinds = ["Armed clash", "Attack"]
    events = [event(f"e{n}", lon=-n / 4, sub_event_type=kinds[n % 2]) for n in range(count)]
    store.add(extraction(report(), *events), report())
    columns = EventColumns.load(store)
    block = columns.to_bytes()
    (length,) = struct.unpack_from("<I", block)
    header = json.loads(block[4 : 4 + length])
    assert (4 + length) % 8 == 0
    assert (header["version"], header["n"], header["types"]) == (columns.version, count, kinds[:count])
    read = {}
    for field in header["fields"]:
        assert field["offset"] % 8 == 0
        start = 4 + length + field["offset"]
        read[field["name"]] = np.frombuffer(block, "<" + field["dtype"], field["count"], start)
    assert [(f["name"], f["dtype"]) for f in header["fields"]] == [
        ("lon", "f4"), ("lat", "f4"), ("day_start", "i4"), ("day_end", "i4"), ("type", "u1"),
        ("fatalities", "i2"), ("radius_km", "f4"), ("where_prec", "u1"),
    ]  # fmt: skip
    for name in ("lon", "lat", "day_start", "day_end", "fatalities", "radius_km", "where_prec"):
        assert read[name].tolist() == getattr(columns, name).tolist()
    assert [header["types"][n] for n in read["type"]] == [kinds[n % 2] for n in range(count)]
