"""The figures that offices have published, from small workbooks through the reception to the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from base.period import parse_period
from indicators import catalogue, measure
from store import reading
from tests.indicators.paper import activities, annex, dossiers, handed, own, registered
from tests.indicators.test_commands import answer

Q1, Q4 = "Quý I năm 2019 (Từ ngày 15/12/2018 đến ngày 14/3/2019)", "Quý IV năm 2018 (Từ ngày 15/9/2018 đến ngày 14/12/2018)"
YEAR = "Năm {0} (Từ ngày 15/12/{1} đến ngày 14/12/{0})"
EDITION, PATH = "Phiên bản đang áp dụng", "Hình thức xây dựng"
NEW, CONVERTED = "Xây dựng mới", "Chuyển đổi từ phiên bản 2008"
Shown = Callable[..., dict[str, Any]]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty store, which the command line looks into."""
    monkeypatch.setenv("QMS_STORE", str(tmp_path / "store"))
    return str(tmp_path / "store")


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    """The one row of `python -m indicators show CODE --period P --json`."""

    def show(code: str, period: str, *more: str) -> dict[str, Any]:
        (row,) = answer(capsys, "show", code, "--period", period, *more)["rows"]
        return row

    return show


def percent(row: dict[str, Any]) -> str:
    """A share to two places, as it is printed."""
    return f"{100 * row['value']:.2f}"


def year(number: int) -> str:
    return YEAR.format(number, number - 1)


def test_dak_lak(office: str, shown: Shown, capsys: pytest.CaptureFixture[str]) -> None:
    codes = registered(office, [f"X{i:03d}" for i in range(247)])
    rows: list[list[Any]] = [
        [code, "Đã áp dụng", "2015" if i < 56 else "2008", NEW, None, None, None] for i, code in enumerate(codes)
    ]
    rows[0][4:] = ["16.934", 426, "1.1189"]
    heads = [EDITION, PATH, "Quy trình theo TTHC", "Quy trình nội bộ", "Số tài liệu bắt buộc"]
    result = handed(office, "TongHop", annex(Q4, heads, rows))
    assert [finding.rule for finding in result.findings] == ["malformed_number"]
    assert (shown("units_applied", "2018Q4")["value"], shown("units_v2015", "2018Q4")["value"]) == (247, 56)
    assert percent(shown("v2015_rate", "2018Q4")) == "22.67"
    remaining = shown("conversion_remaining", "2018Q4")["value"]
    assert (remaining, f"{100 * remaining / 247:.2f}") == (191, "77.33")
    assert (shown("units_converted", "2018Q4")["value"], shown("conversion_rate", "2018Q4")["value"]) == (0, 0)
    tthc, internal = shown("procedures_tthc", "2018Q4")["value"], shown("procedures_internal", "2018Q4")["value"]
    assert (tthc, internal, f"{tthc / 247:.2f}", f"{internal / 247:.2f}") == (16934, 426, "68.56", "1.72")
    documents = shown("docs_mandatory", "2018Q4")
    assert (documents["value"], documents["status"], shown("values_held", "2018Q4")["value"]) == (None, "not_reported", 1)
    with reading(office) as reader:
        assert reader.rows("select raw, candidates from held") == [("1.1189", "1189;11189")]


