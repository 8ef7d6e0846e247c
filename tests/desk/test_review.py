"""From received to locked: which step may follow which, what stands in the way, and what a lock refuses."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

import desk
from base import clock
from base.errors import UsageError
from base.period import parse_period
from indicators import Reviewed, UnitReview, measure, open_findings, reviewed
from loaders import Source, load
from store import reading, undo
from tests.desk.conftest import INFO, NAMES, Send, setting

PROJECT = Path(__file__).resolve().parents[2]
Q4 = parse_period("2018Q4")
TODAY = clock.today()


def all_of(address: str) -> Reviewed:
    with reading(address) as reader:
        return reviewed(reader, Q4)


def of(address: str, unit: str = "DLK-S01") -> UnitReview:
    return next(one for one in all_of(address).units if one.unit_id == unit)


def step(address: str, name: str, *units: str, **more: object) -> desk.Decided:
    return desk.review(units or ["DLK-S01"], "2018Q4", name, who="Hòa", address=address, **more)


def test_one_officer_approves_and_locks_what_was_received(address: str) -> None:
    assert of(address).state == "received"
    step(address, "approved", *NAMES)
    assert all_of(address).states["approved"] == 3
    step(address, "locked")
    told = of(address)
    assert (told.state, told.locked, told.stepped_by) == ("locked", True, "Hòa")


def test_two_officers_check_first(address: str) -> None:
    step(address, "checked")
    assert of(address).state == "checked"
    step(address, "approved")
    assert of(address).state == "approved"


@pytest.mark.parametrize(
    ("before", "wrong"),
    [
        ((), "locked"),
        ((), "reopened"),
        ((), "exception"),
        (("checked",), "checked"),
        (("approved",), "approved"),
        (("approved",), "checked"),
        (("approved", "locked"), "locked"),
        (("approved",), "exception"),
    ],
)
def test_a_step_that_may_not_follow_changes_nothing(address: str, before: tuple[str, ...], wrong: str) -> None:
    for name in before:
        step(address, name)
    was = of(address)
    with pytest.raises(UsageError):
        step(address, wrong, reason="vì", until=TODAY)
    assert of(address) == was


@pytest.mark.parametrize(
    "given",
    [
        {"step": "signed"}, {"units": []}, {"who": " "}, {"period": "2018Q9"}, {"units": ["DLK-S01", "DLK-S02"]},
        {"units": ["nobody"]},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said(address: str, given: dict) -> None:
    told = {"step": "checked", "units": ["DLK-S01"], "who": "Hòa", "period": "2018Q4"} | given
    with pytest.raises(UsageError):
        desk.review(told["units"], told["period"], told["step"], who=told["who"], address=address)
    assert of(address).state == "received"


def test_reopening_needs_a_reason_and_starts_again(address: str) -> None:
    step(address, "approved")
    step(address, "locked")
    with pytest.raises(UsageError):
        step(address, "reopened", reason="  ")
    step(address, "reopened", reason="đơn vị xin sửa số hồ sơ")
    told = of(address)
    assert (told.state, told.locked) == ("received", False)


def test_a_lock_returns_a_report_that_is_sent_again(address: str, send: Send) -> None:
    step(address, "approved")
    step(address, "locked")
    result = send("DLK-S01", setting(INFO, "C19", 131))
    assert result.outcome == "returned"
    assert [(finding.rule, finding.severity) for finding in result.findings] == [("period_locked", "error")]
    assert result.findings[0].details["who"] == "Hòa"
    assert send("DLK-X24118", setting(INFO, "C20", "Lan")).outcome == "accepted"
    assert of(address).version == 1


@pytest.mark.parametrize(
    "line", ["Kỳ báo cáo: Năm 2018 (Từ ngày 15/12/2017 đến ngày 14/12/2018)", "Kỳ báo cáo: 6 tháng cuối năm 2018"]
)
def test_a_locked_quarter_refuses_the_units_report_of_a_longer_period(address: str, send: Send, line: str) -> None:
    step(address, "approved")
    step(address, "locked")

    def longer(book: openpyxl.Workbook) -> None:
        book[INFO]["A2"] = line
        book["Giải quyết TTHC"]["C2"] = line

    result = send("DLK-S01", longer)
    assert result.outcome == "returned"
    (finding,) = [finding for finding in result.findings if finding.severity == "error"]
    assert (finding.rule, finding.details["inside"], finding.details["who"]) == ("locked_inside", "2018Q4", "Hòa")
    assert send("DLK-X24118", longer).outcome == "accepted"  # another unit's year
    step(address, "reopened", reason="báo cáo năm")
    assert send("DLK-S01", longer).good


def test_of_an_annex_only_the_locked_lines_are_set_aside(address: str) -> None:
    step(address, "approved", *NAMES)
    step(address, "locked", *NAMES)
    path = PROJECT / "data" / "samples" / "dak-lak-2018" / "TongHop_2018Q4.xlsx"
    (result,) = load([Source(path.name, path.read_bytes())], who="test", address=address).files
    assert result.outcome == "accepted_with_warnings"
    assert sorted(finding.value for finding in result.findings if finding.rule == "period_locked") == sorted(NAMES)
    assert len(result.reports) == 247 - len(NAMES)
    assert result.counts["rows_held"] == len(NAMES)
    assert result.counts["rows_read"] == sum(result.counts[name] for name in ("rows_loaded", "rows_held", "rows_ignored"))


def test_an_exception_opens_a_lock_until_its_day(address: str, send: Send) -> None:
    step(address, "approved")
    step(address, "locked")
    for missing in ({"reason": "", "until": TODAY}, {"reason": "vì"}, {"reason": "vì", "until": TODAY - timedelta(1)}):
        with pytest.raises(UsageError):
            step(address, "exception", **missing)
    step(address, "exception", reason="thanh tra yêu cầu sửa", until=TODAY)
    assert (of(address).until, of(address).state) == (TODAY, "locked")
    assert send("DLK-S01", setting(INFO, "C19", 131)).outcome == "accepted"
    told = of(address)
    assert (told.state, told.locked, told.values_changed) == ("changed", True, 1)
    step(address, "approved")
    assert of(address).state == "locked"
    step(address, "reopened", reason="khóa lại từ đầu")
    step(address, "approved")
    step(address, "locked")
    assert send("DLK-S01", setting(INFO, "C19", 132)).outcome == "returned"  # the exception was for the lock before


def test_an_exception_ends(address: str, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    step(address, "approved")
    step(address, "locked")
    step(address, "exception", reason="vì", until=TODAY + timedelta(2))

    monkeypatch.setattr("base.clock.today", lambda: TODAY + timedelta(3))
    assert send("DLK-S01", setting(INFO, "C19", 131)).outcome == "returned"


def test_what_comes_after_approval_falls_back_until_it_is_approved_again(address: str, send: Send) -> None:
    step(address, "approved", *NAMES)
    assert all_of(address).provisional == 0
    send("DLK-S01", setting(INFO, "C19", 131))
    told = of(address)
    assert (told.state, told.values_changed, told.version) == ("changed", 1, 2)
    assert told.changed_at is not None
    assert (all_of(address).approved, all_of(address).provisional) == (2, 1)
    with reading(address) as reader:
        (row,) = measure(reader, "tthc_in_qms_rate", period=Q4, by="unit").rows[1:2]
        assert row.whole == 131  # shown, not hidden
    undo(None, "test", address)
    assert of(address).state == "approved"
    send("DLK-S01", setting(INFO, "C19", 131))
    step(address, "approved")
    assert of(address).state == "approved"


def test_a_decision_is_undone_like_any_load(address: str) -> None:
    before = all_of(address)
    step(address, "approved", *NAMES)
    undo(None, "test", address)
    assert all_of(address) == before


def late(book: openpyxl.Workbook) -> None:
    """A date that cannot be: a warning."""
    book[INFO]["C13"] = "31/02/2016"


def doubtful(book: openpyxl.Workbook) -> None:
    """A count that cannot be read: an error that holds the value."""
    book[INFO]["C19"] = "1.3.0"


def test_a_warning_needs_a_reason_before_approval(address: str, send: Send) -> None:
    assert send("DLK-S01", late).outcome == "accepted_with_warnings"
    with pytest.raises(UsageError):
        step(address, "approved")
    with reading(address) as reader:
        (found,) = open_findings(reader, Q4)
    assert (found.unit_id, found.rule, found.cell, found.reason) == ("DLK-S01", "doubtful_date", "C13", None)
    place = (found.file_id, found.rule, found.sheet, found.cell)
    with pytest.raises(UsageError):
        desk.excuse(*place, " ", who="Hòa", address=address)
    with pytest.raises(UsageError):
        desk.excuse(found.file_id, found.rule, found.sheet, "C14", "vì", who="Hòa", address=address)
    desk.excuse(*place, "đơn vị đã xác nhận qua điện thoại", who="Hòa", address=address)
    assert (of(address).warnings, of(address).excused) == (1, 1)
    step(address, "approved")
    assert of(address).state == "approved"


def test_an_excuse_is_for_one_workbook_of_its_programme_only(address: str, send: Send) -> None:
    send("DLK-S01", late)
    with reading(address) as reader:
        (found,) = open_findings(reader, Q4)
    excuse = desk.Excuse(found.file_id, found.rule, found.sheet, found.cell, "đã hỏi")
    with pytest.raises(UsageError):
        desk.excuse_all([excuse], who="Hòa", address=address, programme="khac")
    desk.excuse_all([excuse], who="Hòa", address=address)
    send("DLK-S01", lambda book: (late(book), setting(INFO, "C20", "Lan")(book)))
    assert (of(address).warnings, of(address).excused) == (1, 0)


def test_an_error_cannot_be_excused_but_decided(address: str, send: Send) -> None:
    send("DLK-S01", doubtful)
    with reading(address) as reader:
        (found,) = open_findings(reader, Q4)
        (report,) = reader.rows("select max(report_id) from report where unit_id = 'DLK-S01'")[0]
    assert (found.severity, found.cell) == ("error", "C19")
    with pytest.raises(UsageError):
        desk.excuse(found.file_id, found.rule, found.sheet, found.cell, "vì", who="Hòa", address=address)
    with pytest.raises(UsageError):
        step(address, "approved")
    desk.decide(report, found.sheet, found.cell, "130", who="Hòa", reason="đã hỏi đơn vị", address=address)
    assert of(address).errors == 0
    step(address, "approved")
    undo(None, "test", address)
    undo(None, "test", address)
    assert of(address).errors == 1


def test_a_warning_in_an_annex_stands_at_its_unit(address: str) -> None:
    path = PROJECT / "data" / "samples" / "dak-lak-2018" / "TongHop_2018Q4.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.active
    unit = sheet["B9"].value
    head = next(cell.column for row in sheet.iter_rows(max_row=8) for cell in row if cell.value == "Ngày công bố")
    sheet.cell(9, head, "31/02/2016")
    data = io.BytesIO()
    book.save(data)
    load([Source("TongHop.xlsx", data.getvalue())], who="test", address=address)
    with reading(address) as reader:
        found = open_findings(reader, Q4)
    assert [(one.unit_id, one.rule) for one in found] == [(unit, "doubtful_date")]


def test_the_command_line_takes_the_same_steps(address: str) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "desk", *arguments, "--store", address, "--by", "Hòa", "--json"]
        return subprocess.run(command, cwd=PROJECT, capture_output=True, check=False, env=os.environ)

    done = run("approve", *NAMES, "--period", "2018Q4")
    assert (done.returncode, json.loads(done.stdout)["count"]) == (0, 3)
    assert run("approve", "DLK-S01", "--period", "2018Q4").returncode == 2
    assert run("lock", "DLK-S01", "--period", "2018Q4").returncode == 0
    assert run("except", "DLK-S01", "--period", "2018Q4", "--until", TODAY.isoformat(), "--reason", "vì").returncode == 0
    assert of(address).until == TODAY
    with reading(address) as reader:
        (report,) = reader.rows("select report_id from report where unit_id = 'DLK-X24118'")[0]
        (row,) = reader.rows(f"select row_number from status where report_id = {report}")[0]
    place = ("--sheet", INFO, "--row", str(row), "--reason", "gõ nhầm")
    assert run("correct", str(report), "status", "reporter=Lan", "phone=0262 3", *place).returncode == 0
    assert of(address, "DLK-X24118").state == "changed"


def test_the_workbook_of_a_unit_is_not_needed_twice(address: str, send: Send) -> None:
    step(address, "approved")
    step(address, "locked")
    data = (PROJECT / "data" / "samples" / "dak-lak-2018" / "reports" / "DLK-S01_2018Q4.xlsx").read_bytes()
    (result,) = load([Source("x.xlsx", data)], who="test", address=address).files
    assert result.outcome == "duplicate"
