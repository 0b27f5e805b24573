"""Names in a report that may be places: those the index knows, and unknown ones that a type word leads."""

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
from gazetteer.variants import ARTICLES

_LONGEST_GUESS = 3
_LONGEST_NAME = 60
_DIRECTIONS = ("north", "south", "east", "west")
_PLAIN_ENGLISH, _RARE_ENGLISH, _RARE_ARABIC = 4.5, 3.0, 3.0
_PLACE_PREPOSITIONS = frozenset(
    ["in", "near", "outside", "around", "at", "of", "to", "from", "into", "toward", "towards"]
)


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


def find_guesses(stream: WordStream, index: Index, taken: Sequence[tuple[int, int]]) -> list[Seen]:
    """Unknown words that a type word makes a name: قرية الحصوية, the village of Zarnuqa."""
    found: list[Seen] = []
    lexicon = place_lexicon()
    covered = bytearray(len(stream.source.text))
    for begin, stop in taken:
        covered[begin:stop] = b"\x01" * (stop - begin)
    for number in range(len(stream.words)):
        word = stream.words[number]
        if any(covered[word.start : word.end]):
            continue
        guess = _english_guess if word.text.isascii() else _arabic_guess
        span = guess(stream, index, number)
        if span is None:
            continue
        first, last = span
        start, end = stream.words[first].start, stream.words[last].end
        if any(covered[start:end]):
            continue
        around = look_around(stream, start, end)
        name = stream.source.text[start:end].removesuffix("'s").removesuffix("’s")
        end = start + len(name)
        kind = around.type
        hint = kind.feature.split(".")[0] if kind is not None and kind.feature else None
        if kind is not None and kind.keep and kind.feature:
            name = stream.source.text[around.start : around.end]
        key = stream.source.folded[stream.words[first].low : stream.words[last].high]
        if len(name) > _LONGEST_NAME or key in lexicon.never:
            continue
        covered[around.start : around.end] = b"\x01" * (around.end - around.start)
        found.append(
            Seen(
                start=around.start,
                end=around.end,
                named_start=start,
                named_end=end,
                name=name,
                key=key,
                common=0.0,
                places=(),
                around=around,
                hint=hint,
                guess=True,
                weak=around.type is None and (not around.placed or around.relation == "toward"),
            )
        )
    return found


def _arabic_guess(stream: WordStream, index: Index, number: int) -> tuple[int, int] | None:
    """The words of a name behind a type word at number - 1."""
    lexicon = place_lexicon()
    if number == 0 or not stream.words[number].joined or not _may_be_name(stream, index, number):
        return None
    rare = index.zipf(stream.words[number].text) < _RARE_ARABIC
    if not _leads(stream, number - 1) and not (rare and _relates(stream, number - 1)):
        return None
    last = number
    while (
        last - number + 1 < _LONGEST_GUESS and last + 1 < len(stream.words) and stream.words[last + 1].joined
    ):
        more = stream.words[last + 1].text
        if stream.words[last].text in lexicon.compound_heads or more in lexicon.name_tails:
            last += 1
        else:
            break
    return number, last


def _leads(stream: WordStream, number: int) -> bool:
    lexicon = place_lexicon()
    return any(form in lexicon.types and lexicon.types[form].names for form in stream.bare(number))


def _relates(stream: WordStream, number: int) -> bool:
    """Whether a word that puts things near or beside a place stands there: قرب, شرقي."""
    lexicon = place_lexicon()
    ways = {lexicon.relations.get(form) for form in stream.bare(number)}
    return bool(ways & {"near", *_DIRECTIONS})


def _may_be_name(stream: WordStream, index: Index, number: int) -> bool:
    lexicon = place_lexicon()
    text = stream.words[number].text
    if len(text) < 3 or not text.isalpha():
        return False
    known = lexicon.no_names
    if text in known or (
        text.startswith(("ب", "ل", "و")) and any(form in known for form in stream.bare(number))
    ):
        return False
    return index.zipf(text) < 4.3 or text in lexicon.compound_heads


def _english_guess(stream: WordStream, index: Index, number: int) -> tuple[int, int] | None:
    """Capitalised words behind "village of", before "village", or after a preposition of place."""
    lexicon = place_lexicon()
    if not stream.capital(number) or number == 0:
        return None
    if stream.words[number].joined and _part_of_capitals(stream, number):
        return None
    last, parts = number, 1
    while parts < _LONGEST_GUESS:
        step = 2 if last + 2 < len(stream.words) and stream.words[last + 1].text in ARTICLES else 1
        after = stream.words[last + 1 : last + 1 + step]
        if len(after) < step or not all(w.joined for w in after) or not stream.capital(last + step):
            break
        if after[-1].text in lexicon.types:
            break
        last, parts = last + step, parts + 1
    first = number
    gap = stream.source.text[stream.words[number - 1].end : stream.words[number].start]
    if gap == "-" and stream.words[number - 1].text in lexicon.compound_heads:
        first = number - 1
    texts = [w.text for w in stream.words[first : last + 1]]
    if any(t in lexicon.never or t in lexicon.titles or t in lexicon.first_names for t in texts):
        return None
    if any(t in lexicon.organisation_tails or t.isdigit() or len(t) < 2 for t in texts):
        return None
    if first == last and index.zipf(texts[0].removesuffix("'s")) > _PLAIN_ENGLISH:
        return None
    if all(stream.raw(n).isupper() for n in range(number, last + 1)):
        return None
    before = stream.words[first - 1].text if first > 0 and stream.words[first].joined else ""
    led = before == "of" and first > 1 and _leads(stream, first - 2)
    kind = look_around(stream, stream.words[first].start, stream.words[last].end).type
    followed = kind is not None and kind.names
    telling = texts[-1] if texts[0] in lexicon.compound_heads else texts[0]
    if before in _PLACE_PREPOSITIONS and index.zipf(telling.removesuffix("'s")) < _RARE_ENGLISH:
        return first, last
    return (first, last) if led or followed else None


def _part_of_capitals(stream: WordStream, number: int) -> bool:
    gap = stream.source.text[stream.words[number - 1].end : stream.words[number].start]
    before = number - 1
    return gap in (" ", "-") and stream.capital(before) and not stream.begins_sentence(before)
