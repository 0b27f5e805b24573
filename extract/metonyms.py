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
    names = [m for m in find_countries(text) if m.value.part in ("country", "capital")]
    acting = [_acts(text, m.folded_start, m.folded_end) for m in names]
    for i in range(len(names) - 2, -1, -1):
        # "Egypt and Chad closed": the verb has both for subjects.
        joined = text.folded[names[i].folded_end : names[i + 1].folded_start].strip() in ("and", "و")
        acting[i] = acting[i] or (joined and acting[i + 1] and not _located(text, names[i].folded_start))
    return [
        Metonym(m.start, m.end, m.value.country, governments()[m.value.country].government)
        for m, acts in zip(names, acting, strict=True)
        if acts
    ]


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


def _located(text: Folded, start: int) -> bool:
    """Whether a preposition of place stands right before."""
    before = _words_before(text.folded, start)
    return bool(before) and before[-1] in (_cues().ar.place_before | _cues().en.place_before)


def _bare(word: str) -> str:
    return word[1:] if word[:1] in ("و", "ف") and len(word) > 3 else word


def _words_before(folded: str, start: int) -> list[str]:
    window = _BREAK.split(folded[max(0, start - _WINDOW) : start])[-1]
    return _WORD.findall(window)


def _words_after(folded: str, end: int) -> list[str]:
    window = _BREAK.split(folded[end : end + _WINDOW])[0]
    return _WORD.findall(window)
