"""One cursor a thread: only store/ knows DuckDB, only store/connection.py connects, and no connection gets out."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Any, get_type_hints

import duckdb
import pytest

import store
from base.settings import PROJECT

ROOMS = ("base", "store", "loaders", "indicators", "ui", "app", "pages")
OPENING = {f"duckdb.{name}" for name in ("connect", "default_connection", "sql", "query", "execute", "cursor")}
ROOM_FILES = [path for room in ROOMS for path in sorted((PROJECT / room).rglob("*.py"))] + sorted(PROJECT.glob("*.py"))


def faults(path: Path, code: str) -> list[str]:
    """What a file does that only store/, or only store/connection.py, may do."""
    inside = path.parent == PROJECT / "store"
    connects = inside and path.name == "connection.py"
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import) and any(name.name.split(".")[0] in {"duckdb", "_duckdb"} for name in node.names):
            found += [] if inside else [f"{path}:{node.lineno} imports duckdb"]
            found += [f"{path}:{node.lineno} renames duckdb" for name in node.names if name.asname]
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"duckdb", "_duckdb"}:
            found.append(f"{path}:{node.lineno} takes names out of duckdb")
        if ast.unparse(node) in OPENING and not connects:
            found.append(f"{path}:{node.lineno} {ast.unparse(node)}")
        if isinstance(node, ast.Attribute) and node.attr in {"_cursor", "_root"} and not inside:
            found.append(f"{path}:{node.lineno} reaches for a reader's {node.attr}")
    return found


def test_no_room_but_the_store_knows_duckdb_and_only_one_file_connects() -> None:
    assert [fault for path in ROOM_FILES for fault in faults(path, path.read_text(encoding="utf-8"))] == []
    assert any(path.name == "connection.py" for path in ROOM_FILES)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("pages/a.py", "import duckdb"),
        ("pages/a.py", "def late():\n    from duckdb import connect"),
        ("pages/a.py", "reader._cursor.execute('select 1')"),
        ("store/writer.py", "import duckdb\nduckdb.connect('x')"),
        ("store/writer.py", "import duckdb\nduckdb.sql('select 1')"),
        ("store/writer.py", "import duckdb as d"),
        ("store/writer.py", "from duckdb import connect"),
    ],
)
def test_the_lint_itself_notices(file: str, code: str) -> None:
    assert faults(PROJECT / file, code)


def test_no_public_name_of_the_store_returns_or_keeps_a_connection(address: str) -> None:
    mentioned = [
        f"{name}: {hint}"
        for name, function in public_functions()
        for hint in [returned(function)]
        if "Connection" in str(hint) or "Shared" in str(hint)
    ]
    assert mentioned == []
    opened = store.open_store(address)
    with opened.reading() as reader, opened.rehearsing("x", "reports") as writer:
        for thing in (opened, opened.generations, opened._shared, reader, writer):
            kept = {name: value for name, value in vars(thing).items() if not name.startswith("_")}
            assert not [name for name, value in kept.items() if isinstance(value, duckdb.DuckDBPyConnection)]


def public_functions() -> list[tuple[str, Any]]:
    found = []
    for name in store.__all__:
        thing = getattr(store, name)
        if inspect.isclass(thing):
            methods = inspect.getmembers(thing, inspect.isfunction)
            found += [(f"{name}.{method}", function) for method, function in methods if not method.startswith("_")]
        else:
            found.append((name, thing))
    return found


def returned(function: Any) -> Any:
    """The annotation of what a function gives back, with the types of other libraries left as text."""
    try:
        return get_type_hints(inspect.unwrap(function)).get("return")
    except NameError:
        return inspect.unwrap(function).__annotations__.get("return")
