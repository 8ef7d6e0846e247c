"""A store with the register of Đắk Lắk, and one real report to bend."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from loaders import FileResult, Outcome, Source, check, load

CASE = Path(__file__).resolve().parents[2] / "data" / "samples" / "dak-lak-2018"
REPORT = CASE / "reports" / "DLK-H643_2018Q4.xlsx"


@pytest.fixture(scope="session")
def registered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the register and nothing else; copy it before writing."""
    folder = tmp_path_factory.mktemp("registered") / "store"
    sources = [Source("DanhMucDonVi.xlsx", (CASE / "DanhMucDonVi.xlsx").read_bytes())]
    assert load(sources, who="test", address=str(folder)).good
    return folder


@pytest.fixture
def store_address(registered: Path, tmp_path: Path) -> str:
    """A private store with the register."""
    shutil.copytree(registered, tmp_path / "store")
    return str(tmp_path / "store")


Change = Callable[[openpyxl.Workbook], None]


@pytest.fixture(scope="session")
def bent() -> Callable[[Change], bytes]:
    """Gives the bytes of one real report after a change to its workbook."""

    def bend(change: Change) -> bytes:
        book = openpyxl.load_workbook(REPORT)
        change(book)
        target = io.BytesIO()
        book.save(target)
        return target.getvalue()

    return bend


@pytest.fixture
def checked(registered: Path) -> Callable[[bytes], FileResult]:
    """Checks the bytes of one workbook against the register, without loading."""

    def check_one(data: bytes, name: str = "bao-cao.xlsx") -> FileResult:
        outcome: Outcome = check([Source(name, data)], address=str(registered)).outcome
        (result,) = outcome.files
        counts = result.counts
        assert counts["rows_read"] == counts["rows_loaded"] + counts["rows_held"] + counts["rows_ignored"]
        assert all(count >= 0 for count in counts.values())
        return result

    return check_one
