"""What the store knows of the units' earlier reports, for the rules that look across periods.

A load asks four questions however many workbooks it brings, and only those about units that it speaks of. Reports of the
load itself count as earlier ones of the next period: years may come in at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from loaders.findings import Finding
from loaders.rules import Entry, judge_entry
from loaders.rules.series import HANDLING, JUDGED, MOST, STOCKS, Told

if TYPE_CHECKING:
    from store import Writer

Json = dict[str, Any]
STATUS = ("stage", "edition", *STOCKS)
YEARS = MOST // 4

# The newest version of every report, by anybody, on the units of this load: theirs and the earlier ones.
_REPORTS = """
    select report_id, file_id, unit_id, period, period_start, period_end, source = 'own', load_id = $load_id from report
    where programme = $programme and source in ('own', 'annex') and period between $first and $last
      and unit_id in (select unit_id from report where load_id = $load_id)
      and load_id not in (select undone from undo)
    qualify row_number() over (partition by form, unit_id, period order by version desc) = 1
    order by period, source, report_id"""
_STATUS = f"""
    select report_id, sheet, row_number, {", ".join(STATUS)} from status where report_id in (select unnest($ids))"""
# A sum over the fields of work is known only where each of them is.
_SUMS = """
    select report_id, min(sheet), min(row_number), count(*),
      {} from handling where report_id in (select unnest($ids)) group by report_id"""
_FIELDS = """
    select n.report_id, n.field_of_work, n.row_number, n.carried_over, b.pending_total
    from (select unnest($ids) as report_id, unnest($before) as before_id) p
    join handling n on n.report_id = p.report_id
    join handling b on b.report_id = p.before_id and b.field_of_work = n.field_of_work
    where n.carried_over <> b.pending_total order by n.report_id, n.row_number"""


@dataclass(frozen=True, slots=True)
class Known:
    """One report of the store: whose, of which period, from which workbook, and whether this load brought it."""

    report_id: int
    file_id: int
    unit_id: str
    period: str
    start: date
    end: date
    own: bool
    fresh: bool


@dataclass(frozen=True, slots=True)
class Series:
    """The periods of one unit, oldest first, each with its reports: the annex before the unit's own one."""

    periods: list[list[Known]]

    @property
    def steps(self) -> list[tuple[Known, int]]:
        """The reports of this load that have an earlier period, each with the number of its own."""
        return [(report, at) for at in range(1, len(self.periods)) for report in self.periods[at] if report.fresh]


@dataclass(slots=True)
class Facts:
    """Values by report, and where each relation stands in its workbook: (sheet, first row, number of rows)."""

    values: dict[int, Json]
    rows: dict[tuple[int, str], tuple[str, int, int]]


def findings(writer: Writer, readings: Mapping[int, Json], name_of: Callable[[str], str]) -> Iterator[tuple[int, Finding]]:
    """Findings on the reports of this load beside earlier ones, each with the number of the workbook that it belongs to.

    `readings` holds what was read of each workbook, by its number; `name_of` gives the name of a unit.
    """
    series = _series(writer)
    if not any(one.steps for one in series):
        return
    facts = _facts(writer, series)
    differing = _differing_fields(writer, series)
    for one in series:
        told = [_told(reports, facts) for reports in one.periods]
        for report, at in one.steps:
            place = partial(_place, readings[report.file_id], facts, report.report_id)
            fields = differing.get(report.report_id, ())
            earlier = told[max(0, at - MOST) : at]
            entry = Entry(report.unit_id, name_of(report.unit_id), _told([report], facts), told[at - 1], earlier, place, fields)
            for finding in judge_entry(entry):
                yield report.file_id, finding


def _series(writer: Writer) -> list[Series]:
    """The periods of each unit of this load; quarters, half-years and years are series of their own."""
    span = writer.row(
        "select min(period), max(period) from report where load_id = $load_id and source in ('own', 'annex')",
        {"load_id": writer.load_id},
    )
    if span is None or span[0] is None:
        return []
    first, last = f"{int(span[0][:4]) - YEARS}", f"{span[1][:4]}Z"
    values = {"load_id": writer.load_id, "programme": writer.programme, "first": first, "last": last}
    found: dict[tuple[str, str], dict[str, list[Known]]] = defaultdict(dict)
    for row in writer.rows(_REPORTS, values):
        report = Known(*row)
        found[(report.unit_id, report.period[4:5])].setdefault(report.period, []).append(report)
    return [Series(list(periods.values())) for periods in found.values()]


def _facts(writer: Writer, series: Sequence[Series]) -> Facts:
    """Everything of the reports of this load and of the period before; of older ones what outliers are judged by."""
    near = {report.report_id for one in series for _, at in one.steps for i in (at - 1, at) for report in one.periods[i]}
    far = {report.report_id for one in series if one.steps for reports in one.periods for report in reports} - near
    facts = Facts(defaultdict(dict), {})
    for report_id, sheet, row, *values in writer.rows(_STATUS, {"ids": list(near)}):
        facts.rows[(report_id, "status")] = (sheet, row, 1)
        facts.values[report_id].update(zip(STATUS, values, strict=True))
    for names, ids in ((HANDLING, near), (JUDGED, far)):
        for report_id, sheet, row, count, *values in _sums(writer, names, ids):
            facts.rows[(report_id, "handling")] = (sheet, row, count)
            facts.values[report_id].update(zip(names, values, strict=True))
    return facts


def _sums(writer: Writer, names: Sequence[str], ids: set[int]) -> Iterable[tuple[Any, ...]]:
    sums = ", ".join(f"case when count({name}) = count(*) then sum({name})::bigint end" for name in names)
    return writer.rows(_SUMS.format(sums), {"ids": list(ids)}) if ids else []


def _told(reports: Iterable[Known], facts: Facts) -> Told:
    """What a unit told of one period; where its own report is silent, the annex speaks."""
    listed = list(reports)
    known = (facts.values.get(report.report_id, {}) for report in listed)
    values = {name: value for name, value in chain.from_iterable(map(dict.items, known)) if value is not None}
    return Told(listed[-1].period, listed[-1].start, listed[-1].end, values)


def _differing_fields(writer: Writer, series: Sequence[Series]) -> dict[int, list[tuple[str, int, int, int]]]:
    """Fields of work whose dossiers carried over are not those pending before, by report."""
    pairs = [(report.report_id, was.report_id) for one in series for report, at in one.steps for was in one.periods[at - 1]]
    found: dict[int, list[tuple[str, int, int, int]]] = defaultdict(list)
    ids, before = zip(*pairs, strict=True)
    for report_id, *rest in writer.rows(_FIELDS, {"ids": list(ids), "before": list(before)}):
        found[report_id].append((rest[0], rest[1], rest[2], rest[3]))
    return found


def _place(reading: Json, facts: Facts, report_id: int, name: str, row: int | None = None) -> tuple[str | None, str | None]:
    """The sheet and cell of a field in a workbook; of a sum over several rows, the cell of the printed total."""
    relation = "report" if name == "period" else "handling" if name in HANDLING else "status"
    sheet, first, count = facts.rows.get((report_id, relation), (None, None, 1))
    at = row or (first if count == 1 else reading["totals"].get(relation, first))
    value = facts.values[report_id].get(name)
    for wanted in (name, f"{name}:{value}"):
        for place_sheet, place_relation, field, letters, place_row in reading["places"]:
            if place_relation == relation and field == wanted and sheet in (None, place_sheet):
                return place_sheet, f"{letters}{place_row or at}"
    return sheet, None
