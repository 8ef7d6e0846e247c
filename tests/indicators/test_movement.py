"""Why a figure changed: the parts add up, and each cause is told only where something of its kind happened."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import desk
from base.period import parse_period
from indicators import CAUSES, Moment, Movement, Scope, base_period, catalogue, compare, decompose, measure, meetings
from store import declared, reading, undo, writing
from tests.indicators.small_world import UNITS, Report, Unit, phases, register, send
from tests.indicators.test_rollup import QUARTERS, REPORTING, dossiers, reports, statuses

APPLIED, BUILDING = {"stage": 2, "edition": "2015", "path": "new"}, {"stage": 1}
Q1, Q2 = parse_period("2019Q1"), parse_period("2019Q2")


@pytest.fixture
def world(tmp_path: Path) -> str:
    """The register; in 2019Q1 S1 and H1 build, H2 applies; X1 applies too, the other communes and P1 are silent."""
    address = str(tmp_path / "store")
    register(address)
    stages = {"S1": BUILDING, "H1": BUILDING, "H2": APPLIED, "X1": APPLIED}
    send(address, [Report(unit, Q1.label, status=status) for unit, status in stages.items()])
    return address


def last_load(address: str) -> int:
    with reading(address) as reader:
        return int(reader.rows("select max(load_id) from load")[0][0])


def change(address: str, before: Moment, after: Moment, code: str = "adoption_rate", **more: object) -> Movement:
    with reading(address) as reader:
        return decompose(reader, code, before, after, **more)  # type: ignore[arg-type]


def causes(found: Movement) -> dict[str, tuple[int, int]]:
    """Part and whole by cause, without those that did nothing."""
    return {part.cause: (part.part, part.whole) for part in found.rows[0].parts if part.units}


def test_a_silent_unit_that_tells_is_a_new_report_and_one_that_moves_is_movement(world: str) -> None:
    sent = {"S1": APPLIED, "H1": BUILDING, "H2": APPLIED, "X1": APPLIED, "X2": APPLIED}
    send(world, [Report(unit, Q2.label, status=status) for unit, status in sent.items()])
    found = change(world, Moment(Q1), Moment(Q2))
    (row,) = found.rows
    assert (row.before.part, row.before.whole, row.after.part, row.after.whole) == (2, 4, 4, 5)
    assert causes(found) == {"real": (1, 0), "new_reports": (1, 1)}
    assert {mover.unit_id: mover.cause for mover in found.movers} == {"S1": "real", "X2": "new_reports"}
    (moved,) = [mover for mover in found.movers if mover.unit_id == "S1"]
    assert [(fact.field, fact.before, fact.after) for fact in moved.facts] == [("stage", 1, 2)]
    assert (found.both, found.only_before, found.only_after) == (4, (), ("X2",))


def test_a_unit_that_falls_silent_is_the_other_way_of_a_new_report(world: str) -> None:
    dossier = [{"resolved_total": 4, "resolved_early": 1, "resolved_on_time": 3, "resolved_late": 0}]
    send(world, [Report(unit, Q1.label, "annex", dossiers=dossier) for unit in ("S1", "X3")])
    send(world, [Report("S1", Q2.label, "annex", dossiers=dossier)])
    assert causes(change(world, Moment(Q1), Moment(Q2), "resolved_total")) == {"new_reports": (-4, 0)}


def test_like_for_like_compares_only_units_known_at_both_moments(world: str) -> None:
    sent = {"S1": APPLIED, "H1": BUILDING, "H2": APPLIED, "X1": APPLIED, "X2": APPLIED}
    send(world, [Report(unit, Q2.label, status=status) for unit, status in sent.items()])
    found = change(world, Moment(Q1), Moment(Q2), same_units=True)
    (row,) = found.rows
    assert (row.before.units, row.after.units) == (4, 4)
    assert (row.before.value, row.after.value) == (0.5, 0.75)
    assert causes(found) == {"real": (1, 0)}
    assert found.only_after == ("X2",)


def test_a_report_sent_again_is_a_correction_and_its_undo_takes_it_back(world: str) -> None:
    seen = last_load(world)
    send(world, [Report("H1", Q1.label, status=APPLIED, version=2)])
    found = change(world, Moment(Q1, seen), Moment(Q1))
    assert causes(found) == {"corrections": (1, 0)}
    undo(None, "test", world)
    assert causes(change(world, Moment(Q1, seen), Moment(Q1))) == {}
    assert causes(change(world, Moment(Q1, seen + 1), Moment(Q1))) == {"corrections": (-1, 0)}


def test_a_value_mended_by_hand_is_a_correction(world: str) -> None:
    seen = last_load(world)
    with reading(world) as reader:
        ((report,),) = reader.rows("select report_id from report where unit_id = 'H1'")
    desk.mend(report, [desk.Mend("status", None, None, "stage", 2)], who="A", reason="ghi nhầm", address=world)
    assert causes(change(world, Moment(Q1, seen), Moment(Q1))) == {"corrections": (1, 0)}


def test_a_late_report_of_the_same_period_is_a_new_report(world: str) -> None:
    seen = last_load(world)
    send(world, [Report("X2", Q1.label, status=BUILDING)])
    assert causes(change(world, Moment(Q1, seen), Moment(Q1))) == {"new_reports": (0, 1)}
    undo(None, "test", world)
    assert causes(change(world, Moment(Q1, seen + 1), Moment(Q1))) == {"new_reports": (0, -1)}


def test_obligation_that_changes_moves_the_denominator_by_definition(world: str) -> None:
    send(world, [Report("X1", Q2.label, status=APPLIED)])
    seen = last_load(world)
    register(world, [Unit("X1", "H1", "Khuyến khích", valid_from=date(2019, 4, 1))])
    found = change(world, Moment(Q1), Moment(Q2), "adoption_rate_mandatory")
    assert causes(found) == {"definitions": (-1, -1)}
    assert causes(change(world, Moment(Q2, seen), Moment(Q2), "adoption_rate_mandatory")) == {"definitions": (-1, -1)}
    assert causes(change(world, Moment(Q1), Moment(Q2), "adoption_rate")) == {}


def test_a_deadline_set_later_is_a_definition(world: str) -> None:
    send(world, [Report("H2", Q2.label, status={"stage": 2, "edition": "2008"})])
    phases(world, ("2008", date(2014, 1, 1), date(2019, 1, 1)), ("2015", date(2019, 1, 2), date(2021, 6, 30)))
    seen = last_load(world)
    phases(world, ("2008", date(2014, 1, 1), date(2019, 1, 1)), ("2015", date(2019, 1, 2), date(2019, 2, 1)))
    assert causes(change(world, Moment(Q2, seen), Moment(Q2), "conversion_overdue")) == {"definitions": (1, 0)}


def test_units_that_are_born_closed_or_merged_are_told_by_the_register(world: str) -> None:
    units = {unit.unit_id: unit for unit in UNITS}
    last_day, first_day = date(2019, 3, 31), date(2019, 4, 1)
    register(world, [replace(units["X1"], valid_to=last_day), Unit("X9", "H1", valid_from=first_day)])
    with writing("test", "units", address=world) as writer:
        went = {"programme": "default", "kind": "merge", "effective_on": first_day}
        writer.append_rows("succession", [went | {"old_unit": "X1", "new_unit": new} for new in ("X9", "H2")])
    send(world, [Report("X9", Q2.label, status=BUILDING), Report("H2", Q2.label, status=BUILDING)])
    found = change(world, Moment(Q1), Moment(Q2))
    assert causes(found) == {"register": (-2, 0)}
    assert {mover.unit_id for mover in found.movers} == {"X1", "X9", "H2"}


def test_a_unit_that_changes_its_parent_leaves_one_row_and_enters_the_other(world: str) -> None:
    register(world, [Unit("X1", "H2", "Theo chỉ đạo của tỉnh", valid_from=date(2019, 4, 1))])
    found = change(world, Moment(Q1), Moment(Q2), "units_applied", by="parent")
    assert {row.key: row.change for row in found.rows if row.key in ("H1", "H2")} == {"H1": None, "H2": None}
    moved = {row.key: {part.cause: part.part for part in row.parts if part.units} for row in found.rows}
    assert moved["H1"] == {"register": -1}
    assert moved["H2"] == {"register": 1}
    assert causes(change(world, Moment(Q1), Moment(Q2), "units_applied")) == {}
    inside = change(world, Moment(Q1), Moment(Q2), "units_applied", scope=Scope(parent="H2"))
    assert causes(inside) == {"register": (1, 0)}


few = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def later(draw: st.DrawFn) -> list[Report]:
    """What comes after the meeting: corrections, late reports, second sources."""
    picked = st.tuples(st.sampled_from(REPORTING), st.sampled_from(QUARTERS), st.sampled_from(["own", "annex"]))
    return [
        Report(unit, quarter, source, draw(statuses()), draw(st.lists(dossiers(), max_size=1)), version=2)
        for unit, quarter, source in draw(st.lists(picked, max_size=8, unique=True))
    ]


def codes() -> st.SearchStrategy[list[str]]:
    """Some indicators of the catalogue, others each time."""
    return st.lists(st.sampled_from(sorted(catalogue())), min_size=8, max_size=8, unique=True)


@contextmanager
def two_states(sent: list[Report], more: list[Report]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/store"
        register(address)
        send(address, sent)
        register(address, [Unit("X3", "H2", None, valid_from=date(2019, 2, 1)), Unit("P1", "H1", valid_to=date(2019, 3, 1))])
        send(address, more)
        yield address


ENDS = [(Moment(Q1), Moment(Q2)), (Moment(Q1, 2), Moment(Q2)), (Moment(Q2, 2), Moment(Q2)), (Moment(Q2), Moment(Q1, 2))]


@few
@given(reports(), later(), codes(), st.sampled_from(ENDS), st.sampled_from(["total", "group", "parent", "unit"]), st.booleans())
def test_the_parts_are_the_change_for_any_indicator(
    sent: list[Report], more: list[Report], asked: list[str], ends: tuple[Moment, Moment], by: str, same: bool
) -> None:
    """Σ parts = change, in part, whole and value, at every row of every breakdown."""
    with two_states(sent, more) as address, reading(address) as reader:
        for code in asked:
            found = decompose(reader, code, *ends, by=by, same_units=same)
            assert [row.key for row in found.rows if not _adds_up(row)] == [], (code, by)
            if same:
                assert sum(row.before.units for row in found.rows) == sum(row.after.units for row in found.rows) == found.both


@few
@given(reports(), later(), codes())
def test_both_ends_are_what_the_indicator_says(sent: list[Report], more: list[Report], asked: list[str]) -> None:
    before, after = Moment(Q1, 2), Moment(Q2)
    with two_states(sent, more) as address, reading(address) as reader, reading(address, upto=2) as then:
        for code in asked:
            (total,) = decompose(reader, code, before, after).rows
            for sums, told, period in ((total.before, then, Q1), (total.after, reader, Q2)):
                (said,) = measure(told, code, period=period).rows or [None]
                assert (sums.part, sums.value) == ((said.part, said.value) if said else (None, None)), code


def _adds_up(row: object) -> bool:
    before, after, parts = row.before, row.after, row.parts  # type: ignore[attr-defined]
    if tuple(part.cause for part in parts) != CAUSES:
        return False
    if sum(part.part for part in parts) != (after.part or 0) - (before.part or 0):
        return False
    if sum(part.whole for part in parts) != (after.whole or 0) - (before.whole or 0):
        return False
    if row.change is None:  # type: ignore[attr-defined]
        return before.value is None or after.value is None
    exact = math.isclose(row.change, after.value - before.value, abs_tol=1e-12)  # type: ignore[attr-defined]
    return exact and math.isclose(sum(part.effect for part in parts), row.change, abs_tol=1e-12)  # type: ignore[attr-defined]


@few
@given(reports(), codes())
def test_nothing_happened_nothing_is_told(sent: list[Report], asked: list[str]) -> None:
    with two_states(sent, []) as address, reading(address) as reader:
        for code in asked:
            found = decompose(reader, code, Moment(Q2), Moment(Q2))
            assert found.movers == ()
            assert [part for part in found.rows[0].parts if part.part or part.whole or part.units] == []


Later = Callable[[str], object]
AFTERWARDS: dict[str, Later] = {
    "a later report": lambda address: send(address, [Report("X2", Q1.label, status=APPLIED)]),
    "a correction": lambda address: send(address, [Report("H1", Q1.label, status=APPLIED, version=2)]),
    "an undo of what the meeting saw": lambda address: undo(2, "test", address),
    "another register": lambda address: register(address, [Unit("X1", "H2", None)]),
    "another programme": lambda address: phases(address, ("2015", date(2014, 1, 1), date(2018, 1, 1))),
    "an approval": lambda address: desk.review(["H2"], Q1, "approved", who="B", address=address),
}


@pytest.mark.parametrize("happening", AFTERWARDS.values(), ids=AFTERWARDS)
def test_what_a_meeting_saw_stays_as_it_was(world: str, happening: Later) -> None:
    desk.freeze("Giao ban quý I", date(2019, 3, 20), Q1, who="A", address=world)
    with reading(world) as reader:
        (meeting,) = meetings(reader)
        seen = _everything(world, None)
    happening(world)
    assert _everything(world, meeting.upto) == seen


def _everything(address: str, upto: int | None) -> list[object]:
    """Every row of every table, and the figures of one indicator of each theme."""
    with reading(address, upto=upto) as reader:
        first = {one.theme: code for code, one in reversed(catalogue().items())}
        figures = [measure(reader, code, period=Q1, by="unit") for code in first.values()]
        return [*figures, *(reader.rows(f"select * from {table} order by all") for table in declared())]


def test_a_meeting_has_a_name_of_its_own_and_can_be_taken_off_the_list(world: str) -> None:
    kept = desk.freeze("Giao ban", date(2019, 3, 20), Q1, who="A", address=world)
    with pytest.raises(Exception, match="20/03/2019"):
        desk.freeze("giao  ban", date(2019, 6, 20), Q2, who="A", address=world)
    undo(kept.load_id, "A", world)
    with reading(world) as reader:
        assert meetings(reader) == ()


def test_a_meeting_of_the_past_sees_what_was_loaded_by_then(world: str) -> None:
    with reading(world) as reader:
        ((moment,),) = reader.rows("select loaded_at from load where load_id = 1")
    desk.freeze("Trước báo cáo", date(2019, 1, 5), Q1, as_of=moment, who="A", address=world)
    with reading(world) as reader:
        (meeting,) = meetings(reader)
    assert meeting.upto == 1
    found = change(world, Moment(Q1, meeting.upto), Moment(Q1), "units_applied")
    assert causes(found) == {"new_reports": (2, 0)}


def test_bases_are_the_period_before_the_year_before_and_the_first(province_address: str) -> None:
    with reading(province_address) as reader:
        asked = parse_period("2018Q4")
        bases = {base: base_period(reader, asked, base) for base in ("previous", "year", "start")}
        assert {base: str(period) for base, period in bases.items()} == {
            "previous": "2018Q3",
            "year": "2017Q4",
            "start": "2014Q4",
        }
        assert str(base_period(reader, parse_period("2018"), "start")) == "2014"
        assert base_period(reader, parse_period("2014Q4"), "previous") is None
        found = compare(reader, "units_applied", asked, "start", by="group")
        assert found is not None
        assert sum(row.change or 0 for row in found.rows) == 247 - 37
