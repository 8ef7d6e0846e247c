"""Upload through the hall: the dry run says what would change and changes nothing; the load does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from store import version
from tests.app.conftest import CASE, Enter, text_of

REPORT = "DLK-S01_2018Q4.xlsx"


@pytest.fixture
def upload_page(enter: Enter, young_store: Path, tmp_path: Path) -> AppTest:
    """The upload page on a private young store, with one report handed in."""
    import shutil

    store = Path(shutil.copytree(young_store, tmp_path / "store"))
    hall = enter(store, "upload")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    hall.file_uploader(key="handed").upload(REPORT, (CASE / "reports" / REPORT).read_bytes(), kind).run()
    return hall


def test_the_dry_run_shows_the_effect_and_writes_nothing(upload_page: AppTest) -> None:
    before = version()
    upload_page.button(key="check").click().run()
    assert not upload_page.exception
    assert not upload_page.error
    text = text_of(upload_page)
    assert "Kết quả kiểm tra (chưa ghi gì)" in text
    assert "Số đơn vị đã áp dụng" in text
    assert version() == before


def test_nobody_loads_without_a_name(upload_page: AppTest) -> None:
    upload_page.button(key="check").click().run()
    assert upload_page.button(key="load").disabled
    upload_page.text_input(key="who").set_value("Nguyễn Thị Hòa").run()
    assert not upload_page.button(key="load").disabled


def test_the_load_is_done_once_and_seen(upload_page: AppTest) -> None:
    before = version()
    upload_page.text_input(key="who").set_value("Nguyễn Thị Hòa").run()
    upload_page.button(key="check").click().run()
    upload_page.button(key="load").click().run()
    assert not upload_page.exception
    assert "Đã nạp" in text_of(upload_page)
    assert version() != before
    assert upload_page.button(key="load").disabled


def test_a_picture_renamed_is_sent_back_with_a_sentence(upload_page: AppTest) -> None:
    upload_page.file_uploader(key="handed").upload("anh.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "image/png").run()
    upload_page.button(key="check").click().run()
    assert not upload_page.exception
    assert "anh.xlsx" in text_of(upload_page)
