"""A command-line parser whose mistakes are one line, like every other error of this room."""

from __future__ import annotations

import argparse
from datetime import date
from typing import NoReturn

from extract.errors import UsageError


class CommandParser(argparse.ArgumentParser):
    """Raises UsageError instead of printing the whole usage."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")


def day(text: str) -> date:
    """A day given as an option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2019-03-02") from None
