"""A shelf of templates: every `.toml` here but `words.toml` is a form to fill in, made of layouts that read it back.

version  the version of the form, hidden in the workbook
file     the file's name, from the unit and the period
of       "unit" (one unit's own report) or "units" (one row a unit)
sheet    its sheets: `layout`, `columns` in their order, `widths`, `spare` rows, `total` (the field that says «Tổng cộng»)
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from base import Period, clock, parse_period, quarter_of
from base.errors import UsageError
from base.period import ROMAN
from loaders.forms import forms
from loaders.intake import packed
from loaders.layouts import layouts
from loaders.results import Source
from loaders.rules.workbooks import LISTED
from loaders.templates.book import Book
from loaders.templates.columns import words
from loaders.templates.known import Known, Office, known
from loaders.templates.labels import write_labels
from loaders.templates.tables import Group, Head, write_table
from store import open_store

Json = dict[str, Any]


@cache
def template_forms() -> dict[str, Json]:
    """Every template of the shelf as it is declared, by the form's code."""
    found = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("*.toml"))}
    del found["words"]
    return {code: form for code, form in found.items() if all(sheet["layout"] in layouts() for sheet in form["sheet"])}


def template_names(language: str) -> dict[str, str]:
    """The forms that have a template, by code, with their names in 'vi' or 'en'; the unit's own report first."""
    ordered = sorted(template_forms(), key=lambda code: forms()[code].rank)
    return {code: forms()[code].name_en if language == "en" else forms()[code].name_vi for code in ordered}


def template(
    form: str, *, unit_id: str | None = None, period: str | None = None, address: str | None = None, programme: str = "default"
) -> Source:
    """The workbook of a form to fill in, with everything that is known of the unit (of F3 and F4: of the units under it).

    The period is the running quarter unless one is named. Raises UsageError for an unknown form or unit.
    """
    declared = template_forms().get(form)
    if declared is None:
        listed = ", ".join(template_forms())
        raise UsageError(f"Không có mẫu «{form}». Các mẫu: {listed}.", f"There is no template «{form}». Templates: {listed}.")
    for_period = parse_period(period) if period else quarter_of(clock.today())
    with open_store(address).reading() as reader:
        told = known(reader, for_period, programme, unit_id=unit_id, many=declared["of"] == "units")
    book = Book()
    write = _write_units if declared["of"] == "units" else _write_unit
    write(book, declared, told, next((office for office in told.offices if office.unit_id == unit_id), None))
    name = declared["file"].format(unit=unit_id or words()["everybody"], period=for_period.label)
    return Source(re.sub(r'[<>:"/\\|?*]', "_", name), book.closed(declared["version"]))


def blanks(
    form: str, units: Sequence[str], *, period: str | None = None, address: str | None = None, programme: str = "default"
) -> bytes:
    """The workbook of a form for a unit, or for several an archive with that of each."""
    made = [template(form, unit_id=unit, period=period, address=address, programme=programme) for unit in units]
    return made[0].data if len(made) == 1 else packed(made)


def period_line(period: Period) -> str:
    """The line that every form prints: the period's name and its days."""
    said = words()
    name = {
        "quarter": said["quarter"].format(number=ROMAN[(period.number - 1) % 4], year=period.year),
        "half": said["half"][(period.number - 1) % 2].format(year=period.year),
        "year": said["year"].format(year=period.year),
        "month": said["month"].format(number=period.number, year=period.year),
    }[period.kind]
    line: str = said["period"].format(period=name, start=_day(period.start), end=_day(period.end))
    return line


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _write_unit(book: Book, declared: Json, told: Known, office: Office | None) -> None:
    """A unit's own report: F1 and F2."""
    line = period_line(told.period)
    unit_id = office.unit_id if office else ""
    lines = (words()["sender"].format(name=office.name), words()["code"].format(code=unit_id)) if office else ()
    rows = {"procedures": told.procedures.get(unit_id, []), "handling": told.handling.get(unit_id, [])}
    rows["procedures"] = [_as_printed(row) for row in rows["procedures"]]
    for sheet in declared["sheet"]:
        listed = [{"number": i} | row for i, row in enumerate(rows.get(sheet["layout"], []), 1)]
        if sheet["layout"] == "info":
            place = _kinds_stand_in(declared, sheet["lists"], len(rows["procedures"]))
            _write_info(book, sheet, declared["version"], line, told, office, place)
        else:
            write_table(book, sheet, declared["version"], Head(line, lines), [Group(None, listed)])


def _kinds_stand_in(declared: Json, layout: str, count: int) -> tuple[str, str]:
    """The sheet and the range in which the kinds of procedures stand: under one row of headings, the third."""
    sheet = next(sheet for sheet in declared["sheet"] if sheet["layout"] == layout)
    letter = chr(ord("A") + sheet["columns"].index("kind"))
    return sheet["name"], f"${letter}$5:${letter}${4 + count + sheet['spare']}"


def _as_printed(row: Json) -> Json:
    from loaders.templates.columns import kind_word

    edition = row["edition"]
    kind = kind_word("procedures", row["kind"]) if row["kind"] else None
    return row | {"kind": kind, "edition": f"TCVN ISO 9001:{edition}" if edition else None}


def _write_info(
    book: Book, sheet: Json, version: str, line: str, told: Known, office: Office | None, place: tuple[str, str]
) -> None:
    unit_id = office.unit_id if office else ""
    listed = Counter(row["kind"] for row in told.procedures.get(unit_id, []))
    values = dict(told.status.get(unit_id, {}))
    for field, kind in LISTED.items():  # a count that disagrees with the list would come back as an error of the sender
        if values.get(field) != listed.get(kind, 0):
            values[field] = listed[kind] or None
    write_labels(book, sheet, version, line, values | _named(office), listed=dict(listed), place=place, groups=told.groups)


def _named(office: Office | None) -> Json:
    if office is None:
        return {}
    return {
        "unit_code": office.unit_id,
        "unit_name": office.name,
        "unit_group": office.unit_group,
        "unit_parent": office.parent_name or office.parent_id,
    }


def _write_units(book: Book, declared: Json, told: Known, office: Office | None) -> None:
    """One row a unit, in groups: F3 and F4."""
    head = Head(period_line(told.period), (words()["sender"].format(name=office.name),) if office else ())
    for sheet in declared["sheet"]:
        last = told.inventory if sheet["layout"] == "inventory" else told.status
        groups = [
            Group(title, [_row_of(each, last.get(each.unit_id, {})) for each in offices])
            for title, offices in groupby(told.offices, key=lambda each: each.unit_group)
        ]
        write_table(book, sheet, declared["version"], head, groups)


def _row_of(office: Office, last: Json) -> Json:
    """A unit's row; a printed total that its parts do not add up to is left for the sender to fill in."""
    values = {name: value for name, value in last.items() if name != "note"}
    parts = [values.get(f"procedures_{kind}") for kind in ("tthc", "internal", "other")]
    if "procedures_total" in values:
        complete = None not in parts
        values["procedures_total"] = sum(parts) if complete else None
    return _named(office) | values
