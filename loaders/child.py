"""The reading process: takes workbooks on standard input, gives what it read on standard output.

Messages are framed: eight bytes of length, then the message. A request is one line of JSON, its header, and then
bytes; the header's `verb` says what is asked (see `VERBS`), the rest of it is for that verb. The reply is one frame of
JSON, or of a workbook. A parser that crashes, hangs or eats memory ends only this process.
"""

from __future__ import annotations

import gc
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

import orjson

from loaders.workbook import Reader

Json = dict[str, Any]
HEADER = struct.Struct(">Q")


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next framed message, or None where the stream has ended."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    (length,) = HEADER.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: BinaryIO, *parts: bytes) -> None:
    """Sends one framed message, given in parts so that large ones need not be joined first."""
    stream.write(HEADER.pack(sum(map(len, parts))))
    stream.writelines(parts)
    stream.flush()


def write_request(stream: BinaryIO, header: Json, data: bytes) -> None:
    """Sends a request: `header` names its verb, and what the verb needs beside the bytes."""
    write_frame(stream, orjson.dumps(header), b"\n", data)


def _read(reader: Reader, header: Json, data: bytes) -> Json:
    return reader.read(header["kind"], data, header["mends"])


def _reply(reader: Reader, header: Json, data: bytes) -> bytes:
    from loaders.replies.errand import answered  # only where somebody asks for replies

    return answered(reader, header, data)


# What a reading process can be asked: {"verb": "read", "kind": 'xlsx', 'xlsb', 'xls' or 'ods', "mends": cells to replace
# first, see loaders/corrections.py} and the workbook.
# {"verb": "reply", "kind": …, "letter": …} and the workbook: its reply, see loaders.replies.errand.
VERBS: dict[str, Callable[[Reader, Json, bytes], Json | bytes]] = {"read": _read, "reply": _reply}


def limit_memory(megabytes: int) -> None:
    """Limits this process's memory where the system can (Linux); elsewhere the parent watches it."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Reads until standard input ends."""
    limit_memory(int(sys.argv[1]))
    gc.disable()  # what is read has no cycles, and looking for them takes a tenth of the time
    source, target = sys.stdin.buffer, sys.stdout.buffer
    reader = Reader()
    while (message := read_frame(source)) is not None:
        head, _, data = message.partition(b"\n")
        del message  # a second copy of a large workbook would count against the memory limit
        header = orjson.loads(head)
        answer = VERBS[header["verb"]](reader, header, data)
        write_frame(target, answer if isinstance(answer, bytes) else orjson.dumps(answer))


if __name__ == "__main__":
    main()
