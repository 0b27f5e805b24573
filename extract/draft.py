"""An event while it is being coded: the event words of one sentence with what was found around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.attribution import Speech
from extract.casualties import Toll
from extract.role_order import Role
from extract.triggers import EventGroup, Trigger
from extract.when import When
from extract.where import Where
from geo.records import Attribution, EventStatus


@dataclass(slots=True)
class Draft:
    """One thing told in one sentence; type is ACLED's sub-event type."""

    type: str
    group: EventGroup
    sentence: int
    paragraph: int
    triggers: list[Trigger]
    when: When
    where: Where | None
    roles: list[Role]
    speech: Speech | None
    status: EventStatus
    tolls: list[Toll] = field(default_factory=list)
    none_hurt: bool = False
    refers: bool = False
    """Whether the words only refer to an event (telling.py)."""
    merged: list[Draft] = field(default_factory=list)
    """Later tellings of the same thing."""

    @property
    def attribution(self) -> Attribution | None:
        """Who says it."""
        return self.speech.attribution if self.speech is not None else None

    def actor_ids(self) -> set[str]:
        """Those who take part."""
        return {role.actor.id for role in self.roles}
