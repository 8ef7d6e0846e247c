"""Receipts: what was handed in, when and by whom, with each workbook's hash, outcome and counts, as one .xlsx page."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from base.errors import UsageError
from loaders.replies.letter import SEVERITIES, grouped, words
from loaders.results import FileResult, Source
from store import open_store

Json = dict[str, Any]
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_WIDTHS = (6, 34, 36, 12, 9, 18, 11, 11, 11, 8, 11, 9, 68)
_NUMBERS = frozenset({0, 4, 6, 7, 8, 9, 10, 11})
_HEAD = 4  # the row of headings, from 0
_SAID_OF_MANY = 3
_FILE = ("file", "sha256", "outcome", "rows_read", "rows_loaded", "rows_held", "rows_ignored")
_REPORTS = """
    select r.file_id, coalesce(max(u.name), r.unit_id), r.period, r.version
    from report r
    left join unit u on u.unit_id = r.unit_id and u.programme = r.programme
    where r.load_id = $load_id
    group by r.file_id, r.report_id, r.unit_id, r.period, r.version
    order by r.report_id"""


def receipt(files: Sequence[FileResult], *, at: datetime, who: str, load_id: int | None = None) -> Source:
    """The receipt of one load or dry run as a workbook of one page, ready to print and to send: one line a workbook."""
    return page(receipt_json(files, at=at, who=who, load_id=load_id))


def receipt_json(files: Sequence[FileResult], *, at: datetime, who: str, load_id: int | None = None) -> Json:
    """The same as plain values: {"load", "at", "who", "files": [{"file", "sha256", "outcome", "units", "periods", …}]}."""
    return {"load": load_id, "at": at.isoformat(timespec="seconds"), "who": who, "files": [_file_json(file) for file in files]}


def _file_json(file: FileResult) -> Json:
    counts = Counter(finding.severity for finding in file.findings)
    return {
        "file": file.file,
        "sha256": file.sha256,
        "outcome": file.outcome,
        "units": [report.unit_name or report.unit for report in file.reports],
        "periods": sorted({report.period for report in file.reports if report.period}),
        "version": max((report.version for report in file.reports), default=None),
        **file.counts,
        "findings": {severity: counts[severity] for severity in SEVERITIES},
    }


def receipt_of_load(load_id: int, *, address: str | None = None) -> Json:
    """The receipt of a load that was kept, as plain values. Raises UsageError where there is no such load."""
    asked = {"load_id": load_id}
    with open_store(address).reading() as reader:
        load = reader.row("select loaded_at, who from load where load_id = $load_id", asked)
        if load is None:
            raise UsageError(f"Không có lần nạp số {load_id}.", f"There is no load number {load_id}.")
        files = reader.rows(
            "select file_id, name, sha256, outcome, rows_read, rows_loaded, rows_held, rows_ignored "
            "from file where load_id = $load_id order by file_id",
            asked,
        )
        reports = reader.rows(_REPORTS, asked)
        found = reader.rows("select file_id, severity, count(*) from finding where load_id = $load_id group by all", asked)
    counts = {(file_id, severity): count for file_id, severity, count in found}
    of_file: dict[int, list[Any]] = defaultdict(list)
    for file_id, *told in reports:
        of_file[file_id].append(told)
    lines = []
    for file_id, *row in files:
        units, periods, versions = zip(*of_file[file_id], strict=True) if of_file[file_id] else ((), (), ())
        lines.append(
            dict(zip(_FILE, row, strict=True))
            | {"units": list(units), "periods": sorted(set(filter(None, periods))), "version": max(versions, default=None)}
            | {"findings": {severity: counts.get((file_id, severity), 0) for severity in SEVERITIES}}
        )
    return {"load": load_id, "at": load[0].isoformat(timespec="seconds"), "who": load[1], "files": lines}


def page(told: Json) -> Source:
    """A receipt given as plain values, as a workbook. Texts are texts, whatever they begin with; counts are numbers."""
    target = io.BytesIO()
    said = words()["receipt"]
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(said["sheet"])
    _head(book, sheet, told)
    text_cell = book.add_format(_FONT | {"border": 1, "text_wrap": True, "indent": 1})
    number_cell = book.add_format(_FONT | {"border": 1, "num_format": "#,##0", "align": "center"})
    for i, file in enumerate(told["files"], 1):
        sheet.set_row(_HEAD + i, _height(file))
        for column, value in enumerate(_line(i, file)):
            if value is None:
                sheet.write_blank(_HEAD + i, column, None, text_cell)
            elif column in _NUMBERS:
                sheet.write_number(_HEAD + i, column, value, number_cell)
            else:
                sheet.write_string(_HEAD + i, column, str(value), text_cell)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.freeze_panes(_HEAD + 1, 2)
    sheet.set_footer("&R&P/&N")
    book.close()
    at = datetime.fromisoformat(told["at"])
    return Source(said["file_name"].format(at=f"{at:%Y-%m-%d %H.%M}"), target.getvalue())


def _head(book: xlsxwriter.Workbook, sheet: Any, told: Json) -> None:
    said = words()["receipt"]
    last = len(_WIDTHS) - 1
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    at = datetime.fromisoformat(told["at"])
    title = book.add_format(_FONT | {"bold": True, "font_size": 16, "align": "center", "font_color": "#1F3864"})
    middle = book.add_format(_FONT | {"align": "center", "italic": True})
    number = said["rehearsal"] if told["load"] is None else told["load"]
    outcomes = Counter(file["outcome"] for file in told["files"])
    summary = " · ".join(f"{grouped(count)} {said['outcome'][outcome]}" for outcome, count in outcomes.most_common())
    about = said["under_title"].format(load=number, at=f"{at:%H:%M, %d/%m/%Y}", who=told["who"])
    sheet.merge_range(0, 0, 0, last, said["title"], title)
    sheet.merge_range(1, 0, 1, last, about, middle)
    sheet.merge_range(2, 0, 2, last, said["summary"].format(files=grouped(len(told["files"])), summary=summary or "—"), middle)
    look = {"bold": True, "border": 1, "align": "center", "text_wrap": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"}
    heading = book.add_format(_FONT | look)
    sheet.set_row(_HEAD, 34)
    for column, text in enumerate(said["columns"]):
        sheet.write_string(_HEAD, column, text, heading)


def _height(file: Json) -> float:
    """A row's height that shows the longer of file name and units whole."""
    longest = max(len(file["file"]), sum(len(unit or "") + 2 for unit in file["units"][:_SAID_OF_MANY]))
    return 4 + 15.0 * (1 + longest // 31)


def _line(i: int, file: Json) -> list[Any]:
    units, said = file["units"], words()
    shown = "; ".join(units[:_SAID_OF_MANY])
    if len(units) > _SAID_OF_MANY:
        shown += "; " + said["report_more"].format(more=len(units) - _SAID_OF_MANY)
    rows = [file[name] for name in ("rows_read", "rows_loaded", "rows_held")]
    found = [file["findings"][severity] for severity in SEVERITIES]
    outcome = said["receipt"]["outcome"][file["outcome"]]
    period = ", ".join(map(_period, file["periods"]))
    return [i, file["file"], shown, period, file["version"], outcome, *rows, *found, file["sha256"]]


def _period(label: str) -> str:
    """A quarter as offices write it: IV/2018."""
    match = re.fullmatch(r"(\d{4})Q([1-4])", label)
    return f"{('I', 'II', 'III', 'IV')[int(match[2]) - 1]}/{match[1]}" if match else label
