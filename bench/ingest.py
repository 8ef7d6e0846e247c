"""How fast 247 workbooks become figures, beside two peers, in one run.

    python bench/ingest.py [--times 3] [--json]

ours      gate, reading processes, rules, lineage, one transaction, ledger verified, synced to disk
calamine  the same files' cells read with python-calamine alone, into nothing
pandas    a script with pandas on openpyxl that reads the same sheets, into nothing

Limits: ours at most 3 times calamine, and at least 4 times faster than pandas.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import python_calamine

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from base import settings
from loaders import Source, load
from loaders.intake import from_paths

CASE = settings.SAMPLES / "dak-lak-2018"
AT_MOST, AT_LEAST = 3.0, 4.0


def ours(reports: list[Source]) -> float:
    """Seconds to load the reports into a fresh store that holds the register."""
    with tempfile.TemporaryDirectory() as folder:
        load(from_paths([CASE / "DanhMucDonVi.xlsx", CASE / "ChuongTrinh.xlsx"]), who="bench", address=folder)
        seconds, outcome = timed(lambda: load(reports, who="bench", address=folder))
        accepted = sum(file.outcome == "accepted" for file in outcome.files)
    if accepted != len(reports):
        raise SystemExit(f"only {accepted} of {len(reports)} reports were accepted: the figures would mean nothing")
    return seconds


def calamine(reports: list[Source]) -> float:
    """Seconds to read every cell of every sheet with python-calamine."""

    def read() -> None:
        for report in reports:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(report.data))
            for i in range(len(book.sheet_names)):
                book.get_sheet_by_index(i).to_python()

    return timed(read)[0]


def pandas(reports: list[Source]) -> float:
    """Seconds to read the same sheets with pandas on openpyxl."""

    def read() -> None:
        for report in reports:
            pd.read_excel(io.BytesIO(report.data), sheet_name=None, header=None, engine="openpyxl")

    return timed(read)[0]


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that a piece of work takes, and what it gives."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    reports = from_paths([CASE / "reports"])
    ours(reports[:10])  # imports and caches are not what is measured
    gc.freeze()  # as the server does once it is warm
    rounds = [(ours(reports), calamine(reports), pandas(reports)) for _ in range(given.times)]
    seconds = [statistics.median(column) for column in zip(*rounds, strict=True)]
    to_calamine = statistics.median(mine / fast for mine, fast, _ in rounds)
    to_pandas = statistics.median(slow / mine for mine, _, slow in rounds)
    figures = {
        "workbooks": len(reports),
        "ours_s": round(seconds[0], 3),
        "calamine_s": round(seconds[1], 3),
        "pandas_openpyxl_s": round(seconds[2], 3),
        "times_calamine": round(to_calamine, 2),
        "faster_than_pandas": round(to_pandas, 1),
        "within_limits": to_calamine <= AT_MOST and to_pandas >= AT_LEAST,
    }
    print(json.dumps(figures) if given.json else "\n".join(f"{name:20} {value}" for name, value in figures.items()))
    return 0 if figures["within_limits"] else 1


if __name__ == "__main__":
    sys.exit(main())
