"""`python -m store` as docs promise it: names, exit statuses, JSON, sentences in both languages, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import store
from base.settings import PROJECT
from store.__main__ import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        status = main(list(arguments))
    except SystemExit as left:
        status = int(left.code or 0)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def sabotage(address: str, statement: str) -> None:
    raw = duckdb.connect(str(store.open_store(address).generations.path(store.version(address))))
    raw.execute(statement)
    raw.close()


def test_the_commands_one_after_another(address: str, bring, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(2)
    bring(3)
    file, other = str(tmp_path / "kho.zip"), str(tmp_path / "other")
    for command in (
        ["check"],
        ["undo", "--by", "hoa"],
        ["backup", file],
        ["undo", "1"],
        ["restore", file, "--by", "hoa"],
        ["copy", address, other],
        ["history"],
    ):
        status, out, err = run(capsys, *command, "--json", "--store", address)
        assert (status, err) == (0, ""), command
        assert json.loads(out)["store_version"] == store.version(other if command[0] == "copy" else address)
    told = json.loads(out)["loads"]
    assert [(load["load"], load["kind"], load["undone_by"], load["undoes"]) for load in told] == [
        (4, "restore", None, None),
        (3, "undo", None, 2),
        (2, "reports", 3, None),
        (1, "reports", None, None),
    ]
    assert told[-1]["files"][0]["file"] == "Báo cáo 2.xlsx"
    assert set(told[-1]["files"][0]["counts"]) == {"rows_read", "rows_loaded", "rows_held", "rows_ignored"}
    assert told[1]["who"] == "hoa"
    assert told[-1]["loaded_at"].endswith("Z")


@pytest.mark.parametrize(
    ("language", "relation", "statement"),
    [("vi", "status", "delete from status where procedures_tthc = 1"), ("en", "report", "update report set period = '2019Q1'")],
)
def test_check_lists_what_differs_and_exits_1(
    address: str,
    bring,
    language: str,
    relation: str,
    statement: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QMS_LANG", language)
    bring(3)
    sabotage(address, statement)
    status, out, _ = run(capsys, "check", "--json", "--store", address)
    told = json.loads(out)
    assert status == 1
    assert not told["clean"]
    assert [(found["load"], found["relation"]) for found in told["differences"]] == [(1, relation)]
    status, out, _ = run(capsys, "--store", address, "check")
    assert status == 1
    assert relation in out
    assert told[f"damage_{language}"] in out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["check", "--wrong"],
        ["undo", "one"],
        ["undo", "99"],
        ["undo"],
        ["backup"],
        ["backup", "no/such/folder/x.zip"],
        ["restore", "no-such-file.zip"],
        ["copy", "here"],
        ["copy", "no/such/store", "there"],
    ],
)
def test_wrong_usage_exits_2_with_a_sentence(address: str, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, *arguments, "--store", address)
    assert (status, out) == (2, "")
    assert err
    assert "Traceback" not in err


def test_what_the_store_cannot_do_exits_1_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"nothing")
    for arguments in (
        ["check", "--store", str(file)],
        ["history", "--store", "oracle:x"],
        ["restore", str(file), "--store", str(tmp_path)],
    ):
        status, out, err = run(capsys, *arguments)
        assert (status, out) == (1, "")
        assert err.count("\n") == 1


def test_tables_for_people_in_both_languages(
    address: str, bring, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(2)
    store.undo(1, "hoa", address)
    for language, said in (("vi", "hoàn tác lần 1"), ("en", "takes back load 1")):
        monkeypatch.setenv("QMS_LANG", language)
        status, out, err = run(capsys, "history", "--store", address)
        assert (status, err) == (0, "")
        assert said in out
        assert "Báo cáo 2.xlsx" in out


def test_the_command_itself_on_a_new_store(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "store", "check", "--json", "--store", str(tmp_path / "new")]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["clean"] is True
    assert done.stderr == ""


def test_a_damaged_file_ends_in_a_sentence_though_duckdb_crashes_on_it(address: str, bring) -> None:
    bring(3000)
    path = store.open_store(address).generations.path(store.version(address))
    whole = path.read_bytes()
    path.write_bytes(whole[:12_288] + bytes(byte ^ 0xFF for byte in whole[12_288:]))
    command = [sys.executable, "-m", "store", "check", "--store", address]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "restore" in done.stdout
    assert "Traceback" not in done.stderr
