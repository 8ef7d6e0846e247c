"""Two sources for one unit and period: where its own report and the annex differ, it is said, never counted twice."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.findings import Finding
from loaders.layouts import layouts
from store import Writer

STATUS = ("stage", "edition", "docs_mandatory", "procedures_tthc", "procedures_internal", "tthc_authority")
HANDLING = ("received_total", "resolved_total", "resolved_late", "pending_total", "pending_overdue")


def _sql() -> str:
    """Pairs of an own report and an annex line for one unit and period, at least one of them in this load."""
    status = ", ".join(f"s.{name}" for name in STATUS)
    # A sum over the fields of work is known only where each of them is: a held value makes no difference.
    handling = ", ".join(f"case when count({name}) = count(*) then sum({name})::bigint end as {name}" for name in HANDLING)
    compared = ", ".join(f"o.{name}, a.{name}" for name in STATUS + HANDLING)
    return f"""
        with touched as (
            select distinct unit_id, period from report where load_id = $load_id and source in ('own', 'annex')),
        newest as (
            select r.report_id, r.file_id, r.source, r.unit_id, r.period from report r join touched using (unit_id, period)
            where r.programme = $programme and r.source in ('own', 'annex')
              and r.load_id not in (select undone from undo)
            qualify row_number() over (partition by r.form, r.unit_id, r.period order by r.version desc) = 1),
        dossiers as (select report_id, {handling} from handling where report_id in (select report_id from newest) group by 1),
        facts as (
            select n.source, n.file_id, n.unit_id, n.period, {status}, d.* exclude (report_id)
            from newest n left join status s using (report_id) left join dossiers d using (report_id))
        select o.unit_id, o.period, o.file_id, a.file_id, {compared}
        from facts o join facts a using (unit_id, period)
        where o.source = 'own' and a.source = 'annex' order by all"""


def differences(writer: Writer) -> Iterator[tuple[int, Finding]]:
    """Findings on the reports of this load, each with the number of the workbook that it belongs to."""
    pairs = writer.rows(_sql(), {"load_id": writer.load_id, "programme": writer.programme})
    if not pairs:
        return
    labels = {name: field.label_vi for layout in ("handling", "info") for name, field in layouts()[layout].fields.items()}
    names = dict(writer.rows("select distinct on (unit_id) unit_id, name from unit order by unit_id, load_id desc"))
    for unit_id, period, own_file, annex_file, *values in pairs:
        for field, own, annex in zip(STATUS + HANDLING, values[::2], values[1::2], strict=True):
            if own is not None and annex is not None and own != annex:
                details = {
                    "unit": names.get(unit_id, unit_id),
                    "period": period,
                    "field": labels[field],
                    "own": own,
                    "annex": annex,
                }
                yield (
                    max(own_file, annex_file),
                    Finding("sources_differ", None, None, str(own), details, unit=unit_id, period=period),
                )
