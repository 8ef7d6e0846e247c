"""Figures worked out again from the kept workbooks by arithmetic that knows nothing of this project's."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indicators import catalogue
from tests.indicators.recompute.__main__ import LABELS
from tests.indicators.recompute.cells import Originals
from tests.indicators.recompute.extra import hand_in
from tests.indicators.recompute.rules import RULES
from tests.indicators.recompute.sampling import again, figures
from tests.indicators.test_commands import answer

Ask = Callable[..., Any]
# Known only where the sample has nothing: asked for in the quarters of the workbooks beside it.
BESIDE = (
    "returned_withdrawn", "on_time_rate_due", "units_withdrawn", "units_electronic", "reported_pct_no_base", "plan_fulfilment",
    "units_planned_year", "inspections_planned", "internal_in_qms_rate", "procedures_revised", "satisfaction_rate",
    "budget_spent", "nonconformities_closed_rate", "tthc_one_stop", "values_held",
)  # fmt: skip


@pytest.fixture(scope="module")
def fuller_address(province_address: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The store of the shipped case with two more quarters of what it does not hold."""
    address = str(shutil.copytree(province_address, tmp_path_factory.mktemp("fuller") / "store"))
    hand_in(address)
    return address


@pytest.fixture
def ask(fuller_address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """The command line on that store."""
    monkeypatch.setenv("QMS_STORE", fuller_address)
    return lambda *arguments: answer(capsys, *arguments)


def test_there_is_a_rule_for_every_indicator() -> None:
    assert set(RULES) == set(catalogue())


@pytest.mark.parametrize("theme", sorted({one.theme for one in catalogue().values()}))
def test_figures_follow_from_the_workbooks(theme: str, ask: Ask, fuller_address: str) -> None:
    codes = sorted(code for code, one in catalogue().items() if one.theme == theme and code not in BESIDE)
    _compare(ask, fuller_address, codes, LABELS[:-1], 4)


def test_figures_beside_the_sample_follow_from_the_workbooks(ask: Ask, fuller_address: str) -> None:
    # The sample has no form II.07b.
    codes = [*BESIDE, "tthc_authority"]
    _compare(ask, fuller_address, codes, ["2021Q4", "2021H2"], len(codes))


def _compare(ask: Ask, address: str, codes: list[str], labels: list[str], count: int) -> None:
    originals = Originals(Path(address) / "originals")
    for figure in figures(ask, count, 3, codes, labels):
        assert again(ask, originals, figure) == (figure.part, figure.whole), figure
