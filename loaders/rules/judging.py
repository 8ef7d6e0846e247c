"""Which rules there are, and how all of them are asked. A new rule is one more function in its tuple."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from loaders.findings import Finding
from loaders.rules import later, series, states, sums, workbooks
from loaders.rules.later import Later
from loaders.rules.series import Entry
from loaders.rules.workbooks import Book
from loaders.taken import Table

TABLE_RULES: tuple[Callable[[Table], Iterable[Finding]], ...] = (
    sums.identities,
    sums.printed_totals,
    sums.printed_groups,
    sums.typed_ratios,
    states.edition_given,
    states.stage_contradicts,
    states.all_zero_rows,
    states.percents_without_base,
    states.texts_composed,
)
WORKBOOK_RULES: tuple[Callable[[Book], Iterable[Finding]], ...] = (workbooks.procedures_listed, workbooks.dates_are_plausible)
ENTRY_RULES: tuple[Callable[[Entry], Iterable[Finding]], ...] = (
    series.period_fits,
    series.carry_over_matches,
    series.state_goes_back,
    series.sudden_change,
    series.copied_again,
    series.outlier,
)
LATER_RULES: tuple[Callable[[Later], Iterable[Finding]], ...] = (later.pending_is_carried_over, later.state_is_kept)


def judge(tables: Iterable[Table], whole: Mapping[str, Table], until: date) -> list[Finding]:
    """All findings of one report; nothing stops at the first.

    `whole` has one table a layout, also where it came in several. `until` is the last day that the report can speak of.
    """
    found = [finding for table in tables for rule in TABLE_RULES for finding in rule(table)]
    return found + [finding for rule in WORKBOOK_RULES for finding in rule(Book(whole, until))]


def judge_entry(entry: Entry) -> list[Finding]:
    """All findings of one unit's report beside its earlier ones."""
    return [finding for rule in ENTRY_RULES for finding in rule(entry)]


def judge_later(told: Later) -> list[Finding]:
    """All findings of one unit's report beside the one of the next period, which was there before it."""
    return [finding for rule in LATER_RULES for finding in rule(told)]
