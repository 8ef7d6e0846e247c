"""Meetings whose figures are frozen, and which load was the last one at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches

from base.errors import UsageError
from base.period import Period, parse_period
from indicators.composition import ask
from store import Asking

_MEETINGS = """
select m.load_id, m.name, m.held_on, m.period, m.upto, l.who, l.loaded_at, seen.loaded_at
from meeting m
join load l using (load_id)
left join load seen on seen.load_id = m.upto
where m.programme = $programme and m.load_id in (from loads)
order by m.held_on desc, m.load_id desc"""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting and what it saw: the quarter it looked at, on the store as load `upto` left it.

    `frozen_at` is when it was frozen, `seen_at` when the last load that it saw was made; UTC without a zone.
    """

    load_id: int
    name: str
    held_on: date
    period: Period
    upto: int
    who: str
    frozen_at: datetime
    seen_at: datetime | None


def meetings(reader: Asking, programme: str = "default") -> tuple[Meeting, ...]:
    """The meetings that are frozen, newest first; one whose freezing was taken back is not among them."""
    rows = ask(reader, _MEETINGS, {"programme": programme})
    return tuple(Meeting(load_id, name, held_on, parse_period(label), *rest) for load_id, name, held_on, label, *rest in rows)


def meeting_named(reader: Asking, name: str, programme: str = "default") -> Meeting:
    """The frozen meeting of a name, or of a number of load; raises UsageError, with the nearest name."""
    known = {told: meeting for meeting in meetings(reader, programme) for told in (str(meeting.load_id), meeting.name)}
    if name not in known:
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        vi, en = (f" Có phải «{near[0]}»?", f" Did you mean «{near[0]}»?") if near else ("", "")
        raise UsageError(f"Không có cuộc họp «{name}».{vi}", f"There is no meeting «{name}».{en}")
    return known[name]


def load_at(reader: Asking, moment: datetime) -> int:
    """The last load made by a moment; 0 where there was none. A moment without a zone is UTC, as loads are stamped."""
    asked = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    ((last,),) = reader.rows("select coalesce(max(load_id), 0) from load where loaded_at <= $moment", {"moment": asked})
    return int(last)
