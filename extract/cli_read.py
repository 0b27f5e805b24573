"""python -m extract: reports from files or stdin to JSON lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from extract.command import CommandParser, day
from extract.errors import ReportError, UsageError
from extract.report_file import read_report, read_stream
from geo.records import Extraction, Report


def read_reports(argv: Sequence[str]) -> int:
    """Run the command; 0, or 2 where a report could not be read (the others are)."""
    options = _parser().parse_args(argv)
    if options.schema:
        print(json.dumps(output_schema(), ensure_ascii=False, indent=2))
        return 0
    if options.batch:
        if options.files or options.title:
            raise UsageError("--batch reads one file of JSON lines; it takes no other files and no --title")
        from extract.batch import run_batch
        from extract.pipeline import read
        from gazetteer.index import open_index

        # Built here if it must be, so that the workers do not wait for one another.
        open_index().close()
        return run_batch(
            options.batch, options.out, read, published=options.published, language=options.language
        )
    if not options.files:
        raise UsageError("no report: give a file, or - for stdin")
    if options.out:
        raise UsageError("--out goes with --batch")
    return _read_files(options)


def output_schema() -> dict[str, Any]:
    """The JSON schema of one output line, from the records themselves."""
    schema = msgspec.json.schema(Extraction)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Furat extraction", **schema}


def _parser() -> CommandParser:
    parser = CommandParser(
        prog="python -m extract",
        description='Reports to JSON lines. "python -m extract add" puts them in the store.',
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="text files with an optional header, - for stdin"
    )
    parser.add_argument(
        "--published", type=day, metavar="DAY", help="day the report was published, YYYY-MM-DD"
    )
    parser.add_argument("--language", choices=["ar", "en"], help="by default told by the script")
    parser.add_argument("--title", help="the report's headline")
    parser.add_argument(
        "--batch", metavar="FILE", help='JSON lines {"id","text","published","language","title"}, or -'
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="with --batch: write here, and go on where it stopped"
    )
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of the output")
    return parser


def _read_files(options: argparse.Namespace) -> int:
    from extract.pipeline import read

    failed = False
    for name in options.files:
        try:
            report = _report(name, options)
        except ReportError as error:
            print(" ".join(str(error).split()), file=sys.stderr)
            failed = True
            continue
        sys.stdout.buffer.write(msgspec.json.encode(read(report)) + b"\n")
        sys.stdout.flush()
    return 2 if failed else 0


def _report(name: str, options: argparse.Namespace) -> Report:
    report = read_stream(sys.stdin.buffer, "stdin") if name == "-" else read_report(Path(name))
    given = {
        key: getattr(options, key) for key in ("published", "language", "title") if getattr(options, key)
    }
    return msgspec.structs.replace(report, **given)
