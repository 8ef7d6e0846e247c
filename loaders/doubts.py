"""What becomes of a doubtful cell: a finding with its place, and where the rule is an error, a value that is held."""

from __future__ import annotations

from datetime import date
from typing import Any

from loaders import values
from loaders.findings import Finding
from loaders.layouts import Field
from loaders.taken import Held, Table
from loaders.values import Doubt


def note_doubt(table: Table, declared: Field, at: int, column: int, raw: Any, doubt: Doubt) -> None:
    """Says what is doubtful of a cell of a table, and holds its value where the rule says so."""
    cell, shown = table.grid.cell(at, column), _shown(raw)
    options = " hoặc ".join(_grouped(number) for number in doubt.candidates)
    details = {
        "candidates": {
            "vi": f" (có thể là {options})" if options else "",
            "en": f" (perhaps {options.replace(' hoặc ', ' or ')})" if options else "",
        },
        "choices": "; ".join(word for word, _ in declared.choices) or "; ".join(w for w, _ in _WORDS.get(declared.type, ())),
        "why": {"vi": doubt.why_vi, "en": doubt.why_en},
    }
    finding = Finding(doubt.rule, table.grid.sheet, cell, shown, details)
    table.findings.append(finding)
    if finding.severity == "error" and declared.type != "percent":
        relation, _, name = declared.name.rpartition(".")
        table.held.append(Held(relation or table.layout.relation, name, at, cell, shown, doubt.candidates))


_WORDS: dict[str, tuple[tuple[str, Any], ...]] = {
    "stage": values.STAGE_WORDS,
    "path": values.PATH_WORDS,
    "edition_mark": (("x", True),),
}


def _shown(raw: Any) -> str:
    if isinstance(raw, float):
        return f"{raw:.10g}".replace(".", ",")
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    return str(raw)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
