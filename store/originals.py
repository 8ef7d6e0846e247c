"""The workbooks as they came: one archive a load, named by load and content, never changed."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from base.errors import StoreDamaged
from store.disk import digest, in_words, replace, sync

DIGITS = 32  # of the SHA-256 that a name carries
NAME = re.compile(rf"\d{{1,12}}-[0-9a-f]{{{DIGITS}}}\.zip")
_BUILDING = ".building"  # the swap of the generation gives such an archive its name


def keep(folder: Path, load_id: int, workbooks: Iterable[tuple[str, bytes]]) -> str:
    """Writes an archive that the swap of the generation will name; returns that name."""
    building = folder / f"{load_id}{_BUILDING}"
    with in_words():
        with zipfile.ZipFile(building, "w", zipfile.ZIP_STORED) as bundle:
            for member, data in workbooks:
                bundle.writestr(zipfile.ZipInfo(member), data)
        sync(building)
        name = f"{load_id}-{digest(building)[:DIGITS]}.zip"
        replace(building, folder / f"{name}{_BUILDING}")
    return name


def adopt(folder: Path, archive: Path) -> None:
    """Copies an archive of another store; its name says what is in it, so the same name is the same content."""
    with in_words():
        building = folder / f"{archive.name}{_BUILDING}"
        shutil.copyfile(archive, building)
        sync(building)


def read(folder: Path, archive: str, member: str) -> bytes:
    """The bytes of one workbook; raises StoreDamaged where they are not there any more."""
    try:
        with zipfile.ZipFile(folder / (archive if NAME.fullmatch(archive) else "?")) as bundle:
            return bundle.read(member)
    except (KeyError, OSError, zipfile.BadZipFile) as error:
        raise StoreDamaged(
            f"Không còn đọc được tệp gốc «{member}» trong kho. Hãy chạy: python -m store check.",
            f"The original workbook «{member}» can no longer be read from the store. Run: python -m store check.",
        ) from error
