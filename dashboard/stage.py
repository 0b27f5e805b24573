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

    chosen: None, or what was clicked in this run: {"kind": "event", "index", "version"}, {"kind": "events",
    "indexes", "count", "version"} where many stand at one point, {"kind": "area" or "front", "day", "claims",
    "actors"}, or {"kind": "none"} for a click on nothing. index counts in the order of the columns of that
    version of the store. window: the first and last day shown, None before the user moved it. view: {"lat",
    "lon", "zoom", "bounds": [west, south, east, north]}, None before the map moved.
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
    chosen: dict[str, Any] | None = None,
    view: dict[str, Any] | None = None,
    texts: dict[str, str] | None = None,
    key: str = "stage",
) -> StageResult:
    """Show the stage and return what the user did on it.

    The filter's own days are left out of the mask: the window, first to last, does their work within the
    map. chosen marks an event: {"kind": "event", "index"}. view opens the map there; later only a view with
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
        "chosen": chosen,
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
        chosen=getattr(result, "chosen", None),
        window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])) if window else None,
        view=getattr(result, "view", None),
    )


def _mask_url(mask: EventFilter, version: str) -> str:
    return f"{routes.BASE}/mask?f={quote(mask.to_json())}&v={version}"


def _nothing() -> None:
    """The result is read in the run that follows."""
