"""Great rivers as barriers: a claim's word carries less weight on the other bank."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from scipy.spatial import cKDTree

from gazetteer.paths import DATA
from geo.control_settings import RiverSettings, default_settings
from geo.mercator import Bools, Floats, Ints, arc_km, chord, on_sphere, project

STEP_DEG = 0.004
FAR_KM = 40.0
"""Farther from the line nothing lies on a bank: lines end, and rivers wind."""


class River:
    """One course of a river, from line in WGS 84."""

    def __init__(self, line: shapely.LineString) -> None:
        xy = project(shapely.get_coordinates(shapely.segmentize(line, STEP_DEG)))
        along = np.diff(xy, axis=0)
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-300)
        left = np.column_stack([-along[:, 1], along[:, 0]])
        # At a corner the mean of both sides' normals tells the bank rightly, one of them alone does not.
        self._left = np.concatenate([left[:1], left[:-1] + left[1:], left[-1:]])
        self._xy = xy
        self._tree = cKDTree(on_sphere(xy))

    def bank_km(self, xy: Floats) -> Floats:
        """(m,) km to the line for (m, 2) Mercator radians: positive on the left bank, negative on the right,
        nan too far off or beyond an end.
        """
        chords, near = self._tree.query(on_sphere(xy), distance_upper_bound=chord(FAR_KM))
        out = np.full(len(xy), np.nan)
        beside = np.isfinite(chords) & (near > 0) & (near < len(self._xy) - 1)
        at = near[beside]
        turned = ((xy[beside] - self._xy[at]) * self._left[at]).sum(axis=1)
        out[beside] = np.sign(turned) * arc_km(chords[beside])
        return out


@dataclass(frozen=True, eq=False)
class Barrier:
    """A river among claims: bank (n,) is 1, -1, or 0 for a claim that speaks of both banks."""

    river: River
    bank: Ints

    def damping(self, bank_km: Floats, near: Ints, rule: RiverSettings) -> Floats:
        """(m, k) what is left of the voices of (m, k) claims at m spots bank_km from the line."""
        side = np.nan_to_num(np.clip(bank_km / rule.soft_km, -1, 1))
        across = np.clip(-side[:, None] * self.bank[near], 0.0, None)
        return np.asarray(1.0 - (1.0 - rule.across) * across)


def barriers(
    rivers: Sequence[River], xy: Floats, label: Ints, held_ever: Bools, rule: RiverSettings
) -> list[Barrier]:
    """The rivers that divide the claims at (n, 2) Mercator radians.

    label: (n,) index of each claim's side. held_ever: (n, sides) whether a side held the place up to now.
    """
    found = []
    for river in rivers:
        bank = _banks(river.bank_km(xy), xy, label, held_ever, rule)
        if (bank > 0).any() and (bank < 0).any():
            found.append(Barrier(river, bank))
    return found


def _banks(bank_km: Floats, xy: Floats, label: Ints, held_ever: Bools, rule: RiverSettings) -> Ints:
    """The bank of each claim.

    Lines and places are both inexact: which bank a claim near the line is on follows from where most places
    about it lie that its side holds or held.
    """
    bank = np.nan_to_num(np.sign(bank_km)).astype(np.int64)
    unsure = np.flatnonzero(np.abs(bank_km) < rule.sure_km)
    if not len(unsure):
        return bank
    xyz = on_sphere(xy)
    pull = np.nan_to_num(np.clip(bank_km, -rule.sure_km, rule.sure_km))
    about = cKDTree(xyz).query_ball_point(xyz[unsure], chord(rule.about_km))
    for i, near in zip(unsure, about, strict=True):
        own = pull[near][held_ever[near, label[i]]]
        weight = float(np.abs(own).sum())
        clear = weight >= rule.sure_km and abs(own.sum()) >= rule.lean * weight
        bank[i] = int(np.sign(own.sum())) if clear else 0
    return bank


@lru_cache(maxsize=1)
def load_rivers() -> tuple[River, ...]:
    """The rivers named in the settings (Natural Earth, 10m, thinned). Read once."""
    wanted = default_settings().river.barriers
    features = json.loads((DATA / "rivers.geojson").read_text(encoding="utf-8"))["features"]
    out = []
    for feature in features:
        if feature["properties"]["id"] in wanted:
            lines = shapely.line_merge(shapely.geometry.shape(feature["geometry"]))
            out += [River(line) for line in shapely.get_parts(lines)]
    return tuple(out)
