"""What the store knows of a unit before it reports: the register, and the last accepted values. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from base import Period, ladder
from base.errors import UsageError
from store import Reader

Json = dict[str, Any]
_LIVE = "r.load_id not in (select undone from undo) and r.programme = $programme"
_STATUS = (
    "stage", "edition", "path", "announcement_number", "announced_on", "converted_on", "conversion_planned_on", "docs_mandatory",
    "procedures_tthc", "procedures_internal", "procedures_other", "procedures_total", "tthc_authority", "reporter", "phone",
)  # fmt: skip
_PROCEDURE = ("code", "name", "kind", "tthc_code", "field_of_work", "edition", "days_allowed", "issued_on")
_INVENTORY = tuple(
    f"{what}_{level}" for what in ("authority", "one_stop", "process") for level in ("total", "province", "district", "commune")
)


@dataclass(frozen=True, slots=True)
class Office:
    """One unit of the register as a template names it."""

    unit_id: str
    name: str
    unit_group: str
    parent_id: str | None
    parent_name: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a period: the offices that a template is for, the groups of the register (of an empty one: those
    of the house), and the last values by unit.
    """

    period: Period
    offices: list[Office]
    groups: tuple[str, ...]
    status: dict[str, Json] = field(default_factory=dict)
    procedures: dict[str, list[Json]] = field(default_factory=dict)
    handling: dict[str, list[Json]] = field(default_factory=dict)
    inventory: dict[str, Json] = field(default_factory=dict)


def known(reader: Reader, period: Period, programme: str, *, unit_id: str | None, many: bool) -> Known:
    """What the store holds for a template: of one unit, or (`many`) of the units under it, or of all.

    Raises UsageError where the register has no such unit.
    """
    offices = _offices(reader, period, programme)
    if unit_id and unit_id not in {office.unit_id for office in offices}:
        raise UsageError(
            f"Không có đơn vị «{unit_id}» trong danh mục đơn vị của kỳ {period.label}.",
            f"There is no unit «{unit_id}» in the register in {period.label}.",
        )
    chosen = _under(offices, unit_id) if many else [office for office in offices if office.unit_id == unit_id]
    asked = {"programme": programme, "until": period.start, "units": [office.unit_id for office in chosen]}
    return Known(
        period,
        chosen,
        tuple(ladder.in_order(office.unit_group for office in offices) or ladder.GROUPS),
        _status(reader, asked),
        _lists(reader, asked, "procedure", _PROCEDURE) if not many else {},
        _handling(reader, asked, period) if not many else {},
        _inventory(reader, asked) if many else {},
    )


def _offices(reader: Reader, period: Period, programme: str) -> list[Office]:
    rows = reader.rows(
        "select unit_id, name, unit_group, parent_id, parent from (select u.unit_id, u.name, u.unit_group, u.parent_id, "
        "(select max(p.name) from unit p where p.unit_id = u.parent_id and p.programme = u.programme) as parent, "
        "row_number() over (partition by u.unit_id order by u.valid_from desc, u.load_id desc) as turn, u.row_number as place "
        "from unit u where u.programme = $programme and u.load_id not in (select undone from undo) "
        "and coalesce(u.valid_from, date '0001-01-01') <= $ends and coalesce(u.valid_to, date '9999-12-31') >= $starts) "
        "where turn = 1 order by place",
        {"programme": programme, "starts": period.start, "ends": period.end},
    )
    offices = [Office(row[0], row[1], row[2] or "Khác", row[3], row[4]) for row in rows]
    order = {group: i for i, group in enumerate(ladder.in_order(office.unit_group for office in offices))}
    return sorted(offices, key=lambda office: order[office.unit_group])


def _under(offices: list[Office], unit_id: str | None) -> list[Office]:
    """The units below one, and itself; of all, those that count as offices: divisions are part of their committee."""
    if unit_id is None:
        return [office for office in offices if office.unit_group != ladder.DIVISION]
    inside = {unit_id}
    for _ in range(5):
        inside |= {office.unit_id for office in offices if office.parent_id in inside}
    return [office for office in offices if office.unit_id in inside]


def _status(reader: Reader, asked: Json) -> dict[str, Json]:
    """The newest row before the period of each unit, its own report before an annex."""
    rows = reader.rows(
        f"select r.unit_id, {', '.join(f's.{name}' for name in _STATUS)} from report r join status s using (report_id) "
        f"where {_LIVE} and r.unit_id in (select unnest($units)) and r.period_end < $until "
        "qualify row_number() over (partition by r.unit_id "
        "order by r.period_end desc, r.source = 'own' desc, r.report_id desc) = 1",
        asked,
    )
    return {row[0]: _in_words(dict(zip(_STATUS, row[1:], strict=True))) for row in rows}


def _in_words(status: Json) -> Json:
    """Stages, editions and paths as the forms print them. A stage that asks for an edition is not told without one."""
    stage, edition = status["stage"], status["edition"]
    told = stage is not None and (stage < ladder.APPLIED or edition is not None)
    return status | {
        "stage": ladder.STAGES[stage][0] if told else None,
        "edition": f"TCVN ISO 9001:{edition}" if edition else None,
        "path": ladder.PATHS[status["path"]][0] if status["path"] else None,
        **{f"edition:{year}": "x" if edition == year and told else None for year in ladder.EDITIONS},
    }


def _newest(reader: Reader, asked: Json, relation: str) -> Iterable[tuple[str, int, str]]:
    """The newest report before the period of each unit that has rows of a relation, and its period."""
    rows: list[tuple[str, int, str]] = reader.rows(
        f"select r.unit_id, r.report_id, r.period from report r where {_LIVE} and r.unit_id in (select unnest($units)) "
        f"and r.period_end < $until and r.source = 'own' and r.report_id in (select report_id from {relation}) "
        "qualify row_number() over (partition by r.unit_id order by r.period_end desc, r.report_id desc) = 1",
        asked,
    )
    return rows


def _lists(reader: Reader, asked: Json, relation: str, names: tuple[str, ...]) -> dict[str, list[Json]]:
    found = {}
    for unit_id, report_id, _ in _newest(reader, asked, relation):
        rows = reader.rows(
            f"select {', '.join(names)} from {relation} where report_id = $report_id order by row_number",
            {"report_id": report_id},
        )
        found[unit_id] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


def _handling(reader: Reader, asked: Json, period: Period) -> dict[str, list[Json]]:
    """The fields of work last told; what is carried over is known only where that was the period before this one."""
    names = ("field_of_work", "pending_total")
    lists = _lists(reader, asked, "handling", names)
    told = {unit_id: label for unit_id, _, label in _newest(reader, asked, "handling")}
    before = period.earlier().label
    return {
        unit_id: [
            {"field_of_work": row["field_of_work"], "carried_over": row["pending_total"] if told[unit_id] == before else None}
            for row in rows
            if row["field_of_work"]
        ]
        for unit_id, rows in lists.items()
    }


def _inventory(reader: Reader, asked: Json) -> dict[str, Json]:
    rows = reader.rows(
        f"select r.unit_id, {', '.join(f'i.{name}' for name in _INVENTORY)} from report r join inventory i using (report_id) "
        f"where {_LIVE} and r.unit_id in (select unnest($units)) and r.period_end < $until "
        "qualify row_number() over (partition by r.unit_id order by r.period_end desc, r.report_id desc) = 1",
        asked,
    )
    return {row[0]: dict(zip(_INVENTORY, row[1:], strict=True)) for row in rows}
