"""The interface's texts in both languages, and numbers and days written the way each language writes them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

FOLDER = Path(__file__).parent / "texts"
Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = ("en", "ar")

# Levantine month names. Digits are Western in both languages, as on the map's time bar.
_LOCALES: dict[str, str] = {"en": "en_GB", "ar": "ar_SY"}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")

Entry = str | dict[Literal["zero", "one", "two", "few", "many", "other"], str]


class TextsError(ValueError):
    """Raised when a file of interface texts does not fit; names the file and the key."""


class Words:
    """Texts of one language: words("key", name=value).

    An entry with plural forms is chosen by the value of n (CLDR's rules). Values are put in as plain text, so
    what comes out may hold text from reports: it is for `markup`, never for Markdown or HTML as it is.
    """

    def __init__(self, language: Language, entries: dict[str, Entry]) -> None:
        self.language = language
        self.locale = Locale.parse(_LOCALES[language])
        self.entries = entries

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key. Raises KeyError for a key that is not there."""
        entry = self.entries[key]
        if isinstance(entry, dict):
            n = values.get("n", 0)
            form = self.locale.plural_form(n if isinstance(n, int) else 0)
            entry = entry.get(form, entry["other"])
        shown = {name: self.number(v) if isinstance(v, int | float) else str(v) for name, v in values.items()}
        return _PLACEHOLDER.sub(lambda found: shown.get(found[1], found[0]), entry)

    def get(self, key: str) -> str | None:
        """The text of a key, None where there is none."""
        return self(key) if key in self.entries else None

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr"."""
        return "rtl" if self.language == "ar" else "ltr"

    def number(self, value: float) -> str:
        """A number with the language's separators."""
        return format_decimal(value, locale=self.locale, numbering_system="latn")

    def day(self, day: date) -> str:
        """A day in words, such as 2 March 2019."""
        return format_date(day, "d MMMM y", locale=self.locale)

    def days(self, first: date, last: date | None) -> str:
        """One day, or first and last."""
        if last is None or last == first:
            return self.day(first)
        return f"{self.day(first)} – {self.day(last)}"

    def listed(self, parts: list[str]) -> str:
        """Parts with the language's comma."""
        return ("، " if self.language == "ar" else ", ").join(parts)


def read_texts(path: Path) -> dict[str, Entry]:
    """Read one file. Raises TextsError naming it and what is wrong."""
    try:
        # BaseLoader keeps every value a string: "On" and "No" are words here.
        loaded = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        found = msgspec.convert(loaded, dict[str, Entry])
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise TextsError(f"{path.name}: {error}") from error
    for key, entry in found.items():
        if isinstance(entry, dict) and "other" not in entry:
            raise TextsError(f"{path.name}: {key}: the plural form 'other' is missing")
    return found


def check_alike(texts: dict[str, dict[str, Entry]]) -> None:
    """Raise TextsError unless all languages have the same keys with the same placeholders."""
    (first, model), *others = texts.items()
    for language, entries in others:
        if odd := sorted(model.keys() ^ entries.keys()):
            raise TextsError(f"{first} and {language}: keys in one of them only: {', '.join(odd)}")
        for key, entry in entries.items():
            if placeholders(entry) != placeholders(model[key]):
                raise TextsError(f"{first} and {language}: {key}: not the same placeholders")


def placeholders(entry: Entry) -> set[str]:
    """The names in braces; n of a plural may be left out, because a form can say it in words."""
    if isinstance(entry, dict):
        return {name for form in entry.values() for name in _PLACEHOLDER.findall(form)} - {"n"}
    return set(_PLACEHOLDER.findall(entry))


@lru_cache(maxsize=1)
def _all() -> dict[Language, Words]:
    texts = {language: read_texts(FOLDER / f"{language}.yaml") for language in LANGUAGES}
    check_alike(dict(texts))
    return {language: Words(language, entries) for language, entries in texts.items()}


def load_words(language: Language) -> Words:
    """The texts of a language, read and checked once. Raises TextsError."""
    return _all()[language]


@lru_cache(maxsize=2)
def about_text(language: Language) -> str:
    """The About page's text, Markdown of our own."""
    return (FOLDER / f"about.{language}.md").read_text(encoding="utf-8")
