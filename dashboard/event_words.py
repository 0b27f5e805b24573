"""Events, claims and pictures of control said in words, as markup for the panel."""

from __future__ import annotations

import re
from datetime import date

from dashboard.labels import Labels, place_name
from dashboard.marks import legend, of_evidence, quoted
from dashboard.markup import Markup, element, joined, link
from dashboard.page_state import Chosen
from dashboard.words import Words
from geo.records import Event, Evidence, Fatalities, ReportHead
from geo.store import StoredClaim, StoredEvent, StoredReport

# The reasons themselves may hold a semicolon.
_BETWEEN_REASONS = re.compile(r"; (?=no (?:day|place)\b)")
WHOLE_REPORT_LIMIT = 20_000
"""A longer report is shown on the Reports page only."""


def event_line(stored: StoredEvent, words: Words, labels: Labels) -> str:
    """An event on one line: type, place, day."""
    event = stored.event
    day = words.days(event.date_start, event.date_end) if event.date_start else words("day_unknown")
    return " · ".join(filter(None, (labels.type(event.sub_event_type), where(event, words, labels), day)))


def event_blocks(stored: StoredEvent, report: StoredReport | None, words: Words, labels: Labels) -> Markup:
    """Everything about one event, the report's own words first."""
    event = stored.event
    title = labels.type(event.sub_event_type)
    rows = [
        _row(words("when"), when(event, words)),
        _row(words("where"), _place(stored, words, labels)),
        _row(words("who"), _actors(event, labels, words)),
        _row(words("deaths"), _deaths(event.fatalities, words, labels)),
        *(
            _row(words(field), words.number(n))
            for field in ("injured", "captured", "displaced")
            if (n := getattr(event, field)) is not None
        ),
        _row(words("who_says"), _who_says(stored, words, labels)),
        _row(words("status_title"), words(f"status_words.{event.status}")),
        _row(words("confidence"), confidence(event.confidence, words)),
    ]
    return joined(
        element("h2", title, cls="furat-title"),
        element(
            "p", f"{labels.event_type(event.event_type)} · ACLED: {event.sub_event_type}", cls="furat-note"
        ),
        _own_words(event.evidence, report, stored.sentence, words),
        element("dl", *rows, cls="furat-facts"),
        element("h3", words("report")),
        head_blocks(stored.head, bool(report and report.sample), words),
    )


def when(event: Event, words: Words) -> Markup:
    """The day or days with how exact they are, or why none is known."""
    if event.date_start is None:
        reason = reason_words(event.date_reason, words)
        return joined(words("day_unknown_why", why=reason) if reason else words("day_unknown"))
    said = words.days(event.date_start, event.date_end)
    if event.part_of_day:
        said = f"{said}{words('comma')} {words.get(f'part_of_day.{event.part_of_day}') or event.part_of_day}"
    notes = [words.get(f"date_prec.{event.date_prec}"), reason_words(event.date_reason, words)]
    return joined(said, element("small", words.listed([n for n in notes if n])))


def where(event: Event, words: Words, labels: Labels) -> str:
    """The place with its relation: near Hajin, east of Hajin."""
    name = labels.place(event)
    if not name:
        return words("place_unknown")
    return words(f"relation.{event.relation}", place=name)


def exactness(event: Event, words: Words) -> str:
    """How exact the point is."""
    parts = []
    if event.where_prec:
        parts.append(words(f"where_prec.{event.where_prec}"))
    if event.radius_km:
        parts.append(
            words(
                "within_km", km=round(event.radius_km, 1) if event.radius_km < 10 else round(event.radius_km)
            )
        )
    return words.listed(parts)


def deaths(told: Fatalities | None, words: Words) -> str:
    """The toll in words, with its low and high."""
    if told is None or (told.low is None and told.best is None and told.high is None):
        return words("deaths_unknown")
    low, best, high = told.low, told.best, told.high
    if best is None:
        return words("deaths_unnumbered", n=low or 1)
    if best == 0 and not high:
        return words("deaths_none")
    if high is None:
        return words("deaths_least", n=best)
    if low is not None and low < high:
        return words("deaths_range", low=low, best=best, high=high)
    return words("deaths_exact", n=best)


def confidence(value: float, words: Words) -> str:
    """A confidence in words and as a number."""
    step = next(
        name for least, name in ((0.8, "high"), (0.6, "fair"), (0.4, "low"), (-1.0, "poor")) if value >= least
    )
    return words("confidence_words", words=words(f"confidence.{step}"), percent=round(value * 100))


def reason_words(reason: str, words: Words) -> str:
    """A reason of the extractor in the interface's language; what it adds to a known one stays as it is."""
    known = [key for key in words.entries if key.startswith("reason.") and f"reason.{reason}".startswith(key)]
    if not known:
        return reason
    key = max(known, key=len)
    return words(key) + reason[len(key) - len("reason.") :]


def head_blocks(head: ReportHead, sample: bool, words: Words) -> Markup:
    """Title, source and day of a report."""
    name = head.source.name or words("source_unnamed")
    day = (
        words("published_on", day=words.day(head.published)) if head.published else words("published_unknown")
    )
    return element(
        "p",
        element("span", words("sample_flag"), cls="furat-flag", title=words("sample_note")) if sample else "",
        element("bdi", head.title or words("untitled"), cls="furat-report-title"),
        element("small", element("bdi", link(name, head.source.url)), " · ", day),
        cls="furat-report",
    )


