"""Review: a unit's report of a period is received, checked, approved, locked; and opened again for a reason.

One officer may approve what was received; two share the work by checking first. What is approved must have no open error,
and a reason for every warning. What is locked takes no new report and no correction, unless an exception with a reason
and a last day is in force. A report or correction that comes after approval makes the state fall back to «changed».
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from base import Period, Sentence, clock, parse_period
from base.errors import UsageError
from desk.signing import Decided, named, reasoned, signed
from store import Asking, open_store, question

# From which states each step may be taken, and what to say where it may not.
STEPS: dict[str, tuple[tuple[str, ...], Sentence]] = {
    "checked": (
        ("received",),
        Sentence("Chỉ kiểm tra được báo cáo mới nhận.", "Only a report that was just received can be checked."),
    ),
    "approved": (("received", "checked", "changed"), Sentence("Báo cáo đã được duyệt rồi.", "The report is approved already.")),
    "locked": (
        ("approved",),
        Sentence("Chỉ khóa được báo cáo đã duyệt; hãy duyệt trước.", "Only an approved report can be locked; approve it first."),
    ),
    "reopened": (
        ("checked", "approved", "locked", "changed"),
        Sentence("Báo cáo đang để mở, không cần mở lại.", "The report is open; there is nothing to reopen."),
    ),
    "exception": (
        ("locked", "changed"),
        Sentence("Chỉ báo cáo đã khóa mới cần cho phép gửi lại.", "Only a locked report needs an exception."),
    ),
}
_REASONED = ("reopened", "exception")


def review(
    unit_ids: Sequence[str],
    period: str | Period,
    step: str,
    *,
    who: str,
    reason: str = "",
    until: date | None = None,
    address: str | None = None,
    programme: str = "default",
) -> Decided:
    """Takes one step with the reports of these units for a period: all of them, or none.

    step: 'checked', 'approved', 'locked', 'reopened' (needs a reason), 'exception' (needs a reason and `until`, the last day
    on which a locked report may come again). Raises UsageError, with the units that stand in the way.
    """
    label = period.label if isinstance(period, Period) else parse_period(period).label
    if step not in STEPS:
        steps = ", ".join(STEPS)
        raise UsageError(f"Không có bước «{step}». Hãy chọn: {steps}.", f"There is no step «{step}». Choose: {steps}.")
    units = list(dict.fromkeys(unit_ids))
    if not units:
        raise UsageError("Chưa chọn đơn vị nào.", "No unit was chosen.")
    why = reasoned(reason) if step in _REASONED else reason.strip()
    last = _last_day(until) if step == "exception" else None
    store = open_store(address)
    with store.writing(signed(who), "review", programme=programme, note=f"{step} {label}") as writer:
        _demand(writer, units, label, step, programme)
        columns = {"unit_id": units, "programme": [programme] * len(units), "period": [label] * len(units)}
        told = {"step": step, "reason": why or None, "until": last}
        writer.append("review", columns | {name: [value] * len(units) for name, value in told.items()})
    return Decided(writer.load_id, store.version(), len(units))


def _last_day(until: date | None) -> date:
    if until is None or until < clock.today():
        raise UsageError(
            "Hãy ghi ngày cuối cùng được gửi lại, từ hôm nay trở đi.",
            "Give the last day on which the report may come again, today or later.",
        )
    return until


def _demand(asking: Asking, units: list[str], label: str, step: str, programme: str) -> None:
    values: dict[str, Any] = {"programme": programme, "period": label}
    rows = asking.records(question("reviewed"), values)
    states = {row["unit_id"]: row for row in rows}

    def refuse(why: Sentence, wrong: Callable[[str], bool]) -> None:
        against = [unit for unit in units if wrong(unit)]
        if against:
            listed = named(asking, against, programme)
            raise UsageError(f"{why.vi} {label}: {listed}.", f"{why.en} {label}: {listed}.")

    refuse(Sentence("Chưa có báo cáo của đơn vị.", "The unit has no report."), lambda unit: unit not in states)
    from_states, why = STEPS[step]
    refuse(why, lambda unit: states[unit]["state"] not in from_states)
    if step == "exception":
        refuse(why, lambda unit: not states[unit]["locked"])
    if step == "approved":
        found = asking.records(question("open_findings"), values)
        errors = {row["unit_id"] for row in found if row["severity"] == "error"}
        unsaid = {row["unit_id"] for row in found if row["severity"] == "warning" and not row["reason"]}
        refuse(Sentence("Còn lỗi chưa xử lý.", "There are open errors."), errors.__contains__)
        refuse(Sentence("Còn cảnh báo chưa ghi lý do.", "There are warnings without a reason."), unsaid.__contains__)
