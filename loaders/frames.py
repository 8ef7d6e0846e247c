"""What goes between the server and its reading processes: framed messages, eight bytes of length and then the message.

A request is one line of JSON, its header, and then bytes; the header's `verb` says what is asked (see `VERBS` in
`loaders.child`), the rest of it is for that verb. The reply is one frame: JSON, or bytes where the verb says so. Before
the first request the process says that it is ready, with a frame that holds its number.
"""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

import orjson

Json = dict[str, Any]
HEADER = struct.Struct(">Q")


def read_frame(stream: BinaryIO, limit: int | None = None) -> bytes | None:
    """The next framed message, None where the stream has ended; raises OverflowError where it has more than `limit` bytes."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    (length,) = HEADER.unpack(head)
    if limit is not None and length > limit:
        raise OverflowError(length)
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


def taken_apart(message: bytes) -> tuple[Json, bytes]:
    """Header and bytes of a request."""
    end = message.index(b"\n")
    return orjson.loads(message[:end]), message[end + 1 :]
