"""python -m extract: files, batches and the store. The pipeline is a stand-in except where a test says so."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import types
from datetime import date
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.batch import run_batch
from extract.cli_read import output_schema
from extract.errors import ReportError
from extract.report_file import MAX_REPORT_BYTES
from geo.records import Extraction
from tests.extract import made_readers

Patch = pytest.MonkeyPatch
Output = pytest.CaptureFixture[str]
BinaryOutput = pytest.CaptureFixture[bytes]

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def _pipeline(monkeypatch: Patch) -> None:
    module = types.ModuleType("extract.pipeline")
    module.read = made_readers.quick  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "extract.pipeline", module)


def _stdin(monkeypatch: Patch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(content)))


def _lines(text: str | bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.usefixtures("_pipeline")
def test_files_to_json_lines(tmp_path: Path, capsysbinary: BinaryOutput) -> None:
    (tmp_path / "a.txt").write_text("---\npublished: 2019-02-09\ntitle: A\n---\nshelling", "utf-8")
    (tmp_path / "b.txt").write_text("قصف", "utf-8")  # shelling
    assert main([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 0
    first, second = _lines(capsysbinary.readouterr().out)
    assert first["report"] == {
        "id": "sha256:shelling",
        "title": "A",
        "language": "en",
        "published": "2019-02-09",
        "source": {"name": None, "url": None},
    }
    assert second["report"]["language"] == "ar"  # type: ignore[index]


@pytest.mark.usefixtures("_pipeline")
def test_stdin_with_options(monkeypatch: Patch, capsysbinary: BinaryOutput) -> None:
    _stdin(monkeypatch, "قصف أمس".encode())  # shelling yesterday
    assert main(["--published", "2019-03-02", "--language", "en", "--title", "T", "-"]) == 0
    (line,) = _lines(capsysbinary.readouterr().out)
    head = line["report"]
    assert isinstance(head, dict)
    assert (head["published"], head["language"], head["title"]) == ("2019-03-02", "en", "T")


@pytest.mark.usefixtures("_pipeline")
def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, capsysbinary: BinaryOutput) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    (tmp_path / "good.txt").write_text("shelling", "utf-8")
    assert main([str(tmp_path / "bad.txt"), str(tmp_path / "good.txt")]) == 2
    captured = capsysbinary.readouterr()
    assert len(_lines(captured.out)) == 1
    assert captured.err == b"bad.txt: not UTF-8 text (byte 0)\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no report: give a file, or - for stdin"),
        (["none.txt"], "none.txt: No such file or directory"),
        (["--published", "2 March", "-"], "argument --published: '2 March' is not a day such as 2019-03-02"),
        (["--language", "fr", "-"], "argument --language: invalid choice: 'fr'"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["--batch", "none.jsonl"], "none.jsonl: No such file or directory"),
        (["--batch", "-", "more.txt"], "--batch reads one file of JSON lines"),
        (["--out", "out.jsonl", "-"], "--out goes with --batch"),
        (["add"], "no report: give a file, or --sample"),
    ],
)
@pytest.mark.usefixtures("_pipeline")
def test_bad_input_is_one_line(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: Patch,
    capsys: Output,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("gazetteer.index.open_index", lambda: types.SimpleNamespace(close=lambda: None))
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(message)
    assert captured.err.count("\n") == 1


@pytest.mark.usefixtures("_pipeline")
def test_ten_megabytes_on_stdin_are_refused_unread(monkeypatch: Patch, capsys: Output) -> None:
    stream = io.BytesIO(b"a" * 10 * MAX_REPORT_BYTES)
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=stream))
    assert main(["-"]) == 2
    assert capsys.readouterr().err == "stdin: more than 1 MB of text is not one report; split it\n"
    assert stream.tell() == MAX_REPORT_BYTES + 1


def test_schema_fits_the_records(capsys: Output) -> None:
    assert main(["--schema"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == output_schema()
    extraction = printed["$defs"]["Extraction"]
    assert set(extraction["properties"]) == set(Extraction.__struct_fields__)


def run_quick(content: str, out: Path) -> bytes:
    """What is in the output file after a batch with the quick reader."""
    source = out.with_suffix(".in")
    source.write_text(content, "utf-8")
    run_batch(str(source), out, made_readers.quick, published=None, language=None)
    return out.read_bytes()


BATCH = [
    '{"id": "a", "text": "shelling", "published": "2019-02-09", "language": "en", "title": "A"}',
    '{"id": 2, "text": "قصف"}',  # shelling
    "",
    '{"id": "cut", "te',
    '{"id": "none", "text": " "}',
    '{"id": "day", "text": "x", "published": "2019-02-30"}',
    '{"id": "key", "text": "x", "day": 1}',
    '{"id": "half", "text": "\\ud800"}',
    "[1, 2]",
    '{"id": "broken", "text": "break"}',
    json.dumps({"id": "large", "text": "a" * (MAX_REPORT_BYTES + 1)}),
    json.dumps({"id": "huge", "text": "a" * (7 * MAX_REPORT_BYTES)}),
    '{"id": "last", "text": "clash"}',
]


def test_batch_goes_on_after_bad_lines(tmp_path: Path, capsys: Output) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(BATCH), "utf-8")
    assert run_batch(str(source), out, made_readers.quick, published=None, language=None) == 2
    assert [line["input_id"] for line in _lines(out.read_bytes())] == ["a", 2, "last"]
    errors = {
        int(line.split()[1].rstrip(":")): line
        for line in capsys.readouterr().err.splitlines()
        if line.strip()
    }
    assert sorted(errors) == [4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert errors[10] == "line 10: not read: ZeroDivisionError: broken on two lines"


def test_batch_defaults_stand_in_for_what_a_line_lacks(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(BATCH[:2]), "utf-8")
    assert run_batch(str(source), out, made_readers.quick, published=date(2019, 3, 2), language="ar") == 0
    heads = [line["report"] for line in _lines(out.read_bytes())]
    assert [(h["published"], h["language"]) for h in heads] == [  # type: ignore[index]
        ("2019-02-09", "en"),
        ("2019-03-02", "ar"),
    ]


def test_batch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    content = "\n".join(json.dumps({"id": i, "text": f"report {i}"}) for i in range(40)) + "\n"
    out = tmp_path / "out.jsonl"
    whole = run_quick(content, out)
    lines = whole.splitlines(keepends=True)
    # Stopped in the middle of a line.
    out.write_bytes(b"".join(lines[:7]) + lines[7][:30])
    assert run_quick(content, out) == whole
    # Nothing is left to do.
    assert run_quick(content, out) == whole


@pytest.mark.parametrize(
    "notes", ["my notes\nof the day\n", "no newline", '{"id": 1, "text": "the input itself"}\n']
)
def test_batch_never_touches_another_kind_of_file(tmp_path: Path, notes: str) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "notes.txt"
    source.write_text('{"id": 1, "text": "shelling"}\n', "utf-8")
    out.write_text(notes, "utf-8")
    with pytest.raises(ReportError, match="line 1 is not output of this command"):
        run_batch(str(source), out, made_readers.quick, published=None, language=None)
    assert out.read_text("utf-8") == notes


INTERRUPTED = """
import sys
from pathlib import Path
from extract import __main__, cli_read
from extract.batch import run_batch
from tests.extract import made_readers
def slow_batch(_):
    source, out = sys.argv[1], Path(sys.argv[2])
    return run_batch(source, out, made_readers.slow, published=None, language=None)
