"""The Reports page: paste a report and see how it is coded before it is saved; all reports in the store."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.event_words import deaths, head_blocks, reason_words
from dashboard.labels import Labels, place_name
from dashboard.marks import legend, of_extraction, quoted
from dashboard.markup import element, joined, one_line, plain, show
from dashboard.page_state import Chosen, PageState, current
from dashboard.panel import report_of
from dashboard.state import Snapshot
from dashboard.words import Words, load_words
from extract.errors import ExtractError
from extract.pipeline import read
from extract.report_file import MAX_REPORT_BYTES
from gazetteer.errors import GazetteerError
from geo.errors import GeoError
from geo.export.rows import web_link
from geo.filters import EventFilter
from geo.records import ControlClaim, Event, Extraction, Report, Source, Suppressed, Unresolved

DRAFT = ("draft-text", "draft-published", "draft-language", "draft-title", "draft-source", "draft-url")
"""The form's widgets, whose values a visit to another page must not lose."""
_MARKED_LIMIT = 200_000
_AUTO = "auto"
_LANGUAGES = (_AUTO, "ar", "en")


class Reading(msgspec.Struct, frozen=True):
    """A report that was read and not yet saved, and whether it has been saved since (None: not yet)."""

    report: Report
    extraction: Extraction
    new: bool | None = None


def reports_page() -> None:
    """Run the page."""
    kept = current()
    words = load_words(kept.language)
    try:
        now = state.snapshot()
    except GeoError as error:
        st.error(plain(words("store_failed", why=str(error))))
        return
    labels = Labels(words, now)
    with st.container(key="reports"):
        if kept.report_id:
            _one(kept, words, labels)
            return
        show(element("h2", words("read_title")))
        _form(kept, words)
        if kept.reading is not None:
            _reading(kept, words, labels)
        show(element("h2", words("stored_title")))
        _list(kept, words, now)


def draft_problem(text: str, url: str) -> str | None:
    """The key of the text that says what is wrong with a draft; None where nothing is."""
    if not text.strip():
        return "draft_empty"
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        return "draft_broken"
    if size > MAX_REPORT_BYTES:
        return "draft_large"
    if url.strip() and not web_link(url.strip()):
        return "draft_bad_url"
    return None


def make_report(fields: dict[str, Any]) -> Report:
    """The report that the form describes."""

    def given(name: str) -> str | None:
        return (fields.get(f"draft-{name}") or "").strip() or None

    language = fields.get("draft-language", _AUTO)
    return Report(
        text=fields.get("draft-text") or "",
        title=given("title"),
        language=language if language in ("ar", "en") else None,
        published=fields.get("draft-published"),
        source=Source(name=given("source"), url=given("url")),
    )


def _form(kept: PageState, words: Words) -> None:
    with st.form("draft", border=False):
        st.text_area(words("draft_text"), key="draft-text", height=220, placeholder=words("draft_text_hint"))
        with st.container(horizontal=True, key="draft-row"):
            st.date_input(
                words("draft_published"),
                value=None,
                min_value=date(1900, 1, 1),
                max_value=date(2100, 1, 1),
                format="YYYY-MM-DD",
                key="draft-published",
                help=words("draft_published_help"),
            )
            st.selectbox(
                words("draft_language"),
                _LANGUAGES,
                format_func=lambda code: words(f"draft_language.{code}"),
                key="draft-language",
            )
            st.text_input(words("draft_title"), key="draft-title", max_chars=300)
            st.text_input(words("draft_source"), key="draft-source", max_chars=200)
            st.text_input(words("draft_url"), key="draft-url", max_chars=2000, placeholder="https://")
        pressed = st.form_submit_button(words("read_it"), type="primary", icon=":material/search:")
    if pressed:
        _read(kept, words)


def _read(kept: PageState, words: Words) -> None:
    kept.reading = None
    report = make_report({key: st.session_state.get(key) for key in DRAFT})
    if problem := draft_problem(report.text, report.source.url or ""):
        st.error(words(problem))
        return
    try:
        with st.spinner(words("reading")):
            kept.reading = Reading(report, read(report))
    except (ExtractError, GazetteerError, GeoError) as error:
        st.error(plain(words("read_failed", why=str(error))))


