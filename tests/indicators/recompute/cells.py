"""What stands in the cells that `explain` names, read from the workbooks as they were sent."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import defaultdict
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

STAGES = {
    "chua trien khai": 0, "dang xay dung": 1, "da ap dung": 2, "da cong bo": 3, "tam dung": -1, "da huy cong bo": -2,
}  # fmt: skip
KINDS = {
    "danh gia noi bo": "audit", "xem xet cua lanh dao": "review", "dao tao, tap huan": "training", "kiem tra": "inspection",
    "ke hoach xay dung": "planned_build", "ke hoach chuyen doi": "planned_conversion", "ke hoach kiem tra": "planned_inspection",
    "chat luong san pham": "product_quality", "khac": "other",
}  # fmt: skip
DATES = ("announced_on", "effective_on", "withdrawn_on", "ends_on", "received_on")
TEXTS = ("obligation", "unit_group", "percent_printed", "value", "raw")
MONEY = ("budget_allocated", "budget_spent")
Values = dict[str, list[Any]]


class Originals:
    """The archives of a store, opened one workbook at a time and remembered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows = cache(self._read)

    def _read(self, archive: str, member: str, sheet: str) -> list[tuple[Any, ...]]:
        with zipfile.ZipFile(self._folder / archive) as bundle:
            book = openpyxl.load_workbook(io.BytesIO(bundle.read(member)), data_only=True, read_only=True)
        page = book[sheet]
        page.reset_dimensions()  # the size that a workbook states may lie
        return list(page.iter_rows(values_only=True))

    def at(self, told: dict[str, Any]) -> Any:
        """What a cell holds."""
        column, row = split(told["cell"])
        return _cell(self._rows(told["archive"], told["member"], told["sheet"])[row - 1], column)

    def above(self, told: dict[str, Any], wanted: str) -> str | None:
        """The lowest text over a cell, in its column, that holds a pattern."""
        column, row = split(told["cell"])
        rows = self._rows(told["archive"], told["member"], told["sheet"])
        texts = [str(line[column]) for line in rows[: row - 1] if column < len(line) and line[column] is not None]
        return next((text for text in reversed(texts) if re.search(wanted, text)), None)

    def beside(self, told: dict[str, Any], heading: str) -> Any:
        """What stands in the same row under a heading."""
        _, row = split(told["cell"])
        rows = self._rows(told["archive"], told["member"], told["sheet"])
        column = next(i for line in rows[: row - 1] for i, cell in enumerate(line) if cell == heading)
        return _cell(rows[row - 1], column)


def _cell(line: tuple[Any, ...], column: int) -> Any:
    """Rows that are read one by one end with their last filled cell."""
    return line[column] if column < len(line) else None


def split(cell: str) -> tuple[int, int]:
    """A cell's column (from 0) and row (from 1)."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(cell[len(letters) :])


def plain(text: str) -> str:
    """Small letters without diacritics."""
    marked = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return " ".join("".join(c for c in marked if not unicodedata.combining(c)).split())


def by_unit(originals: Originals, cells: list[dict[str, Any]]) -> dict[str | None, Values]:
    """The values behind a figure, by unit and field; cells of no unit stand under None."""
    found: dict[str | None, Values] = defaultdict(lambda: defaultdict(list))
    for told in cells:
        value = _value(originals, told)
        if value is not None:
            found[told["unit"]][told["field"]].append(value)
    return found


def _value(originals: Originals, told: dict[str, Any]) -> Any:
    field = told["field"]
    if field == "received_on":  # the day is kept by the register of loads: no workbook says when it came
        return date.fromisoformat(told["value"])
    raw = originals.at(told) if told["cell"] else None
    if field == "obligation":
        return raw, told["unit"], originals.beside(told, "Nhóm đơn vị"), _days(originals, told)
    if field in ("period", "value", "raw"):
        return (told["period"], raw) if field == "period" else (told["cell"], raw)
    return read(field, raw, originals.above(told, r"9001:\d{4}") if field == "edition" else None)


def _days(originals: Originals, told: dict[str, Any]) -> tuple[date, date]:
    first, last = originals.beside(told, "Từ ngày"), originals.beside(told, "Đến ngày")
    return first.date() if first else date.min, last.date() if last else date.max


def read(field: str, raw: Any, heading: str | None) -> Any:
    """A cell's meaning by the field it was read for."""
    if raw is None:
        return None
    if field == "stage":
        return STAGES[plain(raw)]
    if field == "kind":
        return KINDS[plain(raw)]
    if field == "path":
        return "new" if plain(raw) == "xay dung moi" else "converted"
    if field == "medium":
        return "electronic" if plain(raw) in ("x", "dien tu", "iso dien tu") else "paper"
    if field == "edition":
        return _year(heading or "") if plain(str(raw)) == "x" else _year(str(raw))
    if field in DATES:
        return raw.date() if isinstance(raw, datetime) else datetime.strptime(raw, "%d/%m/%Y").date()
    return str(raw) if field in TEXTS else _number(raw, 1_000_000 if field in MONEY else 1)


def _year(text: str) -> str:
    return re.findall(r"20\d\d", text)[-1]


def _number(raw: Any, unit: int) -> int:
    number = raw if isinstance(raw, int | float) else float(raw.replace(".", "").replace(",", "."))
    return round(number * unit)
