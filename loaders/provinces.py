"""The register of one province as a workbook of form F5, made from the register of the country."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from base.errors import UsageError
from loaders.names import unit_key, without_kind
from loaders.reference import Step, Territory, steps, territories

SINCE = date(2014, 1, 1)
_GROUPS = {"T": "UBND cấp tỉnh", "H": "UBND cấp huyện", "X": "UBND cấp xã"}
_UNIT_HEADS = (
    "Mã đơn vị", "Tên đơn vị", "Nhóm đơn vị", "Loại", "Mã ĐVHC", "Đơn vị cấp trên", "Từ ngày", "Đến ngày", "Vĩ độ", "Kinh độ",
)  # fmt: skip
_STEP_HEADS = ("Đơn vị cũ", "Đơn vị mới", "Hình thức", "Ngày hiệu lực", "Căn cứ")
_STEPS = {"merge": "Nhập", "split": "Chia", "rename": "Đổi tên", "retype": "Chuyển loại"}


def province_units(province: str) -> list[Territory]:
    """The province of this name before and after 1/7/2025 with all below it; for one that ended, also the one it went into.

    Raises UsageError where no province has the name.
    """
    wanted = without_kind(unit_key(province))
    tops = {one.unit_id for one in territories() if one.unit_id[0] == "T" and without_kind(unit_key(one.name)) == wanted}
    if not tops:
        raise UsageError(f"Không có tỉnh, thành phố «{province}».", f"There is no province «{province}».")
    if not any(one.unit_id in tops and one.valid_to is None for one in territories()):
        tops |= {step.new_unit for step in steps() if step.old_unit in tops}
    chosen = set(tops)
    for one in territories():  # higher levels come first
        if one.parent_id in chosen:
            chosen.add(one.unit_id)
    # A unit that goes on has a row under each of its parents, of which only one may be of this province.
    return [one for one in territories() if one.unit_id in tops or one.parent_id in chosen]


def province_workbook(units: Sequence[Territory], since: date = SINCE) -> bytes:
    """These units and what followed what among them as form F5. `since`: the first day of units whose list does not say."""
    from openpyxl import Workbook

    known = {unit.unit_id for unit in units}
    book = Workbook(write_only=True)
    _fill(book.create_sheet("Danh mục đơn vị"), _UNIT_HEADS, (_unit_row(unit, since) for unit in units))
    told = [step for step in steps() if step.old_unit in known and step.new_unit in known]
    _fill(book.create_sheet("Sắp xếp đơn vị"), _STEP_HEADS, map(_step_row, told))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def office_name(territory: Territory) -> str:
    """The name of the office of a territory: «UBND xã Ea Tul»."""
    return f"UBND {territory.name[0].lower()}{territory.name[1:]}"


def _fill(sheet: Any, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet.append(heads)
    for row in rows:
        sheet.append(row)


def _unit_row(unit: Territory, since: date) -> Sequence[Any]:
    days = (unit.valid_from or since, unit.valid_to)
    place = (unit.latitude, unit.longitude)
    return (unit.unit_id, office_name(unit), _GROUPS[unit.unit_id[0]], unit.kind, unit.code, unit.parent_id, *days, *place)


def _step_row(step: Step) -> Sequence[Any]:
    return (step.old_unit, step.new_unit, _STEPS[step.kind], step.effective_on, None)
