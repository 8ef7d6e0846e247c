"""Works 200 random figures out again from the kept workbooks: `python -m tests.indicators.recompute [--figures N] [--seed N]`.

Asks the command line of the project in processes of their own. Ends with 1 where a figure differs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.indicators.recompute.cells import Originals
from tests.indicators.recompute.extra import hand_in
from tests.indicators.recompute.rules import RULES
from tests.indicators.recompute.sampling import again, figures

LABELS = ["2015Q3", "2016Q1", "2017Q4", "2018Q2", "2018Q4", "2019Q1", "2020Q3", "2021Q2", "2017", "2018", "2018H2", "2021Q4"]


def main() -> int:
    """One line for each figure that differs, and how many do not."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--figures", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store", help="a store with the shipped sample; made anew where it is left out")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or f"{folder}/store"
        if not given.store:
            subprocess.run([sys.executable, "-m", "loaders", "sample", "--store", store], check=True, capture_output=True)
            hand_in(store)
        return _compare(store, given.figures, given.seed)


def _compare(store: str, count: int, seed: int) -> int:
    def ask(*arguments: str) -> Any:
        command = [sys.executable, "-m", "indicators", *arguments, "--json"]
        told = subprocess.run(command, env=os.environ | {"QMS_STORE": store}, capture_output=True, check=True)
        return json.loads(told.stdout)

    originals = Originals(Path(store) / "originals")
    missing = {one["code"] for one in ask("list")} - set(RULES)
    if missing:
        print(f"no rule for {sorted(missing)}")
    drawn = list(figures(ask, count, seed, sorted(RULES), LABELS))
    with ThreadPoolExecutor(os.cpu_count()) as several:
        found = list(several.map(lambda figure: again(ask, originals, figure), drawn))
    wrong = [(figure, told) for figure, told in zip(drawn, found, strict=True) if told != (figure.part, figure.whole)]
    for figure, told in wrong:
        print(f"{figure}: recomputed {told}")
    print(f"{len(drawn) - len(wrong)} of {len(drawn)}")
    return int(bool(wrong or missing))


if __name__ == "__main__":
    sys.exit(main())
