"""python -m geo control: held areas and front lines of a day, from a CSV file of claims."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from geo.actors import load_register
from geo.claims import read_claims_csv
from geo.countries import load_countries
from geo.errors import GeoError
from geo.picture import picture
from geo.rivers import load_rivers
from geo.terrain import load_land


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a day such as 2019-03-02") from None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--claims",
        type=Path,
        required=True,
        metavar="CLAIMS.csv",
        help="columns date,lat,lon,actor[,status,confidence,source,date_to,place_id,place,radius_km]",
    )
    parser.add_argument(
        "--as-of", type=_day, required=True, metavar="DAY", help="the day to draw, such as 2019-03-02"
    )
    parser.add_argument("--out", type=Path, metavar="FILE.geojson", help="write here instead of to stdout")


def run(args: argparse.Namespace) -> int:
    """Print or write the picture as GeoJSON; raises GeoError on bad input."""
    register = load_register()
    claims = read_claims_csv(args.claims, register)
    shown = json.dumps(
        picture(
            claims,
            args.as_of,
            register=register,
            land=load_land(),
            countries=load_countries(),
            rivers=load_rivers(),
        ).to_geojson(),
        ensure_ascii=False,
    )
    if args.out is None:
        sys.stdout.write(shown + "\n")
        return 0
    try:
        args.out.write_text(shown + "\n", encoding="utf-8")
    except OSError as error:
        raise GeoError(f"{args.out}: {error.strerror or error}") from error
    return 0
