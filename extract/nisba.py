"""Actors told by an adjective: "Israeli strike", قصف روسي. Only beside words of strikes, fire and weapons; an
"Israeli town" is no actor.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from extract.data_files import DataFileError, load
from extract.folding import fold_word
from extract.lexicon import Listed
from extract.triggers import Trigger
from extract.words import Word
from geo.actors import load_register

_AFTER = 4
_BEFORE = 3
_BESIDE = frozenset(
    [
        "air",
        "air-weapon",
        "shelling",
        "shelling-weapon",
        "strike",
        "launch",
        "chemical",
        "chemical-attack",
        "shooting",
        "assault",
        "takeover",
        "withdrawal",
        "movement",
        "ground-fire",
        "grenade",
        "arrest",
    ]
)


class NisbaWords(msgspec.Struct, forbid_unknown_fields=True):
    """extract/data/nisba.yaml: adjectives by actor, and words that may stand between one and its noun."""

    adjectives: dict[str, Listed]
    between: Listed


@cache
def _words() -> tuple[dict[str, str], frozenset[str]]:
    data = load("nisba.yaml", NisbaWords)
    out: dict[str, str] = {}
    for actor, listed in data.adjectives.items():
        if load_register().get(actor) is None:
            raise DataFileError(f"nisba.yaml: no actor {actor!r} in the register")
        for word in listed.ar:
            base = fold_word(word)
            for form in (base, base + "ه", base + "ا", base + "ين", base + "تين"):
                out[form] = actor
                out["ال" + form] = actor
        out.update({fold_word(word): actor for word in listed.en})
    return out, frozenset(fold_word(w) for w in (*data.between.ar, *data.between.en))


def find_nisbas(
    words: Sequence[Word], triggers: Sequence[Trigger], lo: int, hi: int
) -> list[tuple[int, str]]:
    """Words that name an actor by an adjective beside an event word, with the actor's id."""
    adjectives, between = _words()
    out: dict[int, str] = {}
    if not any(words[i].norm in adjectives for i in range(lo, hi)):
        return []
    inside = {i for t in triggers for i in range(t.first, t.last + 1)}
    for trigger in triggers:
        if trigger.group.id not in _BESIDE:
            continue
        arabic = not words[trigger.first].norm.isascii()
        if arabic:
            steps = range(trigger.last + 1, min(hi, trigger.last + 1 + _AFTER))
        else:
            steps = range(trigger.first - 1, max(lo - 1, trigger.first - 1 - _BEFORE), -1)
        for i in steps:
            norm = words[i].norm
            if norm in adjectives:
                out[i] = adjectives[norm]
                break
            if i not in inside and norm not in between:
                break
    return list(out.items())
