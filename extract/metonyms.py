"""Capitals and countries that stand for their government, where the sentence lets them act: "Moscow said"."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from extract.countries import find_countries, governments
from extract.data_files import load
from extract.form_matcher import Folded
from gazetteer.normalise import normalise

_WINDOW = 40
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.!?؟\n:،؛,;()«»\"“”]")


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words around a name that show an agent; see agency.yaml."""

    before: frozenset[str]
    phrases_before: frozenset[str]
    after: frozenset[str]
    place_before: frozenset[str]


class CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """agency.yaml as a whole."""

    ar: Cues
    en: Cues


class Metonym(msgspec.Struct, frozen=True):
    """A capital or country used as an agent, and the actor its government is, if registered."""

    start: int
    end: int
    country: str
    id: str | None


@lru_cache(maxsize=1)
def _cues() -> CueFile:
    raw = load("agency.yaml", CueFile)
    return CueFile(ar=_normalised(raw.ar), en=_normalised(raw.en))


def _normalised(cues: Cues) -> Cues:
    return Cues(*(frozenset(map(normalise, words)) for words in msgspec.structs.astuple(cues)))


def find_metonyms(text: Folded) -> list[Metonym]:
    """Capitals and countries that act in their sentence, in the order of the text."""
    found = []
    for match in find_countries(text):
        if match.value.part != "adjective" and _acts(text, match.folded_start, match.folded_end):
            government = governments()[match.value.country].government
            found.append(Metonym(match.start, match.end, match.value.country, government))
    return found


def _acts(text: Folded, start: int, end: int) -> bool:
    arabic = "\u0621" <= text.folded[start] <= "\u064a"
    cues = _cues().ar if arabic else _cues().en
    glued_from = start
    while glued_from > 0 and text.folded[glued_from - 1].isalnum():
        glued_from -= 1
    glued = text.folded[glued_from:start]
    before = _words_before(text.folded, glued_from)
    after = _words_after(text.folded, end)
    if glued.endswith("ل"):
        if f"{before[-1] if before else ''} ل" in cues.phrases_before:
            return True
        # A clause that begins with "to X": X has or wants something.
        return not before and bool(after) and (after[0].isdigit() or after[0] == "نحو")
    if "ب" in glued or "ك" in glued:
        return False
    if any(" ".join(before[-n:]) in cues.phrases_before for n in (1, 2, 3) if len(before) >= n):
        return True
    last = before[-1] if before else ""
    if last in cues.before or _bare(last) in cues.before:
        return True
    if last in cues.place_before:
        return False
    return bool(after) and after[0] in cues.after


def _bare(word: str) -> str:
    return word[1:] if word[:1] in ("و", "ف") and len(word) > 3 else word


def _words_before(folded: str, start: int) -> list[str]:
    window = _BREAK.split(folded[max(0, start - _WINDOW) : start])[-1]
    return _WORD.findall(window)


def _words_after(folded: str, end: int) -> list[str]:
    window = _BREAK.split(folded[end : end + _WINDOW])[0]
    return _WORD.findall(window)
