"""The page over the sample campaign, measured in Chromium: python -m bench.page [--runs 5].

Prints medians: from asking for the page to the map drawn, from a chosen actor to the map redrawn; and memory
of server (resident) and page (JavaScript heap), MB. The sample is loaded into a folder of its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from gazetteer.paths import data_dir

ROOT = Path(__file__).resolve().parents[1]
DRAWN = "document.querySelector('[data-ready]')?.dataset.eventsDrawn"


def resident_mb(pid: int) -> float:
    """Memory of a process and all its children that is in RAM, MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    own = next((int(x.split()[1]) for x in status.splitlines() if x.startswith("VmRSS:")), 0) / 1024
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return own + sum(resident_mb(int(child)) for child in children)


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Load the sample into the folder and start the app over it."""
    for file in data_dir().glob("gazetteer.*"):
        (folder / file.name).symlink_to(file)
    env = {**os.environ, "FURAT_DATA": str(folder)}
    subprocess.run([sys.executable, "-m", "extract", "add", "--sample"], cwd=ROOT, env=env, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
            return process, f"http://127.0.0.1:{port}/"
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    process.kill()
    raise RuntimeError("the app did not start")


def first_map(page: Page, url: str) -> float:
    """Seconds from asking for the page to events, areas and base map drawn."""
    start = time.perf_counter()
    page.goto(url)
    page.wait_for_function(f"Number({DRAWN}) > 0", polling=10)
    return time.perf_counter() - start


def filter_change(page: Page) -> float:
    """Seconds from choosing the first actor of the list to other events on the map."""
    before = page.evaluate(DRAWN)
    page.get_by_role("combobox", name="Actors").first.click()
    option = page.get_by_role("option").first
    option.wait_for()
    start = time.perf_counter()
    option.click()
    page.wait_for_function(f"{DRAWN} !== '{before}'", polling=10)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.page", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is not installed; tests/chromium.sh installs it")
    with tempfile.TemporaryDirectory() as folder:
        server, url = serve(Path(folder))
        try:
            with sync_playwright() as play:
                firsts, filters = [], []
                browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
                for _ in range(runs):
                    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
                    firsts.append(first_map(page, url))
                    filters.append(filter_change(page))
                    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
                    page.context.close()
                browser.close()
            print(f"first map, the first time      {firsts[0]:6.2f} s")
            print(f"first map, median of {runs}         {statistics.median(firsts):6.2f} s")
            print(f"filter to map, median of {runs}     {statistics.median(filters):6.2f} s")
            print(f"server                         {resident_mb(server.pid):6.0f} MB")
            print(f"page's JavaScript heap         {heap:6.0f} MB")
        finally:
            server.terminate()
            server.wait(timeout=10)


if __name__ == "__main__":
    main()
