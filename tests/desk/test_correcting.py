"""One value mended by hand: a new version, the old one readable, the figure explained, and all of it undone."""

from __future__ import annotations

from datetime import date

import pytest

import desk
from base import clock
from base.errors import UsageError
from base.period import parse_period
from desk.identities import sums
from indicators import cell_changes, effect, explain, held_values, measure, versions
from loaders.findings import rules
from loaders.layouts import layouts
from store import Asking, check, reading, undo
from tests.desk.conftest import DOSSIERS, INFO, PROCEDURES, Send, setting

Q4 = parse_period("2018Q4")


def report(address: str, unit: str = "DLK-S01") -> int:
    with reading(address) as reader:
        return next(one.report_id for one in versions(reader, unit, Q4) if one.current)


def status_row(reader: Asking, report_id: int) -> int:
    return reader.rows(f"select row_number from status where report_id = {report_id}")[0][0]


def mend(address: str, *mends: tuple[str, str, int, str, object], reason: str = "gõ nhầm") -> desk.Mended:
    listed = [desk.Mend(*one) for one in mends]
    return desk.mend(report(address), listed, who="Hòa", reason=reason, address=address)


def test_a_workbook_that_replaces_a_correction_says_so(address: str, send: Send) -> None:
    row = 5
    mend(address, ("status", INFO, row, "tthc_authority", 135))
    mend(address, ("status", INFO, row, "docs_mandatory", 7), ("procedure", PROCEDURES, 5, "days_allowed", 9), reason="gọi điện")

    def same_days(book) -> None:
        book[INFO]["C19"] = 135  # the unit says now what was mended
        book[INFO]["C20"] = "Lan"

    result = send("DLK-S01", same_days)
    found = {finding.cell: finding for finding in result.findings}
    assert {cell: one.rule for cell, one in found.items()} == dict.fromkeys(
        (docs_cell(address), days_cell()), "correction_replaced"
    )
    assert result.outcome == "accepted_with_warnings"
    docs = found[docs_cell(address)]
    assert (docs.severity, docs.sheet, docs.details["old"], docs.details["new"], docs.details["who"]) == (
        "warning", INFO, "7", docs.value, "Hòa",
    )  # fmt: skip
    assert docs.details["reason"] == "gọi điện"
    assert send("DLK-S01", setting(INFO, "C20", "Mai")).findings == []  # said once: the correction is gone


def docs_cell(address: str) -> str:
    """Where the report says how many mandatory documents there are."""
    with reading(address) as reader:
        ((sheet, letters, row),) = reader.rows(
            "select distinct sheet, col, row_number from place where relation = 'status' and field = 'docs_mandatory'"
        )
    assert sheet == INFO
    return f"{letters}{row}"


def days_cell() -> str:
    """The days allowed of the first procedure in the list."""
    return "H5"


def authority(address: str) -> float | None:
    with reading(address) as reader:
        rows = measure(reader, "tthc_in_qms_rate", period=Q4, by="unit").rows
    return next((row.whole for row in rows if row.key == "DLK-S01"), None)


def test_a_correction_is_a_new_version_and_explained(address: str) -> None:
    with reading(address) as before:
        row = status_row(before, report(address))
        done = desk.correct(
            report(address), "status", INFO, row, "tthc_authority", "135", who="Hòa", reason="công văn 12", address=address
        )
        with reading(address) as after:
            (change,) = cell_changes(before, after)
            newer, older = versions(after, "DLK-S01", Q4)
            cells = explain(after, "tthc_in_qms_rate", period=Q4, unit="DLK-S01")
    assert [(c.relation, c.field, c.cell, c.old, c.new) for c in change.cells] == [("status", "tthc_authority", "C19", 130, 135)]
    assert (newer.version, newer.kind, newer.reasons, newer.current, older.current) == (
        2,
        "correction",
        "công văn 12",
        True,
        False,
    )
    assert done.report_id == newer.report_id
    assert (newer.file, newer.sha256) == (older.file, older.sha256)
    assert authority(address) == 135
    told = {cell.field: cell for cell in cells}
    mended = told["tthc_authority"]
    assert (mended.value, mended.file, mended.sheet, mended.cell) == (135, "DLK-S01_2018Q4.xlsx", INFO, "C19")
    assert mended.corrected is not None
    assert (mended.corrected.old, mended.corrected.new, mended.corrected.who) == ("130", "135", "Hòa")
    assert told["procedures_tthc"].corrected is None
    assert check(address).differences == []