def _reading(kept: PageState, words: Words, labels: Labels) -> None:
    reading: Reading = kept.reading
    found = reading.extraction
    with st.container(key="reading", border=True):
        show(element("h2", words("coded_title")))
        show(element("p", _summary(found, words), cls="furat-note"))
        if reading.new is None:
            with st.container(horizontal=True, key="reading-buttons"):
                st.button(words("save"), key="save", type="primary", icon=":material/save:", on_click=_save)
                st.button(words("throw_away"), key="throw-away", on_click=_throw_away)
        else:
            st.success(words("saved" if reading.new else "saved_before"))
            st.button(words("show_on_map"), key="show-on-map", icon=":material/map:", on_click=_show_on_map)
        _coded(reading.report.text, found, words, labels)


def _summary(found: Extraction, words: Words) -> str:
    counts = [
        words("n_events", n=len(found.events)),
        words("n_claims", n=len(found.claims)),
        words("n_places", n=sum(t.place_id is not None for t in found.toponyms)),
        words("n_unresolved", n=len(found.unresolved)),
    ]
    return words.listed(counts)


def _save() -> None:
    kept = current()
    words = load_words(kept.language)
    reading: Reading = kept.reading
    try:
        new = state.writer().add(reading.extraction, reading.report)
    except GeoError as error:
        st.error(plain(words("save_failed", why=str(error))))
        return
    kept.reading = msgspec.structs.replace(reading, new=new)


def _throw_away() -> None:
    current().reading = None


def _show_on_map() -> None:
    """Open the map on the report's first placed event, without filters that would hide it."""
    kept = current()
    reading: Reading = kept.reading
    kept.chosen_filter = EventFilter()
    kept.go_to = "map"
    for event in reading.extraction.events:
        if event.lat is not None and event.lon is not None and event.date_start is not None:
            kept.choose(Chosen(kind="event", ids=(event.id,)))
            kept.move_to(event.lat, event.lon, 11)
            return


def _coded(text: str, found: Extraction, words: Words, labels: Labels) -> None:
    """The text with its marks, then everything that was coded, and what was not and why."""
    marks = of_extraction(found, words)
    shown = text[:_MARKED_LIMIT]
    show(joined(legend(marks, words), quoted(shown, marks, words, language=found.report.language)))
    if len(text) > _MARKED_LIMIT:
        show(element("p", words("text_cut", n=_MARKED_LIMIT), cls="furat-note"))
    events, claims, odd, left = st.tabs(
        [
            plain(words("n_events", n=len(found.events))),
            plain(words("n_claims", n=len(found.claims))),
            plain(words("n_unresolved", n=len(found.unresolved))),
            plain(words("n_suppressed", n=len(found.suppressed))),
        ]
    )
    with events:
        _table([_event_row(e, words, labels) for e in found.events], "event", words)
    with claims:
        _table([_claim_row(c, words, labels) for c in found.claims], "claim", words)
    with odd:
        _table([_left_row(u, words) for u in found.unresolved], "unresolved", words)
    with left:
        _table([_left_row(s, words) for s in found.suppressed], "suppressed", words)


def _table(rows: list[dict[str, str]], name: str, words: Words) -> None:
    if not rows:
        show(element("p", words(f"none.{name}"), cls="furat-note"))
        return
    named = [{words(f"column.{k}"): one_line(v) for k, v in row.items()} for row in rows]
    st.dataframe(pd.DataFrame(named), hide_index=True, height="auto", alt=words(f"table.{name}"))


def _event_row(event: Event, words: Words, labels: Labels) -> dict[str, str]:
    return {
        "type": labels.type(event.sub_event_type),
        "day": _day(event, words),
        "place": labels.place(event) or words("place_unknown"),
        "relation": words(f"relation_name.{event.relation}"),
        "exact": words(f"where_prec.{event.where_prec}") if event.where_prec else "",
        "actors": words.listed(
            [f"{labels.actor(p.id, p.name)} ({labels.side(p.side)})" for p in event.actors]
        ),
        "deaths": deaths(event.fatalities, words),
        "injured": "" if event.injured is None else words.number(event.injured),
        "captured": "" if event.captured is None else words.number(event.captured),
        "displaced": "" if event.displaced is None else words.number(event.displaced),
        "source": labels.source(event.attribution.id, event.attribution.name) if event.attribution else "",
        "status": labels.status(event.status),
        "confidence": f"{round(event.confidence * 100)}%",
        "coordinates": "" if event.lat is None else f"{event.lat:.4f}, {event.lon:.4f}",
        "sentence": next((e.text for e in event.evidence if e.field == "sentence"), ""),
    }


