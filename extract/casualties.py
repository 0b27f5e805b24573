"""Dead, wounded, captured and displaced: which number belongs to which word of harm, and to which side.

A number that counts something else (kilometres, days, rockets, troops in place) belongs to none. A word of
harm
governs the numbers behind it ("killing 10 and", "مقتل 10") or, where none follows, those before it ("10
were killed",
"10 قتلى").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal, get_args

import msgspec

from extract.data_files import load
from extract.folding import fold_word
from extract.lexicon import Hit, Lexicon, Listed, listed_entries
from extract.reading import QuantityAt, Reading, SentenceAt
from extract.words import bare_forms
from geo.records import Fatalities

Harm = Literal["dead", "wounded", "captured", "displaced"]
_HARMS = frozenset(get_args(Harm))
_FORWARD = 5
_BACKWARD = 9
_SIDE_REACH = 7
_MANY = 5_000
"""More dead than this in one event is a toll of a war, not of an event."""


class CasualtyWords(msgspec.Struct, forbid_unknown_fields=True):
    """extract/data/casualties.yaml."""

    dead: Listed
    wounded: Listed
    captured: Listed
    displaced: Listed
    no_harm: Listed
    unknown_harm: Listed
    negation: Listed
    toll_of: Listed
    civilians: Listed
    neutral: Listed
    fighters: Listed
    counted: Listed
    total: Listed
    counted_other: Listed
    strength: Listed
    unnumbered_many: Listed
    one: Listed
    two: Listed


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


@cache
def _lexicons() -> tuple[Lexicon[str], Lexicon[str]]:
    data = load("casualties.yaml", CasualtyWords)
    harm = {
        "no_harm": data.no_harm,
        "unknown_harm": data.unknown_harm,
        "dead": data.dead,
        "wounded": data.wounded,
        "captured": data.captured,
        "displaced": data.displaced,
    }
    near = {
        "counted_other": data.counted_other,
        "civilians": data.civilians,
        "fighters": data.fighters,
        "total": data.total,
        "strength": data.strength,
        "toll_of": data.toll_of,
        "many": data.unnumbered_many,
        "negation": data.negation,
    }
    return (
        Lexicon(e for name, listed in harm.items() for e in listed_entries(listed, name)),
        Lexicon(e for name, listed in near.items() for e in listed_entries(listed, name)),
    )


@cache
def _persons() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns of one person and of two."""
    data = load("casualties.yaml", CasualtyWords)
    return (
        frozenset(fold_word(w) for w in (*data.one.ar, *data.one.en)),
        frozenset(fold_word(w) for w in (*data.two.ar, *data.two.en)),
    )


def find_tolls(reading: Reading, s: SentenceAt, speaker: str | None) -> tuple[list[Toll], bool]:
    """The tolls of a sentence, and whether it says outright that nobody was hurt.

    speaker is the id of the actor who says it: "three of our fighters" are its own.
    """
    harm_lexicon, near_lexicon = _lexicons()
    words = reading.words[s.lo : s.hi]
    hits = [h._replace(first=h.first + s.lo, last=h.last + s.lo) for h in harm_lexicon.find(words)]
    if not hits:
        return [], False
    none_hurt = any(h.value == "no_harm" for h in hits)
    harms = _plain(reading, [h for h in hits if h.value in _HARMS])
    if not harms:
        return [], none_hurt
    near = {h.first + s.lo: h for h in near_lexicon.find(words)}
    near.update({h.first: h._replace(value="harm") for h in harms if h.first not in near})
    if any(h.value == "toll_of" for h in near.values()) or _is_running_total(reading, s):
        return [], none_hurt
    counts = [q for q in s.quantities if _counts_people(reading, s, q, near)]
    pairs = {a.first for i, j in pairwise(harms) if _is_pair(reading, i, j, counts) for a in (i, j)}
    governed = _govern(reading, s, harms, counts, near)
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


_RUNNING_DAYS = 14


def _is_running_total(reading: Reading, s: SentenceAt) -> bool:
    """Whether the sentence counts since a day weeks before the report ("since May")."""
    if reading.published is None:
        return False
    for d in s.dates:
        before = [w.norm for w in reading.words[max(s.lo, d.first - 2) : d.first + 1]]
        since = "since" in before or "منذ" in before
        if since and d.date.first and (reading.published - d.date.first).days > _RUNNING_DAYS:
            return True
    return False


def _plain(reading: Reading, harms: list[Hit[str]]) -> list[Hit[str]]:
    """Words of harm without "left", where it only says what an event did ("left six dead")."""
    return [
        h
        for i, h in enumerate(harms)
        if not (
            reading.words[h.first].norm in ("left", "leave")
            and any(
                k.value in ("dead", "wounded") and k.first - h.last <= _BACKWARD + 3 for k in harms[i + 1 :]
            )
        )
    ]


