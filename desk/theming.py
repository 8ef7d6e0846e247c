"""Themes of a passage, coded by hand where its words mislead: kept with who and why, wherever the programme's reports say it."""

from __future__ import annotations

from collections.abc import Sequence

from base.errors import UsageError
from base.themes import themes
from desk.signing import Decided, reasoned, signed
from store import Asking, open_store

_WRITTEN = """
select 1
from narrative n
join report r using (report_id)
where r.programme = $programme and n.body = $body and r.load_id not in (select undone from undo)
limit 1"""


def code_passage(
    body: str, coded: Sequence[str] | None, *, who: str, reason: str, address: str | None = None, programme: str = "default"
) -> Decided:
    """Keeps which themes a passage speaks of (none of them: it stays unclassified); None lets its own words decide again.

    Raises UsageError where no report of the programme says these very words, or there is no such theme.
    """
    unknown = [theme for theme in coded or () if theme not in themes()]
    if unknown:
        listed = ", ".join(themes())
        raise UsageError(
            f"Không có chủ đề «{unknown[0]}». Các chủ đề: {listed}.", f"There is no theme «{unknown[0]}». Themes: {listed}."
        )
    why = reasoned(reason)
    store = open_store(address)
    with store.writing(signed(who), "theming", programme=programme, note=why) as writer:
        _must_be_written(writer, body, programme)
        told = None if coded is None else ";".join(dict.fromkeys(coded))
        writer.append_rows("theming", [{"programme": programme, "body": body, "themes": told, "reason": why}])
    return Decided(writer.load_id, store.version(), 1)


def _must_be_written(asking: Asking, body: str, programme: str) -> None:
    if not asking.row(_WRITTEN, {"programme": programme, "body": body}):
        raise UsageError(
            "Không báo cáo nào của chương trình có đúng đoạn văn này.", "No report of the programme says these very words."
        )
