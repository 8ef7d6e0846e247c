"""Settings: what an installation may change, read from the environment when it is asked for.

QMS_STORE says where the data lives (data/store/ in the project), QMS_CORRECTIONS where the ledger of corrections for sources
that cannot be sent again (data/reference/corrections.csv), QMS_LANG the language of the command line (vi or en); the rest are
limits, whole numbers above zero, declared in `LIMITS` and listed in docs/catalogue.md.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT / "data" / "samples"
REFERENCE = PROJECT / "data" / "reference"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: its value where the environment says nothing, and what it limits."""

    default: int
    vi: str
    en: str


LIMITS = {
    "QMS_MAX_FILE_MB": Limit(30, "dung lượng một sổ làm việc", "size of one workbook"),
    "QMS_MAX_UNPACKED_MB": Limit(300, "dung lượng một sổ làm việc sau khi bung nén", "size of one workbook, unpacked"),
    "QMS_MAX_PARTS": Limit(2000, "số phần trong một sổ làm việc", "parts within one workbook"),
    "QMS_MAX_SHEETS": Limit(1000, "số trang trong một sổ làm việc", "sheets of one workbook"),
    "QMS_MAX_CELLS": Limit(2_000_000, "số ô trong vùng dữ liệu của một trang", "cells in the used range of one sheet"),
    "QMS_MAX_UPLOAD_FILES": Limit(2000, "số tệp trong một lần nạp", "files in one load"),
    "QMS_MAX_UPLOAD_MB": Limit(
        500, "tổng dung lượng một lần nạp, tệp .zip tính sau khi bung nén", "size of one load, .zip files unpacked"
    ),
    "QMS_READ_SECONDS": Limit(
        30,
        "giây để đọc sổ lớn nhất; sổ nhỏ được một phần theo dung lượng",
        "seconds to read the largest workbook; smaller ones get a share by size",
    ),
    "QMS_READ_MEMORY_MB": Limit(1024, "bộ nhớ của một tiến trình đọc (MB)", "memory of one reading process (MB)"),
    "QMS_READ_RESULT_MB": Limit(
        8, "kết quả đọc một sổ, khoảng 5.000 dòng mỗi MB (MB)", "what is read of one workbook, some 5,000 rows a MB (MB)"
    ),
    "QMS_QUERY_SECONDS": Limit(30, "giây cho một truy vấn", "seconds for one query"),
    "QMS_QUERY_MEMORY_MB": Limit(
        1024, "bộ nhớ cho các truy vấn của một tiến trình (MB)", "memory for the queries of one process (MB)"
    ),
    "QMS_QUERY_THREADS": Limit(2, "số luồng của một truy vấn", "threads of one query"),
    "QMS_LOCK_SECONDS": Limit(120, "giây một lần nạp chờ lần nạp khác", "seconds a load waits for another load"),
}


def store_address() -> str:
    """The address of the store: QMS_STORE, or data/store/ in the project."""
    return os.environ.get("QMS_STORE") or str(PROJECT / "data" / "store")


def corrections_file() -> Path:
    """The ledger of corrections: QMS_CORRECTIONS, or data/reference/corrections.csv in the project."""
    return Path(os.environ.get("QMS_CORRECTIONS") or PROJECT / "data" / "reference" / "corrections.csv")


def language() -> str:
    """The language of the command line: 'vi' unless QMS_LANG says 'en'."""
    return "en" if os.environ.get("QMS_LANG", "").lower().startswith("en") else "vi"


def number(name: str, default: int) -> int:
    """A positive whole number from the environment, or the default where it is absent or unusable."""
    text = os.environ.get(name, "")
    return int(text) if text.isdigit() and int(text) > 0 else default


def limit(name: str) -> int:
    """A limit of `LIMITS`, as the environment or its default says."""
    return number(name, LIMITS[name].default)
