"""Which claims are doubted before they vote: those that stand alone, ringed by one other side.

A lone contrary claim among many is a slip more often than a pocket (Wilson 1972, "Asymptotic properties of
nearest neighbor rules using edited data"). Neighbours are those of the Gabriel graph (Sánchez, Pla and Ferri
1997, "Prototype selection for the nearest neighbour rule through proximity graphs"): two claims with no
third in the circle between them, so that who is whose neighbour never depends on claims farther away. A
doubted claim is shown as contested ground and moves no front.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay, QhullError, cKDTree

from geo.control_settings import DoubtSettings
from geo.holdings import Holding
from geo.mercator import Bools, Floats, Ints, arc_km, on_sphere


def gabriel_edges(xy: Floats, max_km: float) -> Ints:
    """(m, 2) pairs of neighbouring points among (n, 2) Mercator radians, no farther apart than max_km."""
    if len(xy) < 4:
        return np.empty((0, 2), dtype=np.int64)
    try:
        corners = Delaunay(xy).simplices
    except QhullError:
        # All on one line, or all on one spot: nothing can be ringed.
        return np.empty((0, 2), dtype=np.int64)
    edges = np.unique(np.sort(corners[:, [[0, 1], [1, 2], [0, 2]]].reshape(-1, 2), axis=1), axis=0)
    a, b = xy[edges[:, 0]], xy[edges[:, 1]]
    half = np.linalg.norm(a - b, axis=1) / 2
    inside, _ = cKDTree(xy).query((a + b) / 2)
    km = arc_km(np.linalg.norm(on_sphere(a) - on_sphere(b), axis=1))
    return np.asarray(edges[(inside >= half * (1 - 1e-9)) & (km <= max_km)], dtype=np.int64)


def doubted(xy: Floats, side: Ints, held: Sequence[Holding], rule: DoubtSettings) -> Bools:
    """(n,) which holdings are doubted, given (n, 2) Mercator radians and the (n,) side of each."""
    n = len(held)
    out = np.zeros(n, dtype=np.bool_)
    edges = gabriel_edges(xy, rule.reach_km)
    if not len(edges):
        return out
    alike = edges[side[edges[:, 0]] == side[edges[:, 1]]]
    count, group = connected_components(_graph(alike, n), directed=False)
    graph = _graph(edges, n)
    size = np.bincount(group, minlength=count)
    order = np.argsort(group, kind="stable")
    starts = np.concatenate([[0], np.cumsum(size)])
    weight = np.array([h.weight for h in held])
    for g in np.flatnonzero(size <= rule.largest_group):
        members = order[starts[g] : starts[g + 1]]
        if any(held[i].reports >= rule.corroborated_by or held[i].actor is None for i in members):
            continue
        ring = np.concatenate([graph.indices[graph.indptr[i] : graph.indptr[i + 1]] for i in members])
        ring = np.setdiff1d(ring, members)
        ringed = _rings(xy[ring], side[ring], xy[members].mean(axis=0), rule)
        if ringed and weight[members].max() <= rule.outweighs * weight[ring].mean():
            out[members] = _was_contradicted(members, ring, held)
    return out


def _graph(edges: Ints, n: int) -> csr_matrix:
    both = np.concatenate([edges, edges[:, ::-1]])
    return coo_matrix((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(n, n)).tocsr()


def _rings(ring: Floats, sides: Ints, middle: Floats, rule: DoubtSettings) -> bool:
    """Whether neighbours of one single side stand all around."""
    if len(ring) < rule.fewest or len(np.unique(sides)) > 1:
        return False
    angles = np.sort(np.arctan2(ring[:, 1] - middle[1], ring[:, 0] - middle[0]))
    gaps = np.diff(np.concatenate([angles, angles[:1] + 2 * np.pi]))
    return bool(np.degrees(gaps.max()) <= rule.widest_gap)


def _was_contradicted(members: Ints, ring: Ints, held: Sequence[Holding]) -> bool:
    """Whether the neighbours already stood against the group when it was reported.

    What was in line with its neighbours then and is alone now is no slip but what is left of a pocket.
    """
    day = min(held[i].past[-1][0] for i in members)
    mine = {held[i].actor for i in members}
    then = [held[j].holder_on(day) for j in ring]
    known = [actor for is_known, actor in then if is_known]
    return 2 * len(known) > len(ring) and not any(actor in mine for actor in known)
