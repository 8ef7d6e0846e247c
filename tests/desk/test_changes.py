"""The effect of a load, cell by cell: what the dry run says is what the load does, and undo takes all of it back."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.period import parse_period
from indicators import Counts, ReportChange, cell_changes, effect, version_changes, versions
from loaders import Source, check, load
from store import Asking, open_store, reading, undo
from tests.desk.conftest import CASE, DOSSIERS, INFO, NAMES, PROCEDURES, Change, bent, setting

Q4 = parse_period("2018Q4")


def rehearsed(address: str, sources: list[Source]) -> list[ReportChange]:
    return check(sources, address=address, observe=cell_changes).effect


def loaded(address: str, sources: list[Source]) -> list[ReportChange]:
    """The difference recomputed between the generation before a real load and the one after it."""
    with reading(address) as before:
        load(sources, who="test", address=address)
        with reading(address) as after:
            return cell_changes(before, after)


def removing(name: str) -> Change:
    """Takes the last procedure of a kind off the list, and one off its count."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book[PROCEDURES]
        last = max(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 4).value == name)
        sheet.delete_rows(last)
        book[INFO]["C17"].value -= 1

    return change


def adding(book: openpyxl.Workbook) -> None:
    sheet = book[PROCEDURES]
    sheet.append([999, "QT-999", "Cấp bản sao", "TTHC", None, "Tư pháp", "TCVN ISO 9001:2015", 3, None])
    book[INFO]["C17"].value += 1


def test_one_value_is_named_with_its_cell_and_both_values(address: str) -> None:
    (change,) = rehearsed(address, [Source("a.xlsx", bent("DLK-S01", setting(INFO, "C19", 131)))])
    assert (change.state, change.unit_id, change.period) == ("changed", "DLK-S01", "2018Q4")
    assert (change.version_before, change.version_after) == (1, 2)
    (cell,) = change.cells
    assert (cell.kind, cell.relation, cell.field, cell.sheet, cell.cell) == ("cell", "status", "tthc_authority", INFO, "C19")
    assert (cell.old, cell.new) == (130, 131)
    assert change.counts.moved == change.counts.cells_changed == change.counts.rows_changed == 1


def test_a_field_of_work_is_found_wherever_its_row_stands(address: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book[DOSSIERS]
        first, second = ([cell.value for cell in sheet[row]] for row in (8, 9))
        for column, (upper, lower) in enumerate(zip(first, second, strict=True), 1):
            sheet.cell(8, column, lower)
            sheet.cell(9, column, upper)
        sheet["I9"], sheet["H9"], sheet["I12"], sheet["H12"] = 60, 8, 196, 30

    (found,) = rehearsed(address, [Source("a.xlsx", bent("DLK-S01", change))])
    told = {(cell.row, cell.field, cell.cell, cell.old, cell.new) for cell in found.cells}
    name = "Thi đua, khen thưởng"
    assert told == {(name, "resolved_early", "H9", 7, 8), (name, "resolved_on_time", "I9", 61, 60)}


def test_a_removed_and_an_added_procedure_are_rows_of_their_own(address: str) -> None:
    sources = [Source("a.xlsx", bent("DLK-S01", removing("TTHC"))), Source("b.xlsx", bent("DLK-X24118", adding))]
    removed, added = sorted(rehearsed(address, sources), key=lambda change: change.unit_id or "")
    assert (removed.counts.rows_removed, removed.counts.rows_new) == (1, 0)
    assert [cell.kind for cell in removed.cells] == ["cell", "row_removed"]
    assert (added.counts.rows_removed, added.counts.rows_new) == (0, 1)
    assert [(cell.new, cell.sheet) for cell in added.cells if cell.kind == "row_new"] == [("QT-999", PROCEDURES)]


def test_the_same_values_in_another_file_are_unchanged(address: str) -> None:
    (change,) = rehearsed(address, [Source("khac.xlsx", bent("DLK-S01"))])
    assert (change.state, change.cells) == ("unchanged", ())
    assert change.counts == Counts(rows_unchanged=change.counts.rows_unchanged, cells_unchanged=change.counts.cells_unchanged)
    assert change.counts.cells_unchanged > 500


def test_a_first_report_is_new_and_counted(address: str) -> None:
    path = CASE / "reports" / "DLK-S02_2018Q4.xlsx"
    (change,) = rehearsed(address, [Source(path.name, path.read_bytes())])
    assert (change.state, change.version_before, change.cells) == ("new", None, ())
    load([Source(path.name, path.read_bytes())], who="test", address=address)
    with reading(address) as after:
        rows = sum(
            after.rows(f"select count(*) from {relation} where load_id = 2")[0][0]
            for relation in ("status", "procedure", "handling", "activity", "narrative")
        )
    assert change.counts.rows_new == rows


CHANGES: tuple[Change | None, ...] = (
    None,
    setting(INFO, "C19", 555),
    setting(INFO, "C12", None),
    setting(INFO, "C20", "Trần Văn Nam"),
    removing("TTHC"),
    adding,
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(CHANGES)), min_size=1, max_size=3, unique_by=lambda x: x[0]))
def test_what_the_dry_run_says_is_what_the_load_does(
    reported: Path, tmp_path_factory: pytest.TempPathFactory, sent: list[tuple[str, Change | None]]
) -> None:
    own = str(shutil.copytree(reported, tmp_path_factory.mktemp("own") / "store"))
    sources = [Source(f"{unit}.xlsx", bent(unit, change)) for unit, change in sent]
    said = rehearsed(own, sources)
    assert said == loaded(own, sources)
    assert {change.unit_id for change in said} == {unit for unit, _ in sent}
    assert sum((change.counts for change in said), Counts()) == _recounted(own)


