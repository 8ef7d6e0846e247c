"""Generations on disk: numbered database files, a small pointer to the current one, a lock for the writer.

    data/store/
      current                       the pointer: the name of the current generation
      lock                          held by the one writer
      000017-5e0c93ab….duckdb       a generation; never changed once the pointer has named it
      originals/17-9b1f….zip        the workbooks of load 17, as they came

Names are a number and the beginning of the content's SHA-256. So a name never comes back with another content, not
even in another store, and can be the key of whatever is remembered; and a file that was changed on disk shows before
DuckDB opens it, which it may not survive. A crash leaves at most `*.building*` files and a generation that the
pointer does not name; the next writer removes them. The pointer only ever names a file that was checked and synced.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from base import settings
from base.errors import StoreAddressError, StoreBusy, StoreDamaged
from store import schema
from store.disk import digest, in_words, remove_if_free, replace, sync

KEPT = 10
_DIGITS = 16  # of the SHA-256 that a name carries
_NAME = re.compile(rf"\d{{6}}-[0-9a-f]{{{_DIGITS}}}")


class Generations:
    """The folder of one embedded store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.originals = folder / "originals"
        self._pointer = folder / "current"

    def create_folder(self) -> None:
        """Makes the folder; raises StoreAddressError where that is impossible."""
        try:
            self.originals.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(self.folder, error) from error

    def current(self) -> str | None:
        """The name of the current generation, or None where the store is new; raises StoreAddressError."""
        try:
            name = self._pointer.read_bytes().decode("ascii", "replace")
        except FileNotFoundError:
            name = ""
        except OSError as error:
            raise _unusable(self.folder, error) from error
        # Without a usable pointer the newest file is the one it would name: it was checked before it got its name.
        return name if _NAME.fullmatch(name) else max(self.names(), default=None)

    def path(self, name: str) -> Path:
        """The file of a generation."""
        return self.folder / f"{name}.duckdb"

    def names(self) -> list[str]:
        """The generations kept, oldest first."""
        return sorted(path.stem for path in self.folder.glob("*.duckdb") if _NAME.fullmatch(path.stem))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the writer's lock; raises StoreBusy when another load keeps it too long."""
        self.create_folder()
        seconds = settings.number("QMS_LOCK_SECONDS", 120)
        lock = FileLock(self.folder / "lock", timeout=seconds)
        try:
            lock.acquire()
        except Timeout as error:
            raise StoreBusy(
                f"Một lần nạp khác vẫn đang chạy sau {seconds} giây. Hãy đợi lần nạp đó xong rồi làm lại.",
                f"Another load is still running after {seconds} seconds. Wait for it to end, then try again.",
            ) from error
        except OSError as error:
            raise _unusable(self.folder, error) from error
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    @property
    def building(self) -> Path:
        """Where the next generation is built before it gets its name."""
        return self.folder / "next.building"

    def start(self, *, empty: bool) -> None:
        """Begins the next generation as a copy of the current one, or with empty tables; raises StoreDamaged."""
        if empty or self.current() is None:
            schema.create(self.building)
        elif not sound(self.building, self._copy_current(self.building)):
            raise changed_on_disk()

    @contextmanager
    def private_copy(self) -> Iterator[Path]:
        """A copy of the current generation, under its name, that is nobody else's and is thrown away."""
        with tempfile.TemporaryDirectory(prefix="qms-") as folder:
            copied = Path(folder) / "copy"
            name = self._copy_current(copied)
            yield copied.rename(copied.with_name(f"{name}.duckdb"))

    def swap_in(self) -> None:
        """Syncs what was built, gives it its names, and makes it current in one step."""
        built = self.building
        if Path(f"{built}.wal").exists():
            raise StoreDamaged(
                "Chưa ghi xong tệp kho dữ liệu; dữ liệu hiện hành được giữ nguyên. Hãy kiểm tra ổ đĩa rồi nạp lại.",
                "The store file was not written to its end; the current data are untouched. Check the disk, then load again.",
            )
        with in_words():
            for archive in self.originals.glob("*.building"):
                replace(archive, archive.with_suffix(""))
            sync(self.originals)
            sync(built)
            newest = max([*self.names(), self.current() or "000000"])
            name = f"{int(newest[:6]) + 1:06d}-{digest(built)[:_DIGITS]}"
            replace(built, self.path(name))
            sync(self.folder)
            fresh = self.folder / "current.building"
            fresh.write_text(name, encoding="ascii")
            sync(fresh)
            replace(fresh, self._pointer)
            sync(self.folder)
        for old in self.names()[:-KEPT]:
            remove_if_free(self.path(old))

    def discard(self) -> None:
        """Removes what a load that failed, or was killed, has left."""
        for leftover in [*self.folder.glob("*.building*"), *self.originals.glob("*.building")]:
            remove_if_free(leftover)

    def _copy_current(self, target: Path) -> str:
        while True:
            name = self.current() or ""
            try:
                with in_words():
                    shutil.copyfile(self.path(name), target)
                return name
            except StoreDamaged:
                if self.current() == name:  # else it was pruned while we looked: ten loads have passed
                    raise

    def _sweep(self) -> None:
        self.discard()
        for name in self.names():
            if name > (self.current() or ""):  # built and named, but never made current
                remove_if_free(self.path(name))


def sound(path: Path, name: str) -> bool:
    """Whether a file still has the content that the generation's name promises."""
    return digest(path)[:_DIGITS] == name.partition("-")[2]


def changed_on_disk() -> StoreDamaged:
    """The sentence for a generation that is not as it was written."""
    return StoreDamaged(
        "Tệp của kho dữ liệu đã bị thay đổi sau khi ghi. Hãy khôi phục từ bản sao lưu: python -m store restore TỆP.",
        "The store file was changed after it was written. Restore a backup: python -m store restore FILE.",
    )


def _unusable(folder: Path, error: OSError) -> StoreAddressError:
    return StoreAddressError(
        f"Không dùng được thư mục kho dữ liệu «{folder}». Hãy kiểm tra đường dẫn và quyền ghi.",
        f"The store folder «{folder}» cannot be used ({error.strerror}). Check the path and the rights.",
    )
