"""One shop in a file and on a server: the same day, row for row."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from notecard.core.thanks import DayPlan
from notecard.store.database import Store, open_store
from notecard.store.home import DATABASE
from notecard.store.moving import replace_rows
from notecard.workflows.plan_day import open_day, plan_day
from tests import busy_shop
from tests.postgres import Server

TODAY = date(2026, 3, 10)
SHOPS = 16  # tests.benchmarks.two_engines looks at 200


@pytest.fixture
def both(tmp_path: Path, postgres: Server) -> Iterator[tuple[Store, Store]]:
    with postgres.lent(tmp_path / "server") as server:
        file = open_store(tmp_path / "file")
        yield file, server
        file.close()


def test_the_same_shop_has_the_same_days_in_a_file_and_on_a_server(
    both: tuple[Store, Store],
) -> None:
    rows = sum(len(plan.rows) for seed in range(SHOPS) for plan in same_days(*both, seed))
    assert rows > 5 * SHOPS


def same_days(file: Store, server: Store, seed: int) -> list[DayPlan]:
    """Return the plans of a random shop, which are the same in both places."""
    busy_shop.put(file, busy_shop.make(Random(seed), TODAY, most=24))
    with server.transaction() as books:
        replace_rows(books, file.home / DATABASE)
    found = []
    earlier = TODAY - timedelta(seed % 30)
    for day, cards, calls in ((TODAY, 12, 8), (earlier, None, None)):
        asked = {"cards": cards, "calls": calls, "seed": seed % 3}
        plans = [plan_day(store, day, **asked) for store in (file, server)]
        assert plans[0] == plans[1], f"shop {seed} on {day}"
        found.append(plans[0])
    kept = [open_day(store, TODAY) for store in (file, server)]
    assert kept[0] == kept[1]
    tomorrow = [plan_day(store, TODAY + timedelta(1)) for store in (file, server)]
    assert tomorrow[0] == tomorrow[1]
    return [*found, kept[0], tomorrow[0]]
