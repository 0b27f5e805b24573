"""Further spellings under which a name is found: the Arabic article and the ways Latin letters render it."""

from __future__ import annotations

import re

_ARTICLES = "al el ul il as ash ad adh ar at ath az an es esh ed er et eth ez en ach ech ess"
ARTICLES = frozenset(_ARTICLES.split())
_SUN = {"sh": "sh", "th": "th", "dh": "dh", "s": "s", "d": "d", "r": "r", "t": "t", "z": "z", "n": "n"}
# Each pair is one sound that newspapers and maps write differently.
_LOOSE = (
    (re.compile("aw|au|ou|oo|ow|u|o|w"), "u"),
    (re.compile("ei|ai|ay|ey|ee|y|e|i"), "i"),
    (re.compile("gh"), "g"),
    (re.compile("kh"), "x"),
    (re.compile("ch|sh"), "$"),
    (re.compile("dj|j"), "j"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("q|c"), "k"),
)
_DOUBLE = re.compile(r"(.)\1+")
_CONFUSED = str.maketrans(
    {"ظ": "ض", "ط": "ت", "ص": "س", "ذ": "د", "ث": "ت", "ؤ": "و", "ئ": "ي", "ء": "", "ا": ""}
)
_FINAL_H = re.compile(r"(?<=[aiu])h\b")


def _assimilated(word: str) -> str | None:
    for front, article in _SUN.items():
        if word.startswith(front):
            return article
    return None


def arabic_variants(key: str) -> list[str]:
    """Spellings of a normalised Arabic name: without its article, and with البو and أبو written on or
    apart."""
    found = []
    if key.startswith("ال") and len(key.split(" ")[0]) > 4:
        found.append(key[2:])
    for front in ("البو", "ابو"):
        if key.startswith(f"{front} "):
            found.append(front + key[len(front) + 1 :])
    if key.startswith("ابو "):
        found += [f"البو {key[4:]}", f"البو{key[4:]}"]
    if " عبد ال" in f" {key}":
        found.append(key.replace("عبد ال", "عبدال"))
    return found


def latin_variants(key: str) -> list[str]:
    """Spellings of a normalised transliterated Arabic name: each article as al, el, assimilated, glued on or
    left out.

    >>> "deir al zor" in latin_variants("deir ez zor"), "deir ezzor" in latin_variants("deir ez zor")
    (True, True)
    """
    words = key.split(" ")
    found = []
    for i, word in enumerate(words[:-1]):
        if word not in ARTICLES:
            continue
        front, noun, back = words[:i], words[i + 1], words[i + 2 :]
        forms = [["al", noun], ["el", noun], ["al" + noun]]
        if (sun := _assimilated(noun)) is not None:
            forms += [["a" + sun, noun], ["e" + sun, noun], ["a" + sun + noun], ["e" + sun + noun]]
        if i > 0 or len(noun) > 3:
            forms.append([noun])
        found += [" ".join([*front, *form, *back]) for form in forms]
        break
    return [f for f in found if f != key]


def arabic_skeleton(key: str) -> str:
    """What the usual misspellings of one Arabic name have in common; "" for what is too short to tell apart.

    Letters that are confused in writing (ظ ض, ط ت, ص س, ذ د, hamza and its seats), the article, long a, word
    breaks.
    """
    words = [w[2:] if w.startswith("ال") and len(w) > 4 else w for w in key.split(" ")]
    words = [w.removeprefix("ا") if w in ("ابو", "ابا", "ابي") else w for w in words]
    text = "".join(w[:-1] + "ه" if len(w) > 3 and w[-1] in "هاء" else w for w in words).translate(_CONFUSED)
    text = _DOUBLE.sub(r"\1", text)
    return text if len(text) >= 4 else ""


def skeleton(key: str) -> str:
    """The skeleton of a normalised name in either alphabet."""
    return latin_skeleton(key) if key.isascii() else arabic_skeleton(key)


def latin_skeleton(key: str) -> str:
    """What all usual transliterations of one Arabic name have in common; "" for what is too short to tell
    apart.

    >>> latin_skeleton("al baghouz") == latin_skeleton("baghuz") == latin_skeleton("el baghooz")
    True
    """
    words = key.split(" ")
    text = " ".join(w for i, w in enumerate(words) if w not in ARTICLES or i == len(words) - 1)
    for pattern, sound in _LOOSE:
        text = pattern.sub(sound, text)
    text = _DOUBLE.sub(r"\1", _FINAL_H.sub("", text))
    text = text.replace(" ", "")
    return text if len(text) >= 4 else ""
