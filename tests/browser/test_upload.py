"""An analyst's hand: drop workbooks, see the dry run, load, see the figures move."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CASE, Open, Start, settled
from ui.words import words

pytestmark = pytest.mark.browser
say = words("vi")


def archive(*names: str) -> bytes:
    """A zip of reports of the sample, as a district would send it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as bundle:
        for name in names:
            bundle.write(CASE / "reports" / name, f"quy-4/{name}")
    return target.getvalue()


def test_from_drop_to_figures(start: Start, look: Open, sample: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(sample, tmp_path / "store"))
    page = look(f"{start(store).address}/upload")
    names = [path.name for path in sorted((CASE / "reports").glob("*.xlsx"))[40:43]]
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "quy-4.zip", "mimeType": "application/zip", "buffer": archive(*names)},
            {"name": "anh.xlsx", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(64)},
        ]
    )
    page.get_by_role("button", name=say("upload.check")).click()
    expect(page.get_by_text(say("upload.checked"))).to_be_visible(timeout=30_000)
    settled(page)
    counted = [text.split()[0] for text in page.locator(".tile .figure").all_inner_texts()]
    assert counted[0] == "4"
    assert counted[-1] == "1"
    expect(page.get_by_text("anh.xlsx").first).to_be_visible()
    assert page.get_by_role("button", name=say("upload.load")).is_disabled()
    page.get_by_label(say("upload.who")).fill("Nguyễn Thị Hòa")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("button", name=say("upload.load")).click()
    expect(page.get_by_role("heading", name=say("upload.loaded"), exact=True)).to_be_visible(timeout=30_000)
    page.get_by_role("link", name=say("reports.title"), exact=True).click()
    settled(page)
    page.get_by_role("tab", name=say("reports.loads")).click()
    expect(page.get_by_text("Nguyễn Thị Hòa").first).to_be_visible()
