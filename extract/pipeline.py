"""One report in, one extraction out."""

from __future__ import annotations

import hashlib
from datetime import date

from extract.actors import find_actors
from extract.assemble import make_event
from extract.attribution import find_speech
from extract.claims import find_claims
from extract.coding import draft_events
from extract.dates import find_dates
from extract.draft import Draft
from extract.language import detect_language
from extract.merge import merge_drafts
from extract.ours import communique_issuer, put_own_side
from extract.quantities import find_quantities
from extract.reading import Reading, make_reading
from extract.segment import sentences
from extract.toponyms import ToponymReading, find_toponyms
from gazetteer.index import Index, load_index
from geo.actors import load_register
from geo.records import Attribution, Extraction, Report, ReportHead, Toponym, Unresolved

_NO_SUCH_NAME = "no place of this name is known"
EXTRACTOR_VERSION = "furat-2"
"""Changes whenever the same report could come out differently."""


def report_id(text: str, published: date | None, language: str) -> str:
    """The content hash that names a report: of its text, published day and language."""
    content = "\x00".join((text, published.isoformat() if published else "", language))
    return "sha256:" + hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def read(report: Report, index: Index | None = None) -> Extraction:
    """Read one report. The same report gives the same extraction; nothing is kept between reports."""
    text, published = report.text, report.published
    language = report.language or detect_language(text)
    head = ReportHead(
        id=report_id(text, published, language),
        title=report.title,
        language=language,
        published=published,
        source=report.source,
    )
    parts = sentences(text)
    actors = find_actors(text)
    places = find_toponyms(text, actors, parts, published, index if index is not None else load_index())
    register = load_register()
    reading = make_reading(
        text,
        published,
        parts,
        actors,
        find_dates(text, published),
        find_quantities(text),
        [*places.toponyms, *_unknown_places(places)],
        register,
    )
    default = _default_speaker(report) or communique_issuer(reading)
    speeches = find_speech(reading, default)
    if put_own_side(reading, speeches, default):
        speeches = find_speech(reading, default)
    drafts = merge_drafts(reading, draft_events(reading, speeches))
    claims, open_claims, claim_places = find_claims(reading, speeches, head.id)
    _mark_roles(drafts, [at.toponym.start for at in claim_places], reading)
    return Extraction(
        extractor=EXTRACTOR_VERSION,
        report=head,
        toponyms=places.toponyms,
        suppressed=places.suppressed,
        actors=actors,
        events=[make_event(reading, draft, head.id) for draft in drafts],
        claims=claims,
        unresolved=[*places.unresolved, *_undated(reading, drafts), *open_claims],
    )


def _unknown_places(places: ToponymReading) -> list[Toponym]:
    """Names that are places by their type word and that no gazetteer knows: an event still has its place's
    name.
    """
    seen = {t.start for t in places.toponyms}
    return [
        Toponym(start=u.start, end=u.end, text=u.text)
        for u in places.unresolved
        if u.start not in seen and u.why.startswith(_NO_SUCH_NAME)
    ]


def _default_speaker(report: Report) -> Attribution | None:
    """The report's source, where it is an actor of the register."""
    named = find_actors(report.source.name) if report.source.name else []
    return Attribution(id=named[0].id, name=named[0].name.en) if named else None


def _mark_roles(drafts: list[Draft], claimed: list[int], reading: Reading) -> None:
    """Say of each toponym that an event or a claim stands on it."""
    for s in reading.sentences:
        for at in s.toponyms:
            if at.toponym.start in claimed and at.toponym.role == "mention":
                at.toponym.role = "claim"
    for draft in drafts:
        for telling in (draft, *draft.merged):
            if telling.where is not None:
                telling.where.at.toponym.role = "event"


def _undated(reading: Reading, drafts: list[Draft]) -> list[Unresolved]:
    """Events whose day is open, with the reason."""
    rows = []
    for draft in drafts:
        if draft.when.first is None and draft.status in ("reported", "claimed"):
            span = draft.when.evidence or reading.span(draft.triggers[0].first, draft.triggers[0].last)
            rows.append(Unresolved(*span, draft.when.reason))
    return rows
