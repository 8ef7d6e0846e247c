"""`make run` trusts .venv only where its last installation was finished and nothing has gone since."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import environment


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a finished .venv of `run`: the packages are three empty folders."""
    packages = tmp_path / ("Lib" if os.name == "nt" else "lib/python3.11") / "site-packages"
    for name in ("duckdb", "streamlit", "streamlit-1.67.0.dist-info"):
        (packages / name).mkdir(parents=True)
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    (tmp_path / "run.stamp").write_text("\n".join([environment.wanted("run"), *environment.installed()]), "utf-8")
    return tmp_path


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `build` did, in order; nothing is really installed."""
    steps: list[str] = []
    monkeypatch.setattr(environment, "create", lambda: steps.append("create"))
    monkeypatch.setattr(environment, "install", lambda kind: steps.append(f"install {kind}"))
    return steps


def test_a_finished_environment_is_left_alone(venv: Path, done: list[str]) -> None:
    environment.build("run")
    assert done == []


def test_new_requirements_are_installed_into_it(venv: Path, done: list[str]) -> None:
    environment.build("dev")
    assert done == ["install dev"]


def test_what_dev_holds_is_enough_to_run(venv: Path, done: list[str]) -> None:
    stamp = venv / "run.stamp"
    lines = stamp.read_text("utf-8").split("\n")
    stamp.rename(venv / "dev.stamp").write_text("\n".join([environment.wanted("dev"), *lines[1:]]), "utf-8")
    environment.build("run")
    assert done == []


def test_a_lost_package_means_building_from_nothing(venv: Path, done: list[str]) -> None:
    (environment.site_packages()[0] / "duckdb").rmdir()
    environment.build("run")
    assert done == ["create", "install run"]


def test_an_interrupted_installation_means_building_from_nothing(venv: Path, done: list[str]) -> None:
    (venv / "run.stamp").unlink()
    environment.build("run")
    assert done == ["create", "install run"]


def test_a_python_that_does_not_start_means_building_from_nothing(
    venv: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    environment.build("run")
    assert done == ["create", "install run"]
