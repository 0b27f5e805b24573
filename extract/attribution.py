"""Who says so: the speakers of a report's sentences, apart from who did what."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from extract.data_files import load
from extract.lexicon import Hit, Lexicon, Listed, listed_entries
from extract.reading import ActorAt, Reading, SentenceAt
from extract.words import Word, glued
from geo.records import Attribution

_FAR = 24
"""How many words a speaker's title may take before what is said begins."""
_QUOTES = frozenset('"«“”:„')
_CLOSERS = frozenset('"»”')


class Speaker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A speaker who is no actor of the register: witnesses, officials."""

    id: str
    name: str
    words: Listed


class SpeechWords(msgspec.Struct, forbid_unknown_fields=True):
    """extract/data/speech.yaml."""

    verbs: Listed
    adds: Listed
    according: Listed
    that: Listed
    speakers: list[Speaker]


class Speech(NamedTuple):
    """A saying: words first to last; what is said begins at word begins; said_day_until bounds the day of
    saying.
    """

    first: int
    last: int
    begins: int
    said_day_until: int
    attribution: Attribution | None
    evidence: tuple[int, int] | None
    closes: bool = False
    """Whether it stands behind what is said ("..., police said")."""


class _Lexicons(NamedTuple):
    sayings: Lexicon[str]
    that: Lexicon[str]
    speakers: Lexicon[Speaker]


@cache
def _lexicons() -> _Lexicons:
    data = load("speech.yaml", SpeechWords)
    return _Lexicons(
        Lexicon(
            [
                *listed_entries(data.according, "according"),
                *listed_entries(data.adds, "adds", "verb"),
                *listed_entries(data.verbs, "says", "verb"),
            ]
        ),
        Lexicon(listed_entries(data.that, "that")),
        Lexicon(entry for s in data.speakers for entry in listed_entries(s.words, s)),
    )


def find_speech(reading: Reading, default: Attribution | None) -> list[list[Speech]]:
    """The sayings of each sentence. "He added" goes on with the last speaker; default speaks where a report
    has one.
    """
    lexicons = _lexicons()
    last: Attribution | None = None
    last_evidence: tuple[int, int] | None = None
    out: list[list[Speech]] = []
    for s in reading.sentences:
        words = reading.words[s.lo : s.hi]
        sayings = [_moved(h, s.lo) for h in lexicons.sayings.find(words)]
        speakers = [_moved(h, s.lo) for h in lexicons.speakers.find(words)] if sayings else []
        thats = [h.first + s.lo for h in lexicons.that.find(words)] if sayings else []
        found: list[Speech] = []
        for hit in sayings:
            speech = _speech(reading, s, hit, speakers, thats)
            if speech.attribution is None and speech.evidence is None and hit.value != "according":
                speech = speech._replace(attribution=last or default, evidence=last_evidence)
            elif speech.attribution is not None:
                last, last_evidence = speech.attribution, speech.evidence
            if speech.attribution is not None:
                found.append(speech)
        headline = _headline_speaker(reading, s) or _headline_body(reading, s, words, lexicons.speakers)
        if headline is not None and not found:
            found.append(headline)
            last, last_evidence = headline.attribution, headline.evidence
        if not found and default is not None:
            found.append(Speech(s.lo, s.lo, s.lo, s.lo, default, None, True))
        out.append(found)
    return out


def speech_for(speeches: Sequence[Speech], word: int) -> Speech | None:
    """The saying that a word belongs to: the last one begun before it, else one that closes the sentence."""
    before = [s for s in speeches if s.first < word]
    if before:
        return before[-1]
    return next((s for s in speeches if s.closes), None)


def _moved(hit: Hit[Speaker] | Hit[str], by: int) -> Hit[Speaker] | Hit[str]:
    return hit._replace(first=hit.first + by, last=hit.last + by)


def _attribution(actor: ActorAt) -> Attribution:
    return Attribution(id=actor.id, name=actor.name)


def _speech(
    reading: Reading,
    s: SentenceAt,
    hit: Hit[Speaker] | Hit[str],
    speakers: Sequence[Hit[Speaker] | Hit[str]],
    thats: Sequence[int],
) -> Speech:
    arabic = reading.arabic(hit.first)
    limit = min(s.hi, hit.last + 1 + _FAR)
    begins = next((t for t in thats if hit.last < t < limit), None)
    quote = next(
        (
            i
            for i in range(hit.last + 1, min(limit, begins or limit))
            if reading.words[i].norm in _QUOTES and not _short_quote(reading, i, s.hi)
        ),
        None,
    )
    begins = quote if quote is not None else begins
    chosen: tuple[Attribution, tuple[int, int]] | None
    if hit.value == "according":
        # "..., according to the Observatory": the saying may close the sentence, and says nothing after it.
        chosen = _speaker_in(reading, s, speakers, hit.last + 1, min(s.hi, hit.last + 10))
        told_from = chosen[1][1] + 1 if chosen else hit.last + 1
        who, spot = chosen or (None, None)
        return Speech(hit.first, hit.last, told_from, told_from + 2, who, spot, True)
    if arabic:
        chosen = _speaker_in(reading, s, speakers, hit.last + 1, begins or limit)
        if chosen is None or (begins is None and chosen[1][0] - hit.last > 9):
            chosen = (
                _speaker_in(reading, s, speakers, max(s.lo, hit.first - 6), hit.first, nearest=True) or chosen
            )
        told_from = (
            begins if begins is not None else (max(chosen[1][1], hit.last) if chosen else hit.last) + 1
        )
        until = told_from if begins is not None else told_from + 4
    else:
        told_from = begins if begins is not None and begins - hit.last <= 8 else hit.last + 1
        until = max(min(told_from, hit.last + 9), hit.last + 4)
        chosen = None if hit.value == "adds" else _english_speaker(reading, s, speakers, hit)
    closes = not arabic and s.hi - hit.last <= 9
    who, spot = chosen or (None, None)
    return Speech(hit.first, hit.last, told_from, until, who, spot, closes)


def _english_speaker(
    reading: Reading, s: SentenceAt, speakers: Sequence[Hit[Speaker] | Hit[str]], hit: Hit[Speaker] | Hit[str]
) -> tuple[Attribution, tuple[int, int]] | None:
    """The subject of "said": behind the last comma, else the sentence's own subject, else what follows."""
    lo = max(s.lo, hit.first - 30)
    comma = next((i for i in range(hit.first - 1, lo, -1) if reading.words[i].norm in (",", '"', "”")), lo)
    near = _speaker_in(reading, s, speakers, max(comma, hit.first - 14), hit.first, nearest=True)
    if near is not None:
        return near
    if comma > lo and hit.first - comma > 2 and s.hi - hit.last <= 5:
        # "..., a tribal elder said.": somebody who is in no list.
        return None
    wide = _speaker_in(reading, s, speakers, lo, hit.first) if comma > lo else None
    return wide or _speaker_in(reading, s, speakers, hit.last + 1, min(s.hi, hit.last + 7))


