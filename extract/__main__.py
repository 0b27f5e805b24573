"""Command line of this room: reports to JSON lines, one by one or in a batch, and reports into the store."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from extract.errors import ExtractError


def main(argv: Sequence[str] | None = None) -> int:
    """Exit 0 with the result on stdout, 2 with one line a mistake on stderr."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments[:1] == ["add"]:
            from extract.cli_add import add

            return add(arguments[1:])
        from extract.cli_read import read_reports

        return read_reports(arguments)
    except ExtractError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of the pipe has gone; without this Python complains again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
