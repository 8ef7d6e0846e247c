"""A whole store in one file, and from one store to another."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from base.errors import StoreDamaged, StoreError, UsageError
from store import originals
from store.aside import examine
from store.connection import Asking
from store.disk import in_words, replace, sync
from store.generations import changed_on_disk, sound
from store.shelf import Store, open_store
from store.writer import asking

_FORMAT = 1
_TABLES, _MANIFEST, _ORIGINALS = "store.duckdb", "manifest.json", "originals/"
_CHUNK = 1 << 20
_MANIFEST_LIMIT = 64 << 20
# What zipfile and json raise on bytes that somebody made up.
_NOT_A_BACKUP = (ValueError, KeyError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile, zipfile.LargeZipFile)


@dataclass(frozen=True, slots=True)
class Moved:
    """What was put into a file or another store: the version it was taken from, loads, archives of originals."""

    store_version: str
    loads: int
    archives: int


def backup(file: Path, address: str | None = None) -> Moved:
    """Puts the current generation and its originals into one zip file; a load under way neither disturbs nor enters it."""
    store = open_store(address)
    file = file.resolve()
    building = file.with_name(f"{file.name}.building")
    if not file.parent.is_dir() or file.is_dir():
        raise UsageError(
            f"Không ghi được bản sao lưu vào «{file}». Hãy ghi tên một tệp trong thư mục đã có.",
            f"A backup cannot be written to «{file}». Name a file in a folder that exists.",
        )
    with _sound_copy(store) as path, asking(path) as copy, in_words():
        archives = _archives(copy, store.generations.originals)
        try:
            with zipfile.ZipFile(building, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
                members = {_TABLES: _put(bundle, path, _TABLES, zipfile.ZIP_DEFLATED)}
                for archive in archives:
                    name = _ORIGINALS + archive.name
                    members[name] = _put(bundle, archive, name, zipfile.ZIP_STORED)
                bundle.writestr(_MANIFEST, json.dumps({"format": _FORMAT, "members": members}, indent=1))
            sync(building)
            replace(building, file)
            sync(file.parent)
        finally:
            building.unlink(missing_ok=True)
        return Moved(path.stem, _loads(copy), len(archives))


def restore(file: Path, who: str, address: str | None = None) -> Moved:
    """Makes a backup the next generation, signed by a load of kind 'restore'; raises where it is not whole."""
    store = open_store(address)
    with tempfile.TemporaryDirectory(prefix="qms-") as name:
        folder = Path(name)
        try:
            _unpack(file, folder)
            if examine(folder / _TABLES) != []:
                raise ValueError("ledger")
            with asking(folder / _TABLES) as source:
                archives = _archives(source, folder / _ORIGINALS)
            if archives != sorted((folder / _ORIGINALS).iterdir()):
                raise ValueError("originals")
        except OSError as error:
            raise UsageError(
                f"Không đọc được tệp «{file}» ({error.strerror}).", f"The file «{file}» cannot be read ({error.strerror})."
            ) from error
        except (*_NOT_A_BACKUP, StoreError) as error:
            raise StoreDamaged(
                f"«{file.name}» không phải là bản sao lưu nguyên vẹn của phần mềm này; kho dữ liệu được giữ nguyên.",
                f"«{file.name}» is not a whole backup of this software; the store is as it was.",
            ) from error
        with asking(folder / _TABLES) as source:
            store.take_over(source, archives, only_if_empty=False, who=who, note=file.name)
            return Moved(store.version(), _loads(source), len(archives))


def copy(source_address: str, target_address: str) -> Moved:
    """Copies all loads and originals of a store into an empty one; raises UsageError or StoreAddressError."""
    store = open_store(source_address)
    if not store.exists():
        raise UsageError(f"Không có kho dữ liệu ở «{source_address}».", f"There is no store at «{source_address}».")
    with _sound_copy(store) as path, asking(path) as source:
        archives = _archives(source, store.generations.originals)
        open_store(target_address).take_over(source, archives, only_if_empty=True)
        return Moved(open_store(target_address).version(), _loads(source), len(archives))


@contextmanager
def _sound_copy(store: Store) -> Iterator[Path]:
    with store.private_copy() as path:
        if not sound(path, path.stem):
            raise changed_on_disk()
        yield path


def _loads(source: Asking) -> int:
    return int(source.rows("select count(*) from load")[0][0])


def _archives(source: Asking, folder: Path) -> list[Path]:
    names = source.rows("select distinct archive from file where archive is not null order by all")
    return [folder / name for (name,) in names]


def _put(bundle: zipfile.ZipFile, path: Path, name: str, method: int) -> str:
    info = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    info.compress_type = method
    with path.open("rb") as source, bundle.open(info, "w", force_zip64=True) as target:
        return _pump(source, target)


def _pump(source: Any, target: Any) -> str:
    seen = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        seen.update(chunk)
        target.write(chunk)
    return seen.hexdigest()


def _unpack(file: Path, folder: Path) -> None:
    """Unpacks a backup into an empty folder; raises ValueError unless it holds exactly what its manifest says."""
    (folder / _ORIGINALS).mkdir()
    with zipfile.ZipFile(file) as bundle:
        # What the standard library unpacks at once, whatever size is stated, could fill the memory.
        if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in bundle.infolist()):
            raise ValueError("packing")
        if bundle.getinfo(_MANIFEST).file_size > _MANIFEST_LIMIT:
            raise ValueError("manifest")
        with bundle.open(_MANIFEST) as source:
            manifest = json.loads(source.read(_MANIFEST_LIMIT))
        if not isinstance(manifest, dict) or manifest.get("format") != _FORMAT or not isinstance(manifest.get("members"), dict):
            raise ValueError("manifest")
        promised = manifest["members"]
        if sorted(bundle.namelist()) != sorted([*promised, _MANIFEST]) or _TABLES not in promised:
            raise ValueError("members")
        if sum(member.file_size for member in bundle.infolist()) > shutil.disk_usage(folder).free:
            raise ValueError("size")
        for name, sha256 in promised.items():
            # Only these names ever reach the disk: a hostile backup cannot point anywhere else.
            if name != _TABLES and not re.fullmatch(_ORIGINALS + originals.NAME.pattern, name):
                raise ValueError("name")
            with bundle.open(name) as source, (folder / name).open("wb") as target:
                if _pump(source, target) != sha256:
                    raise ValueError("content")
            if name != _TABLES and not name.endswith(f"-{sha256[: originals.DIGITS]}.zip"):
                raise ValueError("content")
