"""Writes the register of the country from the data of the package vietnamadminunits (MIT): see README.md.

`python data/reference/build.py vietnamadminunits-1.0.4-py3-none-any.whl` writes the CSV files of this folder anew.
Running it again gives the same bytes. No room of the house imports this file.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"  # the day before, and the day of, the arrangement of 2025
OLD_LIST, NEW_LIST = "2004", "2025"  # the years of the decisions that give the codes: 124/2004 and 19/2025/QĐ-TTg
COLUMNS = ("unit_id", "name", "type", "code", "parent_id", "valid_from", "valid_to", "latitude", "longitude")
EDGE_COLUMNS = ("old_unit", "new_unit", "kind", "effective_on")
KIND = re.compile(r"(tỉnh|thành phố|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of a file: a unit in one interval of validity."""

    unit_id: str
    name: str
    type: str
    code: str
    parent_id: str
    valid_from: str
    valid_to: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Edge:
    """One unit that followed another."""

    old_unit: str
    new_unit: str
    kind: str


def main(wheel: Path) -> None:
    """Reads the package and writes the files."""
    before, after, mapping = read(wheel)
    old, new = old_units(before), new_units(after)
    edges = [*province_edges(mapping, old, new), *commune_edges(mapping, old, new)]
    edges, lasting = told_apart(edges, {unit.unit_id: unit for unit in [*old.values(), *new.values()]})
    rows = [*old.values(), *(_lasting(unit, lasting) for unit in new.values())]
    files = {
        "provinces.csv": [unit for unit in rows if unit.unit_id[0] == "T"],
        "districts.csv": [unit for unit in rows if unit.unit_id[0] == "H"],
        "communes-2004.csv": [unit for unit in rows if unit.unit_id[0] == "X" and unit.valid_to],
        "communes-2025.csv": [unit for unit in rows if unit.unit_id[0] == "X" and not unit.valid_to],
    }
    for name, units in files.items():
        write(name, COLUMNS, ([getattr(unit, column) for column in COLUMNS] for unit in sorted(units, key=_order)))
        print(f"{name}: {len(units)}")
    told = sorted({(edge.old_unit, edge.new_unit, edge.kind, FIRST_DAY) for edge in edges})
    write("successions.csv", EDGE_COLUMNS, told)
    print(f"successions.csv: {len(told)}", dict(Counter(row[2] for row in told)), f"lasting: {len(lasting)}")


def read(wheel: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """The package's two lists, and its mapping of the old to the new."""
    with zipfile.ZipFile(wheel) as bundle, tempfile.TemporaryDirectory() as folder:
        database = bundle.extract("vietnamadminunits/data/dataset.db", folder)
        mapping = json.loads(bundle.read("vietnamadminunits/data/converter_2025.json"))
        connection = sqlite3.connect(database)
        connection.row_factory = sqlite3.Row
        lists = [
            [dict(row) for row in connection.execute(f"select * from {table}")] for table in ("admin_units_legacy", "admin_units")
        ]
        connection.close()
    return lists[0], lists[1], mapping


def old_units(rows: list[dict[str, Any]]) -> dict[str, Unit]:
    """Provinces, districts and communes up to 30/6/2025, by the keys of the mapping («province_district_commune»)."""
    found: dict[str, Unit] = {}
    for row in rows:
        province, district = f"T{row['provinceCode']}-{OLD_LIST}", f"H{row['districtCode']}-{OLD_LIST}"
        keys = [
            row["provinceKey"],
            f"{row['provinceKey']}_{row['districtKey']}",
            f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}",
        ]
        found.setdefault(keys[0], _unit(province, row, "province", "", "", LAST_DAY))
        found.setdefault(keys[1], _unit(district, row, "district", province, "", LAST_DAY))
        if row["ward"]:
            found[keys[2]] = _unit(f"X{row['wardCode']}-{OLD_LIST}", row, "ward", district, "", LAST_DAY)
    return found


