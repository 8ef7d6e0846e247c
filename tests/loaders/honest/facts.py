"""The figures of the honest corpus: units, dossiers, procedures, drawn once from a seed; every sum in them holds."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

SENDER = "UBND thành phố Buôn Ma Thuột"
SENDER_CODE = "DLK-H643"
PERIOD = "2018Q4"
PERIOD_LINE = "Kỳ báo cáo: Quý IV năm 2018 (Từ ngày 15/9/2018 đến ngày 14/12/2018)"
FIELDS = ("Đất đai", "Hộ tịch", "Chứng thực", "Bảo trợ xã hội", "Xây dựng", "Môi trường", "Thi đua, khen thưởng", "Đường bộ")
DEPARTMENTS = (
    ("DLK-S02", "Sở Nội vụ"), ("DLK-S15", "Sở Giáo dục và Đào tạo"), ("DLK-S18", "Thanh tra tỉnh"),
)  # fmt: skip
DISTRICTS = (("DLK-H652", "UBND huyện M'Đrắk"), ("DLK-H643", "UBND thành phố Buôn Ma Thuột"))
COMMUNES = (
    ("DLK-X24215", "UBND xã Ia JLơi"), ("DLK-X24274", "UBND xã Ea H'đinh"), ("DLK-X24310", "UBND xã Chư KBô"),
    ("DLK-X24358", "UBND xã Tam Giang"), ("DLK-X24508", "UBND xã Ea Yông"),
)  # fmt: skip
GROUPS = (("Sở, ban, ngành", DEPARTMENTS), ("UBND cấp huyện", DISTRICTS), ("UBND cấp xã", COMMUNES))
UNITS = [unit for _, units in GROUPS for unit in units]
HANDLING = (
    "received_total", "received_online", "received_direct", "carried_over", "resolved_total", "resolved_early",
    "resolved_on_time", "resolved_late", "pending_total", "pending_in_time", "pending_overdue",
)  # fmt: skip
INVENTORY = [
    f"{part}_{level}" for part in ("authority", "one_stop", "process") for level in ("total", "province", "district", "commune")
]
STAGES = ((0, "Chưa triển khai"), (1, "Đang xây dựng"), (2, "Đã áp dụng"), (3, "Đã công bố"))
Row = dict[str, Any]


def dossiers(seed: int, *, returned: bool = False, small: bool = False) -> Row:
    """The eleven columns of form II.06a, and dossiers returned and withdrawn, with every identity kept."""
    draw = random.Random(f"dossiers {seed}")
    high = 9 if small else 2500
    row: Row = {name: draw.randint(0, high) for name in ("resolved_early", "resolved_on_time", "resolved_late")}
    row |= {name: draw.randint(0, high // 4) for name in ("pending_in_time", "pending_overdue")}
    row["returned"], row["withdrawn"] = (draw.randint(0, 9), draw.randint(0, 9)) if returned else (0, 0)
    row["returned_withdrawn"] = row["returned"] + row["withdrawn"]
    row["resolved_by_deadline"] = row["resolved_early"] + row["resolved_on_time"]
    row["resolved_total"] = row["resolved_by_deadline"] + row["resolved_late"]
    row["pending_total"] = row["pending_in_time"] + row["pending_overdue"]
    row["received_total"] = row["resolved_total"] + row["pending_total"] + row["returned_withdrawn"]
    row["carried_over"] = draw.randint(0, row["received_total"] // 3)
    fresh = row["received_total"] - row["carried_over"]
    row["received_online"] = draw.randint(0, fresh)
    row["received_direct"] = fresh - row["received_online"]
    return row


def inventory(seed: int) -> Row:
    """The twelve columns of form II.07b, with every identity kept."""
    draw = random.Random(f"inventory {seed}")
    row: Row = {}
    for level in ("province", "district", "commune"):
        row[f"authority_{level}"] = draw.randint(1, 900)
        row[f"one_stop_{level}"] = draw.randint(0, row[f"authority_{level}"])
        row[f"process_{level}"] = draw.randint(0, 200)
    for part in ("authority", "one_stop", "process"):
        row[f"{part}_total"] = sum(row[f"{part}_{level}"] for level in ("province", "district", "commune"))
    return row


def standing(seed: int) -> Row:
    """The status of one unit as the annex tells it, its dossiers among it."""
    draw = random.Random(f"standing {seed}")
    stage, said = STAGES[draw.choice((1, 2, 2, 3, 3))]
    row: Row = {"stage": stage, "stage_said": said}
    row["edition"] = draw.choice(("2008", "2015")) if stage >= 2 else None
    row["path"] = "converted" if row["edition"] == "2015" and draw.random() < 0.5 else "new"
    row["path_said"] = {"converted": "Chuyển đổi từ phiên bản 2008", "new": "Xây dựng mới"}[row["path"]]
    row["announced_on"] = date(2016 + draw.randint(0, 1), draw.randint(1, 12), draw.randint(1, 28)) if stage == 3 else None
    for name, high in (("docs_mandatory", 12), ("procedures_tthc", 300), ("procedures_internal", 40), ("procedures_other", 9)):
        row[name] = draw.randint(1, high)
    row["procedures_total"] = row["procedures_tthc"] + row["procedures_internal"] + row["procedures_other"]
    row["tthc_authority"] = row["procedures_tthc"] + draw.randint(0, 50)
    handled = dossiers(seed)
    return row | {f"handling.{name}": handled[name] for name in handled}
