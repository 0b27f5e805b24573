"""Event words found in a report, with the group of data/events.yaml that each belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract.data_files import DataFileError, load
from extract.event_types import EVENT_TYPE_OF
from extract.lexicon import Forms, Lexicon, arabic_entries, english_entries
from extract.words import Word


class EventGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of telling; the head of data/events.yaml says what each field means."""

    id: str
    type: str = ""
    kind: Literal["event", "generic", "weapon", "stop"] = "event"
    rank: float = 0.0
    frame: Literal["act", "mutual", "undergo", "move", "repel", "none"] = "none"
    deadly: bool = False
    object_noun: bool = False
    civil: str = ""
    armed: str = ""
    air: str = ""
    needs: Literal["", "place", "displaced", "weapon"] = ""
    ar: Forms = Forms()
    en: Forms = Forms()


class EventWords(msgspec.Struct, forbid_unknown_fields=True):
    """extract/data/events.yaml."""

    air_powers: tuple[str, ...]
    groups: list[EventGroup]


class Trigger(NamedTuple):
    """Event words: words first to last (inclusive) of the report; form is verb, noun or word."""

    first: int
    last: int
    group: EventGroup
    form: str


@cache
def event_lexicon() -> Lexicon[EventGroup]:
    """The event words, loaded once. Raises DataFileError where a type is none of ACLED's."""
    groups = load("events.yaml", EventWords).groups
    for group in groups:
        for name in (group.type, group.civil, group.armed, group.air):
            if name and name not in EVENT_TYPE_OF:
                raise DataFileError(
                    f"events.yaml: group {group.id}: {name!r} is no sub-event type of ACLED's"
                )
    return Lexicon(
        entry
        for group in groups
        for entries in (arabic_entries(group.ar, group), english_entries(group.en, group))
        for entry in entries
    )


@cache
def air_powers() -> frozenset[str]:
    """Actors whose bare "strike" is one from the air."""
    return frozenset(load("events.yaml", EventWords).air_powers)


def find_triggers(words: Sequence[Word]) -> list[Trigger]:
    """Event words in order; idioms of the group "stop" are gone."""
    return [Trigger(*hit) for hit in event_lexicon().find(words) if hit.value.kind != "stop"]