def _is_pair(reading: Reading, one: Hit[str], other: Hit[str], counts: Sequence[QuantityAt]) -> bool:
    """Whether dead and wounded are counted together: "مقتل وإصابة 12", "killed or wounded"."""
    if {one.value, other.value} != {"dead", "wounded"}:
        return False
    before = reading.words[one.first - 1].norm if one.first else ""
    if before not in ("بين", "or", "and") and any(0 < one.first - q.last <= _BACKWARD for q in counts):
        return False
    between = [w.norm for w in reading.words[one.last + 1 : other.first]]
    if between:
        return len(between) == 1 and between[0] in ("and", "or", "و", "او")
    return reading.words[other.first].norm.startswith("و")


def _negated(near: dict[int, Hit[str]], word: int) -> bool:
    return any((hit := near.get(word - k)) is not None and hit.value == "negation" for k in (1, 2))


def _counts_people(reading: Reading, s: SentenceAt, q: QuantityAt, near: dict[int, Hit[str]]) -> bool:
    if any(d.first <= q.first <= d.last for d in s.dates) or q.quantity.low <= 0:
        return False
    after = reading.words[q.last + 1 : q.last + 2]
    if after and after[0].norm in ("%", "-"):
        return False
    if reading.text[q.quantity.start : q.quantity.end].endswith("%"):
        return False
    if 1900 <= q.quantity.low <= 2100 and reading.words[q.first].kind == "number" and q.first == q.last:
        # A year, unless people follow.
        follows = near.get(q.last + 1)
        if follows is None or follows.value not in ("civilians", "fighters", "harm"):
            return False
    if (
        q.first > s.lo
        and reading.words[q.first - 1].norm in ("$", "€", "-", "ال")
        and reading.words[q.first].kind == "number"
    ):
        return False
    for k in range(q.last + 1, min(s.hi, q.last + 4)):
        hit = near.get(k)
        if reading.words[k].norm in _OTHERS or any(d.first <= k <= d.last for d in s.dates):
            break
        if hit is None:
            if reading.words[k].kind != "word" or reading.words[k].norm in _PHRASE_ENDS:
                break
            continue
        if hit.value == "counted_other":
            return False
        if hit.value in ("civilians", "fighters", "harm"):
            break
    return all(
        (hit := near.get(k)) is None or hit.value != "strength"
        for k in range(max(s.lo, q.first - 4), min(s.hi, q.last + 6))
    )


_PHRASE_ENDS = frozenset(
    [
        "in",
        "at",
        "near",
        "on",
        "by",
        "when",
        "during",
        "after",
        "في",
        "خلال",
        "اثر",
        "جراء",
        "قرب",
        "علي",
        "بعد",
    ]
)


def _govern(
    reading: Reading,
    s: SentenceAt,
    harms: Sequence[Hit[str]],
    counts: Sequence[QuantityAt],
    near: dict[int, Hit[str]],
) -> list[tuple[Hit[str], list[QuantityAt]]]:
    """Give each number to the word of harm that governs it, at most one."""
    free = list(counts)
    out: list[tuple[Hit[str], list[QuantityAt]]] = [(h, []) for h in harms]
    forward: list[bool] = []
    for i, hit in enumerate(harms):
        stop = harms[i + 1].first if i + 1 < len(harms) else s.hi
        reach = min(stop, hit.last + 1 + _FORWARD + _taken_up(s, hit.last, stop))
        following = next((q for q in free if hit.last < q.first < reach), None)
        if following is None and _tops(reading, s, hit):
            # "ارتفع عدد القتلى في أ إلى عشرين": the number stands behind "to".
            following = next(
                (q for q in free if hit.last < q.first <= hit.last + 18 and _to(reading, q)), None
            )
            if following is not None:
                out[i][1].append(following)
                free.remove(following)
                forward.append(True)
                continue
        joined = following is not None and any(
            reading.words[k].norm in ("and", ",", ";", "و", ".", "in", "on", "when", "after")
            for k in range(hit.last + 1, following.first)
        )
        if following is not None and _led_by_and(reading, following):
            # "عشرة قتلى من أ وأربعة من ب": the noun counted what stands before it, and the list goes on.
            joined = joined or any(0 < hit.first - q.last <= 2 for q in free)
        if following is not None and not joined and not _is_subset(near, following):
            # "مقتل 10 قتلى": the next word of harm stands right behind the number and takes it.
            closes = (
                i + 1 < len(harms)
                and harms[i + 1].first == following.last + 1
                and harms[i + 1].value != hit.value
                and not reading.words[harms[i + 1].first].norm.startswith("و")
            )
            if not closes:
                out[i][1].append(following)
                free.remove(following)
                forward.append(True)
                continue
        forward.append(False)
    for i, hit in enumerate(harms):
        if forward[i]:
            continue
        start = harms[i - 1].last if i else s.lo - 1
        if (
            reading.arabic(hit.first)
            and reading.words[hit.first].norm.startswith("و")
            and _bare_and(reading.words[hit.first].norm) not in _counted_nouns()
        ):
            # "... و13 من ب وجرح آخرين": a verb or verbal noun behind "and" begins anew.
            continue
        before = [
            q
            for q in free
            if start < q.first < hit.first
            and sum(w.kind == "word" for w in reading.words[q.last + 1 : hit.first]) < _BACKWARD
        ]
        whole = [q for q in before if not _is_subset(near, q)]
        if whole:
            out[i][1].extend(whole)
            free = [q for q in free if q not in before]
    for q in list(free):
        # "مقتل 10 من أ وأربعة من ب": further numbers of a list.
        owner = next((i for i in reversed(range(len(harms))) if harms[i].last < q.first and out[i][1]), None)
        if owner is None or _is_subset(near, q) or not _goes_on(reading, out[owner][1][-1], q):
            continue
        if not _names_people(reading, s, q, near):
            continue
        out[owner][1].append(q)
    return out


