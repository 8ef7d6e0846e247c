"""`python -m indicators`: the public names, exit codes and JSON keys of the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from indicators.__main__ import main


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    status, out, err = ran(capsys, *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


@pytest.fixture(autouse=True)
def _in_the_province(province_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_STORE", province_address)
    monkeypatch.delenv("QMS_LANG", raising=False)


def test_list(capsys: pytest.CaptureFixture[str]) -> None:
    listed = {one["code"]: one for one in answer(capsys, "list")}
    assert set(listed["on_time_rate"]) >= {"code", "name_vi", "name_en", "kind", "format", "better", "target"}
    assert (listed["on_time_rate"]["target"], listed["units_applied"]["target"]) == (0.95, None)


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    shown = answer(capsys, "show", "v2015_rate", "--period", "2018Q4", "--by", "group")
    assert set(shown) >= {"indicator", "period", "as_of", "reported", "expected", "rows"}
    assert (shown["period"], shown["reported"], shown["expected"]) == ("2018Q4", 247, 247)
    row = {row["key"]: row for row in shown["rows"]}["UBND cấp xã"]
    assert (row["part"], row["whole"], row["value"]) == (56, 184, 56 / 184)


def test_show_without_a_period_is_the_newest_quarter(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "show", "units_v2008")["period"] == "2021Q2"
    assert len(answer(capsys, "show", "units_v2008", "--by", "period")["rows"]) == 27


def test_show_narrows_to_a_place_and_looks_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "show", "units_applied", "--period", "2018Q4", "--parent", "DLK-H643")["rows"][0]["value"] == 22
    assert answer(capsys, "show", "units_applied", "--period", "2018Q4", "--as-of", "2019-01-01")["rows"] == []


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    cells = answer(capsys, "explain", "procedures_tthc", "--period", "2018Q4", "--unit", "DLK-S06")["cells"]
    told = [(c["file"], c["sheet"], c["cell"], c["value"], c["unit"]) for c in cells]
    assert told == [("DLK-S06_2018Q4.xlsx", "Thông tin chung", "C17", 111, "DLK-S06")]


@pytest.mark.parametrize(("language", "number"), [("vi", "16.934"), ("en", "16,934")])
def test_tables_speak_the_reader_s_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, number: str
) -> None:
    monkeypatch.setenv("QMS_LANG", language)
    status, out, _ = ran(capsys, "show", "procedures_tthc", "--period", "2018Q4")
    assert status == 0
    assert number in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "unit_applied"], "units_applied"),
        (["show", "units_applied", "--period", "2018Q"], "2018Q4"),
        (["show", "units_applied", "--as-of", "hôm qua"], "hôm qua"),
        (["show", "units_applied", "--parent", "DLK-H64"], "DLK-H64"),
        (["explain", "units_applied", "--period", "2018Q4", "--unit", "DLK-S6"], "DLK-S6"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_2(capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    status, out, err = ran(capsys, *arguments)
    assert (status, out, len(err.strip().splitlines())) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize("arguments", [[], ["show"], ["explain", "units_applied"], ["show", "units_applied", "--by", "colour"]])
def test_wrong_usage_is_status_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