def _recounted(address: str) -> Counts:
    """The same counts by another way: both versions as bags of rows and cells, without any matching by key."""
    total = Counts()
    with reading(address) as reader:
        for old, new in _pairs(reader):
            for relation in ("status", "procedure", "handling", "activity", "narrative"):
                total += _bags(_rows(reader, relation, old), _rows(reader, relation, new))
    return total


def _pairs(reader: Asking) -> list[tuple[int, int]]:
    return reader.rows(
        "select o.report_id, n.report_id from report o join report n using (unit_id, period, form) "
        "where o.version = 1 and n.version = 2"
    )


def _rows(reader: Asking, relation: str, report: int) -> list[tuple[tuple[str, object], ...]]:
    beside = {"load_id", "report_id", "sheet", "row_number"}
    rows = reader.records(f"select * from {relation} where report_id = {report} order by row_number")
    return [tuple((name, value) for name, value in row.items() if name not in beside) for row in rows]


def _bags(old: list, new: list) -> Counts:
    same = Counter(old) & Counter(new)
    rest_old, rest_new = list((Counter(old) - same).elements()), list((Counter(new) - same).elements())
    changed = min(len(rest_old), len(rest_new))
    cells = [(a[1], b[1]) for x, y in zip(rest_old, rest_new, strict=False) for a, b in zip(x, y, strict=True)]
    filled = lambda rows: sum(value is not None for row in rows for _, value in row)  # noqa: E731
    return Counts(
        rows_new=len(rest_new) - changed,
        rows_removed=len(rest_old) - changed,
        rows_changed=changed,
        rows_unchanged=same.total(),
        cells_new=sum(a is None and b is not None for a, b in cells) + filled(rest_new[changed:]),
        cells_removed=sum(a is not None and b is None for a, b in cells) + filled(rest_old[changed:]),
        cells_changed=sum(None not in (a, b) and a != b for a, b in cells),
        cells_unchanged=sum(a is not None and a == b for a, b in cells) + filled(same.elements()),
    )


def test_undo_brings_figures_and_versions_back(address: str) -> None:
    with reading(address) as untouched:
        before = versions(untouched, "DLK-S01", Q4)
        load([Source("a.xlsx", bent("DLK-S01", removing("TTHC")))], who="test", address=address)
        undo(None, "test", address)
        with reading(address) as after:
            assert cell_changes(untouched, after) == []
            assert effect(untouched, after, "default") == []
            again = versions(after, "DLK-S01", Q4)
    assert [one for one in again if not one.taken_back] == list(before)
    assert [(one.version, one.taken_back, one.current) for one in again] == [(2, True, False), (1, False, True)]


def test_an_undo_is_told_as_the_load_backwards(address: str) -> None:
    load([Source("a.xlsx", bent("DLK-S01", setting(INFO, "C19", 131)))], who="test", address=address)
    with reading(address) as before:
        undo(None, "test", address)
        with reading(address) as after:
            (change,) = cell_changes(before, after)
    assert (change.version_before, change.version_after) == (2, 1)
    assert [(cell.field, cell.old, cell.new) for cell in change.cells] == [("tthc_authority", 131, 130)]


def test_two_versions_are_compared_by_their_numbers(address: str) -> None:
    load([Source("a.xlsx", bent("DLK-S01", setting(INFO, "C19", 131)))], who="test", address=address)
    with reading(address) as reader:
        newer, older = versions(reader, "DLK-S01", Q4)
        counts, cells = version_changes(reader, older.report_id, newer.report_id)
    assert counts.moved == 1
    assert [(cell.cell, cell.old, cell.new) for cell in cells] == [("C19", 130, 131)]


def test_a_list_sent_again_adds_what_is_new_and_removes_nothing(address: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(Path(CASE).parent / "hai-ba-trung-2022" / "TapHuan_2022Q2.xlsx")
    sheet = book.active
    programme = "hai-ba-trung-2022"
    folder = Path(CASE).parent / programme
    for name in ("DanhMucDonVi.xlsx", "TapHuan_2022Q2.xlsx"):
        load([Source(name, (folder / name).read_bytes())], who="test", address=address, programme=programme)
    row = max(cell.row for cell in sheet["C"] if cell.value)
    sheet.delete_rows(row)
    path = tmp_path / "b.xlsx"
    book.save(path)
    with reading(address) as before:
        load([Source("b.xlsx", path.read_bytes())], who="test", address=address, programme=programme)
        with open_store(address).reading() as after:
            (change,) = cell_changes(before, after, programme)
    assert (change.source, change.unit_id, change.counts.rows_removed, change.counts.moved) == ("list", None, 0, 0)


def test_250_reports_are_compared_in_one_question_a_relation(address: str) -> None:
    """No question is asked for each report: as many for three reports as for one."""
    few = [Source("a.xlsx", bent(NAMES[0], adding))]
    many = [Source(f"{unit}.xlsx", bent(unit, adding)) for unit in NAMES]
    random.Random(1).shuffle(many)
    assert _asked(address, few) == _asked(address, many)


def _asked(address: str, sources: list[Source]) -> int:
    counted = 0

    def observe(before: Asking, after: Asking) -> None:
        class Counting:
            def rows(self, *given: object) -> list:
                nonlocal counted
                counted += 1
                return after.rows(*given)

        cell_changes(before, Counting())

    check(sources, address=address, observe=observe)
    return counted
