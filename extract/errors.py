"""What can go wrong in this room; each error is also the built-in it is, and its message is one line for
the user.
"""

from __future__ import annotations


class ExtractError(Exception):
    """Any error of this room that the user's input or data causes."""


class UsageError(ExtractError, ValueError):
    """The command line asks for what the command does not do."""


class ReportError(ExtractError, ValueError):
    """A report could not be read: missing, too large, not UTF-8, or a header that does not fit."""


class DataFileError(ExtractError, ValueError):
    """A data file of this room is not what its schema says; names the file and the key."""
