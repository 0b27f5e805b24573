"""Who holds a place, by its claims one after another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from geo.control_settings import default_settings
from geo.holdings import Holding, claim_weight, holdings
from geo.records import ControlClaim
from tests.geo.claims_made import DAY, START, Sides, claim

D = [START + timedelta(days=10 * i) for i in range(5)]


def at(actor: str, day: date, status: str = "control", **more: object) -> ControlClaim:
    return claim(actor, 35.0, 40.0, day, status, place="p:1", **more)  # type: ignore[arg-type]


def held(claims: list[ControlClaim], as_of: date = DAY) -> Holding | None:
    found = holdings(claims, as_of, Sides(), default_settings())
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("claims", "actor", "status", "rivals"),
    [
        ([at("a", D[0])], "a", "control", ()),
        ([at("a", D[0]), at("b", D[1])], "b", "control", ()),
        ([at("a", D[0]), at("b", D[1]), at("a", D[2])], "a", "control", ()),
        # lost: nobody's until someone claims it
        ([at("a", D[0]), at("a", D[1], "lost")], None, "control", ()),
        ([at("a", D[0]), at("a", D[1], "lost"), at("b", D[1])], "b", "control", ()),
        ([at("a", D[0]), at("b", D[1], "lost")], "a", "control", ()),
        # taken and lost again on one day
        ([at("a", D[0]), at("b", D[1]), at("b", D[1], "lost"), at("a", D[1])], "a", "control", ()),
        # taken by one who is also said to have lost it, though he did not hold it
        ([at("a", D[0]), at("b", D[1]), at("b", D[1], "lost")], "b", "control", ()),
        # held, repeated and lost on one day
        ([at("a", D[0]), at("a", D[1]), at("a", D[1], "lost")], None, "control", ()),
        # pressed, not taken
        ([at("a", D[0]), at("b", D[1], "advance")], "a", "contested", ("b",)),
        ([at("a", D[0]), at("b", D[1], "contested")], "a", "contested", ("b",)),
        ([at("a", D[0]), at("b", D[1], "besieged")], "a", "besieged", ("b",)),
        ([at("a", D[0]), at("b", D[1], "advance"), at("b", D[2])], "b", "control", ()),
        ([at("a", D[0]), at("b", D[1], "advance"), at("a", D[2])], "a", "control", ()),
        # an advance towards a place that nobody is known to hold
        ([at("b", D[1], "advance")], "b", "contested", ()),
        # two words of one day: both stand
        ([at("a", D[1], confidence=0.9), at("b", D[1], confidence=0.5)], "a", "contested", ("b",)),
        # allies do not contest each other
        ([at("a", D[0]), at("a2", D[1], "advance")], "a", "control", ()),
    ],
)
def test_the_newest_word_wins(
    claims: list[ControlClaim], actor: str | None, status: str, rivals: tuple[str, ...]
) -> None:
    for order in (claims, claims[::-1]):
        found = held(order)
        assert found is not None
        assert (found.actor, found.status, found.rivals) == (actor, status, rivals)


def test_a_siege_of_a_place_nobody_holds_says_nothing() -> None:
    assert held([at("b", D[1], "besieged")]) is None


def test_nothing_is_known_before_the_first_claim_or_without_a_day() -> None:
    assert held([at("a", D[2])], as_of=D[1]) is None
    assert holdings([claim("a", 35, 40, None)], DAY, Sides(), default_settings()) == []


def test_a_region_is_not_drawn_as_a_point() -> None:
    assert holdings([claim("a", 35, 40, radius_km=40.0)], DAY, Sides(), default_settings()) == []


def test_an_end_is_half_open() -> None:
    claims = [at("a", D[0], until=D[2])]
    assert held(claims, D[2] - timedelta(days=1)) is not None
    assert held(claims, D[2]) is None


def test_silence_ends_nothing_but_fades_to_a_floor() -> None:
    weights = [
        holdings([at("a", D[0])], D[0] + timedelta(days=n), Sides(), default_settings())[0].weight
        for n in (0, 100, 1000, 5000)
    ]
    assert weights[0] > weights[1] > weights[2] > 0
    assert weights[2] == weights[3]


def test_a_source_counts_less_for_its_own_side() -> None:
    rule = default_settings().weight
    word = {s: claim_weight(at("a", DAY, source=s), DAY, Sides(), rule) for s in ("a2", "b", "monitor")}
    assert word["a2"] < word["b"] == word["monitor"]


def test_two_sources_say_more_than_one_twice() -> None:
    one = held([at("a", D[0], source="m")])
    twice = held([at("a", D[0], source="m"), at("a", D[0], source="m", confidence=0.7, name="second")])
    two = held([at("a", D[0], source="m"), at("a", D[0], source="n")])
    assert one is not None
    assert twice is not None
    assert two is not None
    assert one.weight == twice.weight < two.weight


def test_until_its_latest_day_a_claim_only_contests() -> None:
    claims = [at("a", D[0]), at("b", D[1], latest=D[3])]
    early, late = held(claims, D[2]), held(claims, D[3])
    assert early is not None
    assert late is not None
    assert (early.actor, early.rivals) == ("a", ("b",))
    assert (late.actor, late.rivals) == ("b", ())


def test_a_few_hundred_metres_are_one_place() -> None:
    old, new = claim("a", 35.0, 40.0, D[0]), claim("b", 35.002, 40.001, D[1])
    assert [h.actor for h in holdings([old, new], DAY, Sides(), default_settings())] == ["b"]
    far = claim("b", 35.02, 40.0, D[1])
    assert [h.actor for h in holdings([old, far], DAY, Sides(), default_settings())] == ["a", "b"]
    same_day = claim("b", 35.002, 40.001, D[0])
    assert [h.status for h in holdings([old, same_day], DAY, Sides(), default_settings())] == [
        "contested"
    ] * 2


def test_a_loss_nearby_ends_an_older_hold() -> None:
    found = holdings(
        [claim("a", 35.0, 40.0, D[0]), claim("a", 35.002, 40.0, D[1], "lost")],
        DAY,
        Sides(),
        default_settings(),
    )
    assert [h.actor for h in found] == [None]


def test_the_place_remembers_who_held_it() -> None:
    found = held([at("a", D[0]), at("b", D[2])])
    assert found is not None
    assert [found.holder_on(d) for d in (D[0] - timedelta(days=1), D[1], D[2])] == [
        (False, None),
        (True, "a"),
        (True, "b"),
    ]


def test_one_source_that_names_two_holders_leaves_the_place_with_who_held_it() -> None:
    both = [at("a", D[1], source="a"), at("b", D[1], source="a")]
    found = held([at("a", D[0]), *both])
    assert found is not None
    assert (found.actor, found.status, found.rivals) == ("a", "contested", ("b",))
    told_apart = held([at("a", D[0]), at("a", D[1], source="a"), at("b", D[1], source="m")])
    assert told_apart is not None
    assert told_apart.actor == "b"
