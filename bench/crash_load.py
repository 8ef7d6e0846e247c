"""Kills `python -m loaders load` of 247 workbooks with SIGKILL at random moments and looks at what is left.

    python bench/crash_load.py --times 50

After every kill the store must open, hold all of the load or nothing of it, and pass `python -m store check`.
A load that had finished is taken back, so that the next one begins where this one did.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from base import settings
from store import check, reading, undo

CASE = settings.SAMPLES / "dak-lak-2018"
REPORTS, PROCEDURES = 247, 18_549
COUNTS = "select count(*) from {table} where load_id not in (select undone from undo)"


def command(address: str, path: Path) -> list[str]:
    """A load as an analyst's script starts it."""
    return [sys.executable, "-m", "loaders", "load", str(path), "--store", address, "--json"]


def killed_once(address: str, seconds: float) -> bool:
    """Starts a load and kills it after a while; whether all of it is there. Raises SystemExit where only a part is."""
    load = subprocess.Popen(command(address, CASE / "reports"), cwd=settings.PROJECT, stdout=subprocess.DEVNULL)
    time.sleep(seconds)
    load.kill()
    load.wait()
    with reading(address) as reader:
        found = tuple((reader.row(COUNTS.format(table=table)) or (0,))[0] for table in ("report", "procedure"))
    if found not in ((0, 0), (REPORTS, PROCEDURES)):
        raise SystemExit(f"half a load: {found} reports and procedures")
    if not check(address).clean:
        raise SystemExit("the ledger and the tables differ")
    return found[0] == REPORTS


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    moments = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as address:
        subprocess.run(command(address, CASE / "DanhMucDonVi.xlsx"), cwd=settings.PROJECT, stdout=subprocess.DEVNULL, check=True)
        start = time.perf_counter()
        subprocess.run(command(address, CASE / "reports"), cwd=settings.PROJECT, stdout=subprocess.DEVNULL, check=True)
        whole = time.perf_counter() - start
        undo(None, "bench", address)
        after = 0
        for _ in range(given.times):
            if killed_once(address, moments.uniform(0, whole * 1.1)):
                after += 1
                undo(None, "bench", address)
    print(json.dumps({"seed": given.seed, "kills": given.times, "before": given.times - after, "after": after, "clean": True}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
