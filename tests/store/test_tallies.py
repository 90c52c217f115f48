"""What was done, counted again in plain Python; and to whom it went."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from notecard.core.customers import Channel
from notecard.core.thanked import SPENT, VISITS, Tally
from notecard.core.told import Kind, Origin, Told
from notecard.store import notes, tallies, told, touches
from notecard.store.database import Store
from notecard.store.tables import purchases
from tests import random_shop
from tests.postgres import Opener
from tests.random_shop import TODAY, Contacted, Sale

RANDOM = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def any_store(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opener(tmp_path_factory.mktemp("shop"))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_everything_that_was_done_is_counted_once(store: Store) -> None:
    call = Channel.CALL
    with store.transaction() as books:
        random_shop.write(books, [Sale(n, 500, 900) for n in range(1, 8)])
        touches.add(books, 1, Channel.CARD, ago(400))
        touches.add(books, 1, Channel.CARD, ago(10))
        touches.add(books, 2, call, ago(9), outcome="talked")
        touches.add(books, 3, call, ago(8), outcome="no_answer")
        touches.add(books, 4, call, ago(7), outcome="voicemail")
        touches.add(books, 5, call, ago(6), outcome="wrong_number")
        touches.add(books, 6, Channel.IN_PERSON, ago(5))
        touches.add(books, 7, Channel.CARD, ago(-1))
        notes.add(books, 2, ago(9), "has a new dog")
        notes.add(books, 2, ago(9), "asks for blue glaze")
        notes.add(books, 2, ago(8), "said another day")
        notes.add(books, 4, ago(7), "learnt from nobody")
        notes.add(books, 1, ago(300), "asks for a jug", due=ago(60))
        notes.add(books, 1, ago(300), "later", due=ago(-3))
        notes.come_back(books, 1, ago(20))
        told.add(books, Told(0, 1, Kind.GIFT, ago(30)))
        told.add(books, Told(0, 2, Kind.GIFT, ago(30), origin=Origin.GUESS))
        told.add(books, Told(0, 3, Kind.RETURNED_MAIL, ago(400)))
        ever = Tally(
            people=4, cards=2, calls=4, conversations=1, in_person=1, learnt=2, notes_kept=1,
            told=2, post_back=1,
        )  # fmt: skip
        assert tallies.tally(books, TODAY) == ever
        of_late = Tally(
            people=4, cards=1, calls=4, conversations=1, in_person=1, learnt=2, notes_kept=1, told=1
        )
        assert tallies.tally(books, TODAY, ago(200)) == of_late
        assert tallies.tally(books, ago(9)).people == 2
        assert tallies.tally(books, ago(401)) == Tally()


def counted(books: Connection, contacted: list[Contacted], day: date) -> dict[object, object]:
    """Count the groups again, from the receipts and the touches."""
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    visits: dict[int, set[int]] = defaultdict(set)
    sales: dict[int, Counter[str]] = defaultdict(Counter)
    for row in books.execute(select(purchases)):
        back = row.refunded + row.returned
        if row.day > day.toordinal() or row.kind == "not_counted":
            continue
        sums[row.customer][row.currency] += row.gross - back
        if row.kind == "sale" and (back < row.gross or not back):
            visits[row.customer].add(row.day)
            sales[row.customer][row.currency] += 1
    money = {}
    for who in visits:
        theirs = min(sums[who], key=lambda one: (-sales[who][one], one))
        money[who] = (theirs, sums[who][theirs])
    cuts = {}
    for currency in {one for one, _amount in money.values()}:
        spent = sorted(amount for one, amount in money.values() if one == currency)
        cuts[currency] = [spent[ceil(p * len(spent) / 100) - 1] for p in SPENT[1:]]
    people, thanks = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    number = Counter(one.customer for one in contacted if 0 <= (day - ago(one.ago)).days < 365)
    for who, days in visits.items():
        currency, amount = money[who]
        above = sum(amount >= cut for cut in cuts[currency])
        oftener = max(least for least in VISITS if len(days) >= least)
        for key in (("visits", oftener), ("spent", SPENT[above])):
            people[key] += 1
            thanks[key] += number[who]
    return {key: (people[key], thanks[key]) for key in people}


@RANDOM
@given(random_shop.shops(future=True), random_shop.contacts(), st.integers(0, 60))
def test_to_whom_the_thanks_went(
    any_store: Store, sales: list[Sale], contacted: list[Contacted], before: int
) -> None:
    day = ago(before)
    with any_store.transaction() as books:
        random_shop.write(books, sales, contacted)
        found = tallies.groups(books, day)
        assert [(one.by, one.least) for one in found] == [
            *(("visits", least) for least in VISITS),
            *(("spent", least) for least in SPENT),
        ]
        there = {(one.by, one.least): (one.customers, one.thanks) for one in found if one.customers}
        assert there == counted(books, contacted, day)


def test_who_was_not_reached_was_not_thanked(store: Store) -> None:
    with store.transaction() as books:
        random_shop.write(books, [Sale(1, 50, 900)])
        touches.add(books, 1, Channel.CALL, ago(9), outcome="no_answer")
        assert sum(one.thanks for one in tallies.groups(books, TODAY)) == 0
        touches.add(books, 1, Channel.CALL, ago(8), outcome="talked")
        assert sum(one.thanks for one in tallies.groups(books, TODAY)) == 2  # once in each order
