"""Two states of reports, cell by cell: rows are matched by what names them, never by where they stand.

A report's rows are compared with those of the report that it replaces. A procedure is named by its code, else by its name;
a row of form II.06a by its field of work; an activity by kind, day and content; what a unit says of itself is one row.
One question a relation does all reports at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from store import Asking, declared

# What names a row of each relation; rows of one name are told apart by their order.
NAMED_BY = {
    "status": "''",
    "handling": "coalesce(field_of_work, '')",
    "procedure": "coalesce(code, name, '')",
    "activity": "concat_ws(' · ', unit_id, kind, strftime(happened_on, '%d/%m/%Y'), content)",
    "narrative": "coalesce(topic, '')",
    "inventory": "''",
}
_BESIDE = ("load_id", "report_id", "sheet", "row_number")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows and filled cells are new, changed, the same, gone. A new row brings new cells, a lost one loses them."""

    rows_new: int = 0
    rows_changed: int = 0
    rows_unchanged: int = 0
    rows_removed: int = 0
    cells_new: int = 0
    cells_changed: int = 0
    cells_unchanged: int = 0
    cells_removed: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)))

    @property
    def moved(self) -> int:
        """Cells that are not as they were."""
        return self.cells_new + self.cells_changed + self.cells_removed


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value before and after (None: blank), and the cell of the workbook that holds it: of the new report, or of the
    old one where it is gone. `kind` is 'cell', or 'row_new' and 'row_removed': a whole row, with its name as the value.
    """

    kind: str
    relation: str
    field: str | None
    row: str
    row_number: int | None
    sheet: str | None
    cell: str | None
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Side:
    """One report that takes part in a comparison: which pair it belongs to, and whether it is the newer one of it.

    `listed`: several lists of activities together; what two of them name counts once.
    """

    pair: int
    report_id: int
    newer: bool
    listed: bool = False


def compare(asking: Asking, sides: Sequence[Side]) -> dict[int, tuple[Counts, list[CellChange]]]:
    """The difference of each pair. Of a pair with one side only, rows and cells are counted, not listed."""
    counted: dict[int, Counts] = {}
    found: list[tuple[int, int, CellChange]] = []
    whole = {side.pair for side in sides if side.newer} & {side.pair for side in sides if not side.newer}
    listed = {side.pair for side in sides if side.listed}
    unlike: dict[str, set[int]] = defaultdict(set)
    for relation, pair, *sums in asking.rows(_sums(), _bound(sides)) if sides else ():
        rows, filled, mark, rows_new, filled_new, mark_new = sums
        if pair in listed or (pair in whole and (rows, mark) != (rows_new, mark_new)):
            unlike[relation].add(pair)
        elif pair in whole:
            counted[pair] = counted.get(pair, Counts()) + Counts(rows_unchanged=rows, cells_unchanged=filled)
        else:
            alone = Counts(rows_new=rows_new, cells_new=filled_new, rows_removed=rows, cells_removed=filled)
            counted[pair] = counted.get(pair, Counts()) + alone
    for relation in [relation for relation in NAMED_BY if relation in unlike]:
        pairs = unlike[relation]
        for pair, *counts, rows in asking.rows(_query(relation), _bound([side for side in sides if side.pair in pairs])):
            changes = [change for row in rows or () for change in _listed(relation, row)]
            counted[pair] = counted.get(pair, Counts()) + _counts(counts, rows or ())
            found += [(pair, row_report, change) for row_report, change in changes if pair in whole]
    placed = _placed(asking, [(report_id, change) for _, report_id, change in found])
    result: dict[int, tuple[Counts, list[CellChange]]] = {pair: (counts, []) for pair, counts in counted.items()}
    for (pair, _, _), change in zip(found, placed, strict=True):
        result[pair][1].append(change)
    return result


def value_fields(relation: str) -> dict[str, str]:
    """The fields of a relation that hold what a workbook says, with their SQL types."""
    return {name: kind for name, kind in declared()[relation].items() if name not in _BESIDE}


def _bound(sides: Sequence[Side]) -> dict[str, Any]:
    return {
        "pairs": [side.pair for side in sides],
        "reports": [side.report_id for side in sides],
        "newer": [side.newer for side in sides],
        "listed": [side.listed for side in sides],
    }


_SIDE = """side as (
    select unnest($pairs) as pair, unnest($reports) as report_id, unnest($newer) as newer, unnest($listed) as listed)"""


@cache
def _sums() -> str:
    """Rows, filled cells and a sum of hashes of each side of each pair: most relations of most reports stay as they are."""
    parts = [
        f"""select '{relation}' as relation, s.pair, s.newer, count(*) as lines, sum({_filled(relation)}) as filled,
            sum(hash({", ".join(value_fields(relation))})) as mark
        from {relation} join side s using (report_id) group by s.pair, s.newer"""
        for relation in NAMED_BY
    ]
    sides = ", ".join(
        f"coalesce(sum(lines) filter ({side}), 0)::bigint, coalesce(sum(filled) filter ({side}), 0)::bigint, "
        f"coalesce(sum(mark) filter ({side}), 0)"
        for side in ("not newer", "newer")
    )
    return f"with {_SIDE} select relation, pair, {sides} from ({' union all '.join(parts)}) group by relation, pair"


def _filled(relation: str) -> str:
    return " + ".join(f"({name} is not null)::int" for name in value_fields(relation))


@cache
def _query(relation: str) -> str:
    # A row's values travel as one value: comparing two of them is one expression to plan, comparing twenty columns a hundred.
    said = ", ".join(f"{name} := f.{name}" for name in value_fields(relation))
    return f"""
