"""Readers: locked down, never shared between threads, never shown an exception of DuckDB."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

import store
from base.errors import QmsError, QueryTimeout, StoreError
from store.reader import Reader

THREADS, QUESTIONS = 16, 40


def wrong_answers(reader_of: Callable[[int], Reader]) -> int:
    """How many of the questions of many threads got somebody else's answer, or none."""
    together = threading.Barrier(THREADS)

    def ask(thread: int) -> int:
        reader = reader_of(thread)
        together.wait()
        wrong = 0
        for question in range(QUESTIONS):
            mark = thread * 1000 + question
            try:
                found = reader.rows(f"select {mark}, range from range({500 + thread})")
                wrong += len(found) != 500 + thread or any(row[0] != mark for row in found)
            except StoreError:
                wrong += 1
        return wrong

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(ask, range(THREADS)))


def test_sixteen_threads_get_their_own_answers_and_sharing_would_be_noticed(address: str) -> None:
    readers = [store.reading(address) for _ in range(THREADS)]
    opened = [reader.__enter__() for reader in readers]
    assert wrong_answers(lambda thread: opened[thread]) == 0
    assert wrong_answers(lambda _: opened[0]) > 0
    for reader in readers:
        reader.__exit__(None, None, None)


def test_threads_read_whole_loads_while_others_are_written(address: str, bring) -> None:
    bring(7)
    stop = threading.Event()

    def look() -> set[int]:
        seen = set()
        while not stop.is_set():
            with store.reading(address) as reader:
                statuses, reports = reader.rows("select (select count(*) from status), (select count(*) from report)")[0]
                assert statuses == reports
                seen.add(statuses)
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        looks = [pool.submit(look) for _ in range(THREADS)]
        for _ in range(4):
            bring(7)
        stop.set()
        seen = set().union(*(look.result() for look in looks))
    assert seen <= {7, 14, 21, 28, 35}
    assert len(seen) > 1


def test_an_old_generation_is_closed_when_its_last_reader_leaves(address: str, bring) -> None:
    opened = store.open_store(address)
    first, second = opened.reading(), opened.reading()
    one, two = first.__enter__(), second.__enter__()
    shared = opened._shared
    bring(1)
    with opened.reading() as new:
        assert new.version != one.version
        assert opened._shared is not shared
    first.__exit__(None, None, None)
    assert two.rows("select count(*) from load") == [(0,)]
    second.__exit__(None, None, None)
    with pytest.raises(duckdb.ConnectionException):
        shared._root.execute("select 1")


@pytest.mark.parametrize(
    "sql",
    [
        "insert into load (load_id) values (9)",
        "delete from load",
        "create table x (a int)",
        "attach '{folder}/other.duckdb' as other",
        "copy load to '{folder}/out.csv'",
        "select * from read_text('{folder}/secret')",
        "select * from read_csv('{folder}/secret')",
        "select * from '{folder}/secret.csv'",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '10GB'",
        "set enable_external_access = true",
        "select getenv('HOME')",
        "select * from local_variable",
        "select nothing",
        "not sql at all",
    ],
)
def test_a_reader_can_only_read_and_says_no_in_words(address: str, tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret").write_text("a", encoding="utf-8")
    local_variable = [1]
    before = sorted(tmp_path.iterdir())
    store.version(address)
    with store.reading(address) as reader, pytest.raises(StoreError) as caught:
        reader.rows(sql.format(folder=tmp_path))
    assert caught.value.sentence.vi
    assert caught.value.sentence.en
    assert sorted({*tmp_path.iterdir()} - {Path(address)}) == before
    assert local_variable


@pytest.mark.parametrize("ask", ["rows", "row", "records", "frame", "batches"])
def test_no_exception_of_duckdb_leaves_the_room(address: str, ask: str) -> None:
    with store.reading(address) as reader:
        for sql in ("select * from nowhere", "select 'x'::bigint"):
            with pytest.raises(QmsError):
                found = getattr(reader, ask)(sql)
                found.read_all()
        with pytest.raises(QmsError):
            reader.rows("select $a", {"b": 1})


def test_a_query_that_runs_too_long_is_stopped(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QMS_QUERY_SECONDS", "1")
    with store.reading(address) as reader:
        with pytest.raises(QueryTimeout):
            reader.rows("select count(*) from range(100000000000) a, range(1000000) b")
        assert reader.rows("select 1") == [(1,)]


def test_the_ways_to_ask(address: str, bring) -> None:
    bring(3)
    sql = "select row_number() over (order by report_id) as place, note from status where procedures_tthc >= $least order by all"
    with store.reading(address) as reader:
        assert reader.rows(sql, {"least": 1}) == [(1, "Đã công bố"), (2, "Đã công bố")]
        assert reader.row(sql, {"least": 2}) == (1, "Đã công bố")
        assert reader.row(sql, {"least": 9}) is None
        assert reader.records(sql, {"least": 2}) == [{"place": 1, "note": "Đã công bố"}]
        assert reader.frame(sql, {"least": 2}).to_dict("records") == [{"place": 1, "note": "Đã công bố"}]


def test_what_is_derived_stands_beside_one_generation_and_goes_with_it(address: str, bring) -> None:
    bring(3)

    def make(maker: store.Maker) -> str:
        maker.make("twice", "select 2 * procedures_tthc as many from status where procedures_tthc >= $least", {"least": 1})
        maker.add("twice", "select 100 as many")
        maker.press()
        return maker.schema

    with store.reading(address) as before:
        assert before.derived("twice") is None
    store.derive("twice", make, address=address, patience=60)
    with store.reading(address) as reader:
        schema = reader.derived("twice")
        assert reader.rows(f"select many from {schema}.twice order by many") == [(2,), (4,), (100,)]
        bring(1)
        assert reader.derived("twice") == schema
    with store.reading(address) as after:
        assert after.derived("twice") is None
        with pytest.raises(StoreError):
            after.rows(f"select many from {schema}.twice")


def test_what_cannot_be_derived_is_not_there_and_harms_nothing(address: str, bring) -> None:
    bring(3)

    def fail(maker: store.Maker) -> None:
        maker.make("x", "select * from nowhere")

    store.derive("x", fail, address=address, patience=60)
    with store.reading(address) as reader:
        assert reader.derived("x") is None
        assert reader.rows("select count(*) from status") == [(3,)]


def test_a_maker_whose_generation_is_no_longer_current_stops(address: str, bring) -> None:
    bring(1)
    began, loaded = threading.Event(), threading.Event()
    reached: list[str] = []

    def make(maker: store.Maker) -> None:
        began.set()
        loaded.wait(60)
        reached.append("before")
        maker.make("late", "select 1 as one")
        reached.append("after")

    store.derive("late", make, address=address)
    began.wait(60)
    shared = store.open_store(address)._shared
    assert shared is not None
    bring(1)
    with store.reading(address):
        pass
    loaded.set()
    shared._derived.wait(("late", None), 60)
    assert reached == ["before"]
    with pytest.raises(duckdb.ConnectionException):
        shared._root.execute("select 1")
