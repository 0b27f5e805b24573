"""Stand-ins for the pipeline, for tests of the command line alone."""

from __future__ import annotations

import time

from extract.language import detect_language
from geo.records import Extraction, Report, ReportHead


def quick(report: Report) -> Extraction:
    """Nothing but the head; a report that says "break" breaks."""
    if "break" in report.text:
        raise ZeroDivisionError("broken\non two lines")
    return Extraction(
        report=ReportHead(
            id=f"sha256:{report.text}",
            title=report.title,
            language=report.language or detect_language(report.text),
            published=report.published,
            source=report.source,
        )
    )


def slow(report: Report) -> Extraction:
    """The same, after a moment."""
    time.sleep(0.05)
    return quick(report)
