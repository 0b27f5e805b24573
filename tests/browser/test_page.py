"""The app's pages in a real browser: filters, panel, Reports, address, both languages, narrow screens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from gazetteer.paths import data_dir
from tests.browser.conftest import ROOT, Watched
from tests.dashboard.made_store import fill

pytestmark = pytest.mark.browser

SHOTS = ROOT / "build" / "shots"
# Rules that Streamlit's own markup breaks, each with the part it is about; nothing of ours is among them.
STREAMLITS_OWN: dict[str, tuple[str, ...]] = {}
# SDF fighters clashed with Islamic State gunmen in Hajin yesterday; five gunmen were killed.
REPORT = (
    "اشتبك مقاتلو قوات سوريا الديمقراطية أمس مع مسلحي تنظيم الدولة الإسلامية في بلدة هجين، وقُتل خمسة مسلحين."
)


@pytest.fixture(scope="module")
def page_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store beside the project's own gazetteer."""
    folder = tmp_path_factory.mktemp("page")
    for file in data_dir().glob("gazetteer.*"):
        (folder / file.name).symlink_to(file)
    fill(folder)
    return folder


@pytest.fixture(scope="module")
def page_url(serve, page_folder: Path) -> str:
    """The whole app over that store."""
    return serve(ROOT / "app.py", page_folder)


def drawn(seen: Watched, number: int) -> None:
    """Wait until the map draws that many events."""
    seen.page.wait_for_function(f"document.querySelector('[data-ready]')?.dataset.eventsDrawn === '{number}'")


def settled(seen: Watched) -> None:
    """Wait until the script has run to its end."""
    seen.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", state="attached")


def choose(seen: Watched, label: str, option: str) -> None:
    settled(seen)
    seen.page.get_by_role("combobox", name=re.compile(label)).first.click()
    seen.page.get_by_role("option", name=re.compile(option)).click()
    seen.page.keyboard.press("Escape")
    settled(seen)


def test_an_actor_filter_changes_the_events_drawn(desktop: Watched, page_url: str) -> None:
    desktop.open(page_url)
    drawn(desktop, 3)
    choose(desktop, "Actors", r"Syrian Democratic Forces \(2\)")
    drawn(desktop, 2)
    assert desktop.marks()["mounted"] == "1"
    assert "actor=sdf" in desktop.page.url
    desktop.page.locator(".st-key-chip-0 button").click()
    drawn(desktop, 3)
    assert desktop.errors == []
    assert desktop.strangers == []


def test_two_actors_one_after_the_other_stay_chosen(desktop: Watched, page_url: str) -> None:
    """The counts in the options change with each choice; the choices must not be lost with them."""
    desktop.open(page_url)
    choose(desktop, "Actors", "Syrian Democratic Forces")
    drawn(desktop, 2)
    choose(desktop, "Event types", "· Armed clash")
    expect(desktop.page.locator("[class*=st-key-chip-] button")).to_have_count(3)
    drawn(desktop, 2)
    assert "type=Armed+clash" in desktop.page.url


def test_the_address_opens_elsewhere_and_outlives_another_page(desktop: Watched, page_url: str) -> None:
    desktop.open(f"{page_url}/?actor=sdf&event=clash&from=2019-01-11&to=2019-01-15")
    drawn(desktop, 2)
    expect(desktop.page.locator("mark.furat-mark-place").first).to_have_text("هجين")
    desktop.page.get_by_role("link", name="Reports").click()
    desktop.page.get_by_role("heading", name="Read a report").wait_for()
    desktop.page.get_by_role("link", name="Map").click()
    drawn(desktop, 2)
    expect(desktop.page.locator("mark.furat-mark-place").first).to_be_visible()
    for part in ("actor=sdf", "event=clash", "to=2019-01-15"):
        assert part in desktop.page.url
    assert desktop.errors == []


def test_the_view_is_in_the_address(desktop: Watched, page_url: str) -> None:
    desktop.open(f"{page_url}/?at=34.69,40.83,12")
    zoom = "document.querySelector('.furat-stage').furatMap.getZoom()"
    desktop.page.wait_for_function(f"{zoom} === 12")
    desktop.page.get_by_role("button", name="Zoom in").click()
    desktop.page.wait_for_url(re.compile(r"at=34\.\d+%2C40\.\d+%2C13"))


def test_dates_move_the_time_bar(desktop: Watched, page_url: str) -> None:
    desktop.open(f"{page_url}/?to=2019-01-15")
    desktop.page.wait_for_function(
        "document.querySelector('[data-ready]').dataset.windowLast === '2019-01-15'"
    )
    drawn(desktop, 2)
    desktop.page.locator(".st-key-chip-0 button").click()
    drawn(desktop, 3)


SPOT = """() => {
  const map = document.querySelector('.furat-stage').furatMap;
  const box = map.getContainer().getBoundingClientRect();
  const mark = map.furat.layers.events.marks[0];
  if (!mark || map.getZoom() !== 13) return null;
  const at = map.layerPointToContainerPoint([mark.x, mark.y]);
  return [box.left + at.x, box.top + at.y];
}"""


