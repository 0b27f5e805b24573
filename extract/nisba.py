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
from extract.words import Word, bare_forms
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
    plurals: dict[str, Listed]
    between: Listed
    forces: Listed


@cache
def _words() -> tuple[dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
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
    for actor, listed in data.plurals.items():
        out.update({fold_word(word): actor for word in (*listed.ar, *listed.en)})
    return (
        out,
        frozenset(fold_word(w) for w in (*data.between.ar, *data.between.en)),
        frozenset(fold_word(w) for w in (*data.forces.ar, *data.forces.en)),
        frozenset(fold_word(w) for p in data.plurals.values() for w in (*p.ar, *p.en)),
    )


def find_nisbas(
    words: Sequence[Word], triggers: Sequence[Trigger], lo: int, hi: int
) -> list[tuple[int, str, bool]]:
    """Words that are an actor by an adjective: word, actor id, whether only beside a weapon or force."""
    adjectives, between, forces, plurals = _words()
    out: dict[int, tuple[str, bool]] = {}
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
                out.setdefault(i, (adjectives[norm], trigger.group.kind == "weapon"))
                break
            if i not in inside and norm not in between:
                break
    for i in range(lo, hi):
        norm = words[i].norm
        if norm not in adjectives or i in out:
            continue
        arabic = not norm.isascii()
        beside = i - 1 if arabic else i + 1
        if (lo <= beside < hi and any(form in forces for form in bare_forms(words[beside].norm))) or (
            norm in plurals and any(0 < t.first - i <= 3 for t in triggers)
        ):
            out[i] = (adjectives[norm], True)
    return [(i, actor, weapon) for i, (actor, weapon) in sorted(out.items())]
