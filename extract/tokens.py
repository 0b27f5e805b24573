"""Words, numbers and punctuation of a folded report, with glued Arabic particles taken off numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from extract.folding import Folded

Kind = Literal["word", "number", "date", "clock", "model", "mark", "break"]


class Token(NamedTuple):
    """A token; start and end are offsets into the folded text."""

    start: int
    end: int
    text: str
    kind: Kind


# A sign that joins letters and digits makes a model name (T-72, RPG-7, م16), unless the letters are
# particles (و12, لـ15). A plain word comes first because nearly every token is one.
_TOKEN = re.compile(
    r"""
    (?P<plain>[^\W\d_]++(?![\d-]))
  | (?P<date>(?<![\w./-])
        (?:\d{4}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{1,2}|\d{1,2}(?P<sign2>[-/.])\d{1,2}(?P=sign2)\d{2,4})
        (?![/-]|(?!t\d)\w))
  | (?P<clock>(?<!\w)\d{1,2}:\d{2}(?::\d{2})?(?!\d))
  | (?P<number>\d{1,3}(?:[,٬.]\d{3})+(?![\d])|\d+(?:[.,٫]\d{1,6})?)
  | (?P<particle>(?<!\w)(?:و|ف)?(?:بال|ال|لل|ب|ل|ك)?(?<=\w)(?=\d))
  | (?P<model>(?:[^\W\d_]{1,20}-|[^\W\d_]{1,4})\d[\w]{0,12})
  | (?P<word>[^\W\d_]+)
  | (?P<break>\n)
  | (?P<mark>[^\s\w])
    """,
    re.VERBOSE,
)
# "mid-2014", "9-Feb-2019": what comes after the hyphen is a year.
_NOT_A_MODEL = re.compile(r"[^\W\d_]{3,20}-(?:19|20)\d\d$")


def tokenise(folded: Folded) -> tuple[Token, ...]:
    """Tokens in order. Linear in the length of the text."""
    return _tokens(folded.text)


@lru_cache(maxsize=4)
def _tokens(text: str) -> tuple[Token, ...]:
    """Kept for the last few texts, so that all who read one report share them."""
    tokens: list[Token] = []
    at = 0
    while match := _TOKEN.search(text, at):
        kind = match.lastgroup or "mark"
        start, end = match.span(kind)
        at = end
        if kind == "plain":
            tokens.append(Token(start, end, match[0], "word"))
            continue
        if kind == "model" and _NOT_A_MODEL.match(match[0]):
            end = at = start + next(i for i, c in enumerate(match[0]) if not c.isalpha())
            kind = "word"
        if kind == "particle":
            # و alone joins ("12 و14"); the others (لـ15, الـ48) add nothing to the number.
            if text[start] == "و":
                tokens.append(Token(start, start + 1, "و", "word"))
            continue
        tokens.append(Token(start, end, text[start:end], kind))  # type: ignore[arg-type]
    return tuple(tokens)
