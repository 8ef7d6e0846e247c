"""Stores to look at, and the hall to enter them by: tests never run a page alone."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from loaders import Source, load

PROJECT = Path(__file__).resolve().parents[2]
CASE = PROJECT / "data" / "samples" / "dak-lak-2018"
Enter = Callable[..., AppTest]


def workbooks(*names: str) -> list[Source]:
    """Workbooks of the shipped sample."""
    return [Source(name.rpartition("/")[2], (CASE / name).read_bytes()) for name in names]


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the whole shipped sample; read only, copy it before writing."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    names = [path.relative_to(CASE).as_posix() for path in sorted(CASE.rglob("*.xlsx"))]
    assert load(workbooks(*names), who="test", address=str(folder), kind="sample").good
    return folder


@pytest.fixture(scope="session")
def young_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the register and one report of 247, no programme: the first day of a quarter."""
    folder = tmp_path_factory.mktemp("young") / "store"
    handed = workbooks("DanhMucDonVi.xlsx", "reports/DLK-H643_2018Q4.xlsx")
    assert load(handed, who="test", address=str(folder), received=date(2018, 12, 20)).good
    return folder


@pytest.fixture(scope="session")
def duty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two quarters: the annex of 2018Q3 on time; of 2018Q4 fourteen reports on time, five late, one returned."""
    folder = tmp_path_factory.mktemp("duty") / "store"
    handed = workbooks("DanhMucDonVi.xlsx", "history/TongHop_2018Q3.xlsx")
    assert load(handed, who="test", address=str(folder), received=date(2018, 9, 17)).good
    names = [f"reports/{path.name}" for path in sorted((CASE / "reports").glob("*.xlsx"))[:20]]
    for part, day in ((names[:14], date(2018, 12, 17)), (names[14:19], date(2018, 12, 26))):
        assert load(workbooks(*part), who="test", address=str(folder), received=day).good
    book = openpyxl.load_workbook(CASE / names[19])
    book["Giải quyết TTHC"]["G8"] = 9999
    spoilt = io.BytesIO()
    book.save(spoilt)
    (returned,) = load([Source("x.xlsx", spoilt.getvalue())], who="test", address=str(folder)).files
    assert returned.outcome == "returned"
    return folder


@pytest.fixture(scope="session", autouse=True)
def components_are_looked_for_once() -> Iterator[None]:
    """A server reads the metadata of all installed packages when it starts; every AppTest would do so again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch) -> Enter:
    """Enters the hall on a store, with parameters in the address, and goes to a page."""

    def go(store: Path, page: str = "overview", **address: str) -> AppTest:
        monkeypatch.setenv("QMS_STORE", str(store))
        hall = AppTest.from_file(PROJECT / "app" / "shell.py", default_timeout=60)
        if page != "overview":  # pages are registered under the names of their files, so none need be looked at before
            hall.switch_page(str(PROJECT / "pages" / f"{page}.py"))
        for name, value in address.items():
            hall.query_params[name] = value
        return hall.run()

    return go


@pytest.fixture
def own_copy(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the sample's store to write in."""
    return Path(shutil.copytree(sample_store, tmp_path / "store"))


def text_of(hall: AppTest) -> str:
    """Everything written on the page outside tables and charts."""
    html = [element.proto.body for element in hall.get("html")]
    plain = [e.value for kind in (hall.title, hall.header, hall.subheader, hall.caption, hall.markdown, hall.error) for e in kind]
    return "\n".join([*html, *plain])
