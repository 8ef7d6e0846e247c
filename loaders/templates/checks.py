"""The identities of a form as visible checks: a formula for the program that opens it, and its result for who reads it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from loaders.layouts import Identity
from loaders.templates.columns import words


def row_formula(identities: Sequence[tuple[Identity, bool, str]], cells: Mapping[str, str]) -> str:
    """The check of one row: «Đạt», or «Lệch n» with the column where it is off, or a dash while it cannot be said.

    An identity is given with whether it is a bound, and how people call the column of its whole; `cells` are the
    addresses of fields. As in the rules, an identity of which a part is not filled in has nothing to say.
    """
    said = words()
    complete = []
    steps = []
    for identity, bound, column in identities:
        names = [identity.whole, *identity.parts]
        filled = "+".join(f"COUNT({cells[name]})" for name in names) + f"={len(names)}"
        whole, parts = cells[identity.whole], "+".join(cells[name] for name in identity.parts)
        off = f"{parts}>{whole}" if bound else f"{whole}<>{parts}"
        told = f'"{said["off"]}"&({whole}-({parts}))&"{said["at_column"].format(column=column)}"'
        complete.append(filled)
        steps.append((f"AND({filled},{off})", told))
    formula = f'IF(OR({",".join(complete)}),"{said["fits"]}","{said["open"]}")'
    for condition, told in reversed(steps):
        formula = f"IF({condition},{told},{formula})"
    return f"={formula}"


def row_result(identities: Sequence[tuple[Identity, bool, str]], row: Mapping[str, Any]) -> str:
    """What `row_formula` gives for these values."""
    said = words()
    result: str = said["open"]
    for identity, bound, column in identities:
        values = [value for name in (identity.whole, *identity.parts) if isinstance(value := row.get(name), int)]
        if len(values) == 1 + len(identity.parts):
            result = said["fits"]
            whole, parts = values[0], sum(values[1:])
            if parts > whole if bound else parts != whole:
                return f"{said['off']}{whole - parts}{said['at_column'].format(column=column)}"
    return result


def list_formula(cell: str, sheet: str, span: str, word: str) -> str:
    """The check of a count on the first sheet: the rows of that kind in the list of another sheet."""
    said = words()
    rows = f"COUNTIF('{sheet}'!{span},\"{word}\")"
    off = f'"{said["off"]}"&({cell}-{rows})'
    return f'=IF(COUNT({cell})=0,"{said["open"]}",IF({cell}={rows},"{said["fits"]}",{off}))'


def list_result(told: int | None, listed: int) -> str:
    """What `list_formula` gives for these values."""
    said = words()
    if told is None:
        return str(said["open"])
    return str(said["fits"]) if told == listed else f"{said['off']}{told - listed}"
