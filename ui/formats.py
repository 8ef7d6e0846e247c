"""Numbers, shares, dates and periods as people read them, in Vietnamese and English.

Vietnamese: 1.234,5 and dd/mm/yyyy, the same in figures, tables and sentences. Babel is not used: importing it costs
more than these few lines, and the browser has no Vietnamese locale for charts either.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from math import isnan

from base.clock import VIETNAM
from base.period import ROMAN, Period

SEPARATORS = {"vi": ",.", "en": ".,"}
NOTHING = "–"
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+!|<>$~:]")


def number(value: float | int | None, language: str, digits: int = 0) -> str:
    """1234.5 → 1.234,5 (vi) or 1,234.5 (en); an absent value is a dash, never a zero."""
    if value is None or isnan(value):
        return NOTHING
    text = f"{value:,.{digits}f}".replace("-", "−")
    return text.translate(str.maketrans(",.", ".,")) if language != "en" else text


def percent(value: float | None, language: str, digits: int = 1) -> str:
    """0.2267 → 22,7% (vi) or 22.7% (en); a whole hundred and nought are written without decimals."""
    if value is None or isnan(value):
        return NOTHING
    return number(value * 100, language, 0 if value in (0, 1) else digits) + "%"


def level(value: float | None, language: str) -> str:
    """A set level, such as a target: no decimals where it has none (95%, but 97,5%)."""
    return percent(value, language, 0 if value is not None and round(value * 100, 1) % 1 == 0 else 1)


def money(value: float | int | None, language: str) -> str:
    """Đồng as offices write them: 12500000 → 12,5 triệu đồng (vi), 12.5 million đồng (en)."""
    if value is None or isnan(value):
        return NOTHING
    millions = value / 1_000_000
    unit = "triệu đồng" if language != "en" else "million đồng"
    return f"{number(millions, language, 0 if millions == int(millions) else 1)} {unit}"


def points(value: float | None, language: str, digits: int = 1) -> str:
    """A change of a share in percentage points, signed: 0.0123 → +1,2 điểm %."""
    if value is None:
        return NOTHING
    unit = "điểm %" if language != "en" else "pp"
    return f"{signed(round(value * 100, digits), language, digits)} {unit}"


def signed(value: float | int | None, language: str, digits: int = 0) -> str:
    """A change with its sign: +12, −3, 0."""
    if value is None:
        return NOTHING
    return {1: "+", 0: "", -1: "−"}[(value > 0) - (value < 0)] + number(abs(value), language, digits)


def drawn(value: float | None, shape: str) -> float | None:
    """A value as charts and tables of numbers have it: money in million đồng, as `notes.short_name` says; else as it is."""
    return value / 1_000_000 if value is not None and shape == "money" else value


def decimals(shape: str) -> int:
    """How many decimals such values have in charts: one of means and of millions, none of counts."""
    return 1 if shape in ("number", "money") else 0


def change_of(value: float | int | None, shape: str, language: str) -> str:
    """A change of an indicator's value, signed, in the format that the indicator declares."""
    if shape == "percent":
        return points(value, language)
    if shape == "money" and value:
        return ("+" if value > 0 else "−") + money(abs(value), language)
    return signed(value, language)


# How tables of Streamlit's, which write days themselves, are told to write them as `day` does.
DAY_PATTERN = {"vi": "DD/MM/YYYY", "en": "DD MMM YYYY"}


def day(value: date | None, language: str) -> str:
    """30/06/2021 in Vietnamese, 30 Jun 2021 in English."""
    if value is None:
        return NOTHING
    return value.strftime("%d/%m/%Y" if language != "en" else "%d %b %Y")


def moment(value: datetime | None, language: str) -> str:
    """A moment that the store knows in UTC, on the clock of Vietnam."""
    if value is None:
        return NOTHING
    local = value.replace(tzinfo=UTC).astimezone(VIETNAM)
    return f"{local:%H:%M} {day(local, language)}"


def period_name(period: Period, language: str) -> str:
    """The period as people read it."""
    return period.name(language)


def period_tick(period: Period, language: str) -> str:
    """The short name on an axis: IV/18 or Q4 '18."""
    if period.kind != "quarter":
        return str(period.year)
    year = f"{period.year % 100:02d}"
    return f"{ROMAN[period.number - 1]}/{year}" if language != "en" else f"Q{period.number} ’{year}"


def period_days(period: Period, language: str) -> str:
    """From the first day to the last: 15/09/2018–14/12/2018."""
    return f"{day(period.start, language)}–{day(period.end, language)}"


def literal(text: str) -> str:
    """Text from outside, written so that Markdown shows it as it stands."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def value_of(value: float | None, shape: str, language: str) -> str:
    """A value of an indicator in the format that the indicator declares (percent, number, money or count)."""
    if shape == "percent":
        return percent(value, language)
    if shape == "money":
        return money(value, language)
    return number(value, language, decimals(shape))
