"""Definite descriptions that take up an actor named elsewhere in the report: "the group", التنظيم."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from extract.data_files import load
from extract.form_matcher import Folded, FormMatcher, Match
from geo.actors import load_register

_NEAR = 400
"""How far back (code points) the last of several possible actors is still the one meant."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Written forms by language."""

    ar: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Anaphor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Forms and the actors they may stand for; see anaphors.yaml."""

    forms: Words
    refers_to: tuple[str, ...]
    by_country: dict[str, str] = {}
    otherwise: str | None = None


class AnaphorFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """anaphors.yaml as a whole."""

    not_actors: tuple[str, ...]
    not_after: Words
    anaphors: tuple[Anaphor, ...]


class Named(msgspec.Struct, frozen=True):
    """An actor named outright, by its place in the text."""

    start: int
    end: int
    id: str


@lru_cache(maxsize=1)
def _file() -> AnaphorFile:
    return load("anaphors.yaml", AnaphorFile)


@lru_cache(maxsize=1)
def _matcher() -> FormMatcher[Anaphor]:
    return FormMatcher((form, a) for a in _file().anaphors for form in (*a.forms.ar, *a.forms.en))


@lru_cache(maxsize=1)
def _not_after() -> frozenset[str]:
    return frozenset(_file().not_after.ar + _file().not_after.en)


def not_actors() -> tuple[str, ...]:
    """Longer names that only contain an actor's word: ود مدني is a town."""
    return _file().not_actors


def find_anaphors(text: Folded) -> list[Match[Anaphor]]:
    """Descriptions that could stand for an actor, without those their context makes general or narrow."""
    return [m for m in _matcher().find(text) if not _is_general(text, m) and not _is_narrowed(text, m)]


def refer(anaphor: Match[Anaphor], named: Sequence[Named], country: str | None) -> str | None:
    """The actor that is meant: the only one named that fits, else the last one before, else the country's."""
    wanted = anaphor.value.refers_to
    fitting = [n for n in named if n.id in wanted]
    if len({n.id for n in fitting}) == 1:
        return fitting[0].id
    by_country = anaphor.value.by_country.get(country) if country else None
    before = [n for n in fitting if anaphor.start - _NEAR <= n.start < anaphor.start]
    if before and (len({n.id for n in before}) == 1 or by_country is None):
        return before[-1].id
    return by_country or anaphor.value.otherwise


def check_ids() -> list[str]:
    """Ids in the file that the register does not know."""
    register = load_register()
    used = {i for a in _file().anaphors for i in (*a.refers_to, *a.by_country.values(), a.otherwise) if i}
    return sorted(i for i in used if register.get(i) is None)


def _is_general(text: Folded, match: Match[Anaphor]) -> bool:
    before = text.folded[max(0, match.folded_start - 30) : match.folded_start].split()
    return bool(before) and (before[-1] in _not_after() or " ".join(before[-2:]) in _not_after())


def _is_narrowed(text: Folded, match: Match[Anaphor]) -> bool:
    """An adjective that the list does not have makes it another body: القوات الأجنبية, الحركة الإسلامية."""
    if "\u0621" <= text.folded[match.folded_start] <= "\u064a":
        after = text.folded[match.folded_end : match.folded_end + 30]
        word = after[1:].split(" ")[0] if after.startswith(" ") else ""
        return word.startswith("ال") and word.rstrip(".,،؛:").endswith(("يه", "ي", "يين", "يون"))
    return False
