"""`python -m store`: check, backup, restore, undo, copy and history, for people and for scripts.

Exit status: 0 done, 1 the store is not as it should be or cannot do it, 2 wrong usage. With `--json` one document on
standard output; messages go to standard error.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from base import settings
from base.errors import QmsError, UsageError
from base.sentence import Sentence
from store import answers, inspection, loads, moving, open_store
from store.answers import Answer

DONE, WRONG, USAGE = 0, 1, 2
_HELP = {
    "check": Sentence("đối chiếu sổ kiểm soát với các bảng", "compares the ledger with the tables"),
    "backup": Sentence("ghi toàn bộ kho vào một tệp", "puts the whole store into one file"),
    "restore": Sentence("lấy lại kho từ một bản sao lưu", "brings the store back from a backup"),
    "undo": Sentence("hoàn tác một lần nạp (mặc định: lần mới nhất)", "takes one load back (the newest, unless named)"),
    "copy": Sentence("chép toàn bộ kho sang một kho trống", "copies the whole store into an empty one"),
    "history": Sentence("liệt kê mọi lần nạp", "lists every load"),
}
_STORE = Sentence("nơi chứa kho dữ liệu (mặc định: QMS_STORE hoặc data/store)", "where the data live (QMS_STORE or data/store)")
_JSON = Sentence("in một tài liệu JSON", "print one JSON document")
_BY = Sentence("ai làm việc này", "who does this")


def main(arguments: list[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    try:
        asked = _parser().parse_args(arguments)
        answer = _COMMANDS[asked.command](asked)
        answers.give(answer, as_json=bool(asked.json))
    except QmsError as error:
        _say(error.sentence)
        return USAGE if isinstance(error, UsageError) else WRONG
    except OSError as error:
        _say(
            Sentence(f"Không đọc hoặc ghi được tệp ({error.strerror}).", f"A file cannot be read or written ({error.strerror}).")
        )
        return WRONG
    except KeyboardInterrupt:
        _say(Sentence("Đã dừng; kho dữ liệu được giữ nguyên.", "Stopped; the store is as it was."))
        return WRONG
    return DONE if answer.good else WRONG


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        _say(Sentence(f"Lệnh ghi chưa đúng: {message}", f"The command is not right: {message}"))
        sys.exit(USAGE)


def _parser() -> argparse.ArgumentParser:
    language = settings.language()
    parser = _Parser(prog="python -m store", allow_abbrev=False)
    _take_options(parser, None)
    commands = parser.add_subparsers(dest="command", required=True, metavar="|".join(_HELP), parser_class=_Parser)
    verbs = {name: commands.add_parser(name, help=text.in_language(language)) for name, text in _HELP.items()}
    for verb in verbs.values():
        _take_options(verb, argparse.SUPPRESS)  # else a verb's default would overwrite what stood before the verb
    for name in ("backup", "restore"):
        verbs[name].add_argument("file", type=Path, metavar="FILE")
    for name in ("undo", "restore"):
        verbs[name].add_argument("--by", metavar="NAME", help=_BY.in_language(language))
    verbs["undo"].add_argument("load", type=int, nargs="?", metavar="LOAD")
    verbs["copy"].add_argument("source", metavar="FROM")
    verbs["copy"].add_argument("target", metavar="TO")
    return parser


def _take_options(parser: argparse.ArgumentParser, default: str | None) -> None:
    language = settings.language()
    parser.add_argument("--store", metavar="URL", default=default, help=_STORE.in_language(language))
    parser.add_argument("--json", action="store_true", default=default, help=_JSON.in_language(language))


def _check(asked: argparse.Namespace) -> Answer:
    return answers.of_check(inspection.check(asked.store))


def _backup(asked: argparse.Namespace) -> Answer:
    return answers.of_move(moving.backup(asked.file, asked.store), file=str(asked.file))


def _restore(asked: argparse.Namespace) -> Answer:
    return answers.of_move(moving.restore(asked.file, _who(asked), asked.store), file=str(asked.file))


def _copy(asked: argparse.Namespace) -> Answer:
    return answers.of_move(moving.copy(asked.source, asked.target), source=asked.source, target=asked.target)


def _undo(asked: argparse.Namespace) -> Answer:
    return answers.of_undo(loads.undo(asked.load, _who(asked), asked.store))


def _history(asked: argparse.Namespace) -> Answer:
    with open_store(asked.store).reading() as reader:
        return answers.of_history(reader.version, loads.loads(reader))


_COMMANDS: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "undo": _undo,
    "copy": _copy,
    "history": _history,
}


def _who(asked: argparse.Namespace) -> str:
    if asked.by:
        return str(asked.by)
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return "?"


def _say(sentence: Sentence) -> None:
    print(sentence.in_language(settings.language()), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
