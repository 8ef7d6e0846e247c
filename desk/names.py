"""Spellings of units' names that people have settled: «this, in a report, means that unit»."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from base.errors import UsageError
from desk.signing import Decided, signed
from store import Asking, open_store

_KEPT = """
with standing as (
    select load_id, spelling, parent, unit_id, reason from alias
    where programme = $programme and load_id not in (select undone from undo)
    qualify row_number() over (partition by spelling, parent order by load_id desc) = 1
), unit_now as (
    select unit_id, arg_max(name, load_id) as name from unit
    where programme = $programme and load_id not in (select undone from undo) group by unit_id
)
select spelling, parent, unit_id, unit_now.name, reason, load.who, load.loaded_at, load_id
from standing join load using (load_id) left join unit_now using (unit_id)
where unit_id is not null order by load_id desc, spelling
"""


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling that stands. `parent` None: wherever it is written; `unit_name` None: no such unit in the register now."""

    spelling: str
    parent: str | None
    unit_id: str
    unit_name: str | None
    reason: str | None
    who: str
    settled_at: datetime
    load_id: int


def settle_name(
    spelling: str,
    unit_id: str | None,
    *,
    parent: str | None = None,
    who: str,
    reason: str = "",
    address: str | None = None,
    programme: str = "default",
) -> Decided:
    """Keeps that a spelling means a unit, below `parent` (as workbooks write it, or its code) or anywhere.

    `unit_id` None withdraws what was kept for this spelling and parent. Workbooks that were held or returned for this
    name load when they are handed in again. Raises UsageError where there is no such unit, or nothing to withdraw.
    """
    spelling, parent = " ".join(spelling.split()), " ".join((parent or "").split()) or None
    if not spelling:
        raise UsageError("Hãy ghi cách viết cần xác nhận.", "Give the spelling that is to be settled.")
    store = open_store(address)
    with store.writing(signed(who), "names", programme=programme, note=reason) as writer:
        if unit_id is None:
            _must_stand(writer, programme, spelling, parent)
        else:
            _must_exist(writer, programme, unit_id)
        row = {"programme": programme, "spelling": spelling, "parent": parent, "unit_id": unit_id, "reason": reason or None}
        writer.append_rows("alias", [row])
    return Decided(writer.load_id, store.version(), 1)


def names(reader: Asking, programme: str = "default") -> list[Name]:
    """The spellings that stand, newest first; withdrawn ones and those of undone loads are left out."""
    return [Name(*row) for row in reader.rows(_KEPT, {"programme": programme})]


def _must_exist(asking: Asking, programme: str, unit_id: str) -> None:
    known = asking.row(
        "select 1 from unit where programme = $programme and unit_id = $unit_id and load_id not in (select undone from undo)",
        {"programme": programme, "unit_id": unit_id},
    )
    if not known:
        raise UsageError(
            f"Danh mục không có đơn vị mã «{unit_id}». Hãy chọn một đơn vị trong danh mục, hoặc nạp danh mục trước.",
            f"The register has no unit «{unit_id}». Choose one of the register, or load the register first.",
        )


def _must_stand(asking: Asking, programme: str, spelling: str, parent: str | None) -> None:
    if not any((kept.spelling, kept.parent) == (spelling, parent) for kept in names(asking, programme)):
        raise UsageError(
            f"Chưa có xác nhận nào cho cách viết «{spelling}» nên không có gì để rút lại.",
            f"Nothing was settled for the spelling «{spelling}», so there is nothing to withdraw.",
        )
