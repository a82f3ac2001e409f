"""One store used by many threads: the window reads while a job writes."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from telbill_desktop.store.engine import Store
from telbill_desktop.store.tables.parties import operator, operator_key
from telbill_desktop.store.unit_of_work import unit_of_work


def test_every_connection_has_the_pragmas(store: Store) -> None:
    wanted = {"foreign_keys": 1, "synchronous": 2, "trusted_schema": 0, "busy_timeout": 10000, "query_only": 0}
    held = [store.reading() for _ in range(6)]
    for context in held:
        connection = context.__enter__()
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted
    for context in held:
        context.__exit__(None, None, None)


def test_readers_see_whole_acts_while_a_writer_works(store: Store) -> None:
    written, stop = 60, threading.Event()

    def write() -> None:
        for number in range(written):
            with unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
                added = unit.insert(operator, {"name": f"{number}", "to_complete": True})
                unit.insert_many(operator_key, [{"operator_id": added, "seller_key": f"{number}:{k}"} for k in (1, 2)])
        stop.set()

    def read() -> int:
        looks = 0
        while not stop.is_set():
            with store.reading() as connection:
                operators = connection.execute(select(func.count()).select_from(operator)).scalar_one()
                keys = connection.execute(select(func.count()).select_from(operator_key)).scalar_one()
            assert keys == 2 * operators
            looks += 1
        return looks

    with ThreadPoolExecutor(9) as pool:
        readers = [pool.submit(read) for _ in range(8)]
        pool.submit(write).result()
        assert all(reader.result() > 0 for reader in readers)
    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(operator)).scalar_one() == written


def test_a_reading_is_one_moment(store: Store) -> None:
    count = select(func.count()).select_from(operator)
    with store.reading() as connection:
        assert connection.execute(count).scalar_one() == 0
        with unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
            unit.insert(operator, {"name": "A", "to_complete": True})
        assert connection.execute(count).scalar_one() == 0
    with store.reading() as connection:
        assert connection.execute(count).scalar_one() == 1


def test_two_writing_threads_wait_for_each_other(store: Store) -> None:
    def write(name: str) -> None:
        for _ in range(20):
            with store.writing() as connection:
                known = connection.execute(select(func.count()).select_from(operator)).scalar_one()
                time.sleep(0.001)
                connection.execute(insert(operator), {"name": name, "siren": str(known), "to_complete": True})

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, "A"), pool.submit(write, "B")]:
            done.result()
    with store.reading() as connection:
        seen = connection.execute(select(operator.c.siren).order_by(operator.c.id)).scalars().all()
    assert seen == [str(number) for number in range(40)]


def test_a_reference_to_nothing_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError), unit_of_work(store, "import", {"name": "a.pdf"}) as unit:
        unit.insert(operator_key, {"operator_id": 99, "seller_key": "siren:1"})
