"""Hostile text in every field of a report runs nowhere on the page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gazetteer.paths import data_dir
from geo.__main__ import main
from geo.encode import script_json
from geo.livemap import MapOptions, map_parts
from tests.browser.conftest import ROOT, Watched
from tests.browser.hostile import CROWD, EVERYWHERE, SPOT, add_hostile
from tests.dashboard.made_store import HOSTILE, fill

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile_url(serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app over a store in which two reports are hostile in every field."""
    return serve(ROOT / "app.py", hostile_folder(tmp_path_factory.mktemp("hostile")))


def hostile_folder(folder: Path) -> Path:
    """That store, in a folder beside the project's gazetteer."""
    for file in data_dir().glob("gazetteer.*"):
        (folder / file.name).symlink_to(file)
    fill(folder)
    add_hostile(folder)
    return folder


def untouched(seen: Watched) -> None:
    """Nothing ran, and no element was made of the text."""
    seen.page.wait_for_timeout(300)
    assert seen.page.evaluate("window.__tripped") is None
    bad = "img[src=x], iframe[srcdoc], a[href^=' '], a[href*='script:' i], a[href^='data:' i]"
    assert seen.page.locator(bad).count() == 0


def spot_of(seen: Watched, east: float) -> tuple[float, float]:
    """Bring the hostile event that stands so far east of SPOT into view; where it is in the window."""
    x, y = seen.page.evaluate(
        """([lat, lon]) => {
          const map = document.querySelector('.folium-map').parentElement.furatMap || map_furat;
          map.setView([lat, lon], 13, {animate: false});
          map.furat.layers.events._update();
          const box = map.getContainer().getBoundingClientRect();
          const at = map.latLngToContainerPoint([lat, lon]);
          return [box.left + at.x, box.top + at.y];
        }""",
        [SPOT[0], SPOT[1] + east],
    )
    return x, y


def tooltip(seen: Watched, east: float, says: str) -> None:
    """Rest the pointer on the event until its tooltip is open and says this."""
    x, y = spot_of(seen, east)
    seen.page.mouse.move(x - 40, y - 60)
    seen.page.mouse.move(x, y)
    seen.page.locator(".furat-tip").filter(has_text=says).wait_for(state="visible")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_panel_filters_and_table(desktop: Watched, hostile_url: str, language: str) -> None:
    desktop.open(f"{hostile_url}/?event=strike&lang={language}")
    quote = desktop.page.locator(".st-key-panel blockquote").first
    quote.wait_for()
    assert quote.inner_text().strip() == HOSTILE
    desktop.page.locator(".st-key-filter-sources input, .st-key-filter-sources [role=combobox]").first.click()
    untouched(desktop)
    desktop.page.keyboard.press("Escape")
    desktop.table()
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


def test_tooltips(desktop: Watched, hostile_url: str) -> None:
    desktop.open(f"{hostile_url}/?at={SPOT[0]},{SPOT[1]},13")
    tooltip(desktop, 0.0, "<img src=x")
    untouched(desktop)
    tooltip(desktop, 0.2, f"Events: {CROWD}")
    untouched(desktop)


def test_several_at_one_point_and_the_panel_of_one(desktop: Watched, hostile_url: str) -> None:
    desktop.open(f"{hostile_url}/?at={SPOT[0]},{SPOT[1]},13")
    desktop.page.mouse.click(*spot_of(desktop, 0.2))
    entry = desktop.page.locator(".st-key-panel [class*=st-key-panel-pick-] button").first
    entry.wait_for()
    assert "<img src=x" in entry.inner_text()
    untouched(desktop)
    entry.click()
    desktop.page.locator(".st-key-panel blockquote").first.wait_for()
    said = desktop.page.locator(".st-key-panel").inner_text()
    assert said.count("<img src=x") >= 6
    assert desktop.page.locator(".st-key-panel .furat-report a").count() == 0
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


