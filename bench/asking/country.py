"""A country to measure with: a hundred provinces of 250 units, forty quarters, written by SQL in one load.

What stands in it is made up from hashes of unit and quarter, so it is the same every time: nine in ten units report
themselves each quarter, half of the silent ones stand in an annex; stages rise over the years; a report has one or two rows
of dossiers, one in twenty a course or an audit, one in ten a passage of text; each fourth quarter a unit lists its procedures.
Rows stand in the order in which reports come: quarter by quarter.
"""

from __future__ import annotations

from store import Writer, open_store

PROVINCES, PER_PROVINCE = 100, 250
FIRST_YEAR = 2010
# Of the 250 units of a province: itself, 20 departments, 10 districts with 5 divisions and about 17 communes each.
_UNITS = """
create temp table units as
select
    p.p, u.u,
    'P' || p.p || case when u.u = 0 then '' else '-' || u.u end as unit_id,
    case when u.u = 0 then 'UBND tỉnh số ' when u.u <= 20 then 'Sở số ' when u.u <= 30 then 'UBND huyện số '
        when u.u <= 80 then 'Phòng số ' else 'UBND xã số ' end || (p.p * 1000 + u.u) as name,
    case when u.u = 0 then 'UBND cấp tỉnh' when u.u <= 20 then 'Sở, ban, ngành' when u.u <= 30 then 'UBND cấp huyện'
        when u.u <= 80 then 'Phòng chuyên môn' else 'UBND cấp xã' end as unit_group,
    case when u.u = 0 then null when u.u <= 30 then 'P' || p.p else 'P' || p.p || '-' || (21 + u.u % 10) end as parent_id,
    case when u.u % 3 = 0 then 'Khuyến khích' else 'Bắt buộc' end as obligation
from range({provinces}) p(p), range({units}) u(u)"""
_QUARTERS = """
create temp table quarters as
select
    q.q, {first} + q.q // 4 as year, q.q % 4 + 1 as number, year || 'Q' || number as period,
    make_date(year, number * 3, 14) as period_end,
    cast(period_end - to_months(3) as date) + 1 as period_start
from range({quarters}) q(q)"""
_SENT = """
create temp table sent as
select
    row_number() over () as n, *, h % 100 >= 90 as annex
from (
    select u.*, q.*, cast(hash(u.unit_id, q.q) // 7 as bigint) as h, cast(hash(u.unit_id) % 40 as bigint) as pace
    from units u, quarters q
    where hash(u.unit_id, q.q) // 7 % 100 < 95
    order by q.q, u.p, u.u)"""
