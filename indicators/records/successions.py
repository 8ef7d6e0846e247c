"""Units through time: the days on which the list of units changed, and what one unit came from and became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from indicators.composition import ask
from indicators.measures import Scope, bound, narrowing
from store import Asking

_COUNTS = """
select g.period, coalesce(g.unit_group, ''), count(*)
from register g
where g.stands{narrowed}
group by all"""
_FATES = """
select cast(g.ends_on + 1 as varchar), coalesce(f.fate, 'closed'), count(*)
from register g
left join fates f on f.unit_id = g.unit_id and f.day = g.ends_on + 1
anti join register next on next.unit_id = g.unit_id and next.starts_on = g.ends_on + 1 and f.fate is null
where list_contains($days, g.ends_on + 1){narrowed}
group by all"""
_OPENED = """
select g.period, count(*)
from register g
anti join register before on before.unit_id = g.unit_id and before.ends_on + 1 = g.starts_on
anti join successions_now s on s.new_unit = g.unit_id and s.effective_on = g.starts_on
where list_contains($days, g.starts_on){narrowed}
group by all"""
_STEPS = """
select s.old_unit, coalesce(o.name, s.old_unit), s.new_unit, coalesce(n.name, s.new_unit), s.kind, s.effective_on, s.basis,
    s.before, s.depth
from steps s
left join (select unit_id, arg_max(name, valid_from) as name from units_now group by unit_id) o on o.unit_id = s.old_unit
left join (select unit_id, arg_max(name, valid_from) as name from units_now group by unit_id) n on n.unit_id = s.new_unit
order by s.before desc, case when s.before then -s.depth else s.depth end, s.effective_on, s.old_unit, s.new_unit"""


@dataclass(frozen=True, slots=True)
class Succession:
    """One step: a unit became another on a day. kind: 'merge', 'split', 'rename', 'retype' or 'dissolve'; `before`: the step
    led to the unit that was asked for; `depth`: so many steps from it.
    """

    old_unit: str
    old_name: str
    new_unit: str
    new_name: str
    kind: str
    effective_on: date
    basis: str | None
    before: bool
    depth: int


@dataclass(frozen=True, slots=True)
class GroupChange:
    """How many units of a group stood on the eve of a day, and on the day itself."""

    unit_group: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Break:
    """A day on which the list of units changed: what became of units of the eve, how many came into being out of none, and
    the groups whose number changed.
    """

    day: date
    merged: int
    split: int
    renamed: int
    retyped: int
    closed: int
    opened: int
    groups: tuple[GroupChange, ...]

    @property
    def arranged(self) -> bool:
        """Units followed others, or a whole group ended: figures before and after are not of the same list."""
        followed = self.merged + self.split + self.renamed + self.retyped
        return followed > 0 or any(group.before and not group.after for group in self.groups)


def successions(reader: Asking, unit: str, programme: str = "default") -> tuple[Succession, ...]:
    """What a unit came from and what it became, over all steps: the earliest first."""
    values = {"unit": unit, "programme": programme}
    return tuple(Succession(*row) for row in ask(reader, _STEPS, values))


def breaks(reader: Asking, scope: Scope = Scope(), programme: str = "default") -> tuple[Break, ...]:  # noqa: B008 - frozen
    """The days on which the list of the scope's units changed, oldest first; a place that came into being on one of them is
    taken with the units that went into it.
    """
    days = [day for (day,) in ask(reader, "select day from list_days order by day", {"programme": programme})]
    if not days:
        return ()
    meant = replace(scope, units_on=scope.units_on or days[-1])
    values = bound([], meant, None, programme) | _days_asked(days)
    narrowed = narrowing(meant)
    counts = {(label, group): count for label, group, count in ask(reader, _COUNTS.replace("{narrowed}", narrowed), values)}
    fates = {(day, fate): count for day, fate, count in ask(reader, _FATES.replace("{narrowed}", narrowed), values)}
    opened = dict(ask(reader, _OPENED.replace("{narrowed}", narrowed), values))
    found = [_break(day, counts, fates, opened.get(day.isoformat(), 0)) for day in days]
    return tuple(one for one in found if one.groups or one.merged + one.split + one.renamed + one.retyped + one.closed)


def _days_asked(days: Sequence[date]) -> dict[str, object]:
    """Each day and its eve as periods of one day."""
    asked = sorted({one for day in days for one in (day - timedelta(days=1), day)})
    return {"labels": [day.isoformat() for day in asked], "starts": asked, "ends": asked, "days": list(days)}


def _break(day: date, counts: dict[tuple[str, str], int], fates: dict[tuple[str, str], int], opened: int) -> Break:
    eve, label = (day - timedelta(days=1)).isoformat(), day.isoformat()
    groups = sorted({group for at, group in counts if at in (eve, label)})
    changed = [GroupChange(group, counts.get((eve, group), 0), counts.get((label, group), 0)) for group in groups]
    merged, split, renamed, retyped = (fates.get((label, fate), 0) for fate in ("merge", "split", "rename", "retype"))
    closed = fates.get((label, "closed"), 0) + fates.get((label, "dissolve"), 0)
    moved = tuple(group for group in changed if group.before != group.after)
    return Break(day, merged, split, renamed, retyped, closed, opened, moved)
