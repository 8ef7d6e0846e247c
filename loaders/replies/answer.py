"""Replies to a whole load: a letter for each workbook, written into it in a process of its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath

from base import clock
from loaders import gate, intake, pool
from loaders.replies.fresh import fresh
from loaders.replies.letter import Letter, letter_to, words
from loaders.results import FileResult, Source

_FORBIDDEN = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 120
_TIMES_READ = 4  # a reply looks at a workbook that often: for its figures, its cells and its sheets, and to write it


def reply(sources: Sequence[Source], files: Sequence[FileResult], *, at: datetime | None = None) -> list[Source]:
    """The workbook to send back for each result: the sender's own with coloured cells, comments and a first sheet of
    findings; for .xls, .xlsb, .ods and what cannot be opened, a fresh .xlsx that lists the findings.

    `sources` are what was handed to `check` or `load` (archives too), `files` what that gave back, in the same order.
    A result whose bytes are not among the sources is answered by a fresh sheet.
    """
    at = at or clock.now()
    letters = [letter_to(file, at) for file in files]
    tasks = {i: task for i, single in enumerate(_paired(sources, files)) if single and (task := _task(single, letters[i]))}
    with pool.ReadingPool(len(tasks)) as readers:
        found = dict(zip(tasks, readers.ask_all(list(tasks.values())), strict=True))
    replies: list[Source] = []
    taken: set[str] = set()
    for i, file in enumerate(files):
        answer = found.get(i)
        name = _free(reply_name(file.file, own=answer is not None and answer.startswith(b"A")), taken)
        replies.append(Source(name, answer[1:] if answer else fresh(letters[i], [])))
    return replies


def reply_name(name: str, *, own: bool) -> str:
    """The sender's file name, safe on every system and inside the folder, with a word that says it is a reply."""
    parts = [_safe(part) for part in name.replace("\\", "/").split("/")]
    kept = [part for part in parts if part] or ["bao-cao.xlsx"]
    said = words()
    path = PurePosixPath(kept[-1])
    ending = path.suffix.lower() if path.suffix.lower() in {".xlsx", ".xlsm"} else ".xlsx"
    kept[-1] = f"{path.stem[:_LONGEST]}{said['suffix']}{ending}" if own else f"{kept[-1][:_LONGEST]}{said['fresh_suffix']}"
    return "/".join(kept)


def _safe(part: str) -> str:
    visible = "".join(letter for letter in part if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co"})
    plain = _FORBIDDEN.sub("_", visible).strip(" .")
    return f"_{plain}" if _RESERVED.match(plain) else plain


def _free(name: str, taken: set[str]) -> str:
    path = PurePosixPath(name)
    names = [name, *(str(path.with_name(f"{path.stem} {i}{path.suffix}")) for i in range(2, len(taken) + 3))]
    chosen = next(each for each in names if each.lower() not in taken)
    taken.add(chosen.lower())
    return chosen


def _paired(sources: Sequence[Source], files: Sequence[FileResult]) -> list[Source | None]:
    """The workbook of each result, known by its hash; none where its bytes were not taken, or are not among the sources."""
    wanted = {file.sha256 for file in files}
    by_hash: dict[str, Source] = {}
    for single in intake.unpacked(sources):
        if single.refused is None and (digest := hashlib.sha256(single.data).hexdigest()) in wanted:
            by_hash[digest] = single
    return [by_hash.get(file.sha256) for file in files]


def _task(single: Source, letter: Letter) -> pool.Task | None:
    """What a reading process is asked; nothing where the workbook could not be read, and need not be tried again."""
    verdict = gate.judge(single.data)
    if verdict.kind is None or letter.outcome == "unreadable":
        return None
    header = {"verb": "reply", "kind": verdict.kind, "letter": letter}
    return pool.Task(header, single, verdict.unpacked * _TIMES_READ)
