"""Reading the actors' register from its YAML and checking it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from gazetteer.normalise import normalise
from geo.actor_records import Actor, ActorKind, Hatch, Opposition, SidePeriod
from geo.errors import GeoError
from geo.records import Names

ACTORS_FILE = Path(__file__).parent / "data" / "actors.yaml"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
T = TypeVar("T")


class ActorFileError(GeoError, ValueError):
    """The register contradicts itself or its schema; the message names the file and the actor."""


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Written forms by language."""

    en: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()


class SideRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a side is drawn."""

    colour: str
    hatch: Hatch = "none"


class ActorRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An actor as the file has it."""

    id: str
    en: str
    ar: str
    kind: ActorKind
    source: str
    aliases: Forms = Forms()
    parent: str | None = None
    sides: tuple[SidePeriod, ...] = ()
    host_states: tuple[str, ...] = ()
    theatres: tuple[str, ...] = ()
    colour: str | None = None
    hatch: Hatch | None = None
    adjective: Forms = Forms()
    templates: tuple[str, ...] = ()


class RegisterFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as a whole; actors are read one by one, so that an error can name its actor."""

    sides: dict[str, SideRow]
    opposed: tuple[Opposition, ...]
    templates: dict[str, Forms]
    actors: list[Any]


def read_actors(path: Path = ACTORS_FILE) -> tuple[list[Actor], tuple[Opposition, ...]]:
    """The actors with all their written forms, and which sides oppose each other. Raises ActorFileError."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_text("utf-8"), loader)
    except (OSError, yaml.YAMLError) as error:
        raise ActorFileError(f"{path.name}: {error}") from error
    file = _convert(raw, RegisterFile, path.name)
    rows = []
    for i, entry in enumerate(file.actors):
        key = entry.get("id", i + 1) if isinstance(entry, dict) else i + 1
        rows.append(_convert(entry, ActorRow, f"{path.name}: actor {key}"))
    _check(rows, file, path.name)
    return [_actor(row, file) for row in rows], file.opposed


def _convert(raw: Any, schema: type[T], where: str) -> T:
    try:
        return msgspec.convert(raw, schema)
    except msgspec.ValidationError as error:
        raise ActorFileError(f"{where}: {error}") from error


def _actor(row: ActorRow, file: RegisterFile) -> Actor:
    drawn = file.sides[row.sides[-1].side if row.sides else "none"]
    return Actor(
        id=row.id,
        name=Names(en=row.en, ar=row.ar),
        aliases=_aliases(row, file),
        kind=row.kind,
        parent=row.parent,
        sides=row.sides,
        host_states=row.host_states,
        theatres=row.theatres,
        colour=row.colour or drawn.colour,
        hatch=row.hatch or drawn.hatch,
        source=row.source,
    )


def _aliases(row: ActorRow, file: RegisterFile) -> dict[str, tuple[str, ...]]:
    english = [row.en, *row.aliases.en]
    arabic = [row.ar, *row.aliases.ar]
    for template in (file.templates[name] for name in row.templates):
        english += [form.format(a=adjective) for adjective in row.adjective.en for form in template.en]
        arabic += [form.format(m=m, f=m + "ة") for m in row.adjective.ar for form in template.ar]
    return {"en": tuple(dict.fromkeys(english)), "ar": tuple(dict.fromkeys(arabic))}


def _check(rows: list[ActorRow], file: RegisterFile, name: str) -> None:
    """References exist, no id or written form stands for two actors, nobody is on two sides at once."""
    ids = {row.id for row in rows}
    seen: set[str] = set()
    owner: dict[str, str] = {}
    for side in (s for pair in file.opposed for s in (pair.a, pair.b)):
        if side not in file.sides:
            raise ActorFileError(f"{name}: opposed names the unknown side {side!r}")
    for row in rows:
        where = f"{name}: actor {row.id}"
        if row.id in seen:
            raise ActorFileError(f"{where}: the id is there twice")
        seen.add(row.id)
        if row.parent is not None and row.parent not in ids:
            raise ActorFileError(f"{where}: unknown parent {row.parent!r}")
        if unknown := [p.side for p in row.sides if p.side not in file.sides]:
            raise ActorFileError(f"{where}: unknown side {unknown[0]!r}")
        if unknown := [t for t in row.templates if t not in file.templates]:
            raise ActorFileError(f"{where}: unknown template {unknown[0]!r}")
        if row.colour is not None and not _COLOUR.fullmatch(row.colour):
            raise ActorFileError(f"{where}: colour {row.colour!r} is not #rrggbb")
        for earlier, later in zip(row.sides, row.sides[1:], strict=False):
            if earlier.end is None or later.start is None or later.start < earlier.end:
                raise ActorFileError(f"{where}: its sides overlap or are out of order")
        for form in {normalise(f) for forms in _aliases(row, file).values() for f in forms}:
            if not form:
                raise ActorFileError(f"{where}: an empty alias")
            if owner.setdefault(form, row.id) != row.id:
                raise ActorFileError(f"{where}: {form!r} already stands for {owner[form]}")
