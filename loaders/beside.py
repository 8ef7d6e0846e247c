"""Lists that seem to have come again: rows of the older one that the newer lacks still count, so that is said.

A report of a unit replaces the one before; a list (courses, audits, plans) names no sender, and a second one of a period
may as well be another office's. Which of both it is, a person must say: by taking the older load back, or by leaving it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.findings import Finding
from loaders.forms import forms
from loaders.results import FileResult
from store import Writer

_OLDER = """
    with live as (
        select r.report_id, r.load_id, r.file_id, r.form, r.period, a.unit_id, a.kind, a.happened_on, a.content, a.sheet
        from report r join activity a using (report_id)
        where r.programme = $programme and r.source = 'list' and r.load_id not in (select undone from undo)),
    pairs as (
        select distinct n.file_id, o.file_id as older, o.load_id, n.period
        from live n join live o using (form, period)
        where n.load_id = $load_id and o.load_id <> $load_id)
    select
        p.file_id, p.older, p.load_id, p.period, f.name, l.loaded_at,
        count(*) filter (not exists (
            from live n where n.file_id = p.file_id and (n.unit_id, n.kind, n.period) = (o.unit_id, o.kind, o.period)
                and n.happened_on is not distinct from o.happened_on and n.content is not distinct from o.content)) as gone,
        count(*) as whole,
        (select min(sheet) from live n where n.file_id = p.file_id) as sheet
    from pairs p
    join live o on o.file_id = p.older and o.period = p.period
    join file f on f.file_id = p.older
    join load l on l.load_id = p.load_id
    group by all
    order by p.file_id, p.load_id"""


def findings(writer: Writer, files: Mapping[int, FileResult]) -> Iterator[tuple[int, Finding]]:
    """A finding for every older list that shares rows or the name with one of this load and has rows that it lacks.

    `files` holds the workbooks of this load by their number.
    """
    if not any(result.form and forms()[result.form].source == "list" for result in files.values()):
        return
    for file_id, _, load, period, name, loaded_at, gone, whole, sheet in writer.rows(
        _OLDER, {"load_id": writer.load_id, "programme": writer.programme}
    ):
        if gone and (gone < whole or name == files[file_id].file):
            told = {"other": name, "load": load, "day": f"{loaded_at:%d/%m/%Y}", "count": gone, "period": period}
            yield file_id, Finding("list_beside_older", sheet, None, None, told, period=period)
