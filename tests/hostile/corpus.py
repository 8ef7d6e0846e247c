"""All that hostile hands may upload, by name; each is made when it is asked for."""

from __future__ import annotations

from tests.hostile import archives, binaries, corners, kinds, markup, sheets
from tests.hostile.build import Case

CASES: dict[str, Case] = {case.name: case for room in (archives, sheets, corners, markup, binaries, kinds) for case in room.CASES}
