"""From samples to pieces of surface: triangles cut where the vote turns, so that neighbours share their
edges exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import Delaunay

from geo.control_grid import samples
from geo.mercator import Floats, Ints
from geo.vote import NO_DATA, Poll, Votes

NEAREST_CUT = 0.08
"""An edge is never cut nearer to its end than this share: no slivers."""


@dataclass(frozen=True)
class Patch:
    """All ground with one label: Mercator radians, a polygon or several."""

    label: int
    disputed: bool
    geometry: shapely.Geometry


def patches(poll: Poll) -> list[Patch]:
    """The surface as a coverage: one patch a label, held and disputed ground apart."""
    xy = samples(poll)
    votes = poll.ask(xy)
    code = np.where(votes.label == NO_DATA, NO_DATA, votes.label * 2 + (votes.dispute > 0)).astype(np.int64)
    if len(xy) < 3 or not (code >= 0).any():
        return []
    triangles = _in_order(Delaunay(xy).simplices.astype(np.int64))
    corner = code[triangles]
    triangles = triangles[(corner >= 0).any(axis=1)]
    pieces, piece_code = _cut(xy, votes, code, triangles, poll)
    found = []
    for value in np.unique(piece_code):
        if value >= 0:
            merged = shapely.coverage_union_all(pieces[piece_code == value])
            found.append(Patch(int(value) // 2, bool(value % 2), merged))
    return found


def _in_order(triangles: Ints) -> Ints:
    """The same triangles in an order that only their corners decide, not what lies elsewhere."""
    first = triangles.argmin(axis=1)
    turned = np.take_along_axis(triangles, (first[:, None] + np.arange(3)) % 3, axis=1)
    return np.asarray(turned[np.lexsort(turned.T[::-1])])


def _cut(xy: Floats, votes: Votes, code: Ints, triangles: Ints, poll: Poll) -> tuple[np.ndarray, Ints]:
    """Polygons (an array of shapely geometries) and the code of each."""
    a, b, c = code[triangles].T
    whole = (a == b) & (b == c)
    polygons = [shapely.polygons(xy[triangles[whole]])]
    codes = [a[whole]]

    two = ~whole & ((a == b) | (b == c) | (a == c))
    if two.any():
        # Turn each triangle so that its odd corner comes first.
        odd = np.where(b == c, 0, np.where(a == c, 1, 2))[two]
        turned = np.take_along_axis(triangles[two], (odd[:, None] + np.arange(3)) % 3, axis=1)
        p, q, r = turned.T
        pq, pr = _crossing(xy, votes, code, p, q, poll), _crossing(xy, votes, code, p, r, poll)
        polygons.append(shapely.polygons(np.stack([xy[p], pq, pr], axis=1)))
        codes.append(code[p])
        polygons.append(shapely.polygons(np.stack([pq, xy[q], xy[r], pr], axis=1)))
        codes.append(code[q])

    three = ~whole & ~two
    if three.any():
        p, q, r = triangles[three].T
        pq = _crossing(xy, votes, code, p, q, poll)
        qr = _crossing(xy, votes, code, q, r, poll)
        rp = _crossing(xy, votes, code, r, p, poll)
        middle = (pq + qr + rp) / 3
        for corner, left, right in ((p, rp, pq), (q, pq, qr), (r, qr, rp)):
            polygons.append(shapely.polygons(np.stack([xy[corner], right, middle, left], axis=1)))
            codes.append(code[corner])
    return np.concatenate(polygons), np.concatenate(codes)


def _crossing(xy: Floats, votes: Votes, code: Ints, p: Ints, q: Ints, poll: Poll) -> Floats:
    """(n, 2) where the vote turns between two samples, by linear interpolation; the same from either end."""
    low, high = np.minimum(p, q), np.maximum(p, q)
    la, lb = votes.label[low], votes.label[high]
    ahead = votes.share[low, la] - votes.share[low, lb]
    behind = votes.share[high, lb] - votes.share[high, la]
    edge = (la == NO_DATA) | (lb == NO_DATA)
    ahead = np.where(edge, np.abs(votes.spare_km[low]), ahead)
    behind = np.where(edge, np.abs(votes.spare_km[high]), behind)
    same = la == lb
    ahead = np.where(same, np.abs(votes.dispute[low]), ahead)
    behind = np.where(same, np.abs(votes.dispute[high]), behind)
    total = ahead + behind
    share = np.where(total <= 0, 0.5, ahead / np.where(total > 0, total, 1.0))
    share = np.clip(share, NEAREST_CUT, 1 - NEAREST_CUT)[:, None]
    return np.asarray(xy[low] * (1 - share) + xy[high] * share)
