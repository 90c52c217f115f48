"""Days of random shops: nobody is turned to who must not be, and every lane has its turn."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest

from notecard.core.thanks import Lane
from notecard.store import customers
from notecard.store.database import Store, open_store
from notecard.store.home import DATABASE
from notecard.workflows.plan_day import plan_day
from tests import busy_shop
from tests.guard_oracle import Guards
from tests.raw_books import Books
from tests.shop_days import START, Life, Seen, check_rows

SHOPS, DAYS = 13, 30  # tests.benchmarks.shop_days lives through 100,000

BARS = {
    "blocked", "no address", "lost", "minor", "staff", "trade", "deceased", "complaint", "touched",
    "household touched", "secret", "quiet", "not now",
}  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("shop"))
    yield store
    store.close()


def test_nobody_is_turned_to_who_must_not_be_and_every_lane_has_its_turn(kept: Store) -> None:
    seen = Seen()
    for seed in range(SHOPS):
        seen.add(Life(kept, seed).live(DAYS))
    assert seen.days == SHOPS * DAYS
    assert set(seen.rows) == {lane.value for lane in Lane}
    assert seen.barred.keys() >= BARS, "every guard had somebody with an occasion to keep back"
    assert seen.plain > seen.days // 10, "there were days to wait for a turn on"


def test_the_oracle_sees_somebody_who_must_not_be_on_a_list(kept: Store) -> None:
    """One after the other of a list asks not to be turned to: the list is wrong each time."""
    busy_shop.put(kept, busy_shop.make(Random(5), START, most=60, fit=1.0))
    plan = plan_day(kept, START, minutes=45)
    assert len(plan.rows) > 5
    check_rows(plan, guards(kept))
    for row in plan.rows:
        with kept.transaction() as books:
            customers.block(books, row.customer, row.channel)
        with pytest.raises(AssertionError, match="blocked"):
            check_rows(plan, guards(kept))
        with kept.transaction() as books:
            customers.unblock(books, row.customer, row.channel)
    check_rows(plan, guards(kept))


def test_another_seed_draws_another_lot(kept: Store) -> None:
    drawn = set()
    busy_shop.put(kept, busy_shop.make(Random(5), START, most=60, fit=1.0))
    for seed in range(8):
        plans = [plan_day(kept, START + timedelta(1), seed=seed) for _time in (1, 2)]
        assert plans[0] == plans[1]
        drawn.add(tuple(row.customer for row in plans[0].rows if row.lane is Lane.EXPLORE))
    assert len(drawn) > 2


def guards(store: Store) -> Guards:
    return Guards(Books(store.home / DATABASE), START)
