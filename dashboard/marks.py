"""A report's own words with the coded fields marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from dashboard.markup import Markup, element, joined
from dashboard.words import Words
from geo.records import Evidence, Extraction

FIELDS = (
    "sub_event_type",
    "fatalities",
    "injured",
    "captured",
    "displaced",
    "status",
    "attribution",
    "date",
    "place",
    "actor",
    "unresolved",
    "suppressed",
)
"""Kinds of marks; where two cover the same words, the first is drawn and the hover text names both."""
_RANK = {field: n for n, field in enumerate(FIELDS)}


class Mark(NamedTuple):
    """A stretch of the report and what it was read as; note is shown when the pointer rests on it."""

    start: int
    end: int
    field: str
    note: str = ""


class Piece(NamedTuple):
    """Consecutive words under the same marks."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def of_evidence(evidence: Iterable[Evidence]) -> list[Mark]:
    """The marks of one event or claim; the whole sentence is no mark."""
    return [Mark(e.start, e.end, e.field) for e in evidence if e.field != "sentence"]


def of_extraction(found: Extraction, words: Words) -> list[Mark]:
    """All that was read in a report: places, actors, words of events and claims, and what was left out."""
    marks = [
        Mark(t.start, t.end, "place", (t.name.ar if words.language == "ar" else t.name.en) or t.name.en)
        for t in found.toponyms
        if t.place_id
    ]
    marks += [
        Mark(a.start, a.end, "actor", a.name.ar if words.language == "ar" else a.name.en)
        for a in found.actors
    ]
    for coded in (*found.events, *found.claims):
        marks += of_evidence(coded.evidence)
    marks += [Mark(u.start, u.end, "unresolved", u.why) for u in found.unresolved]
    marks += [Mark(s.start, s.end, "suppressed", s.why) for s in found.suppressed]
    return list(dict.fromkeys(marks))


def pieces(start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """The stretch from start to end cut wherever a mark begins or ends, in order and without gaps."""
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    cuts = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    opening = sorted(inside, key=lambda m: m.start)
    found: list[Piece] = []
    held: list[Mark] = []
    upcoming = 0
    for left, right in pairwise(cuts):
        while upcoming < len(opening) and opening[upcoming].start <= left:
            held.append(opening[upcoming])
            upcoming += 1
        held = [m for m in held if m.end > left]
        found.append(Piece(left, right, tuple(sorted(held, key=lambda m: _RANK.get(m.field, 99)))))
    return found


def quoted(
    text: str, marks: Sequence[Mark], words: Words, *, language: str, start: int = 0, end: int | None = None
) -> Markup:
    """The words from start to end as a quotation in their own direction, with the marks in them."""
    stop = len(text) if end is None else min(end, len(text))
    parts: list[str] = []
    for piece in pieces(max(0, start), stop, marks):
        said = text[piece.start : piece.end]
        if not piece.marks:
            parts.append(said)
            continue
        notes = dict.fromkeys(
            field_name(m.field, words) + (f": {m.note}" if m.note else "") for m in piece.marks
        )
        parts.append(
            element("mark", said, cls=f"furat-mark furat-mark-{piece.marks[0].field}", title="; ".join(notes))
        )
    direction = "rtl" if language == "ar" else "ltr"
    return element("blockquote", joined(*parts), cls="furat-quote", dir=direction, lang=language)


def legend(marks: Iterable[Mark], words: Words) -> Markup:
    """What the colours of these marks mean."""
    seen = {m.field for m in marks}
    entries = [
        element("li", element("mark", field_name(f, words), cls=f"furat-mark furat-mark-{f}"))
        for f in FIELDS
        if f in seen
    ]
    return element("ul", *entries, cls="furat-mark-legend")


def field_name(field: str, words: Words) -> str:
    """What a kind of mark is called."""
    return words.get(f"field.{field}") or field
