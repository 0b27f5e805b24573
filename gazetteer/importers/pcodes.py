"""Reads a table of P-codes (OCHA's common operational datasets as CSV): one place a row, with a header.

Needed are the columns pcode, lat, lon and name_en or name_ar; admin1_en and admin2_en are used when there.
The usual
other spellings of these headings are understood.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from gazetteer.errors import DataFileError
from gazetteer.importers.table_file import lines
from gazetteer.tables import PlaceRow

RADIUS_KM = 1.5
HEADINGS = {
    "pcode": ("pcode", "p_code", "adm4_pcode", "admin4pcode", "adm3_pcode", "admin3pcode"),
    "name_en": ("name_en", "adm4_en", "admin4name_en", "adm3_en", "admin3name_en", "name"),
    "name_ar": ("name_ar", "adm4_ar", "admin4name_ar", "adm3_ar", "admin3name_ar"),
    "admin1": ("admin1_en", "adm1_en", "admin1name_en"),
    "admin2": ("admin2_en", "adm2_en", "admin2name_en"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "long", "longitude", "x"),
}
_COUNTRY = re.compile(r"^([A-Z]{2})\d")


def read(path: Path, country: str | None = None) -> Iterator[PlaceRow]:
    """Rows for the places of a P-code table. country (ISO 3166) is needed where the codes do not begin with
    one.

    Raises DataFileError naming the heading that is missing or the first bad row.
    """
    reader = csv.DictReader(lines(path))
    columns = _columns(path, reader.fieldnames or [])
    for number, cells in enumerate(reader, start=2):
        row = {field: (cells.get(heading) or "").strip() for field, heading in columns.items()}
        code = row.pop("pcode")
        found = _COUNTRY.match(code)
        where = country or (found.group(1) if found else None)
        if where is None:
            raise DataFileError(f"{path.name} line {number}: no country in the code {code}; give --country")
        place = {
            "id": f"pcode:{code}",
            "feature": "P.PPL",
            "country": where,
            "radius_km": RADIUS_KM,
            **row,
        }
        try:
            yield msgspec.convert({**place, "source": f"imported: P-code {code}"}, PlaceRow, strict=False)
        except msgspec.ValidationError as error:
            raise DataFileError(f"{path.name} line {number}: {error}") from error


def _columns(path: Path, headings: Sequence[str]) -> dict[str, str]:
    known = {heading.strip().lower(): heading for heading in headings}
    found = {
        field: next(known[h] for h in spellings if h in known)
        for field, spellings in HEADINGS.items()
        if any(h in known for h in spellings)
    }
    missing = [field for field in ("pcode", "lat", "lon") if field not in found]
    if missing or not ({"name_en", "name_ar"} & found.keys()):
        wanted = ", ".join(missing or ["name_en or name_ar"])
        raise DataFileError(f"{path.name}: no column {wanted} (found: {', '.join(headings)[:200]})")
    return found
