"""Approval, reasons and held values through the hall: what is decided there is in the store, and every page says so."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import desk
from base.period import parse_period
from indicators import Reviewed, held_values, reviewed, versions
from loaders import Source, load
from store import reading
from tests.app.conftest import CASE, Enter, text_of, workbooks

Q4 = parse_period("2018Q4")
NAMES = ("DLK-H643", "DLK-S01", "DLK-X24118")
WHO = "Trần Thị Hòa"


def bent(unit: str, cell: str, value: object) -> Source:
    book = openpyxl.load_workbook(CASE / "reports" / f"{unit}_2018Q4.xlsx")
    book["Thông tin chung"][cell] = value
    target = io.BytesIO()
    book.save(target)
    return Source(f"{unit}.xlsx", target.getvalue())


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports: one clean, one with a warning, one with a value that nobody can read."""
    folder = tmp_path_factory.mktemp("waiting") / "store"
    load(workbooks("DanhMucDonVi.xlsx"), who="test", address=str(folder))
    sent = [bent(NAMES[0], "C20", "Lan"), bent(NAMES[1], "C13", "31/02/2016"), bent(NAMES[2], "C19", "5.1.0")]
    outcome = load(sent, who="test", address=str(folder))
    assert [file.outcome for file in outcome.files] == ["accepted", "accepted_with_warnings", "accepted_with_warnings"]
    return folder


@pytest.fixture
def own(waiting: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(waiting, tmp_path / "store"))


def now(store: Path) -> Reviewed:
    with reading(str(store)) as reader:
        return reviewed(reader, Q4)


def states(store: Path) -> dict[str, str]:
    return {unit.unit_id: unit.state for unit in now(store).units}


def signed(hall: AppTest) -> AppTest:
    hall.text_input(key="who").set_value(WHO).run()
    assert not hall.exception
    return hall


def test_nothing_can_be_decided_without_a_name(enter: Enter, own: Path) -> None:
    hall = enter(own, "approval")
    assert hall.button(key="step-clear").disabled
    assert not signed(hall).button(key="step-clear").disabled


def test_all_without_findings_are_approved_at_once(enter: Enter, own: Path) -> None:
    hall = signed(enter(own, "approval"))
    hall.button(key="step-clear").click().run()
    assert not hall.exception
    assert states(own) == {NAMES[0]: "approved", NAMES[1]: "received", NAMES[2]: "received"}
    assert [unit.stepped_by for unit in now(own).units if unit.final] == [WHO]
    assert "3 đơn vị có báo cáo, 1 đã duyệt, 2 tạm tính" in text_of(hall)
    assert hall.button(key="step-clear").disabled


def test_a_reason_for_all_clears_the_warnings(enter: Enter, own: Path) -> None:
    hall = signed(enter(own, "approval"))
    assert hall.button(key="excuse-keep").disabled
    hall.text_input(key="excuse-every").set_value("đã hỏi đơn vị").run()
    hall.button(key="excuse-keep").click().run()
    assert not hall.exception
    told = {unit.unit_id: (unit.warnings, unit.excused, unit.errors) for unit in now(own).units}
    assert told == {NAMES[0]: (0, 0, 0), NAMES[1]: (1, 1, 0), NAMES[2]: (0, 0, 1)}


def test_a_held_value_is_chosen_on_the_reports_page(enter: Enter, own: Path) -> None:
    hall = signed(enter(own, "reports"))
    with reading(str(own)) as reader:
        (held,) = held_values(reader, Q4)
    hall.radio(key=f"decide-{held.report_id}-C19").set_value(hall.radio(key=f"decide-{held.report_id}-C19").options[-1]).run()
    hall.text_input(key=f"decide-own-{held.report_id}-C19").set_value("510").run()
    assert hall.button(key="decide-keep").disabled
    hall.text_input(key=f"decide-reason-{held.report_id}-C19").set_value("đã hỏi").run()
    hall.button(key="decide-keep").click().run()
    assert not hall.exception
    with reading(str(own)) as reader:
        assert held_values(reader, Q4) == ()
        newest = versions(reader, NAMES[2], Q4)[0]
        assert reader.rows(f"select tthc_authority from status where report_id = {newest.report_id}") == [(510,)]


def test_a_value_that_cannot_be_is_refused_in_a_sentence(enter: Enter, own: Path) -> None:
    hall = signed(enter(own, "reports"))
    with reading(str(own)) as reader:
        (held,) = held_values(reader, Q4)
    place = f"{held.report_id}-C19"
    hall.radio(key=f"decide-{place}").set_value(hall.radio(key=f"decide-{place}").options[-1]).run()
    hall.text_input(key=f"decide-own-{place}").set_value("âm ba").run()
    hall.text_input(key=f"decide-reason-{place}").set_value("đã hỏi").run()
    hall.button(key="decide-keep").click().run()
    assert not hall.exception
    assert len(hall.error) == 1
    with reading(str(own)) as reader:
        assert held_values(reader, Q4) == (held,)


def test_every_page_says_what_is_provisional(enter: Enter, own: Path) -> None:
    assert "Tạm tính, chưa duyệt" in text_of(enter(own))
    desk.review([NAMES[0]], Q4, "approved", who=WHO, address=str(own))
    for page in ("overview", "on_time", "unit"):
        assert "1 đơn vị đã duyệt, 2 tạm tính" in text_of(enter(own, page))
    assert "; 2 tạm tính" in text_of(enter(own))


def test_a_change_after_approval_stands_in_the_worklist(enter: Enter, own: Path) -> None:
    desk.review([NAMES[0]], Q4, "approved", who=WHO, address=str(own))
    load([bent(NAMES[0], "C20", "Mai")], who="test", address=str(own))
    hall = enter(own, "approval")
    first = hall.dataframe[0].value.iloc[0]
    assert first["Trạng thái"] == "Thay đổi sau duyệt"
    assert first["Thay đổi sau duyệt"].startswith("1 giá trị")


def test_versions_are_compared_on_the_units_page(enter: Enter, own: Path) -> None:
    load([bent(NAMES[0], "C20", "Mai")], who="test", address=str(own))
    text = text_of(enter(own, "unit", unit=NAMES[0], period="2018Q4"))
    assert "So sánh các bản của báo cáo trong kỳ" in text
    assert "Lan" in text
    assert "C20" in text


def test_a_correction_shows_beside_its_figure(enter: Enter, own: Path) -> None:
    with reading(str(own)) as reader:
        (report,) = [one.report_id for one in versions(reader, NAMES[0], Q4)]
        (row,) = reader.rows(f"select row_number from status where report_id = {report}")[0]
    desk.correct(report, "status", "Thông tin chung", row, "tthc_authority", 240, who=WHO, reason="công văn", address=str(own))
    text = text_of(enter(own, "unit", unit=NAMES[0], period="2018Q4"))
    assert f"Đã sửa 239 → 240 ({WHO})" in text
