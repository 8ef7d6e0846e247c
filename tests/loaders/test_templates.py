"""Templates: what they write reads back without a finding, also after LibreOffice has saved it; what is typed in comes out."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from base.errors import UsageError
from loaders import FileResult, Source, check, load, template, template_forms
from loaders.forms import forms
from loaders.own_sheet import FORM_MARK, LISTS
from store import open_store
from tests.loaders.conftest import CASE
from tests.loaders.test_commands import run

OFFICES = ("soffice", "libreoffice")
ASKED = {
    "F1 of a unit that reported": ("unit_report", "DLK-H643"),
    "F1 of a unit known from the annex": ("unit_report", "DLK-X24118"),
    "F1 of a unit that is only registered": ("unit_report", "DLK-S05"),
    "F2": ("procedure_handling", "DLK-H643"),
    "F3 of a committee": ("procedure_inventory", "DLK-H643"),
    "F4 of the province": ("consolidated", None),
    "F4 of a committee": ("consolidated", "DLK-H643"),
}
ASKED = {name: asked for name, asked in ASKED.items() if asked[0] in forms()}
PERIOD = "2019Q1"
Fill = Callable[[openpyxl.Workbook], None]


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the register, one own report of 2018Q4 and an annex of three units."""
    folder = tmp_path_factory.mktemp("told") / "store"
    annex = openpyxl.load_workbook(CASE / "TongHop_2018Q4.xlsx")
    rows = annex.worksheets[0]
    for at in range(rows.max_row, 8, -1):
        if rows.cell(at, 2).value not in {"DLK-X24118", "DLK-X24121", "DLK-H643"}:
            rows.delete_rows(at)
    target = io.BytesIO()
    annex.save(target)
    paths = [CASE / "DanhMucDonVi.xlsx", CASE / "reports" / "DLK-H643_2018Q4.xlsx"]
    sources = [Source(path.name, path.read_bytes()) for path in paths] + [Source("TongHop.xlsx", target.getvalue())]
    assert load(sources, who="test", address=str(folder)).good
    return str(folder)


@pytest.fixture(scope="session")
def made(told: str) -> dict[str, bytes]:
    """Every template, as it was written."""
    return {name: template(form, unit_id=unit, period=PERIOD, address=told).data for name, (form, unit) in ASKED.items()}


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    """Opens workbooks in LibreOffice, which calculates them, and saves them, all in one call.

    Without it the tests are skipped, but never where CI is set.
    """
    program = next((found for name in OFFICES if (found := shutil.which(name))), None)
    if program is None:
        reason = "NO LIBREOFFICE: templates were not opened and saved by it (apt-get install libreoffice-calc-nogui)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)

    def save(books: dict[str, bytes]) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("office")
        (folder / "out").mkdir()
        paths = {name: folder / f"{i}.xlsx" for i, name in enumerate(books)}
        for name, path in paths.items():
            path.write_bytes(books[name])
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "out"),
            *map(str, paths.values()),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=150)
        return {name: (folder / "out" / path.name).read_bytes() for name, path in paths.items()}

    return save


@pytest.fixture(scope="session")
def resaved(made: dict[str, bytes], office: Callable[[dict[str, bytes]], dict[str, bytes]]) -> dict[str, bytes]:
    """Every template, after LibreOffice has opened and saved it."""
    return office(made)


def checked(data: bytes, address: str) -> FileResult:
    (result,) = check([Source("mau.xlsx", data)], address=address).outcome.files
    return result


