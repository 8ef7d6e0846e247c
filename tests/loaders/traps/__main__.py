"""Springs every trap and says what was caught: `python -m tests.loaders.traps`."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.loaders.traps.springing import TRAPS, caught, extra, spring, store_with_history


def main() -> int:
    """Prints one line a trap that failed and a summary a rule; 1 where a trap failed."""
    with tempfile.TemporaryDirectory() as folder:
        found = spring(store_with_history(Path(folder) / "store"))
    failed = [trap for trap in TRAPS if not caught(trap, found[trap.name]) or extra(trap, found[trap.name])]
    for trap in failed:
        place, told = found[trap.name]
        print(f"MISSED {trap.name}: {trap.rule} at {place}, but {[(f.rule, f.sheet, f.cell) for f in told.findings]}")
    for (rule, severity), count in sorted(Counter((trap.rule, trap.severity) for trap in TRAPS).items()):
        good = sum(trap.rule == rule and trap.severity == severity and trap not in failed for trap in TRAPS)
        print(f"{rule:28} {severity:8} {good} of {count}")
    print(f"{len(TRAPS) - len(failed)} of {len(TRAPS)} traps: cell, rule and severity as planted, and nothing else")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
