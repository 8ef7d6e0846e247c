"""A layout found on a sheet: where its columns or labels stand, and which rows are its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.layouts import Field, Layout


@dataclass(frozen=True, slots=True)
class Match:
    """A layout found on a sheet: for a table, its columns and where its rows begin; for labels, their rows.

    The heading has `depth` rows from `header` on; a row of column numbers may stand between it and the rows from `first` on.
    `columns` maps a field (or 'edition:2015' for a column of marks) to its column; for labels to its row. The table has
    the rows from `begin` (its title) to before `end`. `twice` gives fields that stand in several columns, `again` the rows
    of labels that come a second time, `skip` the rows of headings that are repeated within the table, `missing`
    the required fields that were not found.
    """

    layout: Layout
    columns: dict[str, int]
    header: int
    first: int
    depth: int = 1
    value_column: int | None = None
    begin: int = 0
    end: int = 0
    twice: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    again: tuple[int, ...] = ()
    skip: frozenset[int] = frozenset()
    missing: tuple[Field, ...] = ()

    def has(self, name: str) -> bool:
        """Whether a field was found, as a column or as columns of marks."""
        return found(name, self.columns)


def found(name: str, columns: Mapping[str, int]) -> bool:
    """Whether a field is among the columns found, or columns of its marks are."""
    return name in columns or any(one.startswith(f"{name}:") for one in columns)


def lacking(layout: Layout, columns: Mapping[str, int]) -> tuple[Field, ...]:
    """The required fields of a layout that are not among the columns found."""
    return tuple(field for field in layout.fields.values() if field.required and not found(field.name, columns))
