"""The map page: filters, the stage with the panel over it, and the tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from dashboard import filters_view, state
from dashboard.labels import Labels
from dashboard.markup import element, joined, plain, show
from dashboard.page_state import Chosen, PageState, View, current
from dashboard.panel import how_to_read, show_panel
from dashboard.stage import StageResult, stage
from dashboard.state import Snapshot
from dashboard.table import show_tables
from dashboard.words import Words, load_words
from gazetteer.index import load_index
from geo.errors import GeoError

STAGE = "stage"


def map_page() -> None:
    """Run the page."""
    kept = current()
    words = load_words(kept.language)
    try:
        now = state.snapshot()
    except GeoError as error:
        st.error(plain(words("store_failed", why=str(error))))
        return
    labels = Labels(words, now)
    for problem in kept.problems:
        st.warning(plain(words("address_odd", name=problem)))
    if now.days() is None:
        st.info(words("store_empty"))
    with st.container(horizontal=True, key="work", gap="medium"):
        side = st.container(
            key="filters-open" if kept.filters_open else "filters-shut", width=270, gap="small"
        )
        with st.container(key="centre", width="stretch", gap="small"):
            line = st.container(horizontal=True, key="line", vertical_alignment="center", gap="small")
            middle = st.container(key="map")
    # The stage first: what the user did on it decides what everything else shows.
    with middle:
        if take_from_stage(kept, now, _stage(kept, now)):
            st.rerun()
    shown = [str(i) for i in now.columns.ids[now.columns.mask(kept.chosen_filter)]]
    with line:
        _line(kept, words, labels, now, len(shown))
    with side, st.spinner(words("loading_places")):
        load_index()
    if kept.chosen:
        with middle, st.container(key="panel"):
            show_panel(kept, words, labels, now)
    with side:
        filters_view.show(kept, words, labels, now)
        how_to_read(words)
    show_tables(kept, words, labels, now, shown)


def take_from_stage(kept: PageState, now: Snapshot, told: StageResult) -> bool:
    """Make what the user did on the stage the session's state; True where the page must be made anew."""
    anew = False
    if told.window and told.window != kept.seen_window:
        kept.seen_window = told.window
        before = kept.chosen_filter
        kept.filter_with(**_window(told.window, now.days()))
        anew = kept.chosen_filter != before
    if told.view:
        kept.view = View(float(told.view["lat"]), float(told.view["lon"]), float(told.view["zoom"]))
    if told.chosen:
        before_chosen = kept.chosen
        _take_chosen(kept, told.chosen)
        anew = anew or kept.chosen != before_chosen
    return anew


def _window(told: tuple[date, date], days: tuple[date, date] | None) -> dict[str, date | None]:
    """The window as filter fields: an end that is all the way out is left open."""
    first, last = told
    if days is None:
        return {"first": first, "last": last}
    return {"first": first if first > days[0] else None, "last": last if last < days[1] else None}


def _take_chosen(kept: PageState, told: dict[str, Any]) -> None:
    kind = told.get("kind")
    if kind in ("event", "events"):
        if ids := tuple(str(i) for i in told.get("ids", ())):
            kept.choose(Chosen(kind=kind, ids=ids))
    elif kind in ("area", "front"):
        day = told.get("day")
        kept.choose(
            Chosen(
                kind=kind,
                day=date.fromisoformat(day) if day else None,
                actors=tuple(told.get("actors", ())),
                claims=tuple(told.get("claims", ())),
            )
        )
    elif kind == "none":
        kept.choose(None)


def _line(kept: PageState, words: Words, labels: Labels, now: Snapshot, shown: int) -> None:
    """How many events are shown of how many, and the filters in force."""
    total = len(now.columns) + now.columns.unplaced
    in_force = len(filters_view.chips(kept.chosen_filter, words, labels))
    st.button(
        plain(words("filters_button", n=in_force)),
        key="filters-toggle",
        icon=":material/tune:",
        on_click=_toggle_filters,
    )
    parts = [element("strong", words("shown_of", shown=shown, total=total))]
    if now.columns.unplaced:
        parts.append(element("span", words("unplaced_count", n=now.columns.unplaced)))
    show(element("p", joined(*parts), cls="furat-line"))
    filters_view.show_chips(kept, words, labels)


def _toggle_filters() -> None:
    current().filters_open = not current().filters_open


def _stage(kept: PageState, now: Snapshot) -> StageResult:
    days = now.days()
    first, last = kept.chosen_filter.first, kept.chosen_filter.last
    if kept.page != "map":
        # The map is mounted anew and must open where it was left.
        view = kept.view
        kept.opening = {"lat": view.lat, "lon": view.lon, "zoom": view.zoom} if view else None
        kept.page, kept.seen_window = "map", None
    return stage(
        kept.chosen_filter,
        first=first or (days[0] if days else None),
        last=last or (days[1] if days else None),
        language=kept.language,
        chosen_event=kept.chosen.event_id if kept.chosen else None,
        view=kept.opening,
        key=STAGE,
    )
