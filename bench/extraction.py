"""How well the extractor reads the gold reports: python -m bench.extraction [--half work|locked] [--wrong].

Places count as right within the distance that the label gives (km, geodesic). Events are matched by type and
place, then their fields are compared; claims by place, actor and status. Labels: tests/gold/README.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from geopy.distance import geodesic

from extract.pipeline import read
from gazetteer.index import load_index
from gazetteer.normalise import normalise
from geo.records import SHOWN_STATUSES, Event, Extraction, Report

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"


class Score:
    """Counts of one measure, and the figures that they give."""

    def __init__(self) -> None:
        self.right = 0
        self.given = 0
        self.wanted = 0

    def add(self, right: int, given: int, wanted: int) -> None:
        self.right += right
        self.given += given
        self.wanted += wanted

    def row(self) -> str:
        precision = self.right / self.given if self.given else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.right else 0.0
        counts = f"({self.right} right of {self.given} given, {self.wanted} wanted)"
        return f"{precision:9.2f} {recall:7.2f} {f1:6.2f}   {counts}"


def same_name(one: str | None, other: str | None) -> bool:
    """Whether one name holds the other, letters normalised; both absent is the same too."""
    if one is None or other is None:
        return one is other
    a, b = normalise(one), normalise(other)
    return bool(a and b) and (a in b or b in a)


def score_places(gold: dict[str, Any], found: Extraction, score: Score, wrong: list[str]) -> None:
    expected: dict[str, Any] = gold["places"]
    mentioned = [
        *expected,
        *gold.get("not_places", []),
        *(e["place"] for e in gold["events"] if e.get("place")),
    ]
    placed = [t for t in found.toponyms if t.place_id and t.role != "actor" and t.lat is not None]
    right = 0
    for name, (lat, lon, km) in expected.items():
        hits = [t for t in placed if same_name(t.text, name)]
        if any(geodesic((t.lat, t.lon), (lat, lon)).km <= km for t in hits):
            right += 1
        else:
            wrong.append(f"place {name}: {[(t.place_id, t.lat, t.lon) for t in hits] or 'not found'}")
    extra = {t.text for t in placed if not any(same_name(t.text, m) for m in mentioned)}
    wrong.extend(f"not a labelled place: {t}" for t in sorted(extra))
    suppressed_wrong = sum(any(same_name(t.text, n) for t in placed) for n in gold.get("not_places", []))
    found_names = sum(any(same_name(t.text, n) for t in placed) for n in expected)
    score.add(right, found_names + len(extra) + suppressed_wrong, len(expected))


def evidence_of(event: Event, field: str) -> str | None:
    return next((e.text for e in event.evidence if e.field == field), None)


def event_fits(label: dict[str, Any], event: Event) -> bool:
    if event.sub_event_type not in {label["type"], *label.get("also", [])}:
        return False
    place = evidence_of(event, "place") or event.place
    return (
        label.get("place") is None
        or same_name(label["place"], place)
        or same_name(label["place"], event.place)
    )


def deaths_of(event: Event) -> int | None:
    deaths = event.fatalities
    return None if deaths is None else deaths.best if deaths.best is not None else deaths.low


def score_events(gold: dict[str, Any], found: Extraction, scores: dict[str, Score], wrong: list[str]) -> None:
    left = [e for e in found.events if e.status in SHOWN_STATUSES]
    given, matched = len(left), 0
    for label in gold["events"]:
        fits = [e for e in left if event_fits(label, e)]
        if not fits:
            wrong.append(f"event missing: {label['type']} @ {label.get('place')}")
            continue
        day = str(label["day"]) if label.get("day") else None
        event = max(fits, key=lambda e: (str(e.date_start) == day, deaths_of(e) == label.get("deaths")))
        left.remove(event)
        matched += 1
        what = f"{label['type']} @ {label.get('place')}"
        if day:
            ok = str(event.date_start) == day
            scores["day"].add(ok, 1, 1)
            if not ok:
                wrong.append(f"day of {what}: {event.date_start}, not {day}")
        ok = deaths_of(event) == label.get("deaths")
        scores["deaths"].add(ok, 1, 1)
        if not ok:
            wrong.append(f"deaths of {what}: {deaths_of(event)}, not {label.get('deaths')}")
        want, got = set(label.get("actors", {}).items()), {(a.id, a.side) for a in event.actors}
        scores["actors"].add(len(want & got), len(got), len(want))
        if want != got:
            wrong.append(f"actors of {what}: {sorted(got)}, not {sorted(want)}")
        scores["status"].add(event.status == label["status"], 1, 1)
    wrong.extend(f"event too many: {e.sub_event_type} @ {e.place} {e.date_start}" for e in left)
    scores["events"].add(matched, given, len(gold["events"]))


def score_claims(gold: dict[str, Any], found: Extraction, score: Score, wrong: list[str]) -> None:
    left = list(found.claims)
    right = 0
    for label in gold["claims"]:
        fit = next(
            (
                c
                for c in left
                if c.actor == label["actor"]
                and c.status == label["status"]
                and (
                    same_name(evidence_text(c.evidence), label["place"]) or same_name(c.place, label["place"])
                )
            ),
            None,
        )
        if fit is None:
            wrong.append(f"claim missing: {label}")
        else:
            left.remove(fit)
            right += 1
    wrong.extend(f"claim too many: {c.actor} {c.status} {c.place}" for c in left)
    score.add(right, len(found.claims), len(gold["claims"]))


def evidence_text(evidence: list[Any]) -> str | None:
    return next((e.text for e in evidence if e.field == "place"), None)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.extraction", description=__doc__)
    parser.add_argument("--half", choices=["work", "locked"], default="locked")
    parser.add_argument(
        "--wrong", action="store_true", help="list what came out wrong (not for the locked half)"
    )
    arguments = parser.parse_args()
    index = load_index()
    scores = {k: Score() for k in ("places", "events", "day", "actors", "deaths", "status", "claims")}
    types: Counter[str] = Counter()
    files = sorted((GOLD / arguments.half).glob("*.yaml"))
    for file in files:
        gold = yaml.safe_load(file.read_text(encoding="utf-8"))
        found = read(Report(text=gold["text"], published=gold["published"], language=gold["language"]), index)
        wrong: list[str] = []
        score_places(gold, found, scores["places"], wrong)
        score_events(gold, found, scores, wrong)
        score_claims(gold, found, scores["claims"], wrong)
        types.update(e["type"] for e in gold["events"])
        if arguments.wrong:
            print(f"\n{file.name}", *wrong, sep="\n  ")
    print(f"{len(files)} {arguments.half} reports, {sum(types.values())} events of {len(types)} types")
    print(f"{'':10}precision  recall     F1")
    for name, score in scores.items():
        print(f"{name:8} {score.row()}")


if __name__ == "__main__":
    main()
