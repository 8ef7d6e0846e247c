"""An officer's hand: tick reports, approve and lock them, mend a value, and see what is provisional."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from base.period import parse_period
from indicators import measure, reviewed, versions
from store import reading
from tests.browser.conftest import Open, Start, settled
from ui.words import words

pytestmark = pytest.mark.browser
say = words("vi")
Q4 = parse_period("2018Q4")
WHO = "Trần Thị Hòa"


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample, tmp_path / "store"))


def press(page: Page, key: str, count: int) -> None:
    button = page.get_by_role("button", name=say(key, count=str(count)), exact=True)
    expect(button).to_be_enabled()
    button.click()
    settled(page)


def tick(page: Page, row: int) -> None:
    """Ticks a row of the worklist; row 0 is the box on top that ticks all."""
    grid = page.get_by_test_id("stDataFrame").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 18, box["y"] + 18 + 35 * row)
    settled(page)


def at_rest(page: Page, grid: Locator) -> FloatRect:
    """Where a grid is, once nothing above it grows any more."""
    seen: list[FloatRect | None] = [None]
    while seen[-1] is None or seen[-1] not in seen[:-1]:
        page.wait_for_timeout(200)
        grid.scroll_into_view_if_needed()
        seen = [*seen[-1:], grid.bounding_box()]
    return seen[-1]


def sign(page: Page) -> None:
    page.get_by_label(say("approval.who")).first.fill(WHO)
    page.keyboard.press("Enter")
    settled(page)


def counts(store: Path) -> dict[str, int]:
    with reading(str(store)) as reader:
        return {state: count for state, count in reviewed(reader, Q4).states.items() if count}


@pytest.mark.parametrize("width", [1366, 390])
def test_from_received_to_locked(start: Start, look: Open, own: Path, width: int) -> None:
    every = sum(counts(own).values())
    page = look(f"{start(own).address}/approval?period=2018Q4", width=width, height=844)
    sign(page)
    tick(page, 1)
    tick(page, 2)
    press(page, "approval.approved", 2)
    assert counts(own) == {"received": every - 2, "approved": 2}
    expect(page.locator(".two-tone .approved")).to_have_text(say("approval.bar_approved", count="2"))
    press(page, "approval.clear", every - 2)
    assert counts(own) == {"approved": every}
    tick(page, 0)
    press(page, "approval.locked", every)
    assert counts(own) == {"locked": every}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_value_is_mended_on_the_units_page(start: Start, look: Open, own: Path) -> None:
    with reading(str(own)) as reader:
        unit = next(row.key for row in measure(reader, "tthc_in_qms_rate", period=Q4, by="unit").rows
                    if any(one.source == "own" for one in versions(reader, row.key, Q4)))  # fmt: skip
    page = look(f"{start(own).address}/unit?period=2018Q4&unit={unit}")
    page.get_by_text(say("correcting.title")).click()
    settled(page)
    sign(page)
    page.get_by_label(say("correcting.reason")).fill("đơn vị xác nhận")
    page.keyboard.press("Enter")
    settled(page)
    grid = page.get_by_test_id("stExpander").filter(has_text=say("correcting.title")).get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    box = at_rest(page, grid)
    page.mouse.dblclick(box["x"] + box["width"] * 0.85, box["y"] + 35 * 1.5)  # the first field: the stage
    cell = page.locator("#portal textarea, #portal input").first
    cell.fill("Đang xây dựng")
    cell.press("Enter")
    expect(cell).to_be_hidden()
    settled(page)
    press(page, "correcting.keep", 1)
    expect(page.get_by_text(say("correcting.done", version=2))).to_be_visible()
    with reading(str(own)) as reader:
        newest = versions(reader, unit, Q4)[0]
        assert (newest.version, newest.kind, newest.who, newest.reasons) == (2, "correction", WHO, "đơn vị xác nhận")
        assert reader.rows(f"select stage from status where report_id = {newest.report_id}") == [(1,)]
