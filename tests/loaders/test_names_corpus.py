"""5 000 names of the official lists, in every way that offices write them, against the register of the whole country."""

from __future__ import annotations

import unicodedata

import pytest

from loaders.grid import Grid
from loaders.legacy import convert, in_unicode
from loaders.names import squeezed, unit_key
from loaders.provinces import office_name
from loaders.reference import steps, territories
from tests.loaders import names_corpus as corpus

VOWELS = "aăâeêioôơuưy"
LETTERS = "".join(unicodedata.normalize("NFC", base + tone) for base in VOWELS for tone in ("", *corpus.TONES)) + "đ"


@pytest.mark.parametrize("way", corpus.WRITINGS)
def test_every_name_comes_back_to_its_unit(way: str) -> None:
    counted, others = corpus.came_back(way)
    assert counted == {"right": corpus.size_of(way)}, others[:10]


def test_the_ways_that_are_promised_are_tried_with_all_names() -> None:
    assert {way for way in corpus.WRITINGS if corpus.size_of(way) == 5_000} == {
        "TCVN3", "VNI", "NFD", "upper case", "abbreviations"
    }  # fmt: skip


@pytest.mark.parametrize(("way", "count"), [("TCVN3", 5000), ("TCVN3 capitals", 5000), ("VNI", 5000), ("VNI, upper case", 5000)])
def test_by_letters_alone_no_name_becomes_another(way: str, count: int) -> None:
    names = [office_name(one) for one, _, _ in corpus.sample()]
    typed = [[corpus.WRITINGS[way](name, None)] for name in names]
    read, finding = in_unicode(Grid("Tổng hợp", typed, 0, 0, ()), {})
    assert finding is not None
    assert finding.details["count"] == count
    assert [name for name, (meant,) in zip(names, read.rows, strict=True) if unit_key(meant) != unit_key(name)] == []


def test_a_name_without_its_parent_is_right_or_asked_but_never_another_unit() -> None:
    asked = 0
    for one, _, _ in corpus.sample():
        period = corpus.BEFORE if one.valid_to else corpus.AFTER
        unit_id, finding = corpus.country().find({"name": office_name(one)}, "S", "A1", period)
        assert unit_id in (one.unit_id, None)
        if unit_id is None:
            assert finding is not None
            assert finding.rule == "ambiguous_unit"
            asked += 1
    assert 0 < asked < corpus.SIZE


def test_without_diacritics_no_name_becomes_another() -> None:
    plain = str.maketrans("đĐ", "dD")
    for one, over, top in corpus.sample()[::5]:
        decomposed = unicodedata.normalize("NFD", office_name(one)).translate(plain)
        name = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        parent = f"{over}, {top}" if top else over
        period = corpus.BEFORE if one.valid_to else corpus.AFTER
        unit_id, finding = corpus.country().find({"name": name, "parent": parent}, "S", "A1", period)
        assert unit_id in (one.unit_id, None), (name, parent)
        assert finding is not None or name == office_name(one)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_every_letter_has_its_place_in_the_old_fonts(encoding: str) -> None:
    typed = {"tcvn3": corpus.tcvn3, "vni": corpus.vni}[encoding]
    assert len(LETTERS) == 73
    assert [letter for letter in LETTERS if convert(typed(letter), encoding) != letter] == []
    capitals = [letter for letter in LETTERS.upper() if convert(typed(letter), encoding).upper() != letter]
    assert capitals == []
    if encoding == "tcvn3":
        assert [letter for letter in LETTERS if convert(typed(letter), "tcvn3_capitals") != letter.upper()] == []


def test_the_register_of_the_country_is_whole() -> None:
    units = territories()
    before = [one for one in units if one.valid_to]
    after = [one for one in units if not one.valid_to]
    assert [sum(one.unit_id[0] == level for one in before) for level in "THX"] == [63, 696, 10_035]
    assert [sum(one.unit_id[0] == level for one in after) for level in "THX"] == [34, 0, 3_321]
    assert len({(one.unit_id, one.valid_from) for one in units}) == len(units)
    known = {one.unit_id for one in units}
    assert {one.parent_id for one in units if one.parent_id} <= known
    assert all(one.name.lower().startswith(one.kind + " ") for one in units)
    assert all(8 < (one.latitude or 9) < 24 and 102 < (one.longitude or 103) < 118 for one in units)


def test_codes_that_were_used_again_join_no_two_units() -> None:
    names: dict[str, set[str]] = {}
    for one in territories():
        names.setdefault(one.unit_id, set()).add(one.name)
    assert (names["X00004-2004"], names["X00004-2025"]) == ({"Phường Trúc Bạch"}, {"Phường Ba Đình"})
    assert [unit_id for unit_id, found in names.items() if len(found) > 1] == []


def test_every_commune_of_before_leads_to_one_of_after() -> None:
    lasting = {one.unit_id for one in territories() if one.valid_from} & {one.unit_id for one in territories() if one.valid_to}
    communes = {one.unit_id for one in territories() if one.valid_to and one.unit_id[0] == "X"}
    after = {one.unit_id for one in territories() if one.valid_from}
    assert communes - lasting <= {step.old_unit for step in steps()}
    assert {step.new_unit for step in steps()} <= after
    assert after - lasting <= {step.new_unit for step in steps()}
    assert sum(unit_id[0] == "T" for unit_id in lasting) == 11
    splits = {step.old_unit for step in steps() if step.kind == "split"}
    assert len(splits) == 471
    assert {step.kind for step in steps()} == {"merge", "split", "rename", "retype"}


def test_no_two_official_names_below_one_parent_share_a_key() -> None:
    for era in (True, False):
        units = [one for one in territories() if bool(one.valid_to) is era]
        keys = {(one.parent_id, squeezed(unit_key(office_name(one)))) for one in units}
        assert len(keys) == len(units)
