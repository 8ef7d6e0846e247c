"""Imports go one way: base ← store ← {loaders | desk | indicators}; indicators ← {reports | ui} ← pages ← app ← dashboard."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.house.tree import PROJECT, ROOMS, at, parsed, sources, top_level

MAY_IMPORT = {
    "base": {"base"},
    "store": {"base", "store"},
    "loaders": {"base", "store", "loaders"},
    "desk": {"base", "store", "desk"},
    "indicators": {"base", "store", "indicators"},
    "reports": {"base", "store", "indicators", "reports"},
    "ui": {"base", "store", "indicators", "ui"},
    "pages": {"base", "store", "desk", "indicators", "reports", "ui"},
    "app": {"base", "store", "indicators", "ui", "app"},
    "dashboard.py": {"base", "app"},
}
# Doors, where rooms that do not know each other are put together: commands, the page that takes workbooks in, and the one
# that says which headings of the forms a figure is drawn from.
DOORS = {"loaders/__main__.py": {"indicators"}, "pages/catalogue.py": {"loaders"}, "pages/upload.py": {"loaders"}}
LIBRARIES = {
    "duckdb": {"store"},
    "openpyxl": {"loaders", "reports"},
    "xlsxwriter": {"loaders", "reports"},
    "docx": {"reports"},
    "python_calamine": {"loaders"},
    "plotly": {"ui"},
    "streamlit": {"ui", "pages", "app", "dashboard.py"},
}
HOUSE = {*ROOMS, "pages", "dashboard", "docs", "bench", "tests", "environment"}
SHIPPED = [path for path in sources(*MAY_IMPORT) if path.exists()]


@pytest.mark.parametrize("path", SHIPPED, ids=at)
def test_a_file_imports_only_rooms_below_its_own(path: Path) -> None:
    room = path.relative_to(PROJECT).parts[0]
    allowed = MAY_IMPORT[room] | DOORS.get(at(path), set())
    assert top_level(path) & HOUSE <= allowed


@pytest.mark.parametrize("path", SHIPPED, ids=at)
def test_a_library_is_known_to_one_room_only(path: Path) -> None:
    room = path.relative_to(PROJECT).parts[0]
    assert {library for library in top_level(path) & set(LIBRARIES) if room not in LIBRARIES[library]} == set()


def test_every_door_exists() -> None:
    assert [door for door in DOORS if not (PROJECT / door).is_file()] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_circle_of_imports_within_a_room(room: str) -> None:
    modules = {at(path)[: -len(".py")].replace("/", ".").removesuffix(".__init__"): path for path in sources(room)}
    TopologicalSorter({name: neighbours(path, set(modules)) - {name} for name, path in modules.items()}).prepare()


def neighbours(path: Path, modules: set[str]) -> set[str]:
    """Modules of its own room that a file imports; `from room import module` is the module, not the door."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & modules
            found |= inner or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & modules


def test_pages_hold_no_sql() -> None:
    for path in sources("pages", "ui", "app"):
        texts = [node.value for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        assert [text for text in texts if text.lower().lstrip().startswith(("select ", "with ", "insert "))] == [], at(path)
