"""Where the surface is sampled: cells of the web map's quadtree, small where the vote is close and near its
claims.
"""

from __future__ import annotations

import numpy as np

from geo.control_settings import ControlSettings
from geo.mercator import WORLD, Bools, Floats, Ints, km_per_unit
from geo.vote import NO_DATA, Poll, Voters, Votes

JITTER = 0.12
"""Share of a cell by which its sample is moved: no four samples on a circle, so their triangles are
unique.
"""


def cell_centres(cells: Ints, level: int) -> Floats:
    """(n, 2) Mercator radians, slightly moved off the lattice, the same for a cell whenever it is asked."""
    mixed = cells.astype(np.uint64) * np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)
    mixed = (
        mixed[:, :1] ^ (mixed[:, 1:] + np.array([0, 0x165667B19E3779F9], dtype=np.uint64)) ^ np.uint64(level)
    )
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    noise = (mixed >> np.uint64(40)).astype(np.float64) / 2**24 - 0.5
    size = WORLD / 2**level
    return np.asarray((cells + 0.5 + 2 * JITTER * noise) * size - WORLD / 2)


def cells_at(xy: Floats, level: int) -> Ints:
    """(n, 2) the cell of each spot."""
    return np.asarray(np.floor((xy + WORLD / 2) * (2**level / WORLD)), dtype=np.int64)


def seeds(v: Voters, level: int, max_km: float) -> Ints:
    """(n, 2) all cells of a level within reach of a claim, and one ring more."""
    home = _distinct(cells_at(v.xy, level))
    cell_km = km_per_unit(cell_centres(home, level)) * WORLD / 2**level
    reach = np.ceil(max_km / cell_km).astype(np.int64) + 2
    grown = []
    for steps in np.unique(reach):
        span = np.arange(-steps, steps + 1)
        offsets = np.stack(np.meshgrid(span, span), axis=-1).reshape(-1, 2)
        grown.append((home[reach == steps][:, None, :] + offsets[None, :, :]).reshape(-1, 2))
    return _distinct(np.concatenate(grown))


def too_coarse(votes: Votes, cell_km: Floats, settings: ControlSettings) -> Bools:
    """(n,) which cells may hide a change of label finer than themselves."""
    grid = settings.grid
    edge = np.abs(votes.spare_km) < cell_km
    close = (votes.label != NO_DATA) & (votes.lead < grid.decided)
    disputed = np.abs(votes.dispute) < 0.3
    wanted = np.where(close | disputed, np.maximum(grid.cell_share * votes.nearest_km, grid.least_km), np.inf)
    by_river = votes.river_km < cell_km
    wanted = np.where(by_river, np.minimum(wanted, np.maximum(grid.river_km, votes.river_km / 2)), wanted)
    # The edge of data is a round line about far claims: it needs a few samples for its bend, not many.
    reach = votes.spare_km + np.minimum(votes.nearest_km, settings.vote.max_km)
    wanted = np.where(edge, np.minimum(wanted, np.maximum(reach, settings.vote.min_reach_km) / 4), wanted)
    return np.asarray(cell_km > wanted)


def samples(poll: Poll) -> Floats:
    """(n, 2) Mercator radians of all samples, sorted."""
    grid, v = poll.settings.grid, poll.voters
    cells = seeds(v, grid.coarsest_level, poll.settings.vote.max_km)
    done: list[Floats] = []
    for level in range(grid.coarsest_level, grid.finest_level + 1):
        xy = cell_centres(cells, level)
        if level == grid.finest_level:
            done.append(xy)
            break
        cell_km = km_per_unit(xy) * WORLD / 2**level
        split = too_coarse(poll.ask(xy), cell_km, poll.settings)
        # A claim close to a rival may lie between samples: the cells about it must be fine whatever their
        # centres say.
        claim_cell_km = km_per_unit(v.xy) * WORLD / 2**level
        split |= _contains(cells, cells_at(v.xy[claim_cell_km > grid.cell_share * v.rival_km], level))
        done.append(xy[~split])
        cells = (cells[split][:, None, :] * 2 + np.array([[0, 0], [0, 1], [1, 0], [1, 1]])).reshape(-1, 2)
        if not len(cells):
            break
    found = np.concatenate(done)
    return found[np.lexsort((found[:, 1], found[:, 0]))]


def _keys(cells: Ints) -> Ints:
    """(n,) one number a cell; a level has fewer than 2**20 cells a side."""
    return np.asarray((cells[:, 0] << 32) + cells[:, 1])


def _contains(cells: Ints, wanted: Ints) -> Bools:
    return np.isin(_keys(cells), _keys(wanted))


def _distinct(cells: Ints) -> Ints:
    keys = np.unique(_keys(cells))
    return np.column_stack([keys >> 32, keys & 0xFFFFFFFF])
