"""How each figure follows from the values in its cells: part and whole of one unit, written from the dictionary."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.indicators.recompute.cells import Values

CALENDAR = tomllib.loads((Path(__file__).resolve().parents[3] / "data" / "reference" / "calendar.toml").read_text("utf-8"))
HOLIDAYS = {day for year in CALENDAR["holidays"].values() for days in year.values() for day in days}
Share = tuple[float | None, float | None]


@dataclass(frozen=True)
class Asked:
    """The period of a figure: its label, first and last day; the conversion programme's deadline and new edition, if any."""

    label: str
    starts_on: date
    ends_on: date
    deadline: date | None = None
    edition_to: str | None = None


Rule = Callable[[Values, Asked], Share]


def applied(v: Values) -> bool:
    return any(stage >= 2 for stage in v["stage"])


def announced(v: Values) -> bool:
    return any(stage >= 3 for stage in v["stage"])


def on(v: Values, edition: str) -> bool:
    return applied(v) and edition in v["edition"]


def converted(v: Values) -> bool:
    return on(v, "2015") and "converted" in v["path"]


def reached(v: Values, asked: Asked) -> bool:
    return applied(v) and any(edition >= (asked.edition_to or "") for edition in v["edition"])


def left(v: Values, asked: Asked) -> bool:
    return applied(v) and any(edition < (asked.edition_to or "") for edition in v["edition"])


def moved(v: Values, asked: Asked) -> bool:
    return reached(v, asked) and "converted" in v["path"]


def count(test: Callable[[Values], bool]) -> Rule:
    """A unit counts once where it meets a test."""
    return lambda v, _: (int(test(v)), None)


def share(part: Callable[[Values], bool], whole: Callable[[Values], bool]) -> Rule:
    """Units that meet one test over units that meet another."""
    return lambda v, _: (int(part(v)), int(whole(v)))


def total(*fields: str) -> Rule:
    """The sum of the cells of some fields."""
    return lambda v, _: (sum(sum(v[field]) for field in fields), None)


def ratio(part: Sequence[str], whole: Sequence[str]) -> Rule:
    """The sum of some cells over the sum of others; unknown where one of the two has no cell."""
    return lambda v, _: (_sum(v, part), _sum(v, whole))


def _sum(v: Values, fields: Sequence[str]) -> float | None:
    return sum(sum(v[field]) for field in fields) if any(v[field] for field in fields) else None


def both(rule: Rule) -> Rule:
    """A ratio counts a unit only where part and whole are both known."""

    def judged(v: Values, asked: Asked) -> Share:
        part, whole = rule(v, asked)
        return (part, whole) if part is not None and whole is not None else (None, None)

    return judged


def received(v: Values, _: Asked) -> Share:
    """Form II.06a: c3; of several periods c4 + c5 of all and c6 of the first; else c7, what was returned, c11 of the last."""
    fields = ("received_total", "received_online", "received_direct", "carried_over")
    return sum(sum(v[field]) for field in (*fields, "resolved_total", "returned_withdrawn", "pending_total")), None


def overdue(v: Values, _: Asked) -> Share:
    return sum(v["resolved_late"]) + sum(v["pending_overdue"]), sum(v["resolved_total"]) + sum(v["pending_overdue"])


def kinds(*wanted: str) -> Callable[[Values], bool]:
    return lambda v: any(kind in wanted for kind in v["kind"])


def withdrawn(v: Values, asked: Asked) -> Share:
    """On the day that is told, else by the last stage being «Đã hủy công bố» after another one."""
    days = v["withdrawn_on"]
    told = any(asked.starts_on <= day <= asked.ends_on for day in days) if days else len(set(v["stage"])) > 1
    return int(-2 in v["stage"] and told), None


def fulfilled(v: Values, _: Asked) -> Share:
    planned = kinds("planned_build", "planned_conversion")(v)
    new = any(edition >= "2015" for edition in v["edition"])
    done = applied(v) and ("planned_build" in v["kind"] or ("planned_conversion" in v["kind"] and new))
    return int(done), int(planned)


def procedures(v: Values, _: Asked) -> Share:
    """Parts and a printed total never stand together; others may be counted from the list of procedures."""
    fields = ("procedures_tthc", "procedures_internal", "procedures_other", "procedures_total")
    return sum(sum(v[field]) for field in fields) + len(v["kind"]), None


def per_unit(v: Values, asked: Asked) -> Share:
    return procedures(v, asked)[0], int(applied(v))


def quarters(asked: Asked) -> list[tuple[str, date, date]]:
    """The quarters inside a period, with first and last day: from the 15th to the 14th (Decree 09/2019/NĐ-CP)."""
    found = []
    for number in range(1, 5):
        year = int(asked.label[:4])
        first = date(year - 1, 12, 15) if number == 1 else date(year, 3 * number - 3, 15)
        last = date(year, 3 * number, 14)
        if asked.starts_on <= first and last <= asked.ends_on:
            found.append((f"{year}Q{number}", first, last))
    return found


def expected(v: Values, asked: Asked) -> int:
    """One report a quarter of a unit that stands on the quarter's last day."""
    ((_, _, _, (first, last)),) = v["obligation"][:1] or [(None, None, None, (date.max, date.min))]
    return sum(first <= end <= last for _, _, end in quarters(asked))


def came(v: Values, asked: Asked) -> int:
    return len({label for label, *_ in quarters(asked)} & {label for label, _ in v["period"]})


