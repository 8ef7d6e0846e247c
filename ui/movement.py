"""Why a figure is another than before: its parts in a waterfall and in a table, and the units that moved it."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st

from base.ladder import PATHS, STAGES
from indicators import CAUSES, Indicator, Movement, Mover, Shift
from ui import notes
from ui.charts import chart
from ui.compared import Compared, movement
from ui.formats import NOTHING, number, percent, points, signed, value_of
from ui.house import group_name, house
from ui.links import open_unit
from ui.tables import Column, pick
from ui.view import View
from ui.waterfall import Step, waterfall


class Writing:
    """Writes values and differences of one indicator, with one more decimal where a part would round to nothing."""

    def __init__(self, view: View, indicator: Indicator, rows: Sequence[Shift]) -> None:
        self.language, self.shape = view.language, indicator.format
        effects = [abs(part.effect) for shift in rows for part in shift.parts if part.effect]
        digits, least = {"percent": (1, 0.005), "number": (1, 0.5), "count": (0, 0.0)}[self.shape]
        self.digits = digits + (min(effects, default=1) < least)

    def value(self, value: float | None) -> str:
        """A value in the format of the indicator."""
        if value is None:
            return value_of(None, self.shape, self.language)
        if self.shape == "percent":
            return percent(value, self.language, self.digits)
        return number(value, self.language, self.digits)

    def change(self, value: float | None) -> str:
        """A signed difference: in percentage points for a share."""
        write = points if self.shape == "percent" else signed
        return write(value, self.language, self.digits)


def sentence(view: View, asked: Compared, found: Movement) -> str:
    """The change in one sentence, with its strongest cause."""
    say, shift, write = view.say, found.rows[0], Writing(view, found.indicator, found.rows)
    told = {"name": notes.name_of(found.indicator, view.language), "before": asked.before_name, "after": asked.after_name}
    if shift.change is None:
        return say("change.unknown", **told)
    values = {"value_before": write.value(shift.before.value), "value_after": write.value(shift.after.value)}
    if not any(part.units for part in shift.parts):
        return say("change.nothing", **told, **values)
    chief = max(shift.parts, key=lambda part: abs(part.effect or 0))
    cause = {"cause": say(f"cause.{chief.cause}"), "effect": write.change(chief.effect)}
    return say("change.lead", **told, **values, **cause, change=write.change(shift.change))


def figure(view: View, asked: Compared, found: Movement) -> None:
    """The waterfall; nothing where one end has no value."""
    shift, write = found.rows[0], Writing(view, found.indicator, found.rows)
    first, last = shift.before.value, shift.after.value
    if first is None or last is None:
        return

    def build() -> go.Figure:
        steps = [Step(view.say(f"cause.{part.cause}"), part.effect or 0) for part in shift.parts]
        ends = (_wrapped(asked.before_name), first), (_wrapped(asked.after_name), last)
        return waterfall(ends[0], steps, ends[1], view.language, write=write.value, change=write.change)

    # What is drawn hangs on the newest version too, so both ends are in the key with their figures.
    key = f"waterfall-{asked.code}-{asked.before}-{asked.after}-{shift}"
    chart(view, key, view.say("change.parts"), build, note=view.say("change.parts_note"))


def coverage(view: View, found: Movement) -> None:
    """How many units are known at both moments, and by name those known at one only."""
    say = view.say
    told = {"both": number(found.both, view.language)}
    told |= {"before": number(len(found.only_before), view.language), "after": number(len(found.only_after), view.language)}
    st.caption(say("change.same_told" if found.same_units else "change.coverage", **told))
    for key, units in (("change.only_before", found.only_before), ("change.only_after", found.only_after)):
        if units:
            with st.expander(say(key, count=number(len(units), view.language))):
                known = house(view.programme).units
                st.text("; ".join(known[unit].name if unit in known else unit for unit in units))


def by_group(view: View, asked: Compared) -> None:
    """The change of every group of units, or of the units of every place, with its parts."""
    say = view.say
    ways = {"group": say("table.group"), "parent": say("table.parent")}
    by = st.segmented_control(
        say("change.by"), list(ways), default="group", key="change-by", format_func=ways.__getitem__, required=True
    )
    found = movement(view, asked, by)
    write = Writing(view, found.indicator, found.rows)
    rows = [_line(view, shift, by, write) for shift in found.rows]
    columns = [Column("name", ways[by], width="medium")]
    columns += [Column(name, say(f"change.{name}"), "number") for name in ("value_before", "value_after", "difference")]
    causes = [cause for cause in CAUSES if any(part.units for shift in found.rows for part in shift.parts if part.cause == cause)]
    columns += [Column(cause, say(f"cause.{cause}"), "number") for cause in causes]
    pick(view, f"change-{by}-{asked.code}", rows, columns, hint=say("change.by_note"))


def movers(view: View, asked: Compared, found: Movement) -> None:
    """Who moved it: every unit with its cause and with what it says of itself; picking one opens its page."""
    say = view.say
    st.subheader(say("change.who"), anchor=False)
    if not found.movers:
        st.caption(say("change.nobody"))
        return
    shown = _narrowed(view, found.movers)
    write = Writing(view, found.indicator, found.rows)
    rows = [_mover(view, mover, write) for mover in shown]
    columns = [Column("name", say("table.unit")), Column("cause", say("change.cause"))]
    columns += [Column(name, say(f"change.{name}"), "number") for name in ("value_before", "value_after", "effect")]
    columns.append(Column("group", say("table.group")))
    if any(row["facts"] for row in rows):
        columns.append(Column("facts", say("change.facts"), width="large"))
    chosen = pick(view, f"movers-{asked.code}", rows, columns, hint=say("change.open"))
    if chosen and chosen["unit_id"] in house(view.programme).units:
        open_unit(view, str(chosen["unit_id"]))


def _narrowed(view: View, found: Sequence[Mover]) -> list[Mover]:
    """The movers of the causes and the group that the reader picks."""
    say = view.say
    cause_side, group_side = st.columns([3, 2])
    counts = {cause: sum(mover.cause == cause for mover in found) for cause in CAUSES}
    causes = cause_side.pills(
        say("change.cause"),
        [cause for cause in CAUSES if counts[cause]],
        selection_mode="multi",
        key="change-causes",
        format_func=lambda cause: f"{say(f'cause.{cause}')} ({number(counts[cause], view.language)})",
    )
    groups = [group for group in house(view.programme).groups if any(mover.unit_group == group for mover in found)]
    names = {"": say("pick.every_group"), **{group: group_name(group, view.language) for group in groups}}
    group = group_side.selectbox(say("table.group"), list(names), key="change-group", format_func=names.__getitem__)
    return [one for one in found if (not causes or one.cause in causes) and group in ("", one.unit_group)]


def _line(view: View, shift: Shift, by: str, write: Writing) -> dict[str, object]:
    name = group_name(shift.key, view.language) if by == "group" else shift.name if shift.key else ""
    row: dict[str, object] = {"name": name or view.say("change.no_place"), "difference": write.change(shift.change)}
    for field, side in (("value_before", shift.before), ("value_after", shift.after)):
        row[field] = view.say(f"value.{side.status}") if side.status else write.value(side.value)
    return row | {part.cause: write.change(part.effect) if part.units else "" for part in shift.parts}


def _mover(view: View, mover: Mover, write: Writing) -> dict[str, object]:
    facts = [
        f"{view.say(f'field.{fact.field}')}: {_fact(view, fact.field, fact.before)} → {_fact(view, fact.field, fact.after)}"
        for fact in mover.facts
    ]
    return {
        "unit_id": mover.unit_id,
        "name": mover.name,
        "group": group_name(mover.unit_group, view.language),
        "cause": view.say(f"cause.{mover.cause}"),
        "value_before": _share(view, mover.part_before, mover.whole_before),
        "value_after": _share(view, mover.part_after, mover.whole_after),
        "effect": write.change(mover.effect),
        "facts": "; ".join(facts),
    }


def _share(view: View, part: int | None, whole: int | None) -> str:
    return number(part, view.language) + ("" if whole is None else f"/{number(whole, view.language)}")


def _fact(view: View, field: str, value: object) -> str:
    words = {"stage": {str(stage): told for stage, told in STAGES.items()}, "path": PATHS}.get(field, {})
    if value is None:
        return NOTHING
    return words[str(value)][view.language == "en"] if str(value) in words else str(value)


def _wrapped(text: str) -> str:
    head, _, rest = text.partition(" · ")
    return f"{head}<br>{rest}" if rest else head
