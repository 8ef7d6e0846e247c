"""The columns of a template, derived from the layouts that read it back: headings, kinds of content, identities."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from base import ladder
from loaders import layouts as shelf
from loaders.layouts import Identity, layouts

Json = dict[str, Any]
_LAYOUTS = Path(shelf.__file__).parent
FIXED = ("number", "unit_code", "unit_name", "unit_parent", "unit_group")


@dataclass(frozen=True, slots=True)
class Column:
    """One column or label: its field, its headings from top to bottom, what its cells hold, and the words to choose from."""

    field: str
    heads: tuple[str, ...]
    type: str
    choices: tuple[str, ...]


@cache
def declared(layout: str) -> Json:
    """A layout as it is declared, with headings as people write them."""
    return tomllib.loads((_LAYOUTS / f"{layout}.toml").read_text("utf-8"))


@cache
def words() -> Json:
    """What templates print beside headings."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def columns_of(sheet: Json) -> list[Column]:
    """The columns that a sheet's declaration names, in its order."""
    between = sheet.get("between", {})
    return [_column(sheet["layout"], name, between.get(name)) for name in sheet["columns"]]


def labels_of(layout: str, groups: tuple[str, ...]) -> list[Column]:
    """The labels of a layout of labels, in the order of its declaration; `groups` are those that a unit may belong to."""
    labels = [_column(layout, name, None) for name in layouts()[layout].fields]
    return [replace(label, choices=groups) if label.field == "unit_group" else label for label in labels]


def identities_of(layout: str, names: list[str]) -> list[Identity]:
    """The sums and bounds of a layout whose fields all stand on the sheet."""
    found = []
    for identity in layouts()[layout].identities:
        parts = tuple(part.rstrip("?") for part in identity.parts if not part.endswith("?") or part.rstrip("?") in names)
        if {identity.whole, *parts} <= set(names):
            found.append(Identity(identity.kind, identity.rule, identity.whole, parts))
    return found


def kind_word(layout: str, kind: str) -> str:
    """The word that a form prints for one value of its field «kind»."""
    words_of: list[str] = declared(layout)["field"]["kind"]["choices"][kind]
    return words_of[0]


def _column(layout: str, name: str, between: str | None) -> Column:
    base, _, year = name.partition(":")
    told = declared(layout)
    entry = told["field"][base]
    leaf = words()["mark"]["edition"].format(year=year) if year else entry["heads"][0]
    above = [told["under"][entry["under"]][0]] if "under" in entry else []
    heads = (*above, *([between] if between else []), leaf)
    return Column(name, heads, entry["type"], _choices(entry))


def _choices(entry: Json) -> tuple[str, ...]:
    return {
        "stage": tuple(vi for vi, _ in ladder.STAGES.values()),
        "path": tuple(vi for vi, _ in ladder.PATHS.values()),
        "edition": tuple(f"TCVN ISO 9001:{year}" for year in ladder.EDITIONS),
        "edition_mark": ("x",),
        "choice": tuple(listed[0] for listed in entry.get("choices", {}).values()),
    }.get(entry["type"], ())
