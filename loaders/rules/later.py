"""What a report that comes late, or again, says beside what the unit has already said of the period after it.

The later report stands as it is: the finding points into the workbook that came now, and names the other period.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from base import ladder, parse_period
from loaders.findings import Finding
from loaders.rules.series import Told


@dataclass(frozen=True, slots=True)
class Later:
    """One unit and period of this load, and what the unit told before of the period `after` it; else as `series.Entry`."""

    unit: str
    name_of: Callable[[str], str]
    now: Told
    after: Told
    place: Callable[..., tuple[str | None, str | None]]


def _found(later: Later, rule: str, name: str, value: Any, details: dict[str, Any]) -> Finding:
    sheet, cell = later.place(name)
    said = {"unit": later.name_of(later.unit), "period": later.now.period, "after": later.after.period, **details}
    return Finding(rule, sheet, cell, str(value), said, unit=later.unit, period=later.now.period)


def pending_is_carried_over(later: Later) -> Iterator[Finding]:
    """Form II.06a: c11 of a period is c6 of the period right after it."""
    left, carried = later.now.values.get("pending_total"), later.after.values.get("carried_over")
    adjoining = parse_period(later.after.period).earlier().label == later.now.period
    if adjoining and left is not None and carried is not None and left != carried:
        yield _found(later, "pending_not_carried_over", "pending_total", left, {"carried": carried})


def state_is_kept(later: Later) -> Iterator[Finding]:
    """A stage or an edition that the next period does not reach any more, without a lapse, was reported too high here."""
    now, after = later.now.values, later.after.values
    stage, next_stage = now.get("stage"), after.get("stage")
    if any(known is not None and known < ladder.NOT_STARTED for known in (stage, next_stage)):
        return
    if stage is not None and next_stage is not None and next_stage < stage:
        (vi, en), (next_vi, next_en) = ladder.STAGES[stage], ladder.STAGES[next_stage]
        said = {"said": {"vi": vi, "en": en}, "next": {"vi": next_vi, "en": next_en}}
        yield _found(later, "state_not_kept", "stage", vi, said)
    edition, next_edition = now.get("edition"), after.get("edition")
    if edition and next_edition and next_edition < edition:
        yield _found(later, "state_not_kept", "edition", edition, {"said": f"9001:{edition}", "next": f"9001:{next_edition}"})
