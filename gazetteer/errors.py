"""The errors of the gazetteer; each is also the built-in error it is a case of."""

from __future__ import annotations


class GazetteerError(Exception):
    """Base of all errors raised here."""


class DataFileError(GazetteerError, ValueError):
    """A data file does not say what it must; the message names the file and the row."""
