"""Exporting what a filter chooses."""

from __future__ import annotations

import tempfile
from pathlib import Path

from geo.actors import load_register
from geo.columns import EventColumns
from geo.errors import ExportError
from geo.export.formats import FORMATS
from geo.export.rows import event_row
from geo.export.whole_file import whole_file
from geo.filters import EventFilter
from geo.store.reader import StoreReader


def export(
    store: StoreReader, chosen: EventFilter, form: str, path: Path, *, columns: EventColumns | None = None
) -> int:
    """Write the chosen events to `path` in a format of FORMATS; returns how many.

    Only events with a day and a place are exported. The file is there whole or not at all. columns saves
    reading them again. Raises ExportError for an unknown format or a path that cannot be written,
    StoreError for the store.
    """
    if form not in FORMATS:
        raise ExportError(f"there is no format {form!r}; there are {', '.join(FORMATS)}")
    register = load_register()
    columns = columns or EventColumns.load(store, register)
    ids = list(columns.ids[columns.mask(chosen)])
    write = FORMATS[form].write
    with whole_file(path, FORMATS[form].suffix) as draft:
        if write is None:
            # Folium and its templates are only loaded for this format.
            from geo.livemap import export_html

            export_html(store, chosen, draft)
        else:
            write((event_row(stored, register) for stored in store.events(ids)), draft)
    return len(ids)


def export_bytes(
    store: StoreReader, chosen: EventFilter, form: str, *, columns: EventColumns | None = None
) -> bytes:
    """The same as a block of bytes, for a download."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "furat"
        if form in FORMATS:
            path = path.with_suffix(FORMATS[form].suffix)
        export(store, chosen, form, path, columns=columns)
        return path.read_bytes()
