"""All five published cases through the command line: every key of every expected.json, and every verdict."""

from __future__ import annotations

import json
from typing import Any

import pytest

from indicators import catalogue
from indicators.claims.files import SAMPLE
from tests.indicators.conftest import CASES
from tests.indicators.test_commands import answer

# Keys that are no indicator's code: part of one, a breakdown, a difference, what the text prints, or a remark.
PARTS = {"resolved_by_deadline": "on_time_rate", "audited_units": "audit_rate", "reviewed_units": "management_review_rate"}
REST = {"procedures_rest": ("procedures_total", "procedures_other")}
REMARKS = {"note"}
EXPECTED = {path.parent.name: json.loads(path.read_text("utf-8")) for path in sorted(CASES.glob("*/expected.json"))}
FIGURES = [(case, label) for case, told in EXPECTED.items() for label, figures in told.items() if isinstance(figures, dict)]


@pytest.fixture
def asked(province_address: str, cases_address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """`python -m indicators … --json` in the store of a case."""

    def ask(case: str, *arguments: str) -> Any:
        alone = case == "dak-lak-2018"
        monkeypatch.setenv("QMS_STORE", province_address if alone else cases_address)
        return answer(capsys, *arguments, *(() if alone else ("--programme", case)))

    return ask


def test_all_five_cases_are_here() -> None:
    assert len(EXPECTED) == 5


@pytest.mark.parametrize(("case", "label"), FIGURES)
def test_every_key_is_reproduced(asked: Any, case: str, label: str) -> None:
    def show(code: str, by: str = "total") -> dict[str, dict[str, Any]]:
        rows = asked(case, "show", code, "--period", label, "--by", by)["rows"]
        return {row["key"]: row for row in rows if row["part"] is not None}

    for key, value in EXPECTED[case][label].items():
        if key in PARTS:
            assert show(PARTS[key])["total"]["part"] == value, key
        elif key in REST:
            whole, other = (show(code)["total"]["value"] for code in REST[key])
            assert whole - other == value
        elif key.endswith("_by_group"):
            rows = show(key.removesuffix("_by_group"), "group")
            assert {group: [row["part"], row["whole"]] if row["whole"] else row["part"] for group, row in rows.items()} == value
        elif key == "printed":
            rows = show("adoption_rate", "group")
            assert {group: _printed(rows[group]["value"], text) for group, text in value.items()} == value
        elif key not in REMARKS:
            assert key in catalogue()
            assert show(key).get("total", {"value": None})["value"] == value, key


def _printed(value: float, like: str) -> str:
    """A share with as many decimals as a text prints, and the comma of its language."""
    places = len(like.rstrip("%").partition(",")[2])
    return f"{100 * value:.{places}f}%".replace(".", ",")


def test_a_programme_of_phases_has_no_figure(asked: Any) -> None:
    case = "bqp-2014-2021"
    for code in ("units_applied", "adoption_rate", "on_time_rate", "training_units", "docs_mandatory"):
        for label in ("2014", "2018", "2021"):
            assert [row for row in asked(case, "show", code, "--period", label)["rows"] if row["value"] is not None] == []


def test_every_verdict_of_the_article_is_reached(asked: Any) -> None:
    told = asked("dak-lak-2018", "claims", str(SAMPLE), "--period", "2018Q4")["claims"]
    article = json.loads(SAMPLE.read_text("utf-8"))
    assert [one["verdict"] for one in told] == [one["verdict"] for one in article]
    assert [one["candidates"] for one in told if one["verdict"] == "not_a_number"] == [
        one["candidates"] for one in article if "candidates" in one
    ]
