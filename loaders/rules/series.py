"""What one unit says of a period beside what it said of earlier ones. Every finding points into the present workbook."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from base import ladder, parse_period
from loaders.findings import Finding

STOCKS = ("docs_mandatory", "procedures_tthc", "procedures_internal", "procedures_total", "tthc_authority")
HANDLING = (
    "received_total", "received_online", "received_direct", "carried_over", "resolved_total", "resolved_early",
    "resolved_on_time", "resolved_by_deadline", "resolved_late", "pending_total", "pending_in_time", "pending_overdue",
    "returned_withdrawn",
)  # fmt: skip
JUDGED = ("received_total", "resolved_total", "resolved_late", "pending_total", "pending_overdue")
LARGE_STOCK, SUDDEN = 20, 0.5
LEAST_COPIED, LEAST_RECEIVED = 3, 10  # fewer or smaller equal figures are chance
FEWEST, MOST = 4, 12  # earlier quarters that an outlier is judged by
STRANGE = 3.5
LEAST_SPREAD = 0.4
LEAST_RISE, LEAST_FALL = 10, 30  # fewer dossiers more or less are never strange


@dataclass(frozen=True, slots=True)
class Told:
    """What a unit told of one period, its own report before an annex; `values` are stages, counts and sums of dossiers."""

    period: str
    start: date
    end: date
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit and period of this load, what the unit told of the period before it and of up to twelve earlier ones.

    `name_of` gives the name of a unit. `fields` are (field of work, row, carried over, pending before) where the two
    differ; `place` gives sheet and cell of a field, in a row of the sheet where one is named.
    """

    unit: str
    name_of: Callable[[str], str]
    now: Told
    before: Told
    earlier: Sequence[Told]
    place: Callable[..., tuple[str | None, str | None]]
    fields: Sequence[tuple[str, int, int, int]] = field(default=())

    @property
    def adjoining(self) -> bool:
        """Whether the period before is the one right before this, without a hole."""
        return _label_before(self.now.period) == self.before.period


@lru_cache(maxsize=256)
def _label_before(label: str) -> str:
    return parse_period(label).earlier().label


def _found(entry: Entry, rule: str, name: str, value: Any, details: Mapping[str, Any], row: int | None = None) -> Finding:
    sheet, cell = entry.place(name, row)
    said = {"unit": entry.name_of(entry.unit), "period": entry.now.period, "before": entry.before.period, **details}
    return Finding(rule, sheet, cell, None if value is None else str(value), said, unit=entry.unit, period=entry.now.period)


def period_fits(entry: Entry) -> Iterator[Finding]:
    """The days of a period follow those of the one before: no overlap, no gap between adjoining periods, and the same
    day of the month to begin on (Decree 09/2019/NĐ-CP, article 12).
    """
    now, before = entry.now, entry.before
    next_day = before.end + timedelta(days=1)
    details = {"days": _days(now), "other_days": _days(before)}
    if now.start < next_day:
        yield _found(entry, "period_overlaps", "period", now.period, details)
    elif entry.adjoining and now.start > next_day:
        yield _found(entry, "period_gap", "period", now.period, details)
    elif now.start.day != before.start.day:
        yield _found(entry, "period_cut_off_changed", "period", now.period, details)


def _days(told: Told) -> str:
    return f"{told.start:%d/%m/%Y}–{told.end:%d/%m/%Y}"


def carry_over_matches(entry: Entry) -> Iterator[Finding]:
    """Form II.06a: c6 of a period is c11 of the period before, for each field of work and for the unit as a whole.

    In a report that only repeats the one before it this says nothing more: `copied_again` has said it.
    """
    if not entry.adjoining or _copied(entry):
        return
    for work, row, carried, pending in entry.fields:
        yield _found(entry, "carry_over_matches", "carried_over", carried, {"pending": pending, "of": f" ({work})"}, row)
    total, left = entry.now.values.get("carried_over"), entry.before.values.get("pending_total")
    if not entry.fields and total is not None and left is not None and total != left:
        yield _found(entry, "carry_over_matches", "carried_over", total, {"pending": left, "of": ""})


def state_goes_back(entry: Entry) -> Iterator[Finding]:
    """A stage or an edition does not go back unless a lapse is declared: «Tạm dừng», «Đã hủy công bố»."""
    now, before = entry.now.values, entry.before.values
    stage, was = now.get("stage"), before.get("stage")
    lapsed = any(known is not None and known < ladder.NOT_STARTED for known in (stage, was))
    if lapsed:
        return
    if stage is not None and was is not None and stage < was:
        (vi, en), (old_vi, old_en) = ladder.STAGES[stage], ladder.STAGES[was]
        said = {"old": {"vi": old_vi, "en": old_en}, "new": {"vi": vi, "en": en}}
        yield _found(entry, "state_goes_back", "stage", vi, said)
    edition, old = now.get("edition"), before.get("edition")
    if edition and old and edition < old:
        yield _found(entry, "state_goes_back", "edition", edition, {"old": f"9001:{old}", "new": f"9001:{edition}"})


