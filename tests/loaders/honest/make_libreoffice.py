"""Has LibreOffice open some layouts and save them as .xls, .ods and .xlsx: `python -m tests.loaders.honest.make_libreoffice`.

Run by hand where LibreOffice is installed; the tests read what stands in `fixtures/`.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from tests.loaders.honest.corpus import FIXTURES
from tests.loaders.honest.dossier_sheets import FORM, rows, table, titled
from tests.loaders.honest.offices import LAYOUTS, laid_out
from tests.loaders.honest.paper import Page, by_openpyxl

SAVED = {
    "xls": ("f1_as_the_form_prints_it", "f1_four_parts_on_one_sheet", "f2_groups_with_subtotals",
    "f2_summary_with_groups_across_the_width",
            "f3_as_the_circular_prints_it", "f4_as_the_cases_keep_it", "f4_dates_counted_from_1904",
            "f7_inspections_with_results"),
    "ods": ("f1_as_the_form_prints_it", "f1_four_parts_on_one_sheet", "f2_as_the_circular_prints_it",
    "f2_summary_unit_over_fields_of_work",
            "f3_subtotals_and_total_on_top", "f4_as_the_cases_keep_it", "f4_dates_counted_from_1904", "f7_one_course_many_units"),
    "xlsx": ("f1_as_the_form_prints_it", "f2_behind_letterhead_and_blank_columns", "f3_totals_only",
    "f4_dates_counted_from_1904"),
}  # fmt: skip


def with_faults() -> bytes:
    """A form II.06a with errors (E9, F10), a merged count (G11:G12), an old font (B9) and a hidden row."""
    page = Page("Biểu 06a")
    table(page, titled(page), 0, FORM, rows(200), total=None)
    page.merge(10, 6, 11, 6, 40)
    page.hidden_rows = (12,)
    book = openpyxl.load_workbook(io.BytesIO(by_openpyxl([page])))
    sheet = book.active
    sheet["E9"], sheet["F10"], sheet["B9"] = "=1/0", "=NA()", "§Êt ®ai"
    sheet["B9"].font = Font(name=".VnTime")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def main() -> None:
    """Makes all fixtures anew."""
    (FIXTURES / "faulty").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for kind, names in SAVED.items():
            made = Path(folder) / kind
            made.mkdir()
            for name in names:
                found = laid_out(name)
                make = LAYOUTS[name][1] if "1904" in name else by_openpyxl
                (made / f"{name}.lo.xlsx").write_bytes(make(found.pages))
            profile = f"-env:UserInstallation=file://{folder}/profile"
            files = [str(path) for path in sorted(made.glob("*.xlsx"))]
            subprocess.run(
                ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(FIXTURES), *files], check=True
            )
            (made / "faulty.xlsx").write_bytes(with_faults())
            faulty = ["--outdir", str(FIXTURES / "faulty"), str(made / "faulty.xlsx")]
            subprocess.run(["soffice", profile, "--headless", "--convert-to", kind, *faulty], check=True)


if __name__ == "__main__":
    main()
