"""Every layout of the honest corpus is read exactly; every value that is stored is one that somebody wrote."""

from __future__ import annotations

import pytest

from loaders import Source, load
from loaders.folding import fold
from loaders.workbook import Reader
from store import open_store
from tests.loaders.honest.corpus import corpus
from tests.loaders.honest.offices import Honest
from tests.loaders.honest.reading import ROW_NAMES, compared, plain_value

CORPUS = list(corpus())
RELATIONS = ("status", "handling", "inventory", "procedure", "activity", "narrative")


def test_the_corpus_is_wide() -> None:
    assert len(CORPUS) >= 60
    assert {honest.kind for honest in CORPUS} == {"xlsx", "xls", "xlsb", "ods"}
    assert sum(len(honest.expected) for honest in CORPUS) > 6000
    assert min(len(honest.expected) for honest in CORPUS) >= 10


@pytest.mark.parametrize("honest", CORPUS, ids=lambda honest: honest.name)
def test_every_value_is_read_exactly_and_nothing_else(honest: Honest) -> None:
    found = compared(honest)
    assert found.lost == []
    assert found.wrong == {}
    assert found.exact == found.expected
    assert {rule: said for rule, said in found.said.items() if rule not in honest.may_say} == {}


def test_what_was_read_before_does_not_change_what_is_read() -> None:
    reader = Reader()
    for honest in [*CORPUS, *reversed(CORPUS)]:
        found = compared(honest, reader)
        assert (found.lost, found.wrong) == ([], {}), honest.name


def test_what_the_store_holds_is_what_was_written(store_address: str) -> None:
    outcome = load([Source(f"{honest.name}.{honest.kind}", honest.data) for honest in CORPUS], who="test", address=store_address)
    refused = {file.file: [f.rule for f in file.findings if f.returns] for file in outcome.files if not file.good}
    assert refused == {}
    with open_store(store_address).reading() as reader:
        names = {unit: fold(name) for unit, name in reader.rows("select unit_id, name from unit")}
        for honest, result in zip(CORPUS, outcome.files, strict=True):
            stored = {}
            for relation in RELATIONS:
                unit = "t.unit_id" if relation == "activity" else "r.unit_id"
                for row in reader.records(
                    f"select t.* exclude (load_id, report_id, sheet, row_number), {unit} as u, r.period as p from {relation} t "
                    "join report r using (report_id) join file f using (file_id) where f.sha256 = $sha",
                    {"sha": result.sha256},
                ):
                    stored |= _values(relation, row, names)
            expected = {(names.get(unit, fold(unit)), *rest): value for (unit, *rest), value in honest.expected.items()}
            assert stored == expected, honest.name


def _values(relation: str, row: dict, names: dict[str, str]) -> dict:
    unit, period, named = row.pop("u"), row.pop("p"), ROW_NAMES.get(relation, "")
    row.pop("unit_id", None)
    key = row.pop(named, None) or ""
    return {(names[unit], period, relation, key, name): plain_value(value) for name, value in row.items() if value is not None}
