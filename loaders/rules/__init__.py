"""Rules: each yields findings, none raises, and one that lacks its columns has nothing to say.

They have three shapes. `TABLE_RULES` look at one sheet, `WORKBOOK_RULES` at all sheets of one workbook; both run in the
reading process. `ENTRY_RULES` look at what one unit says of one period beside what it said before; they run where units
are known. A new rule is one more function in its tuple (`judging.py`), and its sentence in `findings.toml`.
"""

from __future__ import annotations

from loaders.rules.judging import judge, judge_entry
from loaders.rules.series import Entry

__all__ = ["Entry", "judge", "judge_entry"]
