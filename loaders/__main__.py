"""The reception's door on the command line: `python -m loaders load|check|reply|receipt|template|units|sample`.

A door may stand between rooms: it shows a dry run's effect on the indicators, which the loaders themselves never see.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from base import QmsError, parse_period, settings
from loaders import Outcome, check, letters, load, outcome_json
from loaders.console import Progress, as_json, show_effect, show_outcome
from loaders.errands import day_received, load_province, load_units
from loaders.intake import from_paths
from loaders.provinces import SINCE
from loaders.samples import load_programmes, load_sample
from store import Asking


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 all accepted, 1 something returned, held or unreadable, 2 wrong usage."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except QmsError as error:
        print(error.sentence.in_language(settings.language()), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Đọc, kiểm tra và nạp báo cáo.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--store", metavar="URL", help="nơi để dữ liệu (mặc định: QMS_STORE hoặc data/store)")
    common.add_argument("--by", metavar="NAME", default=None, help="người nạp")
    common.add_argument("--json", action="store_true", help="in một tài liệu JSON")
    common.add_argument("--programme", metavar="NAME", default="default", help="chương trình (mặc định: default)")
    for verb, run, text in (("load", _load, "đọc, kiểm tra và nạp"), ("check", _check, "như load nhưng không nạp")):
        command = verbs.add_parser(verb, parents=[common], help=text)
        command.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="tệp, thư mục hoặc .zip")
        command.add_argument("--period", metavar="P", help="chỉ nhận báo cáo của kỳ này, ví dụ 2018Q4")
        command.add_argument("--received", metavar="YYYY-MM-DD", help="ngày báo cáo đến cơ quan (mặc định: hôm nay)")
        command.set_defaults(run=run)
    for add in (letters.add_reply, letters.add_receipt, letters.add_template):
        add(verbs, common)
    units = verbs.add_parser("units", parents=[common], help="nạp hoặc cập nhật danh mục đơn vị")
    source = units.add_mutually_exclusive_group(required=True)
    source.add_argument("file", nargs="?", type=Path, metavar="FILE", help="sổ F5 hoặc CSV cùng tiêu đề")
    source.add_argument("--province", metavar="NAME", help="lấy từ danh mục cả nước, ví dụ «Đắk Lắk»")
    units.add_argument(
        "--since", metavar="DAY", type=date.fromisoformat, help="ngày bắt đầu của đơn vị cũ (mặc định: 2014-01-01)"
    )
    units.set_defaults(run=_units)
    sample = verbs.add_parser("sample", parents=[common], help="nạp bộ dữ liệu mẫu (làm lại nhiều lần vẫn như một)")
    sample.add_argument("--programmes", action="store_true", help="cả năm bộ mẫu, mỗi bộ một chương trình")
    sample.set_defaults(run=_sample)
    return parser


def _who(given: argparse.Namespace) -> str:
    return str(given.by or getpass.getuser())


def _asked(given: argparse.Namespace) -> dict[str, Any]:
    """What `load` and `check` are asked alike."""
    period = parse_period(given.period).label if given.period else None
    asked = {"who": _who(given), "address": given.store, "programme": given.programme, "period": period}
    return asked | {"received": day_received(given.received) if given.received else None}


def _load(given: argparse.Namespace) -> int:
    with Progress(quiet=given.json) as progress:
        outcome = load(from_paths(given.paths), **_asked(given), progress=progress)
    return _finish(given, outcome, outcome_json(outcome), lambda: show_outcome(outcome))


def _check(given: argparse.Namespace) -> int:
    from indicators import effect  # a door may join two rooms; no other command needs the indicators

    def observe(before: Asking, after: Asking) -> list[dict[str, Any]]:
        return [change.told() for change in effect(before, after, given.programme)]

    with Progress(quiet=given.json) as progress:
        rehearsal = check(from_paths(given.paths), **_asked(given), progress=progress, observe=observe)
    document = outcome_json(rehearsal.outcome) | {"effect": rehearsal.effect}

    def show() -> None:
        show_outcome(rehearsal.outcome)
        show_effect(rehearsal.effect)

    return _finish(given, rehearsal.outcome, document, show)


def _units(given: argparse.Namespace) -> int:
    place = {"who": _who(given), "address": given.store, "programme": given.programme}
    if given.province:
        outcome = load_province(given.province, since=given.since or SINCE, **place)
    else:
        outcome = load_units(given.file, **place)
    return _finish(given, outcome, outcome_json(outcome), lambda: show_outcome(outcome))


def _sample(given: argparse.Namespace) -> int:
    with Progress(quiet=given.json) as progress:
        place = {"who": _who(given), "address": given.store, "progress": progress}
        outcome = load_programmes(**place) if given.programmes else load_sample(**place, programme=given.programme)
    return _finish(given, outcome, outcome_json(outcome), lambda: show_outcome(outcome))


def _finish(given: argparse.Namespace, outcome: Outcome, document: dict[str, Any], show: Callable[[], None]) -> int:
    if given.json:
        print(as_json(document))
    else:
        show()
    return 0 if outcome.good else 1


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main())
