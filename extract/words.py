"""Words of a report with offsets into the report as given, and the bare forms an Arabic word may have.

bare_forms takes off glued particles and pronouns: وبقصفها gives قصف among others. It says what a word may
be, not what
it is; only a lexicon's word decides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extract.folding import Folded, fold
from extract.tokens import tokenise

PREFIXES = (
    "وبال", "فبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال", "وب", "ول", "وك", "فب",
    "فل",
    "وس", "فس", "و", "ف", "ب", "ل", "ك", "س",
)  # fmt: skip
SUFFIXES = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ه")


class Word(NamedTuple):
    """A word, number or mark; report[start:end] is what it was folded to norm from."""

    start: int
    end: int
    norm: str
    kind: str


def words_of(folded: Folded) -> list[Word]:
    """All words of a folded report in order, with original offsets; line breaks are marks "\\n"."""
    original = folded.original
    out: list[Word] = []
    for token in tokenise(folded):
        start, end = original(token.start, token.end)
        out.append(Word(start, end, token.text, token.kind))
    return out


@lru_cache(maxsize=1 << 16)
def bare_forms(word: str) -> tuple[str, ...]:
    """The word itself first, then what is left without glued particles, without pronouns, without both."""
    if word.isascii():
        return (word,)
    stems = [word]
    stems += [word[len(p) :] for p in PREFIXES if word.startswith(p) and len(word) - len(p) >= 2]
    out = dict.fromkeys(stems)
    for stem in stems:
        for suffix in SUFFIXES:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= 2:
                cut = stem[: -len(suffix)]
                out.setdefault(cut)
                if cut.endswith("ت"):
                    out.setdefault(cut[:-1] + "ه")
    return tuple(out)


@lru_cache(maxsize=1 << 16)
def verbal_forms(word: str) -> tuple[str, ...]:
    """bare_forms without the article and the particles that no verb takes: التابع is not تابع."""
    if word.isascii() or not word.removeprefix("و").removeprefix("ف").startswith(
        ("ال", "بال", "كال", "لل", "ب", "ك")
    ):
        return bare_forms(word)
    rest = word[1:] if word[:1] in "وف" and bare_forms(word[1:]) and len(word) > 3 else word
    return (word, rest, *(rest[: -len(s)] for s in SUFFIXES if rest.endswith(s) and len(rest) - len(s) >= 2))


@lru_cache(maxsize=1 << 16)
def glued(word: str) -> str:
    """The particle glued to the front of an Arabic word as it stands: "ل", "ب", "و" or ""; لل counts as ل.

    Only what could be a particle: a lexicon or an actor's span must know that the rest is a word.
    """
    if word.isascii():
        return ""
    head = word[1:] if word[:1] in "وف" and len(word) > 3 else word
    return head[:1] if head[:1] in "لبك" else ""


def folded_words(phrase: str) -> tuple[str, ...]:
    """A lexicon's phrase as the words it is compared by."""
    return tuple(w.norm for w in words_of(fold(phrase)))
