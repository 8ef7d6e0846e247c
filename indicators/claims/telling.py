"""What the command line prints of claims: a table for people, or one JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from base import Period, Sentence, settings
from indicators.answers import number, print_json, print_table, say
from indicators.claims.elsewhere import Elsewhere
from indicators.claims.judging import Checked, units_behind
from indicators.measures import Row
from indicators.shelf import indicator
from indicators.unit_rows import UnitRow
from store import Asking

VERDICTS = {
    "equal": Sentence("✓ khớp", "✓ equal"),
    "equal_under_another_definition": Sentence("≈ khớp theo định nghĩa khác", "≈ equal under another definition"),
    "contradicts": Sentence("✗ không khớp", "✗ contradicts"),
    "not_a_number": Sentence("? không phải một con số", "? not a number"),
    "not_checkable": Sentence("– chưa đối chiếu được", "– not checkable"),
}
REASONS = {
    "no_number": Sentence("câu không có đúng một con số", "the sentence has no single number"),
    "no_indicator": Sentence("chưa có chỉ tiêu", "no indicator"),
    "other_kind": Sentence("tỷ lệ so với số đếm", "a share against a count"),
    "no_row": Sentence("không có nhóm, đơn vị này", "there is no such group or unit"),
    "not_reported": Sentence("chưa báo cáo", "not reported"),
    "no_base": Sentence("không phát sinh", "no base"),
    "incomplete": Sentence("còn báo cáo chưa gửi", "reports are missing"),
}


def give_claims(reader: Asking, checked: Sequence[Checked], period: Period, *, as_json: bool) -> None:
    """Prints the verdict on each claim; as a document with the units behind its figure."""
    if as_json:
        print_json({"period": period.label, "claims": [_document(one, units_behind(reader, one)) for one in checked]})
        return
    heads = [Sentence("Câu", "Sentence"), Sentence("Chỉ tiêu", "Indicator"), Sentence("Kết luận", "Verdict")]
    heads += [Sentence("Ghi chú", "Note"), Sentence("Nêu", "Stated"), Sentence("Số liệu", "Figure")]
    print_table(f"{say(Sentence('Đối chiếu', 'Claims'))} · {period.label}", heads, [_told(one) for one in checked], right=2)


def _document(one: Checked, behind: Sequence[UnitRow]) -> dict[str, Any]:
    claim, language = one.claim, settings.language()
    told: dict[str, Any] = {
        "text": claim.text,
        "indicator": claim.indicator,
        "by": one.place.by,
        "key": one.place.key,
        "period": one.place.period.label,
        "printed": one.number.raw if one.number else None,
        "value": one.number.value if one.number else claim.value,
        "verdict": one.verdict,
        "reason": one.reason,
        "figure": _figure(one.row),
    }
    if one.candidates:
        told["candidates"] = list(one.candidates)
    if one.definition and one.figure:
        codes = {"part": list(one.definition.part), "whole": list(one.definition.whole)}
        told["definition"] = {"name": one.definition.name(language), **codes, **(_figure(one.figure) or {})}
    if one.elsewhere:
        told["elsewhere"] = [_elsewhere(other) for other in one.elsewhere]
    if one.bound_only:
        told["bound_only"] = True
    units = [{"unit": row.unit.unit_id, "name": row.unit.name, "part": row.part, "whole": row.whole} for row in behind]
    return told | {"units": units}


def _figure(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"part": row.part, "whole": row.whole, "value": row.value, "reported": row.reported, "expected": row.expected}


def _elsewhere(other: Elsewhere) -> dict[str, Any]:
    named = {"by": other.by, "key": other.key, "period": other.period, "value": other.value}
    if other.parts is None:
        return {"indicator": other.codes[0], **named}
    return {
        "difference": [{"indicator": code, "value": value} for code, value in zip(other.codes, other.parts, strict=True)],
        **named,
    }


def _told(one: Checked) -> list[str]:
    form = one.indicator.format if one.indicator else "count"
    name = one.indicator.name(settings.language()) if one.indicator else ""
    value = number(one.row.value, form) if one.row else ""
    raw = one.number.raw if one.number else ""
    return [one.claim.text, name, say(VERDICTS[one.verdict]), _note(one), raw, value]


def _note(one: Checked) -> str:
    language = settings.language()
    notes = [say(REASONS[one.reason])] if one.reason else []
    if one.candidates:
        notes.append(say(Sentence("có thể là", "may be")) + " " + "; ".join(number(found) for found in one.candidates))
    if one.definition and one.figure:
        form = "percent" if one.definition.share else "count"
        notes.append(f"{one.definition.name(language)}: {number(one.figure.value, form)}")
    if one.bound_only:
        notes.append(say(Sentence("đúng nhưng còn xa con số nêu", "true, but far from the stated number")))
    differences = [other for other in one.elsewhere if other.parts]
    figures = [other for other in one.elsewhere if not other.parts]
    return "; ".join([*notes, *(_short(other) for other in figures[:1] + differences[:1])])


def _short(other: Elsewhere) -> str:
    names = " − ".join(indicator(code).name(settings.language()) for code in other.codes)
    shown = " − ".join(number(value) for value in other.parts) + " = " if other.parts else ""
    where = "" if other.by == "total" else f" ({other.name})"
    form = indicator(other.codes[0]).format
    return f"{shown}{number(other.value, form)}: {names}{where}, {other.period}"
