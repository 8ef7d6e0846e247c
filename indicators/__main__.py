"""`python -m indicators VERB`: figures for people and for scripts (see `_VERBS`).

Exit status: 0 done, 1 the store cannot be used, 2 wrong usage. With `--json` one document on standard output; messages
go to standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches

from base import Period, QmsError, clock, parse_period, settings
from base.errors import UnknownPeriod, UnknownUnit, UsageError
from indicators import (
    answers,
    catalogue,
    check_claims,
    explain,
    falls,
    forecast,
    heard,
    indicator,
    measure,
    narratives,
    newest_own_period,
    periods,
    settle,
    side_by_side,
    target_for,
    targets,
    transitions,
    units,
)
from indicators.claims.files import claims_from
from indicators.claims.telling import give_claims
from indicators.doubt.telling import give_settlement
from indicators.forecasts.telling import give_forecast
from indicators.measures import Scope
from indicators.movement.comparing import base_period
from indicators.movement.decomposing import Moment, decompose
from indicators.movement.telling import give_movement
from indicators.narratives.telling import give_narratives, theme_named
from indicators.options import READINGS, USAGE, parser
from indicators.records.meetings import load_at, meeting_named
from indicators.transitions.telling import give_transitions
from store import Reader, reading

DONE, WRONG = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    given = parser().parse_args(arguments)
    try:
        with reading(given.store) as reader:
            _VERBS[given.verb](reader, given)
    except QmsError as error:
        print(error.sentence.in_language(settings.language()), file=sys.stderr)
        return USAGE if isinstance(error, UsageError) else WRONG
    except (KeyboardInterrupt, BrokenPipeError):
        return WRONG
    return DONE


def _list(reader: Reader, given: argparse.Namespace) -> None:
    answers.give_list(list(catalogue().values()), targets(reader, given.programme), as_json=given.json)


def _show(reader: Reader, given: argparse.Namespace) -> None:
    found = indicator(given.code)
    period = _period(reader, given)
    measured = measure(
        reader,
        found.code,
        period=period,
        by=given.by,
        scope=_scope(reader, given),
        as_of=_moment(given),
        programme=given.programme,
    )
    answers.give_measure(measured, as_json=given.json)


def _explain(reader: Reader, given: argparse.Namespace) -> None:
    found = indicator(given.code)
    period = _period(reader, given)
    if period is None:
        raise UsageError("Hãy ghi kỳ báo cáo: --period 2018Q4.", "Give the period: --period 2018Q4.")
    scope = _scope(reader, given)
    cells = explain(
        reader, found.code, period=period, unit=given.unit, scope=scope, as_of=_moment(given), programme=given.programme
    )
    answers.give_cells(found, period, cells, as_json=given.json)


def _change(reader: Reader, given: argparse.Namespace) -> None:
    newest = [newest_own_period(reader, given.programme), *periods(reader, given.programme)[-1:]]
    after = _end(reader, given, "to", next((one for one in newest if one), None))
    before = _end(reader, given, "from", base_period(reader, after.period, given.base, given.programme))
    scope, told = _scope(reader, given), {"same_units": given.same_units, "programme": given.programme}
    give_movement(decompose(reader, given.code, before, after, by=given.by, scope=scope, **told), as_json=given.json)


def _end(reader: Reader, given: argparse.Namespace, end: str, otherwise: Period | None) -> Moment:
    """One end of a change: the period named, else that of the meeting named, else another one."""
    label, text, name = (getattr(given, f"{end}_{what}") for what in ("period", "as_of", "meeting"))
    frozen = meeting_named(reader, name, given.programme) if name else None
    period = _parsed(reader, label, given.programme) or (frozen.period if frozen else otherwise)
    if period is None:
        raise UsageError(f"Hãy ghi kỳ báo cáo: --{end} 2018Q4.", f"Give the period: --{end} 2018Q4.")
    moment = _instant(text)
    return Moment(period, frozen.upto if frozen else load_at(reader, moment) if moment else None)


def _claims(reader: Reader, given: argparse.Namespace) -> None:
    claims = claims_from(given.file)
    known = [newest_own_period(reader, given.programme), *periods(reader, given.programme)[-1:]]
    period = _period(reader, given) or next((one for one in known if one), None)
    if period is None:
        raise UsageError("Hãy ghi kỳ báo cáo: --period 2018Q4.", "Give the period: --period 2018Q4.")
    give_claims(reader, check_claims(reader, claims, period, given.programme), period, as_json=given.json)


def _forecast(reader: Reader, given: argparse.Namespace) -> None:
    scope, period = _scope(reader, given), _period(reader, given)
    told = forecast(reader, given.code, by=given.by, scope=scope, period=period, programme=given.programme)
    give_forecast(told, as_json=given.json)


def _programmes(reader: Reader, given: argparse.Namespace) -> None:
    answers.give_programmes(side_by_side(reader), as_json=given.json)


def _settle(reader: Reader, given: argparse.Namespace) -> None:
    found, period, scope = indicator(given.code), _period(reader, given), _scope(reader, given)
    known = targets(reader, given.programme)
    chosen = target_for(known, found.code, period, scope.group, scope.unit or scope.parent) if period else None
    level = given.target if given.target is not None else chosen.value if chosen else None
    if period is None or level is None:
        raise UsageError(
            f"Chương trình chưa đặt mục tiêu cho «{given.code}». Hãy ghi mức cần đạt: --target 0.95.",
            f"The programme sets no target for «{given.code}». Give the level: --target 0.95.",
        )
    told = settle(reader, found.code, period, level, scope=scope, as_of=_moment(given), programme=given.programme)
    give_settlement(told, as_json=given.json)


def _narratives(reader: Reader, given: argparse.Namespace) -> None:
    period, scope = _period(reader, given), _scope(reader, given)
    asked = [period] if period else periods(reader, given.programme)
    told = narratives(reader, asked, scope, given.programme)
    theme = None if given.theme is None else theme_named(given.theme)
    give_narratives(heard(told, theme=theme, topic=given.topic, text=given.search), period, as_json=given.json)


def _transitions(reader: Reader, given: argparse.Namespace) -> None:
    ends = [_parsed(reader, label, given.programme) for label in (given.from_period, given.to_period)]
    before, after = (end for end in ends if end)
    asked = (reader, before, after, given.of, _scope(reader, given))
    matrix = transitions(*asked, programme=given.programme)
    give_transitions(matrix, falls(*asked, programme=given.programme), as_json=given.json)


def _period(reader: Reader, given: argparse.Namespace) -> Period | None:
    return _parsed(reader, given.period, given.programme)


def _parsed(reader: Reader, label: str | None, programme: str) -> Period | None:
    if label is None:
        return None
    try:
        return parse_period(label)
    except UnknownPeriod as error:
        known = [period.label for period in periods(reader, programme)]
        near = get_close_matches(label.upper(), known, n=1, cutoff=0.5)
        if not near:
            raise
        said = error.sentence
        raise UnknownPeriod(f"{said.vi} Có phải «{near[0]}»?", f"{said.en} Did you mean «{near[0]}»?") from error


def _scope(reader: Reader, given: argparse.Namespace) -> Scope:
    asked = getattr(given, "unit", None)
    known = {unit.unit_id for unit in units(reader, given.programme)} if given.parent or asked else set()
    for unit in (given.parent, asked):
        if unit and unit not in known:
            near = get_close_matches(unit, known, n=1, cutoff=0.6)
            vi, en = (f" Có phải «{near[0]}»?", f" Did you mean «{near[0]}»?") if near else ("", "")
            raise UnknownUnit(f"Không có đơn vị «{unit}» trong danh mục.{vi}", f"There is no unit «{unit}» in the register.{en}")
    return Scope(given.group, given.parent, asked, _units_on(given), getattr(given, "conversion", None))


def _units_on(given: argparse.Namespace) -> date | None:
    """The day whose list of units is meant: that of --as-of, else today; None: every period on its own list."""
    if getattr(given, "units", READINGS[0]) == READINGS[0]:
        return None
    moment = _moment(given)
    return moment.date() if moment else clock.today()


def _moment(given: argparse.Namespace) -> datetime | None:
    return _instant(given.as_of)


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"Không hiểu thời điểm «{text}». Hãy ghi như 2019-01-31T08:00:00+07:00 (không ghi múi giờ là giờ UTC).",
            f"The time «{text}» is not understood. Write 2019-01-31T08:00:00+07:00 (without a zone: UTC).",
        ) from error


_VERBS = {
    "list": _list,
    "show": _show,
    "explain": _explain,
    "change": _change,
    "claims": _claims,
    "forecast": _forecast,
    "programmes": _programmes,
    "settle": _settle,
    "narratives": _narratives,
    "transitions": _transitions,
}


if __name__ == "__main__":
    sys.exit(main())
