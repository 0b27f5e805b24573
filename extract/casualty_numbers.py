"""Which number belongs to which word of harm.

A number that counts something else (kilometres, days, rockets, troops in place) belongs to none. A word of
harm governs the numbers behind it ("killing 10", "مقتل 10") or, where none follows, those before it ("10 were
killed").
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.casualty_words import counted_nouns
from extract.lexicon import Hit
from extract.reading import QuantityAt, Reading, SentenceAt

_FORWARD = 5


_BACKWARD = 9


_RUNNING_DAYS = 14


def is_running_total(reading: Reading, s: SentenceAt) -> bool:
    """Whether the sentence counts since a day weeks before the report ("since May")."""
    if reading.published is None:
        return False
    for d in s.dates:
        before = [w.norm for w in reading.words[max(s.lo, d.first - 2) : d.first + 1]]
        since = "since" in before or "منذ" in before
        if since and d.date.first and (reading.published - d.date.first).days > _RUNNING_DAYS:
            return True
    return False


def plain(reading: Reading, harms: list[Hit[str]]) -> list[Hit[str]]:
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


def is_pair(reading: Reading, one: Hit[str], other: Hit[str], counts: Sequence[QuantityAt]) -> bool:
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


def counts_people(reading: Reading, s: SentenceAt, q: QuantityAt, near: dict[int, Hit[str]]) -> bool:
    """Whether a number can count people hurt."""
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


def govern(
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
            and _bare_and(reading.words[hit.first].norm) not in counted_nouns()
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
