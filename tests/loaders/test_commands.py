"""The command line of the reception, as a nightly job uses it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from base.settings import PROJECT

CASE = PROJECT / "data" / "samples" / "dak-lak-2018"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "loaders", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=PROJECT, check=False)


def test_load_prints_one_document_of_the_contract(store_address: str) -> None:
    done = run("load", str(CASE / "reports" / "DLK-H643_2018Q4.xlsx"), "--by", "an", "--store", store_address, "--json")
    assert done.returncode == 0
    document = json.loads(done.stdout)
    assert set(document) >= {"store_version", "files"}
    (file,) = document["files"]
    assert set(file) >= {"file", "sha256", "outcome", "reports", "counts", "findings"}
    assert file["outcome"] == "accepted"
    assert file["reports"] == [
        {"form": "unit_report", "unit": "DLK-H643", "unit_name": "UBND thành phố Buôn Ma Thuột", "period": "2018Q4", "version": 1}
    ]
    counts = file["counts"]
    assert counts["rows_read"] == counts["rows_loaded"] + counts["rows_held"] + counts["rows_ignored"] > 0


def test_check_says_which_indicators_would_move_and_loads_nothing(store_address: str) -> None:
    report = str(CASE / "reports" / "DLK-H643_2018Q4.xlsx")
    done = run("check", report, "--store", store_address, "--json")
    assert done.returncode == 0, done.stderr
    effect = {change["code"]: change for change in json.loads(done.stdout)["effect"]}
    assert (effect["procedures_tthc"]["before"], effect["procedures_tthc"]["after"]) == (None, 235)
    assert effect["procedures_tthc"]["period"] == "2018Q4"
    again = json.loads(run("check", report, "--store", store_address, "--json").stdout)
    assert again["files"][0]["outcome"] == "accepted"  # not a duplicate: nothing was loaded


def test_bad_files_give_1_and_wrong_usage_gives_2_and_never_a_traceback(store_address: str, tmp_path: Path) -> None:
    bad = tmp_path / "rỗng.xlsx"
    bad.write_bytes(b"")
    returned = run("load", str(bad), "--store", store_address)
    missing = run("load", str(tmp_path / "không-có.xlsx"), "--store", store_address)
    wrong = run("load", str(bad), "--period", "2018Q9", "--store", store_address)
    assert (returned.returncode, missing.returncode, wrong.returncode) == (1, 2, 2)
    for done in (returned, missing, wrong):
        assert "Traceback" not in done.stdout + done.stderr
    assert "rỗng" in returned.stdout


def test_units_can_come_as_csv(tmp_path: Path) -> None:
    register = tmp_path / "don-vi.csv"
    register.write_text(
        "Mã đơn vị;Tên đơn vị;Nhóm đơn vị;Thuộc diện;Từ ngày\nA-1;Sở Một;Sở, ban, ngành;Bắt buộc;01/01/2014\n", "utf-8-sig"
    )
    done = run("units", str(register), "--store", str(tmp_path / "store"), "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["files"][0]["counts"]["rows_loaded"] == 1


def test_the_sample_is_loaded_once(tmp_path: Path, store_address: str) -> None:
    done = run("sample", "--store", store_address, "--json")  # a store that holds something is left alone
    assert done.returncode == 0
    assert json.loads(done.stdout)["files"] == []
