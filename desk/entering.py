"""A value typed by hand, judged as strictly as the reception judges a cell: nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from base.errors import UsageError
from base.ladder import EDITIONS, PATHS, STAGES
from store import declared

# What a correction may touch: the facts of one report.
FACTS = ("status", "procedure", "handling", "activity", "narrative", "inventory")
_NOT_SAID = ("load_id", "report_id", "sheet", "row_number", "unit_id")
# Closed lists. Stages and paths are stored as codes, and may be typed in the words of the form.
_KINDS = {
    "procedure": ("tthc", "internal", "mandatory", "product_quality", "other"),
    "activity": ("audit", "review", "training", "inspection", "planned_build", "planned_conversion", "planned_inspection"),
}
_DIGITS = re.compile(r"\d{1,12}|\d{1,3}(\.\d{3}){1,3}")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def typed(relation: str, field: str, raw: Any) -> Any:
    """The value that a field will hold: a whole number of 0 or more, a date, a stage, an edition, a text; None for blank.

    Dates are typed 05/03/2014 (or given as such), numbers 16934 or 16.934. Raises UsageError.
    """
    kinds = declared().get(relation, {}) if relation in FACTS else {}
    if field not in kinds or field in _NOT_SAID:
        raise UsageError(f"Không có trường «{relation}.{field}» để sửa.", f"There is no field «{relation}.{field}» to correct.")
    if isinstance(raw, str):
        raw = " ".join(unicodedata.normalize("NFC", raw).split())
    if raw is None or raw == "":
        return None
    choices = _choices(relation, field)
    if choices:
        return _chosen(raw, choices)
    return {"BIGINT": _count, "DATE": _day}.get(kinds[field], str)(raw)


def _choices(relation: str, field: str) -> dict[str, Any]:
    if field == "stage":
        return {str(code): code for code in STAGES} | {word.casefold(): code for code, words in STAGES.items() for word in words}
    if field == "path":
        return {code: code for code in PATHS} | {word.casefold(): code for code, words in PATHS.items() for word in words}
    if field == "edition":
        return {edition: edition for edition in EDITIONS}
    if field == "medium":
        return {medium: medium for medium in ("paper", "electronic")}
    return {kind: kind for kind in _KINDS.get(relation, ())} if field == "kind" else {}


def _chosen(raw: Any, choices: dict[str, Any]) -> Any:
    found = choices.get(str(raw).casefold(), choices)
    if found is choices:
        listed = "; ".join(dict.fromkeys(map(str, choices)))
        raise UsageError(f"«{raw}» không thuộc các giá trị cho phép: {listed}.", f"«{raw}» is not one of: {listed}.")
    return found


def _count(raw: Any) -> int:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = str(raw)
    if isinstance(raw, bool) or not _DIGITS.fullmatch(text):
        raise UsageError(
            f"«{raw}» không phải số nguyên từ 0 trở lên; hãy ghi ví dụ 16934.", f"«{raw}» is not a whole number of 0 or more."
        )
    return int(text.replace(".", ""))


def _day(raw: Any) -> date:
    found = raw.date() if isinstance(raw, datetime) else raw
    match = _DAY.fullmatch(raw) if isinstance(raw, str) else None
    try:
        if match:
            found = date(int(match[3]), int(match[2]), int(match[1]))
        elif isinstance(raw, str):
            found = date.fromisoformat(raw)
    except ValueError:
        found = None
    if not isinstance(found, date) or not 1990 <= found.year <= 2100:
        raise UsageError(
            f"«{raw}» không phải ngày hợp lệ; hãy ghi ngày/tháng/năm.", f"«{raw}» is not a date; write day/month/year."
        )
    return found
