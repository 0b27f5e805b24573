"""The stage in a real browser: what is drawn, time, filters, and what must stay across reruns."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from geo.filters import EventFilter
from geo.livemap import export_html
from geo.store import Store
from tests.browser.conftest import Watched
from tests.browser.fabricated import FIRST

pytestmark = pytest.mark.browser


def wait_for(seen: Watched, expression: str) -> None:
    """Until an expression over m, the stage's data- attributes, is true."""
    seen.page.wait_for_function(
        f"(() => {{ const m = document.querySelector('[data-ready]').dataset; return {expression}; }})()"
    )


def told(seen: Watched) -> dict:
    """What Python last got from the stage."""
    return json.loads(seen.page.locator("[data-testid=stText]").inner_text())


def test_draws_events_areas_and_fronts_and_nothing_leaves_this_machine(
    desktop: Watched, stage_url: str
) -> None:
    marks = desktop.open(stage_url).marks()
    assert int(marks["eventsDrawn"]) > 300
    assert int(marks["areasDrawn"]) >= 3
    assert int(marks["frontsDrawn"]) >= 1
    assert (marks["windowFirst"], marks["windowLast"]) == ("2018-09-10", "2019-03-23")
    assert desktop.strangers == []
    assert desktop.errors == []


def test_denied_events_are_not_drawn(desktop: Watched, stage_url: str, data_folder: Path) -> None:
    desktop.open(stage_url)
    with Store.open_readonly(data_folder / "furat.sqlite") as store:
        stored = [e.event for e in store.events() if not e.unplaced]
    shown = [event for event in stored if event.status == "reported"]
    assert len(shown) < len(stored)
    assert int(desktop.marks()["eventsDrawn"]) == len(shown)


def test_keyboard_moves_the_last_day_and_python_learns_of_it(desktop: Watched, stage_url: str) -> None:
    desktop.open(stage_url)
    drawn = int(desktop.marks()["eventsDrawn"])
    desktop.page.get_by_role("slider", name="Last day").focus()
    for _ in range(10):
        desktop.page.keyboard.press("Shift+ArrowLeft")
    wait_for(desktop, "m.windowLast === '2019-01-12'")
    assert int(desktop.marks()["eventsDrawn"]) < drawn
    desktop.page.wait_for_function("document.body.innerText.includes('2019-01-12')")
    assert told(desktop)["window"] == ["2018-09-10", "2019-01-12"]


def test_areas_follow_the_last_day(desktop: Watched, stage_url: str) -> None:
    """On the first day the made-up IS holds the pocket, on the last it holds nothing."""
    desktop.open(stage_url)
    names = desktop.page.locator(".furat-legend-entry")
    assert names.get_by_text("Islamic State", exact=True).count() == 0
    desktop.page.get_by_role("slider", name="Last day").focus()
    desktop.page.keyboard.press("Home")
    names.get_by_text("Islamic State", exact=True).wait_for()


def test_play_moves_the_end_and_tells_python_only_when_it_stops(desktop: Watched, stage_url: str) -> None:
    desktop.open(stage_url)
    desktop.page.get_by_role("slider", name="Last day").focus()
    desktop.page.keyboard.press("Home")
    wait_for(desktop, "m.windowLast === '2018-09-10'")
    desktop.page.wait_for_function('document.body.innerText.includes(\'"2018-09-10", "2018-09-10"\')')
    desktop.page.get_by_role("combobox", name="Speed").select_option("30")
    desktop.page.get_by_role("button", name="Play").click()
    wait_for(desktop, "m.windowLast > '2018-09-20'")
    assert told(desktop)["window"] == ["2018-09-10", "2018-09-10"]
    desktop.page.get_by_role("button", name="Pause").click()
    stopped = desktop.marks()["windowLast"]
    desktop.page.wait_for_function(f"document.body.innerText.includes('{stopped}')")
    assert told(desktop)["window"] == ["2018-09-10", stopped]


def test_space_plays_and_pauses(desktop: Watched, stage_url: str) -> None:
    desktop.open(stage_url)
    desktop.page.get_by_role("slider", name="Last day").focus()
    desktop.page.keyboard.press("Space")
    desktop.page.get_by_role("button", name="Pause").wait_for()
    desktop.page.keyboard.press("Space")
    desktop.page.get_by_role("button", name="Play").wait_for()


def test_a_filter_changes_what_is_drawn_while_map_and_zoom_stay(desktop: Watched, stage_url: str) -> None:
    desktop.open(stage_url)
    before = int(desktop.marks()["eventsDrawn"])
    # One step in from where it opened: read before the click, for the zoom is animated.
    zoom = 1 + desktop.page.evaluate("document.querySelector('.furat-stage').furatMap.getZoom()")
    desktop.page.get_by_role("button", name="Zoom in").click()
    desktop.page.wait_for_function(f"""document.body.innerText.includes('"zoom": {zoom}')""")
    desktop.page.get_by_text("only air strikes").click()
    wait_for(desktop, f"Number(m.eventsDrawn) < {before}")
    desktop.page.get_by_role("button", name="run again").click()
    desktop.page.get_by_text("only air strikes").click()
    wait_for(desktop, f"Number(m.eventsDrawn) === {before}")
    assert desktop.marks()["mounted"] == "1"
    assert desktop.page.locator(".leaflet-container").count() == 1
    assert told(desktop)["view"]["zoom"] == zoom
    assert desktop.errors == []


