"""A server of one's own on a free port with a store of one's own, and Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from loaders import Source, load

PROJECT = Path(__file__).resolve().parents[2]
CASE = PROJECT / "data" / "samples" / "dak-lak-2018"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
START_SECONDS = 60
ANSWER_SECONDS = 60
expect.set_options(timeout=30_000)  # a busy machine is slow, and nothing is measured here


@dataclass(frozen=True, slots=True)
class Gallery:
    """A running dashboard: where it answers, and its store."""

    address: str
    store: Path


@dataclass
class Talk:
    """What a page and its server say to each other: whether a run that the page asked for is still owed."""

    owed: bool = False
    begun: bool = False

    def listen(self, socket: WebSocket) -> None:
        """Follows a connection."""
        socket.on("framesent", self.sent)
        socket.on("framereceived", self.received)

    def sent(self, frame: bytes | str) -> None:
        """The page asks for a run."""
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.owed, self.begun = True, False

    def received(self, frame: bytes | str) -> None:
        """The server begins a run, or ends one; one that ends early for another is no answer."""
        if not isinstance(frame, bytes):
            return
        said = ForwardMsg.FromString(frame)
        kind = said.WhichOneof("type")
        if kind == "new_session":
            self.begun = True
        elif kind == "script_finished" and self.begun and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.owed = False


TALKS: dict[Page, Talk] = {}
Open = Callable[..., Page]
Start = Callable[[Path], Gallery]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. Without one the tests are skipped, but never where CI is set."""
    with sync_playwright() as playwright:
        installed = [found for name in NAMES if (found := shutil.which(name))] + [playwright.chromium.executable_path]
        usable = [path for path in installed if Path(path).exists()]
        if not usable:
            reason = "NO CHROMIUM: the browser tests did not run (apt-get install chromium)"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        quiet = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        browser = playwright.chromium.launch(executable_path=usable[0], args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Callable[[int, int], BrowserContext]:
    """A window of a size, one for all tests that ask for it: what the dashboard is made of is fetched and compiled once."""

    @cache
    def window(width: int, height: int) -> BrowserContext:
        return chromium.new_context(viewport={"width": width, "height": height}, locale="vi-VN", reduced_motion="reduce")

    return window


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the register, the programme, all annexes and 20 reports."""
    folder = tmp_path_factory.mktemp("browser") / "store"
    found = [path for path in sorted(CASE.rglob("*.xlsx")) if path.parent.name != "reports"]
    found += sorted((CASE / "reports").glob("*.xlsx"))[:20]
    assert load([Source(path.name, path.read_bytes()) for path in found], who="test", address=str(folder), kind="sample").good
    return folder


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a dashboard of the test's own on a store."""
    with ExitStack() as running:
        yield lambda store: running.enter_context(serving(store, tmp_path))


@pytest.fixture(scope="session")
def gallery(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gallery]:
    """A dashboard on the sample that every test may look at and none may write to."""
    with serving(sample, tmp_path_factory.mktemp("server")) as found:
        yield found


@contextmanager
def serving(store: Path, folder: Path) -> Iterator[Gallery]:
    """A dashboard on a store, from the moment it says that it is healthy."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with (folder / f"server-{port}.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=PROJECT, env=os.environ | {"QMS_STORE": str(store)}, stdout=log, stderr=log)
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}", server)
        yield Gallery(f"http://127.0.0.1:{port}", store)
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:  # it waits for browsers to say good-bye, and one that is starved does not
            server.kill()
            server.wait()


def wait_until_healthy(address: str, server: subprocess.Popen[bytes]) -> None:
    """Returns when the server answers; fails where it ends or takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not become healthy")


@pytest.fixture
def look(windows: Callable[[int, int], BrowserContext]) -> Iterator[Open]:
    """Opens an address on a page of its own and waits until it has been drawn."""
    pages = []

    def open_page(address: str, *, width: int = 1366, height: int = 768, settle: bool = True) -> Page:
        page = windows(width, height).new_page()
        pages.append(page)
        TALKS[page] = Talk()
        page.on("websocket", TALKS[page].listen)
        page.set_default_timeout(60_000)
        page.goto(address)
        if settle:
            page.wait_for_selector("h1")
            settled(page)
        return page

    yield open_page
    for page in pages:
        TALKS.pop(page)
        page.close()


def settled(page: Page) -> None:
    """Waits until what a click asked for has been answered and drawn: ready, and nothing owed, at three looks in a row."""
    looks, until = 0, time.monotonic() + ANSWER_SECONDS
    while looks < 3:
        page.wait_for_timeout(120)
        page.wait_for_selector(READY)
        looks = 0 if TALKS[page].owed else looks + 1
        assert time.monotonic() < until, "the server did not answer"
