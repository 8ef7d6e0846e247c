"""What is said of a report beside earlier ones: never of quiet series, always of what breaks them, however they came."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from base import parse_period
from loaders import Source, load
from loaders.findings import MANY
from loaders.results import outcome_json
from loaders.rules import Entry, judge_entry
from loaders.rules.series import HANDLING, LEAST_RISE, STOCKS, STRANGE, Told, strangeness
from store import open_store
from tests.loaders.traps import books

LAST = parse_period("2018Q4")
COUNT = st.integers(0, 10**6)
FIGURES = st.fixed_dictionaries({}, optional=dict.fromkeys((*STOCKS, *HANDLING), COUNT))


def entry(series: list[dict[str, Any]], fields: tuple[tuple[str, int, int, int], ...] = ()) -> Entry:
    """An entry whose periods are the quarters up to 2018Q4, on the decree's days."""
    quarters = [LAST.earlier(len(series) - 1 - i) for i in range(len(series))]
    told = [Told(q.label, q.start, q.end, values) for q, values in zip(quarters, series, strict=True)]
    return Entry(
        "A", lambda unit: unit, told[-1], told[-2], told[:-1], lambda name, row=None: ("S", f"{name}{row or ''}"), fields
    )


def rules(series: list[dict[str, Any]]) -> set[str]:
    return {finding.rule for finding in judge_entry(entry(series))}


@given(FIGURES, st.integers(2, 12), st.sampled_from([-2, -1, 0, 1, 2, 3]), st.sampled_from([None, "2008", "2015"]))
def test_of_a_constant_series_only_its_constancy_is_said(figures: dict[str, int], length: int, stage: int, edition: Any) -> None:
    figures = {name: value for name, value in figures.items() if name != "carried_over"}
    assert rules([{**figures, "stage": stage, "edition": edition}] * length) <= {"same_as_last_quarter"}


@given(st.lists(COUNT, min_size=3, max_size=12))
def test_dossiers_that_are_carried_over_whole_are_never_asked_about(pending: list[int]) -> None:
    series = [{"carried_over": was, "pending_total": left} for was, left in zip([0, *pending], pending, strict=False)]
    assert "carry_over_matches" not in rules(series)


@given(COUNT, COUNT)
def test_dossiers_that_are_lost_on_the_way_are_asked_about_once(carried: int, pending: int) -> None:
    found = judge_entry(entry([{"pending_total": pending}, {"carried_over": carried}]))
    told = [(finding.cell, finding.value) for finding in found if finding.rule == "carry_over_matches"]
    assert told == ([] if carried == pending else [("carried_over", str(carried))])


def test_a_difference_in_one_field_of_work_is_told_there() -> None:
    series = [{"pending_total": 5}, {"carried_over": 6}]
    (finding,) = judge_entry(entry(series, (("Y tế", 12, 4, 3),)))
    assert (finding.rule, finding.cell, finding.value) == ("carry_over_matches", "carried_over12", "4")


def test_a_hole_in_the_series_is_no_reason_to_compare_what_was_carried_over() -> None:
    now, before = parse_period("2018Q4"), parse_period("2018Q2")
    told = [
        Told(before.label, before.start, before.end, {"pending_total": 5}),
        Told(now.label, now.start, now.end, {"carried_over": 9}),
    ]
    assert judge_entry(Entry("A", str, told[1], told[0], told[:1], lambda name, row=None: ("S", name))) == []


@given(
    st.lists(st.tuples(st.sampled_from([0, 1, 2, 3]), st.sampled_from(["2000", "2008", "2015", "2026"])), min_size=2, max_size=12)
)
def test_a_unit_that_climbs_is_never_asked_about(steps: list[tuple[int, str]]) -> None:
    stages, editions = sorted(stage for stage, _ in steps), sorted(edition for _, edition in steps)
    series = [{"stage": stage, "edition": edition} for stage, edition in zip(stages, editions, strict=True)]
    for length in range(2, len(series) + 1):
        assert rules(series[:length]) == set()


@given(st.sampled_from([-1, -2]), st.sampled_from([0, 1, 2, 3]), st.sampled_from(["2008", "2015"]))
def test_a_declared_lapse_may_go_back(lapsed: int, stage: int, edition: str) -> None:
    assert rules([{"stage": 3, "edition": "2015"}, {"stage": lapsed, "edition": edition}]) == set()
    assert rules([{"stage": lapsed, "edition": "2015"}, {"stage": stage, "edition": edition}]) == set()


@given(st.lists(st.integers(0, 400), min_size=4, max_size=12), COUNT)
def test_nothing_near_the_median_is_strange(earlier: list[int], value: int) -> None:
    middle, strange = strangeness(value, earlier)
    if 1 + middle <= 4 * (1 + value) and 1 + value <= 4 * (1 + middle):
        assert strange <= STRANGE


@given(
    st.one_of(
        st.tuples(st.lists(st.integers(30, 60), min_size=4, max_size=12), st.sampled_from([100, 1000])),
        st.tuples(st.lists(st.integers(30, 50), min_size=4, max_size=12), st.just(10)),
    )
)
def test_a_digit_too_many_is_strange(case: tuple[list[int], int]) -> None:
    earlier, factor = case
    assert strangeness(earlier[0] * factor, earlier)[1] > STRANGE


def test_of_counts_that_vary_twofold_hardly_one_digit_too_many_is_missed() -> None:
    chance = random.Random(9001)
    series = [[chance.randint(30, 60) for _ in range(chance.randint(4, 12))] for _ in range(5000)]
    missed = sum(strangeness(10 * earlier[0], earlier)[1] <= STRANGE for earlier in series)
    assert missed < len(series) / 100


