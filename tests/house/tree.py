"""What the architecture tests look at: the project's files, their syntax trees and what they import."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("base", "store", "loaders", "desk", "indicators", "reports", "ui", "app")
BUILT = {".git", ".venv", "wheels", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}


def sources(*tops: str) -> list[Path]:
    """Python files of these top-level folders; without any, of all that ships (the tests are not among it)."""
    tops = tops or (*ROOMS, "pages", "docs", "bench", "dashboard.py", "environment.py")
    return sorted(path for top in tops for path in _python(PROJECT / top))


def _python(path: Path) -> Iterator[Path]:
    if path.suffix == ".py":
        yield path
    elif path.is_dir():
        yield from (found for found in path.rglob("*.py") if "__pycache__" not in found.parts)


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(path: Path) -> set[str]:
    """Full names of the modules that a file imports, inside functions too; relative ones are resolved."""
    package = list(path.relative_to(PROJECT).parts[:-1])
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            stem = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*stem, *([node.module] if node.module else [])])
            names |= {f"{module}.{alias.name}" for alias in node.names} | {module}
    return names - {""}


def top_level(path: Path) -> set[str]:
    """The first words of what a file imports: rooms of the house and libraries."""
    return {name.split(".")[0] for name in imported(path)}


def at(path: Path) -> str:
    """A file's path as people write it."""
    return path.relative_to(PROJECT).as_posix()


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the project that git keeps or would keep; without git, all but what is built."""
    git = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(git, cwd=PROJECT, capture_output=True, check=False)
    if listed.returncode == 0:
        return tuple(path for name in listed.stdout.decode().split("\0") if name and (path := PROJECT / name).is_file())
    held = (PROJECT / "data" / "store", PROJECT / "data" / "inbox")
    found = (path for path in PROJECT.rglob("*") if path.is_file() and not BUILT & set(path.relative_to(PROJECT).parts))
    return tuple(path for path in found if not any(path.is_relative_to(folder) for folder in held))