_RISES = frozenset(
    [
        "ارتفع",
        "ارتفعت",
        "ارتفاع",
        "يرتفع",
        "ترتفع",
        "عدد",
        "حصيله",
        "الحصيله",
        "بلغ",
        "بلغت",
        "toll",
        "rose",
        "risen",
        "rises",
        "number",
    ]
)


def _tops(reading: Reading, s: SentenceAt, hit: Hit[str]) -> bool:
    before = reading.words[max(s.lo, hit.first - 4) : hit.first]
    return any(w.norm.removeprefix("و") in _RISES for w in before)


def _to(reading: Reading, q: QuantityAt) -> bool:
    return any(w.norm in ("الي", "to") for w in reading.words[max(0, q.first - 3) : q.first])


def _taken_up(s: SentenceAt, after: int, stop: int) -> int:
    """Words between a verb of harm and its number that name who did it or when."""
    spans = [(a.first, a.last) for a in s.actors] + [(d.first, d.last) for d in s.dates]
    return sum(last - first + 1 for first, last in spans if after < first < min(stop, after + 12))


def _is_subset(near: dict[int, Hit[str]], q: QuantityAt) -> bool:
    """ "including 3 children": already in the number before."""
    for k in range(1, 5):
        hit = near.get(q.first - k)
        if hit is not None and hit.value in ("total", "harm"):
            return hit.value == "total"
    # "47 civilians, nine of them women"
    after = near.get(q.last + 1)
    return after is not None and after.value == "total"


def _goes_on(reading: Reading, last: QuantityAt, q: QuantityAt) -> bool:
    if q.first - last.last > 14:
        return False
    before = reading.words[q.first - 1].norm
    return _led_by_and(reading, q) or before in ("و", "and", ",", ":")


def _bare_and(norm: str) -> str:
    return norm.removeprefix("و").removeprefix("ال")


@cache
def _counted_nouns() -> frozenset[str]:
    return frozenset(fold_word(w) for w in load("casualties.yaml", CasualtyWords).counted.ar)


def _names_people(reading: Reading, s: SentenceAt, q: QuantityAt, near: dict[int, Hit[str]]) -> bool:
    """Whether a further number of a list counts people, by what stands behind it."""
    for k in range(q.last + 1, min(s.hi, q.last + 4)):
        hit = near.get(k)
        if hit is not None and hit.value in ("civilians", "fighters", "harm"):
            return True
        if any(a.first <= k <= a.last for a in s.actors) or reading.words[k].norm in _OTHERS:
            return True
        if reading.words[k].kind != "word":
            return True
    return q.last + 1 >= s.hi or reading.arabic(q.first)


_OTHERS = frozenset(["others", "other", "more", "اخرين", "اخرون", "اخر", "اخري"])


def _led_by_and(reading: Reading, q: QuantityAt) -> bool:
    here = reading.words[q.first]
    return reading.text[here.start : q.quantity.start].endswith("و") or here.norm.startswith("و")


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
    toll.plain |= norm.removeprefix("ال") not in _neutral()


@cache
def _neutral() -> frozenset[str]:
    data = load("casualties.yaml", CasualtyWords)
    return frozenset(fold_word(w) for w in (*data.neutral.ar, *data.neutral.en))


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
    if dual_noun or norm in _persons()[1]:
        low, best = 2, 2
    elif count_noun or norm.removeprefix("ال") in _persons()[0]:
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
