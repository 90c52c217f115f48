from dataclasses import replace

import pytest

from notecard.core.errors import StoreError
from notecard.core.settings import Settings
from notecard.store import settings_file
from notecard.store.database import Store
from notecard.workflows.claim_rows import counter_of, release, take, take_all
from notecard.workflows.plan_day import open_day, plan_day
from notecard.workflows.prepare_cards import wanted_today
from tests import random_shop
from tests.random_shop import TODAY, Sale


@pytest.fixture
def shop(store: Store) -> Store:
    with store.transaction() as books:
        random_shop.write(books, [Sale(number, 3, 1000 + number) for number in range(1, 7)])
    return store


def test_who_is_taken_at_one_counter_is_not_offered_at_another(shop: Store) -> None:
    before = open_day(shop, TODAY, counter="front")
    first = before.rows[0].customer
    assert take(shop, TODAY, [first], "front") == {first}
    assert plan_day(shop, TODAY, counter="front") == before
    there = plan_day(shop, TODAY, counter="back")
    assert there.rows == before.rows[1:]
    assert [(held.customer, held.reason) for held in there.held] == [(first, "Taken at front.")]
    release(shop, TODAY, [first], "back")
    assert plan_day(shop, TODAY, counter="back") == there, "only who took them gives them back"
    release(shop, TODAY, [first], "front")
    assert plan_day(shop, TODAY, counter="back").rows == before.rows


def test_whoever_is_taken_is_refused_by_name_and_nobody_else_taken_with_them(shop: Store) -> None:
    take(shop, TODAY, [2], "back")
    with pytest.raises(StoreError, match=r"Person 2 is being written to at back\."):
        take_all(shop, TODAY, [1, 2], "front")
    assert take(shop, TODAY, [1, 2, 3], "third") == {1, 3}


def test_the_cards_of_a_day_are_made_at_one_counter_each(shop: Store) -> None:
    rows = open_day(shop, TODAY).rows
    take(shop, TODAY, [rows[0].customer], "the other one")
    made = [one.customer for one in wanted_today(shop, TODAY)]
    assert made == [row.customer for row in rows[1:]]
    assert take(shop, TODAY, made, "the other one") == set()


def test_a_counter_is_called_as_its_owner_wants(shop: Store) -> None:
    unnamed = counter_of(shop)
    assert unnamed
    settings_file.save(shop.home, replace(Settings(), counter="By the window"))
    assert counter_of(shop) == "By the window"
    (shop.home / settings_file.NAME).write_text("{")
    assert counter_of(shop) == unnamed, "a broken file does not keep anybody from working"
