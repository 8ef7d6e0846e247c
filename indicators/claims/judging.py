"""The verdict on a claim: does the figure of the rows agree with what the sentence states?

equal                            the figure is what is printed, within its last printed place
equal_under_another_definition   it is not, but a figure that goes by the same name is
contradicts                      neither; and no report still missing could make it so
not_a_number                     what is printed can be read as several numbers, or as none
not_checkable                    `reason` says why: no_number, no_indicator, other_kind (a share against a count), no_row,
                                 not_reported, no_base, incomplete (the missing reports decide)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from base.period import Period, parse_period
from indicators.claims.definitions import Definition, Place, families, figure, row_at
from indicators.claims.elsewhere import Elsewhere, Seen, elsewhere
from indicators.claims.numbers import Printed, numbers_in, printed, whole_candidates
from indicators.claims.wording import Claim
from indicators.doubt.bounds import UNIT
from indicators.measures import NOT_REPORTED, Row, Scope
from indicators.roll import COLUMNS
from indicators.shelf import Indicator, catalogue
from indicators.unit_rows import UnitRow, unit_rows
from store import Asking

EQUAL, OTHERWISE, CONTRADICTS = "equal", "equal_under_another_definition", "contradicts"
NOT_A_NUMBER, NOT_CHECKABLE = "not_a_number", "not_checkable"
VERDICTS = (EQUAL, OTHERWISE, CONTRADICTS, NOT_A_NUMBER, NOT_CHECKABLE)
INCOMPLETE = "incomplete"
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim and what the rows say. `row` is the figure of the named indicator at `place`; `definition` and `figure` the
    one that agrees where another definition does; `candidates` what a misprint may have been; `elsewhere` where a
    contradicted number stands instead. `bound_only`: a sentence like «hơn 80 %» is true, but the figure is farther away
    than the words suggest.
    """

    claim: Claim
    number: Printed | None
    verdict: str
    place: Place
    reason: str | None = None
    indicator: Indicator | None = None
    row: Row | None = None
    definition: Definition | None = None
    figure: Row | None = None
    candidates: tuple[float, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    bound_only: bool = False

    @property
    def answered(self) -> bool:
        """Whether the claim was held against the figure in `row`; then units stand behind it (`units_behind`)."""
        return self.indicator is not None and self.row is not None and self.reason in (None, INCOMPLETE)


def check_claims(reader: Asking, claims: Sequence[Claim], period: Period, programme: str = "default") -> tuple[Checked, ...]:
    """The verdict on each claim, about its own period or else about `period`; raises UnknownPeriod."""
    seen: Seen = {}
    return tuple(_check(reader, claim, period, programme, seen) for claim in claims)


def units_behind(reader: Asking, found: Checked | Elsewhere, programme: str = "default") -> tuple[UnitRow, ...]:
    """The units whose parts or wholes add up to the figure that a claim was held against, or to one found elsewhere (of a
    difference those that its second figure lacks); units that add nothing to either are left out.
    """
    if isinstance(found, Checked):
        return _adding(reader, found.indicator.code, found.place) if found.indicator and found.answered else ()
    place = Place(parse_period(found.period), found.by, found.key, programme)
    first, *second = (_adding(reader, code, place) for code in found.codes)
    taken = {row.unit.unit_id: row.part for row in second[0]} if second else {}
    return tuple(row for row in first if row.part != taken.get(row.unit.unit_id, 0))


def _adding(reader: Asking, code: str, place: Place) -> tuple[UnitRow, ...]:
    scope = {"group": Scope(group=place.key), "unit": Scope(unit=place.key)}.get(place.by, Scope())
    rows = unit_rows(reader, code, [place.period], scope=scope, programme=place.programme)
    adding = [row for row in rows if row.part or row.whole]
    if place.by not in ("parent", "level"):
        return tuple(adding)
    return tuple(row for row in adding if getattr(row.unit, COLUMNS[place.by]) == place.key)


def _check(reader: Asking, claim: Claim, period: Period, programme: str, seen: Seen) -> Checked:
    asked = parse_period(claim.period) if claim.period else period
    place = Place(asked, claim.by, claim.key or claim.by, programme)
    found = catalogue().get(claim.indicator or "")
    number = claim.number or _number(claim, found)
    if number is None:
        return Checked(claim, None, NOT_CHECKABLE, place, "no_number", found)
    row = row_at(reader, found.code, place) if found else None
    candidates = _candidates(number, found)
    if candidates or number.value is None:
        return Checked(claim, number, NOT_A_NUMBER, place, None, found, row, candidates=candidates)
    if found is None:
        return Checked(claim, number, NOT_CHECKABLE, place, "no_indicator")
    if _is_share(number) != (found.format == "percent"):
        return Checked(claim, number, NOT_CHECKABLE, place, "other_kind", found, row)
    if row is None or row.value is None:
        return Checked(claim, number, NOT_CHECKABLE, place, (row.status if row else "no_row") or NOT_REPORTED, found, row)
    return _compare(reader, Checked(claim, number, EQUAL, place, None, found, row), number, found, row, seen)


def _compare(reader: Asking, asked: Checked, number: Printed, found: Indicator, row: Row, seen: Seen) -> Checked:
    place = asked.place
    if _agrees(number, row):
        far = number.way in ("over", "least", "under", "most") and not _near(number, row.value or 0)
        return replace(asked, bound_only=far)
    for definition in families(found.code):
        other = figure(reader, definition, place)
        if definition.share == _is_share(number) and other and other.value is not None and _agrees(number, other):
            return replace(asked, verdict=OTHERWISE, definition=definition, figure=other)
    others = elsewhere(reader, found, number, place, seen)
    if _still_possible(number, found, row):
        return replace(asked, verdict=NOT_CHECKABLE, reason=INCOMPLETE, elsewhere=others)
    return replace(asked, verdict=CONTRADICTS, elsewhere=others)


def _number(claim: Claim, found: Indicator | None) -> Printed | None:
    """The number of the sentence that is meant: that of the claimed value, else the only one."""
    numbers = numbers_in(claim.text)
    if claim.value is None:
        return numbers[0] if len(numbers) == 1 else next((one for one in numbers if one.value is None), None)
    value = claim.value
    said = (one for one in numbers if one.value is not None and abs(one.value - value) <= _CLOSE * max(1, abs(value)))
    return next(said, None) or printed(value, percent=found is not None and found.format == "percent")


def _candidates(number: Printed, found: Indicator | None) -> tuple[float, ...]:
    """What a misprint may have been. A count has no decimals, so «1,189 tài liệu» is one too."""
    broken = found is not None and found.format == "count" and not number.percent and number.step < 1
    return number.candidates or (whole_candidates(number) if broken else ())


def _is_share(number: Printed) -> bool:
    return number.percent or number.of is not None


def _agrees(number: Printed, row: Row) -> bool:
    if number.of is not None:
        return row.part == number.value and row.whole == number.of
    return row.value is not None and number.holds(row.value)


def _near(number: Printed, actual: float) -> bool:
    """Whether the figure lies as near to a bound as «khoảng» would allow."""
    low, high = Printed(number.raw, number.value, number.step, number.percent, way="about").bounds()
    return low <= actual <= high


def _still_possible(number: Printed, found: Indicator, row: Row) -> bool:
    """Whether units of which nothing is known yet could make the claim true: each adds none or one where units are
    counted; nobody knows how much where things are.
    """
    silent = max(row.expected - row.reported - row.carried, 0)
    if not silent or row.part is None or number.of is not None or number.value is None:
        return False
    one_each = found.bounds == UNIT
    low, high = number.bounds()
    if found.kind != "ratio":
        return high >= row.part and (not one_each or low <= row.part + silent)
    if not one_each:
        return True
    whole = (row.whole or 0) + silent
    return low - _CLOSE <= (row.part + silent) / whole and high + _CLOSE >= row.part / whole
