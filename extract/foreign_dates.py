"""Absolute dates whose month is neither Arabic nor English ("9 février 2019", "2 березня 2019"), read by
dateparser.

dateparser is slow to import, so it is imported only when a text has such a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.date_anchor import one_day
from extract.date_readings import Reading
from extract.date_rules import Hit
from extract.date_tags import Tag

_FORM = re.compile(r"N_Y")
_LANGUAGES = ["fr", "es", "de", "it", "pt", "tr", "ru", "uk", "fa"]
# A report with more unread forms than this is no report but a table.
_TRIES = 20


def read_foreign(tags: Sequence[Tag], row: str) -> Iterator[Hit]:
    """Day, foreign month, year. Yields nothing where dateparser makes no day of it."""
    tries = 0
    for found in _FORM.finditer(row):
        day, word, year = tags[found.start()], tags[found.start() + 1], tags[found.start() + 2]
        name = str(word.value)
        if not (
            word.latin and name.isalpha() and 3 <= len(name) <= 12 and day.latin and 1 <= int(day.value) <= 31
        ):
            continue
        tries += 1
        if tries > _TRIES:
            return
        if reading := _parse(f"{day.value} {name} {year.value}"):
            yield Hit(found.start(), found.end(), reading)


def _parse(words: str) -> Reading | None:
    import dateparser

    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True}
    found = dateparser.parse(words, languages=_LANGUAGES, settings=settings)
    return Reading(one_day(found.date())) if found else None
