"""Which tables of a workbook make up one report: one unit's sheets together, every annex by itself, copies left out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.findings import Finding
from loaders.folding import fold
from loaders.forms import Form
from loaders.layouts import layouts
from loaders.periods import Claim, find_claim
from loaders.sender import Sender, find_sender
from loaders.taken import Table


@dataclass(slots=True)
class Group:
    """The tables of one report, with the lines that name its period and its sender.

    `lead` is the table that says which unit the report is from, where the form has one.
    """

    form: Form
    tables: list[Table]
    claims: list[Claim] = field(default_factory=list)
    sender: Sender | None = None

    @property
    def lead(self) -> Table | None:
        """The list of labels that names the unit."""
        return next((table for table in self.tables if table.layout.kind == "labels"), None)

    @property
    def claim(self) -> Claim | None:
        """The first readable period line."""
        return next((claim for claim in self.claims if claim.period), None)


def grouped(form: Form, tables: Sequence[Table]) -> tuple[list[Group], list[Finding]]:
    """The reports that the tables of one form make up, and what must be said of tables that could not be placed."""
    if form.period == "none" or form.source == "list":
        groups, findings = [Group(form, list(tables))], list[Finding]()
    elif any(layouts()[name].kind == "labels" for name in form.needs):
        groups, findings = _by_lead(form, tables)
    else:
        groups, findings = [Group(form, [table]) for table in tables], []
    _find_heads(groups)
    if len({table.layout.name for table in tables}) < len(tables):
        _share_claims(groups)
        findings += _leave_out_copies(groups)
        findings += _leave_out_askew(groups)
        if form.source == "own":
            findings += _join(groups)
    return [group for group in groups if group.tables], findings


def _by_lead(form: Form, tables: Sequence[Table]) -> tuple[list[Group], list[Finding]]:
    """A list of labels begins a report; the tables behind it belong to it, if every report has the same ones."""
    leads = [i for i, table in enumerate(tables) if table.layout.name in form.needs]
    if len(leads) < 2:
        return [Group(form, list(tables))], []
    cuts = [0, *leads[1:], len(tables)]
    groups = [Group(form, list(tables[a:b])) for a, b in itertools.pairwise(cuts)]
    kinds = {tuple(sorted(table.layout.name for table in group.tables)) for group in groups}
    if len(kinds) == 1:
        return groups, []
    why = {"vi": "không rõ thuộc báo cáo nào trong tệp", "en": "it is not clear which report of the file it belongs to"}
    return groups[:1], [_not_loaded(table, why) for group in groups[1:] for table in _emptied(group)]


def _emptied(group: Group) -> list[Table]:
    tables, group.tables = group.tables, []
    for table in tables:
        table.loaded = table.set_aside = 0
    return tables


def _find_heads(groups: Sequence[Group]) -> None:
    """Looks for period and sender in the title of each table: between the rows of the table above it and its heading."""
    last: dict[str, int] = {}
    for group in groups:
        for table in group.tables:
            grid, match = table.grid, table.match
            start = min(last.get(grid.sheet, -1) + 1, match.begin)
            claim = find_claim(grid, start, match.header)
            if claim is None and match.layout.kind == "labels":
                claim = find_claim(grid, match.header, match.first)
            if claim:
                group.claims.append(claim)
            if group.sender is None and group.form.source == "own" and group.lead is None:
                group.sender = find_sender(grid, start, match.header)
            last[grid.sheet] = table.last


def _share_claims(groups: Sequence[Group]) -> None:
    """A table without a period line takes that of the others, where they all say the same."""
    said = {claim.period: claim for group in groups for claim in group.claims if claim.period}
    if len(said) == 1:
        for group in groups:
            if not group.claims:
                group.claims = list(said.values())
    senders = {fold(group.sender.name): group.sender for group in groups if group.sender and group.sender.name}
    if len(senders) == 1:
        for group in groups:
            if group.sender and not group.sender.name:
                group.sender = next(iter(senders.values()))


def _leave_out_copies(groups: Sequence[Group]) -> list[Finding]:
    """A table with the very rows of another one, of the same unit and period, is loaded once."""
    findings = []
    seen: list[tuple[Group, Table]] = []
    for group in groups:
        for table in list(group.tables):
            twins = (known for other, known in seen if known.layout is table.layout and _same(group, other))
            twin = next((known for known in twins if known.columns == table.columns), None)
            if twin is None or not table.rows:
                seen.append((group, table))
                continue
            group.tables.remove(table)
            table.loaded = table.set_aside = 0
            place = table.grid.cell(table.match.header, 0)
            findings.append(Finding("table_repeated", table.grid.sheet, place, None, {"other": twin.grid.sheet}))
    return findings


def _leave_out_askew(groups: Sequence[Group]) -> list[Finding]:
    """A second table on one sheet whose columns stand elsewhere: nobody could find its cells again by their column."""
    findings = []
    columns: dict[tuple[str, str], dict[str, int]] = {}
    for group in groups:
        for table in list(group.tables):
            first = columns.setdefault((table.grid.sheet, table.layout.relation), table.match.columns)
            if first != table.match.columns:
                group.tables.remove(table)
                table.loaded = table.set_aside = 0
                why = {"vi": "các cột đặt khác bảng ở trên cùng trang", "en": "its columns differ from the table above it"}
                findings.append(_not_loaded(table, why))
    return findings


def _same(group: Group, other: Group) -> bool:
    return _report_key(group) == _report_key(other)


def _report_key(group: Group) -> tuple[str | None, str | None]:
    period = group.claim.period.label if group.claim and group.claim.period else None
    return period, fold(group.sender.name) if group.sender and group.sender.name else None


def _join(groups: Sequence[Group]) -> list[Finding]:
    """Tables of one unit and period are one report, as long as no row stands in two of them."""
    findings = []
    known: dict[tuple[str | None, str | None], Group] = {}
    for group in groups:
        first = known.setdefault(_report_key(group), group)
        if first is group or not group.tables or group.lead is not None:
            continue
        for table in group.tables:
            if _keys(table) & {key for other in first.tables if other.layout is table.layout for key in _keys(other)}:
                why = {"vi": "các dòng trùng với bảng khác cùng kỳ", "en": "its rows stand in another table of the period too"}
                findings.append(_not_loaded(table, why))
                table.loaded = table.set_aside = 0
            else:
                first.tables.append(table)
        group.tables = []
    return findings


def _keys(table: Table) -> set[str]:
    return {fold(str(key)) for name in table.layout.keys for key in table.columns.get(name, ()) if key is not None}


def _not_loaded(table: Table, why: dict[str, str]) -> Finding:
    return Finding("table_not_loaded", table.grid.sheet, table.grid.cell(table.match.header, 0), None, {"why": why})
