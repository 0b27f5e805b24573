"""Claims of control from a CSV file: date, lat, lon, actor, and if known status, confidence, source and
more.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol, get_args

import numpy as np

from gazetteer.normalise import normalise
from geo.errors import GeoError
from geo.mercator import EARTH_KM
from geo.records import Attribution, ClaimStatus, ControlClaim

REQUIRED = ("date", "lat", "lon", "actor")
OPTIONAL = ("status", "confidence", "source", "date_to", "place_id", "place", "radius_km")
MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
MAX_CELL = 500
DEFAULT_RADIUS_KM = 1.0
FAR_KM, NEAR_KM = 1500.0, 400.0
"""A row this far from the others that would be this near with lat and lon changed over has them swapped."""


class ClaimsFileError(GeoError, ValueError):
    """A file of claims has a fault; names the row (the heading is row 1) and what is wrong. Nothing was
    loaded.
    """


class NamedActor(Protocol):
    """What is asked of an actor here."""

    @property
    def id(self) -> str: ...

    @property
    def aliases(self) -> Mapping[str, Sequence[str]]: ...


class NamesRegister(Protocol):
    """What is asked of the actors' register here."""

    def all(self) -> Iterable[NamedActor]: ...


def read_claims_csv(path: Path, register: NamesRegister) -> list[ControlClaim]:
    """All claims of a CSV file in UTF-8, or ClaimsFileError.

    Columns: date, lat, lon, actor, and optionally status, confidence, source, date_to, place_id, place,
    radius_km. Dates are ISO days, date_to is the first day on which the claim no longer holds. lat and lon
    are degrees in WGS 84. actor is an id of the register, or a name or abbreviation it knows. confidence
    runs from 0 to 1, empty is unstated.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise ClaimsFileError(f"{path.name}: more than {MAX_BYTES // 1_000_000} MB; split it")
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ClaimsFileError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ClaimsFileError(f"{path.name}: not UTF-8 text (byte {error.start})") from error
    if (nul := text.find("\0")) >= 0:
        raise ClaimsFileError(f"{path.name}: a NUL at character {nul}; not a text file")
    return parse_claims(text, register, path.name)


def parse_claims(text: str, register: NamesRegister, name: str = "claims") -> list[ControlClaim]:
    """The same from a text; name is what errors call it."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        _check_heading(rows.fieldnames or [])
        actors = _names(register)
        claims: list[ControlClaim] = []
        numbers: list[int] = []
        seen: Counter[str] = Counter()
        for row in rows:
            if len(claims) >= MAX_ROWS:
                raise ValueError(f"more than {MAX_ROWS} rows")
            if any(v for v in row.values()):
                numbers.append(rows.line_num)
                claims.append(_claim(row, actors, seen))
        _check_swapped(claims, numbers)
    except csv.Error as error:
        raise ClaimsFileError(f"{name}: row {rows.line_num}: {error}") from error
    except _RowError as error:
        raise ClaimsFileError(f"{name}: row {error.row}: {error}") from error
    except ValueError as error:
        raise ClaimsFileError(f"{name}: row {max(rows.line_num, 1)}: {error}") from error
    return claims


class _RowError(ValueError):
    def __init__(self, row: int, message: str) -> None:
        super().__init__(message)
        self.row = row


def _check_heading(fields: Sequence[str]) -> None:
    missing = [c for c in REQUIRED if c not in fields]
    if missing:
        raise ValueError(f"no column {', '.join(missing)}; needed are {', '.join(REQUIRED)}")
    unknown = [c for c in fields if c not in REQUIRED + OPTIONAL]
    if unknown:
        raise ValueError(f"unknown column {', '.join(unknown)}; known are {', '.join(REQUIRED + OPTIONAL)}")
    if len(set(fields)) < len(fields):
        raise ValueError("a column appears twice")


def _names(register: NamesRegister) -> dict[str, set[str]]:
    """Actor ids by every name the register knows; an id is never shadowed by another actor's name."""
    names: dict[str, set[str]] = {}
    actors = list(register.all())
    for actor in actors:
        for alias in (a for aliases in actor.aliases.values() for a in aliases):
            names.setdefault(normalise(alias), set()).add(actor.id)
    names.update({normalise(actor.id): {actor.id} for actor in actors})
    return names


def _actor(value: str, actors: Mapping[str, set[str]]) -> str:
    found = actors.get(normalise(value), set())
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise ValueError(f"actor {value!r} could be {', '.join(sorted(found))}; give the id")
    near = difflib.get_close_matches(normalise(value), list(actors), n=3)
    hint = f"; near it are {', '.join(sorted({i for n in near for i in actors[n]}))}" if near else ""
    raise ValueError(f"unknown actor {value!r}{hint}")


