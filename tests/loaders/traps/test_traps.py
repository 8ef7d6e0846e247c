"""Each planted fault is named in its cell, with its rule and severity, and nothing else is said."""

from __future__ import annotations

import pytest

from tests.loaders.traps import annexes, books
from tests.loaders.traps.books import Trap
from tests.loaders.traps.springing import TRAPS, Found, caught, extra, spring, store_with_history


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return store_with_history(tmp_path_factory.mktemp("traps") / "store")


@pytest.fixture(scope="module")
def found(address: str) -> Found:
    return spring(address)


def test_there_are_enough_of_them() -> None:
    assert len(TRAPS) >= 60
    assert len({trap.name for trap in TRAPS}) == len(TRAPS)
    assert len({trap.form for trap in TRAPS}) >= 3


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_a_trap(trap: Trap, found: Found) -> None:
    place, told = found[trap.name]
    assert caught(trap, found[trap.name]), (place, [(f.rule, f.severity, f.sheet, f.cell) for f in told.findings])
    assert extra(trap, found[trap.name]) == []
    named = [finding for finding in told.findings if finding.rule == trap.rule]
    assert all("…" not in finding.message.vi.replace(", …)", "") for finding in named)


def test_the_books_are_good_before_they_are_bent(address: str) -> None:
    from loaders import Source, check

    unit, *others = books.units("2008")
    good = [books.own(unit), books.annex(others[:4]), books.handling(others[4])]
    files = check([Source(f"{i}.xlsx", books.data(book)) for i, book in enumerate(good)], address=address).outcome.files
    assert [file.outcome for file in files] == ["accepted"] * 3
    assert annexes.F4 in {file.form for file in files}