def test_a_stored_report(desktop: Watched, hostile_url: str) -> None:
    page = desktop.page
    page.goto(f"{hostile_url}/reports")
    page.get_by_label("Search title, source or day").fill("img src=x")
    page.keyboard.press("Enter")
    page.get_by_text("2 reports.").first.wait_for()
    box = desktop.table()
    page.mouse.click(box["x"] + 16, box["y"] + 54)
    page.get_by_role("heading", name="<img src=x").wait_for()
    untouched(desktop)


@pytest.fixture
def cut_off(chromium: Browser) -> Iterator[Watched]:
    """A watched page without a network."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    yield Watched(context.new_page()).watch()
    context.close()


def test_exported_map_without_a_network(cut_off: Watched, tmp_path: Path) -> None:
    """The file of the command line, opened as a file: tooltips, an area and every event."""
    folder = hostile_folder(tmp_path)
    path = folder / "map.html"
    assert main(["export", "--format", "html", "--store", str(folder / "furat.sqlite"), str(path)]) == 0
    seen = cut_off.open(path.as_uri())
    assert seen.marks()["eventsDrawn"] == str(4 + CROWD)
    tooltip(seen, 0.0, "<img src=x")
    tooltip(seen, 0.2, f"Events: {CROWD}")
    untouched(seen)
    seen.page.mouse.click(*spot_of(seen, 0.2))
    panel = seen.page.locator(".furat-details")
    panel.wait_for(state="visible")
    assert panel.locator("article").count() == CROWD
    assert panel.locator("blockquote").first.inner_text().startswith("<img src=x")
    assert panel.locator("a").count() == 0
    untouched(seen)
    shown = seen.page.evaluate(
        """() => {
          const hub = map_furat.furat;
          const said = [];
          for (let index = 0; index < hub.columns.n; index++) {
            hub.send('furat:chosen', { kind: 'event', index });
            said.push(document.querySelector('.furat-details').innerText);
          }
          return said;
        }"""
    )
    assert sum("<img src=x" in text for text in shown) >= 5
    seen.page.evaluate("map_furat.furat.set({shown: {events: false}, chosen: null})")
    tooltip(seen, 0.0, "Islamic State")
    untouched(seen)
    assert seen.strangers == []
    assert seen.errors == []


def test_damage_to_the_store_is_words_on_the_page(desktop: Watched, serve, tmp_path: Path) -> None:
    folder = hostile_folder(tmp_path)
    with sqlite3.connect(folder / "furat.sqlite") as connection:
        connection.execute("UPDATE event_records SET record = '{<img src=x onerror=window.__tripped=1>'")
    desktop.page.goto(f"{serve(ROOT / 'app.py', folder)}/?event=clash")
    alert = desktop.page.get_by_test_id("stAlert").first
    alert.wait_for(timeout=60_000)
    assert "This part of the page failed" in alert.inner_text()
    assert desktop.page.get_by_test_id("stException").count() == 0
    untouched(desktop)


def test_the_rendered_script_parses_and_hands_the_text_over(desktop: Watched) -> None:
    """Every character that ends, turns or fills something in HTML, a template or a script, in each place."""
    tricks = [
        EVERYWHERE,
        "`",
        "\\",
        "\\`",
        "${window.__tripped=1}",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "</script>",
    ]
    tricks += [
        "<!--<script>",
        "]]>",
        "\u2028",
        "\u2029",
        "\u202e",
        "\x00",
        "'",
        '"',
        "\n*/",
        "\U0001f600",
        "&lt;",
    ]
    page = desktop.page
    page.goto("about:blank")
    for text in tricks:
        script = map_parts(MapOptions(base="/furat", state={"texts": {"a": text}}))["script"]
        page.evaluate("script => { new Function(script); }", script)
        page.set_content(f"<script>window.given = {script_json([text])};</script>")
        assert page.evaluate("window.given") == [text]
        assert page.evaluate("window.__tripped") is None
