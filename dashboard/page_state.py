"""What a session has chosen. Kept apart from the widgets, whose values Streamlit forgets on another page."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec
import streamlit as st

from dashboard.words import Language
from geo.filters import EventFilter

_KEY = "furat"


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What the panel shows: an event, several at one point, or an area or front with the claims behind it.

    index tells which of several ids is open, None for the list. day is the picture's day of an area or front.
    """

    kind: Literal["event", "events", "area", "front"]
    ids: tuple[str, ...] = ()
    index: int | None = None
    day: date | None = None
    actors: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()

    @property
    def event_id(self) -> str | None:
        """The one event that is open."""
        if self.kind == "event":
            return self.ids[0]
        return self.ids[self.index] if self.kind == "events" and self.index is not None else None


class View(msgspec.Struct, frozen=True):
    """Where the map looks: degrees and Leaflet's zoom."""

    lat: float
    lon: float
    zoom: float


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the state that the address carries."""

    language: Language = "en"
    chosen_filter: EventFilter = EventFilter()
    event: str | None = None
    view: View | None = None


class PageState(msgspec.Struct, kw_only=True):
    """One session's state; see `current`.

    opening is the view the map is told to take; with a token in it the map moves there. seen is what the
    stage last told, so that its old answers are not taken for new ones. problems are keys of texts about an
    address that did not fit. go_to is the page to open at the next run.
    """

    language: Language = "en"
    chosen_filter: EventFilter = EventFilter()
    chosen: Chosen | None = None
    view: View | None = None
    opening: dict[str, Any] | None = None
    moves: int = 0
    seen_window: Any = None
    written: dict[str, list[str]] | None = None
    problems: list[str] = []
    filters_open: bool = False
    table_round: int = 0
    table_ids: list[str] = []
    report_id: str | None = None
    reading: Any = None
    page: str = ""
    go_to: str | None = None

    def move_to(self, lat: float, lon: float, zoom: float) -> None:
        """Let the map look there at the next run."""
        self.moves += 1
        self.view = View(lat, lon, zoom)
        self.opening = {"lat": lat, "lon": lon, "zoom": zoom, "token": self.moves}

    def choose(self, chosen: Chosen | None) -> None:
        """Open something in the panel; the table's own mark goes."""
        self.chosen = chosen
        self.table_round += 1

    def filter_with(self, **changes: object) -> None:
        """Change fields of the filter. Raises FilterError."""
        self.chosen_filter = self.chosen_filter.replace(**changes)

    @property
    def shared(self) -> Shared:
        """What the address should say."""
        return Shared(
            language=self.language,
            chosen_filter=self.chosen_filter,
            event=self.chosen.event_id if self.chosen else None,
            view=self.view,
        )


def current() -> PageState:
    """The state of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = PageState()
    found: PageState = st.session_state[_KEY]
    return found
