"""The panel over the map: one event, several at one point, or an area or front with its claims."""

from __future__ import annotations

from functools import lru_cache

import msgspec
import streamlit as st

from dashboard import state
from dashboard.event_words import claim_blocks, event_blocks, event_line, picture_blocks
from dashboard.labels import Labels
from dashboard.markup import element, joined, plain, show
from dashboard.page_state import Chosen, PageState, current
from dashboard.state import Snapshot
from dashboard.words import Words
from geo.store import StoredClaim, StoredReport

MOST_LISTED = 100


def show_panel(kept: PageState, words: Words, labels: Labels, now: Snapshot) -> None:
    """What is chosen; a chosen event that is no longer in the store is said so."""
    chosen = kept.chosen
    if chosen is None:
        return
    with st.container(horizontal=True, key="panel-head", vertical_alignment="center"):
        if chosen.kind == "events" and chosen.index is not None:
            st.button(
                plain(words("panel_back", n=len(chosen.ids))),
                key="panel-back",
                icon=":material/list:",
                on_click=_open,
                args=(None,),
            )
        st.button(words("panel_close"), key="panel-close", icon=":material/close:", on_click=_close)
    if chosen.kind in ("area", "front"):
        _picture(chosen, words, labels, now)
    elif chosen.event_id is None:
        _list(chosen, words, labels, now)
    else:
        _event(chosen.event_id, words, labels, now)


def how_to_read(words: Words) -> None:
    """What to do while nothing is chosen."""
    rows = [element("li", words(f"how.{n}")) for n in range(1, 5)]
    show(joined(element("h3", words("how.title")), element("ul", *rows, cls="furat-how")))


def report_of(report_id: str) -> StoredReport | None:
    """A stored report, kept for the next run; reports never change but by another reading of them."""
    return _report(report_id, state.snapshot().version)


@lru_cache(maxsize=64)
def _report(report_id: str, version: str) -> StoredReport | None:
    return state.snapshot().store.report(report_id)


@lru_cache(maxsize=2)
def _claims(version: str) -> dict[str, StoredClaim]:
    return {entry.claim.id: entry for entry in state.snapshot().store.claims(include_superseded=True)}


def _open(index: int | None) -> None:
    kept = current()
    if kept.chosen is not None:
        kept.choose(msgspec.structs.replace(kept.chosen, index=index))


def _close() -> None:
    current().choose(None)


def _event(event_id: str, words: Words, labels: Labels, now: Snapshot) -> None:
    stored = now.store.event(event_id)
    if stored is None:
        show(element("p", words("event_gone"), cls="furat-note"))
        return
    report = report_of(stored.head.id)
    show(event_blocks(stored, report, words, labels))
    st.button(
        words("open_report"),
        key="panel-report",
        icon=":material/article:",
        on_click=_to_report,
        args=(stored.head.id,),
    )


def _to_report(report_id: str) -> None:
    kept = current()
    kept.report_id, kept.go_to = report_id, "reports"


def _list(chosen: Chosen, words: Words, labels: Labels, now: Snapshot) -> None:
    show(
        joined(
            element("h2", words("several_here", n=len(chosen.ids))),
            element("p", words("several_choose"), cls="furat-note"),
        )
    )
    with st.container(key="panel-list", gap="xsmall"):
        for n, stored in enumerate(now.store.events(list(chosen.ids[:MOST_LISTED]))):
            st.button(
                plain(event_line(stored, words, labels)),
                key=f"panel-pick-{n}",
                on_click=_open,
                args=(chosen.ids.index(stored.event.id),),
                width="stretch",
            )
    if len(chosen.ids) > MOST_LISTED:
        show(element("p", words("list_cut", n=MOST_LISTED), cls="furat-note"))


def _picture(chosen: Chosen, words: Words, labels: Labels, now: Snapshot) -> None:
    known = _claims(now.version)
    found = [known[i] for i in chosen.claims if i in known]
    found.sort(key=lambda entry: entry.known_on, reverse=True)
    feature = _feature(chosen, now)
    show(
        joined(
            picture_blocks(chosen, feature, words, labels),
            element("h3", words("claims_behind", n=len(found))),
            *(
                claim_blocks(entry, report_of(entry.report_id) if entry.report_id else None, words, labels)
                for entry in found[:MOST_LISTED]
            ),
        )
    )
    if len(found) > MOST_LISTED:
        show(element("p", words("list_cut", n=MOST_LISTED), cls="furat-note"))


def _feature(chosen: Chosen, now: Snapshot) -> dict[str, object]:
    """The properties of the chosen area or front in the picture of its day; empty where it is not found."""
    if chosen.day is None:
        return {}
    wanted = set(chosen.claims)
    for feature in now.pictures().geojson(chosen.day)["features"]:
        found: dict[str, object] = feature["properties"]
        claims = found.get("claims")
        if found.get("kind") == chosen.kind and isinstance(claims, list) and set(claims) == wanted:
            return found
    return {}
