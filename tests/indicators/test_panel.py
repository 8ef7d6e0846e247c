"""The panel answers what the relations answer: every indicator, by every breakdown, of every place, in every period."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

import store
from base.period import Period, parse_period
from indicators import (
    Moment,
    Scope,
    catalogue,
    decompose,
    duties,
    forecast,
    measure,
    measured_together,
    open_findings,
    periods,
    prepare,
    reviewed,
    submissions,
    transitions,
    unit_rows,
    units,
)
from indicators.composition import ask, panel_for, relations
from indicators.measures import AT_ONCE, bound
from indicators.panel import plain_body
from indicators.rolling import KEPT, KEYS, figures
from store import Asking, Reader, reading
from tests.indicators.small_world import UNITS, Report, Unit, calendar, register, send
from tests.indicators.test_rollup import reports

SCOPES = (Scope(group="UBND cấp xã", parent="H1"), Scope(unit="X1"))
TODAY = date(2019, 7, 1)


class Bare(Asking):
    """Asks a reader's generation, and knows nothing of what was made beside it."""

    upto = None

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader._cursor)


@contextmanager
def prepared(address: str, programme: str = "default") -> Iterator[Reader]:
    prepare(programme, address=address, patience=120)
    with reading(address) as reader:
        yield reader


def has_panel(reader: Reader, label: str, programme: str = "default", as_of: datetime | None = None) -> bool:
    return panel_for(reader, bound([parse_period(label)], Scope(), as_of, programme)) is not None


def rows_behind(reader: Asking, asked: list[Period], programme: str) -> dict[str, set[Any]]:
    """Every row of the register that each indicator speaks of, as the roll-up takes it."""
    values = bound(asked, Scope(), None, programme)
    columns = "unit_id, period, ends_on, name, unit_group, level, parent_id, in_scope, mandatory, office, stands"
    panel = panel_for(reader, values)
    texts = [
        f"select '{code}', {columns}, part, whole, coalesce(told, false) from ({figures(one, panel)})"
        for code, one in catalogue().items()
    ]
    found: dict[str, set[Any]] = {code: set() for code in catalogue()}
    for first in range(0, len(texts), AT_ONCE):
        rows = ask(reader, "\nunion all ".join(texts[first : first + AT_ONCE]), values)
        assert len(set(rows)) == len(rows)
        for code, *row in rows:
            found[code].add(tuple(row))
    return found


def differences(reader: Reader, labels: list[str], scopes: tuple[Scope, ...], programme: str = "default") -> list[Any]:
    """Questions that the panel and the relations answer differently."""
    asked = [parse_period(label) for label in labels]
    assert all(has_panel(reader, label, programme) for label in labels)
    bare = Bare(reader)
    # The rows that every figure is rolled up from, then every way to roll them up, on one indicator of each make.
    beside, bare_rows = (rows_behind(way, asked, programme) for way in (reader, bare))
    found: list[Any] = [code for code in catalogue() if beside[code] != bare_rows[code]]
    questions: dict[Any, Callable[[Asking], Any]] = {}
    for scope, code in zip(scopes, cycle(("adoption_rate", "procedures_per_unit", "units_in_scope"))):
        for by in KEYS:
            whole = {"period": asked[0] if by != "period" else None, "by": by, "scope": scope, "programme": programme}
            questions[code, by, scope] = partial(measure, code=code, **whole)
        questions[code, scope] = partial(unit_rows, code=code, asked=asked, scope=scope, programme=programme)
    for scope in scopes:
        questions["duties", scope] = partial(duties, asked=asked, today=TODAY, scope=scope, programme=programme)
        questions["submissions", scope] = partial(submissions, scope=scope, programme=programme)
        questions["reviewed", scope] = partial(reviewed, period=asked[0], scope=scope, programme=programme)
        questions |= dict(of_histories(asked[0], scope, programme))
    questions["open findings"] = partial(open_findings, period=asked[0], programme=programme)
    questions["units"] = partial(units, programme=programme)
    questions |= dict(of_histories(asked[0], Scope(), programme))
    return found + [name for name, question in questions.items() if question(reader) != question(bare)]


def of_histories(last: Period, scope: Scope, programme: str) -> Iterator[tuple[Any, Callable[[Asking], Any]]]:
    """What follows units from period to period, up to the last one and up to the one before."""
    before = last.earlier(1)
    ends = {"before": Moment(before), "after": Moment(last)}
    for code in ("adoption_rate", "conversion_rate", "procedures_per_unit"):
        more = {"code": code, "by": "parent", "scope": scope, "programme": programme}
        yield ("decompose", code, scope), partial(decompose, **ends, **more)
    for period in (before, last):
        of_units = {"code": "adoption_rate", "period": period, "scope": scope, "programme": programme}
        yield ("forecast", period, scope), partial(forecast, **of_units)
    yield ("transitions", scope), partial(transitions, before=before, after=last, scope=scope, programme=programme)


