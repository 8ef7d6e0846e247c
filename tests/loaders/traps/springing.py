"""Loads every trap beside the history of its units, and says what was found in it.

All of them are handed in together, each about units of its own: so a fault of one must not touch another either.
"""

from __future__ import annotations

from pathlib import Path

from openpyxl.workbook import Workbook

from loaders import FileResult, Finding, Source, check, load
from tests.loaders.traps import annexes, books, inventories, own
from tests.loaders.traps.books import Trap

TRAPS: list[Trap] = [*own.TRAPS, *own.ALONE, *annexes.TRAPS, *inventories.TRAPS]
BEFORE = {
    "told": books.quarter_before,
    "copied": lambda unit: books.quarter_before(unit, same=True),
    "longer": lambda unit: books.quarter_before(unit, "(Từ ngày 01/7/2018 đến ngày 30/9/2018)"),
    "shorter": lambda unit: books.quarter_before(unit, "(Từ ngày 11/6/2018 đến ngày 10/9/2018)"),
}
Found = dict[str, tuple[tuple[str, str], FileResult]]


def _allotted() -> list[tuple[Trap, list[str]]]:
    """Every trap with units that no other trap speaks of: the rare ones are given away first."""
    free = {"idle": books.idle(), **{kind: books.units(kind) for kind in ("begun", "2015", "2008", "any")}}
    used: set[str] = set()

    def take(kind: str) -> str:
        unit = next(unit for unit in free[kind] if unit not in used)
        used.add(unit)
        return unit

    chosen = {}
    rank = {kind: i for i, kind in enumerate(free)}
    order = {annexes.F4: 1, inventories.F3: 2}
    for trap in sorted(TRAPS, key=lambda trap: (trap.unit != "idle" and order.get(trap.form, 0), rank.get(trap.unit, 3))):
        count = {annexes.F4: books.ANNEXED, inventories.F3: 3}.get(trap.form, 1)
        kind = trap.unit if trap.unit in free else "2008"
        chosen[trap.name] = [take(kind), *(take("idle" if kind == "idle" else "any") for _ in range(count - 1))]
    return [(trap, chosen[trap.name]) for trap in TRAPS]


def _bent(trap: Trap, units: list[str]) -> tuple[Workbook, tuple[str, str]]:
    make = {
        own.F1: lambda: books.own(units[0]),
        own.F2: lambda: books.handling(units[0]),
        inventories.F3: lambda: inventories.inventory(units),
    }
    book = make.get(trap.form, lambda: books.annex(units, books.QUARTERS[0] if trap.unit == "idle" else "2018Q4"))()
    return book, trap.plant(book)


def store_with_history(folder: Path) -> str:
    """A store with the register, the annexes of the quarters before, and what some units sent of the last of them."""
    address = str(folder)
    register = books.CASE / "DanhMucDonVi.xlsx"
    load([Source(register.name, register.read_bytes())], who="test", address=address)
    annexed = [books.CASE / "history" / f"TongHop_{quarter}.xlsx" for quarter in books.QUARTERS[1:]]
    told = [(trap, units[0]) for trap, units in _allotted() if trap.unit in BEFORE]
    sources = [Source(path.name, path.read_bytes()) for path in annexed]
    sources += [Source(f"{unit}.xlsx", books.data(BEFORE[trap.unit](unit))) for trap, unit in told]
    assert all(file.good for file in load(sources, who="test", address=address).files)
    return address


def spring(address: str) -> Found:
    """What was found in each trap, by its name, with the place where the fault was planted."""
    places: dict[str, tuple[str, str]] = {}
    sources = []
    for trap, units in _allotted():
        book, places[trap.name] = _bent(trap, units)
        sources.append(Source(f"{trap.name}.xlsx", books.data(book)))
    files = {file.file.removesuffix(".xlsx"): file for file in check(sources, address=address).outcome.files}
    return {trap.name: (places[trap.name], files[trap.name]) for trap in TRAPS}


def caught(trap: Trap, found: tuple[tuple[str, str], FileResult]) -> bool:
    """Whether the planted cell is named, with the rule and the severity that it calls for."""
    place, told = found
    return any(
        (finding.rule, finding.severity, finding.sheet) == (trap.rule, trap.severity, place[0])
        and place[1] in (finding.cells or (finding.cell,))
        for finding in told.findings
    )


def extra(trap: Trap, found: tuple[tuple[str, str], FileResult]) -> list[Finding]:
    """Errors and warnings that nobody planted."""
    return [finding for finding in found[1].findings if finding.severity != "info" and finding.rule != trap.rule]
