"""What units wrote: difficulties, proposals, results, each with its themes and its place in a workbook.

The themes of a passage are those whose words it holds (`base.themes`), unless people have coded it by hand: then theirs. A
report counts in the quarter in which its own period ends, so that a report of a year is heard once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from base.period import Period
from base.plain import folded
from base.themes import themes_of
from indicators.composition import ask
from indicators.measures import Scope, bound, narrowing
from store import Asking

_NARRATIVES = """
select
    n.topic, n.body, r.unit_id, g.name, g.unit_group, r.period, coalesce(f.name, ''), n.sheet, n.row_number,
    t.themes, l.who, l.loaded_at, t.reason
from narrative n
join reports_now r using (report_id)
join asked a on r.period_end between a.starts_on and a.ends_on
join register g on g.unit_id = r.unit_id and g.period = a.period
left join file f on f.file_id = r.file_id
left join themings t on t.body = n.body
left join load l on l.load_id = t.load_id
where true{narrowed}
order by r.period_end desc, r.unit_id, n.topic, n.row_number"""


@dataclass(frozen=True, slots=True)
class Coded:
    """Who coded a passage by hand, when (UTC, without a zone) and why."""

    who: str
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a unit wrote: topic 'difficulty', 'proposal' or 'result'. `themes` are codes of `base.themes`, empty where none
    fits; `coded` is None where the words of the passage decided.
    """

    topic: str
    body: str
    themes: tuple[str, ...]
    unit_id: str
    unit: str
    group: str | None
    period: str
    file: str
    sheet: str
    row: int
    coded: Coded | None = None


def narratives(
    reader: Asking,
    asked: Sequence[Period],
    scope: Scope = Scope(),  # noqa: B008
    programme: str = "default",
) -> tuple[Narrative, ...]:
    """What units wrote in reports whose period ends inside one of those asked for, newest first; difficulties before others."""
    query = _NARRATIVES.format(narrowed=narrowing(scope))
    return tuple(_narrative(*row) for row in ask(reader, query, bound(asked, scope, None, programme)))


def _narrative(topic: str, body: str, *told: Any) -> Narrative:
    *place, themes, who, at, reason = told
    said = Narrative(topic, body, themes_of(body), *place)
    if themes is None:
        return said
    return replace(said, themes=tuple(filter(None, themes.split(";"))), coded=Coded(who, at, reason))


def heard(told: Iterable[Narrative], *, theme: str | None = None, topic: str | None = None, text: str = "") -> list[Narrative]:
    """Those of a theme ('' for the unclassified), of a topic, and with every word of a text in the passage or the unit's name."""
    words = folded(text).split()
    return [
        one
        for one in told
        if (theme is None or theme in one.themes or (not theme and not one.themes))
        and topic in (None, one.topic)
        and (not words or _holds(f"{one.body} {one.unit}", words))
    ]


def _holds(text: str, words: Sequence[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in words)


def by_theme(told: Iterable[Narrative]) -> Counter[str]:
    """How many passages speak of each theme, '' for the unclassified; one with two themes counts in both."""
    return Counter(theme for one in told for theme in one.themes or ("",))
