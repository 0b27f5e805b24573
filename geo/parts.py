"""Claims on a part of a place, against those on all of it.

"The edge of X" with no direction has no spot of its own: it presses on whoever holds X. "The north of X" has
one, and is over once a later claim says who has all of X.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec
from geopy.distance import great_circle

from geo.records import ClaimStatus, ControlClaim

_UNDIRECTED = ("near", "outside", "toward")
_DIRECTED = ("north", "south", "east", "west")
_LEAST_KM = 2.0
_AS_PRESSURE: dict[ClaimStatus, ClaimStatus] = {"control": "advance", "lost": "contested"}


def fold_parts(claims: Sequence[ControlClaim]) -> list[ControlClaim]:
    """The claims, with those on parts read as pressure on the whole place, or left out once outdated."""
    wholes: dict[str, list[ControlClaim]] = defaultdict(list)
    for claim in claims:
        if claim.place_id and claim.relation == "in" and claim.status in ("control", "lost"):
            wholes[claim.place_id].append(claim)
    out = []
    for claim in claims:
        if claim.place_id is None or claim.relation == "in":
            out.append(claim)
        elif claim.relation in _UNDIRECTED:
            status = _AS_PRESSURE.get(claim.status, claim.status)
            out.append(msgspec.structs.replace(claim, relation="in", status=status))
        elif claim.relation not in _DIRECTED or not _is_outdated(claim, wholes[claim.place_id]):
            out.append(claim)
    return out


def _is_outdated(part: ControlClaim, wholes: Sequence[ControlClaim]) -> bool:
    """Whether a later claim on all of the place covers the part's spot."""
    begun = _day(part)
    for whole in wholes:
        day = _day(whole)
        if begun is None or day is None or day <= begun:
            continue
        if whole.status == "lost" and whole.actor != part.actor:
            continue
        if great_circle((part.lat, part.lon), (whole.lat, whole.lon)).km <= max(_LEAST_KM, whole.radius_km):
            return True
    return False


def _day(claim: ControlClaim) -> date | None:
    return claim.valid_from_latest or claim.valid_from
