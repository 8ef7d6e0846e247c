"""Workbooks bent by chance: the server lives, leaves nothing, and accounts for every row of what it read."""

from __future__ import annotations

import pytest

from loaders import Source
from tests.hostile.judging import faults
from tests.hostile.mutations import mutation

IN_SUITE, AT_ONCE = 400, 100  # `python bench/hostile.py --mutations 2000` does the rest


@pytest.mark.parametrize("first", range(0, IN_SUITE, AT_ONCE))
def test_bent_workbooks(handing, first: int) -> None:
    before = handing.stored()
    told = handing.hand_in([Source(*mutation(first + i)) for i in range(AT_ONCE)])
    assert faults(told) == []
    assert len(told["outcome"]["files"]) == AT_ONCE
    assert handing.stored() == before
    assert handing.left() == []


def test_bent_workbooks_are_bent_alike_each_time() -> None:
    assert [mutation(i) for i in range(20)] == [mutation(i) for i in range(20)]
