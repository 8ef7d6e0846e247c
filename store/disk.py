"""What a crash-safe store needs of a disk: wait until it is written, replace in one step, say it when it fails."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from base.errors import StoreDamaged, StoreError

_PATIENCE = 5.0


@contextmanager
def in_words() -> Iterator[None]:
    """Turns what the file system raises into a StoreError; a file that should be there and is not is damage."""
    try:
        yield
    except FileNotFoundError as error:
        raise StoreDamaged(
            f"Thiếu tệp «{Path(error.filename or '').name}» của kho dữ liệu. "
            "Hãy khôi phục từ bản sao lưu: python -m store restore TỆP.",
            f"The file «{Path(error.filename or '').name}» of the store is missing. "
            "Restore a backup: python -m store restore FILE.",
        ) from error
    except OSError as error:
        raise StoreError(
            f"Không ghi được tệp ({error.strerror}). Hãy kiểm tra dung lượng ổ đĩa và quyền ghi, rồi làm lại.",
            f"A file cannot be written ({error.strerror}). Check the space and rights on the disk, then try again.",
        ) from error


def replace(source: Path, target: Path) -> None:
    """Gives a file its name in one step, over whatever had it before."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            source.replace(target)
            return
        except PermissionError:  # Windows, while another process has the target open for a moment
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def remove_if_free(path: Path) -> None:
    """Removes a file or folder; one that a reader still holds (Windows) is left for the next writer."""
    try:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    except PermissionError:
        return


def digest(path: Path) -> str:
    """The SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Waits until a file (or, where the system allows it, a folder) is on disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
