"""What can go wrong in this room; each error is also the built-in it is."""

from __future__ import annotations


class GeoError(Exception):
    """Any error of this room, with one clear sentence for the user."""


class StoreError(GeoError, RuntimeError):
    """The store could not be opened, read or written."""


class StoreMissingError(StoreError, FileNotFoundError):
    """A store was opened for reading that nobody has made yet."""


class StoreOutdatedError(StoreError):
    """A store was opened for reading whose tables are not those of this version."""


class RecordError(GeoError, ValueError):
    """A report or extraction contradicts itself or what is stored, and was not saved."""


class FilterError(GeoError, ValueError):
    """A filter could not be read: unknown field, wrong kind of value, or too long."""


class ExportError(GeoError, ValueError):
    """An export was asked for that cannot be made: unknown format, or a folder that does not exist."""
