"""Plain words that stand in a row with a place are places too: بيجي - حديثة, في بلدتي الشحيل والبصيرة."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from extract.place_lexicon import place_lexicon
from extract.place_seen import Seen
from extract.place_theatre import Theatre
from gazetteer.geometry import rough_km

NEIGHBOURS_KM = 60.0
_DASHES = ("-", "–")


def in_a_row(
    text: str, names: Sequence[Seen], doubted: Sequence[tuple[Seen, str]], theatre: Theatre
) -> list[Seen]:
    """Those of the doubted names that the names beside them make places."""
    never = place_lexicon().never
    starts = [name.start for name in names]
    rescued = []
    for seen, why in doubted:
        if why != "an ordinary word" or seen.key in never:
            continue
        at = bisect_right(starts, seen.start)
        if any(_in_row(text, seen, other, theatre) for other in names[max(0, at - 1) : at + 1]):
            rescued.append(seen)
    return rescued


def _in_row(text: str, seen: Seen, other: Seen, theatre: Theatre) -> bool:
    if not theatre.has(seen) and {p.country for p in seen.places}.isdisjoint(p.country for p in other.places):
        return False
    if seen.end <= other.start:
        dashed = text[seen.end : other.start].strip() in _DASHES
        return dashed and (other.around.relation == "between" or not seen.around.glued)
    gap = text[other.end : seen.start].strip()
    if gap in (*_DASHES, "و", "،و") and (other.around.relation == "between" or not seen.around.glued):
        return True
    return not gap.strip(" و") and _close(seen, other)


def _close(seen: Seen, other: Seen) -> bool:
    """Whether two names can be neighbours."""
    return any(
        rough_km((p.lat, p.lon), (q.lat, q.lon)) <= NEIGHBOURS_KM
        for p in seen.places
        for q in other.places
        if p.country == q.country
    )
