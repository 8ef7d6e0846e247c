"""Versions of reports: what a load changes in each report, and how one version differs from another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from base.period import Period
from indicators.comparison import NAMED_BY, CellChange, Counts, Side, compare, value_fields
from store import Asking

# The reports that stood after a load, and those that stand now, where something came or was taken back since. Newest version
# of each form, unit and period; lists of activities all stand beside one another.
_MOVED = """
with touched as (
    select distinct form, unit_id, period
    from report
    where programme = $programme
      and (load_id > $mark or load_id in (select undone from undo where load_id > $mark))),
taken as (select undone as load_id, min(load_id) as at from undo group by undone),
known as (
    select r.*, dense_rank() over (order by r.form, r.unit_id, r.period) as pair, t.at as taken
    from report r
    join touched k on k.form = r.form and k.unit_id is not distinct from r.unit_id and k.period is not distinct from r.period
    left join taken t on t.load_id = r.load_id
    where r.programme = $programme),
stood as (
    select *, false as newer from known where load_id <= $mark and (taken is null or taken > $mark)
    union all
    select *, true from known where taken is null)
select s.pair, s.newer, s.report_id, s.form, s.source, s.unit_id, s.period, s.version, f.name
from stood s
left join file f using (file_id)
qualify s.unit_id is null or row_number() over (partition by s.pair, s.newer order by s.version desc) = 1
order by s.period, s.unit_id, s.form, s.newer, s.report_id"""
_NAMES = """
select unit_id, arg_max(name, load_id)
from unit
where programme = $programme
group by unit_id"""
_VERSIONS = """
select
    r.report_id, r.form, r.source, r.version, l.loaded_at, l.who, l.kind, f.name, f.sha256, f.archive, f.member,
    r.load_id in (select undone from undo) as taken_back,
    r.load_id not in (select undone from undo)
        and row_number() over (
            partition by r.form, r.load_id in (select undone from undo) order by r.version desc) = 1 as current,
    (select string_agg(distinct c.reason, '; ') from correction c where c.report_id = r.report_id and c.corrects is not null)
from report r
join load l using (load_id)
left join file f on f.file_id = r.file_id
where r.programme = $programme
  and r.unit_id = $unit
  and r.period = $period
order by r.source desc, r.form, r.version desc"""


@dataclass(frozen=True, slots=True)
class ReportChange:
    """What becomes of one report. state: 'new', 'changed', 'unchanged' (sent again, the same values), 'removed' (taken
    back). `version_*` and `report_*` are None where there was, or is, none; a list of activities has no unit.
    """

    state: str
    form: str
    source: str
    unit_id: str | None
    unit: str | None
    period: str | None
    version_before: int | None
    version_after: int | None
    file: str | None
    counts: Counts
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a unit's report of a period, as it came or as it was corrected by hand (`kind` 'correction', with the
    reasons). `current` where figures are drawn from it, `taken_back` where its load was undone.
    """

    report_id: int
    form: str
    source: str
    version: int
    loaded_at: datetime
    who: str | None
    kind: str
    file: str | None
    sha256: str | None
    archive: str | None
    member: str | None
    taken_back: bool
    current: bool
    reasons: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a version: its relation, where it stands, what names it, and its fields with their values."""

    relation: str
    sheet: str | None
    row_number: int | None
    row: str
    values: tuple[tuple[str, Any], ...]


def cell_changes(before: Asking, after: Asking, programme: str = "default") -> list[ReportChange]:
    """What differs between two states of one store, report by report, by period and unit.

    `after` is a later state of the same store: a rehearsal, a load, an undo, a correction. Reports that nothing touched
    are not listed. The cells of a wholly new report are counted, not listed.
    """
    mark = before.rows("select coalesce(max(load_id), 0) from load")[0][0]
    return changes_since(after, mark, programme)


def changes_since(reader: Asking, mark: int, programme: str = "default") -> list[ReportChange]:
    """What differs between the state that load `mark` left and now."""
    stood = _differing(reader.rows(_MOVED, {"programme": programme, "mark": mark}))
    if not stood:
        return []
    names = dict(reader.rows(_NAMES, {"programme": programme}))
    found = compare(reader, [Side(row[0], row[2], row[1], row[5] is None) for row in stood])
    pairs: dict[int, dict[bool, list[Any]]] = {}
    for pair, newer, *rest in stood:
        pairs.setdefault(pair, {})[newer] = rest
    nothing: tuple[Counts, list[CellChange]] = (Counts(), [])
    return [_change(sides, *found.get(pair, nothing), names) for pair, sides in pairs.items()]


def _differing(stood: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Without the pairs in which the same reports stand on both sides: what came was taken back."""
    reports: dict[tuple[int, bool], set[int]] = defaultdict(set)
    for pair, newer, report_id, *_ in stood:
        reports[pair, newer].add(report_id)
    return [row for row in stood if reports.get((row[0], True)) != reports.get((row[0], False))]


def _change(sides: dict[bool, list[Any]], counts: Counts, cells: list[CellChange], names: dict[str, str]) -> ReportChange:
    old, new = sides.get(False), sides.get(True)
    told = new or old or []
    state = "new" if old is None else "removed" if new is None else "changed" if counts.moved else "unchanged"
    _, form, source, unit_id, period, _, file = told
    versions = (old[5] if old else None, new[5] if new else None)
    return ReportChange(state, form, source, unit_id, names.get(unit_id), period, *versions, file, counts, tuple(cells))


def versions(reader: Asking, unit_id: str, period: Period, programme: str = "default") -> tuple[Version, ...]:
    """Every version of a unit's reports of a period, own reports first, newest version first; those taken back too."""
    rows = reader.rows(_VERSIONS, {"programme": programme, "unit": unit_id, "period": period.label})
    return tuple(Version(*row) for row in rows)


def version_changes(
    reader: Asking, old_report: int, new_report: int, programme: str = "default"
) -> tuple[Counts, tuple[CellChange, ...]]:
    """How one version of a report differs from another: counts, and every value that is not the same."""
    del programme  # reports have numbers of their own in the whole store
    found = compare(reader, [Side(1, old_report, False), Side(1, new_report, True)])
    counts, cells = found.get(1, (Counts(), []))
    return counts, tuple(cells)


def facts_of(reader: Asking, report_id: int, programme: str = "default") -> tuple[Fact, ...]:
    """Every row of one version of a report, in the order of the workbook's parts."""
    del programme  # reports have numbers of their own in the whole store
    found = []
    for relation, row_name in NAMED_BY.items():
        query = f"select *, {row_name} as row_name_ from {relation} where report_id = $report_id order by sheet, row_number"
        for row in reader.records(query, {"report_id": report_id}):
            values = tuple((name, row[name]) for name in value_fields(relation))
            found.append(Fact(relation, row["sheet"], row["row_number"], row["row_name_"], values))
    return tuple(found)
