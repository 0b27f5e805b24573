"""Many reports at once, on all cores: JSON lines in and out. One bad line does not stop the others."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from extract.errors import ReportError
from extract.language import Language
from extract.report_file import MAX_REPORT_BYTES, check_text
from geo.records import Extraction, Report, Source

# JSON may write one letter as six ASCII characters.
_LONGEST_LINE = 6 * MAX_REPORT_BYTES + 10_000
_LINES_A_ROUND = 64
_LINES_A_TASK = 4
_LINE_START = b'{"input_id":'


Read = Callable[[Report], Extraction]


class BatchLine(msgspec.Struct, forbid_unknown_fields=True):
    """A line of input."""

    text: str
    id: str | int | None = None
    published: date | None = None
    language: Language | None = None
    title: str | None = None
    source: Source = Source()


class _Job(NamedTuple):
    number: int
    line: BatchLine


class _Done(NamedTuple):
    """A line read: its JSON, or why not."""

    number: int
    output: bytes
    error: str


class _Seen(msgspec.Struct):
    input_id: str | int | None = None


def run_batch(
    name: str, out: Path | None, read: Read, *, published: date | None, language: Language | None
) -> int:
    """Read the lines of a file or stdin ("-") with read, in processes; 0, or 2 where a line was not read.

    published and language stand in where a line has none. With out, lines go to that file, after what
    is there, and the ids already in it are not read again. Raises ReportError where a file cannot be
    opened.
    """
    with ExitStack() as stack:
        source = sys.stdin.buffer if name == "-" else stack.enter_context(_open(Path(name), "rb"))
        done: set[str | int] = set()
        target: BinaryIO = sys.stdout.buffer
        if out is not None:
            target = stack.enter_context(_open(out, "a+b"))
            done = _already_there(target)
        jobs = _jobs(source, done, published, language)
        return _run(jobs, target, partial(_read_line, read))


def _open(path: Path, mode: str) -> BinaryIO:
    try:
        return path.open(mode)  # type: ignore[return-value]
    except OSError as error:
        raise ReportError(f"{path}: {error.strerror or error}") from error


def _already_there(file: BinaryIO) -> set[str | int]:
    """The ids of a file's whole lines; a last line cut off by a crash is taken away."""
    seen: set[str | int] = set()
    whole = 0
    file.seek(0)
    for number, line in enumerate(file, start=1):
        if not (line.startswith(_LINE_START) or _LINE_START.startswith(line)):
            raise ReportError(
                f"{file.name}: line {number} is not output of this command; choose another file"
            )
        if not line.endswith(b"\n"):
            break
        try:
            input_id = msgspec.json.decode(line, type=_Seen).input_id
        except msgspec.DecodeError as error:
            raise ReportError(f"{file.name}: line {number} is damaged: {error}") from error
        if input_id is not None:
            seen.add(input_id)
        whole += len(line)
    file.truncate(whole)
    return seen


def _run(jobs: Iterator[_Job | _Done], target: BinaryIO, work: Callable[[_Job], _Done]) -> int:
    from tqdm import tqdm

    failed = 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with (
        ProcessPoolExecutor(cores, initializer=_start_worker) as pool,
        tqdm(unit=" reports", file=sys.stderr, disable=None) as progress,
    ):
        try:
            while round_ := list(islice(jobs, cores * _LINES_A_ROUND)):
                readable = [job for job in round_ if isinstance(job, _Job)]
                problems = [job for job in round_ if isinstance(job, _Done)]
                for result in [*problems, *pool.map(work, readable, chunksize=_LINES_A_TASK)]:
                    progress.update()
                    if result.error:
                        failed += 1
                        tqdm.write(f"line {result.number}: {result.error}", file=sys.stderr)
                    else:
                        target.write(result.output)
                        target.flush()
        except BrokenProcessPool:
            raise ReportError(
                "a worker was stopped, perhaps for want of memory; run again with --out"
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return 2 if failed else 0


def _jobs(
    source: BinaryIO, done: set[str | int], published: date | None, language: Language | None
) -> Iterator[_Job | _Done]:
    """The lines still to be read, and the ones that are no reports."""
    number = 0
    while line := source.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = source.readline(_LONGEST_LINE)
            yield _Done(number, b"", "the line is too long for one report")
            continue
        if not line.strip():
            continue
        try:
            given = msgspec.json.decode(line, type=BatchLine)
            if given.id is not None and given.id in done:
                continue
            check_text(given.text, "text")
        except (msgspec.DecodeError, UnicodeDecodeError, ReportError, RecursionError) as error:
            yield _Done(number, b"", " ".join(str(error).split()))
            continue
        given.published = given.published or published
        given.language = given.language or language
        yield _Job(number, given)


def _start_worker() -> None:
    # Ctrl-C is the parent's to handle; a worker that dies of it would leave a half-written line.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_line(read: Read, job: _Job) -> _Done:
    """One report, in a worker."""
    line = job.line
    report = Report(
        text=line.text, title=line.title, language=line.language, published=line.published, source=line.source
    )
    try:
        extraction = read(report)
    except Exception as error:
        return _Done(
            job.number, b"", f"not read: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        )
    return _Done(job.number, _encode(line.id, extraction), "")


def _encode(input_id: str | int | None, extraction: Extraction) -> bytes:
    """The output line: the extraction with the input's id before it."""
    return msgspec.json.encode({"input_id": input_id, **msgspec.structs.asdict(extraction)}) + b"\n"
