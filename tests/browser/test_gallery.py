"""The gallery in a real browser: start, first deep link, filters in the address, small screens, nothing from outside."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.menu import PAGES
from tests.browser.conftest import Gallery, Open, Start, settled
from ui.words import words

pytestmark = pytest.mark.browser
say = words("vi")
PUBLISHED = ("247", "191", "56", "16.934", "426")


def asked(page: Page) -> dict[str, list[str]]:
    """The parameters of the address."""
    return parse_qs(urlsplit(page.url).query)


def pick(page: Page, label: str, option: str) -> None:
    """Chooses an option of a list in the sidebar."""
    page.get_by_role("combobox", name=label).click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def test_the_first_visitor_after_a_start_sees_the_frame(start: Start, look: Open, sample: Path) -> None:
    """A deep link, opened first: the menu has its translated names, no file name shows at any moment."""
    gallery = start(sample)
    page = look(f"{gallery.address}/conversion?period=2018Q4", settle=False)
    seen: set[str] = set()
    page.wait_for_selector("[data-testid=stSidebarNavLink]")
    for _ in range(20):
        seen |= set(page.locator("[data-testid=stSidebarNavLink]").all_inner_texts())
        page.wait_for_timeout(50)
    names = {text.split("\n")[-1].strip() for text in seen}
    assert names == {say(f"{entry.name}.title") for entry in PAGES}
    expect(page.get_by_role("heading", level=1)).to_have_text(say("conversion.question"))


def test_the_overview_shows_the_published_figures_and_asks_nobody_outside(gallery: Gallery, look: Open) -> None:
    page = look("about:blank", settle=False)
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if gallery.address not in request.url else None)
    page.goto(f"{gallery.address}/?period=2018Q4")
    settled(page)
    page.wait_for_selector(".tile")
    shown = page.locator(".tile .figure").all_inner_texts()
    assert [text.split()[0] for text in shown][:5] == list(PUBLISHED)
    page.wait_for_selector(".js-plotly-plot")
    assert [url for url in outside if not url.startswith(("data:", "blob:", "ws://127.0.0.1", "about:"))] == []


def test_a_filter_is_in_the_address_and_a_link_restores_it(gallery: Gallery, look: Open) -> None:
    page = look(gallery.address)
    pick(page, say("pick.period"), "Quý II/2017")
    pick(page, say("pick.group"), "UBND cấp xã")
    assert asked(page) == {"period": ["2017Q2"], "group": ["UBND cấp xã"]}
    figures = page.locator(".tile .figure").all_inner_texts()
    page.get_by_role("link", name=say("procedures.title")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("procedures.question"))
    settled(page)
    assert asked(page) == {"period": ["2017Q2"], "group": ["UBND cấp xã"]}
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("overview.question"))
    other = look(f"{gallery.address}/?period=2017Q2&group=UBND+c%E1%BA%A5p+x%C3%A3")
    assert other.locator(".tile .figure").all_inner_texts() == figures


def test_english_is_one_click_away(gallery: Gallery, look: Open) -> None:
    page = look(f"{gallery.address}/on_time?period=2018Q4")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words("en")("on_time.question"))
    assert asked(page)["lang"] == ["en"]


def test_a_row_leads_to_the_unit(gallery: Gallery, look: Open) -> None:
    page = look(f"{gallery.address}/conversion?period=2018Q4")
    table = page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    table.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    table.click(position={"x": 60, "y": 52})
    expect(page.get_by_role("heading", level=1)).to_have_text(say("unit.question"))
    settled(page)
    assert asked(page)["unit"]
    assert asked(page)["period"] == ["2018Q4"]


def test_a_telephone_needs_no_sideways_scrolling(gallery: Gallery, look: Open) -> None:
    """Every page, gone through by the menu as on a telephone."""
    page = look(f"{gallery.address}/?period=2018Q4", width=390, height=844)
    wider = "[...document.querySelectorAll('.tile')].filter(tile => tile.scrollWidth > tile.clientWidth + 1)"
    for entry in PAGES:
        if page.evaluate("document.querySelector('[data-testid=stSidebar]').getBoundingClientRect().x") < 0:
            page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_test_id("stSidebarNavLink").filter(has_text=say(f"{entry.name}.title")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(say(f"{entry.name}.question"))
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, entry.name
        assert page.evaluate(f"{wider}.map(tile => tile.innerText)") == [], entry.name


def test_a_figure_leads_to_its_cells_and_a_table_to_a_file(gallery: Gallery, look: Open) -> None:
    page = look(f"{gallery.address}/procedures?period=2018Q4&place=DLK-H643")
    page.get_by_text(say("sources.title")).click()
    page.get_by_role("radio", name="Quy trình giải quyết TTHC").click()
    settled(page)
    with page.expect_download() as begun:
        page.get_by_role("button", name=say("table.download")).last.click()
    data = Path(begun.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "Thông tin chung,C17" in data.decode("utf-8-sig")


def test_headers_guard_the_browser(gallery: Gallery, look: Open) -> None:
    page = look(gallery.address)
    headers = page.request.get(page.url).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_an_empty_store_says_what_to_do(start: Start, look: Open, tmp_path: Path) -> None:
    page = look(start(tmp_path / "store").address)
    expect(page.get_by_text(say("empty.sentence"))).to_be_visible()
    page.get_by_role("link", name=say("empty.upload")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("upload.question"))
