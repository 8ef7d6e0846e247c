"""Nothing of the machine that built it: no paths, no package hosts, no leftovers."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import PROJECT, at, tracked

TEXT = {".py", ".toml", ".md", ".sql", ".txt", ".in", ".bat", ".yml", ".json", ".css", ".html", ""}
# put together here so that this file does not match itself
MACHINE = re.compile(r"(^|[^A-Za-z0-9_.])/(" + "|".join(["wor" + "k", "far" + "m", "roo" + "t", "tm" + "p", "home"]) + r")(/|\b)")
HOSTS = re.compile(r"(pypi\.|pythonhosted|--(?:extra-)?index-url|artifactory|devpi|nexus\.)", re.IGNORECASE)
TEXTS = [path for path in tracked() if path.suffix in TEXT and path.name != "test_hygiene.py"]


def test_no_path_of_a_machine() -> None:
    assert [f"{at(path)}:{number}" for path, number, line in _lines() if MACHINE.search(line)] == []


def test_no_package_host() -> None:
    assert [f"{at(path)}:{number}" for path, number, line in _lines() if HOSTS.search(line)] == []


def test_nothing_built_or_loaded_is_kept() -> None:
    assert [at(path) for path in tracked() if path.suffix in {".pyc", ".duckdb", ".whl", ".wal", ".log"}] == []


def test_nothing_large_is_kept() -> None:
    assert [at(path) for path in tracked() if path.stat().st_size > 1_000_000] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_requirements_are_pinned_with_hashes(name: str) -> None:
    text = (PROJECT / f"{name}.txt").read_text("utf-8")
    pins = re.findall(r"^[A-Za-z0-9].*$", text, re.MULTILINE)
    assert pins
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==\S+( ; .+)? \\", pin)] == []
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    for line in (PROJECT / f"{name}.in").read_text("utf-8").splitlines():
        wanted = re.match(r"[A-Za-z0-9-]+", line)
        if wanted and not line.startswith("-"):
            assert any(pin.lower().startswith(f"{wanted[0].lower()}==") for pin in pins), (
                f"{wanted[0]} is not compiled: make lock"
            )


def test_file_names_work_on_every_system() -> None:
    assert [at(path) for path in tracked() if not re.fullmatch(r"[A-Za-z0-9._/-]+", at(path))] == []


def _lines() -> list[tuple]:
    return [(path, number, line) for path in TEXTS for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)]