def test_the_end_of_the_window_can_be_dragged(desktop: Watched, stage_url: str) -> None:
    desktop.open(stage_url)
    end = desktop.page.get_by_role("slider", name="Last day")
    end.scroll_into_view_if_needed()
    handle = end.bounding_box()
    assert handle is not None
    y = handle["y"] + handle["height"] / 2
    desktop.page.mouse.move(handle["x"] + 10, y)
    desktop.page.mouse.down()
    desktop.page.mouse.move(handle["x"] - 300, y, steps=5)
    desktop.page.mouse.up()
    wait_for(desktop, "m.windowLast < '2019-02-28' && m.windowFirst === '2018-09-10'")


def test_a_click_on_events_reaches_python(desktop: Watched, stage_url: str) -> None:
    desktop.open(stage_url)
    spot = desktop.page.evaluate(
        """() => {
          const map = document.querySelector('.furat-stage').furatMap;
          map.setView([34.69, 40.83], 14, {animate: false});
          const layer = map.furat.layers.events;
          layer._update();
          const mark = layer.marks.find((m) => m.list.length === 1);
          map.panTo(map.layerPointToLatLng([mark.x, mark.y]), {animate: false});
          layer._update();
          const size = map.getSize();
          const box = map.getContainer().getBoundingClientRect();
          return [box.left + size.x / 2, box.top + size.y / 2];
        }"""
    )
    desktop.page.mouse.click(*spot)
    desktop.page.wait_for_function("""document.body.innerText.includes('"kind": "event"')""")
    chosen = told(desktop)["chosen"]
    assert chosen["kind"] == "event"
    assert chosen["ids"][0].startswith("event-")


def test_a_click_on_a_front_brings_its_claims(desktop: Watched, stage_url: str) -> None:
    desktop.open(stage_url)
    spot = desktop.page.evaluate(
        """() => {
          const map = document.querySelector('.furat-stage').furatMap;
          const { xy } = map.furat.layers.fronts.fronts[0].lines[0];
          const at = Math.floor(xy.length / 4) * 2;
          const there = L.CRS.EPSG3857.pointToLatLng(L.point(xy[at] * 256, xy[at + 1] * 256), 0);
          map.setView(there, 13, {animate: false});
          map.furat.set({shown: {events: false}});
          const size = map.getSize();
          const box = map.getContainer().getBoundingClientRect();
          return [box.left + size.x / 2, box.top + size.y / 2];
        }"""
    )
    desktop.page.mouse.click(*spot)
    desktop.page.wait_for_function("""document.body.innerText.includes('"kind": "front"')""")
    chosen = told(desktop)["chosen"]
    assert len(chosen["actors"]) == 2
    assert all(claim.startswith("claim-") for claim in chosen["claims"])
    assert chosen["claims"]


def test_days_without_a_report_are_hatched_and_no_others(
    desktop: Watched, stage_url: str, data_folder: Path
) -> None:
    """Quiet and unheard of differ: covered days are one flat colour, the others show lines on nothing."""
    desktop.open(stage_url)
    hatched = desktop.page.evaluate(
        """() => {
          const bar = document.querySelector('.furat-stage').furatMap.furat.layers.time;
          const density = window.devicePixelRatio || 1;
          const found = [];
          for (let day = bar.hub.domain[0]; day <= bar.hub.domain[1]; day++) {
            const left = Math.ceil(bar.x(day) * density), right = Math.floor(bar.x(day + 1) * density);
            const ctx = bar.canvas.getContext('2d');
            const strip = ctx.getImageData(left, 47 * density, right - left, 5 * density);
            const shades = new Set(strip.data.filter((_, i) => i % 4 === 3));
            if (shades.size > 1 || shades.has(0)) found.push(Furat.isoOf(day));
          }
          return [bar.bin, found];
        }"""
    )
    with Store.open_readonly(data_folder / "furat.sqlite") as store:
        covered = store.coverage()
    days = [FIRST + timedelta(days=n) for n in range((max(covered) - FIRST).days + 1)]
    assert hatched[0] == 1
    missing = [day.isoformat() for day in days if day not in covered]
    assert "2018-11-12" in missing
    assert [day for day in hatched[1] if day <= max(covered).isoformat()] == missing


