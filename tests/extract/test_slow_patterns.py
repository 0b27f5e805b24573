"""Adversarial text costs in proportion to its length: four times the text is never many times the work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import process_time
from typing import Any

import pytest

from extract.actors import find_actors
from extract.dates import find_dates
from extract.language import detect_language
from extract.pipeline import read
from extract.quantities import find_quantities
from extract.report_file import parse_report
from extract.segment import sentences
from extract.toponyms import find_toponyms
from gazetteer.index import load_index
from gazetteer.normalise import normalise_with_map
from geo.records import Report

DAY = date(2019, 3, 2)
GROWS = 4
# Work in proportion grows by 4, work with the square of the length by 16.
MOST = 9.0
# Under this many seconds of computing the clock says nothing.
NOTHING_S = 0.1
TRIES = 3

Finder = Callable[[str], Any]


def _places(text: str) -> object:
    return find_toponyms(text, find_actors(text), sentences(text), DAY, load_index())


def _read(text: str) -> object:
    return read(Report(text=text, published=DAY), load_index())


def _file(text: str) -> object:
    return parse_report(f"---\n{text}\n---\nx".encode(), "x")


FINDERS: dict[str, tuple[Finder, int]] = {
    "segment": (sentences, 40_000),
    "dates": (lambda text: find_dates(text, DAY), 10_000),
    "quantities": (find_quantities, 10_000),
    "actors": (find_actors, 10_000),
    "language": (detect_language, 40_000),
    "normalise": (normalise_with_map, 20_000),
    "toponyms": (_places, 4_000),
    "whole reading": (_read, 3_000),
}
"""Every finder, and how many characters its shorter text has. Triggers, roles, tolls, status, speech and
claims are found in the whole reading."""

PIECES = (
    " ", "\n", ". ", "?!”", "\u00a0", "\u200f", "7", "1,", "1.", "1/", "-", "a-", "(", '"', "'s ", "a",
    "U.S. ", "\u064b", "ـ", "ا", "و", "و و ", "ال", "😀",
    "between ", "and ", "from to ", "March ", "the 3rd of ", "hundred ", "killed ", "not ", "said that ",
    "town of ", "near ", "took control of ", "SDF ", "Hajin, ", "Hajin and Sousa and ",
    "SDF fighters killed 5 in Hajin on 3 March, ",
    "بين ",  # between
    "آذار ",  # March
    "مئة ",  # hundred
    "قتل ",  # killed
    "لم ",  # did not
    "قال إن ",  # said that
    "بلدة ",  # town of
    "قرب ",  # near
    "سيطرت على ",  # took control of
    "قسد ",  # SDF
    "هجين والسوسة و",  # Hajin and Sousa and
    "قتل خمسة من عناصر قسد في هجين يوم ٣ آذار، ",  # five members of SDF were killed in Hajin on 3 March
)  # fmt: skip


@pytest.mark.parametrize("name", FINDERS)
def test_work_grows_with_the_length_and_not_faster(name: str) -> None:
    find, size = FINDERS[name]
    find(PIECES[-1])
    steep = {piece: grown for piece in PIECES if (grown := _growth(find, piece, size)) > MOST}
    assert steep == {}


@pytest.mark.parametrize("piece", ["a: ", "---", "- ", "[", "{a: ", "\n", "&a ", "!!python/object:x "])
def test_a_header_without_an_end_is_not_searched_for_long(piece: str) -> None:
    """The header's pattern gives up after 10,000 characters wherever it stands."""

    def try_to(text: str) -> object:
        try:
            return _file(text)
        except ValueError:
            return None

    assert _growth(try_to, piece, 50_000) <= MOST


def _growth(find: Finder, piece: str, size: int) -> float:
    """How many times the work is on GROWS times the text; the least of some tries, because others compute
    here too.
    """
    least = float("inf")
    for _ in range(TRIES):
        longer = _seconds(find, piece, size * GROWS)
        if longer < NOTHING_S:
            return 1.0
        least = min(least, longer / max(_seconds(find, piece, size), NOTHING_S / GROWS))
        if least <= MOST:
            break
    return least


def _seconds(find: Finder, piece: str, length: int) -> float:
    text = (piece * (length // len(piece) + 1))[:length]
    began = process_time()
    find(text)
    return process_time() - began
