"""The map's columns as one block of bytes, for a browser to lay typed arrays on.

Layout, all little-endian: an unsigned 32-bit length L of the header; L bytes of JSON (UTF-8), padded with
spaces so that 4 + L is a multiple of 8; the body. The header: {"version": the store's, "n": events,
"types": names of sub_event_type, "fields": [{"name", "dtype" (f4 i4 i2 u1), "offset" in bytes from the
start of the body, a multiple of 8, "count"}]}. Fields: lon, lat (degrees), day_start, day_end (days since
1970-01-01, both included), type (into types), fatalities (-1 unknown), radius_km, where_prec.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from geo.errors import StoreError

if TYPE_CHECKING:
    from geo.columns import EventColumns

_ALIGN = 8


def pack(columns: EventColumns) -> bytes:
    """The block of bytes; raises StoreError with more than 256 kinds of event."""
    if len(columns.types) > 256:
        raise StoreError("the store holds more than 256 kinds of event, which the map cannot tell apart")
    arrays: dict[str, NDArray[Any]] = {
        "lon": columns.lon.astype("<f4"),
        "lat": columns.lat.astype("<f4"),
        "day_start": columns.day_start.astype("<i4"),
        "day_end": columns.day_end.astype("<i4"),
        "type": columns.type_index.astype(np.uint8),
        "fatalities": columns.fatalities.astype("<i2"),
        "radius_km": columns.radius_km.astype("<f4"),
        "where_prec": columns.where_prec,
    }
    body = bytearray()
    fields = []
    for name, values in arrays.items():
        fields.append(
            {"name": name, "dtype": values.dtype.str[1:], "offset": len(body), "count": len(values)}
        )
        body += values.tobytes()
        body += bytes(-len(body) % _ALIGN)
    header = msgspec.json.encode(
        {"version": columns.version, "n": len(columns), "fields": fields, "types": columns.types}
    )
    header += b" " * (-(4 + len(header)) % _ALIGN)
    return struct.pack("<I", len(header)) + header + bytes(body)
