"""The vote of the nearest claims on a spot.

A claim's voice falls with distance and ends smoothly where the next claim would take over (Franke and
Little's weights, in Franke 1982, "Scattered data interpolation: tests of some methods"), so that edges have
no steps. How far claims reach follows from their spacing: dense ones draw fine detail and say nothing of the
desert beyond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.spatial import cKDTree

from geo.control_settings import ControlSettings, VoteSettings
from geo.doubt import doubted
from geo.holdings import Holding, Register, side_of
from geo.mercator import Bools, Floats, Ints, arc_km, chord, on_sphere, project
from geo.rivers import River, barriers

NO_DATA = -1


@dataclass(frozen=True)
class Voters:
    """Holdings as arrays of length n.

    xy: (n, 2) Mercator radians. xyz: (n, 3) on the unit sphere. label: index into labels, the sides; an
    actor on none is one of its own. weight: 0 to 1. against: the word is that the side lost the place, and
    counts against it. blur: km added to a claim's distance for its own inexactness. reach: km up to which
    it speaks. disputed: contested, besieged or doubted. doubted: does not count for its side.
    rival_km: to the nearest claim that says otherwise, else infinite. held_ever: (n, labels) which sides
    held the place up to now.
    """

    xy: Floats
    xyz: Floats
    label: Ints
    weight: Floats
    against: Bools
    blur: Floats
    reach: Floats
    disputed: Bools
    doubted: Bools
    rival_km: Floats
    held_ever: Bools
    labels: tuple[str, ...]


def voters(held: Sequence[Holding], as_of: date, register: Register, settings: ControlSettings) -> Voters:
    """Holdings as arrays, with their reach, and with doubted ones marked."""
    sides = [side_of(h.actor or h.lost_by or "", as_of, register) for h in held]
    index = {side: i for i, side in enumerate(dict.fromkeys(sides))}
    label = np.array([index[s] for s in sides], dtype=np.int64)
    xy = project(np.array([[h.lon, h.lat] for h in held], dtype=np.float64).reshape(-1, 2))
    xyz = on_sphere(xy)
    against = np.array([h.actor is None for h in held], dtype=np.bool_)
    doubt = doubted(xy, np.where(against, -1, label), held, settings.doubt)
    rival_km = _rival_km(xyz, np.where(against, -1 - label, label))
    return Voters(
        xy=xy,
        xyz=xyz,
        label=label,
        weight=np.array([h.weight for h in held], dtype=np.float64),
        against=against,
        # However inexact a claim is, its place is another than those about it: it keeps ground of its own.
        blur=np.minimum(
            np.array([h.radius_km for h in held], dtype=np.float64) * settings.vote.radius_share,
            rival_km * settings.vote.blur_to_rival,
        ),
        reach=_reach(xyz, settings.vote),
        disputed=doubt | np.array([h.status != "control" for h in held], dtype=np.bool_),
        doubted=doubt,
        rival_km=rival_km,
        held_ever=np.array(
            [[side in {side_of(a, as_of, register) for _, a in h.past if a} for side in index] for h in held],
            dtype=np.bool_,
        ),
        labels=tuple(index),
    )


def _rival_km(xyz: Floats, stance: Ints) -> Floats:
    """(n,) from each claim to the nearest of another stance; infinite where there is none."""
    out = np.full(len(stance), np.inf)
    for value in np.unique(stance):
        mine = stance == value
        if not mine.all():
            out[mine] = arc_km(cKDTree(xyz[~mine]).query(xyz[mine])[0])
    return out


def _reach(xyz: Floats, rule: VoteSettings) -> Floats:
    """(n,) km: some spacings, within bounds."""
    k = rule.spacing_neighbours + 1
    chords, _ = cKDTree(xyz).query(xyz, k=[k], distance_upper_bound=chord(rule.max_km))
    return np.asarray(np.clip(rule.reach_spacings * arc_km(chords[:, 0]), rule.min_reach_km, rule.max_km))


@dataclass(frozen=True)
class Votes:
    """The outcome at m spots.

    label: index into the voters' labels, NO_DATA beyond reach. share: (m, labels) each label's part of the
    voices. lead: share of the leading side less that of the next. nearest_km: to the nearest claim.
    spare_km: how much farther the claims reach than here, negative beyond reach. dispute: positive on
    contested ground. river_km: to a river that parts those who speak here, else infinite.
    """

    label: Ints
    share: Floats
    lead: Floats
    nearest_km: Floats
    spare_km: Floats
    dispute: Floats
    river_km: Floats


class Poll:
    """A tree of voters that can be asked about any spots."""

    def __init__(self, v: Voters, settings: ControlSettings, rivers: Sequence[River] = ()) -> None:
        self.voters = v
        self.settings = settings
        self._barriers = barriers(rivers, v.xy, v.label, v.held_ever, settings.river)
        self._tree = cKDTree(v.xyz)

    def ask(self, xy: Floats) -> Votes:
        """The vote at (m, 2) spots in Mercator radians."""
        v, rule = self.voters, self.settings.vote
        k = rule.neighbours
        # Half again as far: how far beyond reach a spot lies is wanted too, to find the edge between samples.
        chords, near = self._tree.query(on_sphere(xy), k=k + 1, distance_upper_bound=chord(1.5 * rule.max_km))
        km = arc_km(chords)
        near = np.where(np.isfinite(km), near, 0)
        next_km = km[:, k:]
        km, near = km[:, :k], near[:, :k]
        distance = np.maximum(np.hypot(km, v.blur[near]), rule.least_km)
        falling = distance**-rule.power
        # A claim is silent beyond its reach, unless it is about the nearest that there is.
        far = np.maximum(v.reach[near], 1.25 * distance[:, :1])
        end = np.clip(np.minimum(np.hypot(next_km, v.blur[near]), far), rule.least_km, rule.max_km)
        voice = v.weight[near] * np.clip(falling - end**-rule.power, 0.0, None)
        river_km = np.full(len(xy), np.inf)
        for barrier in self._barriers:
            bank_km = barrier.river.bank_km(xy)
            voice *= barrier.damping(bank_km, near, self.settings.river)
            river_km = np.fmin(river_km, np.abs(bank_km))
        # Reach is interpolated too: where near claims are silent, far ones must not speak over them.
        reach = (v.reach[near] * falling).sum(axis=1) / np.maximum(falling.sum(axis=1), 1e-300)
        spare = np.maximum(reach - np.minimum(km[:, 0], 2 * rule.max_km), -rule.max_km)
        total = np.maximum(voice.sum(axis=1), 1e-300)
        disputed = np.where(v.disputed[near], voice, 0.0).sum(axis=1) / total
        labels = v.label[near]
        voice = np.where(v.doubted[near], 0.0, np.where(v.against[near], -voice, voice))
        share = np.stack(
            [np.where(labels == i, voice, 0.0).sum(axis=1) / total for i in range(len(v.labels))], axis=1
        )
        ranked = np.sort(np.clip(share, 0.0, None), axis=1)
        return Votes(
            label=np.where((spare > 0) & (ranked[:, -1] > 0), share.argmax(axis=1), NO_DATA),
            share=share,
            lead=ranked[:, -1] - (ranked[:, -2] if len(v.labels) > 1 else 0.0),
            nearest_km=km[:, 0],
            spare_km=spare,
            river_km=np.where((np.abs(share) > 0).sum(axis=1) > 1, river_km, np.inf),
            dispute=np.minimum(disputed - 0.5, 1.0 - km[:, 0] / rule.contested_km),
        )
