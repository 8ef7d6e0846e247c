"""What the command line prints of a target and the silent reports that would settle it."""

from __future__ import annotations

from typing import Any

from base import Sentence, settings
from indicators.answers import number, print_json, print_table, say
from indicators.doubt.settling import MET, MISSED, NO_FIGURE, UNSETTLED, Range, Settlement

STATES = {
    MET: Sentence("đạt, dù các đơn vị còn lại báo cáo thế nào", "met, whatever the silent units say"),
    MISSED: Sentence("không đạt, dù các đơn vị còn lại báo cáo thế nào", "missed, whatever the silent units say"),
    UNSETTLED: Sentence("chưa ngã ngũ, còn tùy các đơn vị chưa báo cáo", "open: it depends on the silent units"),
    NO_FIGURE: Sentence("chưa có số liệu", "no figure"),
}
ASSUMPTION = Sentence(
    "với giả định mẫu số của mỗi đơn vị chưa báo cáo không vượt mức lớn nhất đơn vị đó từng báo cáo cho một kỳ cùng độ dài",
    "assuming that the whole of each silent unit is at most the largest that it ever told of a period as long",
)


def give_settlement(told: Settlement, *, as_json: bool) -> None:
    """Prints whether a target is settled, and by which reports it would be."""
    if as_json:
        print_json(_document(told))
        return
    form, row = told.indicator.format, told.row
    value = number(row.value, form) if row and row.value is not None else "–"
    aim = say(Sentence("mục tiêu", "target"))
    print(f"{told.indicator.name(settings.language())} · {told.period.label}: {value}; {aim} {number(told.target, form)}")
    _say(told.hard, form)
    if told.assumed:
        print(say(ASSUMPTION) + ":")
        _say(told.assumed, form)
    deciding = (told.assumed or told.hard).deciding
    first = {unit.unit_id for unit in deciding}
    listed = [*deciding, *(unit for unit in told.silent if unit.unit_id not in first)]
    words = [("Mã", "Id"), ("Đơn vị chưa báo cáo", "Silent unit"), ("Quyết định", "Decides")]
    words += [("Tử số đã biết", "Known part"), ("Mẫu số đã biết", "Known whole")]
    rows = [[u.unit_id, u.name, "●" if u.unit_id in first else "", number(u.part), number(u.whole)] for u in listed]
    if rows:
        print_table("", [Sentence(*word) for word in words], rows, right=2)


def _say(told: Range, form: str) -> None:
    ends = f"{number(told.low, form) or '–'} … {number(told.high, form) or '∞'}: " if told.low is not None else ""
    print(ends + say(STATES[told.state]))
    if told.to_meet and told.to_miss:
        print(
            say(
                Sentence(
                    f"ít nhất {told.to_meet} báo cáo thuận thì đạt; ít nhất {told.to_miss} báo cáo không thuận thì không đạt",
                    f"met with at least {told.to_meet} favourable reports; missed with at least {told.to_miss} unfavourable ones",
                )
            )
        )


def _document(told: Settlement) -> dict[str, Any]:
    row = told.row
    return {
        "indicator": told.indicator.code,
        "period": told.period.label,
        "target": told.target,
        "value": row.value if row else None,
        "reported": row.reported if row else 0,
        "expected": row.expected if row else 0,
        **_range(told.hard),
        "silent": [unit._asdict() for unit in told.silent],
        "assumption": None
        if told.assumed is None
        else {"basis_vi": ASSUMPTION.vi, "basis_en": ASSUMPTION.en, **_range(told.assumed)},
        "units_without_history": told.untold,
    }


def _range(told: Range) -> dict[str, Any]:
    return {
        "low": told.low,
        "high": told.high,
        "state": told.state,
        "to_meet": told.to_meet,
        "to_miss": told.to_miss,
        "deciding": [unit.unit_id for unit in told.deciding],
    }