def _day(event: Event, words: Words) -> str:
    if event.date_start is None:
        return words("day_unknown_why", why=reason_words(event.date_reason, words))
    end = event.date_end
    part = words.get(f"part_of_day.{event.part_of_day}") if event.part_of_day else None
    days = event.date_start.isoformat() + (f" – {end.isoformat()}" if end and end != event.date_start else "")
    return words.listed([days, part]) if part else days


def _claim_row(claim: ControlClaim, words: Words, labels: Labels) -> dict[str, str]:
    return {
        "actor": labels.actor(claim.actor),
        "status": words(f"claim_status.{claim.status}"),
        "place": place_name(claim.place_id, claim.place or "", words.language),
        "relation": words(f"relation_name.{claim.relation}"),
        "from": claim.valid_from.isoformat() if claim.valid_from else "",
        "to": claim.valid_to.isoformat() if claim.valid_to else "",
        "source": labels.source(claim.attribution.id, claim.attribution.name) if claim.attribution else "",
        "confidence": f"{round(claim.confidence * 100)}%",
        "coordinates": f"{claim.lat:.4f}, {claim.lon:.4f}",
        "sentence": next((e.text for e in claim.evidence if e.field == "sentence"), ""),
    }


def _left_row(left: Unresolved | Suppressed, words: Words) -> dict[str, str]:
    return {"words": left.text, "why": reason_words(left.why, words)}


def _list(kept: PageState, words: Words, now: Snapshot) -> None:
    entries = now.store.reports()
    if not entries:
        show(element("p", words("no_reports_yet"), cls="furat-note"))
        return
    asked = st.text_input(words("search_reports"), key="report-search", max_chars=200).strip().casefold()
    found = [
        e
        for e in entries
        if asked in f"{e.head.title or ''}\n{e.head.source.name or ''}\n{e.head.published or ''}".casefold()
    ]
    if not found:
        show(element("p", words("no_reports_found"), cls="furat-note"))
        return
    show(element("p", words("n_reports_hint", n=len(found)), cls="furat-note"))
    rows = [
        {
            "day": e.head.published.isoformat() if e.head.published else "",
            "title": e.head.title or words("untitled"),
            "source": e.head.source.name or "",
            "language": words(f"draft_language.{e.head.language}") if e.head.language in ("ar", "en") else "",
            "events": e.events,
            "claims": e.claims,
            "sample": words("sample_flag") if e.sample else "",
        }
        for e in found[:2000]
    ]
    made = pd.DataFrame(
        [
            {words(f"column.{k}"): one_line(v) if isinstance(v, str) else v for k, v in row.items()}
            for row in rows
        ]
    )
    picked = st.dataframe(
        made,
        hide_index=True,
        key=f"report-list-{kept.table_round}-{asked}",
        on_select="rerun",
        selection_mode="single-row",
        height=min(520, 36 * (len(rows) + 1) + 3),
        alt=words("table.reports"),
    )
    if picked.selection.rows and picked.selection.rows[0] < len(found):
        kept.report_id = found[picked.selection.rows[0]].head.id
        kept.table_round += 1
        st.rerun()


def _one(kept: PageState, words: Words, labels: Labels) -> None:
    """One stored report with its marks."""
    st.button(words("back_to_reports"), key="back", icon=":material/list:", on_click=_back)
    stored = report_of(kept.report_id or "")
    if stored is None:
        show(element("p", words("report_gone"), cls="furat-note"))
        return
    show(element("h2", element("bdi", stored.head.title or words("untitled"))))
    show(head_blocks(stored.head, stored.sample, words))
    _coded(stored.text, stored.extraction, words, labels)


def _back() -> None:
    current().report_id = None
