"""Adds reports to the store named on the command line until it is killed; prints the id of each it saved."""

from __future__ import annotations

import sys

from geo.store import Store
from tests.geo.made import claim, event, extraction, report

EVENTS = 120

if __name__ == "__main__":
    url, start = sys.argv[1], int(sys.argv[2])
    with Store(url) as store:
        for n in range(start, start + 10_000):
            given = report(f"report {n}")
            events = [event(f"{n}-{k}") for k in range(EVENTS)]
            read = extraction(given, *events, claims=[claim(f"{n}-c")])
            store.add(read, given)
            print(read.report.id, flush=True)
