"""extract/data/numbers.yaml as a record."""

from __future__ import annotations

from functools import cache

import msgspec

from extract.data_files import load

Words = list[str]


class NumberWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Number words and the words around numbers; keys of the tables are the values."""

    units: dict[int, Words]
    before_ten: dict[int, Words]
    tens: dict[int, Words]
    hundreds: dict[int, Words]
    scales: dict[int, Words]
    dual_scales: dict[int, Words]
    ordinals: dict[int, Words]
    vague: dict[int, Words]
    exact: dict[int, Words]
    duals: Words
    at_least_before: Words
    at_least_after: Words
    more_than: Words
    about: Words
    up_to_before: Words
    up_to_after: Words
    between: Words
    from_: Words = msgspec.field(name="from")
    to: Words
    measures: dict[str, Words]
    numbered: Words
    rising: Words
    out_of: Words
    before_pronoun_one: Words
    after_pronoun_one: Words
    ages: Words
    clock: Words


@cache
def number_words() -> NumberWords:
    """The number words, read once. Raises DataFileError."""
    return load("numbers.yaml", NumberWords)