def resting_spot(seen: Watched) -> list[float]:
    """Where the first mark lies in the window, once map and page have come to rest."""
    last = None
    for _ in range(60):
        settled(seen)
        spot = seen.page.evaluate(SPOT)
        if spot is not None and spot == last:
            return spot
        last = spot
        seen.page.wait_for_timeout(400)
    raise AssertionError("the map does not come to rest")


def test_a_click_on_the_map_opens_the_sentence(desktop: Watched, page_url: str) -> None:
    desktop.open(f"{page_url}/?at=34.69,40.83,13")
    spot = resting_spot(desktop)
    desktop.page.mouse.click(*spot)
    expect(desktop.page.locator("blockquote.furat-quote").first).to_have_attribute("dir", "rtl")
    desktop.page.get_by_role("button", name="Close").click()
    expect(desktop.page.locator(".st-key-panel")).to_have_count(0)
    assert desktop.errors == []


def test_a_row_of_the_table_opens_on_the_map(desktop: Watched, page_url: str) -> None:
    desktop.open(page_url)
    box = desktop.table()
    # The grid is a canvas: the tick box of the first row is in its first column.
    desktop.page.mouse.click(box["x"] + 16, box["y"] + 54)
    expect(desktop.page.locator("mark.furat-mark-place").first).to_have_text("هجين")
    desktop.page.wait_for_url(re.compile("event=clash"))


def test_a_report_is_coded_saved_and_on_the_map(desktop: Watched, serve, tmp_path: Path) -> None:
    for file in data_dir().glob("gazetteer.*"):
        (tmp_path / file.name).symlink_to(file)
    fill(tmp_path)
    url = serve(ROOT / "app.py", tmp_path)
    desktop.page.goto(f"{url}/reports")
    page = desktop.page
    page.get_by_label("The report's text").fill(REPORT)
    page.get_by_label("Title", exact=True).fill("Hajin again")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="What was read").wait_for(timeout=60_000)
    expect(page.locator("mark.furat-mark-actor").first).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved. Its events").wait_for()
    page.get_by_role("button", name="Show on the map").click()
    page.wait_for_selector('[data-ready="1"]', state="attached")
    expect(page.get_by_text(re.compile(r"of [56] events shown"))).to_be_visible()


def test_arabic_is_mirrored(desktop: Watched, page_url: str) -> None:
    desktop.open(page_url)
    desktop.page.get_by_role("button", name="العربية").click()
    desktop.page.get_by_role("link", name="التقارير").wait_for()
    assert desktop.page.evaluate("[document.dir, document.documentElement.lang]") == ["rtl", "ar"]
    assert "lang=ar" in desktop.page.url
    side = desktop.page.locator(".st-key-filters-shut").bounding_box()
    middle = desktop.page.locator(".st-key-map").bounding_box()
    assert side is not None
    assert middle is not None
    assert side["x"] > middle["x"]
    assert desktop.marks()["mounted"] == "1"


def test_the_map_fills_most_of_the_window(desktop: Watched, page_url: str) -> None:
    desktop.open(page_url)
    box = desktop.page.locator(".furat-stage").bounding_box()
    assert box is not None
    assert box["width"] * box["height"] > 0.6 * 1440 * 900
    assert box["y"] + box["height"] <= 900


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["", "reports", "about"])
def test_narrow_screens_are_not_cut_off(phone: Watched, page_url: str, path: str, language: str) -> None:
    phone.page.goto(f"{page_url}/{path}?lang={language}")
    phone.page.locator(".st-key-header").wait_for()
    settled(phone)
    assert phone.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    for item in phone.page.locator(".st-key-header a, .st-key-header button").all():
        box = item.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    if not path:
        phone.page.wait_for_selector('[data-ready="1"]', state="attached")
        top = phone.page.locator(".furat-stage").bounding_box()
        assert top is not None
        assert top["y"] < 220
        filters = phone.page.locator("[class*=st-key-filters-toggle] button")
        filters.click()
        expect(phone.page.locator(".st-key-filters-open")).to_be_visible()
    phone.page.screenshot(path=SHOTS / f"phone-{path or 'map'}-{language}.png")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["", "reports", "about"])
def test_axe_finds_no_serious_fault(desktop: Watched, page_url: str, path: str, language: str) -> None:
    address = f"{page_url}/{path}?lang={language}" + ("" if path else "&event=clash&actor=sdf")
    desktop.page.goto(address)
    desktop.page.locator(".st-key-header").wait_for()
    if not path:
        desktop.page.wait_for_selector('[data-ready="1"]', state="attached")
        desktop.page.locator(".st-key-panel mark").first.wait_for()
    settled(desktop)
    desktop.page.wait_for_function(f"document.documentElement.lang === '{language}'")
    desktop.page.screenshot(path=SHOTS / f"desktop-{path or 'map'}-{language}.png")
    found = Axe().run(desktop.page).response["violations"]
    serious = [
        (rule["id"], node["target"], node["html"][:200])
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
        if not any(part in str(node["html"]) for part in STREAMLITS_OWN.get(rule["id"], ()))
    ]
    assert serious == []
