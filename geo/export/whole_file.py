"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from geo.errors import ExportError


@contextmanager
def whole_file(path: Path, suffix: str) -> Iterator[Path]:
    """A new file beside `path` that takes its place when the block ends without an error.

    Until then it ends in `suffix`: OGR takes the ending as a wish, and makes a folder of KML without one.

    Raises ExportError where the folder is missing or cannot be written.
    """
    if not path.parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}")
    if not os.access(path.parent, os.W_OK):
        raise ExportError(f"nothing can be written in {path.parent}")
    draft = path.with_name(f".{path.stem}-{uuid4().hex[:8]}{suffix}")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        raise ExportError(f"{path.name} cannot be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
