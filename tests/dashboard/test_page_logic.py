"""The map page without a browser: what the stage tells, what the page shows, and what leaves it unescaped."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import map_page, state
from dashboard.map_page import take_from_stage
from dashboard.page_state import Chosen, PageState, View
from dashboard.stage import StageResult
from geo.filters import EventFilter

ROOM = Path(__file__).parents[2] / "dashboard"
NOTHING = StageResult(chosen=None, window=None, view=None)
# Streamlit's calls that read their label or help as Markdown.
MARKDOWN_CALLS = frozenset(
    """
    markdown caption title header subheader info warning error success
    button link_button badge toast download_button
    page_link form_submit_button expander tabs metric popover spinner checkbox toggle radio
    selectbox multiselect text_input text_area number_input date_input slider segmented_control pills
    """.split()  # noqa: SIM905
)


class StandIn:
    """In place of the stage: remembers what it was given, tells what it is told to."""

    def __init__(self) -> None:
        self.given: dict[str, Any] = {}
        self.tells = NOTHING

    def __call__(self, chosen_filter: EventFilter, **given: Any) -> StageResult:
        self.given = {"filter": chosen_filter, **given}
        told, self.tells = self.tells, NOTHING
        return told


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    made = StandIn()
    monkeypatch.setattr(map_page, "stage", made)
    return made


def run_map() -> AppTest:
    """The map page, run once."""

    def app() -> None:
        from dashboard.map_page import map_page

        map_page()

    return AppTest.from_function(app, default_timeout=60).run()


def html(app: AppTest) -> str:
    """All our blocks."""
    return "\n".join(block.proto.body for block in app.get("html"))


def shown_of(app: AppTest) -> str:
    return html(app).partition(" events shown")[0].rpartition(">")[2]


def test_all_events_are_counted_and_the_one_without_a_place_is_said(
    made_folder: Path, stage: StandIn
) -> None:
    app = run_map()
    assert not app.exception
    assert shown_of(app) == "3 of 4"
    assert "1 has no day or place" in html(app) or "1 have no day or place" in html(app)
    assert stage.given["first"] == date(2019, 1, 11)


def test_an_empty_store_says_so(empty_folder: Path, stage: StandIn) -> None:
    app = run_map()
    assert not app.exception
    assert "no reports yet" in app.info[0].value


def test_an_actor_filter_reaches_the_stage_and_a_chip_clears_it(made_folder: Path, stage: StandIn) -> None:
    app = run_map()
    actors = app.multiselect(key="filter-actors")
    assert "Islamic State (2)" in actors.options
    actors.set_value(["sdf"]).run()
    assert stage.given["filter"] == EventFilter(actors=("sdf",))
    assert shown_of(app) == "2 of 4"
    chip = app.button(key="chip-0")
    assert chip.label == "Syrian Democratic Forces"
    chip.click().run()
    assert stage.given["filter"] == EventFilter()


def test_counts_are_those_under_the_other_filters(made_folder: Path, stage: StandIn) -> None:
    app = run_map()
    app.multiselect(key="filter-actors").set_value(["sdf"]).run()
    assert "· Armed clash (2)" in app.multiselect(key="filter-sub_event_types").options
    assert not any("Air" in option for option in app.multiselect(key="filter-sub_event_types").options)


def test_clear_all(made_folder: Path, stage: StandIn) -> None:
    app = run_map()
    app.number_input(key="filter-min_fatalities").set_value(2).run()
    app.selectbox(key="filter-side").set_value("attacker").run()
    assert stage.given["filter"] == EventFilter(min_fatalities=2, side="attacker")
    app.button(key="chip-all").click().run()
    assert stage.given["filter"] == EventFilter()


def test_dates_and_time_bar_go_together(made_folder: Path, stage: StandIn) -> None:
    app = run_map()
    app.date_input(key="filter-first").set_value(date(2019, 1, 15)).run()
    assert stage.given["first"] == date(2019, 1, 15)
    assert shown_of(app) == "1 of 4"
    stage.tells = StageResult(chosen=None, window=(date(2019, 1, 11), date(2019, 1, 12)), view=None)
    app.run()
    assert app.date_input(key="filter-last").value == date(2019, 1, 12)
    assert shown_of(app) == "2 of 4"
    assert app.session_state["furat"].chosen_filter == EventFilter(last=date(2019, 1, 12))


def test_days_that_cross_give_way(made_folder: Path, stage: StandIn) -> None:
    app = run_map()
    app.date_input(key="filter-last").set_value(date(2019, 1, 13)).run()
    app.date_input(key="filter-first").set_value(date(2019, 1, 17)).run()
    assert (stage.given["first"], stage.given["last"]) == (date(2019, 1, 17), date(2019, 1, 17))


def test_a_chosen_event_shows_its_sentence_with_its_marks(made_folder: Path, stage: StandIn) -> None:
    stage.tells = StageResult(chosen={"kind": "event", "ids": ["clash"]}, window=None, view=None)
    app = run_map()
    said = html(app)
    assert stage.given["chosen_event"] == "clash"
    assert 'furat-mark-place" title="Where">هجين</mark>' in said
    assert 'dir="rtl" lang="ar"' in said
    assert ">Sample<" in said
    app.button(key="panel-close").click().run()
    assert stage.given["chosen_event"] is None


def test_several_events_are_a_list_to_choose_from(made_folder: Path, stage: StandIn) -> None:
    stage.tells = StageResult(
        chosen={"kind": "events", "ids": ["clash", "clash-2"], "count": 2}, window=None, view=None
    )
    app = run_map()
    assert "2 events at this point" in html(app)
    app.button(key="panel-pick-1").click().run()
    assert stage.given["chosen_event"] == "clash-2"
    app.button(key="panel-back").click().run()
    assert stage.given["chosen_event"] is None


def test_a_chosen_front_shows_its_claims_and_their_sentences(made_folder: Path, stage: StandIn) -> None:
    told = {"kind": "front", "day": "2019-01-12", "claims": ["c1", "c2"], "actors": ["sdf", "islamic-state"]}
    stage.tells = StageResult(chosen=told, window=None, view=None)
    said = html(run_map())
    assert "2 claims behind it" in said
    assert "Islamic State holds Hajin" in said
    assert said.count("furat-quote") >= 2


def test_an_event_that_is_gone_is_said_so(made_folder: Path, stage: StandIn) -> None:
    stage.tells = StageResult(chosen={"kind": "event", "ids": ["no such"]}, window=None, view=None)
    assert "no longer in the store" in html(run_map())


def test_what_is_not_on_the_map_is_listed_with_its_reason(made_folder: Path, stage: StandIn) -> None:
    tables = [frame.value for frame in run_map().dataframe]
    assert [len(table) for table in tables] == [3, 1]
    assert "Day not known: no anchor" in tables[1]["Why"][0]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (StageResult(None, None, {"lat": 34, "lon": 41, "zoom": 9, "bounds": []}), {"view": View(34, 41, 9)}),
        (StageResult({"kind": "none"}, None, None), {"chosen": None}),
        (StageResult({"kind": "event", "ids": []}, None, None), {"chosen": Chosen(kind="event", ids=("x",))}),
    ],
)
def test_what_the_stage_tells(made_folder: Path, told: StageResult, expected: dict[str, Any]) -> None:
    kept = PageState(chosen=Chosen(kind="event", ids=("x",)))
    take_from_stage(kept, state.snapshot(), told)
    assert {name: getattr(kept, name) for name in expected} == expected


def test_an_old_answer_of_the_time_bar_is_not_taken_again(made_folder: Path) -> None:
    kept = PageState()
    told = StageResult(None, (date(2019, 1, 12), date(2019, 1, 13)), None)
    assert take_from_stage(kept, state.snapshot(), told)
    kept.chosen_filter = EventFilter()
    assert not take_from_stage(kept, state.snapshot(), told)
    assert kept.chosen_filter == EventFilter()


def calls(tree: ast.AST) -> list[tuple[str, ast.Call]]:
    """All calls with the last part of their name."""
    return [
        (getattr(node.func, "attr", getattr(node.func, "id", "")), node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    ]


def is_safe_label(node: ast.expr) -> bool:
    """A literal, our own text without values in it, or text that `plain` made harmless."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.List):
        return all(is_safe_label(part) for part in node.elts)
    if isinstance(node, ast.BoolOp):
        return all(is_safe_label(part) for part in node.values)
    if isinstance(node, ast.IfExp):
        return is_safe_label(node.body) and is_safe_label(node.orelse)
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", "")
        # load_words(other)("key") is own text as well.
        own = name == "words" or getattr(getattr(node.func, "func", None), "id", "") == "load_words"
        return name in {"plain", "about_text"} or (own and not node.keywords)
    return False


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_no_text_from_reports_reaches_html_or_markdown(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name, node in calls(tree):
        where = f"{path.name}:{node.lineno}"
        for keyword in node.keywords:
            assert keyword.arg not in {"unsafe_allow_html", "unsafe_allow_javascript"}, where
        of_streamlit = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "st"
        if not of_streamlit:
            continue
        assert name != "write", where
        if name == "html":
            assert path.name == "markup.py", where
        if name in MARKDOWN_CALLS:
            first = [] if name == "page_link" else node.args[:1]
            labels = [*first, *(k.value for k in node.keywords if k.arg in {"label", "help", "body"})]
            # What a helper was handed as its label is looked at where the helper is called.
            labels = [n for n in labels if not (isinstance(n, ast.Name) and n.id == "label")]
            assert all(is_safe_label(label) for label in labels), where
