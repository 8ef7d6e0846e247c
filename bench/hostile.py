"""What hostile uploads cost the server, measured one by one.

    python bench/hostile.py [--only TEXT] [--mutations 2000] [--json]

Seconds are those of the clock; on a busy machine those of the processor, server and readers together, say more.
Limits: each upload of the corpus within 2 seconds and 64 MiB beyond what was handed in, refused or read safely; of the
mutated workbooks, none ends the server, escapes as an error, leaves a file or a process, or loses a row.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from loaders import Source
from tests.hostile.build import Case, report
from tests.hostile.corpus import CASES
from tests.hostile.handing import Handing
from tests.hostile.judging import MEBIBYTES, SECONDS, faults
from tests.hostile.mutations import mutation

AT_ONCE = 100


def try_case(server: Handing, case: Case) -> dict[str, Any]:
    """Seconds, MiB and faults of one upload of the corpus."""
    try:
        told = server.hand_in(case.make())
    except EOFError as error:
        return {"name": case.name, "seconds": 0.0, "processor": 0.0, "mebibytes": 0.0, "faults": [str(error)]}
    wrong = faults(told)
    if not wrong and not {file["outcome"] for file in told["outcome"]["files"]} <= case.outcomes:
        wrong = [str([file["outcome"] for file in told["outcome"]["files"]])]
    return {"name": case.name, "faults": wrong} | {name: told.get(name, 0.0) for name in ("seconds", "processor", "mebibytes")}


def corpus(server: Handing, only: str) -> dict[str, Any]:
    """The worst of the corpus, and what is past a limit."""
    tried = [try_case(server, case) for name, case in CASES.items() if only in name]
    within = [one for one in tried if not one["faults"] and one["seconds"] <= SECONDS and one["mebibytes"] <= MEBIBYTES]
    slowest, largest = max(tried, key=lambda one: one["seconds"]), max(tried, key=lambda one: one["mebibytes"])
    return {
        "uploads": len(tried),
        "within": len(within),
        "within_by_processor": sum(
            not one["faults"] and one["processor"] <= SECONDS and one["mebibytes"] <= MEBIBYTES for one in tried
        ),
        "worst_seconds": round(slowest["seconds"], 2),
        "slowest": slowest["name"],
        "worst_processor_seconds": round(max(one["processor"] for one in tried), 2),
        "worst_mebibytes": round(largest["mebibytes"], 1),
        "largest": largest["name"],
        "past": [one for one in tried if one not in within],
    }


def mutations(server: Handing, count: int) -> dict[str, Any]:
    """What became of mutated workbooks, a hundred an upload."""
    before, began = server.stored(), time.perf_counter()
    wrong: list[str] = []
    outcomes: dict[str, int] = {}
    for first in range(0, count, AT_ONCE):
        try:
            told = server.hand_in([Source(*mutation(i)) for i in range(first, min(first + AT_ONCE, count))])
        except EOFError as error:
            wrong.append(f"{first}: {error}")
            continue
        wrong += faults(told)
        for file in told["outcome"]["files"] if "outcome" in told else []:
            outcomes[file["outcome"]] = outcomes.get(file["outcome"], 0) + 1
    wrong += [f"left: {name}" for name in server.left()] + (["the store has changed"] if server.stored() != before else [])
    return {"mutations": count, "seconds": round(time.perf_counter() - began, 1), "outcomes": outcomes, "faults": wrong}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="part of a name")
    parser.add_argument("--mutations", type=int, default=0, help="so many mutated workbooks instead of the corpus")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, Handing(Path(folder)) as server:
        for _ in range(2):
            server.hand_in([Source("a.xlsx", report())])  # what the first run costs is no fault of an upload
        found = mutations(server, given.mutations) if given.mutations else corpus(server, given.only)
    if given.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("\n".join(f"{name}: {value}" for name, value in found.items()))
    return 1 if found.get("past") or found.get("faults") else 0


if __name__ == "__main__":
    sys.exit(main())