with {_SIDE},
line as (
    select
        s.pair, s.newer, {NAMED_BY[relation]} as row_name, f.report_id, f.sheet, f.row_number,
        struct_pack({said}) as said, {_filled(relation)} as filled,
        row_number() over (partition by s.pair, s.newer, row_name order by f.report_id desc, f.row_number) as nth
    from {relation} f
    join side s using (report_id)
    qualify not s.listed or nth = 1)
select
    coalesce(n.pair, o.pair) as pair,
    count(*) filter (o.said = n.said), coalesce(sum(n.filled) filter (o.said = n.said), 0)::bigint,
    list(struct_pack(
        row_name := coalesce(n.row_name, o.row_name), report_id := coalesce(n.report_id, o.report_id),
        sheet := coalesce(n.sheet, o.sheet), row_number := coalesce(n.row_number, o.row_number),
        old := o.said, new := n.said)
        order by coalesce(n.row_number, o.row_number)) filter (o.said is distinct from n.said)
from (from line where newer) n
full join (from line where not newer) o on o.pair = n.pair and o.row_name = n.row_name and o.nth = n.nth
group by coalesce(n.pair, o.pair)"""


def _counts(same: Sequence[int], rows: Iterable[dict[str, Any]]) -> Counts:
    """The counts of one pair and relation: rows and cells that are the same, and what the other rows hold."""
    total = Counts(rows_unchanged=same[0], cells_unchanged=same[1])
    for row in rows:
        old, new = row["old"] or {}, row["new"] or {}
        cells = [(old.get(name), new.get(name)) for name in old or new]
        total += Counts(
            rows_new=int(not old),
            rows_removed=int(not new),
            rows_changed=int(bool(old and new)),
            cells_new=sum(was is None and will is not None for was, will in cells),
            cells_removed=sum(was is not None and will is None for was, will in cells),
            cells_changed=sum(was is not None and will is not None and was != will for was, will in cells),
            cells_unchanged=sum(was is not None and was == will for was, will in cells),
        )
    return total


def _listed(relation: str, row: dict[str, Any]) -> Iterator[tuple[int, CellChange]]:
    """The changes of one row, without the cell's address: a whole row that came or went, or each value that differs."""
    report_id, name, place = row["report_id"], row["row_name"], (row["row_number"], row["sheet"], None)
    old, new = row["old"], row["new"]
    if old is None:
        yield report_id, CellChange("row_new", relation, None, name, *place, None, name)
    elif new is None:
        yield report_id, CellChange("row_removed", relation, None, name, *place, name, None)
    else:
        for field, was in old.items():
            if was != new[field]:
                yield report_id, CellChange("cell", relation, field, name, *place, was, new[field])


_CELLS = """
select w.i, any_value(p.col || coalesce(p.row_number, w.row_number))
from (
    select
        unnest($i) as i, unnest($reports) as report_id, unnest($relations) as relation, unnest($fields) as field,
        unnest($values) as value, unnest($sheets) as sheet, unnest($rows) as row_number) w
join report r using (report_id)
join file f using (file_id)
join place p
    on p.file_id = coalesce(f.places_of, f.file_id)
    and p.relation = w.relation
    and p.sheet = w.sheet
    and (p.field = w.field or p.field = w.field || ':' || w.value)
group by w.i"""


def _placed(asking: Asking, changes: Sequence[tuple[int, CellChange]]) -> list[CellChange]:
    """The changes with the addresses of their cells; `changes` says for each in which report its cell stands."""
    asked = [(i, report_id, change) for i, (report_id, change) in enumerate(changes) if change.field]
    if not asked:
        return [change for _, change in changes]
    values = {
        "i": [i for i, _, _ in asked],
        "reports": [report_id for _, report_id, _ in asked],
        "relations": [change.relation for _, _, change in asked],
        "fields": [change.field for _, _, change in asked],
        "values": [str(change.old if change.new is None else change.new) for _, _, change in asked],
        "sheets": [change.sheet for _, _, change in asked],
        "rows": [change.row_number for _, _, change in asked],
    }
    cells = dict(asking.rows(_CELLS, values))
    return [replace(change, cell=cells.get(i)) for i, (_, change) in enumerate(changes)]
