"""What the command line prints of a forecast: a table for people, or one JSON document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from base import Sentence, settings
from indicators.answers import number, print_json, print_table, say
from indicators.forecasts.asking import FORETOLD, LEAST_QUARTERS, Forecast, Span

STATES = {
    "foretold": Sentence("dự báo được", "foretold"),
    "reached": Sentence("đã đạt 100 %", "100 % is reached"),
    "too_short": Sentence(
        f"chưa đủ dữ liệu để dự báo: cần ít nhất {LEAST_QUARTERS} quý",
        f"cannot tell: at least {LEAST_QUARTERS} quarters are needed",
    ),
    "standing_still": Sentence("chưa dự báo được: chưa có đơn vị nào thay đổi", "cannot tell: no unit has moved yet"),
    "not_reported": Sentence("chưa báo cáo", "not reported"),
}
_LATER = Sentence("sau 10 năm", "beyond ten years")


def give_forecast(told: Forecast, *, as_json: bool) -> None:
    """Prints when all will be done, with the groups and units that decide."""
    if as_json:
        print_json(_document(told))
        return
    name = told.indicator.name(settings.language())
    print(f"{name} · {told.origin.label if told.origin else ''} · {told.done}/{told.total}: {say(STATES[told.state])}")
    if told.state != FORETOLD:
        return
    words = [("Nhóm", "Group"), ("Đã xong", "Done"), ("Sớm nhất", "Earliest"), ("Trung vị", "Median"), ("Muộn nhất", "Latest")]
    words += [("Kịp hạn", "In time"), ("Xong sau cùng", "Finishes last")]
    total = [
        say(Sentence("Tổng cộng", "Total")),
        f"{told.done}/{told.total}",
        *_ends(told.span),
        number(told.in_time, "percent"),
        "",
    ]
    rows = [
        [part.key, f"{part.done}/{part.total}", *_ends(part.span), number(part.in_time, "percent"), number(part.last, "percent")]
        for part in told.parts
    ]
    print_table(say(Sentence("Khoảng 80 %", "80 % interval")), [Sentence(*word) for word in words], [total, *rows], right=6)


def _document(told: Forecast) -> dict[str, Any]:
    return {
        "indicator": told.indicator.code,
        "state": told.state,
        "origin": told.origin.label if told.origin else None,
        "quarters": told.quarters,
        "done": told.done,
        "total": told.total,
        "deadline": told.deadline,
        "span": _span(told.span),
        "in_time": told.in_time,
        "course": [
            {"period": step.period.label, "low": step.low, "median": step.median, "high": step.high} for step in told.course
        ],
        "parts": [asdict(part) | {"span": _span(part.span)} for part in told.parts],
        "waiting": [unit._asdict() for unit in told.waiting],
    }


def _span(span: Span) -> dict[str, dict[str, Any] | None]:
    ends = {"low": span.low, "median": span.median, "high": span.high}
    return {name: {"period": end.label, "by": end.end} if end else None for name, end in ends.items()}


def _ends(span: Span) -> list[str]:
    return [end.end.strftime("%d/%m/%Y") if end else say(_LATER) for end in (span.low, span.median, span.high)]