def test_general_department_of_defence_industry(office: str, shown: Shown, capsys: pytest.CaptureFixture[str]) -> None:
    codes = registered(office, [f"D{i:02d}" for i in range(26)])
    rows = [[code, "Đã công bố", "2015", CONVERTED, *[None] * 5] for code in codes]
    rows[0][4:] = [12, 268, 251, 531, "100 %"]
    heads = [EDITION, PATH, "Quy trình theo TTHC", "Quy trình nội bộ", "Quy trình khác", "Tổng số quy trình"]
    result = handed(office, "TongHop", annex(year(2020), [*heads, "Tỷ lệ áp dụng do báo cáo nêu"], rows))
    assert [(finding.rule, finding.severity, finding.value) for finding in result.findings] == [
        ("percent_without_base", "info", "100 %")
    ]
    total, product = shown("procedures_total", "2020")["value"], shown("procedures_other", "2020")["value"]
    announced = shown("units_announced", "2020")["value"]
    assert (total, product, total - product, f"{100 * product / total:.2f}") == (531, 251, 280, "47.27")
    assert (announced, f"{total / announced:.2f}", percent(shown("adoption_rate", "2020"))) == (26, "20.42", "100.00")
    assert shown("reported_pct_no_base", "2020")["value"] == 1
    cells = answer(capsys, "explain", "reported_pct_no_base", "--period", "2020")["cells"]
    assert [(cell["value"], cell["unit"]) for cell in cells] == [("100 %", "D00")]


def test_4300_certificates_are_four_thousand(office: str, shown: Shown) -> None:
    registered(office, ["D00"])
    heads = ["Hồ sơ đã giải quyết", "Hồ sơ giải quyết trước và đúng hạn", "Hồ sơ giải quyết quá hạn"]
    handed(office, "TongHop", annex(year(2020), heads, [["D00", "Đã công bố", "4.300", "4.300", 0]]))
    assert shown("resolved_total", "2020")["value"] == 4300


def test_hai_ba_trung(office: str, shown: Shown) -> None:
    divisions, wards = [f"P{i:02d}" for i in range(12)], [f"X{i:02d}" for i in range(18)]
    registered(office, ["H", *divisions, *wards], dict.fromkeys([*divisions, *wards], "H"))
    rows = [(code, "Đào tạo, tập huấn", date(2022, 4, 26), "Duy trì, cải tiến") for code in (*divisions, *wards)]
    assert handed(office, "TapHuan", activities("DANH SÁCH ĐƠN VỊ DỰ TẬP HUẤN", rows)).outcome == "accepted"
    assert (shown("training_units", "2022Q2")["value"], shown("training_courses", "2022Q2")["value"]) == (30, 1)
    participants = shown("training_participants", "2022Q2")
    assert (participants["value"], participants["status"]) == (None, "not_reported")
    assert shown("units_in_scope", "2022Q2")["value"] == 1 + 18


def test_ministry_of_defence(office: str, capsys: pytest.CaptureFixture[str]) -> None:
    phases = [
        ("Tên giai đoạn", "Từ ngày", "Đến ngày", "Phiên bản đích", "Văn bản"),
        ("Giai đoạn 1", date(2014, 1, 1), date(2018, 12, 31), "TCVN ISO 9001:2008", None),
        ("Giai đoạn 2", date(2019, 1, 1), date(2021, 12, 31), "TCVN ISO 9001:2015", None),
    ]
    assert handed(office, "ChuongTrinh", {"Giai đoạn": phases}).outcome == "accepted"
    with reading(office) as reader:
        ((gap,),) = reader.rows("select max(starts_on) - min(ends_on) from phase")
        assert (gap, reader.rows("select edition from phase order by starts_on")) == (1, [("2008",), ("2015",)])
    assert _values(office, "2018") == {}
    assert answer(capsys, "show", "units_applied", "--period", "2018")["rows"] == []


def test_national_report_without_counts(office: str, capsys: pytest.CaptureFixture[str]) -> None:
    registered(office, ["T00"])
    upkeep = [
        (None, "Khó khăn, vướng mắc"), (None, "Thiếu kinh phí"), (None, "Kiến nghị, đề xuất"), (None, "Sửa đổi quy định"),
    ]  # fmt: skip
    said = {"Phiên bản tiêu chuẩn đang áp dụng": "TCVN ISO 2001:2008"}
    result = handed(office, "BaoCao", own("T00", year(2020), said, upkeep))
    assert [finding.rule for finding in result.findings] == ["unknown_standard"]
    with reading(office) as reader:
        told = dict(reader.rows("select topic, body from narrative"))
        assert told == {"difficulty": "Thiếu kinh phí", "proposal": "Sửa đổi quy định"}
    counted = {code: value for code, value in _values(office, "2020").items() if catalogue()[code].theme != "reporting"}
    assert counted == {"units_in_scope": 1, "units_mandatory": 1} | dict.fromkeys(NOTHING_DONE, 0)


