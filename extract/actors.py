"""Actors in a report: by name, by their government's seat, and by descriptions that take them up."""

from __future__ import annotations

from functools import lru_cache

from extract.anaphora import Named, find_anaphors, not_actors, refer
from extract.countries import find_countries, theatre
from extract.form_matcher import Folded, FormMatcher, fold
from extract.metonyms import find_metonyms
from geo.actors import load_register
from geo.records import ActorSpan


@lru_cache(maxsize=1)
def _names() -> FormMatcher[str]:
    actors = load_register().all()
    forms = [(form, actor.id) for actor in actors for named in actor.aliases.values() for form in named]
    return FormMatcher([*forms, *((form, "") for form in not_actors())])


def find_actors(text: str) -> list[ActorSpan]:
    """Every mention of a registered actor, in the order of the text and without overlaps.

    Names win over descriptions ("the group"), longer names over shorter ones. Capitals and countries are
    actors where the sentence lets them act. Descriptions that could mean several actors are left out.
    """
    folded = fold(text)
    named = [Named(m.start, m.end, m.value) for m in _names().find(folded) if m.value]
    agents = [Named(m.start, m.end, m.id) for m in find_metonyms(folded) if m.id is not None]
    named += [agent for agent in agents if _free(agent.start, agent.end, named)]
    named.sort(key=lambda n: n.start)
    about = actor_theatre(folded, named)
    found = list(named)
    for anaphor in find_anaphors(folded):
        if not _free(anaphor.start, anaphor.end, named):
            continue
        actor_id = refer(anaphor, named, about[0] if about else None)
        if actor_id is not None:
            found.append(Named(anaphor.start, anaphor.end, actor_id))
    return [_span(text, n) for n in sorted(found, key=lambda n: n.start)]


def actor_theatre(text: Folded, named: list[Named]) -> tuple[str, ...]:
    """The countries a report is about, from the countries and actors it names."""
    register = load_register()
    actors = [register.get(n.id) for n in named]
    return theatre(find_countries(text), (actor.theatres for actor in actors if actor is not None))


def _free(start: int, end: int, taken: list[Named]) -> bool:
    return all(end <= n.start or n.end <= start for n in taken)


def _span(text: str, named: Named) -> ActorSpan:
    actor = load_register().get(named.id)
    assert actor is not None
    words = text[named.start : named.end]
    return ActorSpan(start=named.start, end=named.end, text=words, id=named.id, name=actor.name)