def _short_quote(reading: Reading, i: int, end: int) -> bool:
    """A quoted name ("قسد") and no speech: its mark closes within four words."""
    if reading.words[i].norm == ":":
        return False
    return any(reading.words[k].norm in _CLOSERS for k in range(i + 1, min(end, i + 5)))


def _speaker_in(
    reading: Reading,
    s: SentenceAt,
    speakers: Sequence[Hit[Speaker] | Hit[str]],
    lo: int,
    hi: int,
    *,
    nearest: bool = False,
) -> tuple[Attribution, tuple[int, int]] | None:
    """The speaker among words lo to hi: an actor that is not spoken to, else a generic speaker."""
    actors = [a for a in s.actors if lo <= a.first and a.last < hi and not _spoken_to(reading, a)]
    generic = [h for h in speakers if lo <= h.first and h.last < hi]
    if nearest and actors and generic and generic[-1].first - actors[-1].last > 4:
        # "... the army attacked the village, residents said"
        actors = []
    if not nearest and actors and generic and generic[0].first < actors[0].first:
        # "according to local sources, the army ...": the sources speak; "a source in the army": the army
        # does.
        between = [reading.words[i].norm for i in range(generic[0].last + 1, actors[0].first)]
        if len(between) > 4 or "," in between:
            actors = []
    if actors:
        actor = actors[-1] if nearest else actors[0]
        return _attribution(actor), (actor.first, actor.last)
    if generic:
        hit = generic[-1] if nearest else generic[0]
        assert isinstance(hit.value, Speaker)
        return Attribution(id=hit.value.id, name=hit.value.name), (hit.first, hit.last)
    return None


def _spoken_to(reading: Reading, actor: ActorAt) -> bool:
    """Whether an agency is the one told ("لرويترز", "told Reuters"), not the one telling."""
    if actor.kind != "reporting":
        return actor.kind == "civilian"
    word = reading.words[actor.first]
    if word.start < actor.start and reading.text[word.start : actor.start].endswith("ل"):
        return True
    before = reading.words[actor.first - 1].norm if actor.first else ""
    return before in ("told", "to", "with") or (
        glued(before) == "ل" and before[1:] in ("وكاله", "وكالات", "قناه", "صحيفه", "موقع")
    )


_TITLE = 6
"""Words that may stand between a headline's speaker and its colon ("the army's spokesman in the south:")."""


def _headline_body(
    reading: Reading, s: SentenceAt, words: Sequence[Word], speakers: Lexicon[Speaker]
) -> Speech | None:
    """ "شهود: ...", "Medics: ...": a speaker of no register and a colon open the sentence."""
    colon = next((i for i, w in enumerate(words[:_TITLE]) if w.norm == ":"), None)
    if colon is None:
        return None
    hit = next(iter(speakers.find(words[:colon])), None)
    if hit is None or hit.first > 1:
        return None
    first, last = hit.first + s.lo, hit.last + s.lo
    who = Attribution(id=hit.value.id, name=hit.value.name)
    return Speech(first, last, s.lo + colon + 1, s.lo + colon, who, (first, last))


def _headline_speaker(reading: Reading, s: SentenceAt) -> Speech | None:
    """ "SOHR: ten dead in ..." : a speaker and a colon open the sentence."""
    if not s.actors:
        return None
    actor = s.actors[0]
    colon = next(
        (i for i in range(actor.last + 1, min(s.hi, actor.last + _TITLE)) if reading.words[i].norm == ":"),
        None,
    )
    if colon is None or actor.first - s.lo > 3 or any(t.first < colon for t in s.triggers):
        return None
    return Speech(
        actor.first,
        actor.last,
        colon + 1,
        colon,
        _attribution(actor),
        (actor.first, actor.last),
    )
