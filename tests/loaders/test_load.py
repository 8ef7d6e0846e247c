"""A folder of reports: every row accounted for, once and for all, or not at all."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from loaders import Source, check, load
from loaders.intake import from_paths
from store import open_store

CASE = Path(__file__).resolve().parents[2] / "data" / "samples" / "dak-lak-2018"


@pytest.fixture(scope="module")
def loaded(registered, tmp_path_factory):
    import shutil

    folder = tmp_path_factory.mktemp("loaded") / "store"
    shutil.copytree(registered, folder)
    return str(folder), load(from_paths([CASE / "reports"]), who="test", address=str(folder))


def test_247_reports_are_accepted_and_every_row_is_accounted_for(loaded) -> None:
    _, outcome = loaded
    assert Counter(file.outcome for file in outcome.files) == {"accepted": 247}
    assert len({report.unit for file in outcome.files for report in file.reports}) == 247
    for file in outcome.files:
        counts = file.counts
        assert counts["rows_read"] == counts["rows_loaded"] + counts["rows_held"] + counts["rows_ignored"]
        assert counts["rows_held"] == 0
        assert [(report.form, report.period, report.version) for report in file.reports] == [("unit_report", "2018Q4", 1)]


def test_the_same_bytes_again_are_duplicates_and_change_nothing(loaded) -> None:
    address, outcome = loaded
    again = load(from_paths([CASE / "reports"]), who="test", address=address)
    assert Counter(file.outcome for file in again.files) == {"duplicate": 247}
    assert again.store_version == outcome.store_version == open_store(address).version()
    assert again.load_id is None


def test_the_dry_run_counts_as_the_load_and_changes_nothing(store_address) -> None:
    sources = [*from_paths([CASE / "reports"])[:12], Source("hỏng.xlsx", b"nothing")]
    before = open_store(store_address).version()
    rehearsed = check(sources, address=store_address).outcome
    assert open_store(store_address).version() == before
    done = load(sources, who="test", address=store_address)
    assert [(f.outcome, f.counts, f.reports, f.findings) for f in rehearsed.files] == [
        (f.outcome, f.counts, f.reports, f.findings) for f in done.files
    ]


def test_good_files_load_though_bad_ones_stand_among_them(store_address) -> None:
    sources = [Source("rỗng.xlsx", b""), *from_paths([CASE / "reports"])[:5], Source("ảnh.xlsx", b"\x89PNG")]
    outcome = load(sources, who="test", address=store_address)
    assert Counter(file.outcome for file in outcome.files) == {"accepted": 5, "unreadable": 2}
    with open_store(store_address).reading() as reader:
        assert reader.row("select count(*) from report") == (5,)
        assert reader.row("select count(*) from finding") == (2,)


def test_a_report_sent_again_is_a_new_version(store_address, bent) -> None:
    first = bent(lambda book: None)
    second = bent(lambda book: book["Thông tin chung"].__setitem__("C19", 240))
    load([Source("a.xlsx", first)], who="test", address=store_address)
    again = load([Source("a.xlsx", second)], who="test", address=store_address)
    assert again.files[0].reports[0].version == 2
    with open_store(store_address).reading() as reader:
        found = reader.rows("select version, tthc_authority from report join status using (report_id) order by version")
    assert found == [(1, 239), (2, 240)]


def test_a_zip_with_folders_is_unpacked(store_address) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as bundle:
        for path in sorted((CASE / "reports").iterdir())[:3]:
            bundle.write(path, f"quý 4/{path.name}")
        bundle.writestr("../../thoát.xlsx", b"")
    outcome = load([Source("nộp.zip", target.getvalue())], who="test", address=store_address)
    assert Counter(file.outcome for file in outcome.files) == {"accepted": 3, "unreadable": 1}
    assert all(".." not in file.file for file in outcome.files)


def test_an_annex_that_differs_from_the_units_own_report_is_a_finding(loaded, tmp_path) -> None:
    import openpyxl

    address, _ = loaded
    book = openpyxl.load_workbook(CASE / "TongHop_2018Q4.xlsx")
    sheet = book.active
    sheet["K9"].value += 1
    sheet["N9"].value += 1
    sheet["K258"].value += 1
    sheet["N258"].value += 1
    target = io.BytesIO()
    book.save(target)
    (result,) = check([Source("TongHop.xlsx", target.getvalue())], address=address).outcome.files
    assert result.outcome == "accepted_with_warnings"
    assert len(result.reports) == 247
    (finding,) = result.findings
    assert finding.rule == "sources_differ"
    assert (finding.details["own"], finding.details["annex"]) == (126, 127)


def test_the_original_bytes_are_kept(loaded) -> None:
    address, _outcome = loaded
    store = open_store(address)
    with store.reading() as reader:
        (row,) = reader.rows("select archive, member from file where name = 'DLK-H643_2018Q4.xlsx'")
    assert store.original(*row) == (CASE / "reports" / "DLK-H643_2018Q4.xlsx").read_bytes()


def test_a_unit_without_its_code_is_set_aside_and_confuses_no_other(registered) -> None:
    import openpyxl

    book = openpyxl.load_workbook(CASE / "DanhMucDonVi.xlsx")
    sheet = book.active
    codes = [cell.column_letter for cell in sheet[1] if cell.value == "Mã đơn vị"]
    sheet[f"{codes[0]}40"] = "  "
    target = io.BytesIO()
    book.save(target)
    report = CASE / "reports" / "DLK-H643_2018Q4.xlsx"
    stranger = Source("la.xlsx", (CASE.parent / "national-2020" / "TongHop_2020.xlsx").read_bytes())
    sources = [Source("DanhMuc.xlsx", target.getvalue()), Source(report.name, report.read_bytes()), stranger]
    register, own, other = check(sources, address=str(registered)).outcome.files
    assert [(finding.rule, finding.cell) for finding in register.findings] == [("row_without_name", f"{codes[0]}40")]
    assert register.counts["rows_held"] == 1
    assert own.outcome == "accepted"
    assert {finding.rule for finding in other.findings} == {"unknown_unit"}
