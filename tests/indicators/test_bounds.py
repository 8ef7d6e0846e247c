"""What silence leaves open: whatever the silent units say, the figure stays inside its bounds, and the ends can be reached."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from base.period import parse_period
from indicators import Row, Scope, assume, catalogue, measure, measured_together, settle
from indicators.doubt.settling import MET, MISSED, NO_FIGURE, UNSETTLED
from store import Reader, reading, writing
from tests.indicators.small_world import UNITS, Report, Unit, register, send
from tests.indicators.test_rollup import dossiers, statuses

NOW, BEFORE = "2018Q2", "2018Q1"
RATES = [code for code, one in catalogue().items() if one.kind == "ratio"]
AIMED = [code for code in RATES if catalogue()[code].better != "neutral"]
BOUNDED = [code for code, one in catalogue().items() if one.kind == "ratio" or one.bounds == "unit"]
REPORTING = [unit.unit_id for unit in UNITS if unit.unit_id != "T"]


@st.composite
def told(draw: st.DrawFn, unit: str, quarter: str) -> Report:
    kinds = draw(st.lists(st.sampled_from(["audit", "review"]), max_size=2))
    days = {BEFORE: date(2018, 2, 1), NOW: date(2018, 5, 2)}
    rows = {"activity": [{"sheet": "S", "row_number": i, "kind": k, "happened_on": days[quarter]} for i, k in enumerate(kinds)]}
    full = draw(statuses().filter(lambda status: status["stage"] is not None))
    return Report(unit, quarter, "own", full, [draw(dossiers()), draw(dossiers())], rows=rows)


def held_back(draw: st.DrawFn, whole: Report) -> Report:
    """The report as it came at first: what is held of it is in none of its rows, until someone decides."""
    relation = draw(st.sampled_from(["status", "handling", "activity"]))
    field = draw(st.sampled_from(["stage", "edition"])) if relation == "status" else "?"
    held = {"held": [{"relation": relation, "field": field, "sheet": "S", "cell": "C9", "raw": "?"}]}
    if relation == "status":
        return replace(whole, status=whole.status | {field: None}, rows=whole.rows | held)
    if relation == "handling":
        lost = dict.fromkeys(draw(st.sets(st.sampled_from(sorted(whole.dossiers[0])), min_size=1)))
        return replace(whole, dossiers=[whole.dossiers[0] | lost, *whole.dossiers[1:]], rows=whole.rows | held)
    return replace(whole, rows={"activity": whole.rows["activity"][1:]} | held)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Report], list[Report]]:
    """Reports of two quarters, and what the units might have said that are silent in the second one, wholly or in part."""
    silent = draw(st.sets(st.sampled_from(REPORTING), min_size=1, max_size=4))
    earlier = [draw(told(unit, BEFORE)) for unit in REPORTING if draw(st.booleans())]
    now = {unit: draw(told(unit, NOW)) for unit in REPORTING}
    first = [held_back(draw, now[unit]) if draw(st.booleans()) else now[unit] for unit in REPORTING if unit not in silent]
    later = [replace(now[one.unit_id], version=2) for one in first if "held" in one.rows]
    return earlier + first, [now[unit] for unit in sorted(silent)] + later


@contextmanager
def two_states(sent: list[Report], filled: list[Report]) -> Iterator[tuple[Reader, Reader]]:
    with tempfile.TemporaryDirectory() as folder:
        for name, reports in (("before", sent), ("after", sent + filled)):
            register(f"{folder}/{name}")
            send(f"{folder}/{name}", reports)
        with reading(f"{folder}/before") as before, reading(f"{folder}/after") as after:
            yield before, after


def rows(reader: Reader, code: str, by: str, scope: Scope = Scope()) -> dict[str, Row]:  # noqa: B008
    return {row.key: row for row in measure(reader, code, period=parse_period(NOW), by=by, scope=scope).rows}


def all_rows(reader: Reader, by: str) -> dict[str, dict[str, Row]]:
    told = measured_together(reader, BOUNDED, [parse_period(NOW)], by=by)
    return {code: {row.key: row for row in one.rows} for code, one in told.items()}


QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # a failing province of two quarters takes minutes to shrink
few = settings(
    max_examples=4, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@few
@given(worlds())
def test_bounds_contain_whatever_the_silent_units_say(world: tuple[list[Report], list[Report]]) -> None:
    with two_states(*world) as (before, after):
        for by in ("total", "parent"):
            was, filled = all_rows(before, by), all_rows(after, by)
            for code in BOUNDED:
                for key, row in was[code].items():
                    value = filled[code][key].value
                    for known in (row.value, value):
                        assert known is None or row.low is None or row.low <= known, (code, by, key)
                        assert known is None or row.high is None or known <= row.high, (code, by, key)
        for total in (one["total"] for one in all_rows(after, "total").values()):
            assert total.silent or total.low == total.high == total.value, "nothing is open where all have told"


@few
@given(worlds(), st.sampled_from([0.2, 0.5, 0.75, 1.0]), st.lists(st.sampled_from(AIMED), min_size=15, unique=True))
def test_a_target_that_is_settled_stays_so_and_an_open_one_is_settled_by_as_many_as_were_told(
    world: tuple[list[Report], list[Report]], target: float, codes: list[str]
) -> None:
    with two_states(*world) as (before, after):
        for code in codes[:15]:
            was, will = (settle(reader, code, parse_period(NOW), target) for reader in (before, after))
            if was.hard.state in (MET, MISSED):
                assert will.hard.state in (was.hard.state, NO_FIGURE), code
            elif was.hard.to_meet and was.hard.to_miss:
                assert was.hard.to_meet + was.hard.to_miss == len(was.silent) + 1
                assert len(was.hard.deciding) == min(was.hard.to_meet, was.hard.to_miss)
            if will.row and will.row.value is not None and not will.silent:
                good = will.row.value >= target if will.indicator.better == "higher" else will.row.value <= target
                assert will.hard.state == (MET if good else MISSED), code


def province(tmp_path: Path, communes: int) -> str:
    address = str(tmp_path / "store")
    register(address, [Unit("H1"), *(Unit(f"X{i:03d}", "H1") for i in range(communes))])
    return address


def settled(address: str, code: str, target: float, label: str = NOW, **narrowed: str) -> Any:
    with reading(address) as reader:
        return settle(reader, code, parse_period(label), target, scope=Scope(**narrowed))


def test_the_bounds_of_a_rate_of_units_are_exact(tmp_path: Path) -> None:
    """231 of 247 have reported, 181 of them apply: 78.4 %, and between 73.3 and 79.8 % whatever the other 16 say."""
    address = province(tmp_path, 246)
    send(address, [Report(f"X{i:03d}", NOW, status={"stage": 3 if i < 181 else 1, "edition": "2015"}) for i in range(231)])
    (row,) = measured(address, "adoption_rate")
    assert (row.part, row.whole, row.silent) == (181, 231, 16)
    assert [round(share, 3) for share in (row.value, row.low, row.high)] == [0.784, 0.733, 0.798]  # type: ignore[arg-type]
    told = settled(address, "adoption_rate", 0.76)
    assert (told.hard.state, told.hard.to_meet, told.hard.to_miss) == (UNSETTLED, 7, 10)
    silent = {"H1", *(f"X{i:03d}" for i in range(231, 246))}
    assert {unit.unit_id for unit in told.silent} == silent
    assert len(told.hard.deciding) == 7
    assert settled(address, "adoption_rate", 0.73).hard.state == MET
    assert settled(address, "adoption_rate", 0.80).hard.state == MISSED
    send(address, [Report(unit, NOW, status={"stage": 3}) for unit in sorted(silent)[:7]])
    assert settled(address, "adoption_rate", 0.76).hard.state == MET


def measured(address: str, code: str, label: str = NOW) -> tuple[Row, ...]:
    with reading(address) as reader:
        return measure(reader, code, period=parse_period(label)).rows


def test_what_is_carried_is_old_and_may_be_otherwise_now(tmp_path: Path) -> None:
    address = province(tmp_path, 4)
    send(address, [Report(f"X{i:03d}", BEFORE, status={"stage": 3, "edition": "2008"}) for i in range(4)])
    send(address, [Report("X000", NOW, status={"stage": 3, "edition": "2015", "path": "converted"})])
    (rate,), (left,) = measured(address, "conversion_rate"), measured(address, "conversion_remaining")
    assert (rate.value, rate.carried, rate.low, rate.high, rate.silent) == (1 / 4, 3, 1 / 5, 1, 4)
    assert (left.value, left.low, left.high) == (3, 0, 4)
    first = settled(address, "conversion_rate", 0.5).hard
    assert (first.state, first.to_meet, first.to_miss) == (UNSETTLED, 2, 3)
    assert first.deciding[0].unit_id == "H1", "nothing is known of it; the others said last that they have not converted"


@pytest.mark.parametrize("code", ["on_time_rate", "overdue_rate"])
def test_nobody_knows_how_many_dossiers_a_silent_unit_has(tmp_path: Path, code: str) -> None:
    address = province(tmp_path, 2)
    row = {"resolved_total": 100, "resolved_by_deadline": 90, "resolved_late": 10, "pending_total": 0, "pending_overdue": 0}
    small = {name: value // 10 for name, value in row.items()}
    send(
        address,
        [Report("H1", NOW, dossiers=[row]), Report("X000", NOW, dossiers=[row]), Report("X001", BEFORE, dossiers=[small])],
    )
    (told,) = measured(address, code)
    assert (told.low, told.high, told.silent) == (0, 1, 1)
    with reading(address) as reader:
        likely = assume(reader, code, parse_period(NOW))
    ends = {"on_time_rate": (180 / 210, 190 / 210), "overdue_rate": (20 / 210, 30 / 210)}[code]
    assert likely
    assert (likely.low, likely.high, likely.untold) == (*ends, 0)
    good, bad = {"on_time_rate": (0.85, 0.95), "overdue_rate": (0.15, 0.05)}[code]
    for target, state in ((good, MET), (bad, MISSED), (0.9 if code == "on_time_rate" else 0.1, UNSETTLED)):
        found = settled(address, code, target)
        assert (found.hard.state, found.assumed.state) == (UNSETTLED, state)
    assert [unit.unit_id for unit in found.assumed.deciding] == ["X001"]


def test_of_a_unit_that_never_told_a_period_as_long_nothing_is_assumed(tmp_path: Path) -> None:
    address = province(tmp_path, 1)
    send(address, [Report("H1", NOW, dossiers=[{"resolved_total": 9, "resolved_by_deadline": 9}])])
    with reading(address) as reader:
        likely = assume(reader, "on_time_rate", parse_period(NOW))
    assert likely
    assert (likely.low, likely.high, likely.untold) == (None, None, 1)
    assert settled(address, "on_time_rate", 0.9).untold == 1


def test_a_held_value_is_silence(tmp_path: Path) -> None:
    address = province(tmp_path, 1)
    ready = {"stage": 3, "procedures_tthc": 5, "tthc_authority": 5}
    held = {"held": [{"relation": "status", "field": "stage", "sheet": "S", "cell": "C9", "raw": "?"}]}
    send(address, [Report("H1", NOW, status=ready), Report("X000", NOW, status=ready | {"stage": None}, rows=held)])
    (row,) = measured(address, "adoption_rate")
    assert (row.value, row.low, row.high, row.silent, row.reported) == (1, 1 / 2, 1, 1, 1)


def test_what_is_held_of_a_workbook_that_was_sent_back_leaves_the_others_told(tmp_path: Path) -> None:
    address = province(tmp_path, 1)
    row = {"resolved_total": 10, "resolved_by_deadline": 9}
    audit = {"sheet": "S", "row_number": 1, "kind": "audit", "happened_on": date(2018, 5, 2), "nonconformities": 2, "closed": 1}
    told = {"status": {"stage": 3}, "dossiers": [row], "rows": {"activity": [audit]}}
    send(address, [Report("H1", NOW, **told), Report("X000", NOW, **told)])
    codes = ("on_time_rate", "audit_rate", "nonconformities")
    with writing("test", "reports", address=address) as writer:
        lost = [{"report_id": None, "relation": relation, "field": "?"} for relation in ("handling", "activity")]
        writer.append_rows("held", lost)
    assert [measured(address, code)[0].silent for code in codes] == [0, 0, 0]


def test_a_rate_of_reports_owed_can_only_grow(tmp_path: Path) -> None:
    address = province(tmp_path, 1)
    send(address, [Report("H1", NOW, status={"stage": 3})])
    (row,) = measured(address, "submission_rate")
    assert (row.value, row.low, row.high, row.silent) == (1 / 2, 1 / 2, 1, 1)


def test_a_place_is_bounded_by_its_own_silent_units(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address)
    send(address, [Report("X1", NOW, status={"stage": 3}), replace(Report("X3", NOW), status={"stage": 3})])
    with reading(address) as reader:
        inside = rows(reader, "adoption_rate", "total", Scope(parent="H2"))["total"]
    assert (inside.low, inside.high, inside.silent) == (1 / 2, 1, 1)