def sudden_change(entry: Entry) -> Iterator[Finding]:
    """A stock of 20 or more changes by more than half. Procedures that grow within the TTHC under authority are what the
    programme is for: that is said, and not asked about. Pending dossiers turn over wholly: `outlier` judges them.
    """
    now, before = entry.now.values, entry.before.values
    for name in STOCKS:
        value, old = now.get(name), before.get(name)
        if value is None or old is None or old < LARGE_STOCK or abs(value - old) <= SUDDEN * old:
            continue
        if name == "procedures_total" and any(now.get(part) is not None for part in STOCKS[1:3]):
            continue  # its parts are judged
        authority = now.get("tthc_authority")
        grown = name == "procedures_tthc" and authority is not None and old < value <= authority
        percent = round(100 * (value - old) / old)
        details = {"old": old, "change": f"{percent:+d}", "limit": authority}
        yield _found(entry, "sudden_growth" if grown else "sudden_change", name, value, details)


def copied_again(entry: Entry) -> Iterator[Finding]:
    """All handling figures of a unit equal those of the period before: perhaps the old report was sent again."""
    if names := _copied(entry):
        yield _found(entry, "same_as_last_quarter", names[0], entry.now.values[names[0]], {"count": len(names)})


def _copied(entry: Entry) -> list[str]:
    """The handling figures that equal those of the period before; none where one differs or they are too few or small."""
    now, before = entry.now.values, entry.before.values
    both = [name for name in HANDLING if now.get(name) is not None and before.get(name) is not None]
    if len(both) < LEAST_COPIED or (now.get("received_total") or 0) < LEAST_RECEIVED:
        return []
    return both if all(now[name] == before[name] for name in both) else []


def outlier(entry: Entry) -> Iterator[Finding]:
    """A number of dossiers far from the unit's own 4 to 12 earlier periods; one finding, at the strangest of them.

    It has also leapt since the period before: a new level is asked about once.
    """
    now, before = entry.now.values, entry.before.values
    found = [
        (strange, name, middle)
        for name in JUDGED
        if leaps(name, now, before)
        for value in [now[name]]
        for middle, strange in [strangeness(value, [told.values.get(name) for told in entry.earlier])]
        if strange > STRANGE and (value - middle >= LEAST_RISE or middle - value >= LEAST_FALL)
    ]
    if found:
        _, name, middle = max(found)
        yield _found(entry, "outlier", name, entry.now.values[name], {"middle": f"{middle:g}", "count": len(entry.earlier)})


def leaps(name: str, now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether a number more than doubled or halved since the period before, or was not known then."""
    value, old = now.get(name), before.get(name)
    if value is None or old is None:
        return value is not None
    more, less = (value, old) if value > old else (old, value)
    return bool(more - less >= LEAST_RISE and 1 + more > 2 * (1 + less))


def strangeness(value: int, earlier: Sequence[int | None]) -> tuple[float, float]:
    """The median of earlier counts, and how many spreads a count lies from it; 0 where fewer than four are known.

    Modified z-score on log counts: with y = ln(1 + x), |y - median(y)| / s, strange above 3.5 (B. Iglewicz, D. C. Hoaglin,
    «How to Detect and Handle Outliers», ASQC 1993). s is the largest of 1.4826 × the median absolute deviation; of
    1 / sqrt(1 + median(x)), the spread that a Poisson count has on this scale, without which a unit that nearly always
    reports zero would be strange at its first dossiers; and of 0.4, without which one that hardly varies would be strange
    at its first real change: less than a fourfold change never is. s is widened by 1 + 1/n because a deviation that is
    taken from n counts is itself uncertain; floors and widening were chosen so that a digit too many or too few is found
    in more than 99 of 100 counts of dossiers received, and no count of the shipped sample is strange.
    """
    known = sorted(count for count in earlier if count is not None)
    if len(known) < FEWEST:
        return 0.0, 0.0
    half = len(known) // 2
    middle = known[half] if len(known) % 2 else (known[half - 1] + known[half]) / 2
    away = abs(math.log((1 + value) / (1 + middle)))
    if away <= STRANGE * LEAST_SPREAD:
        return middle, 0.0
    apart = sorted(abs(math.log((1 + count) / (1 + middle))) for count in known)
    deviation = apart[half] if len(known) % 2 else (apart[half - 1] + apart[half]) / 2
    spread = max(1.4826 * deviation, 1 / math.sqrt(1 + middle), LEAST_SPREAD) * (1 + 1 / len(known))
    return middle, away / spread
