"""The reading process's errand for a reply: reads the workbook once more for its figures, and writes into it."""

from __future__ import annotations

from typing import Any

from loaders.replies.annotate import written
from loaders.replies.figures import figures
from loaders.replies.letter import Letter, Line
from loaders.workbook import Reader


def answered(reader: Reader, header: dict[str, Any], data: bytes) -> bytes:
    """The reply to one workbook: 'A' and the workbook with marks in it, or 'F' and a fresh sheet of findings.

    `header` holds the kind of the workbook and the letter, as plain values.
    """
    told = dict(header["letter"])
    told["facts"] = [(label, value) for label, value in told["facts"]]
    letter = Letter(**told | {"lines": [Line(**line) for line in told["lines"]]})
    reply, own = written(header["kind"], data, letter, figures(reader.read(header["kind"], data)))
    return (b"A" if own else b"F") + reply
