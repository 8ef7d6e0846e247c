"""Spellings that people settle: kept with who and why, listed, withdrawn, undone; and the command for it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from base.errors import UsageError
from base.settings import PROJECT
from desk import names, remembered, settle_name, teach, withdraw
from store import check, history, reading, undo, writing


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A store with two units in one programme and one in another."""
    folder = str(tmp_path / "store")
    for programme, ids in (("default", ("U1", "U2")), ("other", ("V1",))):
        with writing("test", "units", address=folder, programme=programme) as writer:
            rows = [{"programme": programme, "unit_id": i, "name": f"UBND xã {i}", "valid_from": date(2014, 1, 1)} for i in ids]
            writer.append_rows("unit", rows)
    return folder


def kept(address: str, programme: str = "default") -> list[tuple]:
    with reading(address) as reader:
        return [(name.spelling, name.parent, name.unit_id, name.unit_name) for name in names(reader, programme)]


def test_a_spelling_is_kept_with_who_when_and_why(address: str) -> None:
    load_id = settle_name("  Xã  Lạ ", "U1", parent="H. Cũ", who="Bà Lan", reason="đã gọi điện", address=address).load_id
    with reading(address) as reader:
        (name,) = names(reader, "default")
    assert (name.spelling, name.parent, name.unit_id, name.unit_name) == ("Xã Lạ", "H. Cũ", "U1", "UBND xã U1")
    assert (name.who, name.reason, name.load_id) == ("Bà Lan", "đã gọi điện", load_id)
    assert abs(datetime.now(UTC).replace(tzinfo=None) - name.settled_at) < timedelta(minutes=1)
    assert next(load.kind for load in history(address) if load.load_id == load_id) == "names"
    assert check(address).clean


def test_the_newest_counts_for_each_spelling_and_parent(address: str) -> None:
    settle_name("Xã Lạ", "U1", who="a", address=address)
    settle_name("Xã Lạ", "U1", parent="Huyện X", who="a", address=address)
    load_id = settle_name("Xã Lạ", "U2", who="b", address=address).load_id
    assert kept(address) == [("Xã Lạ", None, "U2", "UBND xã U2"), ("Xã Lạ", "Huyện X", "U1", "UBND xã U1")]
    undo(load_id, "b", address)
    assert kept(address)[-1] == ("Xã Lạ", None, "U1", "UBND xã U1")
    settle_name("Xã Lạ", None, who="b", address=address)
    assert kept(address) == [("Xã Lạ", "Huyện X", "U1", "UBND xã U1")]


def test_each_programme_has_its_own(address: str) -> None:
    settle_name("Xã Lạ", "V1", who="a", address=address, programme="other")
    assert kept(address) == []
    assert kept(address, "other") == [("Xã Lạ", None, "V1", "UBND xã V1")]


@pytest.mark.parametrize(
    ("spelling", "unit_id", "who"),
    [("Xã Lạ", "V1", "a"), ("Xã Lạ", "không có", "a"), (" ", "U1", "a"), ("Xã Lạ", "U1", " "), ("Xã Lạ", None, "a")],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(address: str, spelling: str, unit_id: str | None, who: str) -> None:
    before = len(history(address))
    with pytest.raises(UsageError):
        settle_name(spelling, unit_id, who=who, address=address)
    assert len(history(address)) == before
    assert kept(address) == []


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desk", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=PROJECT, check=False)


def test_the_command_settles_lists_and_withdraws(address: str) -> None:
    done = run("names", "Xã Lạ", "U1", "--parent", "H. Cũ", "--by", "lan", "--store", address, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["load_id"] == 3
    (name,) = json.loads(run("names", "--store", address, "--json").stdout)["names"]
    assert (name["spelling"], name["parent"], name["unit_id"], name["who"]) == ("Xã Lạ", "H. Cũ", "U1", "lan")
    listed = run("names", "--store", address)
    assert "Xã Lạ" in listed.stdout
    assert "U1" in listed.stdout
    gone = run("names", "Xã Lạ", "--parent", "H. Cũ", "--withdraw", "--by", "lan", "--store", address, "--json")
    assert json.loads(gone.stdout)["load_id"] == 4
    assert json.loads(run("names", "--store", address, "--json").stdout) == {"names": []}


@pytest.mark.parametrize(
    "arguments", [("Xã Lạ",), ("Xã Lạ", "U1", "--withdraw"), ("Xã Lạ", "X9"), ("Xã Lạ", "--withdraw"), ("--withdraw",)]
)
def test_wrong_usage_gives_2_and_a_sentence(address: str, arguments: tuple[str, ...]) -> None:
    done = run("names", *arguments, "--store", address)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_headings_are_listed_and_withdrawn_by_the_command(address: str) -> None:
    teach("consolidated", "Đến đâu rồi", "stage", above="Việc ISO", who="lan", reason="hỏi Sở Nội vụ", address=address)
    teach("handling", "Hồ sơ vào", "received_total", who="lan", address=address)
    listed = run("lessons", "--store", address).stdout
    assert all(text in listed for text in ("Đến đâu rồi", "Việc ISO", "stage", "lan", "hỏi Sở Nội vụ", "Hồ sơ vào"))
    gone = run("lessons", "consolidated", "Đến đâu rồi", "--above", "Việc ISO", "--withdraw", "--by", "mai", "--store", address)
    assert gone.returncode == 0, gone.stderr
    (lesson,) = json.loads(run("lessons", "--store", address, "--json").stdout)["lessons"]
    assert (lesson["heading"], lesson["who"], lesson["reason"]) == ("Hồ sơ vào", "lan", None)
    for wrong in (("lessons", "handling"), ("lessons", "handling", "Hồ sơ vào"), ("lessons", "handling", "Khác", "--withdraw")):
        assert run(*wrong, "--store", address).returncode == 2


def test_names_and_headings_are_withdrawn_together_and_undoing_brings_one_back(address: str) -> None:
    settle_name("Xã Lạ", "U1", parent="H. Cũ", who="a", address=address)
    settle_name("Xã Quen", "U2", who="a", address=address)
    teach("handling", "Hồ sơ vào", "received_total", who="a", address=address)
    standing = remembered(address=address)
    assert (len(standing.names), len(standing.lessons)) == (2, 1)
    spelling = [name for name in standing.names if name.spelling == "Xã Lạ"]
    assert withdraw(spelling, standing.lessons, who="mai", reason="nhầm xã", address=address) == 2
    after = remembered(address=address)
    assert [name.spelling for name in after.names] == ["Xã Quen"]
    assert after.lessons == []
    newest = history(address)[0]
    assert (newest.who, newest.note) == ("mai", "nhầm xã")
    undo(newest.load_id, "mai", address)
    assert [one.heading for one in remembered(address=address).lessons] == ["Hồ sơ vào"]
    with pytest.raises(UsageError):
        withdraw(spelling, [], who="mai", address=address)
