"""The register of actors: who they are, whose side they were on, whom they fought, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from geo.actor_file import read_actors
from geo.actor_records import Actor, Opposition

UNKNOWN_COLOUR = "#7f7f7f"


class ActorRegister:
    """All actors by id. Side and opposition are asked for a day, because alliances change."""

    def __init__(self, actors: Iterable[Actor], opposed: Sequence[Opposition]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._opposed: dict[frozenset[str], list[Opposition]] = {}
        for pair in opposed:
            self._opposed.setdefault(frozenset((pair.a, pair.b)), []).append(pair)

    def get(self, actor_id: str) -> Actor | None:
        """The actor, or None for an unknown id."""
        return self._actors.get(actor_id)

    def all(self) -> list[Actor]:
        """Every actor, in the file's order."""
        return list(self._actors.values())

    def side(self, actor_id: str, day: date | None) -> str | None:
        """The side it fights on that day (without a day: its latest), else its parent's."""
        actor = self._actors.get(actor_id)
        steps = 0
        while actor is not None and steps < 5:
            if (side := actor.side(day)) is not None:
                return side
            actor = self._actors.get(actor.parent) if actor.parent else None
            steps += 1
        return None

    def opposed(self, a: str, b: str, day: date | None) -> bool:
        """Whether the two are on sides that fight each other on that day; unknown actors oppose nobody."""
        side_a, side_b = self.side(a, day), self.side(b, day)
        if side_a is None or side_b is None or side_a == side_b:
            return False
        return any(pair.holds_on(day) for pair in self._opposed.get(frozenset((side_a, side_b)), ()))

    def is_host_state(self, actor_id: str, country: str) -> bool:
        """Whether it fights for the government of that country (ISO code)."""
        actor = self._actors.get(actor_id)
        return actor is not None and country in actor.host_states

    def label(self, actor_id: str, language: str) -> str:
        """Its name in "ar" or "en"; an unknown id is its own label."""
        actor = self._actors.get(actor_id)
        if actor is None:
            return actor_id
        return (actor.name.ar if language == "ar" else actor.name.en) or actor.name.en or actor_id

    def colour(self, actor_id: str) -> str:
        """Its colour as "#rrggbb"; grey for an unknown id."""
        actor = self._actors.get(actor_id)
        return actor.colour if actor else UNKNOWN_COLOUR


@lru_cache(maxsize=1)
def load_register() -> ActorRegister:
    """The register of geo/data/actors.yaml, read once. Raises ActorFileError."""
    return ActorRegister(*read_actors())
