"""How events look and what the map's own words are, read from geo/data/palette.yaml and map_texts.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import yaml

from geo.records import Names

_DATA = Path(__file__).parent / "data"
Colour = Annotated[str, msgspec.Meta(pattern=r"^#[0-9a-f]{6}$")]
Shape = Literal["circle", "triangle", "triangle-down", "square", "diamond", "cross", "hexagon"]


class PaletteError(ValueError):
    """Raised when palette.yaml or map_texts.yaml does not fit its schema; names the file and the key."""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Event types that are drawn alike."""

    id: str
    colour: Colour
    shape: Shape
    label: Names


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sub_event_type: its group and its name in the interface."""

    group: str
    label: Names


class MapColours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The basemap, the fronts, and a region whose events are of several groups (mixed)."""

    land: Colour
    water: Colour
    shore: Colour
    river: Colour
    border: Colour
    province: Colour
    front: Colour
    mixed: Colour


class Palette(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Groups in the legend's order, types by ACLED's name, and the map's colours."""

    groups: tuple[Group, ...]
    types: dict[str, EventType]
    map: MapColours


def read_palette(path: Path) -> Palette:
    """Read a palette; raises PaletteError naming the file and what is wrong in it."""
    try:
        palette = msgspec.convert(_yaml(path), Palette)
    except msgspec.ValidationError as error:
        raise PaletteError(f"{path.name}: {error}") from error
    ids = {group.id for group in palette.groups}
    for name, kind in palette.types.items():
        if kind.group not in ids:
            raise PaletteError(
                f"{path.name}: types: {name!r} is in group {kind.group!r}, which is not among the groups"
            )
    return palette


@lru_cache(maxsize=1)
def load_palette() -> Palette:
    """The palette of geo/data, read once."""
    return read_palette(_DATA / "palette.yaml")


@lru_cache(maxsize=1)
def load_map_texts() -> dict[str, Names]:
    """The words on the map and its time bar by key, read once. Raises PaletteError."""
    path = _DATA / "map_texts.yaml"
    try:
        return msgspec.convert(_yaml(path), dict[str, Names])
    except msgspec.ValidationError as error:
        raise PaletteError(f"{path.name}: {error}") from error


def _yaml(path: Path) -> object:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise PaletteError(f"{path.name}: {error}") from error
