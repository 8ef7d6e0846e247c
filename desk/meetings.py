"""Freezing a meeting: what it had before it stays readable by its name, whatever is loaded or taken back later."""

from __future__ import annotations

from datetime import UTC, date, datetime

from base import Period, parse_period
from base.errors import UsageError
from desk.signing import Decided, signed
from store import Asking, open_store

_SAME_NAME = """
select held_on
from meeting
where programme = $programme
  and lower(name) = lower($name)
  and load_id not in (select undone from undo)"""


def freeze(
    name: str,
    held_on: date,
    period: str | Period,
    *,
    as_of: datetime | None = None,
    who: str,
    address: str | None = None,
    programme: str = "default",
) -> Decided:
    """Keeps under a name what the store says now, or said at `as_of` (without a zone: UTC), with the quarter looked at.

    Undoing the load takes the meeting off the list. Raises UsageError where the name is missing or taken, or where the
    store held nothing at that moment.
    """
    label = period.label if isinstance(period, Period) else parse_period(period).label
    called = " ".join(name.split())
    if not called:
        raise UsageError("Hãy ghi tên cuộc họp.", "Give the name of the meeting.")
    store = open_store(address)
    with store.writing(signed(who), "meeting", programme=programme, note=called) as writer:
        taken = writer.row(_SAME_NAME, {"programme": programme, "name": called})
        if taken:
            day = taken[0].strftime("%d/%m/%Y")
            raise UsageError(
                f"Đã có cuộc họp tên «{called}» (ngày {day}). Hãy đặt tên khác.",
                f"There is a meeting named «{called}» already (of {day}). Choose another name.",
            )
        upto = writer.load_id if as_of is None else _last_load(writer, as_of)
        row = {"programme": programme, "name": called, "held_on": held_on, "period": label, "upto": upto}
        writer.append_rows("meeting", [row])
    return Decided(writer.load_id, store.version(), 1)


def _last_load(asking: Asking, moment: datetime) -> int:
    asked = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    ((last,),) = asking.rows("select max(load_id) from load where loaded_at <= $moment", {"moment": asked})
    if last is None:
        raise UsageError(
            f"Đến {moment.isoformat(timespec='minutes')} kho chưa có dữ liệu nào.",
            f"At {moment.isoformat(timespec='minutes')} the store held nothing yet.",
        )
    return int(last)
