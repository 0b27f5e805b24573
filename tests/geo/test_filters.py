"""Filters: one string for one choice, masks that agree with reading each event, counts by facet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.normalise import normalise
from geo.columns import EventColumns
from geo.errors import FilterError
from geo.filters import EventFilter
from geo.records import Attribution, Fatalities
from geo.store import Store, StoredEvent
from tests.geo.made import DAY, TOWN, event, extraction, party, report, says

PARENTS = {"sdf-women": "sdf", "sdf": "coalition", "ring-a": "ring-b", "ring-b": "ring-a"}
ACTORS = ["sdf", "sdf-women", "coalition", "islamic-state", "ring-a", "nobody"]
TYPES = ["Armed clash", "Air/drone strike", "Attack"]
STATUSES = ["reported", "claimed", "denied", "planned"]


BORDER = msgspec.structs.replace(TOWN, place_id="made:border", country="IQ|SY", parents=[])


class Register:
    def get(self, actor_id: str) -> SimpleNamespace | None:
        return SimpleNamespace(parent=PARENTS.get(actor_id)) if actor_id != "nobody" else None


def made_events() -> list:
    """Sixty events that differ in every facet, with no two facets in step."""
    tolls = [
        None,
        Fatalities(),
        Fatalities(low=1),
        Fatalities(low=2, best=5, high=9),
        Fatalities(best=70_000),
    ]
    sentences = ["قُتل أربعة مدنيين", "Four civilians were killed", "50% = 'half'; DROP TABLE events; --"]
    return [
        event(
            f"e{n:02}",
            date_start=DAY + timedelta(days=n % 17),
            date_end=DAY + timedelta(days=n % 17 + n % 4),
            sub_event_type=TYPES[n % 3],
            status=STATUSES[n % 7 % 4],
            fatalities=tolls[n % 5],
            radius_km=float(n % 11),
            where_prec=n % 6 + 1,
            place_id=["made:town", "made:elsewhere", "made:border"][n % 3],
            attribution=[None, Attribution(id="sohr", name="Observatory")][n % 13 % 2],
            actors=[
                party(ACTORS[n % 6], ["attacker", "both", "target"][n % 3]),
                party(ACTORS[n % 5], "target"),
            ][: n % 3],
            evidence=says(sentences[n % 3]),
        )
        for n in range(60)
    ]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[EventColumns, list[StoredEvent]]]:
    path: Path = tmp_path_factory.mktemp("filters") / "store.sqlite"
    with Store(path) as store:
        store.add(extraction(report(), *made_events(), toponyms=[TOWN, BORDER]), report())
        yield EventColumns.load(store, Register()), list(store.events())


def line(actor_id: str) -> set[str]:
    """An actor and all it belongs to."""
    found = {actor_id}
    while (parent := PARENTS.get(actor_id)) and parent not in found:
        found.add(parent)
        actor_id = parent
    return found


def passes(stored: StoredEvent, chosen: EventFilter) -> bool:
    """The filter as its docstring puts it, one event at a time."""
    e = stored.event
    told = e.fatalities or Fatalities()
    deaths = told.best if told.best is not None else told.low if told.low is not None else -1
    sides = {"either": {"attacker", "target", "both"}}.get(chosen.side, {chosen.side, "both"})
    region = f"{stored.country}/{stored.admin1}" if stored.admin1 else stored.country
    return all(
        (
            chosen.first is None or e.date_end >= chosen.first,
            chosen.last is None or e.date_start <= chosen.last,
            not chosen.actors or any(p.side in sides and line(p.id) & set(chosen.actors) for p in e.actors),
            not chosen.sub_event_types or e.sub_event_type in chosen.sub_event_types,
            e.status in (chosen.statuses or ("reported", "claimed")),
            chosen.min_fatalities == 0 or deaths >= chosen.min_fatalities,
            chosen.max_radius_km is None or e.radius_km <= np.float32(chosen.max_radius_km),
            chosen.max_where_prec is None or e.where_prec <= chosen.max_where_prec,
            not chosen.regions or {region, *stored.country.split("|")} & set(chosen.regions),
            not chosen.sources or (e.attribution.id if e.attribution else "") in chosen.sources,
            normalise(chosen.text).strip() in normalise(f"{stored.sentence}\n{e.place}"),
        )
    )


def some(values: list[str]) -> st.SearchStrategy:
    return st.lists(st.sampled_from(values) | st.text(max_size=5), max_size=3).map(tuple)


filters = st.builds(
    EventFilter,
    first=st.none() | st.dates(DAY - timedelta(3), DAY + timedelta(25)),
    last=st.none() | st.dates(DAY - timedelta(3), DAY + timedelta(25)),
    actors=some(ACTORS),
    side=st.sampled_from(["either", "attacker", "target"]),
    sub_event_types=some(TYPES),
    statuses=some(STATUSES),
    min_fatalities=st.integers(0, 6) | st.just(32767),
    max_radius_km=st.none() | st.floats(0, 12),
    max_where_prec=st.none() | st.integers(1, 6),
    regions=some(["SY", "", "SY/Deir ez-Zor Governorate", "IQ", "IQ|SY"]),
    sources=some(["sohr", ""]),
    text=st.sampled_from(["", "قتل", "CIVILIANS", "%", "' OR 1=1 --", "town", "أربعه"]) | st.text(max_size=4),
)


@given(chosen=filters)
@settings(max_examples=300, deadline=None)
def test_mask_agrees_with_reading_each_event(
    loaded: tuple[EventColumns, list[StoredEvent]], chosen: EventFilter
) -> None:
    columns, events = loaded
    assert [e.event.id for e in events] == list(columns.ids)
    assert columns.mask(chosen).tolist() == [passes(e, chosen) for e in events]


@given(chosen=filters)
@settings(max_examples=60, deadline=None)
def test_each_facet_is_counted_under_the_others(
    loaded: tuple[EventColumns, list[StoredEvent]], chosen: EventFilter
) -> None:
    columns, _ = loaded
    counts = columns.counts(chosen)
    assert counts.shown == int(columns.mask(chosen).sum())
    for field, facet in [
        ("actors", counts.actors),
        ("sub_event_types", counts.sub_event_types),
        ("statuses", counts.statuses),
        ("regions", counts.regions),
        ("sources", counts.sources),
    ]:
        for choice, count in facet.items():
            assert count == int(columns.mask(chosen.replace(**{field: (choice,)})).sum()), (field, choice)


@given(chosen=filters)
def test_a_filter_survives_its_json(chosen: EventFilter) -> None:
    assert EventFilter.from_json(chosen.to_json()) == chosen
    assert EventFilter.from_json(chosen.to_json()).to_json() == chosen.to_json()


def test_one_choice_has_one_string() -> None:
    one = EventFilter(actors=("b", "a", "b"), text="  x ", statuses=())
    assert one.to_json() == '{"actors":["a","b"],"text":"x"}'
    assert one == EventFilter(text="x", actors=("a", "b"))
    assert EventFilter().to_json() == "{}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"actor":["a"]}',
        '{"actors":"a"}',
        '{"first":"yesterday"}',
        '{"min_fatalities":-1}',
        '{"min_fatalities":1e99}',
        '{"max_where_prec":7}',
        '{"side":"both"}',
        '{"text":"' + "x" * 201 + '"}',
        '{"actors":[' + ",".join(['"a"'] * 501) + "]}",
        b"\xff\xfe",
    ],
)
def test_what_is_no_filter_is_refused(text: str | bytes) -> None:
    with pytest.raises(FilterError):
        EventFilter.from_json(text)


def test_replace_checks_what_it_is_given() -> None:
    assert EventFilter(text="a").replace(first=date(2020, 1, 1), text="") == EventFilter(
        first=date(2020, 1, 1)
    )
    for wrong in ({"max_where_prec": 9}, {"no_such_field": 1}):
        with pytest.raises(FilterError):
            EventFilter().replace(**wrong)


def test_days_are_counted_without_the_date_facet(loaded: tuple[EventColumns, list[StoredEvent]]) -> None:
    columns, events = loaded
    first, days = columns.per_day(EventFilter(first=DAY, last=DAY, sub_event_types=("Attack",)))
    assert (first, len(days)) == (DAY, 17)
    wanted = EventFilter(sub_event_types=("Attack",))
    for n, count in enumerate(days):
        day = first + timedelta(days=n)
        assert count == sum(passes(e, wanted) and e.event.date_start == day for e in events)
