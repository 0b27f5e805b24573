"""The forms that a word of a lexicon takes in reports, so that the data lists words and not their endings."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = "aeiou"


def arabic_verb(past: str) -> Iterator[str]:
    """Forms of a verb given as its past (folded): past, present, first person; particles come off elsewhere.

    Irregular presents (قال، يقول) are listed as words in the data.
    """
    weak = past.endswith(("ي", "ا")) and len(past) > 2
    stem = past[:-1] if weak else past
    yield past
    yield from (stem + e for e in (("ت", "وا", "تا", "نا") if weak else ("ت", "وا", "ا", "تا", "نا", "ن")))
    present = past[1:] if past.startswith("ا") and len(past) > 3 else past
    if present.endswith("ا") and len(present) > 2:
        present = present[:-1] + "ي"
    for person in ("ي", "ت", "ن"):
        yield person + present
    short = present[:-1] if weak else present
    for person in ("ي", "ت"):
        yield from (person + short + e for e in ("ون", "وا", "ان", "ن"))


def says_we(verb: str) -> bool:
    """Whether an Arabic verb (folded, no particles) is in the first person plural: نسيطر, سيطرنا.

    Words that begin with ن themselves are short (نفذ), have an ending (نفذت, نهايه) or go on with ا (ناقش).
    """
    if verb.endswith("نا"):
        return len(verb) > 4
    present = verb.startswith("ن") and len(verb) > 4 and verb[1] != "ا"
    return present and not verb.endswith(("ه", "ت", "وا", "ون", "ان", "ها", "هم"))


def arabic_noun(noun: str) -> Iterator[str]:
    """Singular, dual, sound plural, accusative of a noun (folded); broken plurals are listed in the data."""
    yield noun
    if noun.endswith("ه"):
        yield from (noun[:-1] + e for e in ("ات", "تين", "تان", "تي", "تا"))
    else:
        yield from (noun + e for e in ("ات", "ين", "ان", "ون", "ا", "ي"))


def english_verb(base: str) -> Iterator[str]:
    """base, -s, -ed, -ing; irregular forms are listed in the data."""
    yield base
    if base.endswith(("s", "sh", "ch", "x", "z")):
        yield base + "es"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        yield base[:-1] + "ies"
    else:
        yield base + "s"
    if base.endswith("e"):
        yield base + "d"
        yield base[:-1] + "ing"
    elif base.endswith("y") and base[-2] not in _VOWELS:
        yield base[:-1] + "ied"
        yield base + "ing"
    else:
        yield base + "ed"
        yield base + "ing"
        if base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS and base[-3:-2] not in _VOWELS:
            yield base + base[-1] + "ed"
            yield base + base[-1] + "ing"


def english_noun(noun: str) -> Iterator[str]:
    """Singular and plural."""
    yield noun
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        yield noun + "es"
    elif noun.endswith("y") and noun[-2] not in _VOWELS:
        yield noun[:-1] + "ies"
    else:
        yield noun + "s"
