"""The day of a claim of control, and whether it is told as a fact at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from extract.attribution import Speech
from extract.control_words import ControlGroup, Cues
from extract.lexicon import Hit
from extract.reading import DateAt, Reading, SentenceAt
from extract.status import aims_at, find_status
from extract.triggers import EventGroup, Trigger
from extract.when import When, find_when

_GROUP = EventGroup("control", kind="generic", frame="act")
_OLD_DAYS = 120
_SINCE = ("since", "منذ", "from")
_RELATIVE = frozenset(["that", "which", "who", "التي", "الذي", "الذين", "when"])
_STATE_SURE = 0.9


def trigger_of(hit: Hit[ControlGroup]) -> Trigger:
    """The word of control as the event coder's readers want it."""
    return Trigger(hit.first, hit.last, _GROUP, hit.form)


def is_told(reading: Reading, s: SentenceAt, hit: Hit[ControlGroup], cues: Cues) -> bool:
    """False where the words only aim, try, or look back at what is over."""
    group, clause = hit.value, reading.clause[hit.first]
    if group.happening and aims_at(reading, hit.first) and not _as_a_result(reading, hit):
        return False
    for first, last, _ in cues.within("unreal", s.lo, hit.first):
        gap = hit.first - last
        if group.id == "leave" and gap == 1 and reading.words[last].norm == "before":
            continue
        if gap <= 6 and clause - reading.clause[first] <= (1 if gap <= 2 else 0):
            return False
    if group.happening or group.frame in ("left",):
        return True
    still = cues.within("still", max(s.lo, hit.first - 5), hit.last + 1)
    former = [f for f in cues.within("former", s.lo, hit.first) if hit.first - f[1] <= 4]
    return not former or bool(still)


def is_over(reading: Reading, s: SentenceAt, hit: Hit[ControlGroup], cues: Cues) -> bool:
    """ "ended X's control of": a word of holding that tells of its loss."""
    if hit.value.id not in ("hold", "held", "home", "take"):
        return False
    ended = [e for e in cues.within("ended", s.lo, hit.first) if hit.first - e[1] <= 5]
    return bool(ended) and (hit.form != "verb" or not reading.arabic(hit.first)) and hit.value.id != "take"


def _as_a_result(reading: Reading, hit: Hit[ControlGroup]) -> bool:
    """ "لتسيطر بذلك": thereby taking, not in order to take."""
    behind = [w.norm for w in reading.words[hit.last + 1 : hit.last + 4]]
    return "بذلك" in behind


def claim_day(
    reading: Reading,
    s: SentenceAt,
    hit: Hit[ControlGroup],
    speeches: Sequence[Speech],
    carried: tuple[int, When] | None,
    statuses: Sequence[Hit[str]],
    cues: Cues,
    hits: Sequence[Hit[ControlGroup]],
) -> When | None:
    """The day from which a claim holds; None where it is planned, denied or long past."""
    trigger = trigger_of(hit)
    own = replace(s, dates=[d for d in s.dates if _dates(reading, d, hit, cues, hits)])
    back = looks_back(reading, s, hit, cues)
    state = (not hit.value.happening or back) and reading.published is not None
    if state:
        near = [d for d in own.dates if reading.clause[d.first] == reading.clause[hit.first] and not back]
        own = replace(own, dates=near)
    when = find_when(reading, own, trigger, speeches, None if state else carried)
    statuses = [h for h in statuses if not _before_which(reading, h, hit, speeches)]
    if (
        find_status(reading, s, trigger, statuses, when if not _since(reading, s, when) else When())
        != "reported"
    ):
        return None
    if state:
        return _state_day(reading, s, when)
    if _since(reading, s, when):
        when.last = when.first
    return when


def _before_which(
    reading: Reading, status: Hit[str], hit: Hit[ControlGroup], speeches: Sequence[Speech]
) -> bool:
    """A denial or plan told of one thing says nothing of a relative clause or another saying behind it."""
    if status.value not in ("denied", "planned"):
        return False
    if any(status.last < x.first < hit.first for x in speeches):
        return True
    between = reading.words[status.last + 2 : hit.first + 1]
    return (
        any(w.norm in ("التي", "الذي", "which", "who") for w in between[:-1]) and hit.first - status.last > 3
    )


def _state_day(reading: Reading, s: SentenceAt, when: When) -> When:
    """A state holds on the report's day, or from a recent day that is told for it."""
    assert reading.published is not None
    old = reading.published - timedelta(days=_OLD_DAYS)
    if when.told and when.first is not None and old <= when.first <= reading.published:
        if _since(reading, s, when):
            when.last = when.first
        return when
    return When(reading.published, reading.published, 1, None, "held on the day of the report", _STATE_SURE)


def _since(reading: Reading, s: SentenceAt, when: When) -> bool:
    """Whether the day is told with "since": the beginning, not a day within."""
    if when.evidence is None or not when.told:
        return False
    start, _, text = when.evidence
    before = reading.text[max(s.sentence.start, start - 8) : start].split()
    return text.lower().startswith(_SINCE[:2]) or bool(
        before and before[-1].lower().strip("،,") in _SINCE[:2]
    )


def _dates(
    reading: Reading,
    mention: DateAt,
    hit: Hit[ControlGroup],
    cues: Cues,
    hits: Sequence[Hit[ControlGroup]],
) -> bool:
    """Whether a date may be the word's: not one of another verb in a relative clause or behind "after"."""
    if mention.first > hit.last:
        if any(hit.last < h.first < mention.first and h.value.happening and h.form != "noun" for h in hits):
            return False
        return not _leaves(reading, cues, hit.last + 1, mention.first)
    lo = max(0, mention.first - 5)
    for i in range(lo, mention.first):
        if reading.words[i].norm in _RELATIVE and reading.clause[hit.first] != reading.clause[mention.first]:
            return (
                not any(w.norm in _RELATIVE for w in reading.words[i + 1 : mention.first])
                and reading.words[i].norm == "when"
            )
    return True


def _leaves(reading: Reading, cues: Cues, lo: int, hi: int) -> bool:
    """Whether words lo to hi go over to something else that happened: "after an assault that began on"."""
    after = [first for first, last, _ in cues.within("after", lo, hi) if last < hi - 1]
    relative = [i for i in range(lo, hi) if reading.words[i].norm in _RELATIVE]
    return any(hi - at > 2 for at in after) or bool(relative)


def looks_back(reading: Reading, s: SentenceAt, hit: Hit[ControlGroup], cues: Cues) -> bool:
    """ "days after X's capture of": an older matter than the sentence's own."""
    for first, last, _ in cues.within("after", max(s.lo, hit.first - 6), hit.first):
        lo, hi = max(s.lo, first - 2), hit.first
        if reading.clause[first] >= reading.clause[hit.first] - 1 and cues.within("ago", lo, hi):
            return last < hit.first
    return False
