"""A file fits on a few screens, a function on one: when one grows, look for the missing noun."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.tree import PROJECT, at, parsed, sources

FILE, PAGE, FUNCTION = 300, 80, 40
NOWHERE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


@pytest.mark.parametrize("path", sources(), ids=at)
def test_sizes(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= (PAGE if at(path).startswith("pages/") else FILE)
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f"{node.name}: {length(node)}" for node in functions if length(node) > FUNCTION] == []


def test_tests_and_queries_keep_to_the_same_size() -> None:
    others = [*sources("tests"), *(path for room in ("store", "indicators") for path in (PROJECT / room).rglob("*.sql"))]
    assert [at(path) for path in others if len(path.read_text("utf-8").splitlines()) > FILE] == []


def test_no_room_without_a_subject() -> None:
    assert [at(path) for path in sources() if NOWHERE & {part.removesuffix(".py") for part in path.parts}] == []


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function, its docstring and decorators left out."""
    spoken = ast.get_docstring(node, clean=False)
    return (node.end_lineno or 0) - node.lineno + 1 - (len(spoken.splitlines()) if spoken else 0)
