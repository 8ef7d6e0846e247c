"""Corrections: values of one report mended by hand. The report becomes a new version, a copy with the mended values.

Nothing is changed in place, so figures need not know of corrections: the newest version counts. Old and new value, who and why
stand beside it, and undoing the load brings the version before back. A workbook that the unit sends later is a newer version.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from base import Sentence, clock
from base.errors import UsageError
from desk.entering import FACTS, typed
from desk.identities import broken
from desk.signing import named, reasoned, signed
from store import Asking, Writer, open_store, question

Row = dict[str, Any]
Facts = dict[str, list[Row]]
_CURRENT = """
select r.*
from report r
where r.programme = $programme
  and r.load_id not in (select undone from undo)
  and (r.form, r.unit_id, r.period) in (select (form, unit_id, period) from report where report_id = $report_id)
order by r.version desc
limit 1"""


@dataclass(frozen=True, slots=True)
class Mend:
    """One value to be mended: where it stands in the report, and what it should be (None or '': blank)."""

    relation: str
    sheet: str | None
    row_number: int | None
    field: str
    new_value: Any


@dataclass(frozen=True, slots=True)
class Mended:
    """A correction that was kept: its load, the store's new version, the new version of the report."""

    load_id: int
    store_version: str
    report_id: int
    version: int


def correct(
    report_id: int,
    relation: str,
    sheet: str | None,
    row_number: int | None,
    field: str,
    new_value: Any,
    *,
    who: str,
    reason: str,
    address: str | None = None,
    programme: str = "default",
) -> Mended:
    """Mends one value of a report's current version; see `mend`."""
    one = Mend(relation, sheet, row_number, field, new_value)
    return mend(report_id, [one], who=who, reason=reason, address=address, programme=programme)


def mend(
    report_id: int, mends: Sequence[Mend], *, who: str, reason: str, address: str | None = None, programme: str = "default"
) -> Mended:
    """Mends values of a report's current version together, as one decision; a sum often needs two of them.

    Raises UsageError where a value cannot be what its field holds, where the sums of the form would no longer hold, where
    the report has been replaced since, or where its period is locked. Then nothing is kept.
    """
    name, why = signed(who), reasoned(reason)
    if not mends:
        raise UsageError("Chưa sửa giá trị nào.", "No value was changed.")
    store = open_store(address)
    with store.writing(name, "correction", programme=programme) as writer:
        report = _current(writer, report_id, programme)
        _demand_open(writer, report, programme)
        facts = {relation: _rows(writer, relation, report["report_id"]) for relation in FACTS}
        before = set(broken(facts))
        held = _rows(writer, "held", report["report_id"])
        kept: list[Row] = []
        for one in mends:
            kept.append(_apply(facts, one) | {"corrects": report["report_id"], "reason": why})
            held = [row for row in held if not _decides(one, row, facts)]
        _demand_sums(set(broken(facts)) - before)
        if all(row["old_value"] == row["new_value"] for row in kept):
            raise UsageError("Giá trị mới giống giá trị đang dùng.", "The new value is the one in use.")
        fresh = _write(writer, report, facts | {"held": held}, kept)
    return Mended(writer.load_id, store.version(), fresh["report_id"], fresh["version"])


def decide(
    report_id: int,
    sheet: str | None,
    cell: str,
    new_value: Any,
    *,
    who: str,
    reason: str,
    address: str | None = None,
    programme: str = "default",
) -> Mended:
    """Decides a held value: the field gets this value and nothing waits any longer. Raises UsageError, like `mend`."""
    with open_store(address).reading() as reader:
        waiting = [row for row in _rows(reader, "held", report_id) if row["sheet"] == sheet and row["cell"] == cell]
        if not waiting:
            raise UsageError(
                f"Không có giá trị nào chờ quyết định tại {sheet or '–'} {cell}.", f"No value waits at {sheet or '–'} {cell}."
            )
        one = waiting[0]
        row_number = _row_of(one, _rows(reader, one["relation"], report_id))
    chosen = Mend(one["relation"], sheet, row_number, one["field"], new_value)
    return mend(report_id, [chosen], who=who, reason=reason, address=address, programme=programme)


