"""The state in the address bar: what is copied there opens as the same page elsewhere.

Names: lang, from, to, actor, side, type, status, deaths, radius, prec, region, source, q, event, at. Those
with several values are repeated. at is "lat,lon,zoom". What has its default value is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.page_state import Chosen, PageState, Shared, View
from geo.errors import FilterError
from geo.filters import EventFilter

Params = dict[str, list[str]]

_LISTS = {
    "actor": "actors",
    "type": "sub_event_types",
    "status": "statuses",
    "region": "regions",
    "source": "sources",
}
_SINGLES: dict[str, tuple[str, Callable[[str], object]]] = {
    "from": ("first", date.fromisoformat),
    "to": ("last", date.fromisoformat),
    "side": ("side", str),
    "deaths": ("min_fatalities", int),
    "radius": ("max_radius_km", float),
    "prec": ("max_where_prec", int),
    "q": ("text", str),
}
_MAX_EVENT_ID = 200


def write(shared: Shared) -> Params:
    """The parameters of a state."""
    params: Params = {}
    if shared.language != "en":
        params["lang"] = [shared.language]
    default = EventFilter()
    for name, (field, _) in _SINGLES.items():
        value = getattr(shared.chosen_filter, field)
        if value != getattr(default, field):
            params[name] = [value.isoformat() if isinstance(value, date) else str(value)]
    for name, field in _LISTS.items():
        if values := getattr(shared.chosen_filter, field):
            params[name] = list(values)
    if shared.event:
        params["event"] = [shared.event]
    if shared.view:
        params["at"] = [f"{shared.view.lat:.4f},{shared.view.lon:.4f},{shared.view.zoom:g}"]
    return params


def read(params: Mapping[str, list[str]]) -> tuple[Shared, list[str]]:
    """The state in an address, and the names of parameters that did not fit and were left out."""
    odd: list[str] = []
    chosen = EventFilter()

    def take(name: str, field: str, value: Callable[[], object]) -> None:
        nonlocal chosen
        try:
            chosen = chosen.replace(**{field: value()})
        except (FilterError, ValueError, OverflowError):
            odd.append(name)

    for name, (field, convert) in _SINGLES.items():
        if found := params.get(name):
            take(name, field, lambda convert=convert, found=found: convert(found[-1]))
    for name, field in _LISTS.items():
        if found := params.get(name):
            take(name, field, lambda found=found: tuple(found))
    if chosen.first and chosen.last and chosen.first > chosen.last:
        chosen = chosen.replace(first=None, last=None)
        odd.append("from")
    event = _last(params, "event")
    if event is not None and len(event) > _MAX_EVENT_ID:
        event = None
        odd.append("event")
    language = _last(params, "lang") or "en"
    if language not in ("en", "ar"):
        odd.append("lang")
    view = None
    if (text := _last(params, "at")) is not None:
        view = _view(text)
        if view is None:
            odd.append("at")
    return Shared(
        language="ar" if language == "ar" else "en", chosen_filter=chosen, event=event or None, view=view
    ), odd


def _last(params: Mapping[str, list[str]], name: str) -> str | None:
    return params[name][-1] if params.get(name) else None


def _view(text: str) -> View | None:
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if abs(lat) <= 90 and abs(lon) <= 180 and 0 <= zoom <= 22:
        return View(lat, lon, zoom)
    return None


def take_from_bar(kept: PageState) -> None:
    """At the first run, and when the user changed the address: make its state the session's.

    An address without parameters after a visit to another page is not a wish for an empty state.
    """
    now = _in_bar()
    if now == (kept.written or {}) or (kept.written is not None and not now.keys() - {"lang"}):
        return
    shared, kept.problems = read(now)
    kept.language, kept.chosen_filter = shared.language, shared.chosen_filter
    kept.choose(Chosen(kind="event", ids=(shared.event,)) if shared.event else None)
    if shared.view:
        kept.move_to(shared.view.lat, shared.view.lon, shared.view.zoom)
    kept.written = now


def put_in_bar(kept: PageState, *, whole: bool) -> None:
    """Write the state into the address; of pages other than the map only the language."""
    params = write(kept.shared)
    if not whole:
        params = {name: values for name, values in params.items() if name == "lang"}
    if _in_bar() != params:
        st.query_params.from_dict(params)
    kept.written = params


def _in_bar() -> Params:
    found: Any = st.query_params
    return {name: found.get_all(name) for name in found}
