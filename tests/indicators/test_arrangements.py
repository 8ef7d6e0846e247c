"""Units live and die: figures on the list of each period, or on today's; totals are the same, and codes join nothing."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from base.period import parse_period
from indicators import (
    Measure,
    Moment,
    Scope,
    breaks,
    catalogue,
    decompose,
    explain,
    measure,
    measured_together,
    periods,
    successions,
)
from indicators.composition import panel_for, relations
from indicators.measures import bound
from store import Reader, reading
from tests.arranged import AFTER, BEFORE, province_of
from tests.indicators.lineages import TODAY, World, found, worlds
from tests.indicators.small_world import Report, Unit, register, send
from tests.indicators.test_panel import Bare, prepared
from tests.indicators.test_rollup import dossiers, few, statuses

QUARTERS = ("2018Q1", "2018Q4", "2019Q2", "2019Q4")
CODES = ("units_in_scope", "adoption_rate", "procedures_tthc", "on_time_rate")
NOW = date(2026, 3, 31)
OLD, OTHER, NEW = "T66-2004", "T54-2004", "T66-2025"


@st.composite
def reported(draw: st.DrawFn) -> tuple[World, list[Report]]:
    """A world, and reports of units in quarters at whose end they lived."""
    world = draw(worlds())
    sent = []
    for label in QUARTERS:
        end = parse_period(label).end
        for row in world.rows:
            if row.valid_from <= end and (row.valid_to is None or row.valid_to >= end) and draw(st.booleans()):
                sent.append(Report(row.unit_id, label, "own", draw(statuses()), [draw(dossiers())]))
    return world, sent


def sums(measured: Measure) -> dict[str, tuple[float | None, float | None, int, int]]:
    return {row.key: (row.part, row.whole, row.reported, row.expected) for row in measured.rows}


@few
@given(reported())
def test_totals_are_the_same_on_every_list_and_each_unit_stands_under_what_it_became(drawn: tuple[World, list[Report]]) -> None:
    world, sent = drawn
    with tempfile.TemporaryDirectory() as folder:
        found(f"{folder}/store", world)
        send(f"{folder}/store", sent)
        with reading(f"{folder}/store") as reader:
            for code in CODES:
                then, now = (sums(measure(reader, code, by="period", scope=Scope(units_on=day))) for day in (None, TODAY))
                assert then == now, code
                province = [sums(measure(reader, code, by="period", scope=Scope(parent="T1", units_on=d))) for d in (None, TODAY)]
                assert province[0] == province[1], code
            for code, label in zip(CODES, QUARTERS, strict=True):
                _stands_under_heirs(reader, world, code, label)


def _stands_under_heirs(reader: Reader, world: World, code: str, label: str) -> None:
    period = parse_period(label)
    expected: dict[str, float] = defaultdict(float)
    for row in measure(reader, code, period=period, by="unit").rows:
        expected[world.heir[row.key]] += row.part or 0
    rows = measure(reader, code, period=period, by="unit", scope=Scope(units_on=TODAY)).rows
    assert {row.key: row.part for row in rows} == expected, (code, label)
    assert {row.key: row.became for row in rows} == {key: world.fate.get(key) for key in expected}, (code, label)
    for key, part in list(expected.items())[:3]:
        (one,) = measure(reader, code, period=period, scope=Scope(unit=key, units_on=TODAY)).rows
        assert (one.part or 0) == part, (code, label, key)


@pytest.fixture(scope="module")
def two_provinces(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = str(tmp_path_factory.mktemp("arranged") / "store")
    province_of(address)
    return address


@pytest.fixture
def reader(two_provinces: str) -> Iterator[Reader]:
    with reading(two_provinces) as found:
        yield found


def test_a_province_of_today_has_the_figures_of_those_it_came_from(reader: Reader) -> None:
    """Đắk Lắk and Phú Yên: every indicator, every quarter."""
    scopes = (Scope(), Scope(units_on=NOW), Scope(parent=NEW, units_on=NOW))
    then, *on_today = (measured_together(reader, catalogue(), periods(reader), scope=scope) for scope in scopes)
    for code, told in then.items():
        assert [sums(one[code]) for one in on_today] == [sums(told), sums(told)], code
        assert set(sums(told)) == {*BEFORE, *AFTER}


def test_286_communes_become_102_and_eight_were_split(reader: Reader) -> None:
    period = parse_period("2025Q2")
    then = measure(reader, "procedures_tthc", period=period, by="unit").rows
    rows = measure(reader, "procedures_tthc", period=period, by="unit", scope=Scope(units_on=NOW)).rows
    communes = [row for row in rows if row.key.startswith("X")]
    assert sum(row.key.startswith("X") for row in then) == 286
    assert sum(row.became is None for row in communes) == 102
    assert [row.became for row in communes if row.became] == ["split"] * 8
    assert {row.became for row in rows if row.key.startswith("H")} == {"ended"}
    merged = {row.key: row for row in rows}["X24277-2025"]
    parents = [row for row in then if row.key in {"X24268-2004", "X24271-2004", "X24277-2004"}]
    assert (merged.part, merged.expected) == (sum(row.part or 0 for row in parents), 3)


def test_both_trees_are_there(reader: Reader) -> None:
    period = parse_period("2025Q2")
    then, today = (
        {row.key: row.part for row in measure(reader, "units_in_scope", period=period, by="parent", scope=Scope(units_on=d)).rows}
        for d in (None, NOW)
    )
    assert len(then) == 27  # 24 districts, two provinces, and what stands under nobody
    assert set(today) == {"", NEW}
    (district,) = measure(reader, "units_in_scope", period=period, scope=Scope(parent="H643-2004")).rows
    assert district.part == then["H643-2004"] + 1
    (closed,) = measure(reader, "units_in_scope", period=period, scope=Scope(parent="H643-2004", units_on=NOW)).rows
    assert closed.part == district.part
    later = measure(reader, "units_in_scope", period=parse_period("2025Q4"), by="parent")
    assert {row.key for row in later.rows} == {"", NEW}


def test_the_day_the_list_changed_is_told_with_counts(reader: Reader) -> None:
    (one,) = breaks(reader)
    assert (one.day, one.merged, one.split, one.renamed, one.closed, one.opened) == (date(2025, 7, 1), 273, 8, 3, 24, 0)
    counted = {group.unit_group: (group.before, group.after) for group in one.groups}
    assert counted == {"UBND cấp xã": (286, 102), "UBND cấp huyện": (24, 0), "UBND cấp tỉnh": (2, 1)}
    assert one.arranged
    (old,) = breaks(reader, Scope(parent=OLD))
    assert {group.unit_group: group.before for group in old.groups}["UBND cấp xã"] == 180
    assert breaks(reader, Scope(parent=NEW)) == (one,)


def test_a_unit_knows_where_it_came_from(reader: Reader) -> None:
    came = successions(reader, "X24277-2025")
    assert {step.old_name for step in came} == {"UBND xã Ea Tar", "UBND xã Cư Dliê M'nông", "UBND xã Ea Tul"}
    assert {(step.new_unit, step.kind, step.before) for step in came} == {("X24277-2025", "merge", True)}
    (went,) = successions(reader, OTHER)
    assert (went.new_unit, went.before) == (NEW, False)


def test_a_new_unit_that_is_silent_is_undetermined_and_not_one_that_does_not_apply(reader: Reader) -> None:
    for label, many in AFTER.items():
        period = parse_period(label)
        (undetermined,) = measure(reader, "units_undetermined", period=period).rows
        (rate,) = measure(reader, "adoption_rate", period=period).rows
        assert (rate.whole or 0) + (undetermined.part or 0) == 103
        assert undetermined.part <= 103 - many
    assert {row.part for row in measure(reader, "units_undetermined", by="period").rows if row.key in BEFORE} == {0}


def test_what_a_merger_did_to_a_figure_is_told_apart(reader: Reader) -> None:
    before, after = parse_period("2025Q2"), parse_period("2025Q4")
    for code in ("units_applied", "adoption_rate", "procedures_tthc"):
        told = decompose(reader, code, Moment(before), Moment(after))
        (row,) = told.rows
        (first,), (second,) = (measure(reader, code, period=period).rows for period in (before, after))
        for name in ("part", "whole") if told.indicator.kind == "ratio" else ("part",):
            moved = sum(getattr(part, name) for part in row.parts)
            assert (getattr(second, name) or 0) - (getattr(first, name) or 0) == moved
        assert max(row.parts, key=lambda part: part.units).cause == "register"
        assert (len(told.only_before), len(told.only_after)) == (308, 82)


def test_a_figure_of_today_s_unit_leads_to_the_cells_of_the_units_before(reader: Reader) -> None:
    period, scope = parse_period("2025Q2"), Scope(unit="X24277-2025", units_on=NOW)
    cells = explain(reader, "procedures_tthc", period=period, scope=scope)
    assert {cell.unit for cell in cells} == {"X24268-2004", "X24271-2004", "X24277-2004"}
    (row,) = measure(reader, "procedures_tthc", period=period, scope=scope).rows
    assert sum(cell.value for cell in cells) == row.part


def test_what_is_kept_of_today_s_list_answers_as_the_relations_do(two_provinces: str) -> None:
    """And nothing that is kept of it answers for the list of another day."""
    period, eve = parse_period("2025Q2"), date(2025, 6, 30)
    with prepared(two_provinces) as reader:
        for day, kept in ((NOW, True), (date(2025, 7, 1), True), (eve, False)):
            panel = panel_for(reader, bound([period], Scope(units_on=day), None, "default"))
            assert panel is not None
            assert bool(panel.listed) is kept
            for scope in (Scope(units_on=day), Scope(parent=NEW, units_on=day), Scope(unit="X24277-2025", units_on=day)):
                for by in ("unit", "parent"):
                    asked = [measure(one, "on_time_rate", period=period, by=by, scope=scope) for one in (reader, Bare(reader))]
                    assert asked[0] == asked[1], (day, scope, by)


def test_the_clock_of_the_question_decides_what_today_is(reader: Reader) -> None:
    """On the eve of the arrangement, today's units are still the old ones."""
    period = parse_period("2025Q2")
    eve = sums(measure(reader, "procedures_tthc", period=period, by="unit", scope=Scope(units_on=date(2025, 6, 30))))
    assert eve == sums(measure(reader, "procedures_tthc", period=period, by="unit"))


def test_a_code_that_was_used_again_joins_no_two_units(tmp_path: Path) -> None:
    """00004 was Phường Trúc Bạch and is Phường Ba Đình: without a step between them the figures of one are not the other's."""
    address = str(tmp_path / "store")
    old = Unit("X1", None, valid_to=date(2025, 6, 30), code="00004")
    register(address, [old, Unit("X2", None, valid_from=date(2025, 7, 1), code="00004")])
    send(address, [Report("X1", "2025Q2", "own", {"procedures_tthc": 7}), Report("X2", "2025Q4", "own", {"procedures_tthc": 9})])
    with reading(address) as reader:
        for label, expected in (("2025Q2", ("X1", 7, "ended")), ("2025Q4", ("X2", 9, None))):
            rows = measure(reader, "procedures_tthc", period=parse_period(label), by="unit", scope=Scope(units_on=NOW)).rows
            assert [(row.key, row.part, row.became) for row in rows] == [expected]
        assert successions(reader, "X2") == ()
        (one,) = breaks(reader)
        assert (one.merged, one.closed, one.opened) == (0, 1, 1)
    used = [name for name, text in relations().items() if "admin_code" in text]
    assert used == ["units_now"]
