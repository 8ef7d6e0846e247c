"""Settings: what an installation may change, read once from the environment.

| variable | meaning | default |
|---|---|---|
| QMS_STORE | where the data lives | data/store/ in the project |
| QMS_CORRECTIONS | ledger of corrections for sources that cannot be sent again | data/reference/corrections.csv |
| QMS_LANG | language of the command line, vi or en | vi |
| QMS_MAX_FILE_MB | largest workbook accepted | 30 |
| QMS_MAX_UPLOAD_FILES | most workbooks in one load | 2000 |
| QMS_READ_SECONDS | longest time one workbook may take to read | 30 |
| QMS_READ_MEMORY_MB | memory a reading process may use | 1024 |
| QMS_QUERY_SECONDS | longest time a query may take | 30 |
| QMS_LOCK_SECONDS | how long a load waits for another load | 120 |
"""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT / "data" / "samples"
REFERENCE = PROJECT / "data" / "reference"


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
