"""The day a report is due, counted by hand, and what became of each report: on time, late, missing, returned, not yet due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from base.calendar import shipped_calendar
from base.ladder import GROUPS as HOUSE_GROUPS
from base.period import parse_period
from indicators import Duty, Row, Scope, disciplines, due_days, duties, measure, periods, punctuality, reported_period, reviewed
from store import reading, undo, writing
from tests.indicators.small_world import GROUPS, Report, Unit, calendar, register, send

LATER = date(2030, 1, 1)
XA, SO = GROUPS["X"], GROUPS["S"]


@pytest.fixture
def address(tmp_path: Path) -> str:
    made = str(tmp_path / "store")
    register(made)
    return made


def due(address: str, label: str) -> dict[str | None, date]:
    with reading(address) as reader:
        return {one.unit_group: one.due_on for one in due_days(reader, parse_period(label))}


def owed(address: str, label: str, today: date = LATER, **narrowed: str) -> dict[str, Duty]:
    with reading(address) as reader:
        return {one.unit_id: one for one in duties(reader, [parse_period(label)], today, Scope(**narrowed))}


def total(address: str, code: str, label: str) -> Row:
    with reading(address) as reader:
        return measure(reader, code, period=parse_period(label)).rows[0]


@pytest.mark.parametrize(
    ("label", "working_days", "day"),
    [
        # 2018Q4 ends on Friday 14/12/2018: Mon 17, Tue 18, Wed 19, …
        ("2018Q4", 1, date(2018, 12, 17)),
        ("2018Q4", 3, date(2018, 12, 19)),
        ("2018Q4", 6, date(2018, 12, 24)),
        # … Mon 31/12 is the 11th; Tue 1/1/2019 is New Year, so the 12th is Wed 2/1/2019
        ("2018Q4", 11, date(2018, 12, 31)),
        ("2018Q4", 12, date(2019, 1, 2)),
        ("2018Q4", 0, date(2018, 12, 14)),
        # 2019Q2 ends on Friday 14/6/2019; 2019Q3 on Saturday 14/9/2019, so Monday 16 is the first
        ("2019Q2", 5, date(2019, 6, 21)),
        ("2019Q3", 1, date(2019, 9, 16)),
        # January 2018 closes on Sunday 14/1; Tết 14–20/2: Tue 13/2 is the 22nd working day, Wed 21/2 the 23rd
        ("2018M01", 22, date(2018, 2, 13)),
        ("2018M01", 23, date(2018, 2, 21)),
        # April 2016 closes on Thu 14/4: Fri 15; Mon 18 is off for the Kings' Day on a Saturday; Tue 19, …, Fri 29/4 is the
        # 10th; 30/4 and 1/5 fall on a weekend, so Mon 2/5 and Tue 3/5 are off: Wed 4/5 is the 11th
        ("2016M04", 2, date(2016, 4, 19)),
        ("2016M04", 10, date(2016, 4, 29)),
        ("2016M04", 11, date(2016, 5, 4)),
    ],
)
def test_a_due_day_is_counted_in_working_days(address: str, label: str, working_days: int, day: date) -> None:
    calendar(address, [{"working_days": working_days}])
    assert set(due(address, label).values()) == {day}


def test_a_ministry_that_reports_once_a_year_is_not_late_for_its_quarters(address: str) -> None:
    calendar(address, [{"working_days": 5}])
    send(address, [Report("S1", "2018", received=date(2018, 12, 20)), Report("H1", "2018", received=date(2019, 1, 20))])
    # The year ends on Friday 14/12/2018: five working days later is Friday 21.
    assert set(due(address, "2018Q1").values()) == set(due(address, "2018Q4").values()) == {date(2018, 12, 21)}
    assert (owed(address, "2018Q1")["S1"].state, owed(address, "2018Q1")["H1"].days_late) == ("on_time", 30)
    with reading(address) as reader:
        assert [reported_period(reader, parse_period(label)).label for label in ("2018Q1", "2018Q4")] == ["2018Q1", "2018"]
        assert reviewed(reader, parse_period("2018")).total == 2
    # As soon as one office reports on the quarter itself, that is what is asked for.
    send(address, [Report("X1", "2018Q1", received=date(2018, 3, 20))])
    assert set(due(address, "2018Q1").values()) == {date(2018, 3, 21)}
    assert owed(address, "2018Q1")["S1"].state == "late"


def test_a_deadline_typed_wrong_by_far_is_still_a_day(address: str) -> None:
    calendar(address, [{"working_days": 50_000_000}])
    assert date(2021, 1, 1) < due(address, "2018Q4")[XA] < date(2025, 1, 1)


def test_without_a_calendar_of_its_own_a_programme_has_the_shipped_one(address: str) -> None:
    shipped = shipped_calendar()
    assert set(shipped.deadlines) - {None} <= set(HOUSE_GROUPS)
    assert (shipped.deadlines[XA], shipped.deadlines[SO], shipped.deadlines[None]) == (3, 5, 5)
    found = due(address, "2018Q4")
    assert (found[XA], found[SO], found["Khác"]) == (date(2018, 12, 19), date(2018, 12, 21), date(2018, 12, 21))


def test_the_shipped_holidays_hold_every_tet() -> None:
    """New Year's Day of the lunar year, reckoned from the new moon."""
    first = ["2014-01-31", "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12",
             "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06"]  # fmt: skip
    holidays = shipped_calendar().holidays
    assert {holidays.get(date.fromisoformat(day)) for day in first} == {"Tết Nguyên đán"}
    fixed = {date(year, *day) for year in range(2014, 2028) for day in ((1, 1), (4, 30), (5, 1), (9, 2))}
    assert fixed <= set(holidays)


