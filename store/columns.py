"""Columns of Python values as Arrow arrays of exactly the type that a table wants.

For numbers and dates PyArrow's own converter is not strict enough: it takes 3.0 for a whole number, where we want to
hear of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from operator import index
from typing import Any

import numpy as np
import pyarrow as pa

from base.errors import StoreError

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime.fromtimestamp(0, UTC).replace(tzinfo=None)
_MICROSECOND = timedelta(microseconds=1)

_FIXED: dict[str, tuple[pa.DataType, str, Callable[[Any], Any]]] = {
    "BIGINT": (pa.int64(), "i8", index),
    "DOUBLE": (pa.float64(), "f8", float),
    "DATE": (pa.date32(), "i4", lambda day: day.toordinal() - _EPOCH_DAY),
    "TIMESTAMP": (pa.timestamp("us"), "i8", lambda moment: (moment - _EPOCH) // _MICROSECOND),
}


def table(columns: Mapping[str, Sequence[Any]], kinds: Mapping[str, str]) -> pa.Table:
    """An Arrow table of columns that are all equally long; `kinds` gives their SQL types. Raises StoreError."""
    arrays = []
    for name, values in columns.items():
        try:
            arrays.append(_array(values, kinds[name]))
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise StoreError(
                f"Không ghi được cột «{name}»; đây là lỗi của phần mềm, xin báo người quản trị.",
                f"Column «{name}» cannot be stored; it is a fault of the software: {type(error).__name__} {error}",
            ) from error
    if len({len(array) for array in arrays}) > 1:
        lengths = ", ".join(f"{name} {len(array)}" for name, array in zip(columns, arrays, strict=True))
        raise StoreError(
            "Các cột không dài bằng nhau; đây là lỗi của phần mềm, xin báo người quản trị.",
            f"The columns are not equally long ({lengths}); it is a fault of the software.",
        )
    return pa.Table.from_arrays(arrays, names=list(columns))


def _array(values: Sequence[Any], kind: str) -> pa.Array:
    if kind == "VARCHAR":
        return pa.array(values, pa.string())
    arrow, numpy, convert = _FIXED[kind]
    # Most values of a column come many times: each is converted once.
    known = {value: 0 if value is None else convert(value) for value in set(values)}
    numbers = np.fromiter(map(known.__getitem__, values), numpy, len(values))
    validity = None
    if None in known:
        present = np.fromiter((value is not None for value in values), bool, len(values))
        validity = pa.py_buffer(np.packbits(present, bitorder="little").tobytes())
    return pa.Array.from_buffers(arrow, len(values), [validity, pa.py_buffer(numbers)])
