"""Small print in words: an indicator's name and definition, and how many units stand behind a figure."""

from __future__ import annotations

from indicators import NO_BASE, Indicator, Row
from ui import answers
from ui.formats import number, value_of
from ui.house import ended, house
from ui.view import View


def name_of(indicator: Indicator, language: str) -> str:
    """The indicator's name in the reader's language."""
    return indicator.name(language)


def short_name(view: View, code: str) -> str:
    """The name that fits a table heading or a legend, where the words files have one, else the whole name."""
    indicator = answers.indicator(code)
    name = view.say.sentences.get(f"short.{code}") or name_of(indicator, view.language)
    return view.say("short.in_millions", name=name) if indicator.format == "money" else name


def definition_of(indicator: Indicator, language: str) -> str:
    """What the indicator counts, and the text it rests on."""
    text = indicator.definition_en if language == "en" else indicator.definition_vi
    return f"{text.rstrip('.')} ({indicator.source})." if indicator.source else text


def row_name(view: View, row: Row) -> str:
    """The name of a row of units or places: of a unit that has ended with its last day, of a split one with a word of it."""
    if not row.key:
        return view.say("change.no_place")
    unit = house(view.programme).units.get(row.key)
    if row.became == "split":
        return f"{row.name} ({view.say('units.split')})"
    return row.name + (ended(unit, view.say) if unit else "")


def said(view: View, code: str, row: Row | None) -> str:
    """The row's figure, or why there is none: its whole is zero, nobody has reported, or it speaks of no unit here."""
    if row is None:
        return view.say("value.no_units")
    if row.value is None:
        return view.say("value.no_base" if row.status == NO_BASE else "value.not_reported")
    return value_of(row.value, answers.indicator(code).format, view.language)


def coverage_of(view: View, row: Row | None) -> str:
    """How many of the units expected have reported, and how many values were carried over from an earlier period."""
    if row is None or not row.expected:
        return view.say("coverage.none")
    reported, expected = number(row.reported, view.language), number(row.expected, view.language)
    text = view.say("coverage.some", reported=reported, expected=expected)
    if row.carried:
        text += view.say("coverage.carried", carried=number(row.carried, view.language))
    return text
