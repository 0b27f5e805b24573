"""The stage: the live map with its time bar, as a component that is mounted once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import streamlit as st

from dashboard import assets, routes, state
from geo.filters import EventFilter

_FOLDER = Path(__file__).parent / "stage"


@dataclass(frozen=True)
class StageResult:
    """What the user did on the stage.

    chosen: None, or what was clicked in this run, with "at": [lat, lon]:
    {"kind": "event", "ids": [id]}; {"kind": "events", "ids", "count"} where many stand at one point (ids
    are the first 500); {"kind": "area" or "front", "day", "claims", "actors"}; or {"kind": "none"} for a
    click on nothing while something was chosen. ids are empty when the store has changed since the map was
    drawn. window: the first and last day shown, None before the user moved it. view: {"lat", "lon", "zoom",
    "bounds": [west, south, east, north]}, None before the map moved.
    """

    chosen: dict[str, Any] | None
    window: tuple[date, date] | None
    view: dict[str, Any] | None


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "furat_stage",
        html='<div class="furat-stage"></div>',
        css=(_FOLDER / "stage.css").read_text(encoding="utf-8"),
        js=(_FOLDER / "mount.js").read_text(encoding="utf-8"),
        isolate_styles=False,
    )


def stage(
    chosen_filter: EventFilter,
    *,
    first: date | None = None,
    last: date | None = None,
    known_on: date | None = None,
    language: str = "en",
    chosen_event: str | None = None,
    view: dict[str, Any] | None = None,
    texts: dict[str, str] | None = None,
    key: str = "stage",
) -> StageResult:
    """Show the stage and return what the user did on it.

    The filter's own days are left out of the mask: the window, first to last, does their work within the
    map. chosen_event is the id of the event to mark. view opens the map there; later only a view with
    another "token" moves it. texts replaces words of geo/data/map_texts.yaml.
    """
    now = state.snapshot()
    days = now.days()
    mask = chosen_filter.replace(first=None, last=None)
    data = {
        "base": routes.BASE,
        "stage": assets.asset_path("stage.js"),
        "scripts": assets.scripts(),
        "styles": assets.styles(),
        "map_version": routes.map_version(),
        "version": now.version,
        "events_url": f"{routes.BASE}/events.bin?v={now.version}",
        "mask_url": _mask_url(mask, now.version),
        "min": days[0].isoformat() if days else None,
        "max": days[1].isoformat() if days else None,
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
        "known": known_on.isoformat() if known_on else None,
        "language": language,
        "dir": "rtl" if language == "ar" else "ltr",
        "chosen": _marked(now, chosen_event),
        "view": view,
        "texts": texts or {},
    }
    result = _component()(
        key=key,
        data=data,
        on_chosen_change=_nothing,
        on_window_change=_nothing,
        on_view_change=_nothing,
    )
    window = getattr(result, "window", None)
    return StageResult(
        chosen=_with_ids(getattr(result, "chosen", None), now),
        window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])) if window else None,
        view=getattr(result, "view", None),
    )


def _marked(now: state.Snapshot, event_id: str | None) -> dict[str, Any] | None:
    index = now.index_of(event_id) if event_id else None
    return None if index is None else {"kind": "event", "index": index}


def _with_ids(chosen: dict[str, Any] | None, now: state.Snapshot) -> dict[str, Any] | None:
    """The client knows events by their place in the columns of one version; the page by their ids."""
    if chosen is None or chosen.get("kind") not in {"event", "events"}:
        return chosen
    indexes = chosen.get("indexes", [chosen.get("index")])
    known = chosen.get("version") == now.version
    ids = [now.columns.ids[i] for i in indexes if known and isinstance(i, int) and 0 <= i < len(now.columns)]
    kept = {key: chosen[key] for key in ("kind", "count", "at") if key in chosen}
    return {**kept, "ids": ids}


def _mask_url(mask: EventFilter, version: str) -> str:
    return f"{routes.BASE}/mask?f={quote(mask.to_json())}&v={version}"


def _nothing() -> None:
    """The result is read in the run that follows."""
