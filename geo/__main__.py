"""Command line of this room: python -m geo control|export."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from geo import cli_control, cli_export
from geo.errors import GeoError


def main(argv: Sequence[str] | None = None) -> int:
    """Exit 0 with the result on stdout, 2 with one line on stderr for bad input."""
    parser = argparse.ArgumentParser(
        prog="python -m geo", description="Control areas, front lines and exports."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    control = commands.add_parser("control", help="held areas and front lines of a day, as GeoJSON")
    cli_control.add_arguments(control)
    control.set_defaults(run=cli_control.run)
    export = commands.add_parser(
        "export", help="events of the store, filtered, in a format for other programs"
    )
    cli_export.add_arguments(export)
    export.set_defaults(run=cli_export.run)
    args = parser.parse_args(argv)
    try:
        return int(args.run(args))
    except GeoError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
