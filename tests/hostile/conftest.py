"""One server for all hostile uploads: what one of them breaks, the next one meets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loaders import Source
from tests.hostile.build import report
from tests.hostile.handing import Handing


@pytest.fixture(scope="session")
def handing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handing]:
    """A server that has checked an honest report before, so that growing is the upload's doing and not the first run's."""
    with Handing(tmp_path_factory.mktemp("handing")) as server:
        for _ in range(2):
            server.hand_in([Source("a.xlsx", report())])
        yield server