# A unit's own report that lists no activity has done none; no merger left its stage open.
NOTHING_DONE = (
    "training_courses", "training_participants", "training_units", "inspections_done", "nonconformities", "units_undetermined",
)  # fmt: skip


def _values(address: str, label: str) -> dict[str, float]:
    """The totals of all indicators that have one."""
    with reading(address) as reader:
        rows = {code: measure(reader, code, period=parse_period(label)).rows for code in catalogue()}
    return {code: row.value for code, found in rows.items() for row in found if row.value is not None}


def test_hung_yen(office: str, shown: Shown) -> None:
    codes = registered(office, [f"X{i:02d}" for i in range(95)])
    paths = [NEW] * 65 + [CONVERTED] * 28 + [None] * 2
    rows = [
        (code, "Đã công bố", "2015", path, "Điện tử" if path is None else "Giấy") for code, path in zip(codes, paths, strict=True)
    ]
    handed(office, "TongHop", annex(year(2022), [EDITION, PATH, "Phương thức áp dụng"], rows))
    parts = [shown(code, "2022")["value"] for code in ("units_new_2015", "units_converted", "units_electronic")]
    assert (parts, sum(parts), shown("units_v2015", "2022")["value"]) == ([65, 28, 2], 95, 95)


def test_quang_ninh_is_electronic_throughout(office: str, shown: Shown) -> None:
    codes = registered(office, [f"D{i:03d}" for i in range(227)])
    rows = [(code, "Đã công bố", "2015", "x") for code in codes]
    handed(office, "TongHop", annex(year(2022), [EDITION, "ISO điện tử"], rows))
    assert (shown("units_electronic", "2022")["value"], shown("units_applied", "2022")["value"]) == (227, 227)


def test_vinh_phuc(office: str, shown: Shown) -> None:
    registered(office, ["D00"])
    heads = [
        "Tổng số hồ sơ tiếp nhận", "Tiếp nhận trực tuyến", "Tiếp nhận trực tiếp", "Hồ sơ kỳ trước chuyển qua",
        "Tổng số hồ sơ đã giải quyết", "Giải quyết trước và đúng hạn", "Giải quyết quá hạn", "Tổng số hồ sơ đang giải quyết",
        "Đang giải quyết trong hạn", "Đang giải quyết quá hạn", "Trả lại, xin rút", "Hồ sơ đến hạn",
    ]  # fmt: skip
    row = ("Cả tỉnh", 20630, 4000, 15630, 1000, 19255, 19255, 0, 1359, 670, 689, 16, "19.944")
    period = "Tháng 8 năm 2021 (Từ ngày 21/7/2021 đến ngày 20/8/2021)"
    result = handed(office, "MotCua", dossiers("D00", period, heads, [row]))
    assert [finding for finding in result.findings if finding.severity == "error"] == []
    month = "2021M08"
    due, overdue = shown("on_time_rate_due", month), shown("overdue_rate", month)
    assert (due["part"], due["whole"], percent(due)) == (19255, 19944, "96.55")
    assert (overdue["part"], overdue["whole"], percent(overdue)) == (689, 19944, "3.45")
    assert (percent(shown("on_time_rate", month)), percent(shown("on_time_rate_with_backlog", month))) == ("100.00", "96.55")
    returned, received = shown("returned_withdrawn", month)["value"], shown("online_rate", month)["whole"]
    assert (returned, received, f"{100 * returned / received:.2f}", f"{100 * returned / due['whole']:.2f}") == (
        16, 19630, "0.08", "0.08")  # fmt: skip


