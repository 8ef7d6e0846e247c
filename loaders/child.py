"""The reading process: takes workbooks on standard input, gives what it read on standard output (see `loaders.frames`).

A parser that crashes, hangs or eats memory ends only this process.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import orjson

from loaders import forkserver
from loaders.findings import Finding, as_json
from loaders.frames import read_frame, taken_apart, write_frame
from loaders.heads import Lesson
from loaders.workbook import Reader

Json = dict[str, Any]
MOST_FINDINGS, MOST_OF_A_RULE = 5000, 500


def _taught(reader: Reader, header: Json) -> Reader:
    """The reader with the lessons that the header brings."""
    lessons = [Lesson(*lesson) for lesson in header.get("lessons", ())]
    if lessons != reader.lessons:
        reader.learn(lessons)
    return reader


def _sketch(reader: Reader, header: Json, data: bytes) -> Json:
    return _taught(reader, header).sketch(header["kind"], data)


def _read(reader: Reader, header: Json, data: bytes) -> Json:
    result = _taught(reader, header).read(header["kind"], data, header.get("mends", ()))
    if len(result["findings"]) > MOST_FINDINGS:
        result["findings"] = _fewer(result["findings"])
    return result


def _fewer(findings: list[Json]) -> list[Json]:
    """Some of every rule, and one finding that says how many more there are: nobody reads a hundred thousand."""
    seen: Counter[str] = Counter()
    kept = []
    for finding in findings:
        seen[finding["rule"]] += 1
        if seen[finding["rule"]] <= MOST_OF_A_RULE:
            kept.append(finding)
    return [*kept, as_json(Finding("findings_cut", details={"count": len(findings) - len(kept)}))]


def _reply(reader: Reader, header: Json, data: bytes) -> bytes:
    from loaders.replies.errand import answered  # only where somebody asks for replies

    return answered(_taught(reader, header), header, data)


# What a reading process can be asked, and the work that gives the reply: JSON, or bytes that are sent as they are.
# {"verb": "read", "kind": 'xlsx', 'xlsb', 'xls' or 'ods'} and a workbook: what was read of it; with "mends", cells to
# replace first (see loaders/corrections.py), and with "lessons", headings that were taught: [layout, heading, above, field].
# {"verb": "sketch"}, the rest likewise: what was understood of its sheets.
# {"verb": "reply", "kind": …, "letter": …} and the workbook: its reply, see loaders.replies.errand.
VERBS: dict[str, Callable[[Reader, Json, bytes], Json | bytes]] = {"read": _read, "reply": _reply, "sketch": _sketch}


def limit_memory(megabytes: int) -> None:
    """Limits this process's memory where the system can (Linux); elsewhere the parent watches it."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1024 * 1024
    with suppress(ValueError, OSError):  # a lower limit set from outside stays
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Reads until standard input ends. Its argument is the limit of memory; without one it is forked from when asked to."""
    reader = Reader()
    gc.disable()  # what is read has no cycles, and looking for them takes a tenth of the time
    if len(sys.argv) > 1:
        limit_memory(int(sys.argv[1]))
    else:
        gc.freeze()
        limit_memory(forkserver.forked())
    source, target = sys.stdin.buffer, sys.stdout.buffer
    write_frame(target, str(os.getpid()).encode())
    while (message := read_frame(source)) is not None:
        header, data = taken_apart(message)
        del message  # a second copy of a large workbook would count against the memory limit
        answer = VERBS[header["verb"]](reader, header, data)
        write_frame(target, answer if isinstance(answer, bytes) else orjson.dumps(answer))


if __name__ == "__main__":
    main()
