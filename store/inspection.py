"""Is the store what its ledger says? Rows and checksum of every load, and each file by the digest in its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from base.errors import StoreDamaged
from base.sentence import Sentence
from store import ledger, originals
from store.aside import examine
from store.connection import Asking
from store.disk import digest
from store.generations import changed_on_disk, sound
from store.ledger import Difference, Entry
from store.shelf import open_store
from store.writer import asking


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `damage` is there where the generation is not the file that was written."""

    store_version: str
    loads: int
    rows: int
    differences: list[Difference]
    damage: Sentence | None = None

    @property
    def clean(self) -> bool:
        """Whether ledger, tables and originals agree in everything."""
        return not self.differences and self.damage is None


def check(address: str | None = None) -> Checked:
    """Recomputes the ledger from the tables of the current generation, read from disk, and looks at the originals."""
    store = open_store(address)
    version = store.version()
    try:
        # On a copy: this process may hold the generation open and remember what the disk no longer has.
        with store.private_copy() as path:
            if not sound(path, path.stem):
                return Checked(path.stem, 0, 0, examine(path) or [], changed_on_disk().sentence)
            with asking(path) as copy:
                promised = ledger.written(copy)
                found = ledger.differences(copy) + _originals(copy, store.generations.originals)
    except StoreDamaged as error:
        return Checked(version, 0, 0, [], error.sentence)
    return Checked(path.stem, len({entry.load_id for entry in promised}), sum(entry.rows for entry in promised), found)


def _originals(copy: Asking, folder: Path) -> list[Difference]:
    """The archives that table `file` names and that are not there, or not with the content that their name promises."""
    wrong = []
    for load_id, archive, count in copy.rows(
        "select load_id, archive, count(*) from file where archive is not null group by all order by all"
    ):
        path = folder / archive
        promised = Entry(load_id, f"originals/{archive}", count, Path(archive).stem.partition("-")[2])
        if not originals.NAME.fullmatch(archive) or not path.is_file():
            wrong.append(Difference(load_id, promised.relation, promised, None))
        elif (found := digest(path)[: originals.DIGITS]) != promised.checksum:
            wrong.append(Difference(load_id, promised.relation, promised, Entry(load_id, promised.relation, count, found)))
    return wrong
