"""The desk on the command line: steps, reasons, corrections, names, headings, meetings, programmes, themes (see `VERBS`).

`names` alone lists the spellings of units' names that stand, `lessons` the headings that were taught. Exit status: 0
decided, 1 the store cannot be used, 2 wrong usage or a step that may not be taken. With `--json` one document.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import desk
from base import QmsError, Sentence, clock, settings
from base.errors import UsageError
from store import reading

DONE, WRONG, USAGE = 0, 1, 2
Arguments = argparse.Namespace
Argument = tuple[str, dict[str, Any]]  # its name or flag, and argparse's settings


@dataclass(frozen=True, slots=True)
class Verb:
    """One command: what it does, its own arguments (name or flag, and argparse's settings), and the decision."""

    help: Sentence
    takes: tuple[Argument, ...]
    run: Callable[[Arguments], Any]


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings that stand, where nothing was to be decided."""

    names: list[desk.Name]

    def lines(self) -> list[str]:
        """One line each: what is written, what it means, who said so, when and why."""
        return [
            _line(one.spelling, one.parent, f"{one.unit_id} {one.unit_name or ''}", one, one.settled_at) for one in self.names
        ]


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings that were taught and stand."""

    lessons: list[desk.Lesson]

    def lines(self) -> list[str]:
        """One line each: layout and heading, the field it means, who said so, when and why."""
        return [_line(f"{one.layout}: {one.heading}", one.above, one.field, one, one.taught_at) for one in self.lessons]


def _line(written: str, within: str | None, meant: str, kept: desk.Name | desk.Lesson, at: datetime) -> str:
    why = f": {kept.reason}" if kept.reason else ""
    return f"{written}{f' [{within}]' if within else ''} → {meant.strip()} ({kept.who}, {at:%d/%m/%Y}{why})"


def _signature(given: Arguments) -> dict[str, Any]:
    return {"who": given.by or getpass.getuser(), "address": given.store, "programme": given.programme}


def _step(step: str, help: Sentence, *more: Argument) -> Verb:  # noqa: A002 - as argparse calls it
    def run(given: Arguments) -> Any:
        told: dict[str, Any] = {"reason": given.reason or "", "until": getattr(given, "until", None)}
        return desk.review(given.units, given.period, step, **told, **_signature(given))

    takes: list[Argument] = [("units", {"nargs": "+", "metavar": "UNIT"}), ("--period", {"metavar": "P", "required": True})]
    return Verb(help, (*takes, *more, ("--reason", {"metavar": "TEXT"})), run)


def _excuse(given: Arguments) -> Any:
    return desk.excuse(given.file, given.rule, given.sheet, given.cell, given.reason, **_signature(given))


def _correct(given: Arguments) -> Any:
    mends = [desk.Mend(given.relation, given.sheet, given.row, *pair.split("=", 1)) for pair in given.values if "=" in pair]
    if len(mends) < len(given.values):
        raise UsageError("Hãy ghi giá trị mới như tthc_authority=240.", "Write new values like tthc_authority=240.")
    return desk.mend(given.report, mends, reason=given.reason, **_signature(given))


def _decide(given: Arguments) -> Any:
    return desk.decide(given.report, given.sheet, given.cell, given.value, reason=given.reason, **_signature(given))


def _names(given: Arguments) -> Any:
    if given.spelling is None and not given.withdraw:
        with reading(given.store) as reader:
            return Spellings(desk.names(reader, given.programme))
    if given.spelling is None or bool(given.unit) == given.withdraw:
        raise UsageError("Hãy ghi cách viết và mã đơn vị, hoặc --withdraw.", "Give a spelling and a unit's code, or --withdraw.")
    return desk.settle_name(given.spelling, given.unit, parent=given.parent, reason=given.reason, **_signature(given))


def _lessons(given: Arguments) -> Any:
    if given.layout is None and not given.withdraw:
        with reading(given.store) as reader:
            return Headings(desk.lessons(reader, given.programme))
    if given.heading is None or not given.withdraw:
        raise UsageError(
            "Hãy ghi bảng, tiêu đề và --withdraw để rút lại. Tiêu đề mới được ghi nhớ ở trang Tải lên.",
            "Give layout, heading and --withdraw to withdraw one. New headings are taught on the Upload page.",
        )
    told = {"above": given.above, "reason": given.reason, **_signature(given)}
    return desk.teach(given.layout, given.heading, None, **told)


def _meeting(given: Arguments) -> Any:
    return desk.freeze(given.name, given.held_on, given.period, as_of=given.as_of, **_signature(given))


def _programme(given: Arguments) -> Any:
    signature = {name: value for name, value in _signature(given).items() if name != "programme"}
    return desk.entitle(given.programme, given.title, lead=given.lead, **signature)


def _themes(given: Arguments) -> Any:
    if [bool(given.themes), given.none, given.withdraw].count(True) != 1:
        raise UsageError("Hãy ghi các chủ đề, --none hoặc --withdraw.", "Give themes, --none or --withdraw.")
    coded = None if given.withdraw else given.themes
    return desk.code_passage(given.passage, coded, reason=given.reason, **_signature(given))


_REASON = ("--reason", {"metavar": "TEXT", "required": True})
_UNTIL = ("--until", {"metavar": "YYYY-MM-DD", "type": date.fromisoformat, "required": True})
_SHEET = ("--sheet", {"metavar": "SHEET"})
VERBS: dict[str, Verb] = {
    "check": _step("checked", Sentence("ghi nhận đã kiểm tra báo cáo", "notes that reports were checked")),
    "approve": _step("approved", Sentence("duyệt báo cáo", "approves reports")),
    "lock": _step("locked", Sentence("khóa báo cáo đã duyệt", "locks approved reports")),
    "reopen": _step("reopened", Sentence("mở lại báo cáo", "opens reports again")),
    "except": _step("exception", Sentence("cho gửi lại báo cáo đã khóa đến một ngày", "lets locked reports come again"), _UNTIL),
    "excuse": Verb(
        Sentence("ghi lý do chấp nhận một cảnh báo", "says why a warning is accepted"),
        (("file", {"type": int}), ("rule", {}), _SHEET, ("--cell", {"metavar": "A1"}), _REASON),
        _excuse,
    ),
    "correct": Verb(
        Sentence("sửa giá trị của một dòng trong báo cáo", "mends values in a row of a report"),
        (
            ("report", {"type": int}), ("relation", {}), ("values", {"nargs": "+", "metavar": "FIELD=VALUE"}), _SHEET,
            ("--row", {"type": int}), _REASON,
        ),
        _correct,
    ),
    "decide": Verb(
        Sentence("chọn giá trị cho một ô đang chờ xác minh", "decides a value that waits"),
        (("report", {"type": int}), ("cell", {}), ("value", {}), _SHEET, _REASON),
        _decide,
    ),
    "names": Verb(
        Sentence("xem, xác nhận hoặc rút lại cách viết tên đơn vị", "lists, settles or withdraws spellings of units' names"),
        (
            ("spelling", {"nargs": "?"}), ("unit", {"nargs": "?"}), ("--parent", {"metavar": "NAME"}),
            ("--withdraw", {"action": "store_true"}), ("--reason", {"metavar": "TEXT", "default": ""}),
        ),
        _names,
    ),
    "lessons": Verb(
        Sentence("xem hoặc rút lại tiêu đề đã ghi nhớ", "lists or withdraws headings that were taught"),
        (
            ("layout", {"nargs": "?"}), ("heading", {"nargs": "?"}), ("--above", {"metavar": "HEADING"}),
            ("--withdraw", {"action": "store_true"}), ("--reason", {"metavar": "TEXT", "default": ""}),
        ),
        _lessons,
    ),
    "meeting": Verb(
        Sentence("chốt số liệu của một cuộc họp", "freezes what a meeting had before it"),
        (
            ("name", {}), ("--period", {"metavar": "P", "required": True}),
            ("--held-on", {"metavar": "YYYY-MM-DD", "type": date.fromisoformat, "default": clock.today()}),
            ("--as-of", {"metavar": "ISO-TIME", "type": datetime.fromisoformat}),
        ),
        _meeting,
    ),
    "themes": Verb(
        Sentence("ghi chủ đề của một đoạn khó khăn, kiến nghị", "says which themes a passage speaks of"),
        (
            ("passage", {}), ("themes", {"nargs": "*", "metavar": "THEME"}), ("--none", {"action": "store_true"}),
            ("--withdraw", {"action": "store_true"}), _REASON,
        ),
        _themes,
    ),
    "programme": Verb(
        Sentence("đặt tên cho chương trình (--programme MÃ)", "names a programme (--programme CODE)"),
        (("title", {"metavar": "TITLE"}), ("--lead", {"metavar": "NAME", "default": ""})),
        _programme,
    ),
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Takes one decision and gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    given = _parser().parse_args(arguments)
    try:
        decided = VERBS[given.verb].run(given)
    except QmsError as error:
        print(error.sentence.in_language(settings.language()), file=sys.stderr)
        return USAGE if isinstance(error, UsageError) else WRONG
    if given.json:
        print(json.dumps(asdict(decided), ensure_ascii=False, default=str))
    elif isinstance(decided, Spellings | Headings):
        for line in decided.lines():
            print(line)
    else:
        kept = Sentence(f"Đã ghi thành lần nạp {decided.load_id}.", f"Kept as load {decided.load_id}.")
        print(kept.in_language(settings.language()))
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m desk", allow_abbrev=False)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="|".join(VERBS))
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument("--store", metavar="URL")
    common.add_argument("--programme", metavar="NAME", default="default")
    common.add_argument("--by", metavar="NAME")
    common.add_argument("--json", action="store_true")
    for name, verb in VERBS.items():
        command = verbs.add_parser(name, parents=[common], help=verb.help.in_language(settings.language()), allow_abbrev=False)
        for argument, told in verb.takes:
            command.add_argument(argument, **told)
    return parser


if __name__ == "__main__":
    sys.exit(main())
