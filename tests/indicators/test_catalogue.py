"""The shelf: every piece is complete, and one more file is one more indicator."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from base.errors import UnknownIndicator
from base.period import parse_period
from indicators import Indicator, catalogue, indicator, measure
from indicators.composition import relations
from indicators.lineage import CELLS, PLACES
from indicators.shelf import SHELF
from store import Reader

REQUIRED = {
    "adoption": ["units_in_scope", "units_mandatory", "units_started", "units_applied", "units_announced", "adoption_rate",
                 "adoption_rate_mandatory", "commune_adoption_rate", "announcement_rate"],
    "conversion": ["units_v2008", "units_v2015", "v2015_rate", "units_converted", "units_new_2015", "conversion_rate",
                   "conversion_remaining", "conversion_overdue"],
    "procedures": ["docs_mandatory", "procedures_tthc", "procedures_internal", "procedures_other", "procedures_total",
                   "tthc_authority", "tthc_in_qms_rate", "procedures_per_unit"],
    "operation": ["training_courses", "training_participants", "training_units", "audit_rate", "management_review_rate",
                  "inspections_done"],
    "handling": ["received_total", "received_online", "received_direct", "carried_over", "resolved_total", "resolved_early",
                 "resolved_on_time", "resolved_late", "pending_total", "pending_in_time", "pending_overdue", "on_time_rate",
                 "on_time_rate_with_backlog", "overdue_rate", "online_rate"],
    "reporting": ["submission_rate", "values_held"],
}  # fmt: skip


def test_every_indicator_of_the_dictionary_is_there() -> None:
    found = {(one.theme, one.code) for one in catalogue().values()}
    assert {(theme, code) for theme, codes in REQUIRED.items() for code in codes} <= found


@pytest.mark.parametrize("one", catalogue().values(), ids=list(catalogue()))
def test_a_piece_is_complete(one: Indicator, province: Reader) -> None:
    assert min(len(one.name_vi), len(one.name_en), len(one.definition_vi), len(one.definition_en), len(one.source)) > 3
    assert one.definition_vi.endswith(".") and one.definition_en.endswith(".")
    assert (one.kind == "ratio") == (one.format in ("percent", "number"))
    assert one.priority in {"P1", "P2", "P3"}
    columns = set(province.rows("select table_name, column_name from information_schema.columns"))
    for field in one.fields:
        assert (CELLS / f"{field.relation}.sql").exists()
        assert (PLACES.get(field.relation, field.relation), field.name) in columns


def test_no_name_twice() -> None:
    for names in ([one.name_vi for one in catalogue().values()], [one.name_en for one in catalogue().values()]):
        assert sorted(set(names)) == sorted(names)


def test_every_relation_and_cell_file_is_used() -> None:
    texts = [one.body for one in catalogue().values()] + list(relations().values())
    texts += [path.read_text("utf-8") for path in (*CELLS.glob("*.sql"), *SHELF.rglob("*.py"))]
    uses = ("from {}", "join {}", '"{}"')
    idle = [name for name in relations() if not any(use.format(name) in text for text in texts for use in uses)]
    assert idle == []
    drawn = {field.relation for one in catalogue().values() for field in one.fields}
    assert {path.stem for path in CELLS.glob("*.sql")} == drawn


@pytest.fixture
def one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A shelf with one more file on it."""
    for theme in ("adoption", "handling"):
        shutil.copytree(SHELF / theme, tmp_path / theme)
    text = (SHELF / "handling" / "resolved_late.sql").read_text("utf-8")
    twice = text.replace("resolved_late as part", "resolved_late * 2 as part")
    (tmp_path / "handling" / "resolved_twice.sql").write_text(twice, "utf-8")
    monkeypatch.setattr("indicators.shelf.SHELF", tmp_path)
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


@pytest.mark.usefixtures("one_more")
def test_one_more_file_is_one_more_indicator(province: Reader) -> None:
    period = parse_period("2018Q4")
    once, twice = (measure(province, code, period=period).rows[0].value for code in ("resolved_late", "resolved_twice"))
    assert (once, twice) == (2221, 4442)
    assert indicator("resolved_twice").theme == "handling"


def test_an_unknown_code_suggests_the_nearest() -> None:
    with pytest.raises(UnknownIndicator) as error:
        indicator("unit_applied")
    assert "units_applied" in error.value.sentence.vi and "units_applied" in error.value.sentence.en
