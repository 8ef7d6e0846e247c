"""Silence is not zero, newer stands before older, own before annex: small provinces with one gap each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import store
from base.period import parse_period
from indicators import NO_BASE, NOT_REPORTED, Row, Scope, catalogue, explain, measure, measured_together, periods, transitions
from store import reading
from tests.indicators.small_world import UNITS, Report, Unit, phases, register, send

ON_2008 = {"stage": 3, "edition": "2008", "path": "new"}
ON_2015 = {"stage": 3, "edition": "2015", "path": "converted"}


@pytest.fixture
def address(tmp_path: Path) -> str:
    made = str(tmp_path / "store")
    register(made)
    return made


def rows(address: str, code: str, label: str, by: str = "total", **narrowed: str) -> dict[str, Row]:
    with reading(address) as reader:
        found = measure(reader, code, period=parse_period(label), by=by, scope=Scope(**narrowed))
        return {row.key: row for row in found.rows}


def total(address: str, code: str, label: str, **narrowed: str) -> Row:
    return rows(address, code, label, **narrowed)["total"]


def test_a_silent_unit_keeps_its_stock_marked_as_carried_and_has_no_flow(address: str) -> None:
    first = {"status": ON_2008 | {"docs_mandatory": 5}, "dossiers": [{"resolved_total": 7, "pending_total": 2}]}
    send(address, [Report("X1", "2018Q1", **first), Report("X2", "2018Q1", **first), Report("X2", "2018Q2", **first)])
    for code, value in (("units_v2008", 2), ("docs_mandatory", 10), ("pending_total", 4)):
        row = total(address, code, "2018Q2")
        assert (row.value, row.reported, row.carried) == (value, 1, 1), code
    flow = total(address, "resolved_total", "2018Q2")
    assert (flow.value, flow.reported, flow.expected, flow.carried) == (7, 1, 7, 0)
    assert set(rows(address, "resolved_total", "2018Q2", "unit")) == {"X2"}
    assert set(rows(address, "docs_mandatory", "2018Q2", "unit")) == {"X1", "X2"}


def test_a_stage_told_without_its_edition_leaves_the_edition_carried(address: str) -> None:
    told = {"X1": ON_2015, "X2": {"stage": 3}, "X3": {"stage": 1}}
    send(address, [Report(unit, "2018Q1", status=ON_2008) for unit in told])
    send(address, [Report(unit, "2018Q2", status=status) for unit, status in told.items()])
    stage, edition = (total(address, code, "2018Q2") for code in ("adoption_rate", "units_v2008"))
    assert (stage.part, stage.reported, stage.carried) == (2, 3, 0)
    # X2 may have converted since; X3 applies none, so there is no edition to tell.
    assert (edition.value, edition.reported, edition.carried) == (1, 2, 1)
    with reading(address) as reader:
        first, last = parse_period("2018Q1"), parse_period("2018Q2")
        for of, untold in (("stage", set()), ("edition", {"X2"})):
            moves = transitions(reader, first, last, of).moves
            assert {move.unit_id for move in moves if move.unit_id in told and not move.new.told} == untold, of


def test_procedures_under_authority_come_from_the_newest_of_form_and_report_and_of_one_day_from_the_unit_itself(
    address: str,
) -> None:
    def listed(unit: str, label: str, many: int) -> Report:
        return Report(unit, label, "annex", rows={"inventory": [{"authority_total": many, "one_stop_total": 1}]})

    own = {"procedures_tthc": 10, "tthc_authority": 20}
    send(address, [Report("X1", "2018Q1", status=own), listed("X1", "2018Q1", 21), listed("X2", "2018Q1", 5)])
    send(address, [listed("X1", "2018Q2", 25)])
    told = {label: rows(address, "tthc_authority", label, "unit") for label in ("2018Q1", "2018Q2")}
    assert {label: {key: row.value for key, row in found.items()} for label, found in told.items()} == {
        "2018Q1": {"X1": 20, "X2": 5}, "2018Q2": {"X1": 25, "X2": 5},
    }  # fmt: skip
    assert [(row.reported, row.carried) for row in told["2018Q2"].values()] == [(1, 0), (0, 1)]
    rate = total(address, "tthc_in_qms_rate", "2018Q2")
    assert (rate.part, rate.whole, rate.reported, rate.carried) == (10, 25, 0, 1)
    with reading(address) as reader:
        for label, behind in told.items():
            cells = explain(reader, "tthc_authority", period=parse_period(label))
            found = {cell.unit: (cell.relation, cell.field, cell.value) for cell in cells}
            assert {unit: value for unit, (_, _, value) in found.items()} == {unit: row.value for unit, row in behind.items()}
        assert found["X1"] == ("inventory", "authority_total", 25)


def test_a_unit_that_never_reported_is_in_neither_part_nor_whole(address: str) -> None:
    send(address, [Report("X1", "2018Q1", status=ON_2008), Report("H1", "2018Q1", status={"stage": 0})])
    row = total(address, "adoption_rate", "2018Q1")
    assert (row.part, row.whole, row.reported, row.expected) == (1, 2, 2, 6)
    assert "X3" not in rows(address, "units_applied", "2018Q1", "unit")
    assert total(address, "units_applied", "2017Q4").status == NOT_REPORTED


def test_a_real_zero_stays_zero_and_a_zero_whole_has_no_value(address: str) -> None:
    send(address, [Report("X1", "2018Q1", dossiers=[{"resolved_total": 0, "resolved_by_deadline": 0, "pending_overdue": 0}])])
    assert total(address, "resolved_total", "2018Q1").value == 0
    rate = total(address, "on_time_rate", "2018Q1")
    assert (rate.part, rate.whole, rate.value, rate.status) == (0, 0, None, NO_BASE)
    assert total(address, "on_time_rate", "2018Q2").status == NOT_REPORTED


def test_a_share_is_of_the_fields_of_work_that_tell_both_its_sides(address: str) -> None:
    """A field that tells only one of the two would make the rate too low, or more than all."""
    whole = {"resolved_total": 10, "resolved_early": 3, "resolved_on_time": 5, "resolved_late": 2, "pending_overdue": 1}
    ways = {"received_online": 4, "received_direct": 6}
    halves = [
        {"resolved_total": 90, "received_direct": 90},
        {"resolved_by_deadline": 70, "resolved_late": 9, "received_online": 7},
    ]
    send(address, [Report("X1", "2018Q1", dossiers=[whole | ways, *halves])])
    told = {"on_time_rate": (8, 10), "on_time_rate_with_backlog": (8, 11), "overdue_rate": (3, 11), "online_rate": (4, 10)}
    for code, sides in told.items():
        row = total(address, code, "2018Q1")
        assert (row.part, row.whole) == sides, code
    assert total(address, "resolved_total", "2018Q1").value == 100
    with reading(address) as reader:
        cells = explain(reader, "on_time_rate", period=parse_period("2018Q1"), unit="X1")
    assert sorted(cell.value for cell in cells) == [3, 5, 10]


def test_an_unknown_field_of_a_new_report_is_carried_and_a_known_one_is_not(address: str) -> None:
    send(address, [Report("X1", "2018Q1", status=ON_2008 | {"docs_mandatory": 5}), Report("X1", "2018Q2", "annex", ON_2015)])
    assert total(address, "units_v2015", "2018Q2").reported == 1
    assert (total(address, "docs_mandatory", "2018Q2").value, total(address, "docs_mandatory", "2018Q2").carried) == (5, 1)


def test_own_comes_before_annex_field_by_field_and_dossiers_as_a_set(address: str) -> None:
    annex = Report("X1", "2018Q1", "annex", ON_2008 | {"docs_mandatory": 9, "tthc_authority": 30}, [{"resolved_total": 50}])
    own = Report("X1", "2018Q1", "own", ON_2015 | {"docs_mandatory": 4}, [{"resolved_total": 20}, {"resolved_total": 21}])
    send(address, [own])
    send(address, [annex])
    values = {code: total(address, code, "2018Q1").value for code in ("units_v2015", "docs_mandatory", "tthc_authority")}
    assert values == {"units_v2015": 1, "docs_mandatory": 4, "tthc_authority": 30}
    assert total(address, "resolved_total", "2018Q1").value == 41


def test_a_newer_version_counts_until_it_is_taken_back_and_the_past_stays_readable(address: str) -> None:
    send(address, [Report("X1", "2018Q1", status=ON_2008 | {"docs_mandatory": 5})])
    between = datetime.now(UTC)
    newer = send(address, [Report("X1", "2018Q1", status=ON_2015, version=2)])
    assert (total(address, "units_v2015", "2018Q1").value, total(address, "units_v2008", "2018Q1").value) == (1, 0)
    assert total(address, "docs_mandatory", "2018Q1").status == NOT_REPORTED, "the older version no longer counts"
    with reading(address) as reader:
        (then,) = measure(reader, "units_v2008", period=parse_period("2018Q1"), as_of=between).rows
    assert then.value == 1
    store.undo(newer, who="test", address=address)
    assert total(address, "units_v2008", "2018Q1").value == 1


def test_a_year_takes_its_own_report_or_its_quarters_never_both(address: str) -> None:
    quarters = [Report("X1", f"2018Q{i}", dossiers=[{"resolved_total": i, "pending_total": i}]) for i in (1, 2, 3, 4)]
    send(address, [*quarters, Report("X2", "2018", dossiers=[{"resolved_total": 100, "pending_total": 50}])])
    send(address, [Report("X2", f"2018Q{i}", dossiers=[{"resolved_total": 1}]) for i in (1, 2)])
    year = rows(address, "resolved_total", "2018", "unit")
    assert {unit: (row.value, row.reported) for unit, row in year.items()} == {"X1": (10, 1), "X2": (100, 1)}
    assert {unit: row.value for unit, row in rows(address, "pending_total", "2018", "unit").items()} == {"X1": 4, "X2": 50}
    send(address, [Report("X3", "2018Q1", dossiers=[{"resolved_total": 3}])])
    part = rows(address, "resolved_total", "2018", "unit")["X3"]
    assert (part.value, part.reported, part.expected) == (3, 0, 1), "one quarter of four is no report on the year"


def test_months_and_their_quarter_are_told_once(address: str) -> None:
    months = [Report("X1", f"2018M{i:02d}", dossiers=[{"resolved_total": 5}]) for i in (1, 2, 3)]
    send(address, [*months, Report("X1", "2018Q2", dossiers=[{"resolved_total": 1}])])
    assert total(address, "resolved_total", "2018Q1").value == 15
    assert total(address, "resolved_total", "2018H1").value == 16
    send(address, [Report("X1", "2018Q1", dossiers=[{"resolved_total": 14}])])
    assert total(address, "resolved_total", "2018Q1").value == 14
    assert total(address, "resolved_total", "2018H1").value == 15


def test_a_report_stands_for_the_period_of_its_label_whatever_days_it_prints(address: str) -> None:
    calendar_days = (date(2018, 1, 1), date(2018, 3, 31))
    send(address, [Report("X1", "2018Q1", "own", ON_2008, [{"resolved_total": 5}], printed=calendar_days)])
    for code, value in (("units_v2008", 1), ("resolved_total", 5)):
        row = total(address, code, "2018Q1")
        assert (row.value, row.reported) == (value, 1), code
    assert total(address, "submission_rate", "2018Q1").part == 1
    with reading(address) as reader:
        assert [period.label for period in periods(reader)] == ["2018Q1"]


def test_what_was_received_in_a_year_counts_what_was_carried_over_once(address: str) -> None:
    merged = {"received_total": 12, "resolved_total": 10, "pending_total": 2}
    split = merged | {"received_online": 6, "received_direct": 4, "carried_over": 2}
    quarters = ("2018Q1", "2018Q2")
    send(address, [Report("X1", quarter, "own", {}, [split]) for quarter in quarters])
    send(address, [Report("X2", quarter, "annex", {}, [merged]) for quarter in quarters])
    half = rows(address, "received_total", "2018H1", "unit")
    assert {unit: row.value for unit, row in half.items()} == {"X1": 22, "X2": 22}
    assert total(address, "carried_over", "2018H1").value == 2


def test_divisions_report_but_are_not_counted_as_offices(address: str) -> None:
    send(address, [Report(unit.unit_id, "2018Q1", status=ON_2008 | {"docs_mandatory": 1}) for unit in UNITS])
    assert total(address, "units_in_scope", "2018Q1").value == 6
    assert total(address, "units_mandatory", "2018Q1").value == 4
    assert total(address, "units_applied", "2018Q1").value == 6
    assert total(address, "commune_adoption_rate", "2018Q1").whole == 3
    assert (total(address, "docs_mandatory", "2018Q1").value, total(address, "docs_mandatory", "2018Q1").expected) == (8, 7)
    submitted = total(address, "submission_rate", "2018Q1")
    assert (submitted.part, submitted.whole) == (7, 7)


def test_a_closed_unit_leaves_part_and_whole_together(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address, [Unit("H1"), Unit("X1", "H1", valid_to=date(2018, 5, 31)), Unit("X2", "H1", valid_from=date(2018, 6, 1))])
    send(address, [Report("X1", "2018Q1", status=ON_2008, dossiers=[{"resolved_total": 3}])])
    send(address, [Report("H1", "2018Q2", status=ON_2015)])
    assert total(address, "adoption_rate", "2018Q1").whole == 1
    row = total(address, "adoption_rate", "2018Q2")
    assert (row.part, row.whole, row.expected) == (1, 1, 2), "X1 is gone, X2 has not spoken"
    assert total(address, "submission_rate", "2018Q2").value == 1 / 2
    assert total(address, "resolved_total", "2018").value == 3, "what it did while it lived stays in the year"


def test_conversion_is_overdue_after_the_deadline_of_the_programme(address: str) -> None:
    send(address, [Report("X1", "2018Q1", status=ON_2008), Report("X2", "2018Q1", status=ON_2015)])
    assert total(address, "conversion_overdue", "2021Q4").value is None, "no programme, no deadline, nothing to say"
    phases(address, ("2008", date(2014, 3, 5), date(2018, 12, 31)), ("2015", date(2019, 1, 1), date(2021, 6, 30)))
    assert total(address, "conversion_overdue", "2021Q2").value == 0
    assert total(address, "conversion_overdue", "2021Q3").value == 1
    assert total(address, "conversion_rate", "2021Q3").value == 1 / 2


def test_an_empty_store_has_no_figure_and_no_error(tmp_path: Path) -> None:
    with reading(str(tmp_path / "store")) as reader:
        assert periods(reader) == []
        assert [code for code in catalogue() if measure(reader, code).rows] == []
        for by in ("total", "unit"):
            told = measured_together(reader, catalogue(), [parse_period("2018Q4")], by=by)
            assert set(told) == set(catalogue())
            assert [code for code, one in told.items() if one.rows] == []
        for by in ("group", "level", "parent", "period"):
            assert measure(reader, "adoption_rate", by=by, period=parse_period("2018Q4")).rows == ()
