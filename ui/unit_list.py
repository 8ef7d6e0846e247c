"""A list of units with what a page has to say of each; picking one opens its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.house import ended, group_name, house
from ui.links import open_unit
from ui.tables import Column, pick
from ui.view import View


def unit_list(
    view: View,
    key: str,
    told: Mapping[str, Mapping[str, Any]],
    columns: Sequence[Column] = (),
    *,
    about: bool = True,
    tall: int = 12,
) -> None:
    """`told` gives the values of `columns` for each unit's id, in the order to show; `about` adds group and parent unit."""
    say = view.say
    units = house(view.programme).units
    rows = []
    for unit_id, values in told.items():
        unit = units[unit_id]
        parent = units.get(unit.parent_id or "")
        whose = {"group": group_name(unit.unit_group, view.language), "parent": parent.name if parent else ""} if about else {}
        rows.append({"unit_id": unit_id, "name": unit.name + ended(unit, say), **whose, **values})
    # What the page has to say stands beside the name, where a telephone shows it.
    first = Column("name", say("table.unit"))
    last = [Column(name, say(f"table.{name}")) for name in ("group", "parent") if about]
    chosen = pick(view, key, rows, [first, *columns, *last], tall=tall, hint=say("place.open_unit"))
    if chosen:
        open_unit(view, chosen["unit_id"])
