"""The place of an event: the toponym that its words point at, finer before wider, near before far."""

from __future__ import annotations

from dataclasses import dataclass

from extract.reading import Reading, SentenceAt, ToponymAt
from extract.words import glued

CARRY_SENTENCES = 5
_IN_WORDS = frozenset(
    [
        "في",
        "علي",
        "قرب",
        "داخل",
        "بمحيط",
        "محيط",
        "شمال",
        "جنوب",
        "شرق",
        "غرب",
        "بريف",
        "ريف",
        "مدينه",
        "بلده",
        "قريه",
        "in",
        "at",
        "near",
        "on",
        "around",
        "inside",
        "outside",
        "of",
    ]
)
_FROM_WORDS = frozenset(["من", "from"])
_WIDE = {"A.PCLI": 4.0, "A.ADM1": 2.0, "A.ADM2": 1.2, "L.RGN": 1.6, "H.STM": 0.8, "A.PCL": 4.0}


@dataclass(slots=True)
class Where:
    """A place and how sure it is the event's; carried: told for an earlier event."""

    at: ToponymAt
    sure: float
    carried: bool = False


def find_where(
    reading: Reading, s: SentenceAt, first: int, last: int, carried: tuple[int, Where] | None
) -> Where | None:
    """The place of an event word (words first to last) in its sentence, else the one carried, else None."""
    best: tuple[float, ToponymAt] | None = None
    clause = reading.clause[first]
    for t in s.toponyms:
        if t.toponym.role == "actor" or (t.first <= first and last <= t.last and t.toponym.place_id is None):
            continue
        score = _score(reading, s, t, first, last, clause)
        if best is None or score > best[0]:
            best = (score, t)
    if best is not None:
        wide = _WIDE.get(best[1].toponym.feature, 0.0)
        if (
            wide >= 1.2
            and carried is not None
            and s.index - carried[0] <= 2
            and _inside(carried[1].at, best[1])
            and _WIDE.get(carried[1].at.toponym.feature, 0.0) < wide
            and reading.clause[best[1].first] != clause
        ):
            return Where(carried[1].at, carried[1].sure * 0.6, True)
        return Where(best[1], max(0.3, min(0.95, 0.6 + best[0] / 10)))
    if carried is not None and s.index - carried[0] <= CARRY_SENTENCES:
        return Where(carried[1].at, carried[1].sure * 0.6, True)
    return None


def _score(reading: Reading, s: SentenceAt, t: ToponymAt, first: int, last: int, clause: int) -> float:
    gap = t.first - last if t.first > last else first - t.last
    score = 3.0 - min(gap, 40) * 0.09
    score += 1.0 if t.first > last else 0.0
    apart = abs(reading.clause[t.first] - clause)
    score -= min(apart, 4) * 0.6
    score -= _WIDE.get(t.toponym.feature, 0.0)
    if t.toponym.place_id is None:
        score -= 1.0
    before = reading.words[t.first - 1].norm if t.first > s.lo else ""
    here = reading.words[t.first]
    if before in _IN_WORDS or (
        here.start < t.toponym.start and reading.text[here.start : t.toponym.start][-1:] == "ب"
    ):
        score += 0.8
    elif before in _FROM_WORDS and t.first - last < 8:
        score -= 1.2
    elif glued(before) == "ب":
        score += 0.5
    if t.first - s.lo <= 1 and _is_dateline(reading, s, t):
        score -= 2.5
    return score


def _is_dateline(reading: Reading, s: SentenceAt, t: ToponymAt) -> bool:
    """ "BEIRUT (Reuters) -", "بغداد / وكالة": where the report was written."""
    following = reading.words[t.last + 1 : min(s.hi, t.last + 8)]
    if not following or following[0].norm not in ("(", "-", "/", ",", "ـ", "—"):
        return False
    return any(w.norm in ("-", "—", ")", "/", "ـ") for w in following[:7]) and s.index <= 1


def _inside(inner: ToponymAt, outer: ToponymAt) -> bool:
    """Whether the outer place is named among the inner one's parents, or is its country."""
    a, b = inner.toponym, outer.toponym
    return b.name.en in a.parents or (b.feature.startswith("A.PCL") and a.country == b.country)
