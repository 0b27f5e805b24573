"""What the user asks to see: the key of caches, the state in the address bar, the options of exports."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from geo.errors import FilterError

MAX_CHOICES = 500
MAX_TEXT = 200

Choices = Annotated[tuple[Annotated[str, Meta(max_length=300)], ...], Meta(max_length=MAX_CHOICES)]
ActorSide = Literal["either", "attacker", "target"]


class EventFilter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A choice of events; an empty field asks for nothing.

    first and last are days, both included: an event is in when any of its days is. actors are ids, and
    include those whose parent they are; side narrows what part the actors took ("both" in an event matches
    either side). statuses empty means those shown by default, reported and claimed. min_fatalities compares
    the best, else the low count, and 1 or more leaves out unknown ones. max_radius_km and max_where_prec
    (UCDP GED, 1 to 6) say how exact the place must be. regions are a country ("SY") or a first-level region
    of it ("SY/Idlib Governorate"). sources are attribution ids, "" for events without one. text is looked
    for in the sentence and the place's name, after the gazetteer's normalisation.
    """

    first: date | None = None
    last: date | None = None
    actors: Choices = ()
    side: ActorSide = "either"
    sub_event_types: Choices = ()
    statuses: Choices = ()
    min_fatalities: Annotated[int, Meta(ge=0, le=32767)] = 0
    max_radius_km: Annotated[float, Meta(ge=0)] | None = None
    max_where_prec: Annotated[int, Meta(ge=1, le=6)] | None = None
    regions: Choices = ()
    sources: Choices = ()
    text: Annotated[str, Meta(max_length=MAX_TEXT)] = ""

    def __post_init__(self) -> None:
        for name in ("actors", "sub_event_types", "statuses", "regions", "sources"):
            msgspec.structs.force_setattr(self, name, tuple(sorted(set(getattr(self, name)))))
        msgspec.structs.force_setattr(self, "text", self.text.strip())

    def to_json(self) -> str:
        """One string for one choice: fields in fixed order, choices sorted, empty fields left out."""
        return msgspec.json.encode(self).decode()

    @staticmethod
    def from_json(text: str | bytes) -> EventFilter:
        """Read what `to_json` wrote; raises FilterError for anything else."""
        try:
            return _decoder.decode(text)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise FilterError(f"the filter cannot be read: {error}") from error

    def replace(self, **changes: object) -> EventFilter:
        """The same filter with fields changed; raises FilterError for a field or value that does not fit."""
        try:
            fields = msgspec.structs.asdict(self) | changes
            return msgspec.convert(fields, EventFilter)
        except msgspec.ValidationError as error:
            raise FilterError(f"the filter cannot be changed: {error}") from error


_decoder = msgspec.json.Decoder(EventFilter)
