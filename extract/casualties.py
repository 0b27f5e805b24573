"""Dead, wounded, captured and displaced: how many, and of which side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, get_args

from extract.casualty_numbers import counts_people, govern, is_pair, is_running_total, plain
from extract.casualty_words import lexicons, neutral, persons
from extract.lexicon import Hit
from extract.reading import QuantityAt, Reading, SentenceAt
from extract.words import bare_forms
from geo.records import Fatalities

Harm = Literal["dead", "wounded", "captured", "displaced"]
_HARMS = frozenset(get_args(Harm))
_SIDE_REACH = 7
_MANY = 5_000
"""More dead than this in one event is a toll of a war, not of an event."""


@dataclass(slots=True)
class Toll:
    """Numbers of one kind of harm told by one word of harm; at is that word, for finding the event."""

    harm: Harm
    at: int
    low: int
    best: int | None
    high: int | None
    by_actor: dict[str, int] = field(default_factory=dict)
    evidence: list[tuple[int, int]] = field(default_factory=list)
    civilians: bool = False
    fighters: bool = False
    person: tuple[int, int] | None = None
    """The word that says who they were."""
    teller: str | None = None
    """The id of who counts."""
    plain: bool = False
    """Whether that word can only mean civilians ("children"; not "people")."""


def find_tolls(reading: Reading, s: SentenceAt, speaker: str | None) -> tuple[list[Toll], bool]:
    """The tolls of a sentence, and whether it says outright that nobody was hurt.

    speaker is the id of the actor who says it: "three of our fighters" are its own.
    """
    harm_lexicon, near_lexicon = lexicons()
    words = reading.words[s.lo : s.hi]
    hits = [h._replace(first=h.first + s.lo, last=h.last + s.lo) for h in harm_lexicon.find(words)]
    if not hits:
        return [], False
    none_hurt = any(h.value == "no_harm" for h in hits)
    harms = plain(reading, [h for h in hits if h.value in _HARMS])
    if not harms:
        return [], none_hurt
    near = {h.first + s.lo: h for h in near_lexicon.find(words)}
    near.update({h.first: h._replace(value="harm") for h in harms if h.first not in near})
    if any(h.value == "toll_of" for h in near.values()) or is_running_total(reading, s):
        return [], none_hurt
    counts = [q for q in s.quantities if counts_people(reading, s, q, near)]
    pairs = {a.first for i, j in pairwise(harms) if is_pair(reading, i, j, counts) for a in (i, j)}
    governed = govern(reading, s, harms, counts, near)
    tolls: list[Toll] = []
    taken = {id(q) for _, qs in governed for q in qs}
    together = any(qs for h, qs in governed if h.first in pairs)
    for hit, quantities in governed:
        harm = hit.value
        if hit.first in pairs and together:
            # How many of them are dead is not told.
            if harm == "dead":
                tolls.append(Toll("dead", hit.first, 1, None, None, evidence=[(hit.first, hit.last)]))
            continue
        toll = _toll(reading, s, hit, harm, quantities, near, speaker)  # type: ignore[arg-type]
        if toll is None and harm in ("dead", "wounded") and not _negated(near, hit.first) and not none_hurt:
            toll = _unnumbered(reading, s, hit, harm, near, bool(taken))  # type: ignore[arg-type]
        if toll is not None:
            tolls.append(toll)
    return tolls, none_hurt


def _negated(near: dict[int, Hit[str]], word: int) -> bool:
    return any((hit := near.get(word - k)) is not None and hit.value == "negation" for k in (1, 2))


_WRAPPERS = frozenset("()\"'«»[]“”")


def _toll(
    reading: Reading,
    s: SentenceAt,
    hit: Hit[str],
    harm: Harm,
    quantities: Sequence[QuantityAt],
    near: dict[int, Hit[str]],
    speaker: str | None,
) -> Toll | None:
    if not quantities:
        return None
    toll = Toll(harm, hit.first, 0, 0, 0, evidence=[(hit.first, hit.last)])
    if len(quantities) > 1 and any(q.quantity.best is not None for q in quantities):
        # "four soldiers and a number of others" are four at least.
        exact = [q for q in quantities if q.quantity.best is not None]
        if len(exact) < len(quantities):
            toll.high = None
            quantities = exact
    parts = sum(q.quantity.low for q in quantities[1:])
    if len(quantities) > 2 and quantities[0].quantity.low == parts:
        # "14 dead: ten of one side and four of the other".
        quantities = quantities[1:]
    for q in quantities:
        number = q.quantity
        if harm != "displaced" and number.low > _MANY:
            continue
        toll.low += number.low
        toll.best = None if number.best is None or toll.best is None else toll.best + number.best
        toll.high = None if number.high is None or toll.high is None else toll.high + number.high
        toll.evidence.append((q.first, q.last))
        side = _side_of(reading, s, q, near, speaker, toll)
        if side is not None and number.best is not None:
            toll.by_actor[side] = toll.by_actor.get(side, 0) + number.best
        if harm in ("dead", "wounded"):
            _among(reading, s, toll, q.last, near)
    return toll if toll.low else None


def _side_of(
    reading: Reading, s: SentenceAt, q: QuantityAt, near: dict[int, Hit[str]], speaker: str | None, toll: Toll
) -> str | None:
    """Whose people a number counts: the actor named right behind it, civilians by their noun."""
    own = near.get(q.last)
    if own is not None and own.value == "civilians":
        # A dual is number and noun in one: "امرأتان".
        _count_civilians(toll, own, reading.words[q.last].norm)
        return "civilians"
    for k in range(q.last + 1, min(s.hi, q.last + _SIDE_REACH)):
        actor = next((a for a in s.actors if a.first == k), None)
        if actor is not None and actor.kind != "reporting":
            if actor.kind == "civilian":
                toll.civilians, toll.person, toll.plain = True, (actor.first, actor.last), True
            toll.fighters |= actor.kind != "civilian"
            return actor.id
        hit = near.get(k)
        norm = reading.words[k].norm
        if norm in _WRAPPERS:
            continue
        if any(other.first == k for other in s.quantities) or reading.words[k].kind not in ("word", "number"):
            break
        if norm in ("by", "in", "when", "برصاص", "بقصف", "جراء", "اثر", "بنيران", "خلال", "في", "من قبل"):
            break
        if hit is not None and hit.value == "civilians":
            _count_civilians(toll, hit, norm)
            return "civilians"
        if hit is not None and hit.value == "fighters":
            toll.fighters = True
            if (
                norm.endswith(("ها", "ه", "نا"))
                and speaker is not None
                and len(bare_forms(norm)) > 1
                and norm[-1] != "ي"
            ):
                return speaker
            previous = reading.words[k - 1].norm
            if previous in ("its", "our", "their") and speaker is not None:
                return speaker
    return None


def _count_civilians(toll: Toll, hit: Hit[str], norm: str) -> None:
    toll.civilians = True
    if toll.person is None or not toll.plain:
        toll.person = (hit.first, hit.last)
    toll.plain |= norm.removeprefix("ال") not in neutral()


def _among(reading: Reading, s: SentenceAt, toll: Toll, last: int, near: dict[int, Hit[str]]) -> None:
    """ "nine people, including four children": who some of those counted were."""
    reach = range(last + 1, min(s.hi, last + 6))
    total = next((k for k in reach if k in near and near[k].value == "total"), None)
    if total is None:
        return
    for k in range(total + 1, min(s.hi, total + 5)):
        hit = near.get(k)
        if hit is not None and hit.value == "civilians":
            _count_civilians(toll, hit, reading.words[k].norm)
            return


def _unnumbered(
    reading: Reading, s: SentenceAt, hit: Hit[str], harm: Harm, near: dict[int, Hit[str]], numbered: bool
) -> Toll | None:
    """A harm with no number: one person by a singular noun, two by a dual, else at least one and no best."""
    word = reading.words[hit.first].norm
    around = [*range(hit.last + 1, min(s.hi, hit.last + 5))]
    if not reading.arabic(hit.first):
        suffered = reading.ties.get(hit.first, (0, ""))[1] == "passive" or word in (
            "dead",
            "died",
            "body",
            "death",
        )
        if suffered:
            around = [*range(hit.first - 1, max(s.lo, hit.first - 6) - 1, -1), *around[:3]]
    person = next((near[k] for k in around if k in near and near[k].value in ("civilians", "fighters")), None)
    count_noun = word in ("قتيل", "قتيلا", "جريح", "جريحا", "شهيد", "شهيدا")
    dual_noun = word in ("قتيلين", "قتيلان", "جريحين", "جريحان", "شهيدين", "شهيدان")
    if person is None and not count_noun and not dual_noun:
        owned = next(
            (a for a in s.actors if hit.last < a.first <= hit.last + 4 and a.kind != "reporting"), None
        )
        if owned is None or numbered or harm != "dead":
            return None
        return Toll(harm, hit.first, 1, None, None, evidence=[(hit.first, hit.last)], fighters=True)
    low, best = 1, None
    norm = reading.words[person.first].norm if person is not None else word
    if dual_noun or norm in persons()[1]:
        low, best = 2, 2
    elif count_noun or norm.removeprefix("ال") in persons()[0]:
        best = 1
    elif numbered:
        return None
    high = best
    toll = Toll(harm, hit.first, low, best, high, evidence=[(hit.first, hit.last)])
    if person is not None:
        if person.value == "civilians":
            _count_civilians(toll, person, norm)
        toll.fighters = person.value == "fighters"
        toll.evidence.append((person.first, person.last))
        if toll.civilians and best is not None:
            toll.by_actor["civilians"] = best
        elif best is not None:
            owner = next(
                (a for a in s.actors if person.last < a.first <= person.last + 4 and a.kind != "reporting"),
                None,
            )
            if owner is not None:
                toll.by_actor[owner.id] = best
    return toll


def fatalities_of(tolls: Sequence[Toll]) -> Fatalities | None:
    """The deaths of an event from its tolls."""
    dead = [t for t in tolls if t.harm == "dead"]
    if not dead:
        return None
    numbered = [t for t in dead if t.best is not None]
    used = numbered or dead[:1]
    by_actor: dict[str, int] = {}
    for toll in used:
        for actor, n in toll.by_actor.items():
            by_actor[actor] = by_actor.get(actor, 0) + n
    best = sum(t.best for t in used if t.best is not None) if numbered else None
    high = sum(t.high or 0 for t in used) if all(t.high is not None for t in used) else None
    return Fatalities(low=sum(t.low for t in used), best=best, high=high, by_actor=by_actor)


def by_teller(tolls: Sequence[Toll]) -> list[list[Toll]]:
    """Tolls of one telling in lists that add up: two tellers who count the same side's dead are two lists."""
    dead = [t for t in tolls if t.harm == "dead" and t.best is not None]
    tellers = list(dict.fromkeys(t.teller for t in dead))
    if len(tellers) < 2 or any(t.teller is None for t in dead):
        return [list(tolls)]
    sides = [{i for t in dead if t.teller == who for i in t.by_actor} for who in tellers]
    if sides[0] and sides[1] and not sides[0] & sides[1]:
        return [list(tolls)]
    return [[t for t in dead if t.teller == who] for who in tellers]


def count_of(tolls: Sequence[Toll], harm: Harm) -> int | None:
    """The number wounded, captured or displaced, None where no number is told."""
    counts = [t.best for t in tolls if t.harm == harm and t.best is not None]
    if not counts and harm == "displaced":
        # "Thousands left": the least that the word means.
        counts = [t.low for t in tolls if t.harm == harm and t.low > 1]
    return sum(counts) if counts else None
