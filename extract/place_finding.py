"""Names in a report that the index knows, each with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extract.countries import Named, governments
from extract.form_matcher import Match
from extract.metonyms import Metonym
from extract.place_context import look_around
from extract.place_lexicon import place_lexicon
from extract.place_seen import Seen
from extract.word_stream import WordStream
from gazetteer.index import Index, NameHit
from gazetteer.own_data import BORDER_FEATURE
from gazetteer.place import Place

_DIRECTIONS = ("north", "south", "east", "west")


def find_known(
    stream: WordStream,
    index: Index,
    countries: Sequence[Match[Named]],
    agents: Sequence[Metonym],
    about: Sequence[str],
) -> list[Seen]:
    """The index's names in the text, each with what stands around it."""
    acting = {(agent.start, agent.end): agent.country for agent in agents}
    capitals = {(m.start, m.end): m.value.country for m in countries if m.value.part == "capital"}
    forms = {(m.start, m.end): m.value for m in countries if m.value.part == "country"}
    found = []
    for hit in index.scan(stream.source.text):
        at = (hit.start, hit.end)
        if at in forms:
            continue
        seen = _seen(stream, index, hit, acting.get(at))
        seen.capital_form = at in capitals
        if at in capitals and not seen.typed and _is_meant(seen, capitals[at], about):
            _as_capital(index, seen, capitals[at])
        found.append(seen)
    for (start, end), named in forms.items():
        name = governments()[named.country].en[0]
        around = look_around(stream, start, end)
        taken = next((s for s in found if s.start < around.end and around.start < s.end), None)
        if taken is not None and len(taken.name) > end - start:
            continue
        if taken is not None:
            found.remove(taken)
        found.append(
            Seen(
                start=start,
                end=end,
                named_start=start,
                named_end=end,
                name=name,
                key=stream.source.folded[stream.words[around.first].low : stream.words[around.last].high],
                common=0.0,
                places=tuple(index.lookup(name)),
                around=around,
                agent=(start, end) in acting,
                country_form=True,
            )
        )
    for seen in found:
        _as_region(stream, index, seen)
    return _without_inner(sorted(found, key=lambda s: (s.start, -s.end)))


def _without_inner(names: Sequence[Seen]) -> list[Seen]:
    """The names that are no part of the span of another: no Omar in the al-Omar oil field."""
    kept: list[Seen] = []
    for seen in names:
        last = kept[-1] if kept else None
        if last is None or seen.end > last.end or (seen.start, seen.end) == (last.start, last.end):
            kept.append(seen)
    return kept


def _as_region(stream: WordStream, index: Index, seen: Seen) -> None:
    """A direction and a name that the index has as a region: eastern Syria."""
    first = seen.around.first
    if seen.around.relation not in _DIRECTIONS or first == 0 or seen.fallback:
        return
    name = f"{stream.words[first - 1].text} {seen.key}"
    regions = [p for p in index.lookup(name) if p.feature == "L.RGN"]
    if regions:
        seen.name, seen.places, seen.fallback = name, tuple(regions), "region"


def _seen(stream: WordStream, index: Index, hit: NameHit, acts_for: str | None) -> Seen:
    places = tuple(index.lookup(hit.key))
    around = look_around(stream, hit.start, hit.end)
    seen = Seen(
        start=hit.start,
        end=hit.end,
        named_start=hit.start,
        named_end=hit.end,
        name=hit.text,
        key=hit.key,
        common=hit.common,
        places=places,
        around=around,
        agent=acts_for is not None,
    )
    if acts_for is not None:
        _as_capital(index, seen, acts_for)
        return seen
    if not (stripped := _strip_generic(stream, index, seen)):
        _with_kind(stream, index, seen)
    return stripped or seen


def _is_meant(seen: Seen, country: str, about: Sequence[str]) -> bool:
    """Whether a capital's name means the capital: Tripoli is another town in a report on Lebanon."""
    if country in about[:1] or seen.agent:
        return True
    return not any(c in about for p in seen.places for c in p.country.split("|") if c != country)


def _as_capital(index: Index, seen: Seen, country: str) -> None:
    """A capital that acts is the capital, whatever else has its name."""
    name = governments()[country].capital_en[-1]
    if capitals := [p for p in index.lookup(name) if p.feature == "P.PPLC" and p.country == country]:
        seen.name, seen.hint, seen.places = name, "P.PPLC", tuple(capitals)


def _strip_generic(stream: WordStream, index: Index, seen: Seen) -> Seen | None:
    """A name loses the generic word it begins or ends with: محافظة دير الزور, Donetsk Oblast, شرق سوريا."""
    lexicon = place_lexicon()
    first, last = seen.around.first, stream.at(seen.named_end - 1)
    if first == last:
        return None
    head = seen.key.split(" ")[0]
    kind = lexicon.types.get(head)
    region = all(p.feature == "L.RGN" for p in seen.places)
    if kind is not None and not kind.keep and not head.isascii():
        inner = _inner(stream, index, seen, first + 1, last)
        return replace(inner, name=seen.name, places=seen.places, hint=_hint(kind.feature, seen.places))
    if region and head in lexicon.relations and lexicon.relations[head] in _DIRECTIONS:
        inner = _inner(stream, index, seen, first + 1, last)
        return replace(inner, name=seen.name, places=seen.places, fallback="region")
    tail = stream.words[last].text
    kind = lexicon.types.get(tail)
    if kind is not None and not kind.keep and kind.feature.startswith("A") and tail.isascii():
        inner = _inner(stream, index, seen, first, last - 1)
        return replace(inner, name=seen.name, places=seen.places, hint=_hint(kind.feature, seen.places))
    return None


def _hint(feature: str, places: Sequence[Place]) -> str | None:
    return feature if feature and any(p.feature.startswith(feature) for p in places) else None


def _inner(stream: WordStream, index: Index, seen: Seen, first: int, last: int) -> Seen:
    start = max(seen.named_start, stream.words[first].start)
    end = stream.words[last].end
    around = look_around(stream, start, end)
    return replace(
        seen,
        start=around.start,
        end=around.end,
        named_start=start,
        named_end=end,
        around=around,
        common=0.0,
        key=stream.source.folded[stream.words[first].low : stream.words[last].high],
    )


def _with_kind(stream: WordStream, index: Index, seen: Seen) -> None:
    """Let the type word decide what is looked up, and how far the span reaches."""
    around = seen.around
    if seen.places and all(p.feature == BORDER_FEATURE for p in seen.places):
        seen.hint = BORDER_FEATURE
        return
    if around.type is None:
        return
    if not around.type.keep:
        feature = around.type.feature
        if not feature.startswith("A") or any(p.feature.startswith("A") for p in seen.places):
            seen.hint = feature or None
        return
    seen.start, seen.end = around.start, around.end
    whole = stream.source.text[around.start : around.end]
    name = f"{seen.name} {around.kind_first}"
    if around.kind_first and (exact := index.lookup(name)):
        seen.name, seen.places, seen.start = name, tuple(exact), around.kind_start
        return
    if exact := index.lookup(whole):
        seen.name, seen.places = whole, tuple(exact)
        return
    feature = around.type.feature
    if any(p.feature.startswith(feature.split(".")[0]) for p in seen.places):
        seen.hint = feature.split(".")[0]
        return
    seen.fallback = "facility"
