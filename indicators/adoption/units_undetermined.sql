-- name_vi: Số đơn vị chưa xác định sau sắp xếp
-- name_en: Units undetermined after an arrangement
-- kind: stock
-- over_time: last
-- format: count
-- better: lower
-- population: offices
-- definition_vi: Số đơn vị hình thành do sắp xếp (nhập, chia, đổi tên, chuyển loại) mà đến cuối kỳ chưa có báo cáo nào cho biết tình trạng. Tình trạng của các đơn vị trước sắp xếp không được kế thừa; các đơn vị này không tính là chưa áp dụng.
-- definition_en: Offices that came out of a merger, split, rename or change of kind and whose stage no report has told by the end of the period. The stage of the offices before is not inherited; these offices do not count as not applying.
-- source: Quyết định 19/2014/QĐ-TTg
-- priority: P2
-- fields: succession.effective_on, status.stage
select s.unit_id, s.period, cast(s.stage is null and n.first_day is not null as bigint) as part, null as whole
from standing s
left join (
    select new_unit as unit_id, min(effective_on) as first_day
    from successions_now
    group by new_unit) n on n.unit_id = s.unit_id and n.first_day <= s.ends_on
