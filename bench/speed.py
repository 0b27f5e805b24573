"""How fast reports are read on one core: python -m bench.speed [REPORT].

A thousand reports (the sample, over and over, each with its own last line so that nothing is answered from
memory), the cold start of the command, the time to open the index, and beside it a plain search for the same
names in the same texts (pyahocorasick), which is the least that any gazetteer scan costs. With a text file
the reports are copies of that one.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import ahocorasick
from msgspec.structs import replace

from extract.pipeline import read
from extract.report_file import read_report
from gazetteer.index import Index, load_index
from gazetteer.normalise import normalise
from geo.records import Report

SAMPLE = Path(__file__).resolve().parent.parent / "extract" / "sample" / "reports"
REPORTS = 1000
COLD_STARTS = 5


def reports_of(files: Sequence[Path]) -> list[Report]:
    """A thousand different reports out of the files."""
    texts = [read_report(path) for path in files]
    return [
        replace(report, text=f"{report.text}\n{number}.")
        for number, report in enumerate(islice(cycle(texts), REPORTS))
    ]


def seconds_to_read(reports: Sequence[Report], index: Index) -> float:
    """Processor seconds for all reports, after a first one has loaded the data."""
    read(reports[0], index)
    begun = time.process_time()
    for report in reports[1:]:
        read(report, index)
    return (time.process_time() - begun) * len(reports) / (len(reports) - 1)


def seconds_to_scan(reports: Sequence[Report], index: Index) -> float:
    """Processor seconds for normalising the texts and finding the index's names in them, and no more."""
    automaton = ahocorasick.Automaton()
    for key in index.names.all_keys():
        automaton.add_word(key, key)
    automaton.make_automaton()
    begun = time.process_time()
    for report in reports:
        for _ in automaton.iter(normalise(report.text)):
            pass
    return time.process_time() - begun


def cold_start(file: Path) -> float:
    """Seconds from starting the command to its result, the median of a few."""
    command = [sys.executable, "-m", "extract", str(file)]
    took = []
    for _ in range(COLD_STARTS):
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=Path(__file__).parent.parent)
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("report", nargs="?", type=Path, help="read copies of this report, not the sample")
    arguments = parser.parse_args()
    files = [arguments.report] if arguments.report else sorted(SAMPLE.glob("*.txt"))
    begun = time.perf_counter()
    index = load_index()
    opened = time.perf_counter() - begun
    reports = reports_of(files)
    letters = statistics.mean(len(report.text) for report in reports)
    reading, scanning = seconds_to_read(reports, index), seconds_to_scan(reports, index)
    print(f"{len(reports)} reports of {letters:,.0f} characters on average")
    each, ratio = reading / len(reports) * 1e3, reading / scanning
    print(f"reading     {len(reports) / reading:8.0f} reports a second, {each:.1f} ms each")
    print(
        f"names only  {len(reports) / scanning:8.0f} reports a second, {ratio:.0f} times as fast as reading"
    )
    print(f"index       {opened * 1e3:8.0f} ms to open, {len(index):,} places")
    print(f"cold start  {cold_start(files[0]) * 1e3:8.0f} ms, one report by the command line")


if __name__ == "__main__":
    main()
