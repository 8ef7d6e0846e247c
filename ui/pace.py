"""The pace of a conversion in words and tiles: what is needed, what is done, whether it is enough."""

from __future__ import annotations

from ui.formats import day, number, period_name
from ui.programme import Conversion, Pace
from ui.tiles import Tile
from ui.view import View


def verdict(view: View, programme: Conversion, pace: Pace) -> str:
    """Whether the units will have converted by the deadline, in one or two sentences."""
    fields = {
        "left": number(pace.left, view.language),
        "deadline": day(programme.ends_on, view.language),
        "needed": number(pace.needed, view.language, 1),
        "actual": number(pace.actual, view.language, 1),
        "period": period_name(view.period, view.language),
        "quarters": pace.quarters,
    }
    return view.say(_which(pace), **fields)


def pace_tiles(view: View, programme: Conversion, pace: Pace) -> list[Tile]:
    """The pace needed and the actual one."""
    say = view.say
    left = number(max(pace.quarters_left, 0), view.language, 1)
    until = say("conversion.until", deadline=day(programme.ends_on, view.language), quarters=left)
    recent = say("conversion.recent", quarters=pace.quarters)
    unit, how = say("conversion.a_quarter"), say("conversion.how")
    needed, actual = (number(value, view.language, 1) for value in (pace.needed, pace.actual))
    return [
        Tile(say("conversion.pace_needed"), needed, unit, until, how, say("conversion.how_needed")),
        Tile(say("conversion.pace_actual"), actual, unit, recent, how, say("conversion.how_actual")),
    ]


def _which(pace: Pace) -> str:
    if pace.left is None:
        return "value.not_reported"
    if pace.left == 0:
        return "conversion.done"
    if pace.needed is None:
        return "conversion.overdue"
    if pace.actual is None:
        return "conversion.needed_only"
    if pace.actual <= 0:
        return "conversion.standing"
    return "conversion.on_pace" if pace.actual >= pace.needed else "conversion.behind"
