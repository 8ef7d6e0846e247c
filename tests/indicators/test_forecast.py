"""When all will be done: histories of units, silence, intervals against known truths, and that nobody can tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from base.errors import QmsError
from base.period import parse_period, quarters_between
from indicators import Forecast, Scope, forecast, indicator
from indicators.forecasts.asking import told_of
from indicators.forecasts.history import DONE, OUTSIDE, UNKNOWN, WAITING, Courses, Moves, story_of
from indicators.forecasts.model import history_of, run_on
from indicators.roll import Entry, Roll
from store import Reader, reading
from tests.indicators.small_world import Report, register, send
from tests.indicators.test_commands import answer

QUARTERS = quarters_between(parse_period("2014Q1"), parse_period("2030Q4"))
RATE = indicator("adoption_rate")


def course(unit: str, parts: str, group: str = "G") -> tuple[str, str, str]:
    """One letter a quarter: 0, 1, or o, i where the state is carried; a dot where nothing is known; x outside the base."""
    return unit, parts, group


def courses_of(*told: tuple[str, str, str]) -> Courses:
    states = {".": UNKNOWN, "x": OUTSIDE, "0": WAITING, "o": WAITING, "1": DONE, "i": DONE}
    return Courses(
        np.array([[states[letter] for letter in parts] for _, parts, _ in told], np.int8),
        np.array([[letter in "01x" for letter in parts] for _, parts, _ in told]),
        np.arange(len(told)),
        Roll(Entry(unit, unit, group, "", "") for unit, _, group in told),
    )


def told(*courses: tuple[str, str, str], quarters: int) -> Forecast:
    return told_of(RATE, courses_of(*courses), QUARTERS[:quarters])


def test_transitions_are_counted_from_quarter_to_quarter() -> None:
    rows = courses_of(course("A", "0011"), course("B", "0101"), course("C", ".000"), course("D", "0000", "H"))
    story = story_of(rows, QUARTERS[:4], "unit_group", None)
    assert story.keys == ("G", "H")
    assert story.moves.waiting.tolist() == [[2, 1], [2, 1], [2, 1]]
    assert story.moves.gained.tolist() == [[1, 0], [1, 0], [1, 0]]
    assert story.moves.standing.tolist() == [[0, 0], [1, 0], [1, 0]]
    assert story.moves.lapsed.tolist() == [[0, 0], [1, 0], [0, 0]]
    assert (story.left.tolist(), story.done.tolist()) == ([1, 1], [2, 0])
    assert not story.relapsed.any()


def test_a_unit_that_fell_silent_is_not_taken_for_one_that_waits() -> None:
    story = story_of(courses_of(course("A", "00oooo"), course("B", "000000")), QUARTERS[:6], "unit_group", None)
    assert story.moves.waiting.tolist() == [[2], [1], [1], [1], [1]]
    assert len(story.waiting) == 2


def test_a_unit_outside_the_base_neither_waits_nor_counts() -> None:
    story = story_of(courses_of(course("A", "xx00"), course("B", "00xx")), QUARTERS[:4], "unit_group", None)
    assert story.moves.waiting.tolist() == [[1], [0], [1]]
    assert story.waiting.tolist() == [0]


def test_a_lapse_is_remembered() -> None:
    rows = courses_of(course("A", "0110"), course("B", "0011"), course("C", "010i"), course("D", "01x."))
    assert story_of(rows, QUARTERS[:4], "unit_group", None).relapsed.tolist() == [True, False, True, True]


def test_what_came_before_a_programme_does_not_count() -> None:
    story = story_of(courses_of(course("A", "0111"), course("B", "0001")), QUARTERS[:4], "unit_group", QUARTERS[2].start)
    assert (story.moves.gained.tolist(), story.quarters) == ([[0], [1]], 2)


def test_under_four_quarters_nobody_can_tell() -> None:
    assert told(course("A", "001"), course("B", "000"), quarters=3).state == "too_short"
    assert told(course("A", "0011"), course("B", "0000"), quarters=4).state == "foretold"


def test_what_never_moved_cannot_be_foretold_and_what_is_done_need_not() -> None:
    assert told(course("A", "00000"), quarters=5).state == "standing_still"
    assert told(course("A", "00011"), quarters=5).state == "reached"
    assert told(course("A", "....."), quarters=5).state == "not_reported"


def test_the_same_history_gives_the_same_answer() -> None:
    rows = [course(f"U{unit}", ("0" * (unit // 3 + 1)).ljust(6, "1")[:6]) for unit in range(20)]
    assert told(*rows, quarters=6) == told(*rows, quarters=6)


def test_an_interval_is_in_order_and_groups_finish_before_the_whole() -> None:
    rows = [course(f"U{unit}", ("0" * (unit // 3 + 1)).ljust(8, "1")[:8], f"G{unit % 3}") for unit in range(30)]
    answer_ = told(*rows, quarters=8)
    ends = [end.end for end in (answer_.span.low, answer_.span.median, answer_.span.high) if end]
    assert ends == sorted(ends)
    assert all(step.low <= step.median <= step.high for step in answer_.course)
    for part in answer_.parts:
        assert part.span.low
        assert answer_.span.low
        assert part.span.low.end <= answer_.span.low.end
    assert {unit.unit_id for unit in answer_.waiting} == {unit for unit, parts, _ in rows if parts[7] == "0"}


def test_lapses_put_the_day_off() -> None:
    steady = [course(f"U{unit}", ("0" * (unit // 5 + 1)).ljust(8, "1")) for unit in range(40)]
    shaky = [(unit, parts[:7] + "0" if unit in ("U1", "U6") else parts, group) for unit, parts, group in steady]
    first, second = told(*steady, quarters=8).span.median, told(*shaky, quarters=8).span.median
    assert first
    assert second is None or second.end > first.end


def simulated(seed: int) -> Courses:
    """Eighty units of two groups, one twice as fast, over 60 quarters."""
    chance = np.random.default_rng(seed)
    hazard = np.repeat([0.08, 0.16], 40) * np.exp(chance.normal(0, 0.2))
    done = np.logical_or.accumulate(chance.random((60, 80)) < hazard, axis=0).T
    return courses_of(*(course(f"U{i}", "".join("01"[one] for one in done[i].astype(int)), f"G{i // 40}") for i in range(80)))


def test_intervals_hold_about_as_much_as_they_promise() -> None:
    """Forty provinces with a known truth: an 80 % interval that held under 65 % of them would be a false promise."""
    held, dates = [], []
    for seed in range(40):
        truth, at = simulated(seed), 8
        foretold = told_of(RATE, truth.upto(at), QUARTERS[:at])
        left = {quarter.label: int((truth.states[:, i] == WAITING).sum()) for i, quarter in enumerate(QUARTERS[:60]) if i >= at}
        held += [step.low <= left[step.period.label] <= step.high for step in foretold.course[:8:3]]
        finished = next((parse_period(label).end for label, count in left.items() if count == 0), date.max)
        low, high = foretold.span.low, foretold.span.high
        dates.append(low is not None and low.end <= finished and (high is None or finished <= high.end))
    assert np.mean(held) > 0.65
    assert np.mean(dates) > 0.65


def test_the_province_before_and_after_four_quarters_of_conversion(province: Reader) -> None:
    early = forecast(province, "conversion_remaining", period=parse_period("2019Q3"))
    assert (early.indicator.code, early.state, early.quarters, early.span.median) == ("conversion_rate", "too_short", 3, None)
    later = forecast(province, "conversion_rate", period=parse_period("2020Q4"))
    assert (later.state, later.done, later.total, f"{later.deadline}") == ("foretold", 144, 191, "2021-06-30")
    assert later.course[0].low <= 17 <= later.course[0].high  # 2021Q1 as it came
    assert len(later.waiting) == 47
    assert sum(part.total - part.done for part in later.parts) == 47
    assert later.in_time is not None
    last = forecast(province, "conversion_rate", period=parse_period("2021Q2"))  # its deadline comes before the next reports
    assert (last.state, last.in_time, [part.in_time for part in last.parts]) == ("foretold", None, [None])


def test_a_place_alone(province: Reader) -> None:
    district = forecast(province, "announcement_rate", scope=Scope(parent="DLK-H643"), period=parse_period("2018Q1"))
    assert (district.done, district.total) == (16, 22)
    by_parent = forecast(province, "announcement_rate", by="parent", period=parse_period("2018Q1"))
    assert sum(part.total - part.done for part in by_parent.parts) == by_parent.total - by_parent.done


@pytest.mark.parametrize("code", ["on_time_rate", "procedures_tthc", "tthc_in_qms_rate"])
def test_what_counts_no_units_is_refused(province: Reader, code: str) -> None:
    with pytest.raises(QmsError):
        forecast(province, code)


def test_a_province_without_a_programme(tmp_path: Path) -> None:
    address = str(tmp_path / "store")
    register(address)
    send(address, [Report("S1", f"2018Q{i}", status={"stage": 1}) for i in range(1, 5)])
    with reading(address) as reader:
        assert forecast(reader, "adoption_rate").state == "standing_still"
        assert forecast(reader, "conversion_rate").state == "not_reported"


def test_the_command(province_address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("QMS_STORE", province_address)
    said = answer(capsys, "forecast", "conversion_rate", "--period", "2020Q4", "--by", "group")
    assert (said["state"], said["done"], said["total"]) == ("foretold", 144, 191)
    assert set(said["span"]) == {"low", "median", "high"}
    assert said["parts"][0]["key"] == "UBND cấp xã"


def test_another_seed_says_nearly_the_same() -> None:
    """A country: 24 000 units in eight groups over 40 quarters. Dice that decide would be no forecast."""
    chance = np.random.default_rng(1)
    left, done, rows = np.full(8, 3000), np.zeros(8, np.int64), []
    for _ in range(39):
        gained, lapsed = chance.binomial(left, 0.05), chance.binomial(done, 0.002)
        rows.append((left, gained, done, lapsed))
        left, done = left - gained + lapsed, done + gained - lapsed
    history = history_of(Moves(*map(np.array, zip(*rows, strict=True))), left, done, 8.0)
    ends = np.array([run_on(history, 8, seed=seed).course(0.1, 0.9)[-1] for seed in range(6)])
    assert ends.std(axis=0)[1:].max() < 0.03 * ends.mean(axis=0)[1:].min()
    assert ends.std(axis=0)[0] < 0.03 * left.sum()
