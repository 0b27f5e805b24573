"""python -m extract add: reports into the store, each once, and the sample campaign."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from extract.command import CommandParser
from extract.errors import ReportError, UsageError
from extract.report_file import read_report
from geo.errors import GeoError
from geo.store import Store

SAMPLE = Path(__file__).parent / "sample"
SAMPLE_SOURCE = "sample"


def add(argv: Sequence[str]) -> int:
    """Run the command; 0, or 2 where a report could not be read (the others are added)."""
    options = _parser().parse_args(argv)
    files = [Path(name) for name in options.files]
    if options.sample:
        files += sorted((SAMPLE / "reports").glob("*.txt"))
    if not files:
        raise UsageError("no report: give a file, or --sample")
    from gazetteer.index import load_index

    try:
        with Store(options.store, places=load_index()) as store:
            failed = _add_reports(store, files)
            if options.sample:
                _add_claims(store)
    except GeoError as error:
        raise ReportError(str(error)) from error
    return 2 if failed else 0


def _parser() -> CommandParser:
    parser = CommandParser(prog="python -m extract add", description="Read reports into the store.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="text files with an optional header")
    parser.add_argument("--sample", action="store_true", help="add the sample campaign that comes with Furat")
    parser.add_argument(
        "--store", metavar="URL", help="database file or address, by default the project's own"
    )
    return parser


def _add_reports(store: Store, files: Sequence[Path]) -> int:
    """Add reports and say how many are new; returns how many could not be read."""
    from tqdm import tqdm

    from extract.pipeline import read

    added = events = claims = failed = 0
    for path in tqdm(files, unit=" reports", file=sys.stderr, disable=None):
        try:
            report = read_report(path)
            extraction = read(report)
            new = store.add(extraction, report)
        except (ReportError, GeoError) as error:
            tqdm.write(" ".join(str(error).split()), file=sys.stderr)
            failed += 1
            continue
        if new:
            added += 1
            events += len(extraction.events)
            claims += len(extraction.claims)
    known = len(files) - added - failed
    print(f"added {added} reports: {events} events, {claims} claims of control; {known} were there already")
    return failed


def _add_claims(store: Store) -> None:
    from geo.actors import load_register
    from geo.claims import read_claims_csv

    path = SAMPLE / "claims.csv"
    if path.exists():
        claims = read_claims_csv(path, load_register())
        print(f"added {store.import_claims(claims, SAMPLE_SOURCE)} claims of control from {path.name}")
