"""The register of units as a store and the load in the making know it, with what people settled about its names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from base.ladder import GROUPS
from loaders.register import Alias, Register, Succession, Unit
from store import Asking, Writer

Columns = Mapping[str, Sequence[Any]]
_UNIT = ("unit_id", "name", "parent_id", "valid_from", "valid_to")
_SUCCESSION = ("old_unit", "new_unit", "kind")
_ALIAS = ("spelling", "parent", "unit_id")


def known_register(asking: Asking, programme: str, fresh: Mapping[str, Columns] | None = None) -> Register:
    """The register of a programme; `fresh` are columns of `unit` and `succession` that this load brings, by table."""
    fresh = fresh or {}
    rows = [*_stored(asking, programme, "unit", _UNIT), *_brought(fresh.get("unit", {}), _UNIT)]
    units = {(row[0], row[3]): Unit(*row) for row in rows if row[0] and row[1]}
    successions = [*_stored(asking, programme, "succession", _SUCCESSION), *_brought(fresh.get("succession", {}), _SUCCESSION)]
    aliases = _stored(asking, programme, "alias", _ALIAS)
    return Register(units.values(), [Alias(*row) for row in aliases], [Succession(*row) for row in successions])


def known_groups(asking: Writer, fresh: Columns) -> list[str]:
    """The groups of units of a programme: those that its register has, those of `fresh` rows, and those of the house."""
    rows = [*_stored(asking, asking.programme, "unit", ("unit_group",)), *_brought(fresh, ("unit_group",))]
    return [*GROUPS, *(group for (group,) in rows if group)]


def _stored(asking: Asking, programme: str, relation: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    return asking.rows(
        f"select {', '.join(columns)} from {relation} "
        "where programme = $programme and load_id not in (select undone from undo) order by load_id",
        {"programme": programme},
    )


def _brought(found: Columns, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows of this load; their days are text, as they came from the reading process."""
    count = len(next(iter(found.values()), ()))
    listed = (found.get(name, [None] * count) for name in columns)
    dated = ([_day(value) for value in column] if name.startswith("valid_") else column
             for name, column in zip(columns, listed, strict=True))  # fmt: skip
    return list(zip(*dated, strict=True))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
