"""The gazetteer's command line: `python -m gazetteer resolve`, `build` and `import`."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from gazetteer.errors import GazetteerError
from gazetteer.imported import keep
from gazetteer.importers import geonames, pcodes
from gazetteer.index import build_index, load_index
from gazetteer.mention import Resolution
from gazetteer.name_query import resolve_name
from gazetteer.paths import data_dir

FORMAT_VERSION = 1


def answer(query: str, resolution: Resolution) -> dict[str, Any]:
    """What is printed for one name; place_id is None where the resolver abstained."""
    place = resolution.place
    return {
        "version": FORMAT_VERSION,
        "query": query,
        "place_id": place.id if place else None,
        "name": place.name if place else None,
        "names": {"en": place.label("en"), "ar": place.label("ar")} if place else None,
        "feature": place.feature if place else None,
        "country": place.country if place else None,
        "parents": list(place.parents) if place else [],
        "lat": resolution.lat,
        "lon": resolution.lon,
        "radius_km": resolution.radius_km,
        "where_prec": resolution.where_prec,
        "confidence": resolution.confidence,
        "candidates": [
            {
                "place_id": c.place.id,
                "name": c.place.name,
                "feature": c.place.feature,
                "country": c.place.country,
                "lat": c.place.lat,
                "lon": c.place.lon,
                "score": c.score,
                "reason": c.reason,
            }
            for c in resolution.candidates
        ],
        "reason": resolution.reason,
    }


def resolve_lines(country: str | None) -> int:
    """Names on stdin, one a line; one JSON line each."""
    index = load_index()
    if country is not None and index.get(f"iso3166:{country}") is None:
        print(f"gazetteer: {country} is not the code of a country (two letters, ISO 3166)", file=sys.stderr)
        return 2
    encode = msgspec.json.Encoder().encode
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            query = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            print(f"gazetteer: line {number} is not UTF-8 ({error.reason})", file=sys.stderr)
            return 2
        sys.stdout.buffer.write(encode(answer(query, resolve_name(query, index, country))) + b"\n")
    sys.stdout.buffer.flush()
    return 0


def import_files(kind: str, files: Sequence[Path], country: str | None) -> int:
    """Keep the rows of the tables in the data folder and build the index with them."""
    folder = data_dir()
    for path in files:
        rows = geonames.read(path) if kind == "geonames" else pcodes.read(path, country and country.upper())
        print(f"{path.name}: {keep(folder, kind, path.stem, rows)} places")
    build_index(folder)
    return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m gazetteer", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    resolve = commands.add_parser("resolve", help="names on stdin, one a line; one JSON line each on stdout")
    resolve.add_argument("--country", help="only places of this country (ISO 3166, two letters)")
    resolve.add_argument("--json", action="store_true", help="JSON lines; this is the only format")
    commands.add_parser("build", help="build the index afresh")
    tables = commands.add_parser("import", help="take a table of places into the local index")
    tables.add_argument(
        "kind", choices=("geonames", "pcodes"), help="a dump of GeoNames, or a CSV of P-codes"
    )
    tables.add_argument("files", nargs="+", type=Path, metavar="FILE")
    tables.add_argument(
        "--country", help="the country of P-codes that do not name it (ISO 3166, two letters)"
    )
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        if options.command == "build":
            build_index(data_dir())
            return 0
        if options.command == "import":
            return import_files(options.kind, options.files, options.country)
        return resolve_lines(options.country.upper() if options.country else None)
    except BrokenPipeError:
        return 0
    except (GazetteerError, OSError, UnicodeDecodeError, csv.Error) as error:
        print(f"gazetteer: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
