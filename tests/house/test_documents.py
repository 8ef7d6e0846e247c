"""The documentation is tested: what it names exists, what exists is named, commands are accepted."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from docs import catalogue
from tests.house.tree import PROJECT, ROOMS, at

DOCUMENTS = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
TARGETS = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
WINDOWS = set(re.findall(r"for %%v in \(([a-z ]+)\)", (PROJECT / "make.bat").read_text("utf-8"))[0].split())
INTERNAL = {"suite", "env", "dev", "python"}


def test_the_catalogue_is_fresh() -> None:
    assert catalogue.TARGET.read_text("utf-8") == catalogue.text(), "run: python -m docs.catalogue"


def _written(pattern: str) -> list[tuple[Path, str]]:
    """What documents say between back-ticks or in code blocks, by document."""
    code = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
    spans = [
        (path, span) for path in DOCUMENTS for match in code.finditer(path.read_text("utf-8")) for span in match.groups() if span
    ]
    lines = [(path, line.split("#")[0].strip()) for path, span in spans for line in span.splitlines()]
    return sorted({(path, line) for path, line in lines if re.match(pattern, line)})


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first = "\n".join((PROJECT / "README.md").read_text("utf-8").splitlines()[:40])
    assert "make run" in first
    assert "make test" in first


def test_every_make_verb_that_is_written_exists_on_both_systems() -> None:
    verbs = {line.split()[1] for _, line in _written(r"make [a-z]+")}
    assert verbs >= {"run", "test"}
    assert verbs <= TARGETS
    assert verbs - {"clean"} <= WINDOWS


def test_windows_knows_what_make_knows() -> None:
    assert WINDOWS | INTERNAL | {"clean"} == TARGETS


COMMANDS = [(path, line) for path, line in _written(r"python -m (loaders|desk|indicators|store|reports)\b")]


def test_every_command_of_the_house_is_documented() -> None:
    told = {tuple(line.split()[2:4]) for _, line in COMMANDS}
    loaders = {("loaders", verb) for verb in ("load", "check", "reply", "receipt", "template", "units", "sample")}
    store = {("store", verb) for verb in ("check", "backup", "restore", "undo", "history", "copy")}
    assert ("reports", "reminders") in told
    assert told >= loaders | store | {("indicators", verb) for verb in ("list", "show", "explain")}


@pytest.mark.parametrize(("room", "verb"), sorted({(w[2], w[3]) for _, line in COMMANDS if len(w := shlex.split(line)) > 3}))
def test_a_written_command_is_accepted(room: str, verb: str) -> None:
    command = [sys.executable, "-m", room, verb, "--help"]
    answer = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=60, check=False)
    assert answer.returncode == 0, answer.stderr.decode()


@pytest.mark.parametrize("room", ["loaders", "store", "indicators", "desk", "reports"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_room_tells_its_commands(room: str, language: str) -> None:
    command = [sys.executable, "-m", room, "--help"]
    answer = subprocess.run(command, cwd=PROJECT, env=os.environ | {"QMS_LANG": language}, capture_output=True, check=False)
    assert answer.returncode == 0, answer.stderr.decode()


def test_links_and_files_that_documents_name_exist() -> None:
    for path in [*DOCUMENTS, *(PROJECT / "docs" / "decisions").glob("*.md")]:
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8"))
        assert [link for link in links if not (path.parent / link).exists()] == [], at(path)


def test_the_map_of_the_house_names_every_room() -> None:
    told = (PROJECT / "docs" / "house.md").read_text("utf-8")
    assert [room for room in (*ROOMS, "pages", "bench", "docs", "data", "tests") if f"{room}/" not in told] == []


def test_decisions_are_numbered_without_a_hole() -> None:
    numbers = [int(path.name[:4]) for path in sorted((PROJECT / "docs" / "decisions").glob("[0-9]*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers
