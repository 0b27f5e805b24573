"""One spelling for every way a name is written, with a way back to the original offsets.

The steps, and no others: NFKC; bidi controls, tatweel and harakat out; alef forms to ا, ى to ي, ة to ه; Latin
without accents and in lower case, hyphens inside words as a space, apostrophes and ayn marks out (an English
possessive 's keeps its mark, so that the word before it still ends there); runs of white space as one space.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ARABIC_LETTERS = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}
LATIN_LETTERS = {
    "ı": "i",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ə": "e",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
}
HYPHENS = frozenset("-\u2010\u2011")
APOSTROPHES = frozenset("'`\u2018\u2019\u02bf\u02be\u02bb\u02bc\u02b9\u2032\u00b4\u02bd\u02c8")
# Marks that carry no letter: bidi controls and joiners, tatweel, the byte order mark.
DROPPED = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0640\ufeff"
)


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    """One code point without its neighbours: zero or more folded code points."""
    if char in DROPPED:
        return ""
    out = []
    for c in unicodedata.normalize("NFKC", char):
        if c in DROPPED or unicodedata.category(c) == "Mn":
            continue
        if c in ARABIC_LETTERS:
            out.append(ARABIC_LETTERS[c])
        elif "\u0600" <= c <= "\u06ff":
            out.append(c)
        elif c.isspace():
            out.append(" ")
        else:
            for base in unicodedata.normalize("NFKD", c):
                if not unicodedata.combining(base):
                    folded = base.casefold()
                    out.append(LATIN_LETTERS.get(folded, folded))
    return "".join(out)


def _following(text: str) -> list[str]:
    """For each offset the next character behind it that leaves anything when normalised, "" at the end."""
    found = [""] * len(text)
    following = ""
    for i in range(len(text) - 1, -1, -1):
        found[i] = following
        if text[i] not in APOSTROPHES and _fold(text[i]):
            following = text[i]
    return found


def _is_possessive(text: str, i: int) -> bool:
    """An apostrophe before a final s, with a letter before it."""
    return (
        0 < i < len(text) - 1
        and text[i - 1].isalpha()
        and text[i + 1] in "sS"
        and not (i + 2 < len(text) and text[i + 2].isalnum())
    )


def normalise_with_map(text: str) -> tuple[str, list[int]]:
    """The normalised text, and for each of its offsets (and its end) the offset in the original: len + 1
    entries."""
    out: list[str] = []
    offsets: list[int] = []
    space = True
    before, following = "", _following(text)
    for i, char in enumerate(text):
        if char in HYPHENS:
            inside = before.isalnum() and following[i].isalnum()
            folded = " " if inside else "-"
        elif char in APOSTROPHES:
            inside = before.isalpha() or following[i].isalpha()
            folded = "'" if not inside or _is_possessive(text, i) else ""
        else:
            folded = _fold(char)
        if folded and char not in APOSTROPHES:
            before = char
        for c in folded:
            if c == " ":
                if space:
                    continue
                space = True
            else:
                space = False
            out.append(c)
            offsets.append(i)
    while out and out[-1] == " ":
        out.pop()
        offsets.pop()
    # The end maps behind the last character kept, whatever dropped characters follow it.
    offsets.append(offsets[-1] + 1 if offsets else 0)
    return "".join(out), offsets


def normalise(text: str) -> str:
    """The normalised text; "Al-Baghūz" and "al baghuz" come out alike."""
    return normalise_with_map(text)[0]