# What differs is told by the indicator's name; a smaller province would take minutes to find.
@settings(max_examples=2, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(reports())
def test_small_provinces_have_the_same_figures_either_way(sent: list[Report]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/store"
        register(address)
        send(address, [*sent, Report("X1", "2018Q1", status={"stage": 2})])
        with prepared(address) as reader:
            known = periods(reader)
            assert differences(reader, [known[-1].label, f"{known[-1].year}", f"{known[0].year}H1"], SCOPES) == []


def test_the_shipped_province_has_the_same_figures_either_way(province_address: str) -> None:
    with prepared(province_address) as reader:
        assert differences(reader, ["2018Q4", "2018"], (Scope(group="UBND cấp xã"),)) == []


def test_each_programme_has_a_panel_of_its_own(cases_address: str) -> None:
    with prepared(cases_address, "hai-ba-trung-2022") as one, prepared(cases_address, "cnqp-2020") as other:
        last = periods(other, "cnqp-2020")[-1]
        assert differences(other, [last.label], (Scope(),), "cnqp-2020") == []
        assert measure(one, "units_in_scope", programme="hai-ba-trung-2022").rows != measure(one, "units_in_scope").rows


def test_units_that_move_end_or_turn_in_a_circle_are_counted_the_same(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    gone, moved = date(2018, 6, 30), date(2018, 7, 1)
    odd = [Unit("X8", "H1", valid_to=gone), Unit("X7", "H1"), Unit("X5", "X6"), Unit("X6", "X5"), Unit("X4", "Q")]
    register(address, [*UNITS, *odd])
    register(address, [Unit("X7", "H2", valid_from=moved)])
    calendar(address, [{"working_days": 7}], [date(2018, 6, 20)])
    units = ("X1", "X4", "X5", "X7", "X8")
    send(address, [Report(unit, quarter, status={"stage": 3}) for unit in units for quarter in ("2018Q1", "2018Q3")])
    with prepared(address) as reader:
        scopes = tuple(Scope(parent=unit) for unit in ("H1", "H2", "X5", "Q", "T"))
        assert differences(reader, ["2018Q2", "2018Q3", "2018"], scopes) == []


def test_what_the_panel_does_not_know_is_asked_of_the_relations(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address)
    send(address, [Report("X1", "2018Q1", status={"stage": 3})])
    between = datetime.now(UTC)
    last = send(address, [Report("X2", "2018Q1", status={"stage": 3})])
    with prepared(address) as reader:
        assert has_panel(reader, "2018Q1")
        assert has_panel(reader, "2018H1")
        assert not has_panel(reader, "2018M01")
        assert not has_panel(reader, "2019Q1")
        assert not has_panel(reader, "2018Q1", "elsewhere")
        assert not has_panel(reader, "2018Q1", as_of=between)
        (now,) = measure(reader, "units_applied", period=parse_period("2018Q1")).rows
        (then,) = measure(reader, "units_applied", period=parse_period("2018Q1"), as_of=between).rows
        with reader.as_it_stood(last - 1) as past:
            assert not has_panel(past, "2018Q1")
            (stood,) = measure(past, "units_applied", period=parse_period("2018Q1")).rows
        assert (now.value, then.value, stood.value) == (2, 1, 1)


def test_what_a_meeting_saw_has_a_panel_of_its_own(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address)
    met = send(address, [Report("X1", "2018Q1", status={"stage": 3}), Report("X2", "2018Q1", status={"stage": 1})])
    send(address, [Report("X2", "2018Q1", status={"stage": 3}), Report("X3", "2018Q2", status={"stage": 3})])
    prepare(address=address, patience=120, upto=met)
    with reading(address, upto=met) as past, reading(address) as now:
        assert differences(past, ["2018Q1", "2018"], (Scope(),)) == []
        assert not has_panel(past, "2018Q2"), "nobody had reported for it"
        assert not has_panel(now, "2018Q1"), "that of the meeting is not that of today"
        told = [measure(reader, "units_applied", period=parse_period("2018Q1")).rows[0].value for reader in (past, now)]
    assert told == [1, 2]


def test_a_load_is_seen_at_once_and_the_panel_comes_after(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address)
    send(address, [Report("X1", "2018Q1", status={"stage": 3})])
    prepare(address=address, patience=120)
    load = send(address, [Report("X2", "2018Q1", status={"stage": 3})])
    for value in (2, 1):
        with reading(address) as reader:
            assert not has_panel(reader, "2018Q1")
            assert measure(reader, "units_applied", period=parse_period("2018Q1")).rows[0].value == value
        with prepared(address) as reader:
            assert has_panel(reader, "2018Q1")
            assert measure(reader, "units_applied", period=parse_period("2018Q1")).rows[0].value == value
        if value == 2:
            store.undo(load, who="test", address=address)


def test_every_indicator_is_in_the_panel(province_address: str) -> None:
    """A body that the panel cannot hold (several rows a unit and period) would be right, but slow."""
    with prepared(province_address) as reader:
        panel = panel_for(reader, bound([parse_period("2018Q4")], Scope(), None, "default"))
        assert panel is not None
        assert [code for code, found in catalogue().items() if panel.figures(found) is None] == []


def test_what_is_added_up_beforehand_is_what_would_be_added_up_now(province_address: str) -> None:
    """Every indicator: of all units, by group and by level, of a quarter, of a year and of all quarters."""
    with prepared(province_address) as reader:
        bare, known = Bare(reader), periods(reader)
        panel = panel_for(reader, bound(known, Scope(), None, "default"))
        assert panel is not None
        assert set(panel.totals) == {(code, by) for code in catalogue() for by in KEPT}
        quarter, year, group = [parse_period("2018Q4")], [parse_period("2018")], Scope(group="UBND cấp xã")
        questions = [("total", quarter, Scope()), ("group", quarter, Scope()), ("level", year, Scope()), ("period", known, group)]
        for by, asked, scope in questions:
            told = [measured_together(one, catalogue(), asked, by=by, scope=scope) for one in (reader, bare)]
            assert told[0] == told[1], (by, scope)


def test_a_body_is_taken_apart_only_where_it_takes_columns_as_they_are() -> None:
    for found in catalogue().values():
        plain = plain_body(found)
        if plain:
            assert plain.relation in relations()
            assert found.body.split() == f"select unit_id, period, {plain.told} from {plain.relation}{plain.only}".split()
