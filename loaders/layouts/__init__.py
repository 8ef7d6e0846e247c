"""A shelf of layouts: every `.toml` here is one table or list of labels that a sheet may hold.

    kind      "table" (headings above rows) or "labels" (label left, value right)
    relation  the table of the store that its rows become; "none" where they are only checked
    entry     "workbook" (the rows belong to the workbook's unit), "row" (each row names its unit) or "none"
    like      another layout, whose fields, sums and headings above are taken over; `without` leaves some fields out
    under     words of headings above, by a short name
    field     a column or label: `heads` are its words (compared without diacritics), `under` the short name of the
              heading above it, `alone` words that need no heading above, `type` how its cells are read, `required`
              whether the layout is recognised without it, `into` the field that this column is added to
    sum       whole = parts, to be checked in every row;  within: part <= whole. `rule` names the finding where it is
              another than usual; a part marked with '?' counts only where the sheet has its column
    ratio     a typed percentage `shown` is 100 × parts / whole
    block     free text under a heading of its own

A field under a heading is also known by both words in one cell («Tiếp nhận – Tổng số»). A new heading of an old form
is one more word here, and nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from loaders.folding import bare

UNIT_FIELDS = ("unit_code", "unit_name", "unit_parent", "unit_group")
_SHELF = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Field:
    """One column or label of a layout."""

    name: str
    type: str
    heads: tuple[str, ...]
    under: str | None
    required: bool
    key: bool
    choices: tuple[tuple[str, Any], ...]
    label_vi: str
    alone: tuple[str, ...] = ()
    into: str | None = None

    @property
    def stored(self) -> bool:
        """Whether its values go into the store: a typed percentage is only compared, an added column only added."""
        return self.type not in {"skip", "percent"} and self.into is None


@dataclass(frozen=True, slots=True)
class Identity:
    """A 'sum' (`whole = parts`) or a bound ('within': `part <= whole`), with the rule that says it."""

    kind: str
    rule: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A typed percentage that is recomputed: `shown` is the sum of `parts` over the sum of `wholes`."""

    shown: str
    parts: tuple[str, ...]
    wholes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One table or list of labels, ready for recognising: head words are already folded."""

    name: str
    kind: str
    relation: str
    entry: str
    fields: dict[str, Field]
    under: dict[str, frozenset[str]]
    identities: tuple[Identity, ...]
    ratios: tuple[Ratio, ...]
    totals: bool
    blocks: dict[str, frozenset[str]]

    @property
    def required(self) -> frozenset[str]:
        """Fields without which this is not the layout."""
        return frozenset(field.name for field in self.fields.values() if field.required)

    @property
    def unit_fields(self) -> tuple[str, ...]:
        """Fields that say whom a row or workbook speaks of; they are matched with the register, not stored."""
        return UNIT_FIELDS if self.entry != "none" else ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Fields that name a row; a row with figures but none of them is set aside."""
        return tuple(field.name for field in self.fields.values() if field.key)


@cache
def layouts() -> dict[str, Layout]:
    """Every layout of the shelf, by name."""
    return {path.stem: _read(path.stem, _declared(path.stem)) for path in sorted(_SHELF.glob("*.toml"))}


def _declared(name: str) -> dict[str, Any]:
    declared = tomllib.loads((_SHELF / f"{name}.toml").read_text(encoding="utf-8"))
    if "like" not in declared:
        return declared
    model = _declared(declared["like"])
    kept = {name: entry for name, entry in model["field"].items() if name not in declared.get("without", ())}
    return model | declared | {"field": declared["field"] | kept}


def _read(name: str, declared: dict[str, Any]) -> Layout:
    return Layout(
        name=name,
        kind=declared["kind"],
        relation=declared["relation"],
        entry=declared.get("entry", "workbook"),
        fields={name: _field(name, entry) for name, entry in declared["field"].items()},
        under={name: frozenset(map(bare, words)) for name, words in declared.get("under", {}).items()},
        identities=tuple(_identities(declared)),
        ratios=tuple(Ratio(e["shown"], tuple(e["parts"]), tuple(e["whole"])) for e in declared.get("ratio", [])),
        totals=declared.get("totals", False),
        blocks={topic: frozenset(map(bare, words)) for topic, words in declared.get("block", {}).items()},
    )


def _identities(declared: dict[str, Any]) -> Iterator[Identity]:
    for entry in declared.get("sum", []):
        yield Identity("sum", entry.get("rule", "parts_sum_to_whole"), entry["whole"], tuple(entry["parts"]))
    for entry in declared.get("within", []):
        yield Identity("within", entry.get("rule", "part_within_whole"), entry["whole"], (entry["part"],))


def _field(name: str, entry: dict[str, Any]) -> Field:
    choices = tuple((word, value) for value, words in entry.get("choices", {}).items() for word in words)
    return Field(
        name=name,
        type=entry["type"],
        heads=tuple(map(bare, entry.get("heads", ()))),
        under=entry.get("under"),
        required=entry.get("required", False),
        key=entry.get("key", False),
        choices=choices,
        label_vi=entry.get("label") or entry.get("heads", [name])[0],
        alone=tuple(map(bare, entry.get("alone", ()))),
        into=entry.get("into"),
    )
