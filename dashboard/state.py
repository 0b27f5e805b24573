"""What all sessions share: store, event columns, pictures; renewed when the store's version changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from threading import Lock, RLock

import msgspec
import numpy as np

from geo.actors import ActorRegister, load_register
from geo.columns import EventColumns
from geo.errors import StoreMissingError, StoreOutdatedError
from geo.filters import EventFilter
from geo.pictures import Pictures
from geo.store import Store
from geo.store.reader import StoreReader

_MASKS_KEPT = 64


@dataclass
class Snapshot:
    """The store as it was at one version; whatever is derived from it is computed once."""

    version: str
    store: StoreReader
    columns: EventColumns
    coverage: dict[date, int]
    register: ActorRegister
    _pictures: dict[date | None, Pictures] = field(default_factory=dict)
    _masks: dict[EventFilter, bytes] = field(default_factory=dict)
    _event_bytes: bytes | None = None
    _index: dict[str, int] | None = None
    _lock: Lock = field(default_factory=Lock)

    def pictures(self, known_on: date | None = None) -> Pictures:
        """The pictures of control, as known today or as known on a day."""
        with self._lock:
            if known_on not in self._pictures:
                if len(self._pictures) > 8:
                    self._pictures.pop(next(iter(self._pictures)))
                claims = self.store.claims(known_on=known_on, include_superseded=known_on is not None)
                self._pictures[known_on] = Pictures(claims, self.register, known_on)
            return self._pictures[known_on]

    def index_of(self, event_id: str) -> int | None:
        """Where an event stands in the columns; None for one that is not on the map."""
        if self._index is None:
            self._index = {key: place for place, key in enumerate(self.columns.ids)}
        return self._index.get(event_id)

    def event_bytes(self) -> bytes:
        """The columns as the map reads them."""
        if self._event_bytes is None:
            self._event_bytes = self.columns.to_bytes()
        return self._event_bytes

    def mask_bytes(self, chosen: EventFilter) -> bytes:
        """One bit an event, the first in the lowest bit of the first byte."""
        found = self._masks.get(chosen)
        if found is None:
            found = np.packbits(self.columns.mask(chosen), bitorder="little").tobytes()
            if len(self._masks) >= _MASKS_KEPT:
                self._masks.clear()
            self._masks[chosen] = found
        return found

    def coverage_json(self) -> bytes:
        """Reports a day, by ISO day."""
        return msgspec.json.encode({day.isoformat(): n for day, n in self.coverage.items()})

    def days(self) -> tuple[date, date] | None:
        """The first and the last day that there is an event or a report of; None for an empty store."""
        found = list(self.coverage)
        if len(self.columns):
            epoch = date(1970, 1, 1).toordinal()
            found.append(date.fromordinal(epoch + int(self.columns.day_start.min())))
            found.append(date.fromordinal(epoch + int(self.columns.day_end.max())))
        return (min(found), max(found)) if found else None


class _Shared:
    def __init__(self) -> None:
        self._lock = RLock()
        self._writer: Store | None = None
        self._reader: StoreReader | None = None
        self._snapshot: Snapshot | None = None

    def writer(self) -> Store:
        with self._lock:
            if self._writer is None:
                self._writer = Store()
            return self._writer

    def reader(self) -> StoreReader:
        with self._lock:
            if self._reader is None:
                try:
                    self._reader = Store.open_readonly()
                except (StoreMissingError, StoreOutdatedError):
                    # Only the writer makes or upgrades tables.
                    self.writer()
                    self._reader = Store.open_readonly()
            return self._reader

    def snapshot(self) -> Snapshot:
        reader = self.reader()
        version = reader.version()
        with self._lock:
            if self._snapshot is None or self._snapshot.version != version:
                register = load_register()
                columns = EventColumns.load(reader, register)
                self._snapshot = Snapshot(columns.version, reader, columns, reader.coverage(), register)
            return self._snapshot

    def close(self) -> None:
        with self._lock:
            for opened in (self._reader, self._writer):
                if opened is not None:
                    opened.close()


@lru_cache(maxsize=1)
def _shared() -> _Shared:
    return _Shared()


def writer() -> Store:
    """The one store of this process that writes: opened at the first save, or to make a store."""
    return _shared().writer()


def snapshot() -> Snapshot:
    """The store as it is now, read through a connection that cannot write; the same object until somebody
    writes.
    """
    return _shared().snapshot()


def forget() -> None:
    """Close the store; the next use opens it again, in the data folder of that moment."""
    _shared().close()
    _shared.cache_clear()
