"""What the command line prints: a table for people, or one JSON document with the keys of the contract."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from base import Period, Sentence, settings
from indicators.abreast import CODES, Abreast
from indicators.doubt.bounds import UNIT
from indicators.lineage import Cell
from indicators.measures import NO_BASE, NOT_REPORTED, TOTAL, Measure, Row
from indicators.records.programme import Target
from indicators.shelf import Indicator, indicator

STATUS = {NO_BASE: Sentence("không phát sinh", "no base"), NOT_REPORTED: Sentence("chưa báo cáo", "not reported")}
BECAME = {
    "split": Sentence("đã chia, không quy về một đơn vị", "divided, belongs to no one unit"),
    "ended": Sentence("đã kết thúc, không có đơn vị kế tục", "ended without a successor"),
}
# Keys of a row that are left out where there is nothing to say.
_SAID = ("status", "became")
_BOUNDS = ("low", "high", "silent")
_NO_FIGURES = Sentence("không có số liệu", "no figures")
_TOTAL = Sentence(TOTAL, "Total")


def give_list(found: Sequence[Indicator], targets: Sequence[Target], *, as_json: bool) -> None:
    """Prints every indicator, with the newest target set for all units."""
    levels = {target.indicator: target.value for target in targets if target.unit_group is None}
    if as_json:
        print_json([_meaning(one) | {"target": levels.get(one.code)} for one in found])
        return
    heads = [Sentence("Mã", "Code"), Sentence("Tên", "Name"), Sentence("Loại", "Kind"), Sentence("Mục tiêu", "Target")]
    language = settings.language()
    rows = [[one.code, one.name(language), one.kind, number(levels.get(one.code), one.format)] for one in found]
    print_table(f"{len(found)} " + say(Sentence("chỉ tiêu", "indicators")), heads, rows, right=1)


def give_measure(measured: Measure, *, as_json: bool) -> None:
    """Prints the figures of an indicator with their coverage."""
    found, period = measured.indicator, measured.period.label if measured.period else None
    if as_json:
        rows = [_row(row, found) for row in measured.rows]
        coverage = {"reported": measured.reported, "expected": measured.expected, "carried": measured.carried}
        as_of = measured.as_of.isoformat() if measured.as_of else None
        print_json({"indicator": _meaning(found), "period": period, "as_of": as_of, **coverage, "rows": rows})
        return
    title = f"{found.name(settings.language())}" + (f" · {period}" if period else "")
    heads = [Sentence("", ""), Sentence("Tử số", "Part"), Sentence("Mẫu số", "Whole"), Sentence("Giá trị", "Value")]
    heads += [Sentence("Báo cáo", "Reported"), Sentence("Mang sang", "Carried")]
    print_table(title, heads, [_told(row, found.format) for row in measured.rows], right=5)
    if not measured.rows:
        print(say(STATUS[NOT_REPORTED]))


def give_cells(found: Indicator, period: Period, cells: Sequence[Cell], *, as_json: bool) -> None:
    """Prints the cells behind a figure."""
    if as_json:
        print_json({"indicator": found.code, "period": period.label, "cells": [asdict(cell) for cell in cells]})
        return
    names = [
        ("Đơn vị", "Unit"),
        ("Trường", "Field"),
        ("Tệp", "File"),
        ("Trang tính", "Sheet"),
        ("Ô", "Cell"),
        ("Giá trị", "Value"),
    ]
    rows = [[c.unit or "", c.field, c.file, c.sheet or "", c.cell or "", _value(c.value)] for c in cells]
    print_table(f"{found.name(settings.language())} · {period.label}", [Sentence(*name) for name in names], rows, right=1)


def give_programmes(found: Sequence[Abreast], *, as_json: bool) -> None:
    """Prints the programmes beside one another, each at its own newest period; there is no sum of them."""
    if as_json:
        told = [
            asdict(one.programme)
            | {"period": one.period.label if one.period else None}
            | {"rows": {code: row._asdict() for code, row in one.rows.items()}}
            for one in found
        ]
        print_json({"programmes": told})
        return
    heads = [Sentence("Mã", "Code"), Sentence("Chương trình", "Programme"), Sentence("Kỳ", "Period")]
    heads += [Sentence(indicator(code).name_vi, indicator(code).name_en) for code in CODES]
    rows = [
        [one.programme.code, one.programme.title or "", one.period.label if one.period else say(_NO_FIGURES)]
        + [number(one.rows[code].value, indicator(code).format) if code in one.rows else "" for code in CODES]
        for one in found
    ]
    print_table(say(Sentence("Các chương trình", "Programmes")), heads, rows, right=len(CODES))


def number(value: float | None, form: str = "count") -> str:
    """A number as people read it: 1.234,5 in Vietnamese, 1,234.5 in English; shares in percent with two places."""
    if value is None:
        return ""
    places = {"percent": 2, "number": 2, "count": 0, "money": 0}[form]
    text = f"{value * 100 if form == 'percent' else value:,.{places}f}"
    if settings.language() != "en":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{text} %" if form == "percent" else text


def _meaning(found: Indicator) -> dict[str, Any]:
    names = ("code", "name_vi", "name_en", "kind", "format", "better", "definition_vi", "definition_en", "source", "theme")
    return {name: getattr(found, name) for name in names} | {"priority": found.priority}


def _row(row: Row, found: Indicator) -> dict[str, Any]:
    """The row as the contract has it; bounds stand with figures that have some."""
    bounded = found.kind == "ratio" or found.bounds == UNIT
    told = {name: value for name, value in row._asdict().items() if name not in _SAID or value}
    return told if bounded else {name: value for name, value in told.items() if name not in _BOUNDS}


def _told(row: Row, form: str) -> list[str]:
    value = say(STATUS[row.status]) if row.status else number(row.value, form)
    name = say(_TOTAL) if row.name == TOTAL else row.name
    name += f" ({say(BECAME[row.became])})" if row.became else ""
    return [name, number(row.part), number(row.whole), value, f"{row.reported}/{row.expected}", number(row.carried)]


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return number(value) if isinstance(value, int | float) else str(value)


def say(sentence: Sentence) -> str:
    """The text in the language of the command line."""
    return sentence.in_language(settings.language())


def print_json(document: Any) -> None:
    """One JSON document on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1, default=str)
    print()


def print_table(title: str, heads: Sequence[Sentence], rows: Sequence[Sequence[str]], *, right: int) -> None:
    """A table whose last `right` columns hold numbers."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for i, head in enumerate(heads):
        table.add_column(say(head), justify="right" if i >= len(heads) - right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False).print(table)
