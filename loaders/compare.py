"""Two sources for one unit and period: where its own report and the annex differ, it is said, never counted twice."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.findings import Finding
from loaders.layouts import layouts
from store import Writer

STATUS = ("stage", "edition", "docs_mandatory", "procedures_tthc", "procedures_internal", "tthc_authority")
HANDLING = ("received_total", "resolved_total", "resolved_late", "pending_total", "pending_overdue")


def _sql() -> str:
    status = ", ".join(f"cast(s.{name} as varchar) as {name}" for name in STATUS)
    handling = ", ".join(f"cast(sum(h.{name}) as varchar) as {name}" for name in HANDLING)
    own_and_annex = " union all ".join(
        f"select o.unit_id, o.period, o.file_id as own_file, a.file_id as annex_file, '{name}' as field, "
        f"o.{name} as own, a.{name} as annex from own o join annex a using (unit_id, period) "
        f"where o.{name} is not null and a.{name} is not null and o.{name} <> a.{name}"
        for name in STATUS + HANDLING
    )
    return f"""
        with touched as (
            select distinct unit_id, period from report where load_id = $load_id and source in ('own', 'annex')),
        newest as (
            select r.* from report r join touched using (unit_id, period)
            where r.programme = $programme and r.source in ('own', 'annex')
              and r.load_id not in (select undone from undo)
            qualify row_number() over (partition by r.form, r.unit_id, r.period order by r.version desc) = 1),
        dossiers as (select report_id, {handling} from handling h where report_id in (select report_id from newest) group by 1),
        facts as (
            select n.source, n.file_id, n.unit_id, n.period, {status}, d.* exclude (report_id)
            from newest n left join status s using (report_id) left join dossiers d using (report_id)),
        own as (select * from facts where source = 'own'),
        annex as (select * from facts where source = 'annex')
        select * from ({own_and_annex}) order by unit_id, field"""


def differences(writer: Writer) -> Iterator[tuple[int, Finding]]:
    """Findings on the reports of this load, each with the number of the workbook that it belongs to."""
    labels = {name: field.label_vi for name, field in layouts()["info"].fields.items()}
    labels |= {name: field.label_vi for name, field in layouts()["handling"].fields.items()}
    names = dict(writer.rows("select distinct on (unit_id) unit_id, name from unit order by unit_id, load_id desc"))
    values = {"load_id": writer.load_id, "programme": writer.programme}
    first = writer.load_id * 1_000_000
    for unit_id, period, own_file, annex_file, field, own, annex in writer.rows(_sql(), values):
        details = {"unit": names.get(unit_id, unit_id), "period": period, "field": labels[field], "own": own, "annex": annex}
        yield own_file if own_file > first else annex_file, Finding("sources_differ", None, None, own, details)
