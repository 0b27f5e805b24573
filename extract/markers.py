"""The small words that tie actors to event words and end clauses (data/markers.yaml), as lexicons."""

from __future__ import annotations

from functools import cache

import msgspec

from extract.data_files import load
from extract.folding import fold_word
from extract.lexicon import Lexicon, Listed, listed_entries


class MarkerWords(msgspec.Struct, forbid_unknown_fields=True):
    """extract/data/markers.yaml."""

    by: Listed
    at: Listed
    with_: Listed = msgspec.field(name="with")
    between: Listed
    undergo: Listed
    light: Listed
    breaks: Listed
    passive: Listed
    ours: Listed
    same: Listed
    announced: Listed
    backers: Listed
    statement: Listed
    between_words: Listed
    heads: Listed
    owned: Listed
    adopts: Listed
    responsible: Listed


class Markers:
    """Lexicons made of the marker words; values are the marker's name."""

    def __init__(self, data: MarkerWords) -> None:
        named = {
            "by": data.by,
            "at": data.at,
            "with": data.with_,
            "between": data.between,
            "undergo": data.undergo,
            "light": data.light,
            "passive": data.passive,
            "backer": data.backers,
        }
        self.ties: Lexicon[str] = Lexicon(
            entry for name, listed in named.items() for entry in listed_entries(listed, name)
        )
        self.statement = frozenset(fold_word(w) for w in (*data.statement.ar, *data.statement.en))
        self.between = frozenset(fold_word(w) for w in data.between_words.en)
        self.heads = frozenset(fold_word(w) for w in data.heads.ar)
        self.owned = frozenset(fold_word(w) for w in data.owned.ar)
        self.breaks: Lexicon[str] = Lexicon(listed_entries(data.breaks, "break"))
        self.same: Lexicon[str] = Lexicon(
            [*listed_entries(data.same, "same"), *listed_entries(data.announced, "announced")]
        )
        self.responsibility: Lexicon[str] = Lexicon(
            [*listed_entries(data.adopts, "adopts", "verb"), *listed_entries(data.responsible, "responsible")]
        )
        self.ours: Lexicon[str] = Lexicon(listed_entries(data.ours, "ours"))


@cache
def markers() -> Markers:
    """The marker words, loaded once."""
    return Markers(load("markers.yaml", MarkerWords))
