"""Loading: gate, reading processes, acceptance, one transaction a load. The dry run takes the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Any

from base import clock
from loaders import beside, compare, gate, history, intake, pool, replaced
from loaders.accept import Acceptance
from loaders.corrections import Corrections
from loaders.findings import gathered
from loaders.forms import forms
from loaders.pool import Task
from loaders.results import FileResult, Outcome, Progress, Received, Rehearsal, Source
from loaders.teaching import taught
from store import Reader, Store, Writer, open_store

Json = dict[str, Any]
# A workbook of which rows were held for a unit's name is worth reading again once names or units were settled since.
_ACCEPTED_BEFORE = """
with standing as (
    select load_id from load where programme = $programme and load_id not in (select undone from undo)
), settled as (
    select max(load_id) as load_id
    from (select load_id from unit union all select load_id from alias) semi join standing using (load_id)
), waiting as (
    select distinct file_id from finding
    where rule in ('unknown_unit', 'ambiguous_unit', 'unit_not_valid') and load_id < (select load_id from settled)
)
select distinct sha256 from file semi join standing using (load_id) anti join waiting using (file_id)
where outcome in ('accepted', 'accepted_with_warnings')
"""


@dataclass(slots=True)
class Handed:
    """One workbook on its way: its bytes, its result so far, and what the reading process made of it."""

    position: int
    source: Source
    result: FileResult
    size: int = 0
    kind: str | None = None
    unpacked: int = 0
    reading: Json | None = None
    file_id: int = 0
    places_of: int | None = None
    lessons: Sequence[Sequence[str | None]] = ()

    @property
    def task(self) -> Task:
        """What a reading process is asked of it."""
        return Task({"verb": "read", "kind": self.kind, "lessons": self.lessons}, self.source, self.unpacked)

    @property
    def member(self) -> str:
        """Its name in the archive of originals: its place in the load, and the ending it came with."""
        suffix = self.source.name.rpartition(".")[2]
        return (
            f"{self.position:05d}.{suffix}"
            if suffix.isascii() and suffix.isalnum() and len(suffix) <= 5
            else f"{self.position:05d}"
        )


def load(
    sources: Sequence[Source],
    *,
    who: str,
    address: str | None = None,
    programme: str = "default",
    period: str | None = None,
    received: date | Received | None = None,
    kind: str = "reports",
    progress: Progress | None = None,
) -> Outcome:
    """Reads, checks and loads workbooks in one transaction; good ones are loaded, the others say why not.

    `period` is the only period that is welcome, where it is given. `received` is the day on which the reports reached the
    office, or tells it for each unit and period; today where it is left out. Nothing is written when all are duplicates.
    """
    store = open_store(address)
    handed = _read(store, sources, programme, progress)
    if not _new(handed):
        return Outcome(store.version(), None, [item.result for item in handed])
    with store.writing(who, kind, programme=programme) as writer, ThreadPoolExecutor(1) as beside:
        originals = ((item.member, item.source.data) for item in _kept(handed))
        archive = beside.submit(store.keep_originals, writer.load_id, originals)
        _fill(writer, handed, period, received)
        _write_files(writer, handed, archive.result())
        load_id = writer.load_id
    return Outcome(store.version(), load_id, [item.result for item in handed])


def check(
    sources: Sequence[Source],
    *,
    who: str = "",
    address: str | None = None,
    programme: str = "default",
    period: str | None = None,
    received: date | Received | None = None,
    progress: Progress | None = None,
    observe: Callable[[Reader, Writer], Any] | None = None,
) -> Rehearsal:
    """The dry run: the same as `load` on a private copy that is thrown away.

    `observe` is given a reader on the current store and the writer on the copy, to say what the load would change.
    """
    store = open_store(address)
    handed = _read(store, sources, programme, progress)
    with store.reading() as reader, store.rehearsing(who, "reports", programme=programme) as writer:
        _fill(writer, handed, period, received)
        _write_files(writer, handed, None)
        effect = observe(reader, writer) if observe else None
    return Rehearsal(Outcome(store.version(), None, [item.result for item in handed]), effect)


def _read(store: Store, sources: Sequence[Source], programme: str, progress: Progress | None) -> list[Handed]:
    """Judges all workbooks at the gate and reads the new ones in reading processes."""
    singles = intake.unpacked(sources)
    with pool.ReadingPool(sum(single.refused is None for single in singles)) as readers:
        handed = [_judge(i + 1, single) for i, single in enumerate(singles)]
        _mark_duplicates(store, handed, programme)
        waiting = [item for item in handed if item.kind is not None]
        lessons = taught(store, programme)
        for item in waiting:
            item.lessons = lessons
        done = len(handed) - len(waiting)

        def told(i: int) -> None:
            nonlocal done
            done += 1
            if progress:
                progress(done, len(handed), waiting[i].source.name)

        readings = readers.read_all([item.task for item in waiting], told)
    for item, reading in zip(waiting, readings, strict=True):
        item.reading = reading
    return handed


def _judge(position: int, source: Source) -> Handed:
    if source.refused:
        # its bytes were never taken: there is nothing to hash or to keep
        return Handed(position, source, FileResult(source.name, "", "unreadable", findings=[source.refused]), source.size)
    data = source.data
    verdict = gate.judge(data)
    found = [verdict.finding] if verdict.finding else []
    result = FileResult(source.name, hashlib.sha256(data).hexdigest(), "unreadable", findings=found)
    return Handed(position, source, result, len(data), verdict.kind, verdict.unpacked)


def _mark_duplicates(store: Store, handed: list[Handed], programme: str) -> None:
    """The same bytes accepted before, or twice in one load, are duplicates: they are not read again."""
    with store.reading() as reader:
        known = {row[0] for row in reader.rows(_ACCEPTED_BEFORE, {"programme": programme})}
    for item in handed:
        if item.kind is None:
            continue
        if item.result.sha256 in known:
            item.result.outcome, item.kind = "duplicate", None
        known.add(item.result.sha256)


def _new(handed: Sequence[Handed]) -> list[Handed]:
    return [item for item in handed if item.result.outcome != "duplicate"]


def _kept(handed: Sequence[Handed]) -> list[Handed]:
    return [item for item in _new(handed) if not item.source.refused]


def _fill(writer: Writer, handed: Sequence[Handed], period: str | None, received: date | Received | None) -> None:
    today = clock.today()
    arrived = received if callable(received) else lambda _unit, _period: received or today
    acceptance = Acceptance(writer, period, today, arrived)
    ranks = {code: form.rank for code, form in forms().items()}
    waiting = [item for item in handed if item.reading is not None]
    corrections = Corrections(writer)
    for item in sorted(waiting, key=lambda item: ranks.get((item.reading or {})["form"], 0)):
        read = corrections.read_again(item.task, item.reading or {}, acceptance.register, item.result.sha256)
        acceptance.accept(item.result, read)
    acceptance.write_facts()
    corrections.write({result.sha256: file_id for file_id, result in acceptance.file_ids.items()})
    before = history.findings(writer, acceptance.readings, acceptance.name_of)
    mended = replaced.findings(writer, acceptance.readings, acceptance.name_of)
    lists = beside.findings(writer, acceptance.file_ids)
    for file_id, finding in (*compare.differences(writer), *before, *mended, *lists):
        result = acceptance.file_ids[file_id]
        result.findings.append(finding)
        if result.outcome == "accepted" and finding.severity != "info":
            result.outcome = "accepted_with_warnings"
    for result in acceptance.file_ids.values():
        result.findings = gathered(result.findings)
    numbers = {id(result): file_id for file_id, result in acceptance.file_ids.items()}
    for item in handed:
        item.file_id = numbers.get(id(item.result)) or writer.new_file_id()
        item.result.file_id = item.file_id
        item.places_of = acceptance.places_of.get(item.file_id)


def _write_files(writer: Writer, handed: Sequence[Handed], archive: str | None) -> None:
    kept = {item.position for item in _kept(handed)}
    writer.append_rows(
        "file",
        [
            {
                "file_id": item.file_id,
                "name": item.result.file,
                "sha256": item.result.sha256,
                "size_bytes": item.size,
                "outcome": item.result.outcome,
                **item.result.counts,
                "archive": archive if item.position in kept else None,
                "member": item.member if item.position in kept else None,
                "places_of": item.places_of,
            }
            for item in handed
        ],
    )
    writer.append_rows("finding", [row for item in handed for row in _finding_rows(item)])


def _finding_rows(item: Handed) -> list[Json]:
    spoken = item.result.spoken
    rows = []
    for finding in item.result.findings:
        message = finding.message
        rows.append(
            {
                "file_id": item.file_id,
                "rule": finding.rule,
                "severity": finding.severity,
                "sheet": finding.sheet,
                "cell": finding.cell,
                "value": finding.value,
                "message_vi": message.vi,
                "message_en": message.en,
                "unit_id": finding.unit or spoken.unit_at(finding.sheet, finding.cell),
                "period": finding.period or spoken.period,
            }
        )
    return rows
