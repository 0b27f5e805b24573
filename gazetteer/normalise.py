"""One spelling for every way a name is written, with a way back to the original offsets.

The steps, and no others: NFKC; bidi controls, tatweel and harakat out; alef forms to ا, ى to ي, ة to ه; Latin without
accents and in lower case, hyphens inside words as a space, apostrophes and ayn marks out (an English possessive 's
keeps its mark, so that the word before it still ends there); runs of white space as one space.
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
HYPHENS = frozenset("-\u2010\u2011\u00ad")
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


def _is_possessive(text: str, i: int) -> bool:
    """An apostrophe before a final s, with a letter before it."""
    return (
        0 < i < len(text) - 1
        and text[i - 1].isalpha()
        and text[i + 1] in "sS"
        and not (i + 2 < len(text) and text[i + 2].isalnum())
    )


def normalise_with_map(text: str) -> tuple[str, list[int]]:
    """The normalised text, and for each of its offsets (and its end) the offset in the original: len + 1 entries."""
    out: list[str] = []
    offsets: list[int] = []
    last = len(text) - 1
    space = True
    for i, char in enumerate(text):
        if char in HYPHENS:
            inside = 0 < i < last and text[i - 1].isalnum() and text[i + 1].isalnum()
            folded = " " if inside and char != "\u00ad" else ("" if char == "\u00ad" else "-")
        elif char in APOSTROPHES:
            inside = (i > 0 and text[i - 1].isalpha()) or (i < last and text[i + 1].isalpha())
            folded = "'" if not inside or _is_possessive(text, i) else ""
        else:
            folded = _fold(char)
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
