"""The transition matrix: each office once, by where it stood at the end of one period and of a later one.

Rows add up to the earlier stock and columns to the later, as the indicators count them: a stage that is carried from an
earlier report counts in both, and says so. What is no stage has a state of its own: an office that never told one, one that
came out of an arrangement and has not told since, one that is not in the list of that period (new, or closed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import NamedTuple

from base.errors import UsageError
from base.ladder import ANNOUNCED, APPLIED, BUILDING, NOT_STARTED, SUSPENDED, WITHDRAWN
from base.period import Period
from base.tuples import tuples
from indicators.composition import ask_lists, roll_for
from indicators.measures import Scope, bound, narrowing
from indicators.rolling import POPULATIONS
from store import Asking

STAGE, EDITION = "stage", "edition"
SILENT, UNDETERMINED, ABSENT = "silent", "undetermined", "absent"
NOT_APPLYING, UNNAMED = "not_applying", "unnamed"
STAGE_STATES = {
    ANNOUNCED: "announced",
    APPLIED: "applied",
    BUILDING: "building",
    NOT_STARTED: "not_started",
    SUSPENDED: "suspended",
    WITHDRAWN: "withdrawn",
}
_LAST = (NOT_APPLYING, UNNAMED, UNDETERMINED, SILENT, ABSENT)
_UNITS = """
from (
with ends as (
    select g.number, g.entry, g.period, s.stage, s.edition, coalesce({told}, false) as told,
        n.first_day is not null as follows
    from register g
    join standing s using (unit_id, period)
    left join (
        select new_unit as unit_id, min(effective_on) as first_day
        from successions_now
        group by new_unit) n on n.unit_id = g.unit_id and n.first_day <= g.ends_on
    where g.stands and {population}{narrowed})
select
    coalesce(n.entry, o.entry) as entry,
    o.entry is not null as old_lives, o.stage as old_stage, o.edition as old_edition, o.told as old_told,
    o.follows as old_follows,
    n.entry is not null as new_lives, n.stage as new_stage, n.edition as new_edition, n.told as new_told,
    n.follows as new_follows
from (from ends where period = $labels[1]) o
full join (from ends where period = $labels[2]) n using (number))"""


class End(NamedTuple):
    """Where an office stood at the end of a period; `told` by a report of this very period."""

    state: str
    told: bool
    stage: int | None
    edition: str | None


class Move(NamedTuple):
    """One office and its two ends. Name, group and superior are those of the later period it is known in."""

    unit_id: str
    name: str
    unit_group: str
    parent_id: str
    old: End
    new: End

    @property
    def fell(self) -> bool:
        """Whether it applied and does so less: a lower stage, beside the ladder, or an older edition."""
        if self.old.stage is None or self.new.stage is None or self.old.stage < APPLIED:
            return False
        editions = self.old.edition, self.new.edition
        back = self.new.stage >= APPLIED and all(editions) and str(editions[1]) < str(editions[0])
        return self.new.stage < self.old.stage or back


@dataclass(frozen=True, slots=True)
class Matrix:
    """The offices of two periods; `of` is 'stage' or 'edition', `states` those that occur, the highest first."""

    of: str
    before: Period
    after: Period
    states: tuple[str, ...]
    moves: tuple[Move, ...]

    def cells(self) -> Mapping[tuple[str, str], tuple[Move, ...]]:
        """The offices behind each cell, by earlier and later state; empty cells are left out."""
        found: dict[tuple[str, str], list[Move]] = defaultdict(list)
        for move in self.moves:
            found[move.old.state, move.new.state].append(move)
        return {key: tuple(moves) for key, moves in found.items()}


def transitions(
    reader: Asking,
    before: Period,
    after: Period,
    of: str = STAGE,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    *,
    as_of: datetime | None = None,
    programme: str = "default",
) -> Matrix:
    """The matrix of stages or editions between the ends of two periods. Raises UsageError where they are not in order."""
    if of not in (STAGE, EDITION):
        raise UsageError(
            f"Không có ma trận «{of}». Hãy chọn: stage, edition.", f"There is no matrix «{of}». Choose: stage, edition."
        )
    if before.end >= after.end:
        raise UsageError(
            f"Kỳ đầu «{before.label}» phải trước kỳ sau «{after.label}».",
            f"The first period «{before.label}» must end before the second «{after.label}».",
        )
    query = _UNITS.format(told=f"s.{of}_told", population=POPULATIONS["offices"], narrowed=narrowing(scope))
    # Many offices stand where others do, so each end is worked out once.
    end = cache(partial(_end, of))
    values = bound([before, after], scope, as_of, programme)
    entries, *told = ask_lists(reader, query, values, order=1)
    old, new = list(map(end, *told[:5])), list(map(end, *told[5:]))
    roll = roll_for(reader, values)
    known = [roll.said(column, entries) for column in ("unit_id", "name", "unit_group", "parent_id")]
    return Matrix(of, before, after, _ordered({one.state for one in {*old, *new}}), tuple(tuples(Move, (*known, old, new))))


def _end(of: str, lives: bool, stage: int | None, edition: str | None, fresh: bool, follows: bool) -> End:
    if not lives:
        return End(ABSENT, False, None, None)
    if stage is None:
        return End(UNDETERMINED if follows else SILENT, False, None, None)
    state = STAGE_STATES[stage] if of == STAGE else (edition or UNNAMED) if stage >= APPLIED else NOT_APPLYING
    return End(state, fresh, stage, edition)


def _ordered(states: set[str]) -> tuple[str, ...]:
    """Stages from the top of the ladder, editions from the newest; then what is neither."""
    stages = [state for state in STAGE_STATES.values() if state in states]
    editions = sorted(states - set(STAGE_STATES.values()) - set(_LAST), reverse=True)
    return (*editions, *stages, *(state for state in _LAST if state in states))
