"""Offices that fell between two periods, and what is known of the reason: declared, noted, found, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from base.ladder import NOT_STARTED
from base.period import Period
from base.sentence import Sentence
from indicators.composition import ask
from indicators.measures import Scope, bound
from indicators.transitions.matrix import STAGE, Matrix, Move, transitions
from store import Asking

GOES_BACK = "state_goes_back"
_REPORTS = """
select r.unit_id, s.withdrawn_on, s.note
from status s
join reports_now r using (report_id)
join asked a on r.period_end >= a.starts_on and r.period_end <= a.ends_on
where s.stage is not null and r.unit_id in (select unnest($units))
order by r.recency"""
_FINDINGS = """
select n.unit_id, f.message_vi, f.message_en
from findings_inside n
join finding f on f.file_id = n.file_id and f.rule = n.rule and f.unit_id = n.unit_id and f.period = n.period
where n.rule = $rule and n.unit_id in (select unnest($units))
order by n.period"""


@dataclass(frozen=True, slots=True)
class Fall:
    """An office that fell. `declared`: its report says suspended or withdrawn, `withdrawn_on` since when; `note` is what it
    wrote beside; `finding` what the reception said of a step back that nobody declared.
    """

    move: Move
    declared: bool
    withdrawn_on: date | None
    note: str | None
    finding: Sentence | None


def falls(
    reader: Asking,
    before: Period,
    after: Period,
    of: str = STAGE,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    *,
    programme: str = "default",
) -> tuple[Fall, ...]:
    """The offices that fell between the ends of two periods, those that nobody explained first. Raises UsageError."""
    matrix = transitions(reader, before, after, of, scope, programme=programme)
    fallen = [move for move in matrix.moves if move.fell]
    if not fallen:
        return ()
    values = _between(matrix, [move.unit_id for move in fallen], programme)
    told = {unit_id: (day, note) for unit_id, day, note in ask(reader, _REPORTS, values)}
    said = {unit_id: Sentence(vi, en) for unit_id, vi, en in ask(reader, _FINDINGS, values)}
    found = []
    for move in fallen:
        day, note = told.get(move.unit_id, (None, None))
        found.append(Fall(move, (move.new.stage or 0) < NOT_STARTED, day, note, said.get(move.unit_id)))
    return tuple(sorted(found, key=lambda fall: (fall.declared, bool(fall.note), fall.move.unit_id)))


def _between(matrix: Matrix, units: Sequence[str], programme: str) -> dict[str, object]:
    """What is asked about: the days after the earlier period up to the end of the later one."""
    values = bound([matrix.after], Scope(), None, programme)
    starts = [date.fromordinal(matrix.before.end.toordinal() + 1)]
    return values | {"starts": starts, "units": list(units), "rule": GOES_BACK}
