"""Why a place's name is something else in its sentence: a person, an organisation, an adjective, a word."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from extract.countries import governments
from extract.place_lexicon import place_lexicon
from extract.place_seen import Seen
from extract.place_theatre import Theatre
from extract.word_stream import WordStream
from gazetteer.index import Index
from gazetteer.variants import ARTICLES
from geo.records import ActorSpan

LEAST_EVIDENCE = 1.0
TYPED, PLACED, IN_THEATRE, COUNTRY, CAPITAL_LETTER = 2.0, 1.5, 1.0, 2.0, 1.2
TYPED_ELSEWHERE, LISTED_HERE, RIVER, DATELINE = 1.5, 0.5, 1.0, 1.0
MOST_FOR_SIZE = 2.0
PLAIN_ZIPF = 3.0
LARGE_TOWN = 100_000
LONGEST_ABBREVIATION = 4
_TITLED, _FULL = "person name (after a title)", "person name (after a first name)"
_FEMININE = ("ات", "ه", "يه")
_SEARCH_BACK = 3
_ACTORS_WITHIN = 4
_AROUND_WEST_BANK = frozenset(["PS", "IL", "JO"])


class Doubts:
    """What speaks against the names of one report. Surnames found once are known for the rest of it."""

    def __init__(
        self,
        stream: WordStream,
        actors: Sequence[ActorSpan],
        adjectives: set[tuple[int, int]],
        theatre: tuple[str, ...],
        index: Index,
    ) -> None:
        self._stream = stream
        self._index = index
        self._actors = actors
        self._actor_starts = [actor.start for actor in actors]
        self._adjectives = adjectives
        self.theatre = Theatre(theatre, index)
        self._surnames: set[str] = set()
        self._borne: set[str] = set()
        """Surnames that stand behind a title or a first name."""
        self._with_kind: set[str] = set()
        self._lexicon = place_lexicon()

    def learn_surnames(self, names: Sequence[Seen]) -> None:
        """Remember the names that are clearly persons', so that they are persons elsewhere too."""
        self._with_kind = {seen.key for seen in names if seen.typed}
        for seen in names:
            if " " in seen.key or seen.key in self._lexicon.compound_heads or self._strong(seen):
                continue
            person = self._person(seen)
            if person in (_TITLED, _FULL):
                self._borne.add(seen.key)
            if person or (self._longer_name(seen) is not None and seen.population < LARGE_TOWN):
                self._surnames.add(seen.key)

    def why_not(self, seen: Seen) -> str | None:
        """The reason it is no place, or None."""
        if actor := self._actor(seen):
            return f"part of an actor's name: {actor}"
        if seen.agent or seen.country_form:
            return self._nisba(seen) or self._organisation_tail(seen)
        if not seen.typed and (seen.key in self._lexicon.never or self._is_particle(seen)):
            return "an ordinary word"
        return (
            self._river_bank(seen)
            or self._abbreviation(seen)
            or self._nisba(seen)
            or self._organisation(seen)
            or (None if self._strong(seen) else self._person(seen))
            or self._longer_name(seen)
            or self._word_with_particle(seen)
            or self._plain_word(seen)
        )

    def _strong(self, seen: Seen) -> bool:
        """A kind of place right with it leaves no doubt that it is one."""
        return seen.typed or (seen.around.placed and not self._title_before(seen.around.before))

    def _actor(self, seen: Seen) -> str | None:
        at = bisect_right(self._actor_starts, seen.named_start)
        for actor in self._actors[max(0, at - 1) : at + _ACTORS_WITHIN]:
            if actor.start < seen.named_end and seen.named_start < actor.end:
                if seen.agent and actor.start >= seen.named_start and actor.end <= seen.named_end:
                    return None
                if actor.start <= seen.named_start or actor.end >= seen.named_end:
                    return actor.text
        return None

    def _is_particle(self, seen: Seen) -> bool:
        forms = self._stream.bare(seen.around.first) if " " not in seen.key else (seen.key,)
        known = self._lexicon.kinds_and_ways
        return seen.key in known or (" " not in seen.key and forms[0] in known)

    def _river_bank(self, seen: Seen) -> str | None:
        """The west bank of a river is not the West Bank."""
        if not any(p.feature in ("A.ADM1", "L.RGN") and p.country == "PS" for p in seen.places):
            return None
        if "ضف" in seen.key or seen.key == "west bank":
            last = seen.around.last
            after = range(last + 1, min(last + 4, len(self._stream.words)))
            river = any({"نهر", "النهر", "للنهر", "river"} & set(self._stream.bare(n)) for n in after)
            # The name itself speaks for Palestine, so only what comes before it in the theatre tells.
            first = self.theatre.countries[0] if self.theatre.countries else ""
            home = governments().get(first) if first not in _AROUND_WEST_BANK else None
            elsewhere = home is not None and not home.power and "IL" not in self.theatre.countries
            if river or elsewhere or (seen.key == "west bank" and not self._stream.capital(last)):
                return "the bank of a river"
        return None

    def _abbreviation(self, seen: Seen) -> str | None:
        """Capitals inside a sentence: HIV, FAO. A dateline begins its report."""
        raw = self._stream.source.text[seen.named_start : seen.named_end]
        after = self._stream.source.text[seen.named_end : seen.named_end + 20]
        plain = any(c.islower() for c in after)
        first = seen.around.first
        inside = not self._stream.begins_sentence(first) or len(raw) <= LONGEST_ABBREVIATION
        dateline = (
            first == 0 or "\n" in self._stream.source.text[self._stream.words[first - 1].end : seen.start]
        )
        if dateline and (seen.is_capital or seen.population >= LARGE_TOWN):
            return None
        return "an abbreviation" if raw.isascii() and raw.isupper() and plain and inside else None

    def _nisba(self, seen: Seen) -> str | None:
        if (seen.named_start, seen.named_end) in self._adjectives:
            return "an adjective of origin (nisba)"
        if seen.key == "سوريه" and not seen.around.placed and not seen.typed and seen.around.before >= 0:
            before = self._stream.words[seen.around.first - 1]
            if self._stream.words[seen.around.first].joined and before.text.endswith(_FEMININE):
                return "an adjective of origin (nisba)"
        return None

    def _organisation(self, seen: Seen) -> str | None:
        first = seen.around.first
        if (
            first > 0
            and self._stream.words[first].joined
            and not seen.around.placed
            and not seen.around.glued
        ):
            forms = self._stream.bare(first - 1)
            if any(form in self._lexicon.organisation_heads for form in forms):
                english = forms[0].isascii()
                if not english or self._stream.capital(first - 1):
                    return "part of an organisation's name"
        return self._organisation_tail(seen)

    def _organisation_tail(self, seen: Seen) -> str | None:
        """A capitalised word behind it that makes it an organisation's: the Jordan Times."""
        after = seen.around.last + 1
        if after < len(self._stream.words) and self._stream.capital(after):
            word = self._stream.words[after]
            if word.joined and word.text in self._lexicon.organisation_tails:
                return "part of an organisation's name"
        return None

    def _title_before(self, number: int, *, construct: bool = False) -> bool:
        """A title ends at the word of that number, with or without a link between (the military commander).

        construct: the name may be what the title is of (رئيس حلب), so the Arabic title must have its article.
        """
        lexicon = self._lexicon
        for _ in range(_SEARCH_BACK):
            if number < 0:
                return False
            forms = self._stream.bare(number)
            if any(form in lexicon.titles for form in forms):
                return not construct or any(form.startswith("ال") for form in forms)
            if (
                not any(form in lexicon.title_links for form in forms)
                or not self._stream.words[number].joined
            ):
                return False
            number -= 1
        return False

    def _person(self, seen: Seen) -> str | None:
        lexicon, stream = self._lexicon, self._stream
        first, last = seen.around.first, seen.around.last
        if seen.is_country or seen.country_form:
            return None
        known_place = seen.key in self._with_kind and seen.key not in self._borne
        listed = self.theatre.lists(seen) and seen.key not in self._borne
        if seen.key in self._surnames and not known_place and not listed:
            return "person name (named in full elsewhere)"
        joined = stream.words[first].joined and first > 0
        plain = not seen.around.glued
        if joined and plain:
            forms = stream.bare(first - 1)
            construct = seen.is_capital and not forms[0].isascii()
            if self._title_before(first - 1, construct=construct):
                return _TITLED
            if any(form in lexicon.first_names for form in forms):
                return _FULL
            says = any(form in lexicon.says for form in forms)
            if says and not known_place and not (forms[0].isascii() and seen.is_capital):
                return "person name (it speaks)"
        after = stream.words[last + 1] if last + 1 < len(stream.words) else None
        if after is not None and after.joined and after.text.isascii():
            if after.text in lexicon.says and not seen.is_capital:
                return "person name (it speaks)"
            if seen.key in lexicon.first_names and stream.capital(last + 1):
                return "person name"
        if seen.key in lexicon.first_names and seen.population < 1_000_000:
            return "person name"
        return None

    def _longer_name(self, seen: Seen) -> str | None:
        """Capitalised neighbours that are no place make an English name part of a longer one."""
        stream, lexicon = self._stream, self._lexicon
        first, last = seen.around.first, seen.around.last
        if seen.key in lexicon.compound_heads and self._goes_on(last):
            return "part of a longer name"
        if not stream.words[first].text[:1].isascii() or seen.typed:
            return None
        if seen.population < LARGE_TOWN and self._article_and_name(last + 1):
            return "part of a longer name"
        before = first - 1
        if before >= 0 and stream.words[first].joined and stream.capital(before) and not seen.around.placed:
            word = stream.words[before].text
            gap = stream.source.text[stream.words[before].end : stream.words[first].start]
            known = lexicon.kinds_and_ways | lexicon.never
            if (
                gap == " "
                and word not in known
                and not stream.begins_sentence(before)
                and not _is_adjective(word)
            ):
                return "part of a longer name"
        after = last + 1
        if (
            after < len(stream.words)
            and stream.words[after].joined
            and stream.capital(after)
            and not seen.around.placed
        ):
            gap = stream.source.text[stream.words[last].end : stream.words[after].start]
            word = stream.words[after].text
            if (
                gap == " "
                and word not in lexicon.types
                and word not in lexicon.never
                and seen.population < 100_000
            ):
                return "part of a longer name"
        return None

    def _goes_on(self, last: int) -> bool:
        """Whether the word after the number last belongs to the same name: Ain al-Hilweh."""
        stream, after = self._stream, last + 1
        if after >= len(stream.words) or not stream.words[after].joined:
            return False
        word = stream.words[after].text
        return not word.isascii() or word in ARTICLES or stream.capital(after)

    def _article_and_name(self, number: int) -> bool:
        """Whether an article with a name on it stands at the word of that number: Brak al-Shati."""
        stream = self._stream
        if number + 1 >= len(stream.words) or not stream.words[number].joined:
            return False
        article, noun = stream.words[number : number + 2]
        hyphen = stream.source.text[article.end : noun.start] == "-"
        return article.text in ARTICLES and hyphen and stream.capital(number + 1)

    def _word_with_particle(self, seen: Seen) -> str | None:
        """A whole word that is more common than the name inside it: بشرية is not ب + شرية."""
        if not seen.around.glued or " " in seen.key:
            return None
        whole = self._stream.words[seen.around.first].text
        if self._index.zipf(whole) > max(2.0, seen.common + 0.5):
            return "an ordinary word"
        return None

    def _plain_word(self, seen: Seen) -> str | None:
        if " " in seen.key:
            return None
        evidence = min(MOST_FOR_SIZE, math.log10(1 + seen.population) / 3)
        evidence += TYPED if seen.typed else 0.0
        if seen.key in self._with_kind:
            evidence += TYPED_ELSEWHERE
        if self.theatre.lists(seen):
            evidence += LISTED_HERE + (DATELINE if seen.around.first == 0 else 0.0)
        if self.theatre.has_river(seen):
            evidence += RIVER
        evidence += PLACED if seen.around.placed else 0.0
        evidence += COUNTRY if seen.is_country or seen.capital_form else 0.0
        if self.theatre.has(seen):
            evidence += IN_THEATRE
        if seen.key.isascii() and not self._stream.begins_sentence(seen.around.first):
            evidence += CAPITAL_LETTER
        evidence -= max(0.0, seen.common - PLAIN_ZIPF)
        far = (
            bool(self.theatre.countries)
            and not self.theatre.has(seen)
            and not seen.typed
            and not seen.is_country
        )
        if far and seen.common >= PLAIN_ZIPF and seen.population < LARGE_TOWN and not seen.key.isascii():
            return "an ordinary word"
        return "an ordinary word" if evidence < LEAST_EVIDENCE else None


def _is_adjective(word: str) -> bool:
    return word.endswith(("an", "ese", "ish", "i", "ian", "ern"))
