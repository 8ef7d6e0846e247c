"""The options of `python -m indicators`; what is not right ends with a sentence and status 2."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from base import Sentence, settings
from indicators.forecasts.asking import GROUPINGS
from indicators.movement.comparing import BASES
from indicators.movement.decomposing import KEYS as WAYS
from indicators.narratives.telling import take_options
from indicators.rolling import KEYS
from indicators.transitions.matrix import EDITION, STAGE

USAGE = 2
READINGS = ("then", "today")
_HELP = {
    "list": Sentence("liệt kê mọi chỉ tiêu", "lists every indicator"),
    "show": Sentence("số liệu của một chỉ tiêu", "the figures of an indicator"),
    "explain": Sentence("các ô trong tệp làm nên số liệu", "the workbook cells behind a figure"),
    "change": Sentence("thay đổi giữa hai thời điểm và nguyên nhân", "the change between two moments, and why"),
    "claims": Sentence("đối chiếu các con số nêu trong văn bản", "checks the numbers that a text states"),
    "forecast": Sentence("dự báo ngày đạt 100 %", "foretells the day of 100 %"),
    "programmes": Sentence("các chương trình trong kho, đặt cạnh nhau", "the programmes of the store, side by side"),
    "settle": Sentence("mục tiêu đã ngã ngũ chưa, còn tùy báo cáo nào", "whether a target is settled, and by which reports"),
    "narratives": Sentence("khó khăn, kiến nghị theo chủ đề", "difficulties and proposals by theme"),
    "transitions": Sentence("đơn vị chuyển từ bước nào sang bước nào", "which units moved from which stage to which"),
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        text = Sentence(f"Lệnh ghi chưa đúng: {message}", f"The command is not right: {message}")
        print(text.in_language(settings.language()), file=sys.stderr)
        sys.exit(USAGE)


def _help(text: Sentence) -> str:
    return text.in_language(settings.language()).replace("%", "%%")  # argparse writes values into its help with %


def parser() -> argparse.ArgumentParser:
    """What may be asked, and how."""
    asked = _Parser(prog="python -m indicators", allow_abbrev=False)
    verbs = asked.add_subparsers(dest="verb", required=True, metavar="|".join(_HELP), parser_class=_Parser)
    common = _Parser(add_help=False, allow_abbrev=False)
    common.add_argument("--store", metavar="URL")
    common.add_argument("--programme", metavar="NAME", default="default")
    common.add_argument("--json", action="store_true")
    commands = {
        verb: verbs.add_parser(verb, parents=[common], help=_help(text), allow_abbrev=False) for verb, text in _HELP.items()
    }
    for verb in ("show", "explain", "change", "settle", "forecast"):
        commands[verb].add_argument("code", metavar="CODE")
    for verb in ("show", "explain", "change", "settle", "forecast", "transitions"):
        commands[verb].add_argument("--group", metavar="GROUP")
        commands[verb].add_argument("--parent", metavar="ID")
    for verb in ("show", "explain", "change", "settle"):
        commands[verb].add_argument("--unit", metavar="ID")
    for verb in ("show", "explain", "settle", "claims", "forecast"):
        commands[verb].add_argument("--period", metavar="P", required=verb in ("explain", "settle"))
    for verb in ("show", "explain", "settle"):
        commands[verb].add_argument("--units", choices=READINGS, default=READINGS[0])
        commands[verb].add_argument("--as-of", metavar="ISO-TIME")
    for end in ("from", "to"):
        commands["transitions"].add_argument(f"--{end}", metavar="P", dest=f"{end}_period", required=True)
        commands["change"].add_argument(f"--{end}", metavar="P", dest=f"{end}_period")
        commands["change"].add_argument(f"--{end}-as-of", metavar="ISO-TIME")
        commands["change"].add_argument(f"--{end}-meeting", metavar="NAME")
    commands["change"].add_argument("--base", choices=BASES, default="previous")
    commands["change"].add_argument("--by", choices=list(WAYS), default="total")
    commands["change"].add_argument("--same-units", action="store_true")
    for verb in ("show", "explain", "settle", "forecast"):
        commands[verb].add_argument("--conversion", metavar="EDITION")
    commands["show"].add_argument("--by", choices=list(KEYS), default="total")
    commands["settle"].add_argument("--target", metavar="X", type=float)
    commands["claims"].add_argument("file", metavar="FILE", type=Path)
    commands["forecast"].add_argument("--by", choices=list(GROUPINGS), default="group")
    commands["transitions"].add_argument("--of", choices=(STAGE, EDITION), default=STAGE)
    take_options(commands["narratives"])
    return asked
