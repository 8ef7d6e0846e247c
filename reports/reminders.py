"""Reminders of overdue reports, as a letter or as a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from base import Period
from base.errors import UsageError
from indicators import Scope
from reports.letter import letter
from reports.listing import listing
from reports.overdue import Overdue, overdue
from reports.words import period_name
from store import Asking

FORMS: dict[str, Callable[[Overdue], bytes]] = {"docx": letter, "xlsx": listing}


def reminders(
    reader: Asking,
    period: Period,
    programme: str = "default",
    *,
    form: str = "docx",
    today: date | None = None,
    scope: Scope = Scope(),  # noqa: B008 - frozen
) -> bytes:
    """The bytes of a letter ('docx', Decree 30/2020/NĐ-CP) or of a list ('xlsx') to the units whose report is overdue.

    Raises UsageError for another form, and where nobody has to be reminded (a list of units that came late is given all
    the same).
    """
    if form not in FORMS:
        raise UsageError(f"Không có dạng «{form}». Hãy chọn docx hoặc xlsx.", f"There is no form «{form}». Choose docx or xlsx.")
    told = overdue(reader, period, programme, today=today, scope=scope)
    if not told.reminded and (form == "docx" or not told.late):
        raise UsageError(
            f"Không còn đơn vị nào phải đôn đốc cho {period_name(period)}.", f"Nobody is left to be reminded for {period.label}."
        )
    return FORMS[form](told)
