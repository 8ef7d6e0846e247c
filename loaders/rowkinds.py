"""What the rows of a table are: data, group, total, text, or figures without a name.

A group row opens a group of units or fields of work; where it holds figures they are a sub-total. Nothing here knows
what the columns mean, only which of them name a row, number it, or hold its values.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from loaders import values
from loaders.folding import bare, fold
from loaders.heads import words
from loaders.layouts import Layout, layouts
from loaders.matches import Match
from loaders.rowsums import Columns, Sorted, Sum, settle

_TOTAL = re.compile(r"^(?:tổng (?:cộng|số)\b|(?:tổng|cộng)\s*(?:$|[:.(])|cộng (?!hòa|đồng|tác|hợp|hưởng))")
_SECOND_LETTERS = frozenset("oổộOỔỘo")
_ORDINAL_GROUP = re.compile(r"^(?:[IVX]{1,5}|[A-H])[.)]?$")
_LABELLED_GROUP = re.compile(r"^(?:[IVX]{1,5}|[A-H])\s*[.)\-:]\s*\S")
_ORDINAL = re.compile(r"^\(?\d{1,4}\s*[.)/]?$")
_SIGNED_DAY = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_PART = re.compile(r"^(?:trong đó|[-+–]\s)", re.IGNORECASE)


@lru_cache(maxsize=256)
def _columns(layout_name: str, columns: tuple[tuple[str, int], ...]) -> Columns:
    layout, placed = layouts()[layout_name], dict(columns)
    keys = [placed[name] for name in layout.keys if name in placed]
    mapped = sorted(column for name, column in columns if name != "number")
    counts = [column for name, column in columns if layout.fields[name.partition(":")[0]].type == "count"]
    return Columns(placed.get("number"), keys, mapped, [column for column in mapped if column not in keys], counts)


def sort_rows(rows: list[list[Any]], match: Match, filled: Sequence[int]) -> Sorted:
    """Says of every filled row of a table below its heading what it is."""
    found, layout = Sorted(), match.layout
    columns = _columns(layout.name, tuple(match.columns.items()))
    number, key = columns.number, columns.keys[0] if columns.keys else None
    topic: str | None = None
    numbered = signed = False
    for at in filled[bisect_left(filled, match.first) : bisect_right(filled, match.end - 1)]:
        row = rows[at]
        name = row[key] if key is not None else ""
        plain = number is not None and type(row[number]) is float and type(name) is str and name and topic is None
        if plain and (name[1:2] not in _SECOND_LETTERS or not says_total(name)):
            numbered = True
            found.rows.append(at)
            continue
        if match.skip and at in match.skip:
            continue
        if layout.blocks:
            topic = block_of(layout, row) or topic
        if topic and not _is_signature(row):
            found.blocks.append((topic, at))
            continue
        if signed and not _holds_figures(row, columns):
            found.texts.append(at)  # names below «Người lập biểu»
            continue
        signed = signed or _is_signature(row)
        _sort(found, columns, at, row, numbered)
    if layout.entry == "none":
        _demand_all_keys(found, rows, columns.keys)
    settle(found, rows, columns, layout)
    return found


def _demand_all_keys(found: Sorted, rows: list[list[Any]], keys: list[int]) -> None:
    """A row of a list of the house, such as the register, needs all its keys; that of a report any of them."""
    whole = [at for at in found.rows if all(str(rows[at][key]).strip() for key in keys)]
    found.nameless += sorted(set(found.rows).difference(whole))
    found.rows[:] = whole


def _sort(found: Sorted, columns: Columns, at: int, row: list[Any], numbered: bool) -> None:
    kind = _kind(row, columns, numbered)
    if kind == "data":
        found.rows.append(at)
    elif kind == "total":
        found.sections.append(Sum(at, "total", len(found.rows)))
    elif kind == "nameless":
        found.nameless.append(at)
    elif kind == "part":
        found.parts.append(at)
    elif kind.startswith("group"):
        found.groups.append(Sum(at, kind.partition(":")[2], len(found.rows)))
    else:
        found.texts.append(at)


def _kind(row: list[Any], columns: Columns, numbered: bool) -> str:
    names = [row[column] for column in columns.keys if row[column] != ""]
    ordinal = row[columns.number] if columns.number is not None else ""
    figures = any(type(row[column]) is float for column in columns.others)
    if any(map(says_total, names)) or says_total(ordinal) or (not names and any(map(says_total, row))):
        return "total" if figures or any(row[column] != "" for column in columns.counts) else "text"
    if not figures and _is_signature(row):
        return "text"
    if not names:
        return _kind_of_nameless(row, ordinal, columns, figures)
    if type(ordinal) is float:
        return "data"
    return _kind_by_ordinal(row, str(ordinal).strip(), names, columns, numbered)


def _holds_figures(row: list[Any], columns: Columns) -> bool:
    return any(_is_count(row[column]) for column in columns.counts) or any(
        type(row[column]) is float for column in columns.others
    )


def _kind_of_nameless(row: list[Any], ordinal: Any, columns: Columns, figures: bool) -> str:
    if type(ordinal) is str and ordinal and not _ORDINAL.match(ordinal.strip()):
        style = _style(ordinal)
        if style or len(ordinal.strip()) > 3:
            return f"group:{style or 'wide'}"
    counted = figures or any(_is_count(row[column]) for column in columns.counts)
    return "nameless" if counted else "text"


def _kind_by_ordinal(row: list[Any], ordinal: str, names: list[Any], columns: Columns, numbered: bool) -> str:
    style = _style(ordinal)
    if style:
        return f"group:{style}"
    filled = sum(row[column] != "" for column in columns.mapped)
    first = names[0]
    if not ordinal and type(first) is str:
        if _LABELLED_GROUP.match(first) and (filled == 1 or _in_groups(first)):
            return f"group:{_style(first.split()[0].rstrip('.)-:'))}"
        if _in_groups(first) and not any(type(name) is str and name for name in names[1:]):
            return "group:wide"
        if numbered and _PART.match(first):
            return "part"
    if filled == 1 and len(columns.mapped) > 2 and not _ORDINAL.match(ordinal):
        return "group:wide"
    return "data"


def _style(ordinal: Any) -> str:
    text = str(ordinal).strip()
    if _ORDINAL_GROUP.match(text) or _LABELLED_GROUP.match(text):
        return "letter" if text[0] in "ABCDEFGH" else "roman"
    return ""


def _in_groups(text: str) -> bool:
    folded = bare(_LABELLED_GROUP.sub(lambda found: found[0][-1], text))
    return folded in words("groups") or folded.startswith("khoi ")


def _is_signature(row: list[Any]) -> bool:
    """Whether a row stands in the signature block below a table: one to three texts, one of them a signature's."""
    filled = [cell for cell in row if cell != ""]
    if len(filled) > 3 or not all(type(cell) is str for cell in filled):
        return False
    return any(_signs(bare(cell)) for cell in filled)


@lru_cache(maxsize=10_000)
def _signs(folded: str) -> bool:
    starts = any(folded == word or folded.startswith(f"{word} ") for word in words("signatures"))
    return len(folded) < 80 and (starts or _SIGNED_DAY.search(folded) is not None)


def _is_count(cell: Any) -> bool:
    return type(cell) is float or (type(cell) is str and cell != "" and type(values.count(cell)) is int)


def says_total(cell: Any) -> bool:
    """Whether a cell reads «Tổng cộng», «Tổng số», «Cộng» …; the second letter settles it for nearly all names."""
    if type(cell) is not str:
        return False
    text = cell.lstrip()
    return text[1:2] in _SECOND_LETTERS and (_TOTAL.match(fold(text)) is not None or bare(text) in {"tong cong", "tong so"})


def block_of(layout: Layout, row: list[Any]) -> str | None:
    """The topic of free text that a row opens: «Khó khăn, vướng mắc», alone or with text behind a colon."""
    first = next((cell for cell in row if cell != ""), None)
    if type(first) is not str:
        return None
    head = bare(first.partition(":")[0])
    return next((topic for topic, heads in layout.blocks.items() if head in heads or bare(first) in heads), None)
