"""Sentences of a report, with offsets into its original text. One pass, no backtracking."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import msgspec

from extract.data_files import load
from extract.spans import Sentence


class SentenceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """extract/data/sentences.yaml: what ends no sentence."""

    abbreviations: list[str]
    starters: list[str]
    unfinished: list[str]


_STOP = re.compile(r"\n|[.!?؟…۔]+[\"'”’»)\]]*")
_LAST_WORD = re.compile(r"[\w.]{1,30}$")
_FIRST_WORD = re.compile(r"\s*([^\W\d_]{1,30})")
_OPENERS = "\"'“‘«([{‹"


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = load("sentences.yaml", SentenceWords)
    return frozenset(words.abbreviations), frozenset(words.starters), frozenset(words.unfinished)


def sentences(text: str) -> list[Sentence]:
    """Sentences and headlines in order; together they hold every letter and digit of the text."""
    found: list[Sentence] = []
    start = 0
    for match in _STOP.finditer(text):
        ends = _line_ends(text, start, match.start()) if match[0] == "\n" else _stop_ends(text, match)
        if ends:
            _append(found, text, start, match.end())
            start = match.end()
    _append(found, text, start, len(text))
    return found


def _append(found: list[Sentence], text: str, start: int, end: int) -> None:
    """Add the stretch without the space, bullets and emoji around it, unless nothing is left."""
    while start < end and _is_margin(text[start]):
        start += 1
    while start < end and (
        text[end - 1].isspace() or unicodedata.category(text[end - 1]) in ("So", "Cf", "Mn", "Sk")
    ):
        end -= 1
    if start < end:
        found.append(Sentence(start, end, text[start:end]))


def _is_margin(char: str) -> bool:
    if char in _OPENERS or char in "#@+<":
        return False
    return not unicodedata.category(char).startswith(("L", "N", "Sc"))


def _line_ends(text: str, start: int, newline: int) -> bool:
    """Whether a newline ends the sentence: not where the line stops in mid-phrase and the next goes on."""
    before = text[max(start, newline - 40) : newline].rstrip()
    after = text[newline + 1 : newline + 41]
    if not before or not after.strip() or after.lstrip(" \t").startswith("\n"):
        return True
    if before[-1] in ",،":
        return False
    word = _LAST_WORD.search(before)
    if word and word[0].lower() in _words()[2]:
        return False
    first = after.lstrip()[0]
    return not (first in ",،" or (first.islower() and before[-1].isalpha() and before[-1].isascii()))


def _stop_ends(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop (or ! ? …) ends the sentence."""
    at, end = match.start(), match.end()
    follower = text[end : end + 1]
    next_word = _FIRST_WORD.match(text[end : end + 40])
    goes_on = next_word is not None and next_word[1][0].islower()
    if match[0][0] == "…":
        return not follower or follower.isspace()
    if match[0][0] != ".":
        return len(match[0].rstrip("!?؟۔")) == 0 or not goes_on
    if match[0] == "." and follower.isdigit():
        return False
    word = _LAST_WORD.search(text[max(0, at - 30) : at])
    last = word[0] if word else ""
    letters = last.rpartition(".")[2]
    initial = len(letters) == 1 and letters.isalpha()
    if follower and not follower.isspace():
        # "انتهى.وقال" lacks its space; "example.org" and "د.ب.أ" end nothing.
        return follower.isalpha() and not follower.isascii() and not initial and not letters.isascii()
    abbreviations, starters, _ = _words()
    if match[0] == "." and not next_word:
        return not (last.lower() in abbreviations and text[end : end + 3].strip()[:1].isdigit())
    if match[0] != "." or not next_word:
        return not (goes_on and match[0].strip("."))
    if initial or last.lower() in abbreviations:
        return next_word[1] in starters and len(last) > 1
    return not goes_on