@given(st.lists(st.integers(0, 3), min_size=3, max_size=12))
def test_a_few_dossiers_after_zeros_are_not_strange(few: list[int]) -> None:
    series = [{"resolved_late": 0}] * 6 + [{"resolved_late": count} for count in few]
    for length in range(2, len(series) + 1):
        assert rules(series[:length]) == set()
    assert rules([{"resolved_late": 0}] * 6 + [{"resolved_late": 200}]) == {"outlier"}
    assert LEAST_RISE > 3


def test_three_quarters_at_once_are_judged_like_three_quarters_one_by_one(store_address: str, tmp_path: Path) -> None:
    unit, *others = books.units("2008")[:4]
    handed = []
    for quarter in ("2018Q2", "2018Q3", "2018Q4"):
        book = books.annex([unit, *others], quarter)
        if quarter == "2018Q3":
            book[books.ANNEX]["E9"], book[books.ANNEX]["I9"] = "Đã áp dụng", None
        if quarter == "2018Q4":
            book[books.ANNEX]["O9"].value *= 3
            books.retotal(book[books.ANNEX])
        handed.append(Source(f"{quarter}.xlsx", books.data(book)))
    together = load(handed, who="test", address=store_address).files
    other = str(tmp_path / "other")
    load([Source("dv.xlsx", (books.CASE / "DanhMucDonVi.xlsx").read_bytes())], who="test", address=other)
    alone = [load([source], who="test", address=other).files[0] for source in handed]
    told = [[(f.rule, f.cell, f.unit, f.period) for f in file.findings if f.severity == "warning"] for file in together]
    assert told == [[(f.rule, f.cell, f.unit, f.period) for f in file.findings if f.severity == "warning"] for file in alone]
    assert told == [[], [("state_goes_back", "E9", unit, "2018Q3")], [("sudden_change", "O9", unit, "2018Q4")]]
    with open_store(store_address).reading() as reader:
        rows = reader.rows("select rule, cell, unit_id, period from finding where severity = 'warning' order by period")
    assert rows == [row for rows in told for row in rows]


def test_what_repeats_is_told_once_and_held_cell_by_cell(store_address: str) -> None:
    book = books.own("DLK-H643")
    sheet = book[books.HANDLING]
    cells = [f"{letter}{row}" for row in range(8, 15) for letter in "DE"]
    for cell in cells:
        sheet[cell] = "1.1189"
    outcome = load([Source("a.xlsx", books.data(book))], who="test", address=store_address)
    (finding,) = outcome.files[0].findings
    assert len(cells) > MANY
    assert (finding.rule, finding.cell, sorted(finding.cells)) == ("malformed_number", "D8", sorted(cells))
    assert "14 ô" in finding.message.vi
    assert "D8:E14" in finding.message.vi
    assert outcome_json(outcome)["files"][0]["findings"][0]["cells"] == list(finding.cells)
    with open_store(store_address).reading() as reader:
        assert reader.row("select count(*) from held") == (len(cells),)
        assert reader.row("select count(*) from finding") == (1,)


def test_a_correction_that_breaks_nothing_is_accepted_in_silence(store_address: str) -> None:
    unit = books.units("2008")[0]
    before, now = books.quarter_before(unit), books.handling(unit)
    for book in (before, now):
        (file,) = load([Source("a.xlsx", books.data(book))], who="test", address=store_address).files
        assert (file.outcome, file.findings) == ("accepted", [])


def test_an_earlier_quarter_sent_again_is_held_against_the_later_one(store_address: str) -> None:
    unit = books.units("2008")[0]
    before = books.quarter_before(unit)
    for book in (before, books.handling(unit)):
        assert load([Source("a.xlsx", books.data(book))], who="test", address=store_address).good
    sheet = before[books.HANDLING]
    last = books.total_row(sheet)
    books.add(sheet, books.FIRST, C=3, D=3, K=3, L=3)  # three more came in, and were left pending
    (again,) = load([Source("lai.xlsx", books.data(before))], who="test", address=store_address).files
    (finding,) = again.findings
    assert (again.outcome, finding.rule, finding.cell) == ("accepted_with_warnings", "pending_not_carried_over", f"K{last}")
    assert (finding.unit, finding.period, finding.details["after"]) == (unit, "2018Q3", "2018Q4")
    assert int(finding.value or 0) == finding.details["carried"] + 3
    books.add(sheet, books.FIRST, C=-3, D=-3, K=-3, L=-3)
    sheet["B40"] = "ghi chú"
    (mended,) = load([Source("dung.xlsx", books.data(before))], who="test", address=store_address).files
    assert [one.rule for one in mended.findings if one.severity != "info"] == []


def test_a_state_that_the_next_quarter_does_not_keep_is_said_of_the_earlier_one_sent_late(store_address: str) -> None:
    chosen = books.units("2008")[:4]
    now, before = books.annex(chosen, "2018Q4"), books.annex(chosen, "2018Q3")
    unit, stage = now[books.ANNEX]["B9"].value, now[books.ANNEX]["E9"]
    assert stage.value == before[books.ANNEX]["E9"].value == "Đã công bố"
    stage.value, now[books.ANNEX]["I9"] = "Đã áp dụng", None
    (first,) = load([Source("q4.xlsx", books.data(now))], who="test", address=store_address).files
    assert first.good
    (late,) = load([Source("q3.xlsx", books.data(before))], who="test", address=store_address).files
    told = [(one.rule, one.cell, one.unit, one.period) for one in late.findings if one.severity == "warning"]
    assert told == [("state_not_kept", "E9", unit, "2018Q3")]
