"""Files that are there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from geo.errors import ExportError


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A new file beside `path`, with its ending, that takes its place when the block ends without an error.

    Raises ExportError where the folder is missing or cannot be written.
    """
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}")
    draft = path.with_name(f".{path.stem}-{uuid4().hex[:8]}{path.suffix}")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        raise ExportError(f"{path.name} cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
