"""The Reports page without a browser: read, look, save, and errors in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import state
from dashboard.reports_page import draft_problem, make_report
from extract.report_file import MAX_REPORT_BYTES
from geo.records import Report, Source
from tests.dashboard.test_page_logic import html

# SDF fighters clashed with Islamic State gunmen in the town of Hajin yesterday; six gunmen were killed.
ARABIC = (
    "اشتبك مقاتلو قوات سوريا الديمقراطية أمس مع مسلحي تنظيم الدولة الإسلامية في بلدة هجين، وقُتل ستة مسلحين."
)


def run_reports() -> AppTest:
    """The Reports page, run once."""

    def app() -> None:
        from dashboard.reports_page import reports_page

        reports_page()

    return AppTest.from_function(app, default_timeout=120).run()


def read(app: AppTest, text: str, url: str = "") -> AppTest:
    app.text_area(key="draft-text").set_value(text)
    app.date_input(key="draft-published").set_value(date(2018, 12, 5))
    app.text_input(key="draft-url").set_value(url)
    submit = next(b for b in app.button if b.label == "Read it")
    return submit.click().run()


def test_a_report_is_shown_coded_before_it_is_saved_and_then_saved_once(made_folder: Path) -> None:
    before = len(state.snapshot().store.reports())
    app = read(run_reports(), ARABIC)
    assert not app.exception
    assert "furat-mark-actor" in html(app)
    assert len(state.snapshot().store.reports()) == before
    app.button(key="save").click().run()
    assert "Saved" in app.success[0].value
    assert len(state.snapshot().store.reports()) == before + 1
    app = read(app, ARABIC)
    app.button(key="save").click().run()
    assert "already" in app.success[0].value
    assert len(state.snapshot().store.reports()) == before + 1


def test_after_saving_the_map_opens_on_its_event(made_folder: Path) -> None:
    app = read(run_reports(), ARABIC)
    app.button(key="save").click().run()
    app.button(key="show-on-map").click().run()
    kept = app.session_state["furat"]
    assert kept.go_to == "map"
    assert state.snapshot().store.event(kept.chosen.event_id).event.date_start == date(2018, 12, 4)


def test_a_reading_can_be_thrown_away(made_folder: Path) -> None:
    app = read(run_reports(), ARABIC)
    app.button(key="throw-away").click().run()
    assert app.session_state["furat"].reading is None


@pytest.mark.parametrize(
    ("text", "url", "complaint"),
    [
        ("  \n", "", "no text"),
        ("Clashes in Hajin.", "javascript:alert(1)", "http://"),
        ("Clashes in Hajin.", "example.org", "http://"),
    ],
)
def test_what_is_wrong_is_said_in_words(made_folder: Path, text: str, url: str, complaint: str) -> None:
    app = read(run_reports(), text, url)
    assert not app.exception
    assert complaint in app.error[0].value
    assert app.session_state["furat"].reading is None


@pytest.mark.parametrize(
    ("text", "url", "problem"),
    [
        ("", "", "draft_empty"),
        ("\ud800", "", "draft_broken"),
        ("ه" * (MAX_REPORT_BYTES // 2 + 1), "", "draft_large"),
        ("ab" * 5_000_000, "", "draft_large"),
        ("x", "data:text/html,x", "draft_bad_url"),
        ("x", " VbScript:x", "draft_bad_url"),
        ("x", "http://a b", "draft_bad_url"),
        ("x", " https://example.org/a ", None),
        ("x", "", None),
    ],
)
def test_problems_of_a_draft(text: str, url: str, problem: str | None) -> None:
    assert draft_problem(text, url) == problem


def test_the_report_that_the_form_describes() -> None:
    fields = {
        "draft-text": " x ",
        "draft-language": "auto",
        "draft-title": " ",
        "draft-url": " https://a.org ",
    }
    assert make_report(fields) == Report(text=" x ", source=Source(url="https://a.org"))
    assert make_report({"draft-text": "x", "draft-language": "ar"}).language == "ar"


def test_stored_reports_are_listed_and_searched(made_folder: Path) -> None:
    app = run_reports()
    assert len(app.dataframe[0].value) == 3
    app.text_input(key="report-search").set_value("again").run()
    assert list(app.dataframe[0].value["Title"]) == ["Again"]
    app.text_input(key="report-search").set_value("nowhere").run()
    assert "No report matches" in html(app)


def test_a_stored_report_is_shown_with_its_marks(made_folder: Path) -> None:
    app = run_reports()
    app.session_state["furat"].report_id = f"sha256:{len(_arabic())}"
    app.run()
    assert "furat-mark-date" in html(app)
    assert ">Sample<" in html(app)
    app.button(key="back").click().run()
    assert app.session_state["furat"].report_id is None


def test_no_reports_yet(empty_folder: Path) -> None:
    app = run_reports()
    assert not app.exception
    assert "no reports yet" in html(app)


def _arabic() -> str:
    from tests.dashboard.made_store import ARABIC as stored

    return stored
