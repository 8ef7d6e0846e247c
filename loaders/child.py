"""The reading process: takes workbooks on standard input, gives what it read on standard output.

Messages are framed: eight bytes of length, then the message. To the process: one line of JSON with the kind, then
the bytes of the workbook. From it: JSON. A parser that crashes, hangs or eats memory ends only this process.
"""

from __future__ import annotations

import gc
import struct
import sys
from typing import BinaryIO

import orjson

from loaders.workbook import Reader

HEADER = struct.Struct(">Q")


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next framed message, or None where the stream has ended."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    (length,) = HEADER.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: BinaryIO, body: bytes) -> None:
    """Sends one framed message."""
    stream.write(HEADER.pack(len(body)))
    stream.write(body)
    stream.flush()


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
        kind, _, data = message.partition(b"\n")
        result = reader.read(kind.decode("ascii"), data)
        write_frame(target, orjson.dumps(result))


if __name__ == "__main__":
    main()
