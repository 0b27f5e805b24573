"""What the panel says of an event, the marks in a report, and that all of it is encoded."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import state
from dashboard.event_words import (
    confidence,
    deaths,
    event_blocks,
    exactness,
    reason_words,
    unplaced_words,
    when,
    where,
)
from dashboard.labels import Labels
from dashboard.marks import Mark, of_extraction, pieces, quoted
from dashboard.markup import Markup, element, link, one_line, plain, show
from dashboard.words import load_words
from geo.records import Fatalities
from tests.dashboard.made_store import HOSTILE, clash

EN, AR = load_words("en"), load_words("ar")


class Reader(HTMLParser):
    """Tags and text of a piece of HTML, as a browser would find them."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


hostile = st.lists(
    st.sampled_from([*HOSTILE, "<", ">", "&", '"', "'", "\\", "`", "${", "]]>", "<!--", "ا"])
).map("".join)


@given(hostile)
def test_text_stays_text(text: str) -> None:
    made = Reader(element("p", text, title=text))
    assert made.tags == ["p"]
    assert made.attributes == ["title"]
    assert made.text == text


@given(hostile, st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60))))
def test_marks_change_no_letter(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(a, b, "place", text) for a, b in spans]
    made = Reader(quoted(text, marks, EN, language="en"))
    assert made.text == text
    assert set(made.tags) <= {"blockquote", "mark"}


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["place", "date"]))))
def test_pieces_cover_the_text_once_and_carry_their_marks(spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(*span) for span in spans]
    found = pieces(0, 40, marks)
    assert [p for piece in found for p in range(piece.start, piece.end)] == list(range(40))
    for piece in found:
        over = {m for m in marks if m.start <= piece.start and piece.end <= m.end and m.start < m.end}
        assert set(piece.marks) == over


def test_only_markup_goes_on_the_page() -> None:
    with pytest.raises(TypeError):
        show("<p>text</p>")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tag", "attribute"), [("script", "class"), ("img", "class"), ("p", "onclick"), ("p", "style")]
)
def test_other_elements_are_refused(tag: str, attribute: str) -> None:
    with pytest.raises(ValueError, match="not an element"):
        element(tag, "x", **{attribute: "x"})


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\x01script:alert(1)", False),
        ("vbscript:msgbox(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://exa mple.org", False),
        (None, False),
    ],
)
def test_links_are_http_or_https(url: str | None, is_link: bool) -> None:
    assert ("a" in Reader(link("source", url)).tags) == is_link


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("a\nb", "a b"),
        ("[x](javascript:y)", r"\[x\]\(javascript\:y\)"),
        ("\u202eabc", "abc"),
        (":red[a]", r"\:red\[a\]"),
        ("<b>", r"\<b\>"),
        ("سوريا", "سوريا"),
    ],
)
def test_labels_are_read_letter_by_letter(text: str, label: str) -> None:
    assert plain(text) == label


def test_one_line_drops_what_turns_direction() -> None:
    assert one_line(" a\u2067 \t b\u200f ") == "a b"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, "Not stated"),
        (Fatalities(), "Not stated"),
        (Fatalities(low=7, best=7, high=7), "7"),
        (Fatalities(low=7, best=7), "At least 7"),
        (Fatalities(low=5, best=7, high=9), "7, told as 5 to 9"),
        (Fatalities(low=1), "At least 1; the number is not told"),
        (Fatalities(low=0, best=0, high=0), "None, as the report says"),
    ],
)
def test_deaths_in_words(told: Fatalities | None, said: str) -> None:
    assert deaths(told, EN) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.96, "High (96%)"), (0.6, "Fair (60%)"), (0.41, "Low (41%)"), (0, "Very low (0%)")]
)
def test_confidence_in_words(value: float, said: str) -> None:
    assert confidence(value, EN) == said


def test_when_and_where_in_both_languages(made_folder: Path) -> None:
    now = state.snapshot()
    event = clash(relation="east")
    assert Reader(when(event, EN)).text == "11 January 2019, eveningexact day, told in the same sentence"
    assert Reader(when(event, AR)).text.startswith("11 كانون الثاني 2019، مساءً")
    assert where(event, EN, Labels(EN, now)) == "east of Hajin"
    assert exactness(event, EN) == "the place itself, within about 2 km"
    undated = clash(date_start=None, date_reason="no anchor")
    assert Reader(when(undated, EN)).text == "Day not known: no anchor"


def test_dates_over_several_days() -> None:
    event = clash(date_end=date(2019, 1, 12), part_of_day=None, date_prec=2, date_reason="")
    assert Reader(when(event, EN)).text == "11 January 2019 – 12 January 2019within two to six days"


def test_an_event_is_told_in_full_and_encoded(made_folder: Path) -> None:
    now = state.snapshot()
    stored = now.store.event("strike")
    assert stored is not None
    for words in (EN, AR):
        made = Reader(event_blocks(stored, now.store.report(stored.head.id), words, Labels(words, now)))
        assert HOSTILE in made.text
        assert not {"img", "script", "a"} & set(made.tags)
        assert set(made.attributes) <= {"class", "dir", "lang", "title"}


def test_why_an_event_is_not_on_the_map(made_folder: Path) -> None:
    (stored,) = state.snapshot().store.unplaced()
    assert unplaced_words(stored, EN) == "Day not known: no anchor, Place not known"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("told beside it", "مذكور في الجملة نفسها"),  # told in the same sentence
        ("part of an actor's name: قسد", "جزء من اسم طرف: قسد"),  # part of an actor's name: SDF
        ("never heard of", "never heard of"),
        ("", ""),
    ],
)
def test_reasons_in_the_language_of_the_page(reason: str, said: str) -> None:
    assert reason_words(reason, AR) == said


def test_marks_of_a_whole_reading_lie_within_the_text(made_folder: Path) -> None:
    report = state.snapshot().store.report(state.snapshot().store.event("clash").head.id)
    marks = of_extraction(report.extraction, EN)
    assert {m.field for m in marks} >= {"place", "date", "actor", "fatalities", "sub_event_type"}
    assert all(0 <= m.start < m.end <= len(report.text) for m in marks)


def test_markup_is_not_encoded_twice() -> None:
    assert element("p", element("strong", "a & b")) == Markup("<p><strong>a &amp; b</strong></p>")
