"""Under the map: the same events as a table, those that are not on it with the reason, and downloads."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.event_words import deaths, unplaced_words, where
from dashboard.labels import Labels
from dashboard.markup import element, one_line, plain, show
from dashboard.page_state import Chosen, PageState, current
from dashboard.state import Snapshot
from dashboard.words import Words
from geo.export import FORMATS, export_bytes
from geo.filters import EventFilter
from geo.store import StoredEvent

ROWS_A_PAGE = 200
_TABLE_HEIGHT = 420


def show_tables(kept: PageState, words: Words, labels: Labels, now: Snapshot, shown: list[str]) -> None:
    """The two tables in tabs. shown: the ids of all events that pass the filter, by day."""
    unplaced = now.store.unplaced()
    on_map, not_on_map, away = st.tabs(
        [
            plain(words("tab_events", n=len(shown))),
            plain(words("tab_unplaced", n=len(unplaced))),
            words("tab_download"),
        ]
    )
    with on_map:
        _events(kept, words, labels, now, shown)
    with not_on_map:
        _unplaced(words, labels, unplaced)
    with away:
        _downloads(kept, words, now, len(shown))


def frame(events: list[StoredEvent], words: Words, labels: Labels) -> pd.DataFrame:
    """One row an event, the columns named in the interface's language."""
    rows = [
        [
            stored.event.date_start.isoformat() if stored.event.date_start else "",
            labels.type(stored.event.sub_event_type),
            where(stored.event, words, labels),
            words.listed([labels.actor(p.id, p.name) for p in stored.event.actors]),
            deaths(stored.event.fatalities, words) if stored.event.fatalities else "",
            _source(stored, labels),
            stored.sentence,
        ]
        for stored in events
    ]
    names = [words(f"column.{c}") for c in ("day", "type", "place", "actors", "deaths", "source", "sentence")]
    return pd.DataFrame([[one_line(cell) for cell in row] for row in rows], columns=names)


def _source(stored: StoredEvent, labels: Labels) -> str:
    if stored.event.attribution:
        return labels.source(stored.event.attribution.id, stored.event.attribution.name)
    return stored.head.source.name or ""


def _events(kept: PageState, words: Words, labels: Labels, now: Snapshot, shown: list[str]) -> None:
    if not shown:
        show(element("p", words("no_events"), cls="furat-note"))
        return
    pages = -(-len(shown) // ROWS_A_PAGE)
    page = 1
    if pages > 1:
        page = st.number_input(plain(words("table_page", n=pages)), 1, pages, key="table-page", width=220)
    ids = shown[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    kept.table_ids = ids
    key = f"table-{kept.table_round}"
    made = frame(list(now.store.events(ids)), words, labels)
    st.dataframe(
        made,
        hide_index=True,
        key=key,
        on_select=lambda: _picked(key),
        selection_mode="single-row",
        height=min(_TABLE_HEIGHT, 36 * (len(ids) + 1) + 3),
        column_config=_widths(made),
        alt=words("table_name"),
    )
    show(element("p", words("table_hint"), cls="furat-note"))


def _widths(made: pd.DataFrame) -> dict[str, object]:
    sizes = (95, 180, 160, 230, 110, 150, 480)
    return {
        name: st.column_config.TextColumn(width=size) for name, size in zip(made.columns, sizes, strict=True)
    }


def _picked(key: str) -> None:
    """Open the row's event and bring it into the map's view."""
    rows = st.session_state[key].selection.rows
    kept = current()
    if not rows or rows[0] >= len(kept.table_ids):
        return
    event_id = kept.table_ids[rows[0]]
    kept.chosen = Chosen(kind="event", ids=(event_id,))
    stored = state.snapshot().store.event(event_id)
    if stored and stored.event.lat is not None and stored.event.lon is not None:
        zoom = max(kept.view.zoom if kept.view else 0, 9)
        kept.move_to(stored.event.lat, stored.event.lon, zoom)


def _unplaced(words: Words, labels: Labels, unplaced: list[StoredEvent]) -> None:
    if not unplaced:
        show(element("p", words("all_placed"), cls="furat-note"))
        return
    show(element("p", words("unplaced_note"), cls="furat-note"))
    made = frame(unplaced[:1000], words, labels)
    made.insert(0, words("column.why"), [one_line(unplaced_words(s, words)) for s in unplaced[:1000]])
    st.dataframe(made, hide_index=True, height="auto", alt=words("unplaced_name"))


def _downloads(kept: PageState, words: Words, now: Snapshot, n: int) -> None:
    show(element("p", words("download_note", n=n), cls="furat-note"))
    with st.container(horizontal=True, key="downloads"):
        for form in FORMATS:
            st.download_button(
                words(f"format.{form}"),
                data=_deferred(now, kept.chosen_filter, form),
                file_name=f"furat{FORMATS[form].suffix}",
                mime=FORMATS[form].media_type,
                key=f"download-{form}",
                icon=":material/download:",
                on_click="ignore",
                disabled=n == 0,
            )


def _deferred(now: Snapshot, chosen: EventFilter, form: str) -> Callable[[], bytes]:
    """The file is made when the button is pressed. Where that fails, the button says so and there is no file:
    a file with an error's text in it would be taken for data.
    """

    def make() -> bytes:
        return export_bytes(now.store, chosen, form, columns=now.columns)

    return make
