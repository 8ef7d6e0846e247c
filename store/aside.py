"""Reading a file that may be damaged or made up: in a child process, because DuckDB can crash on one."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

from base.errors import StoreError
from base.settings import PROJECT
from store import ledger
from store.ledger import Difference, Entry
from store.writer import asking

_CHILD = "import sys; from store.aside import tell; tell(sys.argv[1])"


def examine(path: Path) -> list[Difference] | None:
    """Where ledger and tables of a database file differ; None: it cannot be read, or has no ledger."""
    child = subprocess.run([sys.executable, "-c", _CHILD, str(path)], cwd=PROJECT, capture_output=True, check=False)
    if child.returncode:
        return None
    return [
        Difference(load_id, relation, in_ledger and Entry(*in_ledger), in_tables and Entry(*in_tables))
        for load_id, relation, in_ledger, in_tables in json.loads(child.stdout)
    ]


def tell(path: str) -> None:
    """The child's part: prints the differences, or ends with a status that says it could not."""
    try:
        with asking(Path(path)) as found:
            print(json.dumps([astuple(difference) for difference in ledger.differences(found)]))
    except StoreError:
        sys.exit(1)
