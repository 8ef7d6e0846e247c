"""The day a report reached the office is kept; a returned workbook is remembered with its unit and period; F6's calendar."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from base import clock
from base.period import parse_period
from indicators import due_days
from loaders import Source, load
from loaders.__main__ import main
from loaders.samples import load_sample
from store import reading
from tests.loaders.conftest import CASE, REPORT

GIVEN = date(2018, 12, 18)


def stored(address: str, query: str) -> list[tuple]:
    with reading(address) as reader:
        return reader.rows(query)


def test_the_day_is_kept_with_every_report(store_address: str) -> None:
    annex = CASE / "history" / "TongHop_2018Q3.xlsx"
    load([Source(REPORT.name, REPORT.read_bytes())], who="t", address=store_address, received=GIVEN)
    load([Source(annex.name, annex.read_bytes())], who="t", address=store_address)
    days = stored(store_address, "select source, received_on, count(*) from report group by all order by all")
    assert days == [("annex", clock.today(), 247), ("own", GIVEN, 1)]


def test_the_command_takes_a_day_that_has_been(store_address: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["load", str(REPORT), "--store", store_address, "--json"]
    for wrong in ("18/13/2018", "hôm qua", "2999-01-01", "2018-12"):
        assert main([*command, "--received", wrong]) == 2
        assert capsys.readouterr().out == ""
    assert main([*command, "--received", "18/12/2018"]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["outcome"] == "accepted"
    assert stored(store_address, "select received_on from report") == [(GIVEN,)]


def test_a_returned_workbook_is_known_by_unit_and_period(store_address: str, bent) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        book["Giải quyết TTHC"]["G8"] = 9999

    (result,) = load([Source("x.xlsx", bent(spoil))], who="t", address=store_address).files
    assert (result.outcome, result.reports) == ("returned", [])
    told = stored(store_address, "select distinct unit_id, period, severity from finding where severity = 'error'")
    assert told == [("DLK-H643", "2018Q4", "error")]


def test_a_finding_of_an_annex_names_the_unit_of_its_row(store_address: str) -> None:
    book = openpyxl.load_workbook(CASE / "history" / "TongHop_2018Q3.xlsx")
    sheet = book.worksheets[0]
    (column,) = [cell.column for row in sheet.iter_rows(max_row=8) for cell in row if cell.value == "Tình trạng"]
    (at,) = [cell.row for row in sheet.iter_rows() for cell in row if cell.value == "DLK-S06"]
    sheet.cell(at, column).value = "Đang chờ"
    out = io.BytesIO()
    book.save(out)
    load([Source("x.xlsx", out.getvalue())], who="t", address=store_address)
    told = stored(store_address, "select unit_id, period from finding where rule = 'unknown_choice'")
    assert told == [("DLK-S06", "2018Q3")]


def test_the_calendar_of_a_programme_is_loaded_and_an_unknown_group_is_said(store_address: str) -> None:
    book = openpyxl.load_workbook(CASE / "ChuongTrinh.xlsx")
    deadlines, holidays = book.create_sheet("Thời hạn báo cáo"), book.create_sheet("Ngày nghỉ")
    deadlines.append(["Nhóm đơn vị", "Số ngày làm việc", "Từ ngày", "Đến ngày", "Văn bản"])
    deadlines.append(["UBND cấp xã", 2, date(2018, 1, 1), None, "Quyết định 1"])
    deadlines.append([None, 7, None, date(2019, 12, 31), None])
    deadlines.append(["UBND xã", 2, None, None, None])
    holidays.append(["Ngày", "Tên"])
    holidays.append([date(2018, 12, 17), "Nghỉ riêng"])
    holidays.append(["18/12/2018", "Nghỉ riêng"])
    out = io.BytesIO()
    book.save(out)
    (result,) = load([Source("ChuongTrinh.xlsx", out.getvalue())], who="t", address=store_address).files
    assert [(f.rule, f.severity, f.sheet, f.cell) for f in result.findings] == [
        ("unknown_group", "warning", "Thời hạn báo cáo", "A4")]  # fmt: skip
    counts = result.counts
    assert counts["rows_read"] == counts["rows_loaded"] + counts["rows_held"] + counts["rows_ignored"]
    assert stored(store_address, "select unit_group, working_days, valid_from, valid_to from deadline order by row_number") == [
        ("UBND cấp xã", 2, date(2018, 1, 1), None), (None, 7, None, date(2019, 12, 31)), ("UBND xã", 2, None, None)]  # fmt: skip
    assert stored(store_address, "select day from holiday order by 1") == [(GIVEN.replace(day=17),), (GIVEN,)]


def test_the_sample_is_not_years_late(tmp_path: Path) -> None:
    from indicators import duties, periods

    address = str(tmp_path / "store")
    assert load_sample(who="t", address=address).good
    with reading(address) as reader:
        told = duties(reader, periods(reader), clock.today())
    assert {one.state for one in told} == {"on_time", "late"}
    assert len(told) == 247 * 27
    assert max(one.days_late for one in told) < 100
    late = sum(one.state == "late" for one in told) / len(told)
    assert 0.1 < late < 0.5


def calendar_book(*sheets: str) -> bytes:
    """A workbook that holds calendar sheets of form F6 alone."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if "deadlines" in sheets:
        deadlines = book.create_sheet("Thời hạn báo cáo")
        deadlines.append(["Nhóm đơn vị", "Số ngày làm việc", "Từ ngày", "Đến ngày", "Văn bản"])
        deadlines.append([None, 7, None, None, "Công văn 5"])
    if "holidays" in sheets:
        holidays = book.create_sheet("Ngày nghỉ")
        holidays.append(["Ngày nghỉ", "Tên ngày nghỉ"])
        holidays.append([date(2018, 12, 17), "Nghỉ riêng"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("sheets", "form"),
    [(("deadlines",), "reporting_calendar"), (("deadlines", "holidays"), "reporting_calendar"), (("holidays",), "days_off")],
)
def test_a_calendar_alone_is_recognised_and_a_later_plan_does_not_wipe_it(
    store_address: str, sheets: tuple[str, ...], form: str
) -> None:
    def due() -> date:
        with reading(store_address) as reader:
            return max(one.due_on for one in due_days(reader, parse_period("2018Q4")) if one.unit_group == "UBND cấp xã")

    before = due()
    (result,) = load([Source("Lich.xlsx", calendar_book(*sheets))], who="t", address=store_address).files
    assert (result.outcome, result.form, result.findings) == ("accepted", form, [])
    after = due()
    assert after > before
    plan = (CASE / "ChuongTrinh.xlsx").read_bytes()
    assert load([Source("ChuongTrinh.xlsx", plan)], who="t", address=store_address).good
    assert due() == after


def test_a_list_of_days_and_names_is_not_taken_for_days_off(store_address: str) -> None:
    book = openpyxl.Workbook()
    for row in (["Ngày", "Tên"], [date(2018, 12, 17), "Trực ban: Lan"], [date(2018, 12, 18), "Trực ban: Mai"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    (result,) = load([Source("truc.xlsx", out.getvalue())], who="t", address=store_address).files
    assert result.outcome == "unrecognised"
