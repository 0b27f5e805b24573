"""All placed events as arrays, sorted by first day and id: what the map draws and the filters run on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geo import column_bytes, column_load, facets
from geo.actor_groups import ActorGroups, ParentRegister
from geo.filters import EventFilter
from geo.store.reader import StoreReader


@dataclass(frozen=True, eq=False)
class EventColumns:
    """n placed events, one entry each in every array; an *_index array points into the list of that name.

    version: the store's when they were read. day_start, day_end: days since 1970-01-01, both included. lon,
    lat: degrees, WGS 84. radius_km: how far the true spot may lie. fatalities: best, else low, -1 unknown.
    where_prec: UCDP GED, 1 to 6. sources are attribution ids ("" for none) with their names in
    source_names. regions are "country/first level", "country" where only that is known, "" where nothing
    is. texts are the normalised sentences and place names. groups are the actors of each event with those
    they belong to. unplaced: how many events are in the store but not here, for want of a day or a place
    (`StoreReader.unplaced` lists them).
    """

    version: str
    ids: NDArray[np.object_]
    lon: NDArray[np.float32]
    lat: NDArray[np.float32]
    day_start: NDArray[np.int32]
    day_end: NDArray[np.int32]
    fatalities: NDArray[np.int16]
    radius_km: NDArray[np.float32]
    where_prec: NDArray[np.uint8]
    types: list[str]
    type_index: NDArray[np.int32]
    statuses: list[str]
    status_index: NDArray[np.int32]
    sources: list[str]
    source_index: NDArray[np.int32]
    source_names: dict[str, str]
    regions: list[str]
    region_index: NDArray[np.int32]
    texts: pa.Array
    text_index: NDArray[np.int32]
    groups: ActorGroups
    unplaced: int

    def __len__(self) -> int:
        return len(self.ids)

    @staticmethod
    def load(store: StoreReader, register: ParentRegister | None = None) -> EventColumns:
        """Read all events of a store in one look at it; register tells which actor is part of which.

        Raises StoreError when the store cannot be read.
        """
        return EventColumns(**column_load.load(store, register))

    def mask(self, chosen: EventFilter) -> NDArray[np.bool_]:
        """Which events the filter lets through, n booleans."""
        return facets.mask(self, chosen)

    def counts(self, chosen: EventFilter) -> facets.FacetCounts:
        """How many events each choice of each facet would show, given all the other facets."""
        return facets.counts(self, chosen)

    def per_day(self, chosen: EventFilter) -> tuple[date, NDArray[np.int64]]:
        """Events by first day under all of the filter but its dates: the first day, then one count a day.

        Over all days of all events, so that the time bar keeps its length; without events an empty array.
        """
        return facets.per_day(self, chosen)

    def to_bytes(self) -> bytes:
        """The map's columns as bytes; the layout is described in `geo.column_bytes`."""
        return column_bytes.pack(self)
