"""An analyst's first day: 247 workbooks of which 12 are broken; from drop to the archive of answers on one page."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from desk import remembered
from loaders import Source, check, load
from tests.browser.conftest import CASE, Open, Start, settled
from tests.browser.first_day import BREAKS, first_day
from ui.words import words

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
say = words("vi")
UNIT = "DLK-X24328"  # whose workbook gives a code that nobody knows


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that knows the units and nothing else."""
    folder = tmp_path / "store"
    register = CASE / "DanhMucDonVi.xlsx"
    assert load([Source(register.name, register.read_bytes())], who="test", address=str(folder)).good
    return folder


def tab(page: Page, name: str) -> None:
    """Opens a tab by the key of its name."""
    page.get_by_role("tab", name=say(f"upload.{name}")).click()
    settled(page)


def counted(page: Page) -> list[int]:
    """The figures of the tiles: files, accepted, with warnings, there before, sent back."""
    return [int(text.split()[0]) for text in page.locator(".tile .figure").all_inner_texts()]


def taken(page: Page, button: str) -> bytes:
    """What a download button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def press(page: Page, button: str, heading: str) -> None:
    """Presses a button and waits for what it leads to."""
    page.get_by_role("button", name=say(button)).click()
    expect(page.get_by_role("heading", name=say(heading), exact=True)).to_be_visible(timeout=90_000)
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    """Chooses an option of a list."""
    box = page.get_by_test_id("stSelectbox").filter(has_text=label).get_by_role("combobox")
    box.click()
    box.press_sequentially(option.partition(" · ")[0])
    page.get_by_role("option", name=option, exact=True).click()


def test_from_drop_to_the_answers(start: Start, look: Open, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "handed"
    folder.mkdir()
    broken = first_day(CASE, folder)
    assert (len(list(folder.iterdir())), len(broken)) == (247, len(BREAKS))
    page = look(f"{start(store).address}/upload")
    page.locator("input[type=file]").set_input_files(sorted(map(str, folder.iterdir())))
    settled(page)
    page.get_by_label(say("upload.who")).fill("Nguyễn Thị Hòa")
    page.keyboard.press("Enter")
    press(page, "upload.check", "upload.checked")
    assert counted(page) == [247, 235, 1, 0, 11]
    # 247 files stand in a list that scrolls by itself: the page ends where its content does
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight - main.firstElementChild.getBoundingClientRect().height") < 100

    # the answers: one for each broken workbook, naming what broke it
    answers = zipfile.ZipFile(io.BytesIO(taken(page, say("upload.reply", count=12))))
    assert sorted(name[:10].rstrip("_") for name in answers.namelist()) == sorted(name[:10].rstrip("_") for name in broken)
    results = {
        file.file: file
        for file in check([Source(p.name, p.read_bytes()) for p in folder.iterdir()], address=str(store)).outcome.files
    }
    for name, rule in broken.items():
        (answer,) = [member for member in answers.namelist() if member.startswith(Path(name).stem)]
        book = openpyxl.load_workbook(io.BytesIO(answers.read(answer)))
        finding = next(found for found in results[name].findings if found.rule == rule)
        rows = [set(map(str, row)) for row in book.worksheets[0].values]
        said = {finding.sheet, finding.cell} if finding.cell else {finding.message.vi.partition(". ")[0] + "."}
        assert any(said <= row for row in rows), (name, rule)
        if finding.cell and "(tra loi)" in answer:
            assert book[finding.sheet][finding.cell].comment is not None

    # a name is asked once; a heading is taught; both workbooks are good then
    tab(page, "names")
    choose(page, "DLK-X99999", _written(UNIT))
    press(page, "asking.keep", "upload.checked")
    assert counted(page) == [247, 236, 1, 0, 10]
    tab(page, "sheets")
    for label, option in OLD_FORM.items():
        choose(page, label, option)
    press(page, "teaching.keep", "upload.checked")
    assert counted(page) == [247, 237, 1, 0, 9]

    press(page, "upload.load", "upload.loaded")
    receipt = openpyxl.load_workbook(io.BytesIO(taken(page, say("upload.receipt"))))
    assert sum(1 for row in receipt.worksheets[0].values if str(row[1]).endswith(".xlsx")) == 247

    # what was remembered stands on the same page, and one of it is taken back
    page.get_by_text(say("remembered.title", names="1", lessons="3")).click()
    settled(page)
    fold = page.get_by_test_id("stExpander").filter(has_text=say("remembered.lead"))
    grid = fold.get_by_test_id("stDataFrame")
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + 18, box["y"] + 18 + 35)  # the first row: the heading taught last
    settled(page)
    page.get_by_role("button", name=say("remembered.withdraw", count="1")).click()
    expect(page.get_by_text(say("remembered.done", count="1"))).to_be_visible()
    kept = remembered(address=str(store))
    assert ({name.unit_id for name in kept.names}, {one.who for one in kept.lessons}) == ({UNIT}, {"Nguyễn Thị Hòa"})
    assert len(kept.lessons) == 2


OLD_FORM = {
    "Mục cũ 9": "Tình trạng xây dựng, áp dụng",
    "Mục cũ 10": "Phiên bản tiêu chuẩn đang áp dụng",
    "Mục cũ 17": "Số quy trình giải quyết công việc theo TTHC",
}


def _written(unit_id: str) -> str:
    rows = openpyxl.load_workbook(CASE / "DanhMucDonVi.xlsx").worksheets[0].values
    units = {row[0]: row for row in rows if row[0]}
    return f"{units[unit_id][1]} · {units[units[unit_id][6]][1]}"
