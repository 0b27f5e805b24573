"""Reading the events' columns from a store in bulk, without making a record of each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select

from geo.actor_groups import SIDE_BITS, ActorGroups, ParentRegister
from geo.store import tables
from geo.store.reader import StoreReader

_ROWS_AT_ONCE = 20_000
_MOST_DEATHS = int(np.iinfo(np.int16).max)


def load(store: StoreReader, register: ParentRegister | None) -> dict[str, Any]:
    """The fields of `EventColumns`, all from one state of the store."""
    e = tables.events.c
    with store.reading() as connection:
        rows = _event_rows(connection)
        parties = _party_rows(connection)
        version = store.version(connection)
        unplaced = connection.execute(select(func.count()).where(e.unplaced != "")).scalar_one()
        names = connection.execute(select(e.source_id, func.max(e.source_name)).group_by(e.source_id))
        source_names = {row[0]: row[1] for row in names}
    types, type_index = _labels(rows["sub_event_type"])
    statuses, status_index = _labels(rows["status"])
    sources, source_index = _labels(rows["source_id"])
    regions, region_index = _labels(rows["region"])
    texts = _encoded(rows["search"])
    return {
        "version": version,
        "ids": _numbers(rows["id"], object),
        "lon": _numbers(rows["lon"], np.float32),
        "lat": _numbers(rows["lat"], np.float32),
        "day_start": _numbers(rows["day_start"], np.int32),
        "day_end": _numbers(rows["day_end"], np.int32),
        "fatalities": np.clip(_numbers(rows["fatalities"], np.int64), -1, _MOST_DEATHS).astype(np.int16),
        "radius_km": _numbers(rows["radius_km"], np.float32),
        "where_prec": _numbers(rows["where_prec"], np.uint8),
        "types": types,
        "type_index": type_index,
        "statuses": statuses,
        "status_index": status_index,
        "sources": sources,
        "source_index": source_index,
        "source_names": source_names,
        "regions": regions,
        "region_index": region_index,
        "texts": texts.dictionary,
        "text_index": _numbers(texts.indices, np.int32),
        "groups": _groups(_numbers(rows["key"], np.int64), parties, register),
        "unplaced": unplaced,
    }


def _event_rows(connection: Connection) -> pa.Table:
    e = tables.events.c
    query = select(
        e.id, e.key, e.day_start, e.day_end, e.where_prec, e.fatalities, e.lon, e.lat, e.radius_km,
        e.sub_event_type, e.status, e.source_id, _region().label("region"), e.search,
    ).where(e.unplaced == "").order_by(e.day_start, e.id)  # fmt: skip
    kinds = [pa.string(), *[pa.int64()] * 5, *[pa.float64()] * 3, *[pa.string()] * 4, pa.large_string()]
    return _table(connection, query, kinds)


def _party_rows(connection: Connection) -> pa.Table:
    a = tables.event_actors.c
    query = select(a.event_key, a.actor_id, a.side).order_by(a.event_key, a.position)
    return _table(connection, query, [pa.int64(), pa.string(), pa.string()])


def _region() -> Any:
    e = tables.events.c
    return func.rtrim(e.country + "/" + e.admin1, "/")


def _table(connection: Connection, query: Select[Any], kinds: list[pa.DataType]) -> pa.Table:
    """The rows of a query as an Arrow table, read a part at a time."""
    schema = pa.schema([(c.name, kind) for c, kind in zip(query.selected_columns, kinds, strict=True)])
    parts = []
    rows = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query)
    for part in rows.partitions():
        arrays = [pa.array(v, type=kind) for v, kind in zip(zip(*part, strict=True), kinds, strict=True)]
        parts.append(pa.record_batch(arrays, schema=schema))
    return pa.Table.from_batches(parts, schema=schema)


def _numbers(column: pa.ChunkedArray | pa.Array, kind: Any) -> NDArray[Any]:
    return np.array(column.to_numpy(zero_copy_only=False), dtype=kind)


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """Each value once, and for each row which of them it is."""
    return column.combine_chunks().dictionary_encode()


def _labels(column: pa.ChunkedArray) -> tuple[list[str], NDArray[np.int32]]:
    """The values of a column sorted, and for each row its place among them."""
    encoded = _encoded(column)
    order = pc.array_sort_indices(encoded.dictionary).to_numpy()
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return encoded.dictionary.take(order).to_pylist(), place[_numbers(encoded.indices, np.int32)]


def _groups(keys: NDArray[np.int64], parties: pa.Table, register: ParentRegister | None) -> ActorGroups:
    """The parties of the events with these keys, in the events' order, without those of unplaced events."""
    ids, index = _labels(parties["actor_id"])
    sides, side_index = _labels(parties["side"])
    side = np.array([SIDE_BITS[name] for name in sides], dtype=np.uint8)[side_index]
    owner = _numbers(parties["event_key"], np.int64)
    by_key = np.argsort(keys)
    spot = np.searchsorted(keys[by_key], owner)
    placed = np.zeros(len(owner), dtype=bool)
    inside = spot < len(keys)
    placed[inside] = keys[by_key[spot[inside]]] == owner[inside]
    event = by_key[spot[placed]]
    order = np.argsort(event, kind="stable")
    offsets = np.zeros(len(keys) + 1, dtype=np.int64)
    np.cumsum(np.bincount(event, minlength=len(keys)), out=offsets[1:])
    return ActorGroups.build(ids, offsets, index[placed][order], side[placed][order], register)
