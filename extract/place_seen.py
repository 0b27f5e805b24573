"""A name that may be a place, with its surroundings and how common it is as a word."""

from __future__ import annotations

import msgspec

from extract.place_context import Around
from gazetteer.place import Place


class Seen(msgspec.Struct, kw_only=True):
    """start and end are those of its span; name is what is looked up; places are its candidates.

    named_start and named_end are the bare name's; common says how common it is as a word (zipf, 0 to 8).
    """

    start: int
    end: int
    named_start: int
    named_end: int
    name: str
    key: str
    common: float
    places: tuple[Place, ...]
    around: Around
    agent: bool = False
    country_form: bool = False
    capital_form: bool = False
    """One of the names that are listed for the country or its capital."""
    hint: str | None = None
    guess: bool = False
    """Taken for a name only because of the words around it; the index does not know it."""
    weak: bool = False
    """A guess that is worth nothing unless the index knows a name like it."""
    fallback: str = ""
    """Said where the place is that of the name inside, because the facility itself is unknown."""

    @property
    def typed(self) -> bool:
        """Whether a kind of place stands with it that says what it is."""
        return self.around.type is not None and self.around.type.feature != ""

    @property
    def population(self) -> int:
        """Of its largest candidate."""
        return max((p.population for p in self.places), default=0)

    @property
    def is_country(self) -> bool:
        """Whether one of its candidates is a country."""
        return any(p.feature.startswith("A.PCL") for p in self.places)

    @property
    def is_capital(self) -> bool:
        """Whether one of its candidates is a capital of a country or of a first-order division."""
        return any(p.feature in ("P.PPLC", "P.PPLA") for p in self.places)
