"""Which numbers are dead, wounded, captured, and which are none of them."""

from __future__ import annotations

import pytest

from extract.actors import find_actors
from extract.casualties import Toll, find_tolls
from extract.dates import find_dates
from extract.quantities import find_quantities
from extract.reading import make_reading
from extract.segment import sentences
from geo.actors import load_register


def tolls(text: str) -> tuple[list[Toll], bool]:
    reading = make_reading(
        text,
        None,
        sentences(text),
        find_actors(text),
        find_dates(text, None),
        find_quantities(text),
        [],
        load_register(),
    )
    return find_tolls(reading, reading.sentences[0], None)


TOLLS = [
    # "Ten of Daesh and four of the SDF were killed."
    (
        "مقتل 10 من تنظيم داعش وأربعة من قسد",
        [("dead", 14, 14, 14, {"islamic-state": 10, "sdf": 4})],
    ),
    # "Five people were killed and nine wounded."
    ("قتل خمسة أشخاص وأصيب تسعة بجروح", [("dead", 5, 5, 5, {"civilians": 5}), ("wounded", 9, 9, 9, {})]),
    # "68 dead and 120 wounded."
    ("سقط 68 قتيلا و120 جريحا", [("dead", 68, 68, 68, {}), ("wounded", 120, 120, 120, {})]),
    # "The death of a civilian."
    ("أدى القصف إلى مقتل مدني", [("dead", 1, 1, 1, {"civilians": 1})]),
    # "The death of civilians", unnumbered.
    ("أدى القصف إلى مقتل مدنيين", [("dead", 1, None, None, {})]),
    # "400 soldiers will stay."
    ("نحو 400 جندي سيبقون هناك", []),
    (
        "Two people were killed and 10 others were injured",
        [("dead", 2, 2, 2, {"civilians": 2}), ("wounded", 10, 10, 10, {})],
    ),
    (
        "The blast killed at least 12 civilians, including four children",
        [("dead", 12, 12, None, {"civilians": 12})],
    ),
    ("The army fired 20 rockets 15 km away, and 2,000 troops are stationed there", []),
    (
        "14 dead: ten Islamic State members and four SDF fighters",
        [("dead", 14, 14, 14, {"islamic-state": 10, "sdf": 4})],
    ),
]


@pytest.mark.parametrize(("text", "expected"), TOLLS)
def test_numbers_go_to_their_harm_and_side(
    text: str, expected: list[tuple[str, int, int | None, int | None, dict[str, int]]]
) -> None:
    found, _ = tolls(text)
    assert [(t.harm, t.low, t.best, t.high, t.by_actor) for t in found] == expected


@pytest.mark.parametrize(
    ("text", "none_hurt"),
    [
        ("There were no casualties.", True),
        # "without any injuries"
        ("سقطت قذيفة دون وقوع إصابات.", True),
        # "with no information on losses": not known is not none
        ("قصفت البلدة دون معلومات عن خسائر بشرية.", False),
    ],
)
def test_none_hurt_only_where_it_is_said(text: str, none_hurt: bool) -> None:
    assert tolls(text) == ([], none_hurt)
