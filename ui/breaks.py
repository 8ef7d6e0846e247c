"""Where the list of units changed inside a chart: a dashed line, and a sentence that says what became how many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from base.ladder import in_order
from base.period import Period
from indicators import Break, Scope
from ui import answers, theme
from ui.figures import Mark
from ui.formats import day, number
from ui.house import group_name, house
from ui.programme import position
from ui.view import View

MOST = 3


def marks(view: View, periods: Sequence[Period], scope: Scope | None = None) -> list[Mark]:
    """A dashed line on each day on which units followed others or a whole group ended, between the chart's periods. Series
    are cut there: the figures on both sides are of different lists.
    """
    found = []
    for one in _inside(view, periods, scope):
        at = position(one.day, periods)
        found.append(Mark(at, day(one.day, view.language), theme.GREY, left=at > len(periods) / 2, cut=True))
    return found


def note(view: View, scope: Scope | None = None) -> str:
    """What the dashed lines of the page's charts mean, with the number of units before and after; empty without any."""
    say = view.say
    told = [
        say("units.break", day=day(one.day, view.language), counts=", ".join(_counts(view, one)))
        for one in _inside(view, house(view.programme).periods, scope)
    ]
    return f"{say('units.dashed')} {'; '.join(told)}." if told else ""


def _counts(view: View, one: Break) -> list[str]:
    changed = {group.unit_group: group for group in one.groups}
    return [
        view.say(
            "units.counts",
            before=number(changed[group].before, view.language),
            after=number(changed[group].after, view.language),
            group=group_name(group, view.language),
        )
        for group in reversed(in_order(sorted(changed)))
    ]


def _inside(view: View, periods: Sequence[Period], scope: Scope | None) -> list[Break]:
    """The breaks inside the chart, the `MOST` that touched most units where there are many."""
    if not house(view.programme).arranged or not periods:
        return []
    asked: tuple[Break, ...] = answers.record(view, "breaks", view.scope if scope is None else scope)
    first, last = periods[0].start, periods[-1].end
    inside = [one for one in asked if one.arranged and first < one.day <= last]
    return sorted(sorted(inside, key=_touched, reverse=True)[:MOST], key=_day)


def _touched(one: Break) -> int:
    return one.merged + one.split + one.renamed + one.retyped + one.closed


def _day(one: Break) -> date:
    return one.day
