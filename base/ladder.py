"""The ladder of stages, the open list of editions, the groups of units.

Stages: Circular 26/2014/TT-BKHCN as practised: not started, building, applied, announced; suspended and
withdrawn stand beside the ladder and count neither as applied nor as announced.
"""

from __future__ import annotations

from collections.abc import Iterable

NOT_STARTED, BUILDING, APPLIED, ANNOUNCED = 0, 1, 2, 3
SUSPENDED, WITHDRAWN = -1, -2

STAGES: dict[int, tuple[str, str]] = {
    NOT_STARTED: ("Chưa triển khai", "Not started"),
    BUILDING: ("Đang xây dựng", "Building"),
    APPLIED: ("Đã áp dụng", "Applied"),
    ANNOUNCED: ("Đã công bố", "Announced"),
    SUSPENDED: ("Tạm dừng", "Suspended"),
    WITHDRAWN: ("Đã hủy công bố", "Withdrawn"),
}

EDITIONS = ("2000", "2008", "2015", "2026")

NEW, CONVERTED = "new", "converted"
PATHS: dict[str, tuple[str, str]] = {
    NEW: ("Xây dựng mới", "Built new"),
    CONVERTED: ("Chuyển đổi từ phiên bản 2008", "Converted from 2008"),
}

# The groups that the house has English names for. The list is open: which groups a programme has, its register says.
# A division (phòng) is part of its People's Committee: it reports and trains, but is not an office that is counted.
DIVISION = "Phòng chuyên môn"
GROUPS: dict[str, str] = {
    "Sở, ban, ngành": "Provincial departments",
    "Đơn vị trực thuộc sở": "Units under departments",
    "UBND cấp tỉnh": "Provincial committees",
    "Bộ, ngành": "Ministries",
    "UBND cấp huyện": "District committees",
    DIVISION: "District divisions",
    "UBND cấp xã": "Commune committees",
    "Khác": "Other",
}


# Whether a unit has to apply the standard, as registers of units say it.
OBLIGATIONS: dict[str, str] = {
    "Bắt buộc": "Mandatory",
    "Khuyến khích": "Encouraged",
    "Theo chỉ đạo của tỉnh": "Directed by the province",
}


def in_order(groups: Iterable[str]) -> list[str]:
    """Groups of units, each once: those of `GROUPS` first and in its order, a programme's own ones after them as they come."""
    found = dict.fromkeys(groups)
    return [group for group in GROUPS if group in found] + [group for group in found if group not in GROUPS]
