from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from notecard.core.customers import Channel
from notecard.core.settings import Shop, Staff
from notecard.core.thanks import Lane
from notecard.store import customers, touches
from notecard.store import shop as shops
from notecard.store.database import Store
from notecard.workflows.pass_over import skip, unskip
from notecard.workflows.plan_day import plan_day, swap
from tests import random_shop
from tests.postgres import Opener
from tests.random_shop import TODAY, Contacted, Sale

NEWCOMERS = [Sale(number, 3, 1000 + number) for number in range(1, 7)]


def write(store: Store, *sales: Sale, **more: list[object]) -> None:
    with store.transaction() as books:
        random_shop.write(books, sales, **more)  # type: ignore[arg-type]


def test_a_row_says_why_and_proves_it(store: Store) -> None:
    write(store, Sale(1, 4, 900), Sale(2, 300, 10), Sale(3, 301, 9000))
    row = next(row for row in plan_day(store, TODAY).rows if row.customer == 1)
    assert (row.name, row.lane, row.channel) == ("Person 1", Lane.FIRST_VISIT, Channel.CARD)
    assert row.why == "Their first visit was 4 days ago, on 6 March 2026."
    assert row.evidence == (1,)
    assert row.minutes == 3


def test_an_empty_shop_has_nobody_to_thank(store: Store) -> None:
    assert plan_day(store, TODAY).rows == ()


def test_what_is_done_leaves_the_list_and_is_not_replaced(store: Store) -> None:
    write(store, *NEWCOMERS)
    before = plan_day(store, TODAY)
    done = before.rows[0].customer
    with store.transaction() as books:
        touch = touches.add(books, done, Channel.CARD, TODAY)
    after = plan_day(store, TODAY)
    assert after.rows == before.rows[1:]
    assert [held.customer for held in after.held] == [done]
    with store.transaction() as books:
        touches.remove(books, touch.id)
    assert plan_day(store, TODAY) == before


def test_passing_somebody_over_brings_the_next_and_can_be_taken_back(store: Store) -> None:
    write(store, *NEWCOMERS)
    before = plan_day(store, TODAY)
    out = next(row.customer for row in before.rows if row.lane is Lane.FIRST_VISIT)
    skipping = skip(store, out, TODAY)
    after = plan_day(store, TODAY)
    assert out not in {row.customer for row in after.rows}
    assert len(after.rows) == len(before.rows)
    unskip(store, skipping)
    assert plan_day(store, TODAY) == before


def test_a_swap_puts_the_next_best_of_the_lane_in_the_same_place(store: Store) -> None:
    sales = [Sale(n, 3, 1000) for n in (1, 2, 3, 4)] + [
        Sale(n, 60 + 10 * visit, 5000) for n in (11, 12) for visit in range(6)
    ]
    write(store, *sales)
    before = plan_day(store, TODAY)
    place, out = next(
        (place, row) for place, row in enumerate(before.rows) if row.lane is Lane.FIRST_VISIT
    )
    after = swap(store, before, out.customer)
    assert after.rows[place].lane is Lane.FIRST_VISIT
    assert out.customer not in {row.customer for row in after.rows}
    stayed = [row for row in before.rows if row in after.rows]
    assert [row for row in after.rows if row in before.rows] == stayed
    assert len(after.rows) == len(before.rows)
    assert {row.customer for row in plan_day(store, TODAY).rows} == {
        row.customer for row in after.rows
    }


def test_a_wish_and_a_rest_keep_people_off_the_list_in_words(store: Store) -> None:
    write(
        store,
        *(Sale(number, 3, 1000) for number in (1, 2)),
        *(Sale(number, 60 + 10 * visit, 500) for number in (3, 4) for visit in range(6)),
        blocked=[(1, "all"), (2, "card")],
        contacted=[Contacted(3, 90), Contacted(4, 100, Channel.CALL)],
    )
    plan = plan_day(store, TODAY)
    assert {held.customer: held.reason for held in plan.held} == {
        1: "Asked not to be contacted.",
        2: "Asked not to be sent cards.",
        3: "Had a card on 10 December 2025, less than half a year ago.",
        4: "Was called on 30 November 2025, less than half a year ago.",
    }
    assert not {1, 2, 3, 4} & {row.customer for row in plan.rows}


