"""Where the places of a word of control stand, by its frame in data/control.yaml."""

from __future__ import annotations

from extract.claim_actors import ActorFinder
from extract.claim_places import WHICH, PlaceFinder, Spot
from extract.control_words import ControlGroup, Cues, Way
from extract.lexicon import Hit
from extract.reading import ToponymAt


def find_spots(hit: Hit[ControlGroup], places: PlaceFinder, actors: ActorFinder, cues: Cues) -> list[Spot]:
    """The places that a word of control speaks of, as its frame says where they stand."""
    found, window = _places(hit, places, actors, cues)
    out, previous = [], None
    for t in found:
        out.append(places.spot(hit, t, previous, window))
        previous = t
    return out


_Found = tuple[list[ToponymAt], tuple[int, int] | None]


def _places(hit: Hit[ControlGroup], places: PlaceFinder, actors: ActorFinder, cues: Cues) -> _Found:
    frame, via = hit.value.frame, hit.value.via
    end = places.s.hi
    if frame in ("held", "left"):
        only = cues.within("only", hit.last + 1, min(end, hit.last + 12))
        if only and (frame == "left" or not places.reading.words[only[0][0]].norm.isascii()):
            behind = places.after(hit, ("", "in"), only[0][1] + 1)
            if behind:
                return behind, None
        if frame == "left":
            return places.after(hit, ("", "in")), None
        return _subject(hit, places, ("in", ""))
    if frame == "home":
        return places.before(hit) or places.after(hit, ("in", "from", "")), None
    if frame == "free":
        return _subject(hit, places, ())
    if frame == "both":
        return places.after(hit, ("", "in", "from")) or places.before(hit) or places.here(hit, True), None
    if actors.passive(hit):
        return _subject(hit, places, ())
    behind = places.after(hit, via)
    if behind:
        return behind, None
    here = places.here(hit, False)
    if here and places.reading.words[hit.first - 1].norm in WHICH:
        # "The western area of X, which they hold": the words before X say which part of it.
        return _relative(hit, places) or here, None
    if here:
        return here, places.here_window(hit, False)
    return _relative(hit, places), None


def _subject(hit: Hit[ControlGroup], places: PlaceFinder, via: tuple[Way, ...]) -> _Found:
    """The places before the word that it is said of."""
    window = places.here_window(hit, True)
    here = places.here(hit, True) or places.whole_of_part(hit)
    if here:
        return here, window
    return places.before(hit) or (places.after(hit, via) if via else []), None


def _relative(hit: Hit[ControlGroup], places: PlaceFinder) -> list[ToponymAt]:
    """ "the town, which X holds", "التي تسيطر عليها X": the place stands before."""
    words = places.reading.words
    lo = max(places.s.lo, hit.first - 6)
    opening = next(
        (i for i in range(hit.first - 1, lo - 1, -1) if words[i].norm in WHICH and i > places.s.lo), None
    )
    return places.before(hit, opening) if opening is not None else []
