"""The ledger of corrections: a known fault is put right while it is read, as long as the source still has it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from base import settings
from base.errors import UsageError
from base.period import parse_period
from indicators import explain, measure
from loaders.corrections import HEADINGS, ledger
from store import check, reading
from tests.desk.conftest import DOSSIERS, INFO, Send, setting

Q4 = parse_period("2018Q4")
LINE = {
    "programme": "default", "unit": "DLK-S01", "period": "2018Q4", "form": "unit_report", "relation": "status",
    "field": "tthc_authority", "sheet": INFO, "cell": "C19", "value_found": "131", "value_used": "130",
    "reason": "số gõ nhầm", "basis": "CV 12/SKHCN", "approved_by": "Nguyễn Văn A", "approved_on": "05/01/2019",
}  # fmt: skip
Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a ledger of one line (or none) and makes it the installation's."""

    def to_file(delimiter: str = ";", **changed: str) -> None:
        path = tmp_path / "dinh-chinh.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, HEADINGS, delimiter=delimiter)
            writer.writeheader()
            writer.writerow(LINE | changed)
        monkeypatch.setenv("QMS_CORRECTIONS", str(path))

    return to_file


def authority(address: str) -> float | None:
    with reading(address) as reader:
        rows = {row.key: row.whole for row in measure(reader, "tthc_in_qms_rate", period=Q4, by="unit").rows}
    return rows.get("DLK-S01")


@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_known_fault_is_put_right_and_said(address: str, send: Send, write: Write, delimiter: str) -> None:
    write(delimiter)
    result = send("DLK-S01", setting(INFO, "C19", 131))
    assert result.outcome == "accepted"
    assert [(f.rule, f.sheet, f.cell, f.value) for f in result.findings] == [("correction_applied", INFO, "C19", "131")]
    assert authority(address) == 130
    with reading(address) as reader:
        cells = {cell.field: cell for cell in explain(reader, "tthc_in_qms_rate", period=Q4, unit="DLK-S01")}
    told = cells["tthc_authority"].corrected
    assert told is not None
    assert (told.old, told.new) == ("131", "130")
    assert "Nguyễn Văn A" in (told.reason or "")
    assert check(address).differences == []


def test_a_source_that_was_mended_asks_for_the_line_to_go(address: str, send: Send, write: Write) -> None:
    write()
    result = send("DLK-S01", setting(INFO, "C19", 140))
    assert [(f.rule, f.severity, f.cell, f.value) for f in result.findings] == [("correction_stale", "warning", "C19", "140")]
    assert authority(address) == 140


def test_every_rule_judges_the_corrected_value(address: str, send: Send, write: Write) -> None:
    """A broken sum would send the report back; with the ledger it holds."""
    broken = setting(DOSSIERS, "J8", 5)
    assert "parts_sum_to_whole" in {finding.rule for finding in send("DLK-S01", broken).findings}
    write(relation="handling", field="resolved_late", sheet=DOSSIERS, cell="J8", value_found="5", value_used="0")
    result = send("DLK-S01", broken)
    assert (result.outcome, [finding.rule for finding in result.findings]) == ("accepted", ["correction_applied"])


def test_a_value_that_would_be_held_is_taken(address: str, send: Send, write: Write) -> None:
    write(value_found="1.3.0")
    result = send("DLK-S01", setting(INFO, "C19", "1.3.0"))
    assert [finding.rule for finding in result.findings] == ["correction_applied"]
    assert result.counts["rows_held"] == 0
    assert authority(address) == 130


@pytest.mark.parametrize("other", [{"unit": "DLK-X24118"}, {"period": "2018Q3"}, {"form": "consolidated"}, {"programme": "khac"}])
def test_a_line_speaks_of_one_report_only(address: str, send: Send, write: Write, other: dict) -> None:
    write(**other)
    assert send("DLK-S01", setting(INFO, "C19", 131)).findings == []
    assert authority(address) == 131


def test_a_line_whose_field_stands_elsewhere_is_not_applied(address: str, send: Send, write: Write) -> None:
    write(field="docs_mandatory")
    result = send("DLK-S01", setting(INFO, "C19", 131))
    assert [finding.rule for finding in result.findings] == ["correction_misplaced"]
    assert authority(address) == 131


def test_a_line_without_approval_stops_the_load(address: str, send: Send, write: Write) -> None:
    write(approved_by=" ")
    with pytest.raises(UsageError):
        send("DLK-S01", setting(INFO, "C19", 131))


def test_the_shipped_ledger_opens_right_and_changes_nothing() -> None:
    assert ledger() == ()
    data = settings.corrections_file().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").strip().split(";") == list(HEADINGS)