_ID = "$load_id * 10000000 + n"
_STAGE = "case when q > pace + 8 then 3 when q > pace then 2 when q > pace // 2 then 1 else 0 end"
_ROWS = {
    "unit": """select 1 as row_number, 'F5' as sheet, 'default' as programme, unit_id, name, unit_group, parent_id, obligation,
        date '2000-01-01' as valid_from from units""",
    "file": """select $load_id * 1000000 + n as file_id, unit_id || '_' || period || '.xlsx' as name, md5(n::varchar) as sha256,
        14000 as size_bytes, 'accepted' as outcome, 90 as rows_read, 90 as rows_loaded, 0 as rows_held, 0 as rows_ignored
        from sent""",
    "report": f"""select $load_id * 1000000 + n as file_id, {_ID} as report_id, 'default' as programme,
        case when annex then 'consolidated' else 'unit_report' end as form, case when annex then 'annex' else 'own' end as source,
        unit_id, period, period_start, period_end, 1 as version, period_end + cast(h % 30 as integer) as received_on from sent""",
    "status": f"""select {_ID} as report_id, 'I' as sheet, 12 as row_number, {_STAGE} as stage,
        case when q > pace + 16 then '2015' when q > pace then '2008' end as edition,
        case when q > pace + 16 then 'converted' when q > pace then 'new' end as path,
        9 as docs_mandatory, 20 + h % 60 as procedures_tthc, 5 + h % 20 as procedures_internal, 30 + h % 90 as tthc_authority
        from sent""",
    "handling": f"""select {_ID} as report_id, 'II' as sheet, 10 + f as row_number, 'Lĩnh vực ' || f as field_of_work,
        h % 40 as received_online, h % 90 as received_direct, h % 7 as carried_over,
        received_online + received_direct + carried_over as received_total, received_total - h % 5 as resolved_total,
        h % 3 as resolved_late, resolved_total // 2 as resolved_early, resolved_total - resolved_early - resolved_late
            as resolved_on_time, h % 5 as pending_total, h % 2 as pending_overdue, pending_total - pending_overdue
            as pending_in_time
        from sent, range(2) f(f) where f = 0 or h % 6 = 0""",
    "activity": f"""select {_ID} as report_id, 'III' as sheet, 8 as row_number, case h % 4 when 0 then 'audit' when 1 then
        'review' when 2 then 'training' else 'inspection' end as kind, period_end - cast(h % 60 as integer) as happened_on,
        'Nội dung ' || h % 9 as content, h % 50 as participants from sent where not annex and h // 13 % 20 = 0""",
    "narrative": f"""select {_ID} as report_id, 'IV' as sheet, 5 as row_number, 'difficulty' as topic,
        'Thiếu kinh phí và nhân lực, mẫu ' || h % 50 as body from sent where not annex and h // 17 % 10 = 0""",
    "procedure": f"""select {_ID} as report_id, 'V' as sheet, 9 + k as row_number, 'QT-' || k as code,
        'Quy trình số ' || k as name,
        case k when 0 then 'internal' when 1 then 'other' else 'tthc' end as kind, 'Lĩnh vực ' || k % 2 as field_of_work
        from sent, range(8) k(k) where not annex and number = 4""",
    "inventory": f"""select {_ID} as report_id, 'VI' as sheet, 9 as row_number, 60 as one_stop_total, h % 60 as process_total
        from sent where not annex and number = 2""",
    "finding": """select $load_id * 1000000 + n as file_id, 'same_as_before' as rule,
        case when h % 400 = 0 then 'error' else 'warning' end as severity, 'II' as sheet, 'G10' as cell, '7' as value,
        'Trùng số liệu kỳ trước.' as message_vi, 'The same as before.' as message_en, unit_id, period from sent
        where h // 19 % 20 = 0""",
    "held": f"""select $load_id * 1000000 + n as file_id, {_ID} as report_id, 'handling' as relation, 'received_online' as field,
        'II' as sheet, 'E10' as cell, '1.234' as raw, '1234;1.234' as candidates from sent where h // 23 % 2000 = 0""",
    "review": """select 'default' as programme, unit_id, period, 'approved' as step from sent
        where q < {quarters} - 1 and h % 2 = 0""",
}  # fmt: skip


def write_country(address: str, *, provinces: int = PROVINCES, quarters: int = 40) -> None:
    """Writes the country into a new store, as one load that the ledger covers."""
    sizes = {"provinces": provinces, "units": PER_PROVINCE, "quarters": quarters, "first": FIRST_YEAR}
    with open_store(address).writing("bench", "reports") as writer:
        for text in (_UNITS, _QUARTERS, _SENT):
            _do(writer, text.format(**sizes))
        for table, text in _ROWS.items():
            rows = text.format(**sizes).replace("$load_id", str(writer.load_id))
            _do(writer, f"insert into {table} by name select {writer.load_id} as load_id, * from ({rows})")
            writer._written.add(table)
        for table in ("units", "quarters", "sent"):
            _do(writer, f"drop table {table}")


def _do(writer: Writer, sql: str) -> None:
    # Millions of rows go in by SQL, not row by row through the door that loads use.
    writer._execute(sql)