def picture_blocks(chosen: Chosen, feature: dict[str, object], words: Words, labels: Labels) -> Markup:
    """What a chosen area or front is: actors, status, age, confidence."""
    names = [labels.actor(a) for a in chosen.actors]
    status = str(feature.get("status") or "")
    rows = [_row(words("on_day"), words.day(chosen.day) if chosen.day else words("day_unknown"))]
    if said := words.get(f"{chosen.kind}_status.{status}"):
        rows.append(_row(words("status_title"), said))
    if isinstance(value := feature.get("confidence"), float | int):
        rows.append(_row(words("confidence"), confidence(float(value), words)))
    if isinstance(age := feature.get("age_days"), float | int):
        rows.append(_row(words("age"), words("age_days", n=round(age))))
    if isinstance(size := feature.get("area_km2"), float | int):
        rows.append(_row(words("size"), words("km2", km2=round(size))))
    if isinstance(length := feature.get("length_km"), float | int):
        rows.append(_row(words("length"), words("km", km=round(length, 1))))
    title = words("held_by", actors=words.listed(names)) if chosen.kind == "area" else " – ".join(names)
    return joined(
        element("h2", title, cls="furat-title"),
        element("p", words(f"{chosen.kind}_note"), cls="furat-note"),
        element("dl", *rows, cls="furat-facts"),
    )


def claim_blocks(entry: StoredClaim, report: StoredReport | None, words: Words, labels: Labels) -> Markup:
    """One claim: who holds what since when, who says so, and in which words."""
    claim = entry.claim
    place = place_name(claim.place_id, claim.place or "", words.language)
    said = words(
        f"claim.{claim.status}", actor=labels.actor(claim.actor), place=place or words("place_unknown")
    )
    source = (
        labels.source(claim.attribution.id, claim.attribution.name) if claim.attribution else entry.source
    )
    notes = [_since(claim.valid_from, claim.valid_to, words), confidence(claim.confidence, words)]
    if entry.superseded_by:
        notes.append(words("claim_corrected"))
    sentence = next((e.text for e in claim.evidence if e.field == "sentence"), "")
    return element(
        "div",
        element("p", element("strong", said)),
        element(
            "p",
            element("bdi", source or words("source_unnamed")),
            " · ",
            words.listed(notes),
            cls="furat-note",
        ),
        _own_words(claim.evidence, report, sentence, words) if sentence else "",
        head_blocks(report.head, report.sample, words)
        if report
        else element("p", words(f"claim_method.{claim.method}"), cls="furat-note"),
        cls="furat-claim",
    )


def _since(first: date | None, last: date | None, words: Words) -> str:
    if first is None:
        return words("claim_undated")
    if last is None:
        return words("claim_since", day=words.day(first))
    return words("claim_between", first=words.day(first), last=words.day(last))


def _row(title: str, said: str) -> Markup:
    return joined(element("dt", title), element("dd", said))


def _place(stored: StoredEvent, words: Words, labels: Labels) -> Markup:
    event = stored.event
    region = f"{stored.country}/{stored.admin1}" if stored.admin1 else stored.country
    extra = [labels.region(region)] if region else []
    if stored.unplaced:
        extra.append(unplaced_words(stored, words))
    elif said := exactness(event, words):
        extra.append(said)
    return joined(where(event, words, labels), *(element("small", e) for e in extra))


def unplaced_words(stored: StoredEvent, words: Words) -> str:
    """Why an event is not on the map."""
    reasons = []
    for part in _BETWEEN_REASONS.split(stored.unplaced):
        head, _, rest = part.partition(": ")
        key = {"no day": "no_day", "no place": "no_place"}.get(head)
        if key is None:
            reasons.append(part)
        elif rest:
            name, split, why = rest.partition(": ") if key == "no_place" else ("", "", rest)
            reasons.append(words(f"{key}_why", why=f"{name}{split}{reason_words(why, words)}"))
        else:
            reasons.append(words(key))
    return words.listed(reasons)


def _actors(event: Event, labels: Labels, words: Words) -> Markup:
    if not event.actors:
        return joined(words("actors_unknown"))
    return joined(
        *(
            element(
                "div", element("bdi", labels.actor(p.id, p.name)), " ", element("small", labels.side(p.side))
            )
            for p in event.actors
        )
    )


def _deaths(told: Fatalities | None, words: Words, labels: Labels) -> Markup:
    by = [f"{labels.actor(a)}: {words.number(n)}" for a, n in told.by_actor.items()] if told else []
    return joined(deaths(told, words), element("small", words.listed(by)) if by else "")


def _who_says(stored: StoredEvent, words: Words, labels: Labels) -> Markup:
    event = stored.event
    if event.attribution:
        return element("bdi", labels.source(event.attribution.id, event.attribution.name))
    name = stored.head.source.name
    return joined(words("the_report_itself"), element("small", element("bdi", name)) if name else "")


def _own_words(evidence: list[Evidence], report: StoredReport | None, sentence: str, words: Words) -> Markup:
    """The sentence with its marks, and the whole report to unfold."""
    marks = of_evidence(evidence)
    whole = next((e for e in evidence if e.field == "sentence"), None)
    if report is None or whole is None or report.text[whole.start : whole.end] != whole.text:
        language = "ar" if any("\u0600" <= c <= "\u06ff" for c in sentence) else "en"
        return quoted(sentence or words("no_words"), [], words, language=language)
    language = report.head.language
    inside = [m for m in marks if m.start < whole.end and m.end > whole.start]
    elsewhere = [m for m in marks if m not in inside]
    blocks = [
        quoted(report.text, inside, words, language=language, start=whole.start, end=whole.end),
        legend(marks, words),
    ]
    if elsewhere:
        blocks.append(element("p", words("marks_elsewhere"), cls="furat-note"))
    if len(report.text) <= WHOLE_REPORT_LIMIT and report.text.strip() != whole.text.strip():
        body = quoted(report.text, marks, words, language=language)
        blocks.append(element("details", element("summary", words("whole_report")), body))
    return joined(*blocks)
