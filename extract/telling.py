"""Whether words tell an event or only refer to one: "the blast of 2005", "after the attack", "a plan to
bomb".

A report tells with a past verb, a toll, a day, a place, its doers. A noun with none of these is a
reference; it may
take up an event told before (merge.py), and else it is background. Weights were set by reading Arabic news
sentences
that tell, refer to or only resemble an event.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.draft import Draft
from extract.event_types import EVENT_TYPE_OF
from extract.lexicon import Hit
from extract.reading import Reading, SentenceAt

TOLD = 1.1
"""From this score on a draft tells an event."""
_REFER_REACH = 4
_NAMED_AGAIN = frozenset({"agreement", "movement"})
_LAWFUL = frozenset({"arrest", "agreement", "disrupted", "protest", "protesters"})
_SAME_CLAUSE, _ELSEWHERE = 0.8, 0.45
_RELATIVE = frozenset(
    ["الذي", "التي", "الذين", "اللذين", "اللتين", "اللذان", "اللتان", "والتي", "والذي", "whom", "whose"]
)
_ASKS = frozenset(["هل", "ماذا", "لماذا", "كيف", "متى", "اين", "لو"])
_PERSON = frozenset(["انا", "انني", "i", "my", "you"])
_OCCUR_REACH = 6
_OPENING = 5


def telling_score(reading: Reading, s: SentenceAt, draft: Draft, hits: Sequence[Hit[str]]) -> float:
    """How much speaks for a draft telling an event; see TOLD."""
    lead = draft.triggers[0]
    own = [t for t in draft.triggers if t.group.kind != "weapon"]
    word = reading.words[lead.first].norm
    score = 0.3
    if any(t.form == "verb" and _is_past(reading, t.first) for t in own):
        score += 0.7
    if any(t.best is not None or t.high is not None for t in draft.tolls):
        score += 0.8
    elif draft.tolls or draft.none_hurt:
        score += 0.4
    if draft.when.told and (draft.when.prec or 1) <= 3:
        score += 0.45
    elif draft.when.told:
        score += 0.1
    if draft.where is not None and not draft.where.carried:
        wide = draft.where.at.toponym.feature.startswith("A.PCL") or draft.where.at.toponym.place_id is None
        score += 0.1 if wide else 0.4
    score += 0.3 * min(2, len(draft.roles))
    if lead.form != "verb" and lead.first - s.lo <= _OPENING and not _definite(word):
        # A headline or a short post opens with the event's noun.
        score += 0.4
    if word.isascii() and lead.form == "word":
        score += 0.3
    if any(h.value == "occurs" and abs(h.first - lead.first) <= _OCCUR_REACH for h in hits):
        score += 0.5
    if any(h.value == "refers" and 0 < lead.first - h.last <= _REFER_REACH for h in hits):
        score -= 0.8
    if lead.form == "noun" and _definite(word):
        score -= 0.35
    if lead.group.id == "protesters" and (draft.type == "Peaceful protest" or _definite(word)):
        score -= 0.5
    if EVENT_TYPE_OF[draft.type] == "Strategic developments" and not (
        lead.form == "noun"
        and (_definite(word) or word.endswith(("ها", "هم")))
        and lead.group.id in _NAMED_AGAIN
    ):
        score += 0.3
    elif lead.group.id in _NAMED_AGAIN:
        score -= 0.4
    if lead.group.id in ("takeover", "withdrawal") and draft.roles and draft.where is not None:
        score += 0.5
    if not draft.when.told and draft.where is None and not draft.tolls:
        # Neither a day nor a place nor a toll.
        score -= 0.25
    return score - _looks_back(reading, s, draft, hits) - _general(reading, s, draft)


def _looks_back(reading: Reading, s: SentenceAt, draft: Draft, hits: Sequence[Hit[str]]) -> float:
    """What speaks against it in words of courts, anniversaries and general talk, and in a year long past."""
    lead = draft.triggers[0]
    against = 0.0
    if lead.group.id not in _LAWFUL:
        weights = [
            _SAME_CLAUSE if reading.clause[h.first] == reading.clause[lead.first] else _ELSEWHERE
            for h in hits
            if h.value in ("background", "habitual")
        ]
        against += max(weights, default=0.0)
    if reading.published is None and draft.when.told and draft.when.first is not None:
        # A full date in a report that has none of its own: only the year tells how far it is.
        against += 0.5 if (draft.when.prec or 1) >= 4 else 0.2
    return against


def _general(reading: Reading, s: SentenceAt, draft: Draft) -> float:
    """What speaks against it in its grammar: a relative clause, a question, a plural of no number."""
    lead = draft.triggers[0]
    words = reading.words
    word = words[lead.first].norm
    against = 0.0
    counted = any(t.best is not None for t in draft.tolls)
    before = [w.norm for w in words[max(s.lo, lead.first - 2) : lead.first]]
    after = [w.norm for w in words[lead.last + 1 : min(s.hi, lead.last + 4)]]
    if lead.form == "verb" and any(w in _RELATIVE for w in before) and not (draft.when.told and counted):
        against += 0.5
    if lead.form != "verb" and _definite(word) and any(w in _RELATIVE for w in after):
        against += 0.35
    if (
        lead.group.id != "clash"
        and lead.form != "verb"
        and word.endswith("ات")
        and not _numbered(reading, s, lead.first)
        and not counted
    ):
        against += 0.2
    if (s.hi - 1 < len(words) and words[s.hi - 1].norm in "?؟") or words[s.lo].norm in _ASKS:
        against += 0.6
    if any(w.norm in _PERSON for w in words[s.lo : s.hi]):
        against += 0.3
    return against


def _numbered(reading: Reading, s: SentenceAt, word: int) -> bool:
    return any(0 < word - q.last <= 2 or 0 < q.first - word <= 2 for q in s.quantities)


def _is_past(reading: Reading, word: int) -> bool:
    norm = reading.words[word].norm
    if norm.isascii():
        return not norm.endswith("ing") and (
            word == 0 or reading.words[word - 1].norm not in ("to", "will", "would")
        )
    bare = norm.removeprefix("و").removeprefix("ف")
    return not (bare[:1] in "ين" and len(bare) > 3)


def _definite(word: str) -> bool:
    bare = word.removeprefix("و").removeprefix("ف")
    return bare.startswith(("ال", "لل", "بال"))