def test_undo_of_a_correction_brings_everything_back(address: str) -> None:
    with reading(address) as before:
        mend(address, ("status", INFO, status_row(before, report(address)), "tthc_authority", 135))
        undo(None, "test", address)
        with reading(address) as after:
            assert cell_changes(before, after) == []
            assert effect(before, after, "default") == []
            assert explain(after, "tthc_in_qms_rate", period=Q4, unit="DLK-S01") == explain(
                before, "tthc_in_qms_rate", period=Q4, unit="DLK-S01"
            )


def test_undo_of_a_load_takes_its_corrections_along(address: str, send: Send) -> None:
    with reading(address) as before:
        row = status_row(before, report(address))
        send("DLK-S01", setting(INFO, "C19", 131))
        mend(address, ("status", INFO, row, "tthc_authority", 140))
        mend(address, ("status", INFO, row, "reporter", "Lan"))
        assert authority(address) == 140
        undo(2, "test", address)
        with reading(address) as after:
            assert cell_changes(before, after) == []
            assert effect(before, after, "default") == []
    assert authority(address) == 130
    assert check(address).differences == []


def test_a_correction_can_be_corrected_and_explained_to_the_newest(address: str) -> None:
    with reading(address) as reader:
        row = status_row(reader, report(address))
    mend(address, ("status", INFO, row, "tthc_authority", 135))
    mend(address, ("status", INFO, row, "tthc_authority", 136))
    with reading(address) as reader:
        cells = {c.field: c for c in explain(reader, "tthc_in_qms_rate", period=Q4, unit="DLK-S01")}
    told = cells["tthc_authority"].corrected
    assert told is not None
    assert (told.old, told.new) == ("135", "136")


def test_a_sum_is_mended_together_or_not_at_all(address: str) -> None:
    at = ("handling", DOSSIERS, 8)
    with pytest.raises(UsageError):
        mend(address, (*at, "resolved_late", 1))
    assert authority(address) == 130
    mend(address, (*at, "resolved_late", 1), (*at, "resolved_on_time", 60))
    with reading(address) as reader:
        rows = {row.key: row.value for row in measure(reader, "resolved_late", period=Q4, by="unit").rows}
    assert rows["DLK-S01"] == 3


def test_counts_of_procedures_follow_the_list(address: str) -> None:
    with reading(address) as reader:
        row = status_row(reader, report(address))
    with pytest.raises(UsageError):
        mend(address, ("status", INFO, row, "procedures_tthc", 125))
    mend(address, ("status", INFO, row, "procedures_tthc", 125), ("procedure", PROCEDURES, 4, "kind", "other"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tthc_authority", "-1"), ("tthc_authority", "12,5"), ("tthc_authority", "1.30"), ("tthc_authority", 1.5),
        ("announced_on", "31/02/2016"), ("announced_on", "2016"), ("edition", "2009"), ("stage", "Xong"), ("stage", "9"),
        ("nothing", "1"), ("report_id", "1"), ("load_id", "1"),
    ],
)  # fmt: skip
def test_a_value_is_judged_as_a_cell_is(address: str, field: str, value: object) -> None:
    with reading(address) as reader:
        row = status_row(reader, report(address))
    with pytest.raises(UsageError):
        mend(address, ("status", INFO, row, field, value))


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("tthc_authority", "16.934", 16934), ("tthc_authority", 140.0, 140), ("tthc_authority", "", None),
        ("announced_on", "05/03/2014", date(2014, 3, 5)), ("announced_on", "2014-03-05", date(2014, 3, 5)),
        ("edition", "2015", "2015"), ("stage", "Đã áp dụng", 2), ("path", "Xây dựng mới", "new"), ("reporter", " Lan ", "Lan"),
    ],
)  # fmt: skip
def test_a_value_is_kept_in_the_type_of_its_field(address: str, field: str, value: object, kept: object) -> None:
    with reading(address) as reader:
        row = status_row(reader, report(address))
    if field in ("stage", "path") and kept in (3, "new"):
        mend(address, ("status", INFO, row, field, "Chuyển đổi từ phiên bản 2008"))
    done = mend(address, ("status", INFO, row, field, value))
    with reading(address) as reader:
        assert reader.rows(f"select {field} from status where report_id = {done.report_id}") == [(kept,)]


