"""What became of those a lot fell on, counted again in plain Python from receipts and lots."""

import time
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select

from notecard.core.trial import Arm, Enrolled
from notecard.store import merges, outcomes, trial
from notecard.store.database import Store
from notecard.store.tables import batches, customers, purchases
from notecard.store.trial import Draw
from tests import random_shop
from tests.postgres import Opener
from tests.random_shop import TODAY, Sale

RANDOM = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
LANES = ("explore", "drifting", "milestone")

DRAWS = st.lists(
    st.builds(
        lambda customer, lane, ago, arm, band, share: Draw(
            customer, lane, TODAY - timedelta(days=ago), arm, band, 25 * band, share
        ),
        customer=st.integers(1, 12),
        lane=st.sampled_from(LANES),
        ago=st.one_of(st.integers(-20, 200), st.integers(600, 1500)),
        arm=st.sampled_from([arm.value for arm in Arm]),
        band=st.integers(0, 3),
        share=st.sampled_from([20, 50]),
    ),
    max_size=20,
)
PAIRS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=4)


@pytest.fixture(scope="module")
def any_store(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opener(tmp_path_factory.mktemp("shop"))


def counted(books: Connection, draws: list[Draw], day: date) -> list[Enrolled]:
    """Count it again; of two lots of one person that overlap the first stands."""
    now = {row.id: row.merged_into or row.id for row in books.execute(select(customers))}
    visits = defaultdict(set)
    for row in books.execute(select(purchases)):
        back = row.refunded + row.returned
        if row.kind == "sale" and (back == 0 or back < row.gross):
            visits[row.customer].add(date.fromordinal(row.day))
    lots: dict[tuple[int, str, int], Draw] = {}
    for one in draws:
        lots[one.customer, one.lane, one.day.year] = one
    people: dict[int, list[Draw]] = defaultdict(list)
    for lot in sorted(lots.values(), key=lambda one: (one.day, one.customer, one.lane)):
        theirs = people[now[lot.customer]]
        is_alone = all(
            (lot.day - one.day).days >= 180
            and not (one.lane == lot.lane and one.day.year == lot.day.year)
            for one in theirs
        )
        if lot.day <= day and is_alone:
            theirs.append(lot)
    return [
        _became(lot, {one for one in visits[person] if one <= day})
        for person, theirs in people.items()
        for lot in theirs
    ]


def _became(lot: Draw, visits: set[date]) -> Enrolled:
    after = [(visit - lot.day).days for visit in visits]
    returned = any(1 <= days <= 90 for days in after)
    number = sum(1 <= days <= 180 for days in after)
    return Enrolled(lot.lane, lot.band, Arm(lot.arm), lot.day, returned, number, share=lot.share)


def shop(books: Connection, sales: list[Sale], draws: list[Draw]) -> None:
    random_shop.write(books, sales)
    there = set(books.execute(select(customers.c.id)).scalars())
    for id in sorted({one.customer for one in draws} - there):
        books.execute(insert(customers).values(id=id, name=f"Person {id}"))
    trial.keep(books, draws)


def join(books: Connection, pairs: list[tuple[int, int]]) -> None:
    for kept, gone in pairs:
        there = set(books.execute(select(customers.c.id)).scalars())
        if {kept, gone} <= there and merges.root_of(books, kept) != merges.root_of(books, gone):
            merges.merge(books, kept, gone)


@RANDOM
@given(random_shop.shops(future=True), DRAWS, PAIRS, st.integers(-20, 400))
def test_everybody_is_counted_as_they_came_back(
    any_store: Store, sales: list[Sale], draws: list[Draw], pairs: list[tuple[int, int]], ago: int
) -> None:
    day = TODAY - timedelta(days=ago)
    with any_store.transaction() as books:
        shop(books, sales, draws)
        join(books, pairs)
        found = outcomes.enrolled(books, day)
        assert sorted(found, key=repr) == sorted(counted(books, draws, day), key=repr)


def draw(customer: int, ago: int, arm: Arm = Arm.THANKED, lane: str = "explore") -> Draw:
    return Draw(customer, lane, TODAY - timedelta(days=ago), arm.value, 1, 30, 20)


def became(books: Connection, *draws: Draw, sales: list[Sale], day: date = TODAY) -> list[Any]:
    shop(books, sales, list(draws))
    return [(one.returned, one.visits) for one in outcomes.enrolled(books, day)]


@pytest.mark.parametrize(
    ("ago", "told"),
    [
        (200, (False, 0)),  # the day itself brought them on the list
        (199, (True, 1)),
        (110, (True, 1)),  # the ninetieth day
        (109, (False, 1)),
        (20, (False, 1)),  # the hundred and eightieth
        (19, (False, 0)),
    ],
)
def test_days_are_counted_from_the_day_after(
    store: Store, ago: int, told: tuple[bool, int]
) -> None:
    with store.transaction() as books:
        assert became(books, draw(1, 200), sales=[Sale(1, ago, 500)]) == [told]


def test_only_a_real_sale_is_a_visit_and_a_day_only_one(store: Store) -> None:
    none = [
        Sale(1, 50, 500, refunded=500),
        Sale(1, 49, 500, kind="refund"),
        Sale(1, 48, 500, kind="not_counted"),
    ]
    two = [Sale(1, 40, 500, refunded=100), Sale(1, 40, 700, currency="EUR"), Sale(1, 39, 0)]
    with store.transaction() as books:
        assert became(books, draw(1, 60), sales=none) == [(False, 0)]
        assert became(books, draw(1, 60), sales=none + two) == [(True, 2)]


def test_what_lies_after_the_day_is_not_known_on_it(store: Store) -> None:
    day = TODAY - timedelta(days=10)
    later = [draw(1, 60), draw(2, 9)]
    sales = [Sale(1, 9, 500), Sale(2, 100, 500)]
    with store.transaction() as books:
        assert became(books, *later, sales=sales, day=day) == [(False, 0)]
        assert outcomes.known_until(books, day) == TODAY - timedelta(days=100)
        assert outcomes.known_until(books, TODAY) == TODAY - timedelta(days=9)


def test_who_bought_under_another_name_came_back(store: Store) -> None:
    with store.transaction() as books:
        shop(books, [Sale(1, 100, 500), Sale(2, 50, 500)], [draw(1, 60)])
        assert [one.returned for one in outcomes.enrolled(books, TODAY)] == [False]
        merges.merge(books, 2, 1)
        assert [one.returned for one in outcomes.enrolled(books, TODAY)] == [True]
        merges.unmerge(books, 2)
        assert [one.returned for one in outcomes.enrolled(books, TODAY)] == [False]


@pytest.mark.parametrize("arm", list(Arm))
def test_of_two_who_are_one_the_first_lot_stands_whatever_it_was(store: Store, arm: Arm) -> None:
    other = Arm.QUIET if arm is Arm.THANKED else Arm.THANKED
    with store.transaction() as books:
        draws = [draw(1, 60, other), draw(2, 80, arm, "drifting"), draw(3, 60, other)]
        shop(books, [Sale(1, 100, 500)], draws)
        merges.merge(books, 1, 2)
        found = outcomes.enrolled(books, TODAY)
        assert [(one.arm, one.lane) for one in found] == [(arm, "drifting"), (other, "explore")]


def test_a_lot_stays_in_its_arm_whoever_was_thanked_anyway(store: Store) -> None:
    with store.transaction() as books:
        shop(books, [Sale(1, 30, 500)], [draw(1, 60, Arm.QUIET)])
        before = outcomes.enrolled(books, TODAY)
        contacted = [random_shop.Contacted(1, 59)]
        random_shop.write(books, [Sale(1, 30, 500)], contacted)
        trial.keep(books, [draw(1, 60, Arm.QUIET)])
        assert outcomes.enrolled(books, TODAY) == before
        assert before[0].arm is Arm.QUIET


def test_nobody_is_known_in_an_empty_shop(store: Store) -> None:
    with store.reading() as books:
        assert outcomes.enrolled(books, TODAY) == []
        assert outcomes.known_until(books, TODAY) is None


def test_a_hundred_thousand_are_counted_in_seconds(file_store: Store) -> None:
    people = 100_000
    first = TODAY.toordinal() - 300
    with file_store.transaction() as books:
        books.execute(insert(batches).values(id=1, at=0))
        names = [{"id": id, "name": f"P {id}"} for id in range(1, people + 1)]
        books.execute(insert(customers), names)
        rows = [
            {
                "id": number + 1,
                "source": "test",
                "key": str(number),
                "day": first + number * 7 % 400,
                "at": number,
                "currency": "GBP",
                "gross": 500,
                "kind": "sale",
                "customer": number % people + 1,
                "batch": 1,
            }
            for number in range(3 * people)
        ]
        books.execute(insert(purchases), rows)
        for start in range(0, people, 10_000):
            some = range(start + 1, start + 10_001)
            trial.keep(books, [draw(id, 200, lane=LANES[id % 3]) for id in some])
    with file_store.reading() as books:
        begun = time.process_time()
        found = outcomes.enrolled(books, TODAY)
        took = time.process_time() - begun
    print(f"{took:.2f} s for {len(found):,} enrolments and {3 * people:,} receipts")  # noqa: T201
    assert len(found) == people
    assert any(one.returned for one in found)
    assert took < 5
