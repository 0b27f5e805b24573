"""Names of places in running text. Finds every name; what is a place and what a word is for the recogniser to
say."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

from gazetteer.names import Names
from gazetteer.normalise import normalise_with_map
from gazetteer.variants import ARTICLES

LONGEST_NAME = 60
_TOKEN = re.compile(r"\w+")
# Particles written on the next word, and what stands in front of the name once they are off; لل is ل + ال.
_WITH_ARTICLE = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل")
_PARTICLES = ("وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ل", "ك")
_CLITICS = tuple((p, "ال") for p in _WITH_ARTICLE) + tuple((p, "") for p in _PARTICLES)
_CLITICS_BY_LETTER = {letter: tuple(c for c in _CLITICS if c[0][0] == letter) for letter in "وفبلك"}
_SHORTEST_REST = 3
_LOWER_TAILS = frozenset(
    [
        "border",
        "river",
        "governorate",
        "province",
        "district",
        "state",
        "oblast",
        "region",
        "field",
        "oilfield",
        "plant",
        "refinery",
        "base",
        "airbase",
        "airport",
        "camp",
        "crossing",
        "bridge",
        "dam",
        "lake",
        "island",
        "valley",
        "desert",
        "mountain",
        "mountains",
        "hills",
        "heights",
        "farms",
        "port",
        "prison",
        "countryside",
    ]
)
# Below this share of capital letters a Latin text is taken to be written without capitals.
_LEAST_CAPITALS = 0.01


class NameHit(msgspec.Struct, frozen=True):
    """A name found in a text: text == original[start:end], without glued particles; key is its normalised
    form.

    common says how common the name is as an ordinary word (zipf, 0 to 8; 0 for names of several words).
    """

    start: int
    end: int
    text: str
    key: str
    common: float


def scan_text(text: str, names: Names) -> list[NameHit]:
    """The longest name at each token boundary, from left to right, without overlaps.

    Arabic particles (و ف ب ل ك, with or without ال) are split off only where the whole word begins no name.
    Latin names count only with capitals, unless the text has none.
    """
    folded, offsets = normalise_with_map(text)
    capitals = _has_capitals(text)
    starts = [m.start() for m in _TOKEN.finditer(folded)]
    hits: list[NameHit] = []
    done = 0
    for start in starts:
        if start < done:
            continue
        if "\u0621" <= folded[start] <= "\u064a":
            found = _arabic(folded, start, names)
        else:
            found = _latin(folded, start, names, text, offsets, capitals)
        if found is None:
            continue
        begin, end, key = found
        first, last = offsets[begin], _end_in_original(text, offsets, end)
        hits.append(NameHit(first, last, text[first:last], key, names.common(key)))
        done = end
    return hits


def _end_in_original(text: str, offsets: list[int], end: int) -> int:
    """The original offset behind a name, with the marks that belong to its last letter."""
    last = offsets[end - 1] + 1
    while last < len(text) and (unicodedata.category(text[last]) == "Mn" or text[last] == "\u0640"):
        last += 1
    return last


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")


def _longest(window: str, names: Names) -> str | None:
    for key in reversed(names.prefixes(window)):
        if _ends_word(window, len(key)):
            return key
    return None


def _arabic(folded: str, start: int, names: Names) -> tuple[int, int, str] | None:
    window = folded[start : start + LONGEST_NAME]
    key = _longest(window, names)
    if key is not None:
        return start, start + len(key), key
    if window.startswith("ال"):
        return _without(window, start, "ال", names, keep=True)
    for particle, front in _CLITICS_BY_LETTER.get(window[0], ()):
        if not window.startswith(particle):
            continue
        rest = window[len(particle) :]
        key = _longest(front + rest, names) if front else _longest(rest, names)
        if key is not None and len(key) - len(front) >= _SHORTEST_REST:
            # In لل the article has lost its first letter, so the name begins after both.
            lost = len(particle) if particle.endswith("لل") else len(particle) - len(front)
            return start + lost, start + len(particle) + len(key) - len(front), key
        if (
            front
            and (bare := _without(window, start, particle, names, keep=not particle.endswith("لل")))
            is not None
        ):
            return bare
    return None


def _without(
    window: str, start: int, particle: str, names: Names, *, keep: bool
) -> tuple[int, int, str] | None:
    """A name that is known only without its article: the span has the article (keep), the key has not."""
    key = _longest(window[len(particle) :], names)
    if key is None or len(key) < _SHORTEST_REST:
        return None
    begin = start + len(particle) - (2 if keep else 0)
    return begin, start + len(particle) + len(key), key


def _has_capitals(text: str) -> bool:
    every, large = _latin_letters()
    letters = len(every.findall(text))
    return not letters or _LEAST_CAPITALS * letters <= len(large.findall(text))


@lru_cache(maxsize=1)
def _latin_letters() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Latin letters, and the capitals among them."""
    letters = [c for c in map(chr, range(0x250)) if c.isalpha()]
    return tuple(re.compile(f"[{''.join(row)}]") for row in (letters, filter(str.isupper, letters)))  # type: ignore[return-value]


def _latin(
    folded: str, start: int, names: Names, text: str, offsets: list[int], capitals: bool
) -> tuple[int, int, str] | None:
    def written_large(at: int) -> bool:
        # An apostrophe or ayn before the letter has no place in the folded text.
        char = text[offsets[at]]
        return not capitals or char.isupper() or char.isdigit() or not char.isascii()

    first = folded[start : start + 5].split(" ")[0]
    if not written_large(start) and first not in ARTICLES:
        return None
    for key in reversed(names.prefixes(folded[start : start + LONGEST_NAME])):
        end = start + len(key)
        if key in ARTICLES or not _ends_word(folded, end):
            continue
        last_word = start + key.rfind(" ") + 1
        name = start + len(first) + 1 if first in ARTICLES else start
        if written_large(last_word) or (" " in key and _lower_tail(key) and written_large(name)):
            return start, end, key
    return None


def _lower_tail(key: str) -> bool:
    """Names whose last word is written small in running text: the Syrian border, Al-Omar oil field."""
    return key.rsplit(" ", 1)[-1] in _LOWER_TAILS
