"""A crash at any moment: what was acknowledged is there, whole, and nothing twice."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from geo.columns import EventColumns
from geo.store import Store
from tests.geo.adding import EVENTS

ROOT = Path(__file__).parents[2]
KILLS = 10


def test_kill_while_adding(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    chance = random.Random(7)
    acknowledged: list[str] = []
    for n in range(KILLS):
        # Each run starts again a little before where the last one was killed.
        start = max(0, len(set(acknowledged)) - 2)
        command = [sys.executable, "-m", "tests.geo.adding", str(path), str(start)]
        adding = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert adding.stdout is not None
        for _ in range(1 + n % 4):
            acknowledged.append(adding.stdout.readline().strip())
        threading.Event().wait(chance.uniform(0, 0.04))
        adding.kill()
        acknowledged += adding.stdout.read().split()
        assert adding.wait() == -9
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with Store(path) as store:
        reports = store.reports()
        assert set(acknowledged) <= {r.head.id for r in reports}
        assert {(r.events, r.claims) for r in reports} == {(EVENTS, 1)}
        columns = EventColumns.load(store)
        assert len(set(columns.ids)) == len(columns) == EVENTS * len(reports)
        assert columns.groups.offsets[-1] == 2 * len(columns)