def opened(data: bytes, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


@pytest.mark.parametrize("name", ASKED)
def test_a_template_reads_back_without_a_finding(name: str, made: dict[str, bytes], told: str) -> None:
    result = checked(made[name], told)
    assert (result.outcome, result.findings) == ("accepted", [])
    assert result.form == ASKED[name][0]
    assert {report.period for report in result.reports} == {PERIOD}


@pytest.mark.parametrize("name", ASKED)
def test_a_template_reads_back_after_libreoffice_saved_it(name: str, resaved: dict[str, bytes], told: str) -> None:
    result = checked(resaved[name], told)
    assert (result.outcome, result.findings) == ("accepted", [])
    assert result.form == ASKED[name][0]


def test_every_form_to_fill_in_has_a_template() -> None:
    assert set(template_forms()) == {"unit_report", "procedure_handling", "procedure_inventory", "consolidated"} & set(forms())


def labels(sheet: Any) -> dict[str, Any]:
    return {row[1]: row[2] for row in sheet.iter_rows(min_row=5, values_only=True) if row[1]}


def test_what_is_known_is_filled_in(made: dict[str, bytes]) -> None:
    book = opened(made["F1 of a unit that reported"])
    said = labels(book["Thông tin chung"])
    assert said["Tên đơn vị"] == "UBND thành phố Buôn Ma Thuột"
    assert said["Tình trạng xây dựng, áp dụng"] == "Đã công bố"
    assert said["Số quy trình giải quyết công việc theo TTHC"] == 235
    assert said["Ngày công bố"].date() == date(2015, 8, 25)
    kinds = [row[3] for row in book["Quy trình"].iter_rows(min_row=5, values_only=True) if row[2]]
    assert (kinds.count("TTHC"), len(kinds)) == (235, 243)
    carried = [row[5] for row in book["Giải quyết TTHC"].iter_rows(min_row=9, max_row=18, values_only=True)]
    assert sum(carried) == 107  # pending at the end of the quarter before
    assert book["Thông tin chung"]["A2"].value == "Kỳ báo cáo: Quý I năm 2019 (Từ ngày 15/12/2018 đến ngày 14/3/2019)"


def test_what_is_known_of_an_earlier_quarter_only_is_not_carried_over(told: str) -> None:
    sheet = opened(template("procedure_handling", unit_id="DLK-H643", period="2019Q2", address=told).data).active
    rows = list(sheet.iter_rows(min_row=9, max_row=18, values_only=True))
    assert all(row[1] and row[5] is None for row in rows)


def test_labels_are_protected_and_inputs_are_not(made: dict[str, bytes]) -> None:
    for data in made.values():
        for sheet in opened(data):
            assert sheet.protection.sheet
            assert not sheet.protection.password
    info = opened(made["F1 of a unit that reported"])["Thông tin chung"]
    assert [info[cell].protection.locked for cell in ("B9", "C5", "C9", "C20")] == [True, True, False, False]


def test_cells_say_what_may_be_typed(made: dict[str, bytes]) -> None:
    book = opened(made["F1 of a unit that reported"])
    kinds = {rule.type for sheet in book for rule in sheet.data_validations.dataValidation}
    assert kinds == {"list", "whole", "date", "decimal"}
    hidden = book[LISTS]
    assert hidden.sheet_state == "veryHidden"
    assert hidden["A1"].value.startswith(FORM_MARK)
    words = {cell.value for row in hidden.iter_rows(min_row=2) for cell in row}
    assert {"Đã công bố", "TCVN ISO 9001:2015", "Đào tạo, tập huấn", "Chuyển đổi từ phiên bản 2008"} <= words


def fill_in(book: openpyxl.Workbook) -> None:
    """What a unit types: a new stage, one procedure more, two fields of work, two activities, a difficulty."""
    info, procedures, handling, upkeep = (book[name] for name in book.sheetnames[:4])
    info["C10"], info["C13"], info["C17"], info["C29"] = "TCVN ISO 9001:2015", date(2019, 1, 9), 236, "Nguyễn Thị Ánh"
    row = ("QT-900", "=Thủ tục mới", "TTHC", None, "Y tế", "TCVN ISO 9001:2015", 5, date(2019, 1, 5))
    for column, value in enumerate(row, 2):
        procedures.cell(248, column, value)
    procedures["C248"].data_type = "s"  # typed as text, as the form has it
    for at, values in ((9, (30, 10, 11, 9, 25, 5, 20, 0, 5, 5, 0)), (19, (16934, 16934, 0, 0, 16000, 0, 16000, 0, 934, 900, 34))):
        for column, value in enumerate(values, 3):
            handling.cell(at, column, value)
    handling["B19"] = "Lĩnh vực mới"
    for column, value in enumerate(("Đánh giá nội bộ", date(2019, 2, 3), "Toàn hệ thống", 12, 3, 2, "Đạt"), 2):
        upkeep.cell(5, column, value)
    upkeep["A22"] = "Thiếu người."


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture(scope="session")
def filled(made: dict[str, bytes], office: Callable[[dict[str, bytes]], dict[str, bytes]]) -> dict[str, bytes]:
    """The form of one unit filled in, right and wrong, as a person's program saves it."""
    right, wrong = opened(made["F1 of a unit that reported"]), opened(made["F1 of a unit that reported"])
    fill_in(right)
    fill_in(wrong)
    wrong["Giải quyết TTHC"]["C9"] = 31
    wrong["Duy trì, cải tiến"]["G5"] = 4
    return office({"right": saved(right), "wrong": saved(wrong)})


def test_what_is_typed_in_comes_out_exactly(filled: dict[str, bytes], told: str, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(told, store)
    (result,) = load([Source("mau.xlsx", filled["right"])], who="test", address=str(store)).files
    assert (result.outcome, result.findings) == ("accepted", [])
    with open_store(str(store)).reading() as reader:
        newest = "report_id = (select max(report_id) from report)"
        status = reader.row(f"select edition, procedures_tthc, reporter, announced_on from status where {newest}")
        assert status == ("2015", 236, "Nguyễn Thị Ánh", date(2019, 1, 9))
        sums = "sum(received_total), sum(received_online), sum(resolved_total), sum(pending_overdue)"
        assert reader.row(f"select {sums} from handling where {newest}") == (16964, 16944, 16025, 34)
        assert reader.row(f"select count(*) from procedure where {newest}") == (244,)
        assert reader.row(f"select name, days_allowed from procedure where {newest} and code = 'QT-900'") == ("=Thủ tục mới", 5)
        activity = reader.row(f"select kind, happened_on, participants, nonconformities, closed from activity where {newest}")
        assert activity == ("audit", date(2019, 2, 3), 12, 3, 2)
        assert reader.row(f"select topic, body from narrative where {newest}") == ("difficulty", "Thiếu người.")


def test_a_program_that_does_not_calculate_does_no_harm(made: dict[str, bytes], told: str) -> None:
    book = opened(made["F1 of a unit that reported"])
    fill_in(book)
    result = checked(saved(book), told)  # the checks and totals have lost their results, the figures have not
    assert result.outcome == "accepted"
    assert {finding.rule for finding in result.findings} == {"formula_without_value_aside"}
    assert result.counts["rows_held"] == 0


def test_a_figure_that_was_not_calculated_is_not_taken_for_nothing(made: dict[str, bytes], told: str) -> None:
    book = opened(made["F1 of a unit that reported"])
    book["Giải quyết TTHC"]["C9"] = "=D9+E9+F9"
    result = checked(saved(book), told)
    assert ("formula_without_value", "C9") in {(finding.rule, finding.cell) for finding in result.findings}
    assert result.outcome == "returned"


def test_the_checks_say_what_the_rules_say(filled: dict[str, bytes], told: str) -> None:
    right, wrong = (opened(filled[name], values=True) for name in ("right", "wrong"))
    assert (right["Giải quyết TTHC"]["N9"].value, right["Duy trì, cải tiến"]["I5"].value) == ("Đạt", "Đạt")
    assert right["Thông tin chung"]["E17"].value == "Đạt"
    assert wrong["Giải quyết TTHC"]["N9"].value == "Lệch 1 (cột 3)"
    assert wrong["Duy trì, cải tiến"]["I5"].value.startswith("Lệch")
    rules = {(finding.rule, finding.cell) for finding in checked(filled["wrong"], told).findings}
    assert {("parts_sum_to_whole", "C9"), ("received_balances", "C9"), ("part_within_whole", "G5")} <= rules


def test_the_command_writes_a_template(told: str, tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    done = run("template", "unit_report", "--unit", "DLK-H643", "--period", PERIOD, "--store", told, "-o", str(target), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["form"] == "unit_report"
    assert checked(target.read_bytes(), told).outcome == "accepted"
    wrong = run("template", "unit_report", "--unit", "NOBODY", "--store", told, "-o", str(target))
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)


@pytest.mark.parametrize("form", ["unit_report", "procedure_handling", "procedure_inventory", "consolidated"])
def test_a_blank_form_is_written_without_a_unit_and_returned_with_one_sentence(form: str, told: str, tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    of_a_unit = form in ("unit_report", "procedure_handling")  # the others list the units of a register, where there is one
    for store in (told, str(tmp_path / "new")) if of_a_unit else (str(tmp_path / "new"),):
        done = run("template", form, "--period", PERIOD, "--store", store, "-o", str(target))
        assert done.returncode == 0, done.stderr
        result = checked(target.read_bytes(), store)
        assert (result.outcome, result.reports) == ("returned", [])
        assert [(finding.rule, finding.severity) for finding in result.findings] == [("form_not_filled", "error")]
        assert result.counts["rows_loaded"] == 0
    if not of_a_unit:
        return
    book = opened(target.read_bytes())
    sheet = book["Thông tin chung"] if form == "unit_report" else book.worksheets[0]
    if form == "unit_report":
        sheet["C6"] = "UBND thành phố Buôn Ma Thuột"
    else:
        sheet["B9"], sheet["C9"] = "Hộ tịch", 5
    filled_in = checked(saved(book), told)
    assert "form_not_filled" not in {finding.rule for finding in filled_in.findings}


def test_an_unknown_form_or_unit_is_wrong_usage(told: str) -> None:
    for form, unit in (("nothing", None), ("unit_report", "NOBODY")):
        with pytest.raises(UsageError):
            template(form, unit_id=unit, address=told)
