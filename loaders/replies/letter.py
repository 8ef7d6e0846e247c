"""What a reply says: who sent what, what became of it, and every finding as a line with its place and what to do."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from loaders.findings import Finding
from loaders.own_sheet import MARK
from loaders.results import FileResult

SEVERITIES = ("error", "warning", "info")
_MOST_REPORTS = 5
_TO_DO = re.compile(r"[.;]\s+([Hh]ãy\s.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as the sender reads it: the cells it stands in, the value found, what is wrong, what to do."""

    severity: str
    sheet: str
    cells: list[str]
    value: str
    sentence: str
    todo: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One reply: facts as (label, value), the result as a sentence, the lines, and advice on sending again."""

    file: str
    outcome: str
    result: str
    facts: list[tuple[str, str]]
    lines: list[Line]


@cache
def words() -> dict[str, Any]:
    """The words of a reply, as declared in `words.toml`."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def letter_to(file: FileResult, at: datetime) -> Letter:
    """The reply to one workbook, checked or loaded at a moment."""
    said = words()
    counts = Counter(finding.severity for finding in file.findings)
    reports = [
        said["report_of"].format(unit=report.unit_name or "—", period=report.period or "—", version=report.version)
        for report in file.reports
    ]
    if not reports and file.spoken.unit:  # returned: nothing was loaded, but it is known of whom it speaks
        reports = [said["speaks_of"].format(unit=file.spoken.unit, period=file.spoken.period or "—")]
    facts = [
        (said["file"], file.file),
        (said["sha256"], file.sha256),
        (said["at"], f"{at:%H:%M, %d/%m/%Y}"),
        (said["reports"], _listed(reports)),
        (said["rows"], said["rows_of"].format(**{name: grouped(number) for name, number in file.counts.items()})),
        (said["count"], said["counts_of"].format(**{severity: counts[severity] for severity in SEVERITIES})),
    ]
    held = file.counts["rows_held"] > 0 and file.outcome in {"accepted", "accepted_with_warnings"}
    lines = sorted(map(line_of, file.findings), key=lambda line: SEVERITIES.index(line.severity))
    return Letter(file.file, file.outcome, said["outcome"]["held" if held else file.outcome], facts, lines)


def line_of(finding: Finding) -> Line:
    """A finding as a line: its sentence without the place, which has a column of its own, and apart from it what to do."""
    sentence = replace(finding, cells=()).message.vi  # the cells have a column of their own
    place = f"Trang «{finding.sheet}»"
    for lead in (f"{place}, ô {finding.cell}: ", f"{place}: "):
        sentence = sentence.removeprefix(lead)
    to_do = _TO_DO.search(sentence)
    if to_do:
        sentence = sentence[: to_do.start() + 1].rstrip(";") + ("." if sentence[to_do.start()] == ";" else "")
    cells = list(finding.cells) or ([finding.cell] if finding.cell else [])
    return Line(
        finding.severity, finding.sheet or "", cells, finding.value or "", _capital(sentence), _capital(to_do[1]) if to_do else ""
    )


def comment_on(lines: Sequence[Line]) -> str:
    """The comment of one cell: the severity in words, the sentence, what to do."""
    said = words()
    parts = []
    for line in lines:
        parts.append(said["comment"].format(severity=said["severity"][line.severity], sentence=line.sentence))
        if line.todo:
            parts.append(said["comment_todo"].format(todo=line.todo))
    return "\n".join(parts)


def grouped(number: int) -> str:
    """A count as Vietnamese offices write it: 16.934."""
    return f"{number:,}".replace(",", ".")


def mark_line() -> str:
    """The line under the title, with the mark by which a returning sheet is known."""
    text: str = words()["under_title"].format(mark=f"{MARK} 1")
    return text


def _listed(texts: Sequence[str]) -> str:
    shown: Iterable[str] = texts[:_MOST_REPORTS]
    more = len(texts) - _MOST_REPORTS
    return "; ".join([*shown, *([words()["report_more"].format(more=more)] if more > 0 else [])]) or "—"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
