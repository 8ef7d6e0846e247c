"""The commands that write workbooks for others: replies to senders, receipts, and templates to fill in."""

from __future__ import annotations

import argparse
import getpass
import json
from pathlib import Path, PurePosixPath
from typing import Any

from base import parse_period
from base.errors import UsageError
from loaders.console import Progress
from loaders.intake import from_paths
from loaders.loading import check
from loaders.receipts import page, receipt_of_load
from loaders.replies import reply
from loaders.results import Source
from loaders.templates import template, template_forms

Common = argparse.ArgumentParser


def add_reply(verbs: Any, common: Common) -> None:
    """Declares `reply PATH… -o FOLDER`."""
    command = verbs.add_parser("reply", parents=[common], help="ghi tệp trả lời cho từng báo cáo (kiểm tra, không nạp)")
    command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="tệp, thư mục hoặc .zip")
    command.add_argument("-o", "--output", required=True, type=Path, metavar="FOLDER", help="thư mục ghi tệp trả lời")
    command.add_argument("--period", metavar="P", help="chỉ nhận báo cáo của kỳ này, ví dụ 2018Q4")
    command.set_defaults(run=_reply)


def add_receipt(verbs: Any, common: Common) -> None:
    """Declares `receipt LOAD [-o FILE]`."""
    command = verbs.add_parser("receipt", parents=[common], help="phiếu tiếp nhận của một lần nạp")
    command.add_argument("load", type=int, metavar="LOAD", help="số của lần nạp (xem: python -m store history)")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="tệp .xlsx để ghi (mặc định: tên theo thời điểm)")
    command.set_defaults(run=_receipt)


def add_template(verbs: Any, common: Common) -> None:
    """Declares `template FORM [--unit ID] [--period P] -o FILE`."""
    command = verbs.add_parser("template", parents=[common], help="ghi mẫu biểu để đơn vị điền, đã điền sẵn số liệu đã biết")
    command.add_argument("form", metavar="FORM", help=f"mẫu biểu: {', '.join(template_forms())}")
    command.add_argument("--unit", metavar="ID", help="mã đơn vị (F3, F4: các đơn vị trực thuộc)")
    command.add_argument("--period", metavar="P", help="kỳ báo cáo, ví dụ 2018Q4 (mặc định: quý hiện tại)")
    command.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="tệp .xlsx để ghi")
    command.set_defaults(run=_template)


def _reply(given: argparse.Namespace) -> int:
    sources = from_paths(given.paths)
    who = str(given.by or getpass.getuser())
    with Progress(quiet=given.json) as progress:
        period = parse_period(given.period).label if given.period else None
        asked = {"address": given.store, "programme": given.programme, "period": period}
        outcome = check(sources, who=who, progress=progress, **asked).outcome
    replies = reply(sources, outcome.files)
    written = [_write(given.output.joinpath(*PurePosixPath(each.name).parts), each) for each in replies]
    if given.json:
        listed = [
            {
                "file": file.file,
                "sha256": file.sha256,
                "outcome": file.outcome,
                "findings": len(file.findings),
                "reply": str(path),
            }
            for file, path in zip(outcome.files, written, strict=True)
        ]
        print(json.dumps({"store_version": outcome.store_version, "files": listed}, ensure_ascii=False))
    else:
        for path in written:
            print(path)
    return 0 if outcome.good else 1


def _receipt(given: argparse.Namespace) -> int:
    told = receipt_of_load(given.load, address=given.store)
    if given.json:
        print(json.dumps(told, ensure_ascii=False))
        return 0
    made = page(told)
    print(_write(given.output or Path(made.name), made))
    return 0


def _template(given: argparse.Namespace) -> int:
    made = template(given.form, unit_id=given.unit, period=given.period, address=given.store, programme=given.programme)
    path = _write(given.output, made)
    print(json.dumps({"form": given.form, "file": str(path)}, ensure_ascii=False) if given.json else path)
    return 0


def _write(path: Path, made: Source) -> Path:
    """Writes a workbook, making its folder; raises UsageError where the disk does not let it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.data)
    except OSError as error:
        raise UsageError(f"Không ghi được tệp «{path}».", f"The file «{path}» cannot be written ({error}).") from error
    return path
