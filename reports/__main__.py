"""`python -m reports reminders`: the letter and the list to units whose report is overdue.

Exit status: 0 done, 1 the store or the file cannot be used, 2 wrong usage or nobody to remind. With `--json` one document
on standard output; messages go to standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from base import QmsError, Sentence, parse_period, settings
from base.errors import UnknownUnit, UsageError
from indicators import Scope, units
from reports import FORMS, Overdue, overdue, reminders
from store import reading

DONE, WRONG, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    given = _parser().parse_args(arguments)
    try:
        _reminders(given)
    except QmsError as error:
        print(error.sentence.in_language(settings.language()), file=sys.stderr)
        return USAGE if isinstance(error, UsageError) else WRONG
    except OSError as error:
        said = Sentence(
            f"Không ghi được tệp «{given.output}»: {error.strerror}.", f"«{given.output}» cannot be written: {error}."
        )
        print(said.in_language(settings.language()), file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return WRONG
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m reports", description="Văn bản gửi ra ngoài.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    command = verbs.add_parser("reminders", help="công văn hoặc danh sách đôn đốc đơn vị chưa gửi báo cáo")
    command.add_argument("--period", metavar="P", required=True, help="kỳ báo cáo, ví dụ 2018Q4")
    command.add_argument("-o", "--output", metavar="FILE", type=Path, help="tệp .docx (công văn) hoặc .xlsx (danh sách)")
    command.add_argument("--parent", metavar="ID", help="chỉ đơn vị này và các đơn vị bên dưới")
    command.add_argument("--group", metavar="GROUP", help="chỉ một nhóm đơn vị")
    command.add_argument("--programme", metavar="NAME", default="default", help="chương trình (mặc định: default)")
    command.add_argument("--store", metavar="URL", help="nơi để dữ liệu (mặc định: QMS_STORE hoặc data/store)")
    command.add_argument("--json", action="store_true", help="in danh sách dưới dạng một tài liệu JSON")
    return parser


def _reminders(given: argparse.Namespace) -> None:
    period = parse_period(given.period)
    if given.output is None and not given.json:
        raise UsageError("Hãy ghi tệp cần tạo: -o DonDoc.docx hoặc .xlsx.", "Name the file to make: -o reminder.docx or .xlsx.")
    form = given.output.suffix.lower().lstrip(".") if given.output else ""
    if given.output and form not in FORMS:
        raise UsageError(
            f"Tệp «{given.output.name}» phải có đuôi .docx hoặc .xlsx.", f"«{given.output.name}» must end in .docx or .xlsx."
        )
    scope = Scope(given.group, given.parent)
    with reading(given.store) as reader:
        if given.parent and given.parent not in {unit.unit_id for unit in units(reader, given.programme)}:
            raise UnknownUnit(
                f"Không có đơn vị «{given.parent}» trong danh mục.", f"There is no unit «{given.parent}» in the register."
            )
        told = overdue(reader, period, given.programme, scope=scope)
        if given.output:
            given.output.write_bytes(reminders(reader, period, given.programme, form=form, scope=scope))
    if given.json:
        print(json.dumps(_document(told), ensure_ascii=False, default=str))
    else:
        counts = f"{len(told.reminded)}", f"{given.output}"
        said = Sentence("{} đơn vị phải đôn đốc: {}", "{} units to remind: {}")
        print(said.in_language(settings.language()).format(*counts))


def _document(told: Overdue) -> dict[str, object]:
    return {
        "period": told.period.label,
        "today": told.today,
        "expected": told.expected,
        "received": told.received,
        "reminded": [asdict(one) for one in told.reminded],
        "late": [asdict(one) for one in told.late],
    }


if __name__ == "__main__":
    sys.exit(main())
