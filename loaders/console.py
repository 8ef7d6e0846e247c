"""What the command line prints: a progress bar, and what became of each workbook."""

from __future__ import annotations

import json
import sys
from collections import Counter
from types import TracebackType
from typing import Any

from base import settings
from base.sentence import visible
from loaders.results import FileResult, Outcome

_WORDS = {
    "accepted": ("nhận", "accepted"),
    "accepted_with_warnings": ("nhận, có cảnh báo", "accepted with warnings"),
    "returned": ("trả lại", "returned"),
    "duplicate": ("đã nạp trước đó", "duplicate"),
    "unrecognised": ("không nhận ra mẫu", "unrecognised"),
    "unreadable": ("không đọc được", "unreadable"),
}
_STYLES = {"accepted": "green", "accepted_with_warnings": "yellow", "duplicate": "dim"}
MOST_SHOWN = 50


def _said(vi: str, en: str) -> str:
    return en if settings.language() == "en" else vi


class Progress:
    """A progress bar on standard error, where that is a terminal and the output is not JSON."""

    def __init__(self, *, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        if self._shown:
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.start()
        return self

    def __call__(self, done: int, total: int, name: str) -> None:
        """Tells that `done` of `total` workbooks have been read, `name` the last."""
        if self._bar is None:
            return
        if self._task is None:
            self._task = self._bar.add_task(_said("Đọc tệp", "Reading"), total=total)
        self._bar.update(self._task, completed=done, total=total, description=name[-40:])

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()


def as_json(document: dict[str, Any]) -> str:
    """A document as one line of JSON; what a terminal would obey is written as an escape, which means the same."""
    text = json.dumps(document, ensure_ascii=False, default=str)
    return text if text.isprintable() else "".join(letter if visible(letter) == letter else _escaped(letter) for letter in text)


def _escaped(letter: str) -> str:
    return json.dumps(letter)[1:-1]


def show_outcome(outcome: Outcome) -> None:
    """Prints the counts by outcome, and every workbook that was not simply accepted, with its findings."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    if not outcome.files:
        console.print(_said("Không có gì mới để nạp.", "There is nothing new to load."))
        return
    told = [file for file in outcome.files if file.findings or file.outcome not in {"accepted", "duplicate"}]
    for file in told[:MOST_SHOWN]:
        console.print(f"[{_STYLES.get(file.outcome, 'red')}]{_word(file)}[/]  {escape(file.file)}")
        for finding in file.findings[:MOST_SHOWN]:
            console.print(f"    {escape(finding.message.in_language(settings.language()))}")
    if len(told) > MOST_SHOWN:
        console.print(_said(f"… và {len(told) - MOST_SHOWN} tệp nữa.", f"… and {len(told) - MOST_SHOWN} more files."))
    console.print(_table(outcome))


def _word(file: FileResult) -> str:
    return _said(*_WORDS[file.outcome])


def _table(outcome: Outcome) -> Any:
    from rich.table import Table

    table = Table(title=_said("Tổng hợp lần nạp", "Summary of the load"), title_justify="left")
    names = [("Kết quả", "Outcome"), ("Số tệp", "Files"), ("Dòng đọc", "Rows read"), ("Dòng nạp", "Loaded")]
    names += [("Giữ lại", "Held"), ("Bỏ qua", "Ignored")]
    for i, name in enumerate(names):
        table.add_column(_said(*name), justify="left" if i == 0 else "right")
    for kind, files in Counter(file.outcome for file in outcome.files).items():
        of_kind = [file for file in outcome.files if file.outcome == kind]
        sums = [sum(file.counts[name] for file in of_kind) for name in ("rows_read", "rows_loaded", "rows_held", "rows_ignored")]
        table.add_row(_said(*_WORDS[kind]), *[_grouped(number) for number in (files, *sums)])
    return table


def _grouped(number: int) -> str:
    return _said(f"{number:,}".replace(",", "."), f"{number:,}")


def show_effect(effect: list[dict[str, Any]]) -> None:
    """Prints which indicators a dry run would move."""
    from rich.console import Console
    from rich.table import Table

    if not effect:
        Console(highlight=False).print(_said("Không chỉ tiêu nào thay đổi.", "No indicator would change."))
        return
    table = Table(title=_said("Ảnh hưởng đến chỉ tiêu", "Effect on the indicators"), title_justify="left")
    for name in (("Chỉ tiêu", "Indicator"), ("Kỳ", "Period"), ("Trước", "Before"), ("Sau", "After")):
        table.add_column(_said(*name))
    for change in effect:
        table.add_row(*[str(change.get(name, "")) for name in ("code", "period", "before", "after")])
    Console(highlight=False).print(table)
