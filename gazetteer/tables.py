"""Reads the CSV tables of gazetteer/data, each row checked against its record."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from gazetteer.errors import DataFileError
from gazetteer.paths import DATA

Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]
Radius = Annotated[float, msgspec.Meta(gt=0, le=6000)]
Key = Annotated[str, msgspec.Meta(pattern=r"^[^\s]+$")]
FeatureCode = Annotated[str, msgspec.Meta(pattern=r"^[AHLPRSTUV](\.[A-Z0-9]+)?$")]


class PlaceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of supplement*.csv or regions.csv; alternates separated by "|", coordinates in degrees WGS 84."""

    id: Key
    name_en: str = ""
    name_ar: str = ""
    alt_en: str = ""
    alt_ar: str = ""
    feature: FeatureCode
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    lat: Latitude
    lon: Longitude
    radius_km: Radius
    source: str
    note: str = ""


class CountryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of countries.csv: short forms, and the adjectives that name a country's border (الحدود
    العراقية)."""

    code: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")]
    alt_en: str = ""
    alt_ar: str = ""
    adjective_en: str = ""
    adjective_ar: str = ""


class AreaRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of areas.csv: the names by which reports call a first-level area; code is GeoNames' (SY.07)."""

    code: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}\.[A-Z0-9.]+$")]
    name_en: str
    name_ar: str = ""
    alt_en: str = ""
    alt_ar: str = ""


class RiverRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of rivers.csv: one river under all its names, and Natural Earth's names of its parts."""

    id: Key
    name_en: str
    alt_en: str = ""
    name_ar: str = ""
    alt_ar: str = ""
    natural_earth_names: str


class WordRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of name_words.csv: a word beside a place's name and what it says of the name.

    type: what kind of place follows, value a feature class or code. near, countryside, between: the relation.
    direction: value is the side. in: what follows is where the rest lies. facility: a thing that a place's
    name may follow.
    """

    word: str
    kind: Literal["type", "near", "countryside", "between", "direction", "in", "facility"]
    value: str = ""


Row = TypeVar("Row", PlaceRow, CountryRow, AreaRow, RiverRow, WordRow)


def split(alternates: str) -> list[str]:
    """The alternates of one cell."""
    return [part.strip() for part in alternates.split("|") if part.strip()]


def read_table(path: Path, record: type[Row]) -> list[Row]:
    """All rows of a CSV file. Raises DataFileError naming file, line and column of the first bad row."""
    rows = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.DictReader(file), start=2):
            if None in cells or None in cells.values():
                raise DataFileError(f"{path.name} line {number}: not as many cells as the header")
            try:
                rows.append(msgspec.convert(cells, record, strict=False))
            except msgspec.ValidationError as error:
                raise DataFileError(f"{path.name} line {number}: {error}") from error
    return rows


def supplement_rows(folder: Path = DATA) -> Iterator[PlaceRow]:
    """All rows of supplement*.csv, file by file in the order of their names. A key used twice raises
    DataFileError."""
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("supplement*.csv")):
        for row in read_table(path, PlaceRow):
            if row.id in seen:
                raise DataFileError(f"{path.name}: {row.id} is already in {seen[row.id]}")
            seen[row.id] = path.name
            yield row
