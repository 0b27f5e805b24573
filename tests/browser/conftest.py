"""Starts the app on a free port over a small made-up store, and opens Chromium on it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser.fabricated import fabricate

ROOT = Path(__file__).parents[2]
STARTS_WITHIN_S = 90
QUIET = "[data-testid=stApp][data-test-script-state=notRunning]"
READY = '[data-ready="1"]'


@dataclass
class Watched:
    """A page and what must not happen on it: errors, and requests to anywhere but this machine."""

    page: Page
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def watch(self) -> Watched:
        """Start listening."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._request(request.url))
        return self

    def _console(self, message) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            self.strangers.append(url)

    def open(self, url: str) -> Watched:
        """Go to an address and wait until the map is drawn."""
        self.page.goto(url)
        self.page.wait_for_selector(READY, timeout=60_000, state="attached")
        return self

    def table(self) -> dict[str, float]:
        """Bring the first table into view and return where it lies: once a rerun no longer replaces it."""
        table = self.page.get_by_test_id("stDataFrame").first
        for _ in range(40):
            self.page.wait_for_selector(QUIET, state="attached")
            try:
                table.scroll_into_view_if_needed(timeout=5_000)
                before = table.bounding_box(timeout=5_000)
                self.page.wait_for_timeout(250)
                if before is not None and table.bounding_box(timeout=5_000) == before:
                    return dict(before)
            except PlaywrightError:
                continue
        raise AssertionError("the table does not come to rest")

    def marks(self) -> dict[str, str]:
        """The data- attributes of the stage."""
        return self.page.evaluate("({...document.querySelector('[data-ready]').dataset})")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a made-up store in it."""
    folder = tmp_path_factory.mktemp("furat")
    fabricate(folder / "furat.sqlite").close()
    return folder


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory):
    """A function that starts an app over a data folder and returns its address; all end with the session."""
    started: list[subprocess.Popen[bytes]] = []

    def start(app: Path, data: Path) -> str:
        port = _free_port()
        log = tmp_path_factory.mktemp("log") / "app.log"
        command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
        env = {**os.environ, "FURAT_DATA": str(data), "PYTHONPATH": str(ROOT)}
        with log.open("wb") as out:
            process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
        started.append(process)
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < until:
            if process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                return address
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError(f"the app did not start: {log.read_text(errors='replace')[-2000:]}")

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture(scope="session")
def app_url(serve, data_folder: Path) -> str:
    """The app as users start it, over the made-up store."""
    return serve(ROOT / "app.py", data_folder)


@pytest.fixture(scope="session")
def stage_url(serve, data_folder: Path) -> str:
    """A page with nothing but the stage and a few buttons that change what Python hands it."""
    return serve(Path(__file__).parent / "stage_app.py", data_folder)


@pytest.fixture(scope="session")
def engine() -> Iterator[Playwright]:
    """Playwright itself."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(engine: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium is not installed; tests/chromium.sh installs it")
    browser = engine.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
    yield browser
    browser.close()


@pytest.fixture
def desktop(chromium: Browser) -> Iterator[Watched]:
    """A watched page, 1440 by 900."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield Watched(context.new_page()).watch()
    context.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Watched]:
    """A watched page of a phone's width."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield Watched(context.new_page()).watch()
    context.close()
