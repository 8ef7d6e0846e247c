"""The published cases, loaded from their workbooks by the reception itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders import Source, load
from store import Reader, reading

PROJECT = Path(__file__).resolve().parents[2]
SAMPLES = PROJECT / "data" / "samples"
SAMPLE = SAMPLES / "dak-lak-2018"
CASES = PROJECT / "tests" / "data"
OTHERS = ("hai-ba-trung-2022", "cnqp-2020", "national-2020", "bqp-2014-2021")


def handed_in(address: str, folder: Path, programme: str = "default") -> None:
    """Loads a case: its register first, then every other workbook in one load."""
    register = list(folder.glob("DanhMucDonVi.xlsx"))
    others = [path for path in sorted(folder.rglob("*.xlsx")) if path not in register]
    for paths in (register, others):
        sources = [Source(path.name, path.read_bytes()) for path in paths]
        outcome = load(sources, who="test", address=address, programme=programme)
        assert [file.file for file in outcome.files if file.outcome != "accepted"] == []


@pytest.fixture(scope="session")
def province_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the whole case of Đắk Lắk: 247 unit reports and 27 annexes."""
    address = str(tmp_path_factory.mktemp("province") / "store")
    handed_in(address, SAMPLE)
    return address


@pytest.fixture(scope="session")
def cases_address(province_address: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """One store in which the five cases stand side by side: Đắk Lắk as 'default', each other as a programme of its own."""
    address = str(shutil.copytree(province_address, tmp_path_factory.mktemp("cases") / "store"))
    for name in OTHERS:
        handed_in(address, SAMPLES / name, name)
    return address


@pytest.fixture
def province(province_address: str) -> Iterator[Reader]:
    """A reader on the case of Đắk Lắk."""
    with reading(province_address) as reader:
        yield reader


@pytest.fixture
def cases(cases_address: str) -> Iterator[Reader]:
    """A reader on the store with all five cases."""
    with reading(cases_address) as reader:
        yield reader
