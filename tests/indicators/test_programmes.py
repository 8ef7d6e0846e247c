"""Programmes that share one store: the five cases come out exactly, and none of them hears of another."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import sampled_from, sets

import desk
import indicators
from base.period import parse_period
from indicators import Measure, catalogue, measure, programmes, side_by_side
from indicators.__main__ import main
from indicators.composition import RELATIONS
from loaders import Source, load
from store import Asking, reading, undo
from tests.indicators.conftest import CASES, OTHERS, SAMPLES, handed_in
from tests.indicators.small_world import Report, register, send
from tests.indicators.test_rollup import QUARTERS, reports

PARTS = {"resolved_by_deadline": "on_time_rate", "audited_units": "audit_rate", "reviewed_units": "management_review_rate"}
PROGRAMMES = {"dak-lak-2018": "default", **{name: name for name in OTHERS}}


def expected(name: str) -> dict[str, Any]:
    return json.loads((CASES / name / "expected.json").read_text("utf-8"))


def shown(capsys: pytest.CaptureFixture[str], address: str, *asked: str) -> list[dict[str, Any]]:
    """The rows that the command `show` prints."""
    assert main(["show", *asked, "--store", address, "--json"]) == 0
    return json.loads(capsys.readouterr().out)["rows"]


def by_unit(reader: Asking, programme: str, label: str, codes: Iterable[str]) -> list[Measure]:
    """Indicators for a period, unit by unit."""
    return [measure(reader, code, period=parse_period(label), by="unit", programme=programme) for code in codes]


@pytest.mark.parametrize("name", ["hai-ba-trung-2022", "cnqp-2020", "national-2020"])
def test_commands_give_every_figure_of_a_case(name: str, cases_address: str, capsys: pytest.CaptureFixture[str]) -> None:
    for label, figures in expected(name).items():
        for key, figure in figures.items():
            asked = (PARTS.get(key, key), "--period", label, "--programme", name)
            if key.endswith("_by_group"):
                asked = (key.removesuffix("_by_group"), *asked[1:])
                rows = {row["key"]: row for row in shown(capsys, cases_address, *asked, "--by", "group")}
                told = {group: [row["part"], row["whole"]] if row["whole"] else row["part"] for group, row in rows.items()}
                assert {group: value for group, value in told.items() if value is not None} == figure
            elif key == "procedures_rest":
                totals = [
                    shown(capsys, cases_address, f"procedures_{code}", *asked[1:])[0]["part"] for code in ("total", "other")
                ]
                assert totals[0] - totals[1] == figure
            elif key not in ("note", "printed"):
                (row,) = shown(capsys, cases_address, *asked)
                assert row["value"] == figure, key


def test_commands_give_the_province_beside_the_others(cases_address: str, capsys: pytest.CaptureFixture[str]) -> None:
    quarters = expected("dak-lak-2018")
    for key in sorted({key for told in quarters.values() for key in told}):
        rows = {row["key"]: row["part"] for row in shown(capsys, cases_address, PARTS.get(key, key), "--by", "period")}
        assert {label: rows[label] for label in quarters if key in quarters[label]} == {
            label: told[key] for label, told in quarters.items() if key in told
        }


@pytest.mark.parametrize("name", OTHERS)
def test_a_case_says_the_same_alone_and_beside_the_others(name: str, cases_address: str, tmp_path: Path) -> None:
    alone = str(tmp_path / "alone")
    handed_in(alone, SAMPLES / name, name)
    (asked,) = [label for label in expected(name) if label[0] == "2"] or ["2018Q4"]
    with reading(cases_address) as shared, reading(alone) as own:
        codes = sorted(catalogue())[OTHERS.index(name) :: 9]  # each case another ninth of them: all would take minutes
        assert by_unit(shared, name, asked, codes) == by_unit(own, name, asked, codes)
        for record in (indicators.units, indicators.phases, indicators.tasks, indicators.targets, indicators.periods):
            assert record(shared, name) == record(own, name)
        for period in (parse_period(asked), parse_period("2018Q4")):
            assert indicators.standing(shared, period, name) == indicators.standing(own, period, name)
            assert indicators.due_days(shared, period, name) == indicators.due_days(own, period, name)
            assert indicators.open_findings(shared, period, name) == indicators.open_findings(own, period, name)
            assert indicators.reviewed(shared, period, programme=name).total == len(
                indicators.reviewed(own, period, programme=name).units
            )


def test_what_is_worked_out_beforehand_is_each_programmes_own(cases_address: str, tmp_path: Path) -> None:
    address = str(shutil.copytree(cases_address, tmp_path / "store"))
    codes = ("units_in_scope", "units_announced", "adoption_rate", "procedures_total", "training_units", "submission_rate")
    asked = [(name, label) for name in OTHERS[:3] for label in expected(name)]
    with reading(address) as reader:
        before = [by_unit(reader, name, label, codes) for name, label in asked]
    for name in OTHERS:
        indicators.prepare(name, address=address, patience=60)
    with reading(address) as reader:
        assert [by_unit(reader, name, label, codes) for name, label in asked] == before


OWN = ("unit", "succession", "phase", "target", "task", "report", "deadline", "holiday", "review", "meeting", "theming")


@pytest.mark.parametrize("path", sorted(RELATIONS.glob("*.sql")), ids=lambda path: path.stem)
def test_a_relation_over_rows_of_programmes_asks_for_one(path: Path) -> None:
    text = path.read_text("utf-8")
    if re.search(rf"\b(?:from|join)\s+(?:{'|'.join(OWN)})\b", text):
        assert "programme = $programme" in text


few = settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@few
@given(reports(), reports(), sets(sampled_from(sorted(catalogue())), min_size=5, max_size=5), sampled_from([*QUARTERS, "2019"]))
def test_two_programmes_of_the_same_units_never_meet(
    first: list[Report], second: list[Report], codes: set[str], label: str
) -> None:
    """The ids of units, the periods and the forms are the same in both; the figures of each are those it has alone."""
    with tempfile.TemporaryDirectory() as folder:
        for store, sent in (("a", {"a": first}), ("b", {"b": second}), ("both", {"a": first, "b": second})):
            for programme, told in sent.items():
                register(f"{folder}/{store}", programme=programme)
                send(f"{folder}/{store}", told, programme)
        with reading(f"{folder}/both") as both:
            for programme in ("a", "b"):
                with reading(f"{folder}/{programme}") as alone:
                    assert by_unit(both, programme, label, codes) == by_unit(alone, programme, label, codes)


def test_undoing_a_load_of_one_leaves_the_others(cases_address: str, tmp_path: Path) -> None:
    address = str(shutil.copytree(cases_address, tmp_path / "store"))
    with reading(address) as reader:
        before = side_by_side(reader)
        loads = indicators.loads(reader, "cnqp-2020")
    undo(max(load.load_id for load in loads), "test", address)
    with reading(address) as reader:
        after = side_by_side(reader)
    moved = {old.programme.code for old, new in zip(before, after, strict=True) if old != new}
    assert moved == {"cnqp-2020"}


def test_a_name_known_in_one_programme_is_unknown_in_another(cases_address: str, tmp_path: Path) -> None:
    address = str(shutil.copytree(cases_address, tmp_path / "store"))
    (annex,) = (SAMPLES / "cnqp-2020").glob("TongHop*.xlsx")
    source = Source("x.xlsx", annex.read_bytes())
    (told,) = load([source], who="test", address=address, programme="hai-ba-trung-2022").files
    assert told.outcome == "returned"
    assert {finding.rule for finding in told.findings} >= {"unknown_unit"}
    desk.settle_name("Phòng Lạ", "HBT-P02", who="test", address=address, programme="hai-ba-trung-2022")
    with reading(address) as reader:
        assert len(desk.names(reader, "hai-ba-trung-2022")) == 1
        assert [name for code in PROGRAMMES.values() if code != "hai-ba-trung-2022" for name in desk.names(reader, code)] == []


def test_what_is_decided_in_one_programme_binds_no_other(tmp_path: Path) -> None:
    """The same workbooks in two programmes: a lock, a taught heading and a name of one are unknown to the other."""
    address = str(tmp_path / "store")
    for programme in ("a", "b"):
        handed_in(address, SAMPLES / "hai-ba-trung-2022", programme)
    period = parse_period("2022Q2")
    signature = {"who": "test", "address": address, "programme": "a"}
    for step in ("approved", "locked"):
        desk.review(["HBT"], period, step, reason="xong", **signature)
    desk.teach("consolidated", "Cấp độ", "stage", **signature)
    with reading(address) as reader:
        assert [indicators.reviewed(reader, period, programme=code).approved for code in ("a", "b")] == [1, 0]
        assert [len(desk.lessons(reader, code)) for code in ("a", "b")] == [1, 0]
    source = Source("lai.xlsx", (SAMPLES / "hai-ba-trung-2022" / "TongHop_2022Q2.xlsx").read_bytes())
    with reading(address) as reader:
        assert [unit.unit_id for unit in indicators.units(reader, "c")] == []
    (told,) = load([source], who="test", address=address, programme="b").files
    assert told.outcome == "duplicate"
    (told,) = load([source], who="test", address=address, programme="c").files
    assert told.outcome == "returned"  # c has no register: nobody it names is known there


def test_programmes_are_listed_with_their_names_and_stand_side_by_side(cases_address: str, tmp_path: Path) -> None:
    address = str(shutil.copytree(cases_address, tmp_path / "store"))
    desk.entitle("bqp-2014-2021", "Bộ  Quốc phòng", lead="Văn phòng", who="test", address=address)
    load_id = desk.entitle("bqp-2014-2021", "BQP", who="test", address=address).load_id
    desk.entitle("moi", "Chương trình mới", who="test", address=address)
    with reading(address) as reader:
        known = {programme.code: programme for programme in programmes(reader)}
        abreast = {one.programme.code: one for one in side_by_side(reader)}
    assert list(known) == [*PROGRAMMES.values(), "moi"]
    assert (known["bqp-2014-2021"].title, known["bqp-2014-2021"].lead) == ("BQP", "Văn phòng")
    assert (known["default"].title, known["moi"].title) == (None, "Chương trình mới")
    assert (abreast["bqp-2014-2021"].period, abreast["bqp-2014-2021"].rows) == (None, {})  # no figures is no zero
    assert (str(abreast["default"].period), str(abreast["national-2020"].period)) == ("2018Q4", "2020Q4")
    assert abreast["default"].rows["v2015_rate"].part == 56
    assert abreast["national-2020"].rows["adoption_rate"].part == 62 + 20
    assert "on_time_rate" not in abreast["national-2020"].rows
    undo(load_id, "test", address)
    with reading(address) as reader:
        assert {programme.title for programme in programmes(reader)} == {None, "Bộ Quốc phòng", "Chương trình mới"}


def test_the_command_sets_programmes_side_by_side(
    cases_address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["programmes", "--store", cases_address, "--json"]) == 0
    told = {one["code"]: one for one in json.loads(capsys.readouterr().out)["programmes"]}
    assert list(told) == list(PROGRAMMES.values())
    assert (told["bqp-2014-2021"]["period"], told["bqp-2014-2021"]["rows"]) == (None, {})
    assert told["hai-ba-trung-2022"]["rows"]["units_in_scope"]["value"] == 19
    assert main(["programmes", "--store", cases_address]) == 0
    assert "không có số liệu" in capsys.readouterr().out
