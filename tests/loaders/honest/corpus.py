"""All honest layouts, made anew in each run; those that LibreOffice saved are read from `fixtures/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.loaders.honest import annex_sheets, dossier_books, dossier_sheets, report_sheets, unit_sheets
from tests.loaders.honest.binary import by_hand
from tests.loaders.honest.offices import LAYOUTS, Honest, laid_out

FIXTURES = Path(__file__).with_name("fixtures")
SHELVES = (annex_sheets, dossier_books, dossier_sheets, report_sheets, unit_sheets)
IN_BINARY = (
    "f1_as_the_form_prints_it", "f1_four_parts_on_one_sheet", "f2_sums_are_formulas", "f2_summary_unit_over_fields_of_work",
    "f3_repeated_headings_and_groups", "f4_as_the_cases_keep_it", "f7_inspections_with_results",
)  # fmt: skip


def corpus() -> Iterator[Honest]:
    """Every layout with the bytes of its workbook."""
    for name, (_, make, kind) in LAYOUTS.items():
        found = laid_out(name)
        yield Honest(name, make(found.pages), kind, found.expected, found.may_say)
    for name in IN_BINARY:
        found = laid_out(name)
        yield Honest(f"{name}.xlsb", by_hand(found.pages), "xlsb", found.expected, found.may_say)
    for path in sorted(FIXTURES.glob("*.*")):
        found = laid_out(path.name.partition(".")[0])
        yield Honest(path.name, path.read_bytes(), path.suffix[1:], found.expected, found.may_say)
