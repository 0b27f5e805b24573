"""Reading the YAML beside the code, checked against its schema."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from extract.errors import DataFileError

__all__ = ["DATA", "DataFileError", "load"]

T = TypeVar("T")

DATA = Path(__file__).parent / "data"


def load(name: str, schema: type[T]) -> T:
    """The data file as its schema's record. Raises DataFileError."""
    path = DATA / name
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return msgspec.convert(yaml.load(path.read_text("utf-8"), loader), schema)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise DataFileError(f"{path.name}: {error}") from error
