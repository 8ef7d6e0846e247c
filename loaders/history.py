"""What the store knows of the units' earlier reports, for the rules that look across periods.

A load asks a handful of questions however many workbooks it brings, and only about units that it speaks of. Reports of
the load itself count as earlier ones of the next period: years may come in at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from loaders.findings import Finding
from loaders.rules import Entry, Later, judge_entry, judge_later
from loaders.rules.series import HANDLING, JUDGED, MOST, STOCKS, Told, leaps

if TYPE_CHECKING:
    from store import Writer

Json = dict[str, Any]
STATUS = ("stage", "edition", *STOCKS)
YEARS = MOST // 4

_SPAN = "select min(period), max(period) from report where load_id = $load_id and source in ('own', 'annex')"
# The newest version of every report, by anybody, on the units of this load. Of one period the annex stands first.
_REPORTS = """
    select report_id, unit_id, period, load_id = $load_id from report
    where programme = $programme and source in ('own', 'annex') and period between $first and $last
      and unit_id in (select unit_id from report where load_id = $load_id)
      and load_id not in (select undone from undo)
    qualify row_number() over (partition by form, unit_id, period order by version desc) = 1
    order by period, source, report_id"""
_STATUS = f"""
    select report_id, file_id, period_start, period_end, sheet, row_number, {", ".join(STATUS)}
    from report left join status using (report_id) where report_id in (select unnest($ids))"""
# A sum over the fields of work is known only where each of them is.
_SUMS = """
    select report_id, min(sheet), min(row_number), count(*), {}
    from handling where report_id in (select unnest($ids)) group by report_id"""
_FIELDS = """
    select now.report_id, now.field_of_work, now.row_number, now.carried_over, before.pending_total
    from (select unnest($ids) as report_id, unnest($before) as before_id) pair
    join handling now on now.report_id = pair.report_id
    join handling before on before.report_id = pair.before_id and before.field_of_work = now.field_of_work
    where now.carried_over <> before.pending_total order by now.report_id, now.row_number"""


@dataclass(slots=True)
class Series:
    """The periods of one unit, oldest first, with the numbers of their reports; `steps` are the reports of this load
    that have an earlier period, each with the position of its own; `late` those whose next period was told before.
    """

    unit_id: str
    periods: dict[str, list[int]]
    steps: list[tuple[int, int]]
    late: list[tuple[int, int]]


@dataclass(slots=True)
class Facts:
    """Values by report; its workbook and days; and where each relation stands: (sheet, first row, number of rows)."""

    values: dict[int, Json]
    days: dict[int, tuple[date, date]]
    files: dict[int, int]
    rows: dict[tuple[int, str], tuple[str, int, int]]


def findings(writer: Writer, readings: Mapping[int, Json], name_of: Callable[[str], str]) -> Iterator[tuple[int, Finding]]:
    """Findings on the reports of this load beside earlier ones, each with the number of the workbook that it belongs to.

    `readings` holds what was read of each workbook, by its number; `name_of` gives the name of a unit.
    """
    series = [one for one in _series(writer) if one.steps or one.late]
    if not series:
        return
    facts = _facts(writer, series)
    differing = _differing_fields(writer, series)
    for one in series:
        labels = list(one.periods)
        told = [_told(label, reports, facts) for label, reports in one.periods.items()]
        for report, at in one.steps:
            file_id = facts.files[report]
            place = partial(_place, readings[file_id], facts, report)
            _leave_out_part_sums(readings[file_id], facts, report)
            now, earlier = _told(labels[at], [report], facts), told[max(0, at - MOST) : at]
            entry = Entry(one.unit_id, name_of, now, told[at - 1], earlier, place, differing.get(report, ()))
            for finding in judge_entry(entry):
                yield file_id, finding
        for report, at in one.late:
            file_id = facts.files[report]
            place = partial(_place, readings[file_id], facts, report)
            _leave_out_part_sums(readings[file_id], facts, report)
            now = _told(labels[at], [report], facts)
            for finding in judge_later(Later(one.unit_id, name_of, now, told[at + 1], place)):
                yield file_id, finding


def _series(writer: Writer) -> Iterable[Series]:
    """The periods of each unit of this load; quarters, half-years and years are series of their own."""
    first, last = writer.rows(_SPAN, {"load_id": writer.load_id})[0]
    if first is None:
        return []
    values = {"load_id": writer.load_id, "programme": writer.programme, "last": f"{int(last[:4]) + 1}Z"}
    values["first"] = f"{int(first[:4]) - YEARS}{first[4:]}"
    found: dict[tuple[str, str], Series] = {}
    sent: dict[tuple[str, str], dict[int, list[int]]] = {}  # the reports of this load by their positions
    for report, unit_id, period, fresh in writer.rows(_REPORTS, values):
        key = (unit_id, period[4:5])
        if key not in found:
            found[key] = Series(unit_id, {}, [], [])
        one = found[key]
        one.periods.setdefault(period, []).append(report)
        at = len(one.periods) - 1
        if fresh:
            if at:
                one.steps.append((report, at))
            sent.setdefault(key, {}).setdefault(at, []).append(report)
    for key, reports in sent.items():
        late = [at for at in reports if at + 1 < len(found[key].periods) and at + 1 not in reports]
        found[key].late = [(report, at) for at in late for report in reports[at]]
    return found.values()


def _facts(writer: Writer, series: Sequence[Series]) -> Facts:
    """All that is needed of the reports of this load and of the period before; and the dossiers of older periods where
    a number has leapt since the period before.
    """
    facts = Facts(defaultdict(dict), {}, {}, {})
    near: set[int] = set()
    for one in series:
        reports = list(one.periods.values())
        near.update(number for _, at in one.steps for i in (at - 1, at) for number in reports[i])
        near.update(number for _, at in one.late for i in (at, at + 1) for number in reports[i])
    for report, file_id, start, end, sheet, row, *values in writer.rows(_STATUS, {"ids": list(near)}):
        facts.files[report], facts.days[report] = file_id, (start, end)
        facts.values[report].update(zip(STATUS, values, strict=True))
        facts.rows[(report, "status")] = (sheet, row, 1)
    _add_sums(writer, facts, HANDLING, near)
    _add_sums(writer, facts, JUDGED, _far(series, facts) - near)
    return facts


def _far(series: Sequence[Series], facts: Facts) -> set[int]:
    found: set[int] = set()
    for one in series:
        reports = list(one.periods.values())
        for report, at in one.steps:
            before = _values(reports[at - 1], facts)
            if any(leaps(name, facts.values[report], before) for name in JUDGED):
                found.update(number for numbers in reports[max(0, at - MOST) : at - 1] for number in numbers)
    return found


def _add_sums(writer: Writer, facts: Facts, names: Sequence[str], reports: set[int]) -> None:
    if not reports:
        return
    sums = ", ".join(f"case when count({name}) = count(*) then sum({name})::bigint end" for name in names)
    for report, sheet, row, count, *values in writer.rows(_SUMS.format(sums), {"ids": list(reports)}):
        facts.rows[(report, "handling")] = (sheet, row, count)
        facts.values[report].update(zip(names, values, strict=True))


def _values(reports: Iterable[int], facts: Facts) -> Json:
    """What a unit told of one period; where its own report is silent, the annex speaks."""
    merged: Json = {}
    for report in reports:
        known = facts.values.get(report)
        if known:
            merged |= {name: value for name, value in known.items() if value is not None} if merged else known
    return merged


def _told(label: str, reports: Sequence[int], facts: Facts) -> Told:
    return Told(label, *facts.days.get(reports[-1], (date.min, date.min)), _values(reports, facts))


def _differing_fields(writer: Writer, series: Sequence[Series]) -> dict[int, list[tuple[str, int, int, int]]]:
    """Fields of work whose dossiers carried over are not those pending before, by report."""
    ids, before = [], []
    for one in series:
        reports = list(one.periods.values())
        for report, at in one.steps:
            ids += [report] * len(reports[at - 1])
            before += reports[at - 1]
    found: dict[int, list[tuple[str, int, int, int]]] = defaultdict(list)
    for report, work, row, carried, pending in writer.rows(_FIELDS, {"ids": ids, "before": before}):
        found[report].append((work, row, carried, pending))
    return found


def _leave_out_part_sums(reading: Json, facts: Facts, report: int) -> None:
    """A sum over the rows of a sheet on which a row was set aside is not the unit's sum."""
    sheet, _, count = facts.rows.get((report, "handling"), (None, None, 1))
    if count > 1 and any(told["rule"] == "row_without_name" and told["sheet"] == sheet for told in reading["findings"]):
        for name in HANDLING:
            facts.values[report].pop(name, None)


def _place(reading: Json, facts: Facts, report: int, name: str, row: int | None = None) -> tuple[str | None, str | None]:
    """The sheet and cell of a field in a workbook; of a sum over several rows, the cell of the printed total."""
    relation = "report" if name == "period" else "handling" if name in HANDLING else "status"
    sheet, first, count = facts.rows.get((report, relation), (None, None, 1))
    at = row or (first if count == 1 else reading["totals"].get(relation, first))
    value = facts.values[report].get(name)
    for wanted in (name, f"{name}:{value}"):
        for place_sheet, place_relation, field, letters, place_row in reading["places"]:
            if place_relation == relation and field == wanted and sheet in (None, place_sheet):
                return place_sheet, f"{letters}{place_row or at}"
    return sheet, None
