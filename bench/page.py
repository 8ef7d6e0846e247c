"""What a look at a page costs: CPU in the server for a warm run of each page, and a filter change as a reader sees it.

    python bench/page.py [--runs 30] [--json]

Each page is run over a real websocket, the quarter changing from run to run; CPU is that of the server process, the
client is another one. `bare` is the same for a script with one title: what Streamlit itself costs in the same minute.
The filter change is timed in Chromium, from the click on another quarter to the new figure on the screen: the first time
that anybody asks for that quarter, and again.

Limits: 80 ms of CPU a page, 500 ms on the screen.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from app.menu import PAGES  # noqa: E402  (the project runs from its folder)
from base.period import parse_period  # noqa: E402
from loaders import load_sample  # noqa: E402
from ui.formats import period_name  # noqa: E402

CPU_LIMIT_MS, SCREEN_LIMIT_MS = 80.0, 500.0
QUARTERS = ("2018Q4", "2018Q3")
UNSEEN = tuple(f"{year}Q{number}" for year in (2016, 2017, 2019) for number in (1, 2, 3, 4))
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
BARE = "import streamlit as st\nst.title('bare')\n"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    port: int
    process: psutil.Process

    def cpu_ms(self) -> float:
        """Milliseconds of CPU used so far."""
        used = self.process.cpu_times()
        return float(used.user + used.system) * 1000


@contextmanager
def serving(script: Path, store: str) -> Iterator[Server]:
    """A Streamlit server on a free port, from the moment it is healthy."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true"]
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(command, cwd=PROJECT, env=os.environ | {"QMS_STORE": store}, stdout=quiet, stderr=quiet)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Server(port, psutil.Process(child.pid))
    finally:
        child.terminate()
        child.wait()


class Session:
    """One reader's connection, without a browser: asks for runs and waits until they are over."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.page_hash = ""

    def run(self, page: str, query: str) -> None:
        """One run of a page."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        asked.rerun_script.page_script_hash = self.page_hash
        self.connection.send(asked.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(self.connection.recv(timeout=60))
            kind = told.WhichOneof("type")
            if kind == "navigation":
                self.page_hash = told.navigation.page_script_hash
            if kind == "script_finished":
                return


def cpu_of(server: Server, page: str, runs: int) -> float:
    """Milliseconds of CPU in the server for one warm run of a page."""
    with connect(f"ws://127.0.0.1:{server.port}/_stcore/stream", max_size=None) as connection:
        session = Session(connection)
        for quarter in QUARTERS * 2:
            session.run(page, f"period={quarter}")
        before = server.cpu_ms()
        for number in range(runs):
            session.run(page, f"period={QUARTERS[number % len(QUARTERS)]}")
        return (server.cpu_ms() - before) / runs


def on_screen(server: Server, quarters: Sequence[str]) -> list[float]:
    """Milliseconds from the choice of each quarter to its figure on the screen, in Chromium."""
    program = next(found for name in CHROMIUM if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"http://127.0.0.1:{server.port}/?period={QUARTERS[0]}")
        page.wait_for_selector(".tile .figure")
        figure = page.locator(".tiles")
        took = []
        for quarter in quarters:
            name = period_name(parse_period(quarter), "vi")
            page.get_by_role("combobox").first.click()
            page.keyboard.type(name)
            option = page.get_by_role("option", name=name, exact=True)
            option.wait_for()
            shown = figure.inner_text()
            begun = time.perf_counter()
            option.click()
            page.wait_for_function("shown => document.querySelector('.tiles').innerText !== shown", arg=shown, polling="raf")
            took.append((time.perf_counter() - begun) * 1000)
            for _ in range(3):  # ready at three looks in a row: the run is over
                page.wait_for_timeout(150)
                page.wait_for_selector(READY)
        browser.close()
    return took


def spread(took: Sequence[float]) -> dict[str, int]:
    """The median, and what nine of ten stay within."""
    return {"median": round(statistics.median(took)), "p90": round(statistics.quantiles(took, n=10)[-1])}


def measured(runs: int) -> dict[str, Any]:
    """All figures of one run of this script."""
    with tempfile.TemporaryDirectory() as folder:
        store, bare_script = f"{folder}/store", Path(folder) / "bare.py"
        load_sample(who="bench", address=store)
        bare_script.write_text(BARE, encoding="utf-8")
        with serving(bare_script, store) as plain, serving(PROJECT / "dashboard.py", store) as server:
            bare = cpu_of(plain, "", runs)
            pages = {entry.name: cpu_of(server, entry.name, runs) for entry in PAGES}
            first = on_screen(server, UNSEEN)
            again = on_screen(server, UNSEEN)
    return {
        "cpu_ms": {name: round(ms, 1) for name, ms in pages.items()},
        "bare_cpu_ms": round(bare, 1),
        "times_bare": {name: round(ms / bare, 1) for name, ms in pages.items()},
        "of_limit": {name: round(ms / CPU_LIMIT_MS, 2) for name, ms in pages.items()},
        "filter_first_ms": spread(first),
        "filter_again_ms": spread(again),
        "within_limits": max(pages.values()) <= CPU_LIMIT_MS
        and max(spread(first)["p90"], spread(again)["p90"]) <= SCREEN_LIMIT_MS,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    figures = measured(given.runs)
    if given.json:
        print(json.dumps(figures))
    else:
        for name, ms in figures["cpu_ms"].items():
            of_limit, times = figures["of_limit"][name], figures["times_bare"][name]
            print(f"{name:12} {ms:7.1f} ms CPU   {of_limit:5.2f} of the limit   {times:5.1f} x bare")
        print(f"{'bare':12} {figures['bare_cpu_ms']:7.1f} ms CPU")
        for name in ("filter_first_ms", "filter_again_ms"):
            print(f"{name:16} on screen: median {figures[name]['median']} ms, nine of ten within {figures[name]['p90']} ms")
    return 0 if figures["within_limits"] else 1


if __name__ == "__main__":
    sys.exit(main())
