"""Days and stretches of days named in a report, counted from its published day.

Conventions: a weekday alone is the latest one on or before the published day, and later only with a cue
such as المقبل or "next"; a day and month without a year is the nearest not after the published day; weeks
are ISO weeks; "since Friday" runs up to the published day; "overnight" covers both days. Without a
published day what is relative stays open and says why.
"""

from __future__ import annotations

from datetime import date

from extract import date_anchor as anchor
from extract.date_anchor import Stretch
from extract.date_readings import NO_DAY, Reading
from extract.date_rules import Hit, read_dates
from extract.date_tags import tag_dates
from extract.folding import fold
from extract.foreign_dates import read_foreign
from extract.spans import DateMention

# How many words away "صباحا" may stand from the day it belongs to.
_PART_REACH = 12


def find_dates(text: str, published: date | None) -> list[DateMention]:
    """All dates in the order of the text; they do not overlap."""
    folded = fold(text)
    tags = tag_dates(text)
    row = "".join(tag.tag for tag in tags)
    hits = [*read_dates(tags, published)]
    taken = {at for hit in hits for at in range(hit.first, hit.end)}
    foreign = [hit for hit in read_foreign(tags, row) if taken.isdisjoint(range(hit.first, hit.end))]
    hits = sorted([*hits, *foreign])
    hits = _with_parts(row, hits)
    hits = _since(row, _ranges(row, hits), published)
    return [
        _mention(text, folded.original(tags[hit.first].start, tags[hit.end - 1].end), hit.reading)
        for hit in hits
    ]


def _mention(text: str, span: tuple[int, int], reading: Reading) -> DateMention:
    start, end = span
    stretch = reading.stretch
    return DateMention(
        start=start,
        end=end,
        text=text[start:end],
        first=stretch.first if stretch else None,
        last=stretch.last if stretch else None,
        prec=reading.prec or (anchor.precision(stretch) if stretch else 1),
        part_of_day=reading.part,
        relative=reading.relative,
        why_open="" if stretch else reading.why_open or NO_DAY,
    )


def _with_parts(row: str, hits: list[Hit]) -> list[Hit]:
    """Give "صباحا" and "at dawn" to the day named nearest before or after it in the same clause."""
    kept: list[Hit] = []
    waiting: Hit | None = None
    for hit in hits:
        part = hit.reading.part
        if hit.reading.bare_part:
            if kept and _takes_part(kept[-1]) and _near(row, kept[-1].end, hit.first):
                kept[-1] = kept[-1]._replace(reading=kept[-1].reading._replace(part=part))
                continue
            if waiting:
                kept.append(waiting)
            waiting = _of_paragraph(row, kept, hit)
            continue
        if waiting:
            if _takes_part(hit) and _near(row, waiting.end, hit.first):
                hit = hit._replace(reading=hit.reading._replace(part=waiting.reading.part))
            else:
                kept.append(waiting)
            waiting = None
        kept.append(hit)
    return [*kept, waiting] if waiting else kept


def _of_paragraph(row: str, before: list[Hit], hit: Hit) -> Hit:
    """A part of the day alone is of its paragraph's last day; "since dawn" is today's."""
    if row[hit.first] == "Z" or not before or "|" in row[before[-1].end : hit.first]:
        return hit
    last = before[-1].reading.stretch
    if last is None or last.first != last.last:
        return hit
    return hit._replace(reading=hit.reading._replace(stretch=last))


def _takes_part(hit: Hit) -> bool:
    stretch = hit.reading.stretch
    return (
        hit.reading.part is None
        and not hit.reading.bare_part
        and (stretch is None or stretch.first == stretch.last)
    )


def _near(row: str, end: int, start: int) -> bool:
    between = row[end:start]
    return len(between) <= _PART_REACH and "." not in between and "|" not in between


def _ranges(row: str, hits: list[Hit]) -> list[Hit]:
    """Join "from Friday to Sunday", "بين 28 شباط و3 آذار", "1 March - 3 April" into one stretch."""
    joined: list[Hit] = []
    for hit in hits:
        if joined and (merged := _range(row, joined[-1], hit)):
            joined[-1] = merged
        else:
            joined.append(hit)
    return joined


def _range(row: str, a: Hit, b: Hit) -> Hit | None:
    link = row[a.end : b.first]
    opener = row[a.first - 1] if a.first else ""
    if link.rstrip("dit") not in ("R", "-") and not (link.rstrip("dit") == "&" and opener == "b"):
        return None
    if a.reading.stretch is None or b.reading.stretch is None:
        return None
    first, last = a.reading.stretch.first, b.reading.stretch.last
    weekdays = (
        a.reading.relative
        and b.reading.relative
        and "W" in row[a.first : a.end]
        and "W" in row[b.first : b.end]
    )
    if first > last and weekdays:
        first = anchor.shift(first, -7)
    elif first > last and not a.reading.relative and "Y" not in row[a.first : a.end]:
        # "December 28 to January 3, 2019": the year belongs to the end.
        first = anchor.shift_months(first, -12)
    if first > last:
        return None
    one_night = a.reading.part == "night" and b.reading.part is None and (last - first).days == 1
    part = a.reading.part if a.reading.part == b.reading.part or one_night else None
    return Hit(a.first, b.end, Reading(Stretch(first, last), part, a.reading.relative or b.reading.relative))


def _since(row: str, hits: list[Hit], published: date | None) -> list[Hit]:
    """Let "since Friday" and "منذ 2014" run up to the published day."""
    return [_running(hit, published) if _after_since(row, hit) else hit for hit in hits]


def _after_since(row: str, hit: Hit) -> bool:
    return row[max(0, hit.first - 3) : hit.first].rstrip("dit").endswith("Z") or row[hit.first] == "Z"


def _running(hit: Hit, published: date | None) -> Hit:
    stretch = hit.reading.stretch
    if stretch is None or published is None or stretch.first > published:
        return hit
    return hit._replace(reading=hit.reading._replace(stretch=Stretch(stretch.first, published)))


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where the text names dates, for those that must not count their numbers."""
    return [(mention.start, mention.end) for mention in find_dates(text, None)]
