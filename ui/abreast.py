"""The programmes of the store beside one another; they overlap, so nothing here adds them up."""

from __future__ import annotations

from functools import lru_cache

import indicators
from indicators import Abreast, Row
from ui import answers, notes
from ui.formats import number, period_name, value_of
from ui.house import programme_name
from ui.looking import reading
from ui.tables import Column, download, plain
from ui.view import View

CODES = ("units_in_scope", "adoption_rate", "v2015_rate", "conversion_rate", "on_time_rate")


def abreast(view: View) -> None:
    """One line a programme, each at its own newest period."""
    say = view.say
    rows = [
        {
            "name": programme_name(one.programme, say),
            "lead": one.programme.lead,
            "period": period_name(one.period, view.language) if one.period else say("programmes.no_figures"),
            **{code: _told(view, code, one.rows.get(code)) for code in CODES},
        }
        for one in _side_by_side(view.version)
    ]
    columns = [Column("name", say("pick.programme"), width="medium"), Column("period", say("pick.period"))]
    columns += [Column(code, notes.short_name(view, code), "number") for code in CODES]
    plain(rows, columns, view.language)
    download(view, "programmes", rows, [*columns, Column("lead", say("programmes.lead_column"))])


def _told(view: View, code: str, row: Row | None) -> str:
    """A figure with how many units stand behind it of those that should; «không có số liệu» is never a zero."""
    if row is None:
        return view.say("programmes.no_figures")
    value = value_of(row.value, answers.indicator(code).format, view.language)
    of = f"{number(row.reported, view.language)}/{number(row.expected, view.language)}"
    return value if code == "units_in_scope" else f"{value} ({of})"


@lru_cache(8)
def _side_by_side(version: str) -> tuple[Abreast, ...]:
    with reading(version) as reader:
        return indicators.side_by_side(reader, CODES)
