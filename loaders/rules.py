"""Rules on one workbook: each yields findings, none raises. A rule that lacks its columns has nothing to say.

`TABLE_RULES` look at one sheet, `WORKBOOK_RULES` at all sheets of one workbook. A new rule is one more function in
the tuple, and its sentence in `findings.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from base import ladder
from loaders.extract import Table
from loaders.findings import Finding
from loaders.layouts import Identity

# The counts of form F1's first sheet that equal rows of its list of procedures (form F1).
LISTED = {"procedures_tthc": "tthc", "procedures_internal": "internal"}


def identities(table: Table) -> Iterator[Finding]:
    """The sums and bounds that the layout declares: forms II.06a (c3 = c4+c5+c6, …) and the annex."""
    for identity in table.layout.identities:
        columns = _involved(table, identity)
        if columns is None:
            continue
        whole, parts = columns
        for i, expected in enumerate(whole):
            found = [part[i] for part in parts]
            if expected is None or None in found:
                continue
            wrong = sum(found) > expected if identity.rule == "part_within_whole" else sum(found) != expected
            if wrong:
                yield _broken(table, identity, i, expected, sum(found))


def _involved(table: Table, identity: Identity) -> tuple[list[Any], list[list[Any]]] | None:
    """The columns of an identity; a part marked with '?' counts only where the layout has it."""
    parts = []
    for name in identity.parts:
        optional = name.endswith("?")
        column = table.columns.get(name.rstrip("?"))
        if column is not None:
            parts.append([value or 0 for value in column] if optional else column)
        elif not optional:
            return None
    whole = table.columns.get(identity.whole)
    return (whole, parts) if whole is not None else None


def _broken(table: Table, identity: Identity, i: int, expected: int, total: int) -> Finding:
    within = identity.rule == "part_within_whole"
    named = identity.parts[0] if within else identity.whole
    details = {
        "whole": table.label(identity.whole),
        "parts": ", ".join(table.label(name.rstrip("?")) for name in identity.parts),
        "part": table.label(identity.parts[0]),
        "sum": total,
        "limit": expected,
    }
    return Finding(identity.rule, table.grid.sheet, table.cell_of(named, i), str(total if within else expected), details)


def printed_totals(table: Table) -> Iterator[Finding]:
    """A printed total equals the sum of its rows; of a column of marks, their number."""
    if not table.layout.totals:
        return
    for at in table.totals:
        row = table.grid.rows[at]
        for name, column in table.match.columns.items():
            printed = row[column] if column < len(row) else ""
            total = _sum(table, name)
            if type(printed) is float and total is not None and printed != total:
                yield Finding(
                    "printed_total_matches", table.grid.sheet, table.grid.cell(at, column), f"{printed:g}", {"sum": total}
                )


def _sum(table: Table, name: str) -> int | None:
    base, _, edition = name.partition(":")
    declared = table.layout.fields[base]
    column = table.columns.get(base)
    if column is None or declared.type not in {"count", "edition_mark"}:
        return None
    if any(held.field == base.rpartition(".")[2] for held in table.held):
        return None  # a value of this column is held: its sum cannot be known
    if edition:
        return sum(value == edition for value in column)
    return sum(value for value in column if value is not None)


def edition_given(table: Table) -> Iterator[Finding]:
    """A unit that applies or has announced names its edition, where the layout asks for it."""
    stages, editions = table.columns.get("stage"), table.columns.get("edition")
    if stages is None or editions is None or not table.match.has("edition"):
        return
    for i, stage in enumerate(stages):
        if stage is not None and stage >= ladder.APPLIED and editions[i] is None:
            if any(held.field == "edition" and held.row == table.rows[i] for held in table.held):
                continue
            spoken = {"vi": ladder.STAGES[stage][0], "en": ladder.STAGES[stage][1]}
            yield Finding("edition_missing", table.grid.sheet, table.cell_of("edition", i), None, {"stage": spoken})


def groups_known(table: Table) -> Iterator[Finding]:
    """A deadline is set for a group that the house knows (Decree 09/2019/NĐ-CP, article 8); another would bind nobody."""
    if table.layout.name != "deadlines":
        return
    for i, group in enumerate(table.columns["unit_group"]):
        if group is not None and group not in ladder.GROUPS:
            known = "; ".join(ladder.GROUPS)
            yield Finding("unknown_group", table.grid.sheet, table.cell_of("unit_group", i), group, {"known": known})


def procedures_listed(tables: Mapping[str, Table]) -> Iterator[Finding]:
    """The counts of procedures on the first sheet equal the rows of that kind in the list (form F1)."""
    info, listed = tables.get("info"), tables.get("procedures")
    if info is None or listed is None:
        return
    kinds = listed.columns["kind"]
    for name, kind in LISTED.items():
        declared = info.columns.get(name, [None])[0]
        if declared is not None and declared != kinds.count(kind):
            yield Finding(
                "procedure_list_matches", info.grid.sheet, info.cell_of(name), str(declared), {"sum": kinds.count(kind)}
            )


TABLE_RULES: tuple[Callable[[Table], Iterable[Finding]], ...] = (identities, printed_totals, edition_given, groups_known)
WORKBOOK_RULES: tuple[Callable[[Mapping[str, Table]], Iterable[Finding]], ...] = (procedures_listed,)


def judge(tables: Mapping[str, Table]) -> list[Finding]:
    """All findings of one workbook; nothing stops at the first."""
    found = [finding for table in tables.values() for rule in TABLE_RULES for finding in rule(table)]
    return found + [finding for rule in WORKBOOK_RULES for finding in rule(tables)]
