"""What people must be asked after a load or a dry run: names of units that the register does not settle, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.names import unit_key
from loaders.register import Candidate
from loaders.results import FileResult

_ASKED = ("unknown_unit", "ambiguous_unit", "unit_not_valid")


@dataclass(frozen=True, slots=True)
class Question:
    """Which unit does this spelling mean? `parent` as the workbook writes it, None where it does not say.

    `files` are the workbooks that wait for the answer; `candidates` at most six, the likeliest first.
    """

    spelling: str
    parent: str | None
    files: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def questions(files: Sequence[FileResult]) -> list[Question]:
    """The unknown and ambiguous unit names in what `load` or `check` gave back, those that hold up most workbooks first.

    Spellings that share a key are one question. The answer is kept with `desk.settle_name(spelling, unit_id,
    parent=parent, …)`; after it, the same workbooks are handed in again.
    """
    asked: dict[tuple[str, str], Question] = {}
    for file in files:
        for finding in file.findings:
            spelling, parent = finding.details.get("spelling"), finding.details.get("parent")
            if finding.rule not in _ASKED or not spelling:
                continue
            key = unit_key(spelling), unit_key(parent or "")
            first = asked.get(key) or Question(spelling, parent, (), finding.details["options"])
            asked[key] = Question(first.spelling, first.parent, tuple(dict.fromkeys((*first.files, file.file))), first.candidates)
    return sorted(asked.values(), key=lambda one: (-len(one.files), unit_key(one.spelling)))
