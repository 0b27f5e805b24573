"""Reading the events' columns from a store in bulk, without making a record of each."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from geo.actor_groups import SIDE_BITS, ActorGroups, ParentRegister
from geo.store import tables
from geo.store.reader import StoreReader

_ROWS_AT_ONCE = 20_000
_MOST_DEATHS = int(np.iinfo(np.int16).max)


def load(store: StoreReader, register: ParentRegister | None) -> dict[str, Any]:
    """The fields of `EventColumns`, all from one state of the store."""
    with store.reading() as connection:
        columns = _events(connection)
        columns["groups"] = _actors(connection, columns.pop("keys"), register)
        columns["version"] = store.version(connection)
        e = tables.events.c
        columns["unplaced"] = connection.execute(select(func.count()).where(e.unplaced != "")).scalar_one()
        sources = connection.execute(select(e.source_id, func.max(e.source_name)).group_by(e.source_id))
        columns["source_names"] = {row[0]: row[1] for row in sources}
    return columns


class _Labels:
    """Strings to numbers in order of first sight."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self.index = array("i")

    def extend(self, labels: Iterable[str]) -> None:
        number = self.number
        self.index.extend(number.setdefault(label, len(number)) for label in labels)

    def result(self) -> tuple[list[str], NDArray[np.int32]]:
        """The labels sorted, and each row's place among them."""
        names = sorted(self.number)
        place = {name: n for n, name in enumerate(names)}
        moved = np.array([place[name] for name in self.number], dtype=np.int32)
        return names, moved[np.asarray(self.index)] if len(self.index) else np.empty(0, dtype=np.int32)


def _events(connection: Connection) -> dict[str, Any]:
    e = tables.events.c
    query = (
        select(
            e.id, e.key, e.day_start, e.day_end, e.where_prec, e.fatalities, e.lon, e.lat, e.radius_km,
            e.sub_event_type, e.status, e.source_id, e.country, e.admin1, e.search,
        )
        .where(e.unplaced == "")
        .order_by(e.day_start, e.id)
    )  # fmt: skip
    ids: list[str] = []
    whole = [array("q") for _ in range(5)]
    real = [array("d") for _ in range(3)]
    labels = {name: _Labels() for name in ("type", "status", "source", "region", "text")}
    for part in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query).partitions():
        fields = list(zip(*part, strict=True))
        ids.extend(fields[0])
        for n, values in enumerate(whole):
            values.extend(fields[1 + n])
        for n, reals in enumerate(real):
            reals.extend(fields[6 + n])
        labels["type"].extend(fields[9])
        labels["status"].extend(fields[10])
        labels["source"].extend(fields[11])
        labels["region"].extend(map(_region, fields[12], fields[13]))
        labels["text"].extend(fields[14])
    keys, start, end, where_prec, deaths = (np.asarray(values) for values in whole)
    lon, lat, radius = (np.asarray(values).astype(np.float32) for values in real)
    types, type_index = labels["type"].result()
    statuses, status_index = labels["status"].result()
    sources, source_index = labels["source"].result()
    regions, region_index = labels["region"].result()
    texts, text_index = labels["text"].result()
    return {
        "keys": keys,
        "ids": np.array(ids, dtype=object),
        "lon": lon,
        "lat": lat,
        "radius_km": radius,
        "day_start": start.astype(np.int32),
        "day_end": end.astype(np.int32),
        "where_prec": where_prec.astype(np.uint8),
        "fatalities": np.clip(deaths, -1, _MOST_DEATHS).astype(np.int16),
        "types": types,
        "type_index": type_index,
        "statuses": statuses,
        "status_index": status_index,
        "sources": sources,
        "source_index": source_index,
        "regions": regions,
        "region_index": region_index,
        "texts": pa.array(texts, type=pa.large_string()),
        "text_index": text_index,
    }


def _region(country: str, admin1: str) -> str:
    return f"{country}/{admin1}" if admin1 else country


def _actors(connection: Connection, keys: NDArray[np.int64], register: ParentRegister | None) -> ActorGroups:
    a = tables.event_actors.c
    query = select(a.event_key, a.actor_id, a.side).order_by(a.event_key, a.position)
    owner, sides, actors = array("q"), array("B"), _Labels()
    for part in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query).partitions():
        fields = list(zip(*part, strict=True))
        owner.extend(fields[0])
        actors.extend(fields[1])
        sides.extend(SIDE_BITS[side] for side in fields[2])
    ids, index = actors.result()
    by_key = np.argsort(keys)
    found = (
        np.searchsorted(keys, np.asarray(owner), sorter=by_key) if len(keys) else np.empty(0, dtype=np.int64)
    )
    owners = np.asarray(owner)[: len(found)]
    found = np.minimum(found, len(keys) - 1)
    placed = keys[by_key[found]] == owners if len(keys) else np.zeros(len(owner), dtype=bool)
    event = by_key[found[placed]] if len(keys) else np.empty(0, dtype=np.int64)
    order = np.argsort(event, kind="stable")
    offsets = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum(np.bincount(event, minlength=len(keys)), out=offsets[1:])
    side = np.asarray(sides).astype(np.uint8)
    return ActorGroups.build(ids, offsets, index[placed][order], side[placed][order], register)
