"""Chips and the choices of event types."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import state
from dashboard.filters_view import WHOLE, chips, folded, unfolded, window_words
from dashboard.labels import Labels
from dashboard.words import load_words
from extract.event_types import EVENT_TYPE_OF, SUB_EVENT_TYPES
from geo.filters import EventFilter

BATTLES = SUB_EVENT_TYPES["Battles"]


@pytest.mark.parametrize(
    ("types", "choices"),
    [
        ((), []),
        (("Armed clash",), ["Armed clash"]),
        (BATTLES, [WHOLE + "Battles"]),
        ((*BATTLES, "Attack"), [WHOLE + "Battles", "Attack"]),
        (("Not of ACLED",), ["Not of ACLED"]),
    ],
)
def test_a_whole_event_type_is_one_choice(types: tuple[str, ...], choices: list[str]) -> None:
    assert folded(types) == choices


@given(st.sets(st.sampled_from(sorted(EVENT_TYPE_OF))))
def test_folding_loses_nothing(types: set[str]) -> None:
    assert set(unfolded(folded(sorted(types)))) == types


def test_a_type_unknown_to_acled_has_no_members() -> None:
    assert unfolded([WHOLE + "Nothing"]) == ()


def test_clearing_all_chips_one_by_one_leaves_no_filter(made_folder: Path) -> None:
    words = load_words("en")
    labels = Labels(words, state.snapshot())
    chosen = EventFilter(
        first=date(2019, 1, 1),
        actors=("sdf", "islamic-state"),
        side="target",
        sub_event_types=(*BATTLES, "Attack"),
        statuses=("denied",),
        min_fatalities=3,
        max_radius_km=5,
        max_where_prec=2,
        regions=("SY",),
        sources=("sohr",),
        text="Hajin",
    )
    seen = []
    while found := chips(chosen, words, labels):
        seen.append(found[0].text)
        chosen = chosen.replace(**found[0].changes)
    assert chosen == EventFilter()
    assert seen == [
        "From 1 January 2019",
        "Islamic State",
        "Syrian Democratic Forces",
        "Syria",
        "Syrian Observatory for Human Rights",
        "Denied",
        "Battles: all",
        "Attack on civilians",
        "Target",
        "At least 3 deaths",
        "Near the place or better",
        "Exact to 5 km",
        "“Hajin”",
    ]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2019, 1, 1), date(2019, 1, 3), "1 January 2019 – 3 January 2019"),
        (date(2019, 1, 1), date(2019, 1, 1), "1 January 2019"),
        (None, date(2019, 1, 1), "Until 1 January 2019"),
        (None, None, "All days"),
    ],
)
def test_a_window_in_words(first: date | None, last: date | None, said: str) -> None:
    assert window_words(first, last, load_words("en")) == said
