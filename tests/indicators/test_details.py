"""The finer rules of single indicators, each with the smallest province that shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from base.period import parse_period
from indicators import Row, held_values, measure, phases, units
from store import reading
from tests.indicators import small_world
from tests.indicators.small_world import Report, Unit, register, send

APPLIED = {"stage": 3, "edition": "2008", "path": "new"}


@pytest.fixture
def address(tmp_path: Path) -> str:
    made = str(tmp_path / "store")
    register(made)
    return made


def rows(address: str, code: str, label: str, by: str = "unit") -> dict[str, Row]:
    with reading(address) as reader:
        return {row.key: row for row in measure(reader, code, period=parse_period(label), by=by).rows}


def value(address: str, code: str, label: str) -> float | None:
    return rows(address, code, label, "total")["total"].value


def activity(kind: str, on: date, **more: Any) -> dict[str, Any]:
    return {"sheet": "S", "row_number": 4, "kind": kind, "happened_on": on, "content": "ISO", **more}


def test_an_audit_counts_for_twelve_months(address: str) -> None:
    audited = {"activity": [activity("audit", date(2018, 1, 20))]}
    send(address, [Report("X1", "2018Q1", status=APPLIED, rows=audited), Report("X2", "2018Q1", status=APPLIED)])
    send(address, [Report("X3", "2018Q1", "annex", APPLIED)])
    told = {label: rows(address, "audit_rate", label, "total")["total"] for label in ("2018Q1", "2018Q4", "2019Q1")}
    assert {label: (row.part, row.whole, row.reported) for label, row in told.items()} == {
        "2018Q1": (1, 2, 2), "2018Q4": (1, 2, 0), "2019Q1": (None, None, 0)}  # fmt: skip
    send(address, [Report("X1", "2019Q1", status=APPLIED)])
    assert rows(address, "audit_rate", "2019Q1")["X1"].part == 0, "the audit is 14 months old"


def test_a_course_that_two_lists_name_counts_once_and_its_people_as_the_newer_says(address: str) -> None:
    def attended(people: int) -> Report:
        came = [activity("training", date(2018, 2, 1), unit_id=unit, participants=people) for unit in ("X1", "X2")]
        return Report(None, "2018Q1", "list", rows={"activity": came})

    send(address, [attended(10)])
    send(address, [attended(7)])
    assert value(address, "training_courses", "2018Q1") == 1
    assert value(address, "training_units", "2018Q1") == 2
    assert value(address, "training_participants", "2018Q1") == 14
    assert set(rows(address, "training_courses", "2018Q1")) == {"H1"}, "counted at the superior of those who came"
    apart = activity("training", date(2018, 2, 9), unit_id="X3")
    send(address, [Report(None, "2018Q1", "list", rows={"activity": [apart]})])
    assert value(address, "training_courses", "2018Q1") == 2


def test_only_a_report_on_the_whole_quarter_answers_for_it(address: str) -> None:
    send(address, [Report("X1", "2018M01", status=APPLIED), Report("X2", "2018", "annex", APPLIED)])
    told = rows(address, "submission_rate", "2018Q1")
    assert (told["X1"].value, told["X2"].value) == (0, 1)
    assert rows(address, "submission_rate", "2018")["X2"].part == 4


def test_the_path_goes_with_its_edition(address: str) -> None:
    on_2015 = {"stage": 3, "edition": "2015"}
    send(address, [Report("X1", "2018Q1", status=APPLIED), Report("X1", "2018Q2", status=on_2015)])
    assert value(address, "units_v2015", "2018Q2") == 1
    assert value(address, "units_new_2015", "2018Q2") is None, "that it was built new was said of 2008"


@pytest.mark.parametrize(
    ("own", "annex", "listed", "total", "other"),
    [
        ({"procedures_tthc": 5, "procedures_internal": 2}, {"procedures_total": 6}, 0, 6, None),
        ({"procedures_tthc": 5, "procedures_internal": 2}, {"procedures_other": 1, "procedures_total": 6}, 0, 8, 1),
        ({"procedures_tthc": 5, "procedures_internal": 2}, {"procedures_other": 1}, 3, 10, 3),
        ({}, {"procedures_total": 460}, 0, 460, None),
        ({"procedures_tthc": 5, "procedures_internal": 2}, {}, 0, 7, None),
    ],
)
def test_all_procedures(
    address: str, own: dict[str, int], annex: dict[str, int], listed: int, total: int, other: int | None
) -> None:
    kinds = ["product_quality", "other", "other"][:listed] + (["tthc"] if listed else [])
    listing = {"procedure": [{"sheet": "Quy trình", "row_number": 4 + i, "kind": kind} for i, kind in enumerate(kinds)]}
    send(address, [Report("X1", "2018Q1", "own", {"stage": 3} | own, rows=listing), Report("X1", "2018Q1", "annex", annex)])
    assert value(address, "procedures_total", "2018Q1") == total
    assert value(address, "procedures_other", "2018Q1") == other


def test_a_rate_is_of_units_that_tell_both_its_parts(address: str) -> None:
    both = {"stage": 3, "procedures_tthc": 3, "tthc_authority": 4}
    send(address, [Report("X1", "2018Q1", status=both), Report("X2", "2018Q1", status={"stage": 3, "procedures_tthc": 90})])
    row = rows(address, "tthc_in_qms_rate", "2018Q1", "total")["total"]
    assert (row.part, row.whole, row.reported) == (3, 4, 1)


def test_a_held_value_waits_in_every_later_quarter_and_in_no_figure(address: str) -> None:
    held = {
        "relation": "status",
        "field": "docs_mandatory",
        "sheet": "S",
        "cell": "C16",
        "raw": "1.1189",
        "candidates": "1189;11189",
    }
    send(address, [Report("X1", "2018Q1", status=APPLIED, rows={"held": [held]}), Report("X1", "2018Q2", status=APPLIED)])
    assert [value(address, "values_held", label) for label in ("2017Q4", "2018Q1", "2018Q2")] == [0, 1, 1]
    assert value(address, "docs_mandatory", "2018Q1") is None


def test_the_register_is_read_as_it_was(address: str) -> None:
    """A later extension of who is obliged does not rewrite earlier rates; a correction of the same row does."""
    send(address, [Report(unit, "2018Q1", status=APPLIED) for unit in ("X1", "X2")])
    register(address, [Unit("X2", "H1", "Bắt buộc", valid_from=date(2018, 6, 20))])
    assert [value(address, "units_mandatory", label) for label in ("2018Q2", "2018Q3")] == [4, 5]
    assert value(address, "units_in_scope", "2018Q3") == 6, "two rows, one unit"
    register(address, [Unit("X3", "H2", None)])
    assert value(address, "units_in_scope", "2018Q1") == 5
    with reading(address) as reader:
        assert {unit.unit_id: unit.obligation for unit in units(reader)}["X2"] == "Bắt buộc"


def test_the_newest_programme_replaces_the_one_before(address: str) -> None:
    small_world.phases(address, ("2008", date(2014, 1, 1), date(2018, 12, 31)), ("2015", date(2019, 1, 1), date(2020, 6, 30)))
    small_world.phases(address, ("2008", date(2014, 1, 1), date(2018, 12, 31)), ("2015", date(2019, 1, 1), date(2021, 6, 30)))
    send(address, [Report("X1", "2018Q1", status=APPLIED)])
    with reading(address) as reader:
        assert [phase.ends_on for phase in phases(reader)] == [date(2018, 12, 31), date(2021, 6, 30)]
        assert held_values(reader, parse_period("2018Q1")) == ()
    assert value(address, "conversion_overdue", "2020Q4") == 0