def test_guard_of_the_mausoleum(office: str, shown: Shown) -> None:
    codes = registered(office, [f"D{i:02d}" for i in range(14)])
    rows: list[list[Any]] = [[code, "Đã áp dụng", "2015", *[None] * 4] for code in codes]
    rows[0][3:] = [9, 9, 63, 111]
    heads = [EDITION, "Quy trình theo TTHC", "TTHC thuộc thẩm quyền", "Quy trình nội bộ", "Số công việc nội bộ đã rà soát"]
    handed(office, "TongHop", annex(year(2019), heads, rows))
    told = {code: shown(code, "2019") for code in ("adoption_rate", "tthc_in_qms_rate", "internal_in_qms_rate")}
    assert {code: (row["part"], row["whole"], percent(row)) for code, row in told.items()} == {
        "adoption_rate": (14, 14, "100.00"), "tthc_in_qms_rate": (9, 9, "100.00"), "internal_in_qms_rate": (63, 111, "56.76"),
    }  # fmt: skip


def test_provinces_of_the_country(office: str, shown: Shown) -> None:
    codes = registered(office, [f"T{i:02d}" for i in range(63)])
    rows = [(code, "Đã công bố" if i else "Đang xây dựng") for i, code in enumerate(codes)]
    handed(office, "TongHop", annex(year(2020), [], rows))
    row = shown("adoption_rate", "2020")
    assert (row["part"], row["whole"], percent(row)) == (62, 63, "98.41")


def test_quang_nam_lost_certificates(office: str, shown: Shown) -> None:
    codes = registered(office, [f"D{i:02d}" for i in range(41)])
    stages = ["Đã công bố"] * 24 + ["Đang xây dựng"] * 8 + ["Chưa triển khai"] * (7 + 2)
    handed(office, "TongHop2013", annex(year(2013), [EDITION], _staged(codes, stages)))
    stages[:7] = ["Đã hủy công bố"] * 7
    handed(office, "TongHop2014", annex(year(2014), [EDITION], _staged(codes, stages)))
    before, after = shown("announcement_rate", "2013"), shown("announcement_rate", "2014")
    assert [(row["part"], row["whole"]) for row in (before, after)] == [(24, 41), (17, 41)]
    assert after["value"] < before["value"]
    assert (shown("units_withdrawn", "2013")["value"], shown("units_withdrawn", "2014")["value"]) == (0, 7)


def _staged(codes: list[str], stages: list[str]) -> list[tuple[str, str, str | None]]:
    return [(code, stage, "2008" if stage == "Đã công bố" else None) for code, stage in zip(codes, stages, strict=True)]


def test_hoa_binh_by_level(office: str, capsys: pytest.CaptureFixture[str]) -> None:
    registered(office, ["D00", "H00", "X00"])
    heads = [EDITION, PATH, "Hồ sơ đã giải quyết", "Hồ sơ giải quyết trước và đúng hạn", "Hồ sơ giải quyết quá hạn"]
    told = {"D00": (2000, 1996), "H00": (1000, 990), "X00": (200, 199)}
    rows = [(code, "Đã công bố", "2015", CONVERTED, whole, part, whole - part) for code, (whole, part) in told.items()]
    handed(office, "TongHop", annex(year(2020), heads, rows))
    levels = answer(capsys, "show", "on_time_rate", "--period", "2020", "--by", "level")["rows"]
    assert {row["key"]: percent(row) for row in levels} == {"province": "99.80", "district": "99.00", "commune": "99.50"}
    (total,) = answer(capsys, "show", "on_time_rate", "--period", "2020")["rows"]
    assert (total["part"], total["whole"]) == (3185, 3200)
    assert percent(answer(capsys, "show", "conversion_rate", "--period", "2020")["rows"][0]) == "100.00"


