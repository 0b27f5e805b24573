import json
import subprocess
import sys

import pytest

FIELDS = {
    "query",
    "place_id",
    "name",
    "lat",
    "lon",
    "radius_km",
    "where_prec",
    "confidence",
    "candidates",
    "reason",
}


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "gazetteer", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def test_one_line_a_name() -> None:
    done = run("resolve", "--country", "SY", "--json", stdin="الباغوز\nQwertyville\n\nدير الزور".encode())
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["place_id"] for row in rows] == ["pcode:C5184", None, None, "geonames:170794"]
    assert all(row.keys() >= FIELDS for row in rows)
    assert all(row["reason"] for row in rows if row["place_id"] is None)
    assert rows[0]["query"] == "الباغوز"


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (("resolve", "--country", "Syria"), b"", b"not the code of a country"),
        (("resolve",), b"\xff\xfe\n", b"line 1 is not UTF-8"),
        (("resolve", "--colour", "red"), b"", b"--colour"),
        (("unknown",), b"", b"unknown"),
    ],
)
def test_bad_input_is_one_clear_error(arguments: tuple[str, ...], stdin: bytes, words: bytes) -> None:
    done = run(*arguments, stdin=stdin)
    assert done.returncode == 2
    assert done.stdout == b""
    assert words in done.stderr
    assert b"Traceback" not in done.stderr
