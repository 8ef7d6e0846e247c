"""Upload through the hall: the dry run says what would change and changes nothing; the load does it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import desk
from store import version
from tests.app.conftest import CASE, Enter, text_of
from ui.words import words

REPORT = "DLK-S01_2018Q4.xlsx"


@pytest.fixture
def upload_page(enter: Enter, young_store: Path, tmp_path: Path) -> AppTest:
    """The upload page on a private young store, with one report handed in."""
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


def test_what_was_remembered_is_listed_with_who_and_why(enter: Enter, young_store: Path, tmp_path: Path) -> None:
    store = str(shutil.copytree(young_store, tmp_path / "store"))
    hall = enter(Path(store), "upload")
    assert words("vi")("remembered.none") in text_of(hall)
    desk.settle_name("Xã Lạ", "DLK-X24118", parent="H. Cũ", who="Bà Lan", reason="đã gọi điện", address=store)
    desk.teach("info", "Đến đâu rồi", "stage", who="Ông Minh", reason="mẫu 2016", address=store)
    hall.run()
    assert not hall.exception
    (shown,) = [frame.value for frame in hall.dataframe if words("vi")("remembered.means") in frame.value.columns]
    rows = ["; ".join(map(str, row)) for row in shown.itertuples(index=False)]
    assert all(text in rows[0] for text in ("Đến đâu rồi", "Tình trạng", "Ông Minh", "mẫu 2016"))
    assert all(text in rows[1] for text in ("Xã Lạ · H. Cũ", "DLK-X24118", "Bà Lan", "đã gọi điện"))
    assert hall.button(key="withdraw").disabled
    hall.query_params["lang"] = "en"
    hall.run()
    (shown,) = [frame.value for frame in hall.dataframe if words("en")("remembered.means") in frame.value.columns]
    assert "Standing" in str(shown.iloc[0, 2])
