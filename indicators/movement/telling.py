"""What `python -m indicators change` prints: a figure before and after, and the parts of its change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from base import Sentence, settings
from indicators.answers import STATUS, number, print_json, print_table, say
from indicators.measures import TOTAL
from indicators.movement.causes import CAUSES
from indicators.movement.decomposing import Moment, Movement, Shift
from indicators.movement.movers import Mover
from indicators.movement.sums import Sums

WORDS = {
    "new_reports": Sentence("Báo cáo mới", "New reports"),
    "corrections": Sentence("Sửa số liệu", "Corrections"),
    "definitions": Sentence("Quy định, diện áp dụng", "Definitions, scope"),
    "register": Sentence("Sắp xếp đơn vị", "Mergers, register"),
    "real": Sentence("Biến động thực", "Real movement"),
}
_TOTAL = Sentence(TOTAL, "Total")
_MOST_MOVERS = 15


def give_movement(found: Movement, *, as_json: bool) -> None:
    """Prints the change of an indicator between two moments, its parts, and who moved it."""
    if as_json:
        print_json(_document(found))
        return
    form = found.indicator.format
    name = found.indicator.name(settings.language())
    heads = [Sentence("", ""), Sentence("Trước", "Before"), Sentence("Sau", "After"), Sentence("Thay đổi", "Change")]
    causes = [cause for cause in CAUSES if any(part.units for row in found.rows for part in row.parts if part.cause == cause)]
    rows = [_line(shift, form, causes) for shift in found.rows]
    title = f"{name} · {_moment(found.before)} → {_moment(found.after)}"
    print_table(title, [*heads, *(WORDS[cause] for cause in causes)], rows, right=3 + len(causes))
    lost, gained = len(found.only_before), len(found.only_after)
    compared = Sentence(
        f"{found.both} đơn vị có số liệu ở cả hai thời điểm; chỉ trước: {lost}; chỉ sau: {gained}.",
        f"{found.both} units known at both moments; only before: {lost}; only after: {gained}.",
    )
    print(say(compared))
    if found.movers:
        _print_movers(found, form)


def _print_movers(found: Movement, form: str) -> None:
    heads = [("Đơn vị", "Unit"), ("Nguyên nhân", "Cause"), ("Trước", "Before"), ("Sau", "After"), ("Tác động", "Effect")]
    title = Sentence(f"{len(found.movers)} thay đổi của đơn vị", f"{len(found.movers)} changes of units")
    rows = [
        [mover.name, say(WORDS[mover.cause]), *_added(mover), _change(mover.effect, form)]
        for mover in found.movers[:_MOST_MOVERS]
    ]
    print_table(say(title), [Sentence(*head) for head in heads], rows, right=3)


def _added(mover: Mover) -> list[str]:
    sides = ((mover.part_before, mover.whole_before), (mover.part_after, mover.whole_after))
    return [number(part) if whole is None else f"{number(part)}/{number(whole)}" for part, whole in sides]


def _line(shift: Shift, form: str, causes: Sequence[str]) -> list[str]:
    name = say(_TOTAL) if shift.name == TOTAL else shift.name
    parts = [_change(part.effect if part.units else None, form) for part in shift.parts if part.cause in causes]
    return [name, _value(shift.before, form), _value(shift.after, form), _change(shift.change, form), *parts]


def _value(sums: Sums, form: str) -> str:
    return say(STATUS[sums.status]) if sums.status else number(sums.value, form)


def _change(value: float | None, form: str) -> str:
    if value is None:
        return ""
    text = number(abs(value), form).replace("%", say(Sentence("điểm %", "pp")))
    return ("+" if value > 0 else "−" if value < 0 else "") + text


def _moment(moment: Moment) -> str:
    seen = say(Sentence("đến lần nạp", "up to load"))
    return moment.period.label + (f" ({seen} {moment.load})" if moment.load is not None else "")


def _document(found: Movement) -> dict[str, Any]:
    ends = [{"period": one.period.label, "load": one.load} for one in (found.before, found.after)]
    apart = {"known_in_both": found.both, "only_before": found.only_before, "only_after": found.only_after}
    rows = [asdict(row) | {"parts": {part.cause: asdict(part) for part in row.parts}} for row in found.rows]
    told = {"rows": rows, "movers": [asdict(mover) for mover in found.movers]}
    return {"indicator": found.indicator.code, "from": ends[0], "to": ends[1], "same_units": found.same_units, **apart, **told}
