"""Sentences against rows on the page: what each number means, the verdict, and the units behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

import streamlit as st

import indicators
from base.period import parse_period
from indicators import Checked, Claim, Definition, Elsewhere, UnitRow
from ui import answers, notes
from ui.formats import NOTHING, level, number, period_name, value_of
from ui.house import group_name, house
from ui.looking import reading
from ui.tables import Column
from ui.unit_list import unit_list
from ui.view import View

MOST = 40
NONE = ""
# A verdict has a sign and words beside its colour.
SIGNS = {"equal": "✓", "equal_under_another_definition": "≈", "contradicts": "✗", "not_a_number": "?", "not_checkable": "–"}


def claims_of(view: View, text: str) -> tuple[Claim, ...]:
    """A claim for each number of a text, those of the shipped example with the indicators that it names."""
    known = {claim.text: claim for claim in indicators.sample_claims()}
    found = indicators.claims_in(text)[:MOST]
    return tuple(known.get(claim.text, claim) for claim in found)


def example() -> str:
    """The sentences of the shipped example, one a line."""
    return "\n".join(claim.text for claim in indicators.sample_claims())


def chosen(view: View, at: int, claim: Claim) -> Claim:
    """Lets the reader name the indicator and the group that a claim is about; what its words suggest stands first."""
    say, language = view.say, view.language
    suggested = indicators.suggest(claim)
    first = [claim.indicator] if claim.indicator else list(suggested.indicators)
    codes = [NONE, *dict.fromkeys([*first, *indicators.catalogue()])]
    groups = [NONE, *house(view.programme).groups]
    group = claim.key if claim.by == "group" else suggested.group if claim.indicator is None else None
    code = st.selectbox(
        say("claims.indicator"),
        codes,
        index=1 if first else 0,
        key=f"claim-{at}-{claim.text}-code",
        format_func=lambda code: notes.name_of(answers.indicator(code), language) if code else say("claims.no_indicator"),
    )
    whose = st.selectbox(
        say("pick.group"),
        groups,
        index=groups.index(group) if group in groups else 0,
        key=f"claim-{at}-{claim.text}-group",
        format_func=lambda group: group_name(group, language) if group else say("pick.every_group"),
    )
    by, key = ("group", whose) if whose else ("total", None)
    return Claim(claim.text, code or None, claim.value, None, by, key, claim.number)


def verdicts(view: View, claims: Sequence[Claim]) -> tuple[Checked, ...]:
    """What the rows say of each claim, in the view's period."""
    return _verdicts(view.version, view.programme, view.period.label, tuple(claims))


