"""How the name of a unit is understood: the same unit however it is spelled, and a question wherever it may be another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.folding import fold
from loaders.names import divided, unit_key, unit_keys
from loaders.provinces import office_name
from loaders.reference import territories
from loaders.register import Alias, Register, Succession, Unit
from tests.loaders import names_corpus as corpus

UNITS = [
    ("T", "UBND tỉnh Đắk Lắk", None), ("S1", "Sở Khoa học và Công nghệ", "T"), ("S2", "Sở Lao động - Thương binh và Xã hội", "T"),
    ("S3", "Văn phòng UBND tỉnh", "T"), ("S4", "Chi cục Tiêu chuẩn Đo lường Chất lượng", "S1"),
    ("B", "UBND thành phố Buôn Ma Thuột", "T"), ("B1", "UBND phường 1", "B"), ("B2", "UBND phường Tự An", "B"),
    ("B3", "UBND xã Hòa Thuận", "B"), ("B4", "Phòng Kinh tế thành phố Buôn Ma Thuột", "B"),
    ("C", "UBND huyện Cư M'gar", "T"), ("C1", "UBND xã Ea Tul", "C"), ("C2", "UBND xã Ea Kuêh", "C"),
    ("C3", "Phòng Kinh tế", "C"), ("C4", "UBND thị trấn Quảng Phú", "C"), ("C5", "UBND xã Tân Thạnh", "C"),
    ("C6", "UBND phường 1", "C"),
    ("E", "UBND huyện Ea H'leo", "T"), ("E1", "UBND xã Ea H'leo", "E"), ("E2", "UBND xã Dliê Yang", "E"),
]  # fmt: skip
REGISTER = Register(Unit(unit_id, name, parent, None, None) for unit_id, name, parent in UNITS)
OLD, NEW = (date(2024, 9, 15), date(2024, 12, 14)), (date(2025, 9, 15), date(2025, 12, 14))
BREAK = (date(2025, 6, 15), date(2025, 9, 14))


def found(name: str, parent: str | None = None, register: Register = REGISTER, period: tuple[date, date] | None = None) -> tuple:
    unit_id, finding = register.find({"name": name, "parent": parent}, "S", "B7", period)
    return unit_id, finding and finding.rule


@pytest.mark.parametrize(
    ("name", "unit_id"),
    [
        ("Ủy ban nhân dân xã Ea Tul", "C1"), ("Uỷ ban ND xã Ea Tul", "C1"), ("U.B.N.D. X. Ea Tul", "C1"), ("X.EA TUL", "C1"),
        ("UBND\u00a0xã\u200b Ea\nTul", "C1"), ("xã EaTul", "C1"), ("- UBND xã Ea Tul.", "C1"), ("«xã Ea Tul»", "C1"),
        ("UBND xã Ea Tul, huyện Cư M'gar", "C1"), ("xã Ea Tul - Cư M’gar", "C1"),
        ("xã Ea Tul (H. Cư M`gar, tỉnh Đắk Lắk)", "C1"),
        ("UBND phường 1 TP Buôn Ma Thuột", "B1"), ("P.01, TP. BMT", None), ("P.I - T.P Buôn Ma Thuột", "B1"),
        ("phường số 1, Buôn Ma Thuột", "B1"), ("UBND H Cư M'gar", "C"), ("Huyện Ea H´leo", "E"), ("xã Ea H' leo", "E1"),
        ("UBND xã Hoà Thuận", "B3"), ("UBND xã Hoà Thuận", "B3"), ("TT. Quảng Phú", "C4"), ("TT Quảng Phú", "C4"),
        ("Ubnd Ðô thị", None), ("UBND tỉnh Ðắk Lắk", "T"),
        ("Sở KH&CN", "S1"), ("Sở KHCN", "S1"), ("SỞ KH-CN TỈNH ĐẮK LẮK", "S1"), ("Sở LĐTBXH", "S2"), ("Sở LĐ-TB&XH", "S2"),
        ("Sở Lao động, Thương binh & Xã hội", "S2"), ("VP UBND tỉnh", "S3"), ("Văn phòng Uỷ ban nhân dân tỉnh", "S3"),
        ("Chi cục TĐC", "S4"), ("Chi cục TC-ĐL-CL", "S4"),
        ("Phòng Kinh tế huyện Cư M'gar", "C3"), ("Phòng KT - UBND huyện Cư M'gar", "C3"),
        ("Phòng Kinh tế TP Buôn Ma Thuột", "B4"),
    ],
)  # fmt: skip
def test_a_unit_is_known_however_it_is_spelled(name: str, unit_id: str | None) -> None:
    assert found(name) == (unit_id, None if unit_id else "unknown_unit")


@pytest.mark.parametrize(
    ("name", "parent", "answer"),
    [
        ("UBND phường 1", "UBND TP. Buôn Ma Thuột", ("B1", None)),
        ("UBND phường 1", "Cư M'gar", ("C6", None)),
        ("UBND phường 1", "C", ("C6", None)),
        ("UBND phường 1", "UBND tỉnh Đắk Lắk", (None, "ambiguous_unit")),
        ("UBND phường 1", None, (None, "ambiguous_unit")),
        ("Phòng Kinh tế", "UBND thành phố Buôn Ma Thuột", ("B4", None)),
        ("Ea Tul", "Cư M'gar", ("C1", "unit_name_loose")),  # the kind is left out, the parent is known
        ("Ea Tul", None, (None, "unknown_unit")),
        ("UBND xã Ea Tul", "UBND huyện Ea H'leo", (None, "unknown_unit")),  # the register has it under another parent
        ("UBND xã Ea Tul, huyện Ea H'leo", None, (None, "unknown_unit")),
        ("UBND xã Ea Tul", "Tổng cục Thống kê", ("C1", "unit_parent_unknown")),
        ("UBND phường Ea Tul", "Cư M'gar", (None, "unknown_unit")),  # another kind is another unit
        ("xã Ea Tul - Phòng Văn hóa", None, (None, "unknown_unit")),
        ("Trạm Y tế xã Ea Tul", None, (None, "unknown_unit")),
    ],
)
def test_the_parent_decides_and_never_gives_way(name: str, parent: str | None, answer: tuple) -> None:
    assert found(name, parent) == answer


@pytest.mark.parametrize(
    ("name", "parent", "answer"),
    [
        ("UBND xã Ea Kueh", None, ("C2", "unit_name_loose")),
        ("UBND XA EA KUEH", "UBND huyện Cư M'gar", ("C2", "unit_name_loose")),
        ("UBND xa Dlie Yang", None, ("E2", "unit_name_loose")),
        ("UBND xã Tân Thành", None, (None, "unknown_unit")),  # other diacritics, not missing ones: Tân Thạnh is another
        ("UBND xã Tan Thanh", None, ("C5", "unit_name_loose")),
        ("UBND xã Êa Tul", None, (None, "unknown_unit")),
        ("UBND xã Ea Kueh", "Sở Ngoại vụ", (None, "unknown_unit")),  # neither name nor parent is certain
    ],
)
def test_missing_diacritics_are_said_and_other_ones_are_asked(name: str, parent: str | None, answer: tuple) -> None:
    assert found(name, parent) == answer


def test_without_diacritics_two_units_are_asked() -> None:
    register = Register([*(Unit(u, n, p, None, None) for u, n, p in UNITS), Unit("C7", "UBND xã Tân Thành", "C", None, None)])
    unit_id, finding = register.find({"name": "UBND xa Tan Thanh", "parent": "Cư M'gar"}, "S", "B7")
    assert (unit_id, finding.rule) == (None, "ambiguous_unit")
    assert [one.unit_id for one in finding.details["options"]] == ["C5", "C7"]
    assert found("UBND xã Tân Thành", None, register) == ("C7", None)


def test_a_question_names_the_likeliest_units_and_their_parents() -> None:
    _, finding = REGISTER.find({"name": "UBND xã Ea Tull", "parent": "UBND huyện Cư M'gar"}, "S", "B7")
    options = finding.details["options"]
    assert (options[0].unit_id, options[0].name, options[0].parent_name) == ("C1", "UBND xã Ea Tul", "UBND huyện Cư M'gar")
    assert len(options) <= 6
    assert finding.details["parent"] == "UBND huyện Cư M'gar"
    _, elsewhere = REGISTER.find({"name": "UBND xã Ea Tul", "parent": "UBND huyện Ea H'leo"}, "S", "B7")
    assert elsewhere.details["options"][0].unit_id == "C1"
    _, typed = REGISTER.find({"code": "X9", "name": "UBND xã Ea Tul"}, "S", "B7")
    assert (typed.rule, typed.details["spelling"], typed.details["options"][0].unit_id) == ("unknown_unit", "X9", "C1")


def test_a_name_means_the_unit_of_the_period() -> None:
    end, start = date(2025, 6, 30), date(2025, 7, 1)
    register = Register(
        [
            Unit("T", "UBND tỉnh Đắk Lắk", None, None, None),
            Unit("o1", "UBND xã Ea Tul", "T", None, end), Unit("o2", "UBND xã Cư Dliê M'nông", "T", None, end),
            Unit("n1", "UBND xã Ea Tul", "T", start, None), Unit("o3", "UBND thị trấn Ea Drăng", "T", None, end),
            Unit("n3", "UBND xã Ea Drăng", "T", start, None), Unit("k", "UBND xã Cũ", "T", None, date(2019, 12, 31)),
            Unit("k", "UBND phường Mới", "T", date(2020, 1, 1), None),
        ],
        (),
        [Succession("o1", "n1", "merge"), Succession("o2", "n1", "merge"), Succession("o3", "n3", "retype")],
    )  # fmt: skip
    assert found("xã Ea Tul", None, register, OLD) == ("o1", None)
    assert found("xã Ea Tul", None, register, NEW) == ("n1", None)
    assert found("xã Ea Tul", None, register, BREAK) == ("n1", None)  # its last day decides
    assert found("xã Ea Tul", None, register) == (None, "ambiguous_unit")
    assert found("thị trấn Ea Drăng", None, register, NEW) == ("n3", "unit_renamed")
    assert found("xã Ea Drăng", None, register, OLD) == ("o3", "unit_renamed")
    assert found("xã Cũ", None, register, NEW) == ("k", None)  # the same unit under its old name
    unit_id, finding = register.find({"name": "xã Cư Dliê M'nông"}, "S", "B7", NEW)  # merged: nobody may report for it now
    assert (unit_id, finding.rule) == (None, "unit_not_valid")
    assert [one.unit_id for one in finding.details["options"]] == ["n1"]


def test_what_people_settled_counts_behind_the_register() -> None:
    units = [Unit(unit_id, name, parent, None, None) for unit_id, name, parent in UNITS]
    aliases = [
        Alias("TP BMT", None, "B"), Alias("Xã Êa Tul", None, "C2"), Alias("Xã  êa tul", None, "C1"),
        Alias("phường 1", None, "B1"), Alias("phường 1", "UBND huyện Cư M'gar", "C6"),
        Alias("xã Lạ", "huyện Ea H'leo", "E1"), Alias("Sở Cũ", None, "S1"),
        Alias("Sở Cũ", None, None), Alias("Xã Hòa Thuận", None, "C1"), Alias("Nơi khác", None, "không còn"),
    ]  # fmt: skip
    register = Register(units, aliases)
    assert found("tp. bmt", None, register) == ("B", None)
    assert found("UBND xã Êa Tul", None, register) == ("C1", None)  # of two spellings of one key the newer
    assert found("Phường 01", None, register) == ("B1", None)
    assert found("Phường 01", "H. Cư M'gar", register) == ("C6", None)
    assert found("xã Lạ", "UBND huyện Ea H’leo", register) == ("E1", None)
    assert found("xã Lạ", None, register) == (None, "unknown_unit")
    assert found("Sở Cũ", None, register) == (None, "unknown_unit")  # withdrawn
    assert found("UBND xã Hoà Thuận", None, register) == ("B3", None)  # the register comes first
    assert found("Nơi khác", None, register) == (None, "unknown_unit")


def test_a_register_that_is_its_own_parent_does_not_hang() -> None:
    register = Register([Unit("a", "UBND xã A", "b", None, None), Unit("b", "UBND huyện B", "a", None, None)])
    assert found("xã A, huyện B", None, register) == ("a", None)
    assert found("xã A, huyện C", "huyện B", register)[0] is None


NAMES = [office_name(one) for one in territories()[::7]]
SIGNS = st.text(alphabet="tpxhqu.-,;()/|'’ &0123456789ivxubndvàsố xãphườngTPĐđẮắ\u00a0\u200b\u0301", max_size=30)


@given(
    st.sampled_from(NAMES),
    st.randoms(use_true_random=False),
    st.lists(st.sampled_from(["up", "nfd", "tones", "short"]), max_size=4),
)
@settings(max_examples=400, deadline=None)
def test_any_mix_of_spellings_keeps_the_key(name: str, luck, ways: list[str]) -> None:
    """Short forms come before NFD and capitals: nobody shortens what is already decomposed."""
    text = name
    if "short" in ways:
        text = corpus.abbreviated(text, luck)
    for way in ways:
        text = {"up": str.upper, "nfd": corpus.decomposed, "tones": corpus.other_tones, "short": str}[way](text)
    assert unit_key(text) == unit_key(name)


@given(SIGNS | st.text(max_size=30))
@example("g’\u0301")
@settings(max_examples=600, deadline=None)
def test_a_key_of_a_key_is_itself(text: str) -> None:
    key = unit_key(text)
    assert unit_key(key) == key
    assert unit_keys([text, "xã A"]) == [key, unit_key("xã A")]
    for head, tail in divided(text):
        assert head
        assert tail
    assert fold(fold(text)) == fold(text)
