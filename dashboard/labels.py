"""Names of actors, types, places, regions and sources in the interface's language."""

from __future__ import annotations

from functools import lru_cache

from dashboard.state import Snapshot
from dashboard.words import Words
from gazetteer.index import load_index
from geo.palette import load_palette
from geo.records import Event


class Labels:
    """What things are called in one language; unknown names are shown as they are."""

    def __init__(self, words: Words, now: Snapshot) -> None:
        self.words = words
        self._now = now
        self._types = load_palette().types

    def type(self, sub_event_type: str) -> str:
        """An ACLED sub-event type."""
        found = self._types.get(sub_event_type)
        if found is None:
            return sub_event_type
        return found.label.ar if self.words.language == "ar" else found.label.en

    def event_type(self, event_type: str) -> str:
        """An ACLED event type."""
        return self.words.get(f"event_type.{event_type}") or event_type

    def actor(self, actor_id: str, name: str = "") -> str:
        """An actor of the register, else the name that the event carries."""
        found = self._now.register.get(actor_id)
        return self._now.register.label(actor_id, self.words.language) if found else name or actor_id

    def source(self, source_id: str, name: str = "") -> str:
        """Who says so: an actor, or the name of a publication."""
        if not source_id and not name:
            return self.words("source_unnamed")
        return self.actor(source_id, name or self._now.columns.source_names.get(source_id, ""))

    def country(self, codes: str) -> str:
        """Country codes, several joined by a bar."""
        names = self.words.locale.territories
        return " / ".join(names.get(code, code) for code in codes.split("|"))

    def region(self, region: str) -> str:
        """A region of the columns: "SY", "SY/Idlib Governorate", ""."""
        if not region:
            return self.words("region_unknown")
        codes, _, name = region.partition("/")
        if not name:
            return self.country(codes)
        return f"{_admin1(codes, name, self.words.language)}"

    def place(self, event: Event) -> str:
        """An event's place, without its relation."""
        return place_name(event.place_id, event.place or "", self.words.language)

    def status(self, status: str) -> str:
        """An event's status."""
        return self.words.get(f"status.{status}") or status

    def side(self, side: str) -> str:
        """An actor's part in an event."""
        return self.words.get(f"side.{side}") or side


@lru_cache(maxsize=5000)
def place_name(place_id: str | None, name: str, language: str) -> str:
    """The gazetteer's name of a place in a language, else the name given."""
    place = load_index().get(place_id) if place_id else None
    return place.label(language) if place else name


@lru_cache(maxsize=5000)
def _admin1(country: str, name: str, language: str) -> str:
    for place in load_index().lookup(name):
        if place.country == country and place.feature.startswith("A.ADM1"):
            return place.label(language)
    return name