def card(view: View, checked: Checked) -> None:
    """A claim with its verdict: sign, words, colour, and what the rows hold instead."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in _lines(view, checked))
    head = f"{SIGNS[checked.verdict]} {view.say(f'verdict.{checked.verdict}')}"
    st.html(
        f'<section class="qms claim {checked.verdict}"><p class="said">{_sentence(checked.claim, checked)}</p>'
        f'<p class="verdict">{escape(head)}</p>{lines}</section>'
    )


def waiting(view: View, claim: Claim) -> None:
    """A claim whose indicator nobody has confirmed yet."""
    st.html(
        f'<section class="qms claim"><p class="said">{_sentence(claim, None)}</p>'
        f'<p class="verdict">{escape(view.say("claims.to_confirm"))}</p></section>'
    )


def summary(view: View, checked: Sequence[Checked]) -> str:
    """How many claims have which verdict."""
    counts = {verdict: sum(one.verdict == verdict for one in checked) for verdict in SIGNS}
    parts = [f"{SIGNS[verdict]} {count} {view.say(f'verdict.{verdict}').lower()}" for verdict, count in counts.items() if count]
    return view.say("claims.lead", count=number(len(checked), view.language), period=period_name(view.period, view.language)) + (
        " " + " · ".join(parts)
    )


def units(view: View, checked: Sequence[Checked]) -> None:
    """Lets the reader open the units behind a figure, or behind the place where a contradicted number stands instead."""
    say = view.say
    behind: dict[str, Checked | Elsewhere] = {}
    for at, one in enumerate(checked, 1):
        if one.answered and one.row and (one.row.part or one.row.whole):
            behind[f"{at}. {_figure(view, one)}"] = one
        for other in one.elsewhere:
            behind[f"{at}. {_elsewhere(view, other)}"] = other
    if not behind:
        return
    st.subheader(say("claims.units"), anchor=False)
    wrong = next((at for at, one in enumerate(checked, 1) if one.verdict == "contradicts"), 0)
    first = next((i for i, name in enumerate(behind) if name.startswith(f"{wrong}. ")), 0)
    picked = st.selectbox(say("claims.which"), list(behind), index=first, key="claims-units")
    rows = _units_behind(view.version, view.programme, behind[picked])
    known = house(view.programme).units
    told = {row.unit.unit_id: {"part": row.part, "whole": row.whole} for row in rows if row.unit.unit_id in known}
    columns = [Column("part", say("claims.part"), "count")]
    if any(row.whole is not None for row in rows):
        told = dict(sorted(told.items(), key=lambda item: (item[1]["part"] or 0) - (item[1]["whole"] or 0)))
        columns.append(Column("whole", say("claims.whole"), "count"))
    st.caption(say("claims.count", count=number(len(told), view.language)))
    unit_list(view, "claims", told, columns)


def _sentence(claim: Claim, checked: Checked | None) -> str:
    printed = claim.number or (checked.number if checked else None)
    if printed is None or printed.end == 0:
        return escape(claim.text)
    before, said, after = claim.text[: printed.start], claim.text[printed.start : printed.end], claim.text[printed.end :]
    return f"{escape(before)}<mark>{escape(said)}</mark>{escape(after)}"


def _lines(view: View, checked: Checked) -> list[str]:
    say, language = view.say, view.language
    lines = [say(f"claims.reason_{checked.reason}")] if checked.reason else []
    if checked.candidates:
        lines.append(say("claims.candidates", numbers=" · ".join(number(found, language) for found in checked.candidates)))
    if checked.row and checked.row.value is not None:
        lines.append(f"{_figure(view, checked)}. {notes.coverage_of(view, checked.row)}.")
    if checked.definition and checked.figure:
        value = _value(checked.definition, checked.figure.value, language)
        lines.append(say("claims.definition", name=checked.definition.name(language), value=value))
    if checked.bound_only:
        lines.append(say("claims.bound_only"))
    others = [_elsewhere(view, other) for other in _telling(checked.elsewhere)]
    return [*lines, *([say("claims.elsewhere", places="; ".join(others))] if others else [])]


def _telling(others: Sequence[Elsewhere]) -> list[Elsewhere]:
    """The two nearest figures and the difference, where there is one."""
    return [*[other for other in others if not other.parts][:2], *[other for other in others if other.parts][:1]]


def _figure(view: View, checked: Checked) -> str:
    if checked.indicator is None or checked.row is None:
        return NOTHING
    where = f" ({group_name(checked.place.key, view.language)})" if checked.place.by == "group" else ""
    value = value_of(checked.row.value, checked.indicator.format, view.language)
    of = f" = {number(checked.row.part, view.language)}/{number(checked.row.whole, view.language)}" if checked.row.whole else ""
    return f"{notes.name_of(checked.indicator, view.language)}{where}: {value}{of}"


def _elsewhere(view: View, other: Elsewhere) -> str:
    language = view.language
    names = " − ".join(notes.name_of(answers.indicator(code), language) for code in other.codes)
    where = f" ({group_name(other.name, language)})" if other.by == "group" else ""
    when = "" if other.period == view.period.label else f", {period_name(parse_period(other.period), language)}"
    value = value_of(other.value, answers.indicator(other.codes[0]).format, language)
    sums = " − ".join(number(part, language) for part in other.parts) + " = " if other.parts else ""
    return f"{sums}{value}: {names}{where}{when}"


def _value(definition: Definition, value: float | None, language: str) -> str:
    return level(value, language) if definition.share else number(value, language)


@lru_cache(200)
def _verdicts(version: str, programme: str, label: str, claims: tuple[Claim, ...]) -> tuple[Checked, ...]:
    with reading(version) as reader:
        return indicators.check_claims(reader, claims, parse_period(label), programme)


@lru_cache(200)
def _units_behind(version: str, programme: str, found: Checked | Elsewhere) -> tuple[UnitRow, ...]:
    with reading(version) as reader:
        return indicators.units_behind(reader, found, programme)
