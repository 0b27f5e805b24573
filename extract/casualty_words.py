"""The words of harm and of people of data/casualties.yaml, as lexicons."""

from __future__ import annotations

from functools import cache

import msgspec

from extract.data_files import load
from extract.folding import fold_word
from extract.lexicon import Lexicon, Listed, listed_entries


class CasualtyWords(msgspec.Struct, forbid_unknown_fields=True):
    """extract/data/casualties.yaml."""

    dead: Listed
    wounded: Listed
    captured: Listed
    displaced: Listed
    no_harm: Listed
    unknown_harm: Listed
    negation: Listed
    toll_of: Listed
    civilians: Listed
    neutral: Listed
    fighters: Listed
    counted: Listed
    total: Listed
    counted_other: Listed
    strength: Listed
    unnumbered_many: Listed
    one: Listed
    two: Listed


@cache
def lexicons() -> tuple[Lexicon[str], Lexicon[str]]:
    """The words of harm, and the words around numbers of people."""
    data = load("casualties.yaml", CasualtyWords)
    harm = {
        "no_harm": data.no_harm,
        "unknown_harm": data.unknown_harm,
        "dead": data.dead,
        "wounded": data.wounded,
        "captured": data.captured,
        "displaced": data.displaced,
    }
    near = {
        "counted_other": data.counted_other,
        "civilians": data.civilians,
        "fighters": data.fighters,
        "total": data.total,
        "strength": data.strength,
        "toll_of": data.toll_of,
        "many": data.unnumbered_many,
        "negation": data.negation,
    }
    return (
        Lexicon(e for name, listed in harm.items() for e in listed_entries(listed, name)),
        Lexicon(e for name, listed in near.items() for e in listed_entries(listed, name)),
    )


@cache
def persons() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns of one person and of two."""
    data = load("casualties.yaml", CasualtyWords)
    return (
        frozenset(fold_word(w) for w in (*data.one.ar, *data.one.en)),
        frozenset(fold_word(w) for w in (*data.two.ar, *data.two.en)),
    )


@cache
def counted_nouns() -> frozenset[str]:
    """Arabic nouns of harm that a number before them counts."""
    return frozenset(fold_word(w) for w in load("casualties.yaml", CasualtyWords).counted.ar)


@cache
def neutral() -> frozenset[str]:
    """Words for people who may as well be fighters."""
    data = load("casualties.yaml", CasualtyWords)
    return frozenset(fold_word(w) for w in (*data.neutral.ar, *data.neutral.en))
