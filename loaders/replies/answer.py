"""Replies to a whole load: a letter for each workbook, written into it in a process of its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath

from loaders import gate, intake, pool
from loaders.replies.annotate import fresh
from loaders.replies.letter import Letter, letter_to, words
from loaders.results import FileResult, Source

_FORBIDDEN = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 120
_TWICE = 2  # a workbook is read and written again: it gets time for both


def reply(sources: Sequence[Source], files: Sequence[FileResult], *, at: datetime | None = None) -> list[Source]:
    """The workbook to send back for each result: the sender's own with coloured cells, comments and a first sheet of
    findings; for .xls, .xlsb, .ods and what cannot be opened, a fresh .xlsx that lists the findings.

    `sources` are what was handed to `check` or `load` (archives too), `files` what that gave back, in the same order.
    A result whose bytes are not among the sources is answered by a fresh sheet.
    """
    at = at or datetime.now().astimezone()
    pairs = _paired(sources, files)
    letters = [letter_to(file, at) for file in files]
    judged = [gate.judge(data) for data in pairs]
    waiting = [i for i, file in enumerate(files) if judged[i].kind and file.outcome != "unreadable"]
    with pool.ReadingPool(len(waiting)) as readers:
        answers = readers.ask_all([_task(pairs[i], judged[i], letters[i]) for i in waiting])
    replies: list[Source] = []
    taken: set[str] = set()
    found = dict(zip(waiting, answers, strict=True))
    for i, file in enumerate(files):
        answer = found.get(i)
        own = bool(answer) and answer is not None and answer[:1] == b"A"
        name = _free(reply_name(file.file, own=own), taken)
        replies.append(Source(name, answer[1:] if answer else fresh(letters[i], [])))
    return replies


def _task(data: bytes, judged: gate.Verdict, letter: Letter) -> pool.Task:
    header = {"verb": "reply", "kind": judged.kind, "letter": letter}
    return pool.Task(header, Source("", data), _TWICE * judged.unpacked)


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


def _paired(sources: Sequence[Source], files: Sequence[FileResult]) -> list[bytes]:
    """The bytes of each result: by hash, since one workbook may have been handed in twice."""
    by_hash: dict[str, bytes] = defaultdict(bytes)
    for source in intake.unpacked(sources):
        by_hash[hashlib.sha256(source.data).hexdigest()] = source.data
    return [by_hash[file.sha256] for file in files]
