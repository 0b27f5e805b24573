"""Filters as masks over the columns, and the counts that each facet shows under the other facets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from gazetteer.normalise import normalise
from geo.actor_groups import SIDE_BITS
from geo.filters import EventFilter
from geo.records import SHOWN_STATUSES
from geo.store.rows import day_number, day_of

if TYPE_CHECKING:
    from geo.columns import EventColumns

Mask = NDArray[np.bool_]
_EITHER = 3


class FacetCounts(msgspec.Struct, frozen=True):
    """shown: events that pass the whole filter. The rest: choice -> events that pass the other facets.

    An actor's count includes its members' events, a country's ("SY") its regions' ("SY/Idlib Governorate").
    """

    shown: int
    actors: dict[str, int]
    sub_event_types: dict[str, int]
    statuses: dict[str, int]
    regions: dict[str, int]
    sources: dict[str, int]
    where_prec: dict[int, int]


def mask(columns: EventColumns, chosen: EventFilter) -> Mask:
    """Which events pass the whole filter."""
    return _all_but(_masks(columns, chosen), "", len(columns))


def counts(columns: EventColumns, chosen: EventFilter) -> FacetCounts:
    """The counts of every facet, each under all the other facets."""
    masks = _masks(columns, chosen)
    n = len(columns)

    def tally(facet: str, index: NDArray[Any], names: list[str]) -> dict[str, int]:
        found = np.bincount(index[_all_but(masks, facet, n)], minlength=len(names))
        return {name: int(k) for name, k in zip(names, found, strict=True)}

    prec = np.bincount(columns.where_prec[_all_but(masks, "where_prec", n)], minlength=7)
    return FacetCounts(
        shown=int(_all_but(masks, "", n).sum()),
        actors=_actor_counts(columns, chosen, _all_but(masks, "actors", n)),
        sub_event_types=tally("types", columns.type_index, columns.types),
        statuses=tally("statuses", columns.status_index, columns.statuses),
        regions=_with_countries(tally("regions", columns.region_index, columns.regions)),
        sources=tally("sources", columns.source_index, columns.sources),
        where_prec={level: int(prec[level]) for level in range(1, 7)},
    )


def per_day(columns: EventColumns, chosen: EventFilter) -> tuple[date, NDArray[np.int64]]:
    """The first day of all events, and from it one count a day of events that begin then, dates left open."""
    if len(columns) == 0:
        return date(1970, 1, 1), np.empty(0, dtype=np.int64)
    shown = _all_but(_masks(columns, chosen), "dates", len(columns))
    first, last = int(columns.day_start[0]), int(columns.day_start[-1])
    days = np.bincount(columns.day_start[shown] - first, minlength=last - first + 1)
    return day_of(first), days


def _masks(columns: EventColumns, chosen: EventFilter) -> dict[str, Mask]:
    """One mask for each facet that asks for something."""
    masks: dict[str, Mask] = {}
    dates = _dates(columns, chosen)
    if dates is not None:
        masks["dates"] = dates
    if chosen.actors:
        masks["actors"] = _actors(columns, chosen)
    if chosen.sub_event_types:
        masks["types"] = _among(columns.type_index, columns.types, set(chosen.sub_event_types))
    statuses = set(chosen.statuses) or SHOWN_STATUSES
    masks["statuses"] = _among(columns.status_index, columns.statuses, statuses)
    if chosen.min_fatalities > 0:
        masks["fatalities"] = columns.fatalities >= chosen.min_fatalities
    if chosen.max_radius_km is not None:
        masks["radius"] = columns.radius_km <= np.float32(chosen.max_radius_km)
    if chosen.max_where_prec is not None:
        masks["where_prec"] = columns.where_prec <= chosen.max_where_prec
    if chosen.regions:
        wanted = set(chosen.regions)
        names = {name for name in columns.regions if name in wanted or wanted & set(_countries(name))}
        masks["regions"] = _among(columns.region_index, columns.regions, names)
    if chosen.sources:
        masks["sources"] = _among(columns.source_index, columns.sources, set(chosen.sources))
    words = normalise(chosen.text).strip()
    if words:
        found = pc.match_substring(columns.texts, words).to_numpy(zero_copy_only=False).astype(bool)
        masks["text"] = found[columns.text_index]
    return masks


def _all_but(masks: dict[str, Mask], facet: str, n: int) -> Mask:
    result = np.ones(n, dtype=bool)
    for name, values in masks.items():
        if name != facet:
            result &= values
    return result


def _dates(columns: EventColumns, chosen: EventFilter) -> Mask | None:
    """Events with at least one day in the window."""
    if chosen.first is None and chosen.last is None:
        return None
    result = np.ones(len(columns), dtype=bool)
    if chosen.first is not None:
        result &= columns.day_end >= day_number(chosen.first)
    if chosen.last is not None:
        result &= columns.day_start <= day_number(chosen.last)
    return result


def _among(index: NDArray[Any], names: list[str], wanted: set[str] | frozenset[str]) -> Mask:
    chosen = np.array([name in wanted for name in names], dtype=bool)
    result: Mask = chosen[index]
    return result


def _side_bits(chosen: EventFilter) -> int:
    return _EITHER if chosen.side == "either" else SIDE_BITS[chosen.side]


def _actors(columns: EventColumns, chosen: EventFilter) -> Mask:
    groups = columns.groups
    fits = _among(groups.rolled_index, groups.ids, set(chosen.actors))
    fits &= (groups.rolled_side & _side_bits(chosen)) > 0
    result = np.zeros(len(columns), dtype=bool)
    result[groups.rolled_event[fits]] = True
    return result


def _actor_counts(columns: EventColumns, chosen: EventFilter, others: Mask) -> dict[str, int]:
    groups = columns.groups
    fits = others[groups.rolled_event] & ((groups.rolled_side & _side_bits(chosen)) > 0)
    found = np.bincount(groups.rolled_index[fits], minlength=len(groups.ids))
    return {name: int(k) for name, k in zip(groups.ids, found, strict=True)}


def _countries(region: str) -> list[str]:
    """The countries of a region; a border or a river has several, "IQ|SY"."""
    return region.partition("/")[0].split("|")


def _with_countries(regions: dict[str, int]) -> dict[str, int]:
    """Add each country's sum over its regions."""
    totals: dict[str, int] = {}
    for name, k in regions.items():
        for country in _countries(name):
            totals[country] = totals.get(country, 0) + k
    return regions | totals