def test_own_deadlines_come_first_by_group_and_by_day(address: str) -> None:
    old = {"valid_to": date(2018, 6, 30)}
    calendar(address, [{"working_days": 8}, {"unit_group": XA, "working_days": 2} | old, {"unit_group": XA, "working_days": 1,
                       "valid_from": date(2018, 7, 1)}])  # fmt: skip
    assert due(address, "2018Q2")[XA] == date(2018, 6, 18)  # Thursday 14/6: Fri 15, Mon 18
    assert due(address, "2018Q4")[XA] == date(2018, 12, 17)
    assert due(address, "2018Q4")[SO] == date(2018, 12, 26)


def test_own_holidays_of_a_year_replace_the_shipped_ones_of_that_year_only(address: str) -> None:
    calendar(address, [{"working_days": 12}], [date(2018, 12, 17)])
    assert set(due(address, "2018Q4").values()) == {date(2019, 1, 3)}, "17/12 is off, and so is 1/1/2019 of the shipped list"
    calendar(address, [{"working_days": 12}], [date(2019, 3, 18)])
    assert set(due(address, "2018Q4").values()) == {date(2019, 1, 1)}, "2019 is the programme's own now"


def test_each_report_is_on_time_late_or_missing(address: str) -> None:
    send(address, [
        Report("X1", "2018Q4", received=date(2018, 12, 19)),
        Report("X2", "2018Q4", received=date(2018, 12, 20)),
        Report("S1", "2018Q4", received=date(2018, 12, 20)),
        Report("H1", "2018Q4", "annex", received=date(2019, 1, 4)),
    ])  # fmt: skip
    found = owed(address, "2018Q4", date(2019, 1, 10))
    told = {unit: (one.state, one.days_late) for unit, one in found.items()}
    assert told == {
        "X1": ("on_time", 0), "X2": ("late", 1), "S1": ("on_time", 0), "H1": ("late", 14),
        "X3": ("missing", 22), "H2": ("missing", 20), "P1": ("missing", 23),
    }  # fmt: skip
    assert "T" not in found, "the province itself owes nothing"
    assert set(owed(address, "2018Q4", parent="H2")) == {"H2", "X3"}
    counts = {code: total(address, code, "2018Q4").value for code in ("reports_expected", "reports_received", "reports_on_time")}
    assert counts == {"reports_expected": 7, "reports_received": 4, "reports_on_time": 2}
    rates = [total(address, code, "2018Q4").value for code in ("submission_rate", "submission_on_time_rate")]
    assert rates == [4 / 7, 2 / 7]


def test_before_the_due_day_a_report_is_neither_missing_nor_late(address: str) -> None:
    assert {one.state for one in owed(address, "2018Q4", date(2018, 12, 18)).values()} == {"waiting"}
    on_the_day = owed(address, "2018Q4", date(2018, 12, 19))
    assert (on_the_day["X1"].state, on_the_day["P1"].state, on_the_day["P1"].days_late) == ("waiting", "missing", 1)


def test_a_year_is_owed_quarter_by_quarter(address: str) -> None:
    send(address, [Report("X1", "2018Q1", received=date(2018, 3, 16)), Report("X1", "2018Q2", received=date(2018, 9, 1))])
    row = total(address, "submission_on_time_rate", "2018")
    assert (row.part, row.whole) == (1, 28)
    with reading(address) as reader:
        found = [one for one in duties(reader, [parse_period("2018")], LATER) if one.unit_id == "X1"]
    assert [(one.period, one.state) for one in found] == [
        ("2018Q1", "on_time"), ("2018Q2", "late"), ("2018Q3", "missing"), ("2018Q4", "missing")]  # fmt: skip