def test_binh_thuan_plans_and_what_became_of_them(office: str, shown: Shown) -> None:
    codes = registered(office, [f"X{i:02d}" for i in range(40)])
    plan = [(code, "Kế hoạch xây dựng", None, "Kế hoạch năm 2018") for code in codes[:29]]
    plan += [(code, "Kế hoạch kiểm tra", date(2018, 10, 1), "385/KH-UBND") for code in codes[:5]]
    result = handed(office, "KeHoach", activities(f"DANH SÁCH THEO KẾ HOẠCH NĂM 2018. Kỳ báo cáo: {year(2018)}", plan))
    assert result.findings == []
    rows = [(code, "Đã áp dụng" if i < 20 else "Đang xây dựng", "2015" if i < 20 else None) for i, code in enumerate(codes)]
    handed(office, "TongHop", annex(Q4, [EDITION], rows))
    fulfilled = shown("plan_fulfilment", "2018Q4")
    assert (shown("units_planned_year", "2018Q4")["value"], fulfilled["part"], fulfilled["whole"]) == (29, 20, 29)
    assert (shown("inspections_planned", "2018Q4")["value"], shown("inspections_planned", "2018")["value"]) == (5, 5)
    assert shown("inspections_planned", "2018Q3")["status"] == "not_reported"
    assert shown("inspections_done", "2018Q4")["value"] is None
    assert shown("units_planned_year", "2019Q1")["status"] == "not_reported"


def test_military_region_9_prints_only_the_total(office: str, shown: Shown) -> None:
    registered(office, ["D00"])
    heads = [EDITION, "Quy trình theo TTHC", "Tổng số quy trình"]
    handed(office, "TongHop", annex(year(2023), heads, [("D00", "Đã công bố", "2015", 176, 460)]))
    assert (shown("procedures_total", "2023")["value"], shown("procedures_tthc", "2023")["value"]) == (460, 176)


def test_what_a_unit_tells_beside_its_procedures(office: str, shown: Shown) -> None:
    registered(office, ["X00", "X01"])
    said = {
        "Số quy trình sửa đổi, bổ sung trong kỳ": 4, "Số phiếu khảo sát hài lòng": 200, "Số phiếu hài lòng": 184,
        "Kinh phí bố trí trong kỳ (triệu đồng)": "12,5", "Kinh phí đã chi trong kỳ (triệu đồng)": 8.25,
        "Ngày công bố": date(2018, 10, 3), "Tình trạng xây dựng, áp dụng": "Đã công bố",
        "Phiên bản tiêu chuẩn đang áp dụng": "TCVN ISO 9001:2015",
    }  # fmt: skip
    upkeep = [
        ("Đánh giá nội bộ", date(2018, 10, 5), None, None, 5, 3), ("Kiểm tra", date(2018, 11, 5), None, None, 2, 2),
        ("Đánh giá nội bộ", date(2018, 11, 25), None, None, 3, None),
    ]  # fmt: skip
    assert handed(office, "BaoCao", own("X00", Q4, said, upkeep)).outcome == "accepted"
    handed(office, "BaoCao2", own("X00", Q1, said | {"Số quy trình sửa đổi, bổ sung trong kỳ": 3}))
    flows = {"procedures_revised": 4, "budget_allocated": 12_500_000, "budget_spent": 8_250_000, "nonconformities": 10}
    assert {code: shown(code, "2018Q4")["value"] for code in flows} == flows
    assert percent(shown("satisfaction_rate", "2018Q4")) == "92.00"
    closed = shown("nonconformities_closed_rate", "2018Q4")
    assert (closed["part"], closed["whole"]) == (5, 7)  # of the audit without a number nothing is known
    assert [shown("units_announced_new", label)["value"] for label in ("2018Q3", "2018Q4", "2018", "2019Q1")] == [None, 1, 1, 0]
    assert shown("procedures_revised", "2019Q1")["value"] == 3
    assert shown("units_electronic", "2018Q4")["status"] == "not_reported"
