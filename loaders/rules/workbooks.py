"""What the sheets of one workbook say beside each other and beside the day it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from base import ladder
from loaders.findings import Finding
from loaders.taken import Table

# The counts of form F1's first sheet that equal rows of its list of procedures (form F1).
LISTED = {"procedures_tthc": "tthc", "procedures_internal": "internal"}
PAST = ("announced_on", "withdrawn_on", "converted_on", "issued_on", "happened_on")
PLANNED = "planned_"  # kinds of what a plan lists: its days are still to come
OBLIGED_SINCE = date(2014, 3, 5)  # Decision 19/2014/QĐ-TTg
EDITION_2015_SINCE = date(2015, 9, 1)  # ISO 9001:2015 came out in that month
SINCE = {"announced_on": EDITION_2015_SINCE, "converted_on": EDITION_2015_SINCE}


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of one workbook by the name of their layout, and the last day that it can speak of."""

    tables: Mapping[str, Table]
    until: date


def procedures_listed(book: Book) -> Iterator[Finding]:
    """The counts of procedures on the first sheet equal the rows of that kind in the list (form F1)."""
    info, listed = book.tables.get("info"), book.tables.get("procedures")
    if info is None or listed is None or any(held.field == "kind" for held in listed.held):
        return
    kinds = listed.columns["kind"]
    for name, kind in LISTED.items():
        declared = info.columns.get(name, [None])[0]
        if declared is not None and declared != kinds.count(kind):
            yield Finding(
                "procedure_list_matches", info.grid.sheet, info.cell_of(name), str(declared), {"sum": kinds.count(kind)}
            )


def dates_are_plausible(book: Book) -> Iterator[Finding]:
    """Dates that can be read but cannot be: after the period, announced before Decision 19/2014/QĐ-TTg of 5/3/2014, on
    the edition of 2015 before it came out. A unit that converted keeps the day of its first announcement.
    """
    for table in book.tables.values():
        for name in PAST:
            days = table.columns.get(name, ())
            known = [day for day in days if day is not None]
            if not known or (max(known) <= book.until and min(known) >= SINCE.get(name, date.min)):
                continue
            for i, day in enumerate(days):
                if day is not None and (why := _why(table, name, i, day, book.until)):
                    details = {"why": {"vi": why[0], "en": why[1]}}
                    yield Finding("doubtful_date", table.grid.sheet, table.cell_of(name, i), f"{day:%d/%m/%Y}", details)


def _why(table: Table, name: str, i: int, day: date, until: date) -> tuple[str, str] | None:
    """Why a day cannot be, in both languages."""
    kinds = table.columns.get("kind")
    if name == "happened_on" and kinds and str(kinds[i]).startswith(PLANNED):
        return None
    if day > until:
        spoken = f"{until:%d/%m/%Y}"
        return f"sau ngày cuối có thể báo cáo là {spoken}", f"it is after {spoken}, the last day to speak of"
    if name == "announced_on" and day < OBLIGED_SINCE:
        return "trước Quyết định 19/2014/QĐ-TTg ngày 05/3/2014", "it is before Decision 19/2014/QĐ-TTg of 05/03/2014"
    early = day < EDITION_2015_SINCE and (name == "converted_on" or (name == "announced_on" and _built_on_2015(table, i)))
    return ("trước khi có TCVN ISO 9001:2015", "it is before the edition 9001:2015 came out") if early else None


def _built_on_2015(table: Table, i: int) -> bool:
    """Whether a row says that its unit began on the edition of 2015."""
    editions, paths = table.columns.get("edition"), table.columns.get("path")
    converted = table.columns.get("converted_on")
    if editions is None or paths is None or editions[i] != "2015":
        return False
    return paths[i] != ladder.CONVERTED and (converted is None or converted[i] is None)
