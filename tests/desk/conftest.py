"""A store with the register and a few real reports, and workbooks to send again."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from loaders import FileResult, Source, load

CASE = Path(__file__).resolve().parents[2] / "data" / "samples" / "dak-lak-2018"
NAMES = ("DLK-H643", "DLK-S01", "DLK-X24118")
INFO, PROCEDURES, DOSSIERS = "Thông tin chung", "Quy trình", "Giải quyết TTHC"
Change = Callable[[openpyxl.Workbook], None]
Send = Callable[..., FileResult]


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the register and the reports of three units for 2018Q4; copy it before writing."""
    folder = tmp_path_factory.mktemp("reported") / "store"
    paths = [CASE / "DanhMucDonVi.xlsx", *(CASE / "reports" / f"{name}_2018Q4.xlsx" for name in NAMES)]
    sources = [Source(path.name, path.read_bytes()) for path in paths]
    assert load(sources, who="test", address=str(folder)).good
    return folder


@pytest.fixture
def address(reported: Path, tmp_path: Path) -> str:
    """A private copy of that store."""
    return str(shutil.copytree(reported, tmp_path / "store"))


def bent(unit: str, change: Change | None = None) -> bytes:
    """The report of a unit after a change to its workbook; without one the same values in other bytes."""
    book = openpyxl.load_workbook(CASE / "reports" / f"{unit}_2018Q4.xlsx")
    if change:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def send(address: str) -> Send:
    """Sends one unit's report again, and gives what became of it."""

    def again(unit: str, change: Change | None = None, name: str = "gui-lai.xlsx") -> FileResult:
        (result,) = load([Source(name, bent(unit, change))], who="test", address=address).files
        return result

    return again


def setting(sheet: str, cell: str, value: object) -> Change:
    """A change that writes one cell."""

    def change(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = value

    return change