def old_friends(store: Store) -> None:
    sales = [Sale(number, 735 + 9 * v, 900, staff="Ruth") for number in (1, 2) for v in range(3)]
    write(store, *sales, Sale(9, 1, 5), phones=[1])


@pytest.mark.parametrize(("is_here", "by"), [(True, "Ruth"), (False, "")])
def test_an_old_friend_is_called_by_whoever_served_them(
    store: Store, is_here: bool, by: str
) -> None:
    old_friends(store)
    with store.transaction() as books:
        shops.put(books, Shop(staff=(Staff("Ruth", is_here),)))
    rows = {row.customer: row for row in plan_day(store, TODAY).rows}
    assert (rows[1].lane, rows[1].channel, rows[1].by) == (
        Lane.LONG_TIME_HELLO,
        Channel.CALL,
        by,
    )
    assert rows[1].minutes == 4
    assert ("Ruth" in rows[1].why) is is_here
    assert rows[2].channel is Channel.CARD, "without a telephone number it becomes a card"


def test_the_call_becomes_a_card_for_whoever_wants_no_calls(store: Store) -> None:
    old_friends(store)
    with store.transaction() as books:
        customers.block(books, 1, "call")
    rows = {row.customer: row for row in plan_day(store, TODAY).rows}
    assert rows[1].channel is Channel.CARD


def test_a_number_of_cards_asked_for_makes_the_time_for_them(store: Store) -> None:
    write(store, *(Sale(number, 3 + number, 1000) for number in range(1, 8)))
    assert plan_day(store, TODAY, cards=0).rows == ()
    assert len(plan_day(store, TODAY, minutes=3).rows) == 1
    assert plan_day(store, TODAY, cards=12).minutes == 36


def test_the_time_of_cards_that_were_asked_for_goes_into_no_call(store: Store) -> None:
    hello = [Sale(n, 735 + 9 * v, 900) for n in (21, 22) for v in range(3)]
    write(store, *(Sale(number, 3 + number, 1000) for number in range(1, 8)), *hello, phones=[21])
    channels = [row.channel for row in plan_day(store, TODAY, minutes=11, cards=3, calls=1).rows]
    assert Channel.CALL in channels
    assert all(row.channel is Channel.CARD for row in plan_day(store, TODAY, cards=7).rows)


@pytest.fixture(scope="module")
def any_store(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opener(tmp_path_factory.mktemp("shop"))


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(random_shop.shops(future=True), random_shop.contacts(), random_shop.wishes())
def test_nobody_is_on_a_list_against_their_wish_or_too_soon(
    any_store: Store,
    sales: list[Sale],
    contacted: list[Contacted],
    blocked: list[tuple[int, str]],
) -> None:
    with any_store.transaction() as books:
        random_shop.write(books, sales, contacted, blocked, phones=range(1, 13, 2))
    for later in (0, 7):
        day = TODAY + timedelta(days=later)
        plan = plan_day(any_store, day, cards=8, calls=4)
        assert plan == plan_day(any_store, day, cards=8, calls=4)
        for row in plan.rows:
            against = {channel for customer, channel in blocked if customer == row.customer}
            assert not against & {"all", row.channel.value}
            ago = [one.ago + later for one in contacted if one.customer == row.customer]
            assert all(days > 180 for days in ago if days >= 0)
            bought = {i for i, s in enumerate(sales, 1) if s.customer == row.customer}
            assert row.evidence
            assert set(row.evidence) <= bought
            assert all(known_by(sales[id - 1], day) for id in row.evidence)
        assert not {row.customer for row in plan.rows} & {held.customer for held in plan.held}


def known_by(sale: Sale, day: date) -> bool:
    return sale.kind == "sale" and TODAY - timedelta(days=sale.ago) <= day
