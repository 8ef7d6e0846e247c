"""The register of a province from the register of the country, loaded as form F5."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from base.errors import UsageError
from loaders import load_province
from loaders.provinces import province_units
from store import reading
from tests.loaders.test_commands import run


def counted(address: str) -> dict[str, int]:
    with reading(address) as reader:
        return dict(
            reader.rows(
                "select unit_group || case when valid_to is null then ' now' else ' before' end, count(*) from unit group by all"
            )
        )


def test_a_province_comes_with_both_its_lists_and_what_followed_what(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    outcome = load_province("Đắk Lắk", who="an", address=address)
    assert outcome.good
    assert counted(address) == {
        "UBND cấp tỉnh before": 1, "UBND cấp huyện before": 15, "UBND cấp xã before": 180,
        "UBND cấp tỉnh now": 1, "UBND cấp xã now": 102,
    }  # fmt: skip
    with reading(address) as reader:
        (merged,) = reader.rows("select count(*) from succession where new_unit = 'X24277-2025' and kind = 'merge'")
        (first,) = reader.rows("select min(valid_from), max(valid_from) from unit where unit_id like '%-2004'")
    assert merged[0] > 1
    assert first == (date(2014, 1, 1), date(2025, 7, 1))  # some units go on


def test_a_province_that_ended_brings_the_one_it_went_into(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    assert load_province("tỉnh Phú Yên", who="an", address=address).good
    assert counted(address)["UBND cấp xã before"] == 106
    assert counted(address)["UBND cấp xã now"] == 102
    assert load_province("ĐẮK LẮK", who="an", address=address).good
    with reading(address) as reader:
        known = {row[0] for row in reader.rows("select distinct unit_id from unit")}
    assert known == {one.unit_id for name in ("Phú Yên", "Đắk Lắk") for one in province_units(name)}


def test_units_of_one_name_under_two_codes_are_refused(store_address: str) -> None:
    with pytest.raises(UsageError):
        load_province("Đắk Lắk", who="an", address=store_address)
    assert load_province("Đắk Lắk", who="an", address=store_address, programme="cả nước").good


def test_the_command_loads_a_province_or_says_that_there_is_none(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    done = run("units", "--province", "Huế", "--since", "2020-01-01", "--store", address, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"][0]["form"] == "unit_register"
    assert run("units", "--province", "Nơi Nào", "--store", address).returncode == 2
    assert run("units", "--store", address).returncode == 2
