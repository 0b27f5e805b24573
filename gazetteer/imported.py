"""Keeps the rows a user imported, beside the index in the data folder, in the supplement's own format."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from gazetteer.tables import PlaceRow, read_table

PATTERN = "gazetteer.imported.*.csv"


def keep(folder: Path, kind: str, name: str, rows: Iterable[PlaceRow]) -> int:
    """Write the rows of one import, in place of an earlier import of the same file name; returns how many.

    Rows are all read before anything is written, so a bad table leaves an earlier import as it was.
    """
    kept = {row.id: row for row in rows}
    stem = re.sub(r"[^\w-]+", "_", name)[:80]
    path = folder / f"gazetteer.imported.{kind}.{stem}.csv"
    fresh = path.with_suffix(".new")
    folder.mkdir(parents=True, exist_ok=True)
    with fresh.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=PlaceRow.__struct_fields__)
        writer.writeheader()
        writer.writerows(msgspec.structs.asdict(row) for row in kept.values())
    fresh.replace(path)
    return len(kept)


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob(PATTERN))


def rows(folder: Path) -> Iterator[PlaceRow]:
    """All imported rows; of rows with one id the first."""
    seen: set[str] = set()
    for path in files(folder):
        for row in read_table(path, PlaceRow):
            if row.id not in seen:
                seen.add(row.id)
                yield row