def in_time(v: Values, asked: Asked) -> int:
    """Of each quarter the earliest day on which a report came, not after its due day."""
    group = v["obligation"][0][2]
    days = dict.fromkeys((label for label, _ in v["period"]), date.max)
    for (label, _), day in zip(v["period"], v["received_on"], strict=True):
        days[label] = min(days[label], day)
    return sum(days.get(label, date.max) <= due(group, end) for label, _, end in quarters(asked))


def due(group: str, end: date) -> date:
    """So many working days after the last day of a quarter, holidays and weekends left out."""
    left, day = CALENDAR["deadlines"].get(group, CALENDAR["deadlines"][""]), end
    while left:
        day += timedelta(1)
        left -= day.isoweekday() < 6 and day not in HOLIDAYS
    return day


EARLY = ("resolved_early", "resolved_on_time", "resolved_by_deadline")
RULES: dict[str, Rule] = {
    "units_in_scope": count(lambda v: bool(v["obligation"])),
    "units_mandatory": count(lambda v: v["obligation"][0][0] in ("Bắt buộc", "Theo chỉ đạo của tỉnh")),
    "units_started": count(lambda v: any(stage >= 1 for stage in v["stage"])),
    "units_applied": count(applied),
    "units_announced": count(announced),
    **{code: share(applied, lambda v: bool(v["stage"])) for code in (
        "adoption_rate", "adoption_rate_mandatory", "commune_adoption_rate")},
    "announcement_rate": share(announced, lambda v: bool(v["stage"])),
    "announcement_rate_applied": share(announced, applied),
    "units_announced_new": lambda v, a: (int(any(a.starts_on <= day <= a.ends_on for day in v["announced_on"])), None),
    "units_withdrawn": withdrawn,
    "reported_pct_no_base": count(lambda v: bool(v["percent_printed"])),
    "units_undetermined": count(lambda v: bool(v["effective_on"]) and not v["stage"]),
    "units_v2008": count(lambda v: on(v, "2008")),
    "conversion_remaining": count(lambda v: on(v, "2008")),
    "units_v2015": count(lambda v: on(v, "2015")),
    "v2015_rate": share(lambda v: on(v, "2015"), applied),
    "units_converted": count(converted),
    "units_new_2015": count(lambda v: on(v, "2015") and "new" in v["path"]),
    "conversion_rate": share(converted, lambda v: converted(v) or on(v, "2008")),
    "conversion_overdue": lambda v, a: (int(on(v, "2008") and a.deadline is not None and a.ends_on > a.deadline), None),
    "programme_reached": lambda v, a: (int(reached(v, a)), None),
    "programme_remaining": lambda v, a: (int(left(v, a)), None),
    "programme_converted": lambda v, a: (int(moved(v, a)), None),
    "programme_overdue": lambda v, a: (int(left(v, a) and a.deadline is not None and a.ends_on > a.deadline), None),
    "programme_share": lambda v, a: (int(reached(v, a)), int(applied(v))),
    "programme_rate": lambda v, a: (int(moved(v, a)), int(moved(v, a) or left(v, a))),
    "units_electronic": count(lambda v: applied(v) and "electronic" in v["medium"]),
    "units_planned_year": count(kinds("planned_build", "planned_conversion")),
    "plan_fulfilment": fulfilled,
    **{code: total(code) for code in (
        "docs_mandatory", "procedures_tthc", "procedures_internal", "procedures_revised", "nonconformities",
        "budget_allocated", "budget_spent", "received_online", "received_direct", "carried_over", "resolved_total",
        "resolved_early", "resolved_on_time", "resolved_late", "pending_total", "pending_in_time", "pending_overdue",
        "returned_withdrawn")},
    "procedures_other": lambda v, _: (sum(v["procedures_other"]) + len(v["kind"]), None),
    "procedures_total": procedures,
    "procedures_per_unit": per_unit,
    "tthc_authority": total("tthc_authority", "authority_total"),
    "tthc_in_qms_rate": both(ratio(["procedures_tthc"], ["tthc_authority", "authority_total"])),
    "internal_in_qms_rate": both(ratio(["procedures_internal"], ["internal_work"])),
    "tthc_one_stop": total("one_stop_total"),
    "tthc_internal_process": total("process_total"),
    "training_courses": lambda v, _: (len(v["kind"]), None),
    "training_participants": total("participants"),
    "training_units": count(kinds("training")),
    "audit_rate": share(lambda v: applied(v) and kinds("audit")(v), applied),
    "management_review_rate": share(lambda v: applied(v) and kinds("review")(v), applied),
    "inspections_done": count(kinds("inspection")),
    "inspections_planned": count(kinds("planned_inspection")),
    "nonconformities_closed_rate": lambda v, _: (sum(v["closed"]), sum(v["nonconformities"])),
    "satisfaction_rate": both(ratio(["satisfied"], ["surveyed"])),
    "received_total": received,
    "on_time_rate": ratio(EARLY, ["resolved_total"]),
    "on_time_rate_with_backlog": ratio(EARLY, ["resolved_total", "pending_overdue"]),
    "on_time_rate_due": ratio(EARLY, ["dossiers_due"]),
    "overdue_rate": overdue,
    "online_rate": ratio(["received_online"], ["received_online", "received_direct"]),
    "data_errors": lambda v, _: (len(v["value"]), None),
    "data_warnings": lambda v, _: (len(v["value"]), None),
    "values_held": lambda v, _: (len(v["raw"]), None),
    "reports_expected": lambda v, a: (expected(v, a), None),
    "reports_received": lambda v, a: (came(v, a), None),
    "reports_on_time": lambda v, a: (in_time(v, a), None),
    "submission_rate": lambda v, a: (came(v, a), expected(v, a)),
    "submission_on_time_rate": lambda v, a: (in_time(v, a), expected(v, a)),
}  # fmt: skip
