"""Hostile text in every field of a report runs nowhere on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer.paths import data_dir
from tests.browser.conftest import ROOT, Watched
from tests.dashboard.made_store import HOSTILE, fill

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile_url(serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app over a store in which one report is hostile in every field."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    for file in data_dir().glob("gazetteer.*"):
        (folder / file.name).symlink_to(file)
    fill(folder)
    return serve(ROOT / "app.py", folder)


def untouched(seen: Watched) -> None:
    """Nothing ran, and no element was made of the text."""
    seen.page.wait_for_timeout(300)
    assert seen.page.evaluate("window.__tripped") is None
    assert seen.page.locator("img[src=x], a[href^=javascript]").count() == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_panel_filters_and_table(desktop: Watched, hostile_url: str, language: str) -> None:
    desktop.open(f"{hostile_url}/?event=strike&lang={language}")
    quote = desktop.page.locator(".st-key-panel blockquote").first
    quote.wait_for()
    assert quote.inner_text().strip() == HOSTILE
    desktop.page.locator(".st-key-filter-sources input, .st-key-filter-sources [role=combobox]").first.click()
    untouched(desktop)
    desktop.page.keyboard.press("Escape")
    desktop.page.get_by_test_id("stDataFrame").first.scroll_into_view_if_needed()
    untouched(desktop)


def test_chips_and_the_address(desktop: Watched, hostile_url: str) -> None:
    from urllib.parse import quote

    hostile = quote(HOSTILE)
    desktop.open(
        f"{hostile_url}/?actor={hostile}&source={hostile}&q={quote(HOSTILE[:60])}&region={hostile}&lang=x{hostile}"
    )
    chips = desktop.page.locator("[class*=st-key-chip-] button")
    chips.first.wait_for()
    assert "<img src=x" in chips.first.inner_text()
    untouched(desktop)


def test_tooltip(desktop: Watched, hostile_url: str) -> None:
    desktop.open(f"{hostile_url}/?at=34.45,40.95,13")
    box = desktop.page.locator(".furat-stage .folium-map").bounding_box()
    assert box is not None
    desktop.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desktop.page.mouse.move(box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2)
    untouched(desktop)


def test_claims_of_a_front(desktop: Watched, hostile_url: str) -> None:
    """The hostile place name of a claim, through a click on the area that it makes."""
    desktop.open(f"{hostile_url}/?at=34.9,40.5,10")
    box = desktop.page.locator(".furat-stage .folium-map").bounding_box()
    assert box is not None
    desktop.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desktop.page.locator(".furat-claim").first.wait_for()
    assert "<img src=x" in desktop.page.locator(".st-key-panel").inner_text()
    untouched(desktop)


def test_reports_page(desktop: Watched, hostile_url: str) -> None:
    page = desktop.page
    page.goto(f"{hostile_url}/reports")
    page.get_by_label("The report's text").fill(f"Clashes in Hajin. {HOSTILE}")
    page.get_by_label("Title", exact=True).fill(HOSTILE)
    page.get_by_label("Source", exact=True).fill(HOSTILE)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="What was read").wait_for(timeout=60_000)
    assert "<img src=x" in page.locator(".st-key-reading blockquote").inner_text()
    untouched(desktop)
    page.get_by_label("Link").fill("javascript:window.__tripped=1")
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("The link must begin with").wait_for()
    untouched(desktop)
