"""Who moved from where to where: rows add up to the earlier stock, columns to the later; who fell, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from base.errors import UsageError
from base.period import parse_period
from base.sentence import Sentence
from indicators import Fall, Matrix, Scope, falls, measure, transitions
from store import Reader, reading, writing
from tests.indicators.small_world import Report, Unit, register, send
from tests.indicators.test_commands import answer
from tests.indicators.test_rollup import province, reports

BEFORE, AFTER = parse_period("2018Q1"), parse_period("2018Q2")


def told(address: str, of: str = "stage", scope: Scope = Scope()) -> Matrix:  # noqa: B008
    with reading(address) as reader:
        return transitions(reader, BEFORE, AFTER, of, scope)


def counts(matrix: Matrix) -> dict[tuple[str, str], int]:
    return {key: len(moves) for key, moves in matrix.cells().items()}


def stock(reader: Reader, code: str, label: str) -> float:
    (row,) = measure(reader, code, period=parse_period(label)).rows
    return row.part or 0


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(reports())
def test_rows_add_up_to_the_earlier_stock_and_columns_to_the_later(sent: list[Report]) -> None:
    with province(sent) as reader:
        before, after = parse_period("2018Q2"), parse_period("2019Q1")
        stages = transitions(reader, before, after)
        editions = transitions(reader, before, after, "edition")
        assert len(stages.moves) == len({move.unit_id for move in stages.moves}), "each office once"
        for code, states in (("units_announced", ("announced",)), ("units_applied", ("announced", "applied"))):
            rows = sum(n for (old, _), n in counts(stages).items() if old in states)
            columns = sum(n for (_, new), n in counts(stages).items() if new in states)
            assert (rows, columns) == (stock(reader, code, "2018Q2"), stock(reader, code, "2019Q1")), code
        for code, edition in (("units_v2008", "2008"), ("units_v2015", "2015")):
            rows = sum(n for (old, _), n in counts(editions).items() if old == edition)
            columns = sum(n for (_, new), n in counts(editions).items() if new == edition)
            assert (rows, columns) == (stock(reader, code, "2018Q2"), stock(reader, code, "2019Q1")), code


def small(tmp_path: Path) -> str:
    address = str(tmp_path / "store")
    closing = Unit("X5", "H1", valid_to=date(2018, 4, 1))
    opening = Unit("X6", "H1", valid_from=date(2018, 4, 2))
    register(address, [Unit("H1"), Unit("P1", "H1"), *(Unit(f"X{i}", "H1") for i in range(1, 5)), closing, opening])
    applied = {"stage": 2, "edition": "2008"}
    send(address, [Report(unit, "2018Q1", status=applied) for unit in ("X1", "X2", "X3", "X5", "P1")])
    return address


def test_silent_new_and_closed_offices_have_states_of_their_own(tmp_path: Path) -> None:
    address = small(tmp_path)
    send(address, [Report("X1", "2018Q2", status={"stage": 3, "edition": "2015", "path": "converted"})])
    matrix = told(address)
    assert counts(matrix) == {
        ("applied", "announced"): 1,
        ("applied", "applied"): 2,  # carried: X2 and X3 are silent in the second quarter
        ("applied", "absent"): 1,
        ("absent", "silent"): 1,
        ("silent", "silent"): 2,
    }
    assert [move.unit_id for move in matrix.cells()["applied", "applied"] if not move.new.told] == ["X2", "X3"]
    assert "P1" not in {move.unit_id for move in matrix.moves}, "a division is part of its committee"
    assert counts(told(address, "edition"))["2008", "2015"] == 1
    assert {move.unit_id for move in told(address, scope=Scope(unit="X1")).moves} == {"X1"}


def fallen(address: str) -> dict[str, Fall]:
    with reading(address) as reader:
        return {fall.move.unit_id: fall for fall in falls(reader, BEFORE, AFTER)}


def test_those_who_fell_say_why(tmp_path: Path) -> None:
    address = small(tmp_path)
    note = {"stage": -1, "note": "Hết kinh phí"}
    withdrawn = {"stage": -2, "withdrawn_on": date(2018, 5, 5)}
    send(address, [Report("X1", "2018Q2", status=note), Report("X2", "2018Q2", status=withdrawn)])
    send(address, [Report("X3", "2018Q2", status={"stage": 1})])
    with writing("test", "reports", address=address) as writer:
        writer.append_rows("file", [{"file_id": 7, "name": "x.xlsx", "sha256": "7", "outcome": "accepted_with_warnings"}])
        about = {"rule": "state_goes_back", "severity": "warning", "unit_id": "X3", "period": "2018Q2"}
        writer.append_rows("finding", [about | {"file_id": 7, "message_vi": "lùi", "message_en": "back"}])
    told_of = fallen(address)
    assert (told_of["X1"].declared, told_of["X1"].note) == (True, "Hết kinh phí")
    assert (told_of["X2"].declared, told_of["X2"].withdrawn_on) == (True, date(2018, 5, 5))
    assert (told_of["X3"].declared, told_of["X3"].note, told_of["X3"].finding) == (False, None, Sentence("lùi", "back"))
    assert next(iter(told_of)) == "X3", "who declared nothing stands first"


def test_a_lapse_lowers_the_rate(tmp_path: Path) -> None:
    """Quảng Nam 2014: 41 offices, 24 certified, 8 building, 7 with a plan, 2 without; 7 of the 24 certificates lapsed."""
    address = str(tmp_path / "store")
    stages = [3] * 24 + [1] * 8 + [0] * 9
    register(address, [Unit(f"S{i:02d}") for i in range(41)])
    send(address, [Report(f"S{i:02d}", "2018Q1", status={"stage": s, "edition": "2008"}) for i, s in enumerate(stages)])
    lapsed = {"stage": -2, "edition": "2008", "note": "Không có kinh phí"}
    now = [lapsed if i < 7 else {"stage": s, "edition": "2008"} for i, s in enumerate(stages)]
    send(address, [Report(f"S{i:02d}", "2018Q2", status=status) for i, status in enumerate(now)])
    with reading(address) as reader:
        rates = [measure(reader, "announcement_rate", period=period).rows[0] for period in (BEFORE, AFTER)]
        applied = [stock(reader, "units_applied", label) for label in ("2018Q1", "2018Q2")]
    assert [(row.part, row.whole) for row in rates] == [(24, 41), (17, 41)]
    assert applied == [24, 17], "an announcement withdrawn is neither announced nor applied"
    assert counts(told(address))["announced", "withdrawn"] == 7
    assert {(fall.declared, fall.note) for fall in fallen(address).values()} == {(True, "Không có kinh phí")}
    assert len(fallen(address)) == 7


@pytest.mark.parametrize("stage", [-1, -2])
@pytest.mark.parametrize("code", ["units_started", "units_applied", "units_announced", "units_v2008", "units_v2015"])
def test_beside_the_ladder_is_on_no_rung_of_it(tmp_path: Path, stage: int, code: str) -> None:
    address = str(tmp_path / "store")
    register(address, [Unit("X1")])
    send(address, [Report("X1", "2018Q1", status={"stage": stage, "edition": "2008"})])
    with reading(address) as reader:
        assert stock(reader, code, "2018Q1") == 0


def test_periods_out_of_order_are_refused(tmp_path: Path) -> None:
    with reading(str(tmp_path / "store")) as reader, pytest.raises(UsageError):
        transitions(reader, AFTER, BEFORE)


def test_the_command_gives_the_units_behind_each_cell(
    province_address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QMS_STORE", province_address)
    document = answer(capsys, "transitions", "--from", "2019Q4", "--to", "2021Q1", "--of", "edition")
    cells = {(cell["from"], cell["to"]): cell for cell in document["cells"]}
    found = {key: cell["count"] for key, cell in cells.items()}
    assert found == {("2015", "2015"): 86, ("2008", "2015"): 144, ("2008", "2008"): 17}
    assert len(set(cells["2008", "2015"]["units"])) == 144
    assert document["falls"] == []