def test_the_first_version_decides_and_a_load_taken_back_does_not(address: str) -> None:
    send(address, [Report("X1", "2018Q4", received=date(2018, 12, 18))])
    send(address, [Report("X1", "2018Q4", version=2, received=date(2019, 2, 1))])
    assert owed(address, "2018Q4")["X1"].state == "on_time"
    send(address, [Report("X2", "2018Q4", received=date(2018, 12, 20))])
    second = send(address, [Report("X2", "2018Q4", "annex", received=date(2018, 12, 18))])
    assert owed(address, "2018Q4")["X2"].state == "on_time"
    undo(second, who="test", address=address)
    assert owed(address, "2018Q4")["X2"].state == "late"


def test_a_report_whose_day_was_not_kept_came_on_the_day_of_its_load(address: str) -> None:
    send(address, [Report("X1", "2018Q4")])
    one = owed(address, "2018Q4")["X1"]
    assert one.state == "late"
    assert one.received_on is not None
    assert abs((one.received_on - date.today()).days) <= 1


def test_a_returned_workbook_is_no_report_and_no_silence(address: str) -> None:
    with writing("test", "reports", address=address) as writer:
        number = writer.new_file_id()
        file = {"file_id": number, "name": "x.xlsx", "sha256": "a", "outcome": "returned"}
        writer.append_rows("file", [file])
        finding = {"file_id": number, "unit_id": "X1", "period": "2018Q4", "severity": "error", "rule": "r", "value": "1"}
        writer.append_rows("finding", [finding, finding | {"severity": "warning"}])
    one = owed(address, "2018Q4", date(2018, 12, 15))["X1"]
    assert (one.state, one.received_on) == ("returned", None)
    assert one.returned_on is not None
    assert (total(address, "data_errors", "2018Q4").value, total(address, "data_warnings", "2018Q4").value) == (1, 1)
    assert total(address, "data_errors", "2018").value == 1
    assert total(address, "data_errors", "2018Q3").status == "not_reported"
    send(address, [Report("X1", "2018Q4", received=date(2018, 12, 18))])
    assert owed(address, "2018Q4")["X1"].state == "on_time"


def test_who_closes_or_is_let_off_owes_nothing_more(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address, [
        Unit("X1", valid_to=date(2018, 9, 14)), Unit("X2", valid_from=date(2018, 9, 15)),
        Unit("X3"), Unit("X3", obligation=None, valid_from=date(2018, 7, 1)),
    ])  # fmt: skip
    send(address, [Report("X1", "2018Q4", received=date(2018, 12, 15))])
    assert {label: set(owed(address, label)) for label in ("2018Q2", "2018Q3", "2018Q4")} == {
        "2018Q2": {"X1", "X3"}, "2018Q3": {"X1"}, "2018Q4": {"X2"}}  # fmt: skip
    assert total(address, "submission_rate", "2018Q4").value == 0


@pytest.mark.parametrize("scope", [Scope(), Scope(group=XA), Scope(parent="H2")])
def test_what_is_counted_of_units_and_of_quarters_is_what_each_owed(address: str, scope: Scope) -> None:
    send(address, [
        Report("X1", "2018Q3", received=date(2018, 9, 17)), Report("X3", "2018Q3", received=date(2018, 11, 1)),
        Report("X1", "2018Q4", received=date(2018, 12, 20)), Report("H2", "2018Q4", received=date(2018, 12, 18)),
    ])  # fmt: skip
    day = date(2018, 12, 19)
    with reading(address) as reader:
        asked = periods(reader)
        told = duties(reader, asked, day, scope)
        counted, quarters = disciplines(reader, asked, day, scope), punctuality(reader, asked, day, scope)
        some = duties(reader, asked, day, scope, ["X3"])
    assert {one.state for one in told} >= {"on_time", "late"}
    for one in counted:
        owed = [duty for duty in told if duty.unit_id == one.unit_id]
        failed = sum(duty.state in ("late", "returned", "missing") for duty in owed)
        last = max((duty.period for duty in owed if duty.received_on), default=None)
        assert one == (one.unit_id, len(owed), failed, last)
    assert len(counted) == len({duty.unit_id for duty in told})
    states = {period.label: [duty.state for duty in told if duty.period == period.label] for period in asked}
    assert list(quarters) == [(label, len(found), found.count("on_time")) for label, found in states.items()]
    assert some == tuple(duty for duty in told if duty.unit_id == "X3")
