"""The filters beside the map: choices with their counts under the other filters, a chip for each in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

import streamlit as st

from dashboard.labels import Labels
from dashboard.markup import one_line, plain
from dashboard.page_state import PageState, current
from dashboard.state import Snapshot
from dashboard.words import Words
from extract.event_types import EVENT_TYPE_OF, SUB_EVENT_TYPES
from geo.facets import FacetCounts
from geo.filters import MAX_TEXT, EventFilter

WHOLE = "all:"
"""Before an ACLED event type: all its sub-event types as one choice."""
STATUSES = ("reported", "claimed", "denied", "planned", "background")
SIDES = ("either", "attacker", "target")
PRECISIONS = (0, 1, 2, 3, 4, 5)
_LISTS = ("actors", "sub_event_types", "statuses", "regions", "sources")


class Chip(NamedTuple):
    """A filter in force: its words, and the changes that clear it."""

    text: str
    changes: dict[str, object]


def show(kept: PageState, words: Words, labels: Labels, now: Snapshot) -> None:
    """All filters, one under the other."""
    chosen = kept.chosen_filter
    counts = now.columns.counts(chosen)
    _text("q", words("filter_text"), "text", chosen.text, placeholder=words("filter_text_hint"))
    _dates(chosen, words, now.days())
    _many("actors", words("filter_actors"), _offered(counts.actors, chosen.actors), labels.actor, words)
    _one("side", words("filter_side"), SIDES, chosen.side, lambda side: words(f"filter_side.{side}"))
    _types(chosen, words, labels, counts)
    _number("min_fatalities", words("filter_deaths"), chosen.min_fatalities)
    _one(
        "max_where_prec",
        words("filter_exact"),
        PRECISIONS,
        chosen.max_where_prec or 0,
        lambda level: words(f"filter_exact.{level or 'any'}"),
    )
    _many("regions", words("filter_region"), _regions(counts.regions, chosen.regions), labels.region, words)
    _many("sources", words("filter_source"), _offered(counts.sources, chosen.sources), labels.source, words)
    statuses = {
        s: counts.statuses.get(s, 0) for s in STATUSES if counts.statuses.get(s) or s in chosen.statuses
    }
    _many(
        "statuses",
        words("filter_status"),
        statuses,
        labels.status,
        words,
        placeholder=words("filter_status_any"),
    )


def chips(chosen: EventFilter, words: Words, labels: Labels) -> list[Chip]:
    """One chip for each thing that the filter asks for."""
    found: list[Chip] = []
    if chosen.first or chosen.last:
        found.append(Chip(window_words(chosen.first, chosen.last, words), {"first": None, "last": None}))
    named: dict[str, Callable[[str], str]] = {
        "actors": labels.actor,
        "regions": labels.region,
        "sources": labels.source,
        "statuses": labels.status,
    }
    for field, name in named.items():
        values: tuple[str, ...] = getattr(chosen, field)
        found += [Chip(name(v), {field: tuple(x for x in values if x != v)}) for v in values]
    for token in folded(chosen.sub_event_types):
        rest = tuple(t for t in chosen.sub_event_types if t not in unfolded([token]))
        found.append(Chip(_type_name(token, words, labels), {"sub_event_types": rest}))
    if chosen.side != "either":
        found.append(Chip(words(f"filter_side.{chosen.side}"), {"side": "either"}))
    if chosen.min_fatalities:
        found.append(Chip(words("chip_deaths", n=chosen.min_fatalities), {"min_fatalities": 0}))
    if chosen.max_where_prec:
        found.append(Chip(words(f"filter_exact.{chosen.max_where_prec}"), {"max_where_prec": None}))
    if chosen.max_radius_km is not None:
        found.append(Chip(words("chip_radius", km=chosen.max_radius_km), {"max_radius_km": None}))
    if chosen.text:
        found.append(Chip(words("chip_text", text=chosen.text), {"text": ""}))
    return found


def show_chips(kept: PageState, words: Words, labels: Labels) -> None:
    """The chips, and a button that clears them all."""
    found = chips(kept.chosen_filter, words, labels)
    for n, chip in enumerate(found):
        st.button(
            plain(_shortened(chip.text)),
            key=f"chip-{n}",
            icon=":material/close:",
            icon_position="right",
            on_click=_clear,
            args=(chip.changes,),
        )
    if len(found) > 1:
        st.button(words("clear_all"), key="chip-all", type="tertiary", on_click=_clear_all)


def window_words(first: date | None, last: date | None, words: Words) -> str:
    """A window of days in words; an open end is said so."""
    if first and last:
        return words.days(first, last)
    if first:
        return words("from_day", day=words.day(first))
    return words("until_day", day=words.day(last)) if last else words("all_days")


def folded(sub_event_types: Sequence[str]) -> list[str]:
    """Sub-event types as the choices that the list offers: a whole event type where all of it is there."""
    left = set(sub_event_types)
    tokens: list[str] = []
    for event_type, members in SUB_EVENT_TYPES.items():
        if len(members) > 1 and left.issuperset(members):
            tokens.append(WHOLE + event_type)
            left.difference_update(members)
    return tokens + [t for t in sub_event_types if t in left]


def unfolded(tokens: Sequence[str]) -> tuple[str, ...]:
    """The sub-event types of such choices."""
    found: list[str] = []
    for token in tokens:
        whole = token.startswith(WHOLE)
        found += SUB_EVENT_TYPES.get(token.removeprefix(WHOLE), ()) if whole else [token]
    return tuple(found)


def _clear(changes: dict[str, object]) -> None:
    current().filter_with(**changes)


def _clear_all() -> None:
    current().chosen_filter = EventFilter()


def _shortened(text: str, most: int = 48) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _offered(counts: dict[str, int], chosen: Sequence[str]) -> dict[str, int]:
    """Choices that would show something, the most frequent first, and those in force."""
    kept = {name: n for name, n in counts.items() if n or name in chosen}
    kept |= {name: 0 for name in chosen if name not in kept}
    return dict(sorted(kept.items(), key=lambda item: (-item[1], item[0])))


def _regions(counts: dict[str, int], chosen: Sequence[str]) -> dict[str, int]:
    """Countries, each followed by its regions."""
    offered = _offered(counts, chosen)
    total: dict[str, int] = {}
    for name, n in offered.items():
        country = name.partition("/")[0]
        total[country] = max(total.get(country, 0), n)
    return dict(
        sorted(
            offered.items(),
            key=lambda item: (-total[c := item[0].partition("/")[0]], c, "/" in item[0], -item[1]),
        )
    )


def _type_name(token: str, words: Words, labels: Labels) -> str:
    if token.startswith(WHOLE):
        return words("type_whole", type=labels.event_type(token.removeprefix(WHOLE)))
    return labels.type(token)


def _types(chosen: EventFilter, words: Words, labels: Labels, counts: FacetCounts) -> None:
    """Sub-event types under their ACLED event type."""
    tokens = folded(chosen.sub_event_types)
    offered: dict[str, int] = {}
    for event_type, members in SUB_EVENT_TYPES.items():
        there = {m: counts.sub_event_types.get(m, 0) for m in members}
        there = {m: n for m, n in there.items() if n or m in tokens}
        whole = WHOLE + event_type
        if len(members) > 1 and (there or whole in tokens):
            offered[whole] = sum(there.values())
        offered |= there
    for other, n in counts.sub_event_types.items():
        if other not in EVENT_TYPE_OF and n:
            offered[other] = n
    offered |= {t: 0 for t in tokens if t not in offered}

    def name(token: str) -> str:
        said = _type_name(token, words, labels)
        return said if token.startswith(WHOLE) or token not in EVENT_TYPE_OF else f"· {said}"

    _many("sub_event_types", words("filter_types"), offered, name, words, values=tokens)


def _many(
    field: str,
    label: str,
    offered: dict[str, int],
    name: Callable[[str], str],
    words: Words,
    *,
    values: Sequence[str] | None = None,
    placeholder: str | None = None,
) -> None:
    key = f"filter-{field}"
    st.session_state[key] = list(getattr(current().chosen_filter, field) if values is None else values)
    st.multiselect(
        label,
        list(offered),
        format_func=lambda value: f"{one_line(name(value))} ({words.number(offered.get(value, 0))})",
        key=key,
        on_change=_changed,
        args=(field,),
        placeholder=placeholder or words("filter_any"),
    )


def _one(field: str, label: str, offered: Sequence[Any], value: Any, name: Callable[[Any], str]) -> None:
    key = f"filter-{field}"
    st.session_state[key] = value if value in offered else offered[0]
    st.selectbox(label, offered, format_func=name, key=key, on_change=_changed, args=(field,))


def _text(key: str, label: str, field: str, value: str, *, placeholder: str) -> None:
    key = f"filter-{field}"
    st.session_state[key] = value
    st.text_input(
        label, key=key, max_chars=MAX_TEXT, placeholder=placeholder, on_change=_changed, args=(field,)
    )


def _number(field: str, label: str, value: int) -> None:
    key = f"filter-{field}"
    st.session_state[key] = value
    st.number_input(label, min_value=0, max_value=32767, step=1, key=key, on_change=_changed, args=(field,))


def _dates(chosen: EventFilter, words: Words, days: tuple[date, date] | None) -> None:
    """First and last day; they move with the time bar."""
    if days is None:
        return
    least, most = days
    first = min(max(chosen.first or least, least), most)
    last = max(min(chosen.last or most, most), least)
    with st.container(horizontal=True, gap="small", key="filter-days"):
        for field, value, label in (("first", first, "filter_first"), ("last", last, "filter_last")):
            st.session_state[f"filter-{field}"] = value
            st.date_input(
                words(label),
                min_value=least,
                max_value=most,
                format="YYYY-MM-DD",
                key=f"filter-{field}",
                on_change=_day_changed,
                args=(field, least, most),
            )


def _changed(field: str) -> None:
    value = st.session_state[f"filter-{field}"]
    if field == "sub_event_types":
        value = unfolded(value)
    elif field in _LISTS:
        value = tuple(value)
    elif field == "min_fatalities":
        value = value or 0
    elif field == "max_where_prec":
        value = value or None
    current().filter_with(**{field: value})


def _day_changed(field: str, least: date, most: date) -> None:
    """The end that was not touched gives way where the two would cross."""
    kept = current()
    value: date | None = st.session_state[f"filter-{field}"]
    first, last = kept.chosen_filter.first, kept.chosen_filter.last
    if field == "first":
        first = None if value is None or value <= least else value
        if first and last and last < first:
            last = None if first >= most else first
    else:
        last = None if value is None or value >= most else value
        if first and last and last < first:
            first = None if last <= least else last
    kept.filter_with(first=first, last=last)
