"""The subcommand `python -m geo export`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import get_args

import msgspec

from geo.errors import FilterError
from geo.export import FORMATS, export
from geo.filters import ActorSide, EventFilter
from geo.records import EventStatus
from geo.store import Store


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options; a choice that may be given more than once adds to the one before."""
    parser.add_argument("--format", required=True, choices=list(FORMATS), help="format of the file")
    parser.add_argument("--from", dest="first", metavar="DAY", help="first day, YYYY-MM-DD")
    parser.add_argument("--to", dest="last", metavar="DAY", help="last day, included")
    parser.add_argument("--actor", dest="actors", metavar="ID", action="append", help="actor or its members")
    parser.add_argument("--side", choices=get_args(ActorSide), default="either", help="part that they took")
    parser.add_argument(
        "--type", dest="sub_event_types", metavar="TYPE", action="append", help="sub_event_type"
    )
    parser.add_argument("--status", dest="statuses", choices=get_args(EventStatus), action="append",
                        help="by default reported and claimed")  # fmt: skip
    parser.add_argument("--min-fatalities", metavar="N", type=int, default=0, help="at least so many deaths")
    parser.add_argument("--max-radius-km", metavar="KM", type=float, help="places at least so exact")
    parser.add_argument(
        "--max-where-prec", metavar="LEVEL", type=int, help="the same by UCDP's scale, 1 to 6"
    )
    parser.add_argument("--region", dest="regions", metavar="REGION", action="append",
                        help='country ("SY") or region ("SY/Idlib Governorate")')  # fmt: skip
    parser.add_argument("--source", dest="sources", metavar="ID", action="append", help="who says so")
    parser.add_argument("--text", default="", help="words in the sentence or the place's name")
    parser.add_argument("--store", metavar="URL", help="database URL or file, by default the project's own")
    parser.add_argument("file", type=Path, metavar="FILE", help="file to write")


def run(args: Namespace) -> int:
    """Write the file and say how many events are in it; raises GeoError when it cannot be made."""
    chosen = filter_from(args)
    with Store.open_readonly(args.store) as store:
        count = export(store, chosen, args.format, args.file)
        left_out = len(store.unplaced())
    print(f"{args.file}: {count} events; {left_out} without a day or a place are not in it")
    return 0


def filter_from(args: Namespace) -> EventFilter:
    """The filter that the options describe; raises FilterError."""
    fields = {f.name: getattr(args, f.name) for f in msgspec.structs.fields(EventFilter)}
    given = {name: value for name, value in fields.items() if value is not None}
    try:
        return msgspec.convert(given, EventFilter)
    except msgspec.ValidationError as error:
        raise FilterError(f"the filter cannot be read: {error}") from error