def test_only_the_version_in_use_is_corrected(address: str, send: Send) -> None:
    old = report(address)
    with reading(address) as reader:
        row = status_row(reader, old)
    send("DLK-S01", setting(INFO, "C19", 131))
    with pytest.raises(UsageError):
        desk.correct(old, "status", INFO, row, "reporter", "Lan", who="Hòa", reason="vì", address=address)


@pytest.mark.parametrize("given", [{"who": ""}, {"reason": " "}])
def test_nobody_corrects_without_name_and_reason(address: str, given: dict) -> None:
    with reading(address) as reader:
        row = status_row(reader, report(address))
    told = {"who": "Hòa", "reason": "vì"} | given
    with pytest.raises(UsageError):
        desk.correct(report(address), "status", INFO, row, "reporter", "Lan", address=address, **told)


def test_a_row_that_is_not_there_and_a_value_that_is_there_already(address: str) -> None:
    with pytest.raises(UsageError):
        mend(address, ("handling", DOSSIERS, 99, "resolved_late", 1))
    with pytest.raises(UsageError):
        mend(address, ("handling", DOSSIERS, 8, "resolved_late", 0))


def test_what_is_locked_is_not_corrected(address: str) -> None:
    with reading(address) as reader:
        row = status_row(reader, report(address))
    for step in ("approved", "locked"):
        desk.review(["DLK-S01"], Q4, step, who="Hòa", address=address)
    with pytest.raises(UsageError):
        mend(address, ("status", INFO, row, "reporter", "Lan"))
    desk.review(["DLK-S01"], Q4, "exception", who="Hòa", reason="vì", until=clock.today(), address=address)
    mend(address, ("status", INFO, row, "reporter", "Lan"))


def test_a_held_value_is_decided_and_waits_no_longer(address: str, send: Send) -> None:
    def doubtful(book) -> None:
        book[INFO]["C19"] = "1.30"
        book[INFO]["C16"] = "0.05"

    send("DLK-S01", doubtful)
    with reading(address) as reader:
        waiting = held_values(reader, Q4)
        assert {held.cell for held in waiting} == {"C16", "C19"}
    assert authority(address) is None
    desk.decide(report(address), INFO, "C19", 130, who="Hòa", reason="đã hỏi", address=address)
    assert authority(address) == 130
    with reading(address) as reader:
        assert {held.cell for held in held_values(reader, Q4)} == {"C16"}
        (row,) = [r for r in measure(reader, "values_held", period=Q4, by="unit").rows if r.key == "DLK-S01"]
        assert row.value == 1
    with pytest.raises(UsageError):
        desk.decide(report(address), INFO, "C19", 130, who="Hòa", reason="đã hỏi", address=address)
    undo(None, "test", address)
    with reading(address) as reader:
        assert {held.cell for held in held_values(reader, Q4)} == {"C16", "C19"}


def test_a_held_value_of_a_table_is_decided_in_its_row(address: str, send: Send) -> None:
    send("DLK-S01", setting(DOSSIERS, "D9", "1 2"))
    desk.decide(report(address), DOSSIERS, "D9", 12, who="Hòa", reason="đã hỏi", address=address)
    with reading(address) as reader:
        found = reader.rows(f"select row_number, received_online from handling where report_id = {report(address)}")
    assert dict(found)[9] == 12


def test_the_desk_knows_every_sum_that_the_reception_demands() -> None:
    """Add what is missing to desk/sums.toml: a corrected report must hold what a workbook must hold."""
    known = {(one.relation, one.whole, frozenset(p.rstrip("?") for p in one.parts), one.within) for one in sums()}
    demanded = set()
    for layout in layouts().values():
        if layout.relation not in {"status", "handling", "inventory"}:
            continue
        for identity in layout.identities:
            if rules()[identity.rule].severity != "error":
                continue  # a warning may stand, with a reason
            names = [identity.whole, *(part.rstrip("?") for part in identity.parts)]
            relation = names[0].rpartition(".")[0] or layout.relation
            whole, *parts = (name.rpartition(".")[2] for name in names)
            demanded.add((relation, whole, frozenset(parts), identity.kind == "within"))
    # What an annex leaves out is optional in the full form: the fuller sum holds for both.
    covered = {(r, w, frozenset(parts - {"returned_withdrawn"}), within) for r, w, parts, within in known}
    assert demanded - known - covered == set()
