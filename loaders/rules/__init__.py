"""Rules: each yields findings, none raises, and one that lacks its columns has nothing to say.

They have four shapes. `TABLE_RULES` look at one sheet, `WORKBOOK_RULES` at all sheets of one workbook; both run in the
reading process. `ENTRY_RULES` look at what one unit says of one period beside what it said before, `LATER_RULES` beside
what it had said of the next period; they run where units are known. A new rule is one more function in its tuple
(`judging.py`), and its sentence in `findings.toml`.
"""

from __future__ import annotations

from loaders.rules.judging import judge, judge_entry, judge_later
from loaders.rules.later import Later
from loaders.rules.series import Entry

__all__ = ["Entry", "Later", "judge", "judge_entry", "judge_later"]
