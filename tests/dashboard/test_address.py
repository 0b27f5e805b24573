"""The state in the address: what is written is read back, and what does not fit is left out and named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.address import read, write
from dashboard.page_state import Shared, View
from geo.filters import EventFilter

names = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=30), max_size=4).map(tuple)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@st.composite
def filters(draw: st.DrawFn) -> EventFilter:
    window = sorted([draw(days), draw(days)])
    return EventFilter(
        first=draw(st.sampled_from([None, window[0]])),
        last=draw(st.sampled_from([None, window[1]])),
        actors=draw(names),
        side=draw(st.sampled_from(["either", "attacker", "target"])),
        sub_event_types=draw(names),
        statuses=draw(names),
        min_fatalities=draw(st.integers(0, 32767)),
        max_radius_km=draw(st.none() | st.floats(0, 1000)),
        max_where_prec=draw(st.none() | st.integers(1, 6)),
        regions=draw(names),
        sources=draw(names),
        text=draw(st.text(st.characters(codec="utf-8"), max_size=60)),
    )


views = st.builds(
    View,
    st.integers(-900000, 900000).map(lambda n: n / 10000),
    st.integers(-1800000, 1800000).map(lambda n: n / 10000),
    st.integers(0, 22),
)


@given(
    st.builds(
        Shared,
        language=st.sampled_from(["en", "ar"]),
        chosen_filter=filters(),
        event=st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=50),
        view=st.none() | views,
    )
)
def test_what_is_written_is_read_back(shared: Shared) -> None:
    assert read(write(shared)) == (shared, [])


def test_nothing_chosen_is_an_empty_address() -> None:
    assert write(Shared()) == {}


def test_a_state_as_it_looks_in_the_address() -> None:
    shared = Shared(
        language="ar",
        chosen_filter=EventFilter(first=date(2019, 1, 2), actors=("sdf", "islamic-state"), text="الباغوز"),
        event="abc",
        view=View(34.45, 40.95, 11),
    )
    assert write(shared) == {
        "lang": ["ar"],
        "from": ["2019-01-02"],
        "q": ["الباغوز"],
        "actor": ["islamic-state", "sdf"],
        "event": ["abc"],
        "at": ["34.4500,40.9500,11"],
    }


@pytest.mark.parametrize(
    ("params", "odd"),
    [
        ({"from": ["yesterday"]}, ["from"]),
        ({"from": ["2019-03-02"], "to": ["2019-01-01"]}, ["from"]),
        ({"side": ["both sides"]}, ["side"]),
        ({"deaths": ["many"]}, ["deaths"]),
        ({"deaths": ["-1"]}, ["deaths"]),
        ({"deaths": ["9" * 5000]}, ["deaths"]),
        ({"radius": ["nan"]}, ["radius"]),
        ({"prec": ["7"]}, ["prec"]),
        ({"q": ["x" * 201]}, ["q"]),
        ({"actor": [str(n) for n in range(501)]}, ["actor"]),
        ({"event": ["x" * 201]}, ["event"]),
        ({"lang": ["fr"]}, ["lang"]),
        ({"at": ["34.4,40.9"]}, ["at"]),
        ({"at": ["91,0,3"]}, ["at"]),
        ({"at": ["nan,nan,nan"]}, ["at"]),
    ],
)
def test_what_does_not_fit_is_left_out_and_named(params: dict[str, list[str]], odd: list[str]) -> None:
    shared, found = read(params)
    assert found == odd
    if odd:
        assert shared == Shared()


@given(
    st.dictionaries(
        st.sampled_from(
            ["lang", "from", "to", "actor", "side", "deaths", "radius", "prec", "q", "at", "event"]
        ),
        st.lists(st.text(max_size=20), min_size=1, max_size=3),
    )
)
def test_any_address_gives_a_state(params: dict[str, list[str]]) -> None:
    shared, _ = read(params)
    assert read(write(shared))[0] == shared