def _current(asking: Asking, report_id: int, programme: str) -> Row:
    if asking.row("select 1 from report where report_id = $report_id and unit_id is null", {"report_id": report_id}):
        raise UsageError(
            "Danh sách hoạt động không sửa từng giá trị được; hãy hoàn tác lần nạp rồi nạp danh sách đúng.",
            "A list of activities is not corrected value by value: take its load back and load the right list.",
        )
    found = asking.records(_CURRENT, {"programme": programme, "report_id": report_id})
    if not found or found[0]["report_id"] != report_id:
        raise UsageError(
            "Báo cáo này đã được thay bằng bản khác hoặc đã hoàn tác. Hãy mở lại trang và sửa bản đang dùng.",
            "This report was replaced or taken back. Open the page again and correct the version in use.",
        )
    return found[0]


def _demand_open(asking: Asking, report: Row, programme: str) -> None:
    locks = asking.rows(question("locked"), {"programme": programme, "today": clock.today()})
    if any((unit, period) == (report["unit_id"], report["period"]) for unit, period, *_ in locks):
        unit = named(asking, [report["unit_id"]], programme)
        raise UsageError(
            f"Báo cáo {report['period']} của {unit} đã khóa. Hãy mở lại hoặc cho phép ngoại lệ trước khi sửa.",
            f"The report of {unit} for {report['period']} is locked. Reopen it or grant an exception before correcting it.",
        )


def _rows(asking: Asking, relation: str, report_id: int) -> list[Row]:
    return asking.records(f"select * from {relation} where report_id = $report_id order by sheet", {"report_id": report_id})


def _apply(facts: Facts, one: Mend) -> Row:
    """Puts one value into the rows of its relation; gives what is kept of the change."""
    value = typed(one.relation, one.field, one.new_value)
    places = [row for row in facts[one.relation] if (row["sheet"], row["row_number"]) == (one.sheet, one.row_number)]
    if len(places) != 1:
        raise UsageError(
            f"Không thấy dòng {one.row_number} của «{one.sheet}» trong báo cáo này.",
            f"This report has no row {one.row_number} of «{one.sheet}».",
        )
    old = places[0][one.field]
    places[0][one.field] = value
    told = {"relation": one.relation, "sheet": one.sheet, "row_number": one.row_number, "field": one.field}
    return told | {"old_value": _text(old), "new_value": _text(value)}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _row_of(held: Row, rows: Sequence[Row]) -> int | None:
    """The row of facts that a held value belongs to: the one it stands in, or the only one of a sheet of labels."""
    digits = "".join(c for c in held["cell"] or "" if c.isdigit())
    of_sheet = [row["row_number"] for row in rows if row["sheet"] == held["sheet"]]
    if digits and int(digits) in of_sheet:
        return int(digits)
    return of_sheet[0] if len(of_sheet) == 1 else None


def _decides(one: Mend, held: Row, facts: Facts) -> bool:
    same = (held["relation"], held["field"], held["sheet"]) == (one.relation, one.field, one.sheet)
    return same and _row_of(held, facts[one.relation]) == one.row_number


def _demand_sums(newly: set[Sentence]) -> None:
    said = sorted(newly, key=str)
    if said:
        vi, en = "; ".join(s.vi for s in said), "; ".join(s.en for s in said)
        raise UsageError(
            f"Sau khi sửa, số liệu không còn khớp: {vi}. Hãy sửa cùng lúc các giá trị liên quan.",
            f"After the correction the figures do not add up: {en}. Correct the values that belong together at once.",
        )


def _write(writer: Writer, report: Row, rows: Facts, kept: list[Row]) -> Row:
    (number,) = writer.new_report_ids(1)
    key = {name: report[name] for name in ("programme", "form", "unit_id", "period")}
    newest = writer.row(
        "select max(version) from report "
        "where programme = $programme and form = $form and unit_id = $unit_id and period = $period", key,
    )  # fmt: skip
    fresh = report | {"report_id": number, "version": (newest or (0,))[0] + 1}
    copies = {"report": [fresh]} | {name: [row | {"report_id": number} for row in listed] for name, listed in rows.items()}
    copies["correction"] = [row | {"report_id": number} for row in kept]
    for relation, listed in copies.items():
        writer.append_rows(relation, [{name: value for name, value in row.items() if name != "load_id"} for row in listed])
    return fresh
