"""Deadlines that a programme sets for groups of units: each is for a group that somebody belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from base.ladder import in_order
from loaders.findings import Finding

Json = dict[str, Any]
_GROUP = ("deadline", "unit_group")


def unbound(reading: Json, groups: Iterable[str]) -> list[Finding]:
    """A finding for every deadline of a group that is none of `groups` (Decree 09/2019/NĐ-CP, article 8): it binds nobody."""
    deadlines = reading["relations"].get("deadline", {})
    known = in_order(groups)
    columns = {sheet: letters for sheet, relation, field, letters, _ in reading["places"] if (relation, field) == _GROUP}
    return [
        Finding("unknown_group", sheet, f"{columns[sheet]}{row}", group, {"known": "; ".join(known)})
        for group, sheet, row in zip(*(deadlines.get(name, ()) for name in ("unit_group", "sheet", "row_number")), strict=True)
        if group is not None and group not in known
    ]
