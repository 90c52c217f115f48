"""Two counters plan the day together on one server: nothing twice, nothing lost."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from notecard.store.database import Store, open_store
from notecard.workflows.claim_rows import release, take
from notecard.workflows.plan_day import open_day
from tests import busy_shop, random_shop, two_counters
from tests.counter_at_work import START
from tests.random_shop import Sale

ACTIONS = 120  # tests.benchmarks.two_counters does 1,000


@pytest.fixture
def store(tmp_path: Path, postgres_url: str) -> Iterator[Store]:
    opened = open_store(tmp_path, postgres_url)
    yield opened
    opened.close()


def test_a_row_taken_at_one_counter_is_not_offered_at_the_other(store: Store) -> None:
    day = random_shop.TODAY
    with store.transaction() as books:
        random_shop.write(books, [Sale(number, 3, 1000 + number) for number in range(1, 9)])

    def listed(counter: str) -> list[int]:
        return [row.customer for row in open_day(store, day, counter=counter).rows]

    everybody = listed("door")
    assert listed("window") == everybody
    first = everybody[0]
    assert take(store, day, [first], "door") == {first}
    assert take(store, day, [first], "window") == set()
    assert take(store, day, [first], "door") == {first}, "it is still the door's"
    assert listed("window") == everybody[1:]
    assert listed("door") == everybody
    release(store, day, [first], "window")
    assert listed("window") == everybody[1:], "only who took it may give it back"
    release(store, day, [first], "door")
    assert listed("window") == everybody


def test_two_counters_that_are_killed_lose_nothing_and_make_no_card_twice(
    store: Store, tmp_path: Path, postgres_url: str
) -> None:
    busy_shop.put(store, busy_shop.make(Random(5), START, most=60, fit=1.0))
    worked = two_counters.work(tmp_path, postgres_url, ACTIONS)
    two_counters.check(store, worked)
    assert worked.kills >= two_counters.KILLS
