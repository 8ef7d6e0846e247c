"""Made-up provinces whose communes merge, split, are renamed, moved and dissolved, and what must come of each of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from store import writing
from tests.indicators.small_world import Unit, register

DAYS = (date(2018, 7, 1), date(2019, 1, 1), date(2019, 7, 1))
TODAY = date(2020, 1, 1)
KINDS = ("merge", "into", "split", "rename", "retype", "dissolve", "move", "quiet")


@dataclass
class World:
    """Rows of a register, the steps between its units, and by hand where each unit's figures belong in the end."""

    rows: list[Unit] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    heir: dict[str, str] = field(default_factory=dict)
    fate: dict[str, str] = field(default_factory=dict)

    def living(self, letter: str) -> list[Unit]:
        """The newest rows of units of a kind that have not ended."""
        return [row for row in self.rows if row.unit_id[0] == letter and row.valid_to is None]

    def born(self, unit_id: str, parent: str | None, day: date) -> None:
        """A new unit."""
        self.rows.append(Unit(unit_id, parent, valid_from=day))
        self.heir[unit_id] = unit_id

    def end(self, unit: Unit, day: date) -> None:
        """The unit's last day is the eve of `day`."""
        self.rows[self.rows.index(unit)] = replace(unit, valid_to=day - timedelta(days=1))

    def follow(self, old: Unit, new: str, kind: str, day: date) -> None:
        """One step; all that was the old unit's goes along unless it is split."""
        self.steps.append({"old_unit": old.unit_id, "new_unit": new, "kind": kind, "effective_on": day})
        if kind == "split":
            self.fate[old.unit_id] = "split"
        else:
            self.heir |= {unit: new for unit, held in self.heir.items() if held == old.unit_id}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A province of two districts and six communes; on three days something happens to it, and on the last one the
    districts may end, or the whole province go into a new one.
    """
    world = World()
    first = date(2014, 1, 1)
    world.born("T1", None, first)
    for district in ("H1", "H2"):
        world.born(district, "T1", first)
    for i in range(6):
        world.born(f"X{i}", f"H{1 + i % 2}", first)
    for at, day in enumerate(DAYS):
        _happen(draw, world, f"{at}", day)
    if draw(st.booleans()):
        for district in world.living("H"):
            world.end(district, DAYS[-1])
            world.fate[district.unit_id] = "ended"
            for commune in [row for row in world.living("X") if row.parent == district.unit_id]:
                _move(world, commune, "T1", DAYS[-1])
    return world


def _happen(draw: st.DrawFn, world: World, mark: str, day: date) -> None:
    kind = draw(st.sampled_from(KINDS))
    communes = world.living("X")
    one, two = draw(st.permutations(communes))[:2] if len(communes) > 2 else communes[:2]
    if kind == "quiet" or len(communes) < 3:
        return None
    if kind == "move":
        return _move(world, one, "H1" if one.parent == "H2" else "H2", day)
    if kind == "into":
        world.end(one, day)
        return world.follow(one, two.unit_id, "merge", day)
    fresh = [f"X{mark}{i}" for i in range(2 if kind == "split" else 1)]
    ending = [one, two] if kind == "merge" else [one]
    for unit in ending:
        world.end(unit, day)
    if kind == "dissolve":
        world.fate[one.unit_id] = "ended"
        return None
    for new in fresh:
        world.born(new, one.parent, day)
        for unit in ending:
            world.follow(unit, new, kind, day)
    return None


def _move(world: World, unit: Unit, parent: str, day: date) -> None:
    """The same unit under another parent: a new row of validity."""
    rest = [row for row in world.rows if row.unit_id == unit.unit_id and row.valid_from == day]
    if rest:
        world.rows[world.rows.index(unit)] = replace(unit, parent=parent)
        return
    world.end(unit, day)
    world.rows.append(Unit(unit.unit_id, parent, valid_from=day))


def found(address: str, world: World) -> None:
    """Writes the register and the steps. All units have one official code: it says nothing of who follows whom."""
    register(address, [replace(row, code="00004") for row in world.rows])
    with writing("test", "units", address=address) as writer:
        writer.append_rows("succession", [{"programme": "default", **step} for step in world.steps])