def new_units(rows: list[dict[str, Any]]) -> dict[str, Unit]:
    """Provinces and communes from 1/7/2025, by the keys of the mapping («province_commune»)."""
    found: dict[str, Unit] = {}
    for row in rows:
        province = f"T{row['provinceCode']}-{NEW_LIST}"
        found.setdefault(row["provinceKey"], _unit(province, row, "province", "", FIRST_DAY, ""))
        found[f"{row['provinceKey']}_{row['wardKey']}"] = _unit(
            f"X{row['wardCode']}-{NEW_LIST}", row, "ward", province, FIRST_DAY, ""
        )
    return found


def _unit(unit_id: str, row: dict[str, Any], level: str, parent: str, valid_from: str, valid_to: str) -> Unit:
    written = " ".join(unicodedata.normalize("NFC", row[level]).split())
    kind = KIND.match(written)
    if not kind:
        raise ValueError(f"no kind of territory in «{written}»")
    # The list writes some kinds with other capitals («Thị Trấn Prao»), and gives a few of another kind in a column beside.
    name = kind[1].capitalize() + " " + written[kind.end() :]
    return Unit(
        unit_id,
        name,
        kind[1].lower(),
        row[f"{level}Code"],
        parent,
        valid_from,
        valid_to,
        _degrees(row[f"{level}Lat"]),
        _degrees(row[f"{level}Lon"]),
    )


def _degrees(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def province_edges(mapping: dict[str, Any], old: dict[str, Unit], new: dict[str, Unit]) -> Iterable[Edge]:
    """Which provinces became which."""
    for after, befores in mapping["DICT_PROVINCE"].items():
        for before in befores:
            yield Edge(old[before].unit_id, new[after].unit_id, "")


def commune_edges(mapping: dict[str, Any], old: dict[str, Unit], new: dict[str, Unit]) -> Iterable[Edge]:
    """Which communes became which; a district of islands without communes became one commune."""
    for province, communes in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for after, befores in communes.items():
            for before in befores:
                yield Edge(_old(old, before), new[f"{province}_{after}"].unit_id, "")
    for province, befores in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for before, parts in befores.items():
            for part in parts:
                yield Edge(_old(old, before), new[f"{province}_{part['newWardKey']}"].unit_id, "")


def _old(old: dict[str, Unit], key: str) -> str:
    return (old.get(key) or old[key.rstrip("_")]).unit_id


def told_apart(edges: list[Edge], units: dict[str, Unit]) -> tuple[list[Edge], dict[str, str]]:
    """The edges with their kinds; and those units that only go on, new id → old id: the same name, kind and ground."""
    after, before = defaultdict(set), defaultdict(set)
    for edge in edges:
        after[edge.old_unit].add(edge.new_unit)
        before[edge.new_unit].add(edge.old_unit)
    told, lasting = [], {}
    for edge in edges:
        old, new = units[edge.old_unit], units[edge.new_unit]
        if len(after[edge.old_unit]) > 1:
            kind = "split"
        elif len(before[edge.new_unit]) > 1:
            kind = "merge"
        elif old.name == new.name:
            lasting[edge.new_unit] = edge.old_unit
            continue
        else:
            kind = "rename" if KIND.sub("", old.name) != KIND.sub("", new.name) else "retype"
        told.append(replace(edge, kind=kind))
    return [replace(edge, new_unit=lasting.get(edge.new_unit, edge.new_unit)) for edge in told], lasting


def _lasting(unit: Unit, lasting: dict[str, str]) -> Unit:
    return replace(unit, unit_id=lasting.get(unit.unit_id, unit.unit_id), parent_id=lasting.get(unit.parent_id, unit.parent_id))


def _order(unit: Unit) -> tuple[str, str]:
    return unit.unit_id, unit.valid_from


def write(name: str, columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """One CSV file in UTF-8."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
