"""Whatever happens to units and reports, no more come than are expected, and no more on time than come."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.period import parse_period
from indicators import Row, duties, measure
from store import Reader, reading
from tests.indicators.small_world import Report, Unit, register, send

QUARTERS = ("2018Q1", "2018Q2", "2018Q3", "2018Q4")
PERIODS = (*QUARTERS, "2018H1", "2018", "2018M05")
IDS = ("H1", "S1", "X1", "X2", "X3", "P1")
DAYS = st.dates(date(2017, 6, 1), date(2019, 6, 1))
OBLIGATIONS = st.sampled_from(["Bắt buộc", "Khuyến khích", None])


@st.composite
def lives(draw: st.DrawFn) -> list[Unit]:
    """Units that open, close, come back, change their obligation; a merger closes one and opens another on the next day."""
    units = []
    for unit_id in IDS:
        starts = sorted(draw(st.sets(DAYS, min_size=1, max_size=3)))
        for start in starts:
            end = draw(st.none() | st.dates(start, date(2019, 12, 31)))
            units.append(Unit(unit_id, "H1" if unit_id != "H1" else None, draw(OBLIGATIONS), start, end))
    return units


# Own reports and annex lines, late, early, twice, of longer and shorter periods.
REPORTS = st.lists(
    st.builds(
        Report,
        st.sampled_from(IDS),
        st.sampled_from(PERIODS),
        st.sampled_from(["own", "annex"]),
        version=st.integers(1, 3),
        received=st.none() | st.dates(date(2018, 1, 1), date(2019, 12, 31)),
    ),
    max_size=25,
    unique_by=lambda report: (report.unit_id, report.period, report.source, report.version),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(units=lives(), reports=REPORTS)
def test_no_rate_passes_a_hundred_percent(units: list[Unit], reports: list[Report]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "store")
        register(address, units)
        send(address, reports)
        with reading(address) as reader:
            for label, by in (("2018Q2", "unit"), ("2018", "group"), ("2018M05", "total")):
                _no_more_than_expected(reader, label, by)
            _counts_are_the_parts_of_the_rates(reader, "2018")
            told = duties(reader, [parse_period(label) for label in QUARTERS], date(2018, 10, 1))
    assert len({(one.unit_id, one.period) for one in told}) == len(told), "a unit owes one report a quarter"
    assert all((one.days_late > 0) == (one.state in {"late", "missing"}) for one in told)


def _rows(reader: Reader, code: str, label: str, by: str) -> dict[str, Row]:
    return {row.key: row for row in measure(reader, code, period=parse_period(label), by=by).rows}


def _no_more_than_expected(reader: Reader, label: str, by: str) -> None:
    came, on_time = (_rows(reader, code, label, by) for code in ("submission_rate", "submission_on_time_rate"))
    assert set(came) == set(on_time)
    for key, row in came.items():
        assert row.whole == on_time[key].whole
        assert (on_time[key].part or 0) <= (row.part or 0) <= (row.whole or 0), (label, by, key)
        assert all(one.value is None or 0 <= one.value <= 1 for one in (row, on_time[key]))


def _counts_are_the_parts_of_the_rates(reader: Reader, label: str) -> None:
    came, on_time = (_rows(reader, code, label, "total") for code in ("submission_rate", "submission_on_time_rate"))
    parts = {
        "reports_expected": {key: row.whole for key, row in came.items()},
        "reports_received": {key: row.part for key, row in came.items()},
        "reports_on_time": {key: row.part for key, row in on_time.items()},
    }
    # Where nobody owes anything there is no row at all.
    counts = {code: {key: row.value for key, row in _rows(reader, code, label, "total").items()} for code in parts}
    assert counts == parts
