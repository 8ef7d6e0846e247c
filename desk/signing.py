"""What every decision needs: somebody's name, and a reason where it has to be defended later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from base.errors import UsageError
from store import Asking

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was kept: its load, the store's new version, and how many things were decided."""

    load_id: int
    store_version: str
    count: int


def signed(who: str) -> str:
    """The name under a decision; raises UsageError where there is none."""
    if not who.strip():
        raise UsageError("Hãy ghi họ tên người quyết định.", "Give the name of the person who decides.")
    return who.strip()


def reasoned(reason: str) -> str:
    """The reason of a decision; raises UsageError where there is none."""
    if not reason.strip():
        raise UsageError("Hãy ghi lý do.", "Give the reason.")
    return reason.strip()


def named(asking: Asking, unit_ids: Sequence[str], programme: str) -> str:
    """Units as a sentence lists them: the first few by name and id, and how many more."""
    rows = asking.rows(
        "select unit_id, arg_max(name, load_id) from unit where programme = $programme and unit_id in (select unnest($units)) "
        "group by unit_id",
        {"programme": programme, "units": list(unit_ids)},
    )
    names = dict(rows)
    listed = "; ".join(f"{names.get(unit, '?')} ({unit})" for unit in unit_ids[:_MOST_NAMED])
    more = len(unit_ids) - _MOST_NAMED
    return f"{listed}; … (+{more})" if more > 0 else listed
