"""A store of one's own for every test, and a way to bring reports into it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import store

BringTo = Callable[[str, int], int]
Bring = Callable[[int], int]
TOTALS = "select count(*), sum(procedures_tthc)::bigint from status where load_id not in (select undone from undo)"


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of a store that does not exist yet."""
    return str(tmp_path / "store")


@pytest.fixture(scope="session")
def bring_to() -> BringTo:
    """Loads `count` reports into a store, each with a status, and one workbook; returns the load's number."""

    def load(address: str, count: int) -> int:
        opened = store.open_store(address)
        member = f"Báo cáo {count}.xlsx"
        with opened.writing("lan", "reports") as writer:
            archive = opened.keep_originals(writer.load_id, [(member, b"workbook" * count)])
            file = {"file_id": writer.new_file_id(), "name": member, "sha256": "0f" * 32, "outcome": "accepted"}
            writer.append_rows("file", [file | {"archive": archive, "member": member}])
            reports = writer.new_report_ids(count)
            writer.append("report", {"report_id": reports, "period": ["2018Q4"] * count})
            writer.append("status", {"report_id": reports, "procedures_tthc": list(range(count)), "note": ["Đã công bố"] * count})
            return writer.load_id

    return load


@pytest.fixture
def bring(address: str, bring_to: BringTo) -> Bring:
    """Loads `count` reports into the test's own store."""
    return partial(bring_to, address)


@pytest.fixture
def current_totals(address: str) -> Callable[[], list[tuple]]:
    """What the reports of loads that still count add up to."""

    def ask() -> list[tuple]:
        with store.reading(address) as reader:
            return reader.rows(TOTALS)

    return ask