def _claim(
    row: Mapping[str | None, str | list[str] | None], actors: Mapping[str, set[str]], seen: Counter[str]
) -> ControlClaim:
    if None in row:
        raise ValueError("more cells than columns")
    cell = {str(k): str(v).strip() for k, v in row.items() if v is not None}
    too_long = next((k for k, v in cell.items() if len(v) > MAX_CELL), None)
    if too_long:
        raise ValueError(f"{too_long} is longer than {MAX_CELL} characters")
    lat, lon = _number(cell, "lat"), _number(cell, "lon")
    if abs(lat) > 90:
        swapped = ", lat and lon look swapped" if abs(lat) <= 180 and abs(lon) <= 90 else ""
        raise ValueError(f"lat {lat:g} is not between -90 and 90{swapped}")
    if abs(lon) > 180:
        raise ValueError(f"lon {lon:g} is not between -180 and 180")
    confidence = _number(cell, "confidence") if cell.get("confidence") else 0.0
    if not 0 <= confidence <= 1:
        raise ValueError(f"confidence {confidence:g} is not between 0 and 1")
    radius = _number(cell, "radius_km") if cell.get("radius_km") else DEFAULT_RADIUS_KM
    if radius < 0:
        raise ValueError(f"radius_km {radius:g} is negative")
    start = _day(cell, "date")
    end = _day(cell, "date_to") if cell.get("date_to") else None
    if end is not None and end <= start:
        raise ValueError(f"date_to {end} is not after date {start}")
    if not cell.get("actor"):
        raise ValueError("actor is missing")
    source = cell.get("source")
    return ControlClaim(
        id=_claim_id(cell, seen),
        actor=_actor(cell["actor"], actors),
        place_id=cell.get("place_id") or None,
        place=cell.get("place") or None,
        lat=lat,
        lon=lon,
        radius_km=radius,
        status=_status(cell.get("status") or "control"),
        valid_from=start,
        valid_to=end,
        attribution=_attribution(source, actors) if source else None,
        confidence=confidence,
        method="imported",
    )


def _claim_id(cell: Mapping[str, str], seen: Counter[str]) -> str:
    """The same for the same row wherever it stands in the file; a repeated row is told apart by its count."""
    content = "\x1f".join(f"{k}={cell.get(k, '')}" for k in REQUIRED + OPTIONAL)
    digest = hashlib.sha256(content.encode()).hexdigest()[:16]
    seen[digest] += 1
    return f"import:{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else "")


def _number(cell: Mapping[str, str], column: str) -> float:
    value = cell.get(column, "")
    if not value:
        raise ValueError(f"{column} is missing")
    try:
        number = float(value)
    except ValueError:
        raise ValueError(f"{column} {value!r} is not a number") from None
    if not math.isfinite(number):
        raise ValueError(f"{column} {value!r} is not a finite number")
    return number


def _day(cell: Mapping[str, str], column: str) -> date:
    value = cell.get(column, "")
    if not value:
        raise ValueError(f"{column} is missing")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{column} {value!r} is not a day such as 2019-03-02") from None


def _status(value: str) -> ClaimStatus:
    known: tuple[ClaimStatus, ...] = get_args(ClaimStatus)
    for status in known:
        if value == status:
            return status
    raise ValueError(f"status {value!r} is none of {', '.join(known)}")


def _attribution(source: str, actors: Mapping[str, set[str]]) -> Attribution:
    found = actors.get(normalise(source), set())
    return Attribution(id=next(iter(found)) if len(found) == 1 else source, name=source)


def _check_swapped(claims: Sequence[ControlClaim], numbers: Sequence[int]) -> None:
    """Swapped coordinates can both be in range; then the row lies far from all others, and near them
    swapped.
    """
    if len(claims) < 3:
        return
    lat = np.array([c.lat for c in claims])
    lon = np.array([c.lon for c in claims])
    middle = float(np.median(lat)), float(np.median(lon))
    asked = _km(lat, lon, *middle) > FAR_KM
    as_swapped = _km(np.clip(lon, -90, 90), lat, *middle) < NEAR_KM
    wrong = np.flatnonzero(asked & as_swapped & (np.abs(lon) <= 90))
    if len(wrong):
        row = int(wrong[0])
        raise _RowError(
            numbers[row],
            f"lat {lat[row]:g}, lon {lon[row]:g} look swapped: all others lie the other way round",
        )


def _km(lat: np.ndarray, lon: np.ndarray, lat0: float, lon0: float) -> np.ndarray:
    a, b = np.radians(lat), math.radians(lat0)
    cos = np.sin(a) * math.sin(b) + np.cos(a) * math.cos(b) * np.cos(np.radians(lon - lon0))
    return np.asarray(EARTH_KM * np.arccos(np.clip(cos, -1, 1)))
