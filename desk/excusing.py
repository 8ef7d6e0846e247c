"""Excuses: why a warning of a workbook is accepted, in somebody's own words. An error cannot be excused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from base.errors import UsageError
from desk.signing import Decided, reasoned, signed
from store import Asking, open_store

_WARNED = """
select 1
from finding
join load using (load_id)
where programme = $programme
  and file_id = $file_id
  and rule = $rule
  and severity = 'warning'
  and sheet is not distinct from $sheet
  and cell is not distinct from $cell
  and load_id not in (select undone from undo)"""


@dataclass(frozen=True, slots=True)
class Excuse:
    """The reason for one warning: the workbook and place that it names, and the rule."""

    file_id: int
    rule: str
    sheet: str | None
    cell: str | None
    reason: str


def excuse(
    file_id: int,
    rule: str,
    sheet: str | None,
    cell: str | None,
    reason: str,
    *,
    who: str,
    address: str | None = None,
    programme: str = "default",
) -> Decided:
    """Keeps the reason why one warning is accepted; raises UsageError where there is no such warning."""
    return excuse_all([Excuse(file_id, rule, sheet, cell, reason)], who=who, address=address, programme=programme)


def excuse_all(excuses: Sequence[Excuse], *, who: str, address: str | None = None, programme: str = "default") -> Decided:
    """Keeps the reasons for several warnings as one decision: all of them, or none. The newest reason of a warning counts."""
    if not excuses:
        raise UsageError("Chưa ghi lý do nào.", "No reason was given.")
    for one in excuses:
        reasoned(one.reason)
    store = open_store(address)
    with store.writing(signed(who), "excuse", programme=programme) as writer:
        for one in excuses:
            _demand(writer, one, programme)
        writer.append_rows("excuse", [asdict(one) | {"reason": one.reason.strip()} for one in excuses])
    return Decided(writer.load_id, store.version(), len(excuses))


def _demand(asking: Asking, one: Excuse, programme: str) -> None:
    values = {"programme": programme, "file_id": one.file_id, "rule": one.rule, "sheet": one.sheet, "cell": one.cell}
    if not asking.row(_WARNED, values):
        raise UsageError(
            f"Không có cảnh báo «{one.rule}» tại {one.sheet or '–'} {one.cell or ''} của tệp này.",
            f"This workbook has no warning «{one.rule}» at {one.sheet or '–'} {one.cell or ''}.",
        )
