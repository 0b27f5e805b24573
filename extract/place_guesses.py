"""Unknown names in a report that the words around them make places: قرية الحصوية, the village of Zarnuqa."""

from __future__ import annotations

from collections.abc import Sequence

from extract.place_context import look_around
from extract.place_lexicon import place_lexicon
from extract.place_seen import Seen
from extract.word_stream import WordStream
from gazetteer.index import Index
from gazetteer.variants import ARTICLES

_LONGEST_GUESS = 3
_LONGEST_NAME = 60
_BESIDE = frozenset(["near", "north", "south", "east", "west"])
# How common a word may be (zipf) and still be a name.
_MAY_BE_NAME, _PLAIN_ENGLISH, _RARE_ENGLISH, _RARE_ARABIC = 4.3, 4.5, 3.0, 3.0
_PLACE_PREPOSITIONS = frozenset(
    ["in", "near", "outside", "around", "at", "of", "to", "from", "into", "toward", "towards"]
)


def find_guesses(stream: WordStream, index: Index, taken: Sequence[tuple[int, int]]) -> list[Seen]:
    """The names, each with what stands around it; taken are the stretches that are something else."""
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
    return bool(ways & _BESIDE)


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
    return index.zipf(text) < _MAY_BE_NAME or text in lexicon.compound_heads


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
