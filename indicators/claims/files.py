"""Claims from a file: a JSON list of claims, or a text whose numbers are claims."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from base.errors import UsageError
from base.settings import SAMPLES
from indicators.claims.wording import Claim, claims_in
from indicators.rolling import KEYS

SAMPLE = SAMPLES / "dak-lak-2018" / "claims.json"


def claims_from(path: Path) -> tuple[Claim, ...]:
    """The claims of a file. JSON: a list of `{"text", "indicator", "value", "period", "by", "key"}`, all but the text
    optional, other keys left aside. Any other file: a text in UTF-8. Raises UsageError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"Không đọc được tệp «{path}».", f"The file «{path}» cannot be read.") from error
    if path.suffix.lower() != ".json":
        return claims_in(text)
    try:
        written = json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(
            f"Tệp «{path.name}» không phải JSON: dòng {error.lineno}, cột {error.colno}.",
            f"«{path.name}» is no JSON: line {error.lineno}, column {error.colno}.",
        ) from error
    return tuple(_claim(one, number) for number, one in enumerate(written if isinstance(written, list) else [written], 1))


@cache
def sample_claims() -> tuple[Claim, ...]:
    """The claims of the shipped sample, sentences of the published article; none where it was not shipped."""
    return claims_from(SAMPLE) if SAMPLE.is_file() else ()


def _claim(one: Any, number: int) -> Claim:
    if not isinstance(one, dict) or not isinstance(one.get("text"), str) or not isinstance(one.get("value"), int | float | None):
        raise _wrong(number, "cần «text» là chữ, «value» là số hoặc null", "«text» must be text, «value» a number or null")
    texts = {name: one.get(name) for name in ("indicator", "period", "by", "key")}
    if any(value is not None and not isinstance(value, str) for value in texts.values()):
        raise _wrong(number, "«indicator», «period», «by», «key» phải là chữ", "«indicator», «period», «by», «key» must be texts")
    by = texts["by"] or "total"
    if by not in KEYS or by == "period":
        raise _wrong(number, f"không có cách phân tổ «{by}»", f"there is no breakdown «{by}»")
    return Claim(one["text"], texts["indicator"], one.get("value"), texts["period"], by, texts["key"])


def _wrong(number: int, vi: str, en: str) -> UsageError:
    return UsageError(f"Nhận định thứ {number}: {vi}.", f"Claim {number}: {en}.")
