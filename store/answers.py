"""What the command line says: one JSON document, or a sentence and a table."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from base import settings
from base.clock import VIETNAM
from base.sentence import Sentence
from store.inspection import Checked
from store.ledger import Entry
from store.loads import File, Load, Undone
from store.moving import Moved

_WIDTH = 160  # of a table that goes into a file or another program


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in both forms; `good` decides the exit status."""

    document: dict[str, Any]
    sentence: Sentence
    headings: Sequence[Sentence] = ()
    lines: Sequence[Sequence[Any]] = ()
    good: bool = True


def give(answer: Answer, *, as_json: bool) -> None:
    """Prints an answer on standard output."""
    if as_json:
        json.dump(answer.document, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    language = settings.language()
    if answer.lines:
        from rich.console import Console
        from rich.table import Table

        table = Table(*(heading.in_language(language) for heading in answer.headings))
        for line in answer.lines:
            table.add_row(*("" if value is None else _text(value, language) for value in line))
        Console(width=None if sys.stdout.isatty() else _WIDTH, markup=False, highlight=False).print(table)
    print(answer.sentence.in_language(language))


def of_check(checked: Checked) -> Answer:
    """Every load and table where the ledger and what was found differ."""
    differences = [
        {
            "load": difference.load_id,
            "relation": difference.relation,
            "ledger": _entry(difference.in_ledger),
            "tables": _entry(difference.in_tables),
        }
        for difference in checked.differences
    ]
    headings = ("Lần nạp", "Load"), ("Bảng", "Table"), ("Sổ kiểm soát", "Ledger"), ("Tìm thấy", "Found")
    if checked.damage:
        sentence = checked.damage
    elif differences:
        sentence = Sentence(
            f"Có {len(differences)} chỗ sổ kiểm soát và dữ liệu không khớp. "
            "Hãy khôi phục từ bản sao lưu: python -m store restore TỆP.",
            f"Ledger and data differ in {len(differences)} places. Restore a backup: python -m store restore FILE.",
        )
    else:
        sentence = Sentence(
            f"Kho dữ liệu khớp sổ kiểm soát: {checked.loads} lần nạp, {_number(checked.rows, 'vi')} dòng.",
            f"The store is what its ledger says: {checked.loads} loads, {_number(checked.rows, 'en')} rows.",
        )
    return Answer(
        {
            "store_version": checked.store_version,
            "clean": checked.clean,
            "loads": checked.loads,
            "rows": checked.rows,
            "differences": differences,
            "damage_vi": checked.damage.vi if checked.damage else None,
            "damage_en": checked.damage.en if checked.damage else None,
        },
        sentence,
        [Sentence(*heading) for heading in headings],
        [(found.load_id, found.relation, _told(found.in_ledger), _told(found.in_tables)) for found in checked.differences],
        good=checked.clean,
    )


def of_move(moved: Moved, **ends: str) -> Answer:
    """A store put into a file, brought back from one, or copied; `ends` says from where and to where."""
    return Answer(
        {**ends, "store_version": moved.store_version, "loads": moved.loads, "originals": moved.archives},
        Sentence(
            f"Xong: {moved.loads} lần nạp, {moved.archives} gói tệp gốc (phiên bản {moved.store_version}).",
            f"Done: {moved.loads} loads, {moved.archives} archives of originals (version {moved.store_version}).",
        ),
    )


def of_undo(undone: Undone) -> Answer:
    """A load that was taken back."""
    return Answer(
        {"store_version": undone.store_version, "load": undone.load_id, "undone": undone.undone},
        Sentence(
            f"Đã hoàn tác lần nạp {undone.undone} (ghi thành lần {undone.load_id}); số liệu trở về như trước lần nạp đó.",
            f"Load {undone.undone} is taken back (as load {undone.load_id}); totals are as they were before it.",
        ),
    )


def of_history(version: str, known: Sequence[Load]) -> Answer:
    """Every load, newest first, with its files."""
    headings = ("Lần nạp", "Load"), ("Lúc", "When"), ("Ai", "Who"), ("Loại", "Kind"), ("Số dòng", "Rows"), ("Tệp", "Files")
    return Answer(
        {"store_version": version, "loads": [_load(load) for load in known]},
        Sentence(f"{len(known)} lần nạp (phiên bản {version}).", f"{len(known)} loads (version {version})."),
        [Sentence(*heading) for heading in (*headings, ("Kết quả", "Outcome"))],
        [
            (
                load.load_id,
                load.loaded_at.replace(tzinfo=UTC).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S"),
                load.who,
                load.kind,
                sum(load.rows.values()),
                _files(load.files),
                _outcome(load),
            )
            for load in known
        ],
    )


def _load(load: Load) -> dict[str, Any]:
    return {
        "load": load.load_id,
        "loaded_at": _iso(load.loaded_at),
        "who": load.who,
        "kind": load.kind,
        "programme": load.programme,
        "note": load.note,
        "undone_by": load.undone_by,
        "undoes": load.undoes,
        "rows": load.rows,
        "files": [
            {
                "file": file.name,
                "sha256": file.sha256,
                "outcome": file.outcome,
                "counts": {
                    "rows_read": file.rows_read,
                    "rows_loaded": file.rows_loaded,
                    "rows_held": file.rows_held,
                    "rows_ignored": file.rows_ignored,
                },
            }
            for file in load.files
        ],
    }


def _files(files: Sequence[File]) -> str:
    shown = [f"{file.name} ({(file.sha256 or '')[:8]})" for file in files[:3]]
    return "\n".join([*shown, f"+ {len(files) - 3}"] if len(files) > 3 else shown)


def _outcome(load: Load) -> Sentence | str:
    if load.undone_by is not None:
        return Sentence(f"đã hoàn tác (lần {load.undone_by})", f"taken back (load {load.undone_by})")
    if load.undoes is not None:
        return Sentence(f"hoàn tác lần {load.undoes}", f"takes back load {load.undoes}")
    counts = {outcome: sum(file.outcome == outcome for file in load.files) for outcome in {file.outcome for file in load.files}}
    return "\n".join(f"{outcome}: {count}" for outcome, count in sorted(counts.items())) or (load.note or "")


def _entry(entry: Entry | None) -> dict[str, Any] | None:
    return None if entry is None else {"rows": entry.rows, "checksum": entry.checksum}


def _told(entry: Entry | None) -> Sentence:
    if entry is None:
        return Sentence("không có", "nothing")
    return Sentence(f"{entry.rows} dòng, mã {entry.checksum}", f"{entry.rows} rows, checksum {entry.checksum}")


def _iso(moment: datetime) -> str:
    return moment.replace(tzinfo=UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _text(value: Any, language: str) -> str:
    if isinstance(value, Sentence):
        return value.in_language(language)
    return _number(value, language) if isinstance(value, int) else str(value)


def _number(value: int, language: str) -> str:
    return f"{value:,}".replace(",", "." if language == "vi" else ",")
