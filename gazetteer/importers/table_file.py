"""Opens a user's table as text, within limits, and as nothing but text: no format is guessed at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetteer.errors import DataFileError

MAX_BYTES = 2_000_000_000
"""Above GeoNames' dump of all countries."""
MAX_LINE = 1_000_000
MAX_ROWS = 2_000_000
_ZIP = b"PK\x03\x04"


def lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 text file, for the csv module. Raises DataFileError for anything else: a folder, a
    pipe, a spreadsheet or other zip (which is never unpacked), a file or line over the limits, NULs.
    """
    if not path.is_file():
        raise DataFileError(f"{path}: no such file")
    if path.stat().st_size > MAX_BYTES:
        raise DataFileError(f"{path.name}: more than {MAX_BYTES // 1_000_000} MB; split it")
    with path.open("rb") as raw:
        if raw.read(len(_ZIP)) == _ZIP:
            raise DataFileError(f"{path.name}: a spreadsheet or another zip; save it as CSV first")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number in range(1, MAX_ROWS + 2):
                line = file.readline(MAX_LINE + 1)
                if not line:
                    return
                if len(line) > MAX_LINE:
                    raise DataFileError(f"{path.name} line {number}: longer than {MAX_LINE} characters")
                if "\0" in line:
                    raise DataFileError(f"{path.name} line {number}: a NUL; not a text file")
                yield line
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path.name}: not UTF-8 text (byte {error.object[error.start]:#04x})") from error
    raise DataFileError(f"{path.name}: more than {MAX_ROWS} lines; split it")
