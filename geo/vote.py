"""The vote of the nearest claims on a spot, and which claims are doubted before they vote.

A claim that stands alone against its neighbours is no pocket but most likely a slip (Wilson 1972,
"Asymptotic properties of nearest neighbor rules using edited data"), unless several reports of the place
agree. It is shown as contested ground and moves no front.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.spatial import cKDTree

from geo.control_settings import ControlSettings
from geo.holdings import Holding, Register, side_of
from geo.mercator import Bools, Floats, Ints, arc_km, chord, on_sphere, project

NO_DATA = -1


@dataclass(frozen=True)
class Voters:
    """Holdings as arrays of length n.

    xy: (n, 2) Mercator radians. xyz: (n, 3) on the unit sphere. label: index into labels; the label None
    stands for places that their last holder lost. side: (labels,) index of each label's side. weight: 0 to
    1. reach: km added to a claim's distance for its own inexactness. disputed: contested, besieged or
    doubted.
    """

    xy: Floats
    xyz: Floats
    label: Ints
    weight: Floats
    reach: Floats
    disputed: Bools
    doubted: Bools
    labels: tuple[str | None, ...]
    side: Ints


def voters(found: Sequence[Holding], as_of: date, register: Register, settings: ControlSettings) -> Voters:
    """Holdings as arrays, with doubted ones marked."""
    labels: list[str | None] = list(dict.fromkeys(h.actor for h in found))
    sides: list[str | None] = [None if a is None else side_of(a, as_of, register) for a in labels]
    side_index = {side: i for i, side in enumerate(dict.fromkeys(sides))}
    side = np.array([side_index[s] for s in sides], dtype=np.int64)
    index = {label: i for i, label in enumerate(labels)}
    xy = project(np.array([[h.lon, h.lat] for h in found], dtype=np.float64).reshape(-1, 2))
    base = Voters(
        xy=xy,
        xyz=on_sphere(xy),
        label=np.array([index[h.actor] for h in found], dtype=np.int64),
        weight=np.array([h.weight for h in found], dtype=np.float64),
        reach=np.array([h.radius_km for h in found], dtype=np.float64) * settings.vote.radius_share,
        disputed=np.array([h.status != "control" for h in found], dtype=np.bool_),
        doubted=np.zeros(len(found), dtype=np.bool_),
        labels=tuple(labels),
        side=side,
    )
    if len(found) < 2:
        return base
    doubted = _doubted(base, np.array([h.reports for h in found]), settings)
    return Voters(**{**base.__dict__, "doubted": doubted, "disputed": base.disputed | doubted})


def _doubted(v: Voters, reports: Ints, settings: ControlSettings) -> Bools:
    """(n,) which claims have next to no neighbour of their own side and no second report."""
    rule = settings.doubt
    chords, near = cKDTree(v.xyz).query(v.xyz, k=min(rule.neighbours + 1, len(v.label)))
    km = arc_km(chords[:, 1:])
    near = near[:, 1:]
    voice = v.weight[near] / np.maximum(km, settings.vote.least_km) ** rule.power
    voice = np.where(km <= rule.reach_km, voice, 0.0)
    own = np.where(v.side[v.label[near]] == v.side[v.label][:, None], voice, 0.0).sum(axis=1)
    total = voice.sum(axis=1)
    crowded = (km <= rule.reach_km).sum(axis=1) >= min(rule.neighbours, 4)
    alone = own < rule.share * np.maximum(total, 1e-12)
    return np.asarray(alone & crowded & (reports < rule.corroborated_by))


@dataclass(frozen=True)
class Votes:
    """The outcome at m spots.

    label: index into the voters' labels, NO_DATA beyond reach. share: (m, labels) each label's part of the
    voices. lead: share of the leading side less that of the next. nearest_km: to the nearest claim.
    disputed: whether disputed claims outweigh the others.
    """

    label: Ints
    share: Floats
    lead: Floats
    nearest_km: Floats
    disputed: Bools


class Poll:
    """A tree of voters that can be asked about any spots."""

    def __init__(self, v: Voters, settings: ControlSettings) -> None:
        self.voters = v
        self.settings = settings
        self.tree = cKDTree(v.xyz)

    def ask(self, xy: Floats) -> Votes:
        """The vote at (m, 2) spots in Mercator radians."""
        v, rule = self.voters, self.settings.vote
        k = min(rule.neighbours, len(v.label))
        # Half again as far: the distance of the nearest claim is wanted a little beyond the edge of data too.
        chords, near = self.tree.query(on_sphere(xy), k=k, distance_upper_bound=chord(1.5 * rule.max_km))
        chords, near = chords.reshape(len(xy), k), near.reshape(len(xy), k)
        km = arc_km(chords)
        near = np.where(np.isfinite(km), near, 0)
        distance = np.maximum(np.hypot(km, v.reach[near]), rule.least_km)
        voice = np.where(km <= rule.max_km, v.weight[near] / distance**rule.power, 0.0)
        disputed = np.where(v.disputed[near], voice, 0.0).sum(axis=1)
        total = np.maximum(voice.sum(axis=1), 1e-300)
        holder_voice = np.where(v.doubted[near], 0.0, voice)
        labels = v.label[near]
        share = (
            np.stack(
                [np.where(labels == i, holder_voice, 0.0).sum(axis=1) for i in range(len(v.labels))], axis=1
            )
            / total[:, None]
        )
        by_side = np.stack([share[:, v.side == s].sum(axis=1) for s in range(int(v.side.max()) + 1)], axis=1)
        winner = by_side.argmax(axis=1)
        ranked = np.sort(by_side, axis=1)
        lead = ranked[:, -1] - (ranked[:, -2] if by_side.shape[1] > 1 else 0.0)
        label = np.where(v.side[None, :] == winner[:, None], share, -1.0).argmax(axis=1)
        nearest = km[:, 0]
        label = np.where((nearest <= rule.max_km) & (ranked[:, -1] > 0), label, NO_DATA)
        return Votes(label, share, lead, nearest, disputed / total > 0.5)
