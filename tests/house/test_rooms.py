"""A room's `__init__.py` is the sign on its door: one sentence and the names that others may use."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from tests.house.tree import PROJECT, ROOMS, at, imported, parsed, sources

PACKAGES = sorted({path.parent for path in sources(*ROOMS) if path.name == "__init__.py"})
SIGNS = [folder for folder in PACKAGES if "__all__" in (folder / "__init__.py").read_text("utf-8")]


@pytest.mark.parametrize("folder", PACKAGES, ids=at)
def test_the_sign_is_one_sentence_on_the_first_line(folder: Path) -> None:
    spoken = ast.get_docstring(parsed(folder / "__init__.py")) or ""
    assert spoken.splitlines()[:1] != []
    assert spoken.splitlines()[0].endswith((".", ":")), spoken.splitlines()[0]


@pytest.mark.parametrize("path", sources(), ids=at)
def test_every_file_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(parsed(path))


@pytest.mark.parametrize("folder", SIGNS, ids=at)
def test_all_is_exactly_the_public_surface(folder: Path) -> None:
    module = importlib.import_module(at(folder).replace("/", "."))
    promised = set(module.__all__)
    assert [name for name in promised if not hasattr(module, name)] == []
    tree = parsed(folder / "__init__.py")
    brought = {
        a.asname or a.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for a in node.names
        if _own(node, folder)
    }
    made = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assert promised == {name for name in brought | made if not name.startswith("_")}


@pytest.mark.parametrize("room", ["store", "loaders", "indicators"])
def test_other_rooms_come_in_by_the_door(room: str) -> None:
    """What stands in the files behind a sign is nobody else's business."""
    door = set(importlib.import_module(room).__all__)
    for path in sources(*ROOMS, "pages", "dashboard.py"):
        if path.relative_to(PROJECT).parts[0] == room:
            continue
        names = {name.split(".")[1] for name in imported(path) if name.startswith(f"{room}.")}
        assert names <= door, f"{at(path)} reaches behind the door of {room}"


def _own(node: ast.ImportFrom, folder: Path) -> bool:
    return (node.module or "").split(".")[0] == at(folder).split("/")[0] and (node.module or "").startswith(
        at(folder).replace("/", ".")
    )
