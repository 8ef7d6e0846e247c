"""Questions that rooms which never meet ask alike: one .sql file each, so that all of them get the same answer.

What is locked is asked by the reception (is this report welcome?), by the desk (may this be corrected?) and by the workshop
(what does the page show?). Values are bound by name; each file says which it takes and what its rows are.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["question"]

SHELF = Path(__file__).parent


@cache
def question(name: str) -> str:
    """The text of one question, to be asked with its values bound."""
    return (SHELF / f"{name}.sql").read_text(encoding="utf-8")