def test_a_picture_that_cannot_be_made_is_said_in_words(desktop: Watched, stage_url: str) -> None:
    """Neither a traceback nor another day's areas."""
    desktop.open(stage_url)
    desktop.page.route("**/furat/picture?*", lambda route: route.fulfill(status=500, body="a fault"))
    desktop.page.get_by_role("slider", name="Last day").focus()
    desktop.page.keyboard.press("Home")
    wait_for(desktop, "m.windowLast === '2018-09-10' && m.areasDrawn === '0' && m.frontsDrawn === '0'")
    assert "of this day could not be loaded" in desktop.page.get_by_role("alert").inner_text()
    desktop.page.unroute("**/furat/picture?*")
    desktop.page.keyboard.press("ArrowRight")
    wait_for(desktop, "Number(m.areasDrawn) >= 3")
    desktop.page.locator(".furat-alert").wait_for(state="hidden")


@pytest.mark.parametrize("layer", ["Events", "Front lines", "Held areas"])
def test_a_layer_can_be_hidden_and_the_legend_follows(desktop: Watched, stage_url: str, layer: str) -> None:
    desktop.open(stage_url)
    mark = {"Events": "eventsDrawn", "Front lines": "frontsDrawn", "Held areas": "areasDrawn"}[layer]
    box = desktop.page.get_by_role("checkbox", name=layer)
    section = desktop.page.locator(".furat-legend-section").filter(has=box)
    section.locator("li").first.wait_for()
    box.uncheck()
    wait_for(desktop, f"m.{mark} === '0'")
    section.locator("li").first.wait_for(state="detached")
    box.check()
    wait_for(desktop, f"m.{mark} !== '0'")


def test_arabic_names_the_controls_and_keeps_the_map(desktop: Watched, stage_url: str) -> None:
    desktop.open(stage_url)
    desktop.page.locator("label").filter(has_text="Arabic").click()
    desktop.page.get_by_role("button", name="تشغيل").wait_for()
    assert desktop.page.locator(".furat-stage").get_attribute("dir") == "rtl"
    assert desktop.marks()["mounted"] == "1"
    assert desktop.errors == []


def test_on_a_phone_nothing_is_cut_off_and_controls_can_be_touched(phone: Watched, stage_url: str) -> None:
    phone.open(stage_url)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    for control in phone.page.locator(".furat-time button, .furat-time select").all():
        box = control.bounding_box()
        assert box is not None
        assert box["width"] >= 40
        assert box["height"] >= 40
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert phone.page.locator(".furat-legend-body").is_hidden()
    assert phone.errors == []


def test_axe_finds_no_serious_fault_in_the_stage(desktop: Watched, stage_url: str) -> None:
    desktop.open(stage_url)
    found = Axe().run(desktop.page, context=".furat-stage")
    serious = [v["id"] for v in found.response["violations"] if v["impact"] in {"serious", "critical"}]
    assert serious == []


def test_an_export_keeps_to_the_days_asked_for(desktop: Watched, data_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    with Store.open_readonly(data_folder / "furat.sqlite") as store:
        export_html(store, EventFilter(first=date(2019, 1, 1), last=date(2019, 1, 31)), path, language="ar")
    marks = desktop.open(path.as_uri()).marks()
    assert (marks["windowFirst"], marks["windowLast"]) == ("2019-01-01", "2019-01-31")
    assert int(marks["areasDrawn"]) >= 3
    assert desktop.page.locator("html").get_attribute("dir") == "rtl"
    desktop.page.get_by_role("button", name="تشغيل").wait_for()
    assert desktop.errors == []


def test_the_exported_map_plays_from_a_file_and_runs_no_text(
    desktop: Watched, data_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    with Store.open_readonly(data_folder / "furat.sqlite") as store:
        export_html(store, EventFilter(), path, title="</title><script>window.tripped=1</script>${1}`")
    marks = desktop.open(path.as_uri()).marks()
    assert int(marks["eventsDrawn"]) > 300
    assert int(marks["frontsDrawn"]) >= 1
    desktop.page.get_by_role("slider", name="Last day").focus()
    desktop.page.keyboard.press("Home")
    wait_for(desktop, "m.windowLast === '2018-09-10'")
    desktop.page.get_by_role("button", name="Play").click()
    wait_for(desktop, "m.windowLast > '2018-09-12'")
    # The first made-up event carries text that would run anywhere but in textContent.
    desktop.page.evaluate(
        """() => {
          const hub = map_furat.furat;
          const index = hub.details.findIndex((told) => told.sentence.includes('onerror'));
          hub.send('furat:chosen', { kind: 'event', index });
        }"""
    )
    quote = desktop.page.locator(".furat-details blockquote").inner_text()
    assert "<img src=x" in quote
    assert re.search(r"\$\{window\.tripped=1\}", quote)
    assert desktop.page.evaluate("window.tripped") is None
    found = Axe().run(desktop.page)
    assert [v["id"] for v in found.response["violations"] if v["impact"] in {"serious", "critical"}] == []
    assert desktop.strangers == []
    assert desktop.errors == []