cli_read.read_reports = slow_batch
sys.exit(__main__.main([]))
"""


def test_ctrl_c_ends_quietly_and_keeps_whole_lines(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    content = "\n".join(json.dumps({"id": i, "text": f"report {i}"}) for i in range(400)) + "\n"
    source.write_text(content, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(source), str(out)],
        cwd=PROJECT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not (out.exists() and out.stat().st_size):
        assert process.poll() is None, process.stderr and process.stderr.read()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    done = [line["input_id"] for line in _lines(out.read_bytes())]
    assert done == list(range(len(done)))
    assert 0 < len(done) < 400
    assert [line["input_id"] for line in _lines(run_quick(content, out))] == list(range(400))


@pytest.mark.usefixtures("_pipeline")
def test_add_keeps_each_report_once(tmp_path: Path, monkeypatch: Patch, capsys: Output) -> None:
    monkeypatch.setattr("gazetteer.index.load_index", lambda: None)
    (tmp_path / "a.txt").write_text("shelling", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    arguments = ["add", "--store", str(tmp_path / "s.sqlite"), str(tmp_path / "a.txt")]
    assert main(arguments) == 0
    assert main([*arguments, str(tmp_path / "bad.txt")]) == 2
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "added 1 reports: 0 events, 0 claims of control; 0 were there already",
        "added 0 reports: 0 events, 0 claims of control; 1 were there already",
    ]
    assert captured.err.strip() == "bad.txt: not UTF-8 text (byte 0)"


@pytest.mark.usefixtures("_pipeline")
def test_the_sample_is_added_once(tmp_path: Path, monkeypatch: Patch, capsys: Output) -> None:
    monkeypatch.setattr("gazetteer.index.load_index", lambda: None)
    reports = len(list((PROJECT / "extract" / "sample" / "reports").glob("*.txt")))
    for _ in range(2):
        assert main(["add", "--sample", "--store", str(tmp_path / "s.sqlite")]) == 0
    first, claims, second, claims_again = capsys.readouterr().out.splitlines()
    assert first == f"added {reports} reports: 0 events, 0 claims of control; 0 were there already"
    assert second == f"added 0 reports: 0 events, 0 claims of control; {reports} were there already"
    assert claims != claims_again == "added 0 claims of control from claims.csv"


def test_a_store_that_cannot_be_is_one_line(tmp_path: Path, monkeypatch: Patch, capsys: Output) -> None:
    monkeypatch.setattr("gazetteer.index.load_index", lambda: None)
    (tmp_path / "a.txt").write_text("shelling", "utf-8")
    assert main(["add", "--store", "sqlite://", str(tmp_path / "a.txt")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
