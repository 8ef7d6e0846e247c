"""Sums, bounds and percentages that a layout declares, and the totals that a sheet prints. Each looks at one sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from loaders import values
from loaders.findings import Finding
from loaders.layouts import Identity, Ratio
from loaders.taken import Table

MOST_POINTS = 0.05  # how far a typed percentage may be from the recomputed one
_EQUAL = {"vi": "phải bằng", "en": "must equal"}
_NO_MORE = {"vi": "không được lớn hơn", "en": "must not be more than"}


def identities(table: Table) -> Iterator[Finding]:
    """The sums and bounds that the layout declares: forms II.06a (c3 = c4+c5+c6, …), II.07b and the annex."""
    for identity in table.layout.identities:
        columns = _involved(table, identity)
        if columns is None:
            continue
        whole, parts = columns
        within = identity.kind == "within"
        for i, expected in enumerate(whole):
            found = [part[i] for part in parts]
            if expected is None or None in found:
                continue
            total = sum(found)
            if total > expected if within else total != expected:
                yield _broken(table, identity, i, expected, total)


def _involved(table: Table, identity: Identity) -> tuple[list[Any], list[list[Any]]] | None:
    """The columns of an identity; a part marked with '?' counts only where the sheet has it."""
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
    within = identity.kind == "within"
    named = identity.parts[0] if within else identity.whole
    present = [name.rstrip("?") for name in identity.parts if name.rstrip("?") in table.columns]
    details = {
        "whole": table.label(identity.whole),
        "parts": ", ".join(map(table.label, present)),
        "part": table.label(identity.parts[0]),
        "sum": total,
        "limit": expected,
        "must": {"vi": "không được lớn hơn", "en": "must not be more than"}
        if within
        else {"vi": "phải bằng", "en": "must equal"},
    }
    return Finding(identity.rule, table.grid.sheet, table.cell_of(named, i), str(total if within else expected), details)


def printed_totals(table: Table) -> Iterator[Finding]:
    """A printed total equals the sum of its rows; of a column of marks, their number.

    Where a sheet prints several totals, one may stand for the rows between it and its neighbour instead of for all.
    """
    if table.layout.totals:
        for number, at in enumerate(table.totals):
            yield from _judge_printed(table, at, [range(len(table.rows)), *_blocks(table, number)])


def _blocks(table: Table, number: int) -> list[range]:
    """The rows between a total and the totals before and after it; none where it is the only one."""
    if len(table.totals) == 1:
        return []
    at = table.totals[number]
    above = table.totals[number - 1] if number else -1
    below = table.totals[number + 1] if number + 1 < len(table.totals) else table.rows[-1] + 1 if table.rows else at
    return [span for span in (_between(table, above, at), _between(table, at, below)) if span]


def _between(table: Table, first: int, last: int) -> range:
    """The data rows that stand below one row of the grid and above another."""
    inside = [i for i, row in enumerate(table.rows) if first < row < last]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def printed_groups(table: Table) -> Iterator[Finding]:
    """Figures printed beside a group's heading («I. Sở, ban, ngành … 48»), in a total of some rows, or in a row over its
    sub-numbers equal the sum of the rows that they stand for.
    """
    if not table.layout.totals:
        return
    for part in table.sums:
        if any(type(cell) is float for cell in table.grid.rows[part.at]):
            yield from _judge_printed(table, part.at, [range(part.first, part.last)])


def _judge_printed(table: Table, at: int, spans: Sequence[range]) -> Iterator[Finding]:
    row = table.grid.rows[at]
    for name, column in table.match.columns.items():
        printed = row[column] if column < len(row) else ""
        if type(printed) is not float:
            continue
        sums = [_sum(table, name, span) for span in spans]
        if None not in sums and printed not in sums:
            cell = table.grid.cell(at, column)
            yield Finding("printed_total_matches", table.grid.sheet, cell, f"{printed:.10g}", {"sum": sums[0]})


def _sum(table: Table, name: str, span: range) -> int | None:
    """The sum of a column; None where a value of it is not known, because then nobody can say what the total should be."""
    base, _, edition = name.partition(":")
    declared = table.layout.fields[base]
    column = table.columns.get(base)
    if column is None or declared.type not in {"count", "edition_mark"}:
        return None
    if any(held.field == base.rpartition(".")[2] for held in table.held):
        return None
    if any(finding.rule in {"row_without_name", "two_editions"} for finding in table.findings):
        return None
    letters = table.grid.cell(0, table.column_of(base) if not edition else table.match.columns[name]).rstrip("0123456789")
    if any(cell.rstrip("0123456789") == letters for cell in table.lost):
        return None
    if edition:
        return sum(column[i] == edition for i in span)
    return sum(column[i] for i in span if column[i] is not None)


def typed_ratios(table: Table) -> Iterator[Finding]:
    """A percentage that was typed is within 0.05 point of part / whole, in the rows and beside totals.

    The average of percentages is the usual fault of a total row. A whole of zero has no percentage.
    """
    for ratio in table.layout.ratios:
        parts = [name.rstrip("?") for name in ratio.parts if name.rstrip("?") in table.columns]
        if ratio.shown not in table.columns or not parts or any(name not in table.columns for name in ratio.wholes):
            continue
        for i, shown in enumerate(table.columns[ratio.shown]):
            part = _added(table.columns[name][i] for name in parts)
            whole = _added(table.columns[name][i] for name in ratio.wholes)
            yield from _differs(table, ratio, shown, part, whole, table.cell_of(ratio.shown, i))
        for at in (*table.totals, *(part.at for part in table.sums)):
            part, whole = (_added(_printed(table, at, name) for name in names) for names in (parts, ratio.wholes))
            cell = table.grid.cell(at, table.match.columns[ratio.shown])
            yield from _differs(table, ratio, _printed(table, at, ratio.shown), part, whole, cell)


def _added(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total


def _printed(table: Table, at: int, name: str) -> Any:
    """What a row that is no data prints in the column of a field; None where it is blank or cannot be read."""
    row, column = table.grid.rows[at], table.match.columns.get(name)
    raw = row[column] if column is not None and column < len(row) else ""
    parse = values.percent if table.layout.fields[name].type == "percent" else values.count
    value = parse(raw) if raw != "" else None
    return value if isinstance(value, int | float) else None


def _differs(
    table: Table, ratio: Ratio, shown: float | None, part: int | None, whole: int | None, cell: str
) -> Iterator[Finding]:
    if shown is None or part is None or not whole:
        return
    right = 100 * part / whole
    # A cell formatted as a percentage holds 0.9655, one typed by hand 96.55.
    readings = (shown, shown * 100) if abs(shown) <= 1 else (shown,)
    if any(abs(reading - right) <= MOST_POINTS + 1e-9 for reading in readings):
        return
    details = {
        "shown": table.label(ratio.shown),
        "part": part,
        "whole": whole,
        "right": {"vi": f"{right:.2f}".replace(".", ","), "en": f"{right:.2f}"},
    }
    yield Finding("ratio_recomputes", table.grid.sheet, cell, f"{readings[-1]:.10g}".replace(".", ","), details)
