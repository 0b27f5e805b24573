"""Settings of the control areas and front lines, read from data/control.yaml and checked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from geo.errors import GeoError

DEFAULT_PATH = Path(__file__).parent / "data" / "control.yaml"

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Positive = Annotated[float, msgspec.Meta(gt=0.0)]
Count = Annotated[int, msgspec.Meta(ge=1, le=64)]
Level = Annotated[int, msgspec.Meta(ge=6, le=20)]


class SettingsError(GeoError, ValueError):
    """The settings file has an unknown or missing key, or a value out of range; names the key."""


class VoteSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the nearest claims vote on a spot."""

    neighbours: Count
    power: Positive
    least_km: Positive
    radius_share: Share
    blur_to_rival: Share
    max_km: Positive
    min_reach_km: Positive
    reach_spacings: Positive
    spacing_neighbours: Count
    contested_km: Positive


class WeightSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a claim weighs."""

    half_life_days: Positive
    floor: Share
    unstated: Share
    own_side: Share
    uncertain_start: Share


class PlaceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which claims speak of one place, and which are too vague to draw."""

    same_place_km: Positive
    max_radius_km: Positive
    advance: Share


class DoubtSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When claims that stand alone are doubted."""

    reach_km: Positive
    largest_group: Count
    fewest: Count
    widest_gap: Positive
    outweighs: Positive
    corroborated_by: Count


class GridSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How finely the surface is sampled; levels are those of the web map's quadtree."""

    coarsest_level: Level
    finest_level: Level
    cell_share: Share
    least_km: Positive
    decided: Share
    simplify_km: Positive
    scrap_km2: Positive
    gap_km2: Positive
    river_km: Positive


class RiverSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How rivers part claims; barriers are ids of gazetteer/data/rivers.csv."""

    barriers: tuple[str, ...]
    across: Share
    soft_km: Positive
    sure_km: Positive
    about_km: Positive
    lean: Share


class FrontSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a stretch of front is confirmed rather than inferred."""

    confirmed_age_days: Positive
    confirmed_confidence: Share
    confirmed_km: Positive
    border_km: Positive


class ControlSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings of the control picture."""

    vote: VoteSettings
    weight: WeightSettings
    places: PlaceSettings
    doubt: DoubtSettings
    grid: GridSettings
    river: RiverSettings
    front: FrontSettings


def read_settings(path: Path) -> ControlSettings:
    """Settings from a YAML file; SettingsError names the key that is wrong."""
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=ControlSettings)
    except msgspec.MsgspecError as error:
        raise SettingsError(f"{path.name}: {error}") from error


@cache
def default_settings() -> ControlSettings:
    """The project's own settings."""
    return read_settings(DEFAULT_PATH)
