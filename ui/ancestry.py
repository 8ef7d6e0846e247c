"""What one unit came from and what it became, with days, kinds and decisions; picking a row opens that unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from base import clock
from indicators import Scope, Succession
from ui import answers
from ui.formats import day, number
from ui.house import ended, house
from ui.links import open_unit
from ui.tables import Column, pick
from ui.view import View


def steps_of(view: View, unit: str) -> tuple[Succession, ...]:
    """The steps that led to a unit, and those that it went; none where no unit followed another."""
    if not house(view.programme).arranged:
        return ()
    found: tuple[Succession, ...] = answers.record(view, "successions", unit)
    return found


def whole(unit: str) -> Scope:
    """A unit together with those that went into it."""
    return Scope(unit=unit, units_on=clock.today())


def ancestry(view: View, unit: str) -> None:
    """Ancestors and successors of a unit, the earliest first; nothing where it has none."""
    say, steps = view.say, steps_of(view, unit)
    if not steps:
        return
    st.subheader(say("ancestry.title"), anchor=False)
    st.caption(" ".join(_sentences(view, unit, steps)))
    rows = [
        {
            "unit_id": step.old_unit if step.before else step.new_unit,
            "day": day(step.effective_on, view.language),
            "old": _named(view, step.old_unit, step.old_name),
            "kind": say(f"ancestry.{step.kind}"),
            "new": _named(view, step.new_unit, step.new_name),
            "basis": step.basis or say("ancestry.no_basis"),
        }
        for step in steps
    ]
    columns = [Column(name, say(f"ancestry.{name}")) for name in ("day", "old", "kind", "new", "basis")]
    chosen = pick(view, f"ancestry-{unit}", rows, columns, hint=say("place.open_unit"))
    if chosen and chosen["unit_id"] in house(view.programme).units:
        open_unit(view, chosen["unit_id"])


def _named(view: View, unit: str, name: str) -> str:
    known = house(view.programme).units
    return name + (ended(known[unit], view.say) if unit in known else "")


def continued(view: View, unit: str) -> str:
    """What the unit's charts show before it came into being; empty for a unit that followed none."""
    came = [step for step in steps_of(view, unit) if step.before]
    if not came:
        return ""
    parted = {step.old_unit for step in came if step.kind == "split"}
    text = view.say("ancestry.continued", count=number(len({step.old_unit for step in came} - parted), view.language))
    return text + (" " + view.say("ancestry.parted", count=number(len(parted), view.language)) if parted else "")


def _sentences(view: View, unit: str, steps: Sequence[Succession]) -> list[str]:
    """Where it comes from, and what it is today."""
    say = view.say
    came = sorted({step.old_name for step in steps if step.new_unit == unit})
    went = sorted({step.new_name for step in steps if step.old_unit == unit})
    told = []
    if came:
        told.append(say("ancestry.came", day=_days(view, (s for s in steps if s.new_unit == unit)), units=", ".join(came)))
    if went:
        told.append(say("ancestry.went", day=_days(view, (s for s in steps if s.old_unit == unit)), units=", ".join(went)))
    return told


def _days(view: View, steps: Iterable[Succession]) -> str:
    return ", ".join(day(one, view.language) for one in sorted({step.effective_on for step in steps}))
