"""What follows from each reason to pass somebody over, and taking it back."""

from datetime import date, timedelta
from typing import Any

import pytest

from notecard.core.customers import Channel
from notecard.core.thanks import Lane
from notecard.core.told import Kind, Origin, Skipped, Told
from notecard.store import customers, notes, skips, told, touches
from notecard.store.database import Store
from notecard.workflows.pass_over import skip, unskip
from notecard.workflows.plan_day import plan_day
from tests import random_shop
from tests.random_shop import TODAY, Sale


@pytest.fixture
def shop(store: Store) -> Store:
    with store.transaction() as books:
        random_shop.write(books, [Sale(1, 3, 900), Sale(2, 60, 500), Sale(2, 400, 500)])
        told.add(
            books,
            Told(0, 2, Kind.SERVICE, TODAY - timedelta(days=10), origin=Origin.GUESS),
        )
        notes.add(books, 1, TODAY - timedelta(days=20), "Ask about the jug", TODAY)
    return store


def known(store: Store, customer: int) -> dict[str, Any]:
    with store.reading() as books:
        return {
            "blocked": customers.get(books, customer).blocked,
            "touches": touches.of_customer(books, customer),
            "told": told.of_customer(books, customer),
            "notes": notes.of_customer(books, customer),
            "skipped": customer in skips.on(books, TODAY),
        }


def lanes(store: Store, customer: int, day: date) -> set[Lane]:
    plan = plan_day(store, day, minutes=120, cards=20, calls=9)
    return {row.lane for row in plan.rows if row.customer == customer}


@pytest.mark.parametrize("why", Skipped)
@pytest.mark.parametrize("customer", [1, 2])
def test_all_of_it_is_taken_back(shop: Store, why: Skipped, customer: int) -> None:
    before, plan = known(shop, customer), plan_day(shop, TODAY)
    skipping = skip(shop, customer, TODAY, why, Lane.SERVICE.value)
    assert known(shop, customer) != before
    assert not lanes(shop, customer, TODAY)
    unskip(shop, skipping)
    assert known(shop, customer) == before
    assert plan_day(shop, TODAY) == plan


def test_today_is_today_and_not_now_is_a_month(shop: Store) -> None:
    skip(shop, 1, TODAY)
    assert lanes(shop, 1, TODAY + timedelta(days=1)) == {Lane.NOTE_DUE}
    skip(shop, 1, TODAY, Skipped.NOT_NOW)
    assert not lanes(shop, 1, TODAY + timedelta(days=29))
    assert lanes(shop, 1, TODAY + timedelta(days=30))


def test_never_is_a_block_of_everything_that_says_when(shop: Store) -> None:
    skip(shop, 1, TODAY, Skipped.NEVER)
    assert known(shop, 1)["blocked"] == ("all",)
    assert not lanes(shop, 1, TODAY + timedelta(days=9999))


def test_already_done_counts_as_a_word_at_the_counter_and_keeps_what_was_due(shop: Store) -> None:
    skip(shop, 1, TODAY, Skipped.ALREADY_DONE, Lane.NOTE_DUE.value)
    [touch] = known(shop, 1)["touches"]
    assert (touch.channel, touch.day, touch.lane) == (Channel.IN_PERSON, TODAY, "note_due")
    assert [note.done for note in known(shop, 1)["notes"]] == [TODAY]
    assert not lanes(shop, 1, TODAY + timedelta(days=5))


def test_a_wrong_fact_ends_its_guess_and_its_lane_and_nothing_else(shop: Store) -> None:
    assert Lane.SERVICE in lanes(shop, 2, TODAY)
    skip(shop, 2, TODAY, Skipped.WRONG_FACT, Lane.SERVICE.value)
    [guess] = known(shop, 2)["told"]
    assert guess.ended == TODAY
    with shop.transaction() as books:
        told.add(books, Told(0, 2, Kind.SERVICE, TODAY - timedelta(days=8)))
        told.add(books, Told(0, 2, Kind.REFERRAL, TODAY))
    assert lanes(shop, 2, TODAY + timedelta(days=1)) == {Lane.REFERRAL}
