"""Hands uploads to a server of its own and tells what each cost; for the tests and for `bench/hostile.py`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loaders import Source, load
from loaders.intake import from_paths

SERVER = Path(__file__).with_name("server.py")
PROJECT = SERVER.parents[2]
REGISTER = PROJECT / "data" / "samples" / "dak-lak-2018" / "DanhMucDonVi.xlsx"


class Handing:
    """A server process that checks uploads on a store of its own that holds a register; use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self.address = folder / "store"
        self._uploads, self._leavings = folder / "uploads", folder / "leavings"

    def __enter__(self) -> Handing:
        self._uploads.mkdir()
        self._leavings.mkdir()
        if not load(from_paths([REGISTER]), who="test", address=str(self.address)).good:
            raise ValueError("the register was not accepted")
        self._server = self._started()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server.stdin is not None and self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(60)
        self._server.stdout.close()

    def hand_in(self, sources: Sequence[Source], verb: str = "check") -> dict[str, Any]:
        """What the server tells of one upload; raises EOFError where it died of it, and starts another."""
        files = []
        for i, source in enumerate(sources):
            path = self._uploads / f"{i}.bytes"
            path.write_bytes(source.data)
            files.append([source.name, str(path)])
        assert self._server.stdin is not None and self._server.stdout is not None
        self._server.stdin.write(json.dumps({"address": str(self.address), "files": files, "verb": verb}) + "\n")
        self._server.stdin.flush()
        line = self._server.stdout.readline()
        if not line:
            code = self._server.wait(60)
            self._server = self._started()
            raise EOFError(f"the server died of it: {code}")
        told: dict[str, Any] = json.loads(line)
        return told

    def left(self) -> list[str]:
        """Temporary files that the server has left."""
        return sorted(path.name for path in self._leavings.rglob("*"))

    def stored(self) -> dict[str, int]:
        """The files of the store with their sizes, but for its locks."""
        files = [path for path in self.address.rglob("*") if path.is_file() and "lock" not in path.name]
        return {path.relative_to(self.address).as_posix(): path.stat().st_size for path in files}

    def _started(self) -> subprocess.Popen[str]:
        temporary = {name: str(self._leavings) for name in ("TMPDIR", "TEMP", "TMP")}
        return subprocess.Popen(
            [sys.executable, str(SERVER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **temporary},
        )
