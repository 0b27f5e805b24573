"""Which of the two languages a text is in, by its script."""

from __future__ import annotations

import re
from typing import Literal

Language = Literal["ar", "en"]

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LATIN = re.compile("[A-Za-z]")
# The first part of a long report is enough to tell.
_SAMPLE = 20_000


def detect_language(text: str) -> Language:
    """ "ar" where at least as many letters are Arabic as Latin, else "en"; a text without letters is "en"."""
    sample = text[:_SAMPLE]
    arabic = len(_ARABIC.findall(sample))
    return "ar" if arabic and arabic >= len(_LATIN.findall(sample)) else "en"
