"""What a workbook says is shown, never obeyed: on a terminal, in JSON, in a table opened with a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from base.sentence import visible
from loaders import Finding, Source, check
from loaders.__main__ import main
from loaders.console import as_json
from loaders.intake import clean_name
from tests.hostile.build import report
from tests.hostile.corpus import CASES
from ui.tables import Column, csv_of

LIVE = set("=+-@＝＋－＠")
COLUMNS = [Column("text", "Nội dung"), Column("number", "Số", "count")]


def _first_that_counts(text: str) -> str:
    return text.lstrip(' \t\r\n\x00"“”‘’`\ufeff\u200b\xa0\u3000')[:1]


@given(some.text(), some.sampled_from(["", " ", "\t", "\r", '"', "\ufeff", "\xa0", ' "', "“"]), some.sampled_from(sorted(LIVE)))
def test_no_text_of_a_download_runs_as_a_formula(text: str, lead: str, live: str) -> None:
    for value in (text, lead + live + text):
        read = list(csv.reader(io.StringIO(csv_of([{"text": value}], COLUMNS).decode("utf-8-sig"), newline="")))
        (cell, _) = read[1]
        assert cell in {value, f"'{value}"}
        assert cell.startswith("'") or _first_that_counts(cell) not in LIVE
        assert cell[:1] not in {"\t", "\r", "\n"}


@given(
    some.one_of(
        some.integers(), some.floats(allow_nan=False, allow_infinity=False), some.decimals(allow_nan=False, allow_infinity=False)
    )
)
def test_numbers_of_a_download_stay_numbers(number: float | Decimal) -> None:
    data = csv_of([{"text": "", "number": number}], COLUMNS)
    assert data.startswith(b"\xef\xbb\xbf")
    cell = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1][1]
    assert cell == str(number)
    assert type(number)(cell) == number


def test_a_negative_number_that_is_written_out_stays_one() -> None:
    rows = list(csv.reader(io.StringIO(csv_of([{"text": "-1", "number": "-1,5"}], COLUMNS).decode("utf-8-sig"))))
    assert rows[1] == ["'-1", "-1,5"]


@given(some.text(some.characters(exclude_categories=[]), max_size=300))
def test_a_name_can_be_shown_and_stored(name: str) -> None:
    clean = clean_name(name)
    assert visible(clean) == clean
    assert clean
    assert ".." not in clean.split("/")
    assert not clean.startswith("/")
    assert len(clean) <= 200
    clean.encode("utf-8")


@given(some.text(some.characters(exclude_categories=["Cs"])))
def test_json_for_a_terminal_means_the_same(text: str) -> None:
    shown = as_json({"name": text})
    assert visible(shown) == shown
    assert json.loads(shown) == {"name": text}


@given(some.text(some.characters(exclude_categories=[])))
def test_a_sentence_shows_what_a_cell_says(value: str) -> None:
    message = Finding("malformed_number", "\x1b[2J", "A1", value, {"candidates": "", "raw": "\u202e"}).message
    assert visible(message.vi) == message.vi
    assert visible(message.en) == message.en
    assert len(message.vi) < 2000


def test_the_command_line_shows_nothing_that_a_terminal_obeys(tmp_path, handing, capsys) -> None:
    case = CASES["values: control characters and escapes of a terminal"]
    path = tmp_path / "a\x1b[31m.xlsx"
    path.write_bytes(case.make()[0].data)
    for arguments in (["--json"], []):
        assert main(["check", str(path), "--store", str(handing.address), *arguments]) == 1
        told = capsys.readouterr()
        assert told.err == ""
        assert not set(told.out) & set("\x07\x9b\u202e")
        assert "\x1b]" not in told.out
        assert "\x1b[2J" not in told.out


def test_one_load_is_limited_together(handing, monkeypatch) -> None:
    monkeypatch.setenv("QMS_MAX_UPLOAD_MB", "1")
    large = Source("b.xlsx", report() + bytes(1_100_000))
    files = check([Source("a.xlsx", report()), large, Source("c.xlsx", report())], address=str(handing.address)).outcome.files
    assert [file.outcome for file in files] == ["accepted", "unreadable", "duplicate"]
    assert [finding.rule for finding in files[1].findings] == ["upload_too_large"]
    monkeypatch.setenv("QMS_MAX_UPLOAD_FILES", "1")
    files = check([Source("a.xlsx", report()), Source("b.xlsx", report())], address=str(handing.address)).outcome.files
    assert [finding.rule for finding in files[1].findings] == ["too_many_files"]


def test_a_workbook_is_limited_by_settings(handing, monkeypatch) -> None:
    limits = {"QMS_MAX_UNPACKED_MB": "unsafe_archive", "QMS_MAX_PARTS": "unsafe_archive", "QMS_MAX_SHEETS": "unsafe_archive",
              "QMS_MAX_CELLS": "unsafe_archive"}  # fmt: skip
    large = report({"xl/media/image1.png": bytes(1_500_000)}, level=0)
    for name, rule in limits.items():
        with monkeypatch.context() as patch:
            patch.setenv(name, "1")
            (file,) = check([Source("a.xlsx", large)], address=str(handing.address)).outcome.files
        assert [finding.rule for finding in file.findings] == [rule], name
