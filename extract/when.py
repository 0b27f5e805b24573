"""The day of an event: the date nearest to its words, never the day of saying where another is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.attribution import Speech
from extract.reading import DateAt, Reading, SentenceAt
from extract.triggers import Trigger

CARRY_SENTENCES = 4
"""How far a day told for one event is carried to the next sentences' events."""


@dataclass(slots=True)
class When:
    """A day or days, with how they were found; sure is 0 to 1. first None: open, and reason says why."""

    first: date | None = None
    last: date | None = None
    prec: int | None = None
    part_of_day: str | None = None
    reason: str = ""
    sure: float = 0.0
    evidence: tuple[int, int, str] | None = None
    told: bool = False
    """Whether a date in the same sentence tells it."""


def find_when(
    reading: Reading,
    s: SentenceAt,
    trigger: Trigger,
    speeches: Sequence[Speech],
    carried: tuple[int, When] | None,
) -> When:
    """The day of one event word: told in its clause or sentence, carried, the day of saying, or the
    report's day.
    """
    told = [d for d in s.dates if not _is_of_saying(d, speeches)]
    if told:
        clause = reading.clause[trigger.first]
        best = min(
            told,
            key=lambda d: (
                d.date.first is None,
                d.date.prec >= 5,
                min(abs(reading.clause[d.first] - clause), 2),
                min(abs(d.first - trigger.last), abs(trigger.first - d.last)),
            ),
        )
        when = _from(best, 0.95, "told beside it")
        if when.first is None and (said := _said(s, speeches)) is not None and not best.date.relative:
            return said
        return when
    if (said := _said(s, speeches)) is not None:
        return said
    if reading.published is not None and _goes_on(reading, s, trigger):
        return When(reading.published, reading.published, 1, None, "still going on when reported", 0.6)
    if carried is not None and s.index - carried[0] <= CARRY_SENTENCES and carried[1].first is not None:
        when = carried[1]
        return When(
            when.first,
            when.last,
            when.prec,
            when.part_of_day,
            "carried from an earlier sentence",
            0.6 * when.sure,
            when.evidence,
        )
    if reading.published is not None:
        return When(
            reading.published, reading.published, 2, None, "no date told; the day of publication", 0.35
        )
    if carried is not None and carried[1].reason:
        return When(reason=carried[1].reason)
    return When(reason="no date told, and the report's day is not known")


_STILL = frozenset(
    [
        "تستمر",
        "يستمر",
        "تتواصل",
        "يتواصل",
        "وتستمر",
        "وتتواصل",
        "ويتواصل",
        "ويستمر",
        "تدور",
        "وتدور",
        "نخوض",
        "continue",
        "continues",
        "continuing",
        "ongoing",
    ]
)


def _goes_on(reading: Reading, s: SentenceAt, trigger: Trigger) -> bool:
    """Whether the event word stands right behind a present "goes on"."""
    around = reading.words[max(s.lo, trigger.first - 3) : min(s.hi, trigger.last + 4)]
    return any(w.norm in _STILL for w in around)


def _said(s: SentenceAt, speeches: Sequence[Speech]) -> When | None:
    spoken = [d for d in s.dates if _is_of_saying(d, speeches)]
    return _from(spoken[-1], 0.7, "the day it was said") if spoken else None


def _is_of_saying(mention: DateAt, speeches: Sequence[Speech]) -> bool:
    return any(speech.first < mention.first < speech.said_day_until for speech in speeches)


def _from(mention: DateAt, sure: float, reason: str) -> When:
    d = mention.date
    if d.first is None:
        return When(
            reason=d.why_open or "nothing anchors the date",
            evidence=(d.start, d.end, d.text),
            part_of_day=d.part_of_day,
            told=True,
        )
    return When(
        d.first, d.last or d.first, d.prec, d.part_of_day, reason, sure, (d.start, d.end, d.text), True
    )
