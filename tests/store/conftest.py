"""A store of one's own for every test, and a way to bring reports into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import store
from store.reader import Reader

Bring = Callable[..., int]


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of a store that does not exist yet."""
    return str(tmp_path / "store")


@pytest.fixture
def bring(address: str) -> Bring:
    """Loads `count` reports, each with a status and a workbook kept; returns the load's number."""

    def load(count: int = 3, at: str = address) -> int:
        opened = store.open_store(at)
        with opened.writing("lan", "reports") as writer:
            file_id = writer.new_file_id()
            member = f"Báo cáo {count}.xlsx"
            archive = opened.keep_originals(writer.load_id, [(member, b"workbook" * count)])
            writer.append_rows(
                "file",
                [
                    {
                        "file_id": file_id,
                        "name": member,
                        "sha256": "0f" * 32,
                        "outcome": "accepted",
                        "archive": archive,
                        "member": member,
                    }
                ],
            )
            reports = writer.new_report_ids(count)
            writer.append("report", {"report_id": reports, "file_id": [file_id] * count, "period": ["2018Q4"] * count})
            writer.append("status", {"report_id": reports, "procedures_tthc": list(range(count)), "note": ["Đã công bố"] * count})
            return writer.load_id

    return load


def totals(asking: store.Asking) -> list[tuple]:
    """What the reports of loads that still count add up to."""
    return asking.rows("select count(*), sum(procedures_tthc)::bigint from status where load_id not in (select undone from undo)")


@pytest.fixture
def current_totals(address: str) -> Callable[[], list[tuple]]:
    """What the reports of the current generation add up to."""

    def ask() -> list[tuple]:
        reader: Reader
        with store.reading(address) as reader:
            return totals(reader)

    return ask
