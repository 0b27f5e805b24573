"""Places in a report: found, freed of what only looks like one, and resolved together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from extract.countries import Named, find_countries, theatre
from extract.form_matcher import Match, fold
from extract.metonyms import find_metonyms
from extract.place_doubts import Doubts
from extract.place_finding import find_known
from extract.place_guesses import find_guesses
from extract.place_lexicon import place_lexicon
from extract.place_parents import parents_of, share_between
from extract.place_rows import in_a_row
from extract.place_seen import Seen
from extract.spans import Sentence
from extract.word_stream import WordStream
from gazetteer.index import Index
from gazetteer.place import Place
from gazetteer.resolve import Context, Mention, Resolution, resolve
from geo.actors import load_register
from geo.records import ActorSpan, Candidate, Names, Suppressed, Toponym, Unresolved

_FALLBACK_CONFIDENCE = 0.8
# From here on a word is too common to be shown as no place, behind a preposition and elsewhere.
_PLAIN_ZIPF, _COMMON_ZIPF = 4.3, 3.5
_FEW_PLACES = 3


class ToponymReading(msgspec.Struct, frozen=True):
    """Places, names that are something else, and names that could not be placed, in the order of the text."""

    toponyms: list[Toponym]
    suppressed: list[Suppressed]
    unresolved: list[Unresolved]


def find_toponyms(
    text: str,
    actors: Sequence[ActorSpan],
    sentences: Sequence[Sentence],
    published: date | None,
    index: Index,
) -> ToponymReading:
    """The places of a report, every mention listed. Roles are "actor" for governments, else "mention"."""
    stream = WordStream(fold(text))
    if not stream.words:
        return ToponymReading([], [], [])
    countries = find_countries(stream.source)
    agents = find_metonyms(stream.source)
    about = _theatre(countries, actors)
    known = find_known(stream, index, countries, agents, about)
    adjectives = {(m.start, m.end) for m in countries if m.value.part == "adjective"}
    doubts, judged = _judge(stream, actors, adjectives, about, known, index)
    if not about and (guessed := _countries_of([seen for seen, why in judged if why is None])):
        doubts, judged = _judge(stream, actors, adjectives, guessed, known, index)
    kept = [seen for seen, why in judged if why is None]
    doubted = [(seen, why) for seen, why in judged if why is not None]
    rescued = in_a_row(text, kept, doubted, doubts.theatre)
    kept += rescued
    suppressed = [
        Suppressed(seen.named_start, seen.named_end, text[seen.named_start : seen.named_end], why)
        for seen, why in doubted
        if seen not in rescued and not _too_plain(stream, index, seen, why)
    ]
    taken = [(s.start, s.end) for s in kept] + [(a.start, a.end) for a in actors]
    taken += [(m.start, m.end) for m in countries]
    kept = sorted([*kept, *find_guesses(stream, index, taken)], key=lambda s: s.start)
    share_between(stream, kept)
    parents = parents_of(stream, kept, sentences)
    mentions = [_mention(seen, above) for seen, above in zip(kept, parents, strict=True)]
    # Without a party to a conflict the names themselves tell better where the report plays.
    context = Context(theatre=about if _has_party(actors) else ())
    found = _resolve_once(kept, mentions, context, index)
    toponyms, unresolved = [], []
    for seen, resolution in zip(kept, found, strict=True):
        if resolution.place is None and seen.weak:
            continue
        if resolution.place is None and seen.guess:
            unresolved.append(
                Unresolved(seen.start, seen.end, text[seen.start : seen.end], resolution.reason)
            )
        else:
            toponyms.append(_toponym(text, seen, resolution))
            if resolution.place is None and not seen.agent:
                why = resolution.reason
                unresolved.append(Unresolved(seen.start, seen.end, text[seen.start : seen.end], why))
    return ToponymReading(toponyms, suppressed, unresolved)


def _theatre(countries: Sequence[Match[Named]], actors: Sequence[ActorSpan]) -> tuple[str, ...]:
    register = load_register()
    known = [register.get(span.id) for span in actors]
    return theatre(countries, (actor.theatres for actor in known if actor is not None))


def _judge(
    stream: WordStream,
    actors: Sequence[ActorSpan],
    adjectives: set[tuple[int, int]],
    about: tuple[str, ...],
    known: Sequence[Seen],
    index: Index,
) -> tuple[Doubts, list[tuple[Seen, str | None]]]:
    doubts = Doubts(stream, actors, adjectives, about, index)
    doubts.learn_surnames(known)
    return doubts, [(seen, doubts.why_not(seen)) for seen in known]


def _countries_of(names: Sequence[Seen]) -> tuple[str, ...]:
    """The country that most of the names speak for, each name once and only where few places have it."""
    votes: Counter[str] = Counter()
    named = {seen.key: seen for seen in names if 0 < len(seen.places) <= _FEW_PLACES}
    for seen in named.values():
        votes.update({p.country for p in seen.places if p.country})
    return tuple(c for c, n in votes.most_common(1) if n > len(named) / 2)


def _has_party(actors: Sequence[ActorSpan]) -> bool:
    register = load_register()
    known = [register.get(span.id) for span in actors]
    return any(a is not None and a.theatres and a.kind != "reporting" for a in known)


def _mention(seen: Seen, parents: tuple[str, ...]) -> Mention:
    relation: str = seen.around.relation
    if seen.fallback == "facility" and relation == "in":
        relation = "near"
    if seen.fallback == "region":
        # The region is the direction already.
        relation = "in"
    return Mention(
        start=seen.start,
        end=seen.end,
        text=seen.name,
        feature_hint=seen.hint,
        relation=relation,
        context_parents=parents,
        distance_km=seen.around.distance_km,
        direction=seen.around.direction,
    )


def _resolve_once(
    kept: Sequence[Seen], mentions: Sequence[Mention], context: Context, index: Index
) -> list[Resolution]:
    """Resolve alike mentions once; where on a line one lies depends on its place in the text."""
    keys = []
    for seen, mention in zip(kept, mentions, strict=True):
        single = mention.relation in ("between", "border") or any(
            p.geometry_kind == "line" for p in seen.places
        )
        where = seen.start if single else -1
        alike = (mention.text, mention.feature_hint, mention.relation, mention.context_parents)
        keys.append((*alike, mention.distance_km, mention.direction, where))
    first = {key: i for i, key in reversed(list(enumerate(keys)))}
    order = sorted(set(first.values()))
    answers = dict(zip(order, resolve([mentions[i] for i in order], context, index), strict=True))
    return [answers[first[key]] for key in keys]


def _toponym(text: str, seen: Seen, resolution: Resolution) -> Toponym:
    place = resolution.place
    toponym = Toponym(
        start=seen.start,
        end=seen.end,
        text=text[seen.start : seen.end],
        role="actor" if seen.agent else "mention",
        relation=seen.around.relation,
        confidence=resolution.confidence,
        reason=resolution.reason,
        candidates=[
            Candidate(
                place_id=c.place.id,
                name=c.place.name,
                lat=c.place.lat,
                lon=c.place.lon,
                score=c.score,
                reason=c.reason,
            )
            for c in resolution.candidates
        ],
    )
    if place is None:
        return toponym
    if seen.fallback == "facility":
        toponym.confidence = round(toponym.confidence * _FALLBACK_CONFIDENCE, 2)
        toponym.reason = f"not listed itself, placed near {place.name}; {toponym.reason}".rstrip("; ")
    toponym.place_id = place.id
    toponym.name = _names(place)
    toponym.feature = place.feature
    toponym.country = place.country
    toponym.parents = list(place.parents)
    toponym.lat, toponym.lon = resolution.lat, resolution.lon
    toponym.radius_km, toponym.where_prec = resolution.radius_km, resolution.where_prec
    return toponym


def _names(place: Place) -> Names:
    arabic = place.names.get("ar", ())
    return Names(en=place.label("en"), ar=arabic[0] if arabic else "")


def _too_plain(stream: WordStream, index: Index, seen: Seen, why: str) -> bool:
    """Words that no reader would take for a place are not worth showing."""
    if why != "an ordinary word":
        return False
    lexicon = place_lexicon()
    number = seen.around.first
    plain = seen.key in lexicon.never or not lexicon.kinds_and_ways.isdisjoint(stream.bare(number))
    common = max(seen.common, index.zipf(stream.words[number].text))
    return plain or common >= (_PLAIN_ZIPF if seen.around.placed else _COMMON_ZIPF)
