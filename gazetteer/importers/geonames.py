"""Reads a dump of GeoNames (SY.txt, allCountries.txt: tab-separated, no header, 19 columns, CC BY 4.0).

https://download.geonames.org/export/dump/readme.txt
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec

from gazetteer.draft import is_arabic, is_latin
from gazetteer.errors import DataFileError
from gazetteer.importers.table_file import MAX_LINE, lines
from gazetteer.packaged import is_junk, plain, town_radius
from gazetteer.tables import PlaceRow

COLUMNS = 19
# Areas and rivers come with the program, as areas and lines rather than points.
KEPT_CLASSES = frozenset("PSLTRV")
RADIUS_KM = {"S": 0.5, "R": 2.0, "L": 3.0, "T": 3.0, "V": 5.0}


def read(path: Path) -> Iterator[PlaceRow]:
    """Rows for towns, sites, hills and the like; DataFileError names the first line that is not of this
    format."""
    csv.field_size_limit(MAX_LINE)
    for number, cells in enumerate(csv.reader(lines(path), delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
        if len(cells) != COLUMNS:
            raise DataFileError(
                f"{path.name} line {number}: {len(cells)} columns, a GeoNames dump has {COLUMNS}"
            )
        key, name, _, alternates, lat, lon, kind, code, country, _, admin1, *rest = cells
        if kind not in KEPT_CLASSES:
            continue
        names = [n for n in alternates.split(",") if n and "|" not in n and not is_junk(n)]
        arabic = [n for n in names if is_arabic(n)]
        population = int(rest[3][:12]) if rest[3].isdecimal() else 0
        row = {
            "id": f"geonames:{key}",
            "name_en": plain(name),
            "name_ar": arabic[0] if arabic else "",
            "alt_en": "|".join(n for n in names if is_latin(n)),
            "alt_ar": "|".join(arabic[1:]),
            "feature": f"{kind}.{code}" if code else kind,
            "country": country,
            "admin1": f"{country}.{admin1}" if admin1 else "",
            "lat": lat,
            "lon": lon,
            "radius_km": RADIUS_KM.get(kind) or town_radius(population),
            "source": f"imported: GeoNames {key}",
        }
        try:
            yield msgspec.convert(row, PlaceRow, strict=False)
        except msgspec.ValidationError as error:
            raise DataFileError(f"{path.name} line {number}: {error}") from error
