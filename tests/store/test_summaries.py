"""What customers come to, counted again in plain Python from the rows of the receipts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, delete, insert, select, update

from notecard.store import refunds, summaries
from notecard.store.database import Store, open_store
from notecard.store.tables import customer_summary, customers, purchases, shop_percentiles
from tests import random_shop
from tests.random_shop import Sale

RANDOM = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
PEOPLE = 30


@pytest.fixture(scope="module")
def any_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(Path(tmp_path_factory.mktemp("sums")))
    yield opened
    opened.close()


def kept(books: Connection) -> dict[int, tuple[Any, ...]]:
    return {row.customer: tuple(row)[1:] for row in books.execute(select(customer_summary))}


def counted(books: Connection) -> dict[int, tuple[Any, ...]]:
    theirs = defaultdict(list)
    for row in books.execute(select(purchases).where(purchases.c.kind != "not_counted")):
        theirs[row.customer].append(row)
    sums = {customer: _sums(rows) for customer, rows in theirs.items()}
    return {customer: one for customer, one in sums.items() if one}


def _sums(rows: list[Any]) -> tuple[Any, ...] | None:
    visits = [row for row in rows if row.kind == "sale" and (_net(row) > 0 or not _back(row))]
    if not visits:
        return None
    number = Counter(row.currency for row in visits)
    currency = min({row.currency for row in rows}, key=lambda one: (-number[one], one))
    served = Counter(row.staff for row in visits if row.staff)
    last = {
        name: -max(row.at for row in visits if row.staff == name) for name in served
    }  # the latest is the least
    days = {row.day for row in visits}
    return (
        currency,
        len(days),
        min(days),
        max(days),
        sum(_net(row) for row in rows if row.currency == currency),
        max(_net(row) for row in visits if row.currency == currency),
        min(served, key=lambda name: (last[name], name), default=""),
        min(served, key=lambda name: (-served[name], last[name], name), default=""),
    )


def _back(row: Any) -> int:
    return int(row.refunded + row.returned)


def _net(row: Any) -> int:
    return int(row.gross) - _back(row)


@RANDOM
@given(random_shop.shops())
def test_sums_are_those_of_the_receipts(any_store: Store, sales: list[Sale]) -> None:
    with any_store.transaction() as books:
        random_shop.write(books, sales)
        told = counted(books)
        assert kept(books) == told
        books.execute(update(customer_summary).values(spent=1, usual_staff="Nobody"))
        books.execute(delete(customer_summary).where(customer_summary.c.customer % 2 == 0))
        summaries.rebuild(books)
        assert kept(books) == told
        books.execute(update(customer_summary).values(visits=99))
        summaries.mark_all(books, books.execute(select(customers.c.id)).scalars())
        summaries.refresh(books)
        assert kept(books) == told


@RANDOM
@given(random_shop.shops())
def test_whoever_has_no_visit_any_more_has_no_sums(any_store: Store, sales: list[Sale]) -> None:
    with any_store.transaction() as books:
        random_shop.write(books, sales)
        gone = sales[0].customer
        books.execute(delete(purchases).where(purchases.c.customer == gone))
        summaries.rebuild(books)
        assert gone not in kept(books)
        assert kept(books) == counted(books)


def test_cuts_of_a_large_shop_are_made_anew_when_they_may_have_moved(
    any_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summaries, "_SMALL", 100)
    sales = [Sale(number % PEOPLE + 1, number, 100 + number) for number in range(300)]
    with any_store.transaction() as books:
        random_shop.write(books, sales)
        for id in range(PEOPLE + 1, 1_001):
            books.execute(insert(customers).values(id=id, name=f"Person {id}"))
        before = books.execute(select(shop_percentiles)).one()
        for number, is_moved in ((301, False), (303, False), (304, True)):
            sell(books, number)
            now = books.execute(select(shop_percentiles)).one()
            assert (now != before) == is_moved
        for _customer in range(2):
            books.execute(update(purchases).values(gross=77))
            few, many = range(1, 10), range(1, 12)
            summaries.mark_all(books, many if _customer else few)
            summaries.refresh(books, refunds.NONE)
            assert (books.execute(select(shop_percentiles.c.receipt_p95)).scalar_one() == 77) == (
                _customer == 1
            )


def test_of_millions_some_are_enough(any_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    sales = [Sale(n % 1_000 + 1, n % 400, 100 + n * 7_919 % 5_000) for n in range(4_000)]
    with any_store.transaction() as books:
        random_shop.write(books, sales)
        exact = books.execute(select(shop_percentiles)).one()
        monkeypatch.setattr(summaries, "_MANY", 1_000)
        summaries.rebuild(books)
        some = books.execute(select(shop_percentiles)).one()
    assert some != exact
    for name in ("p50", "p95", "receipt_p50", "receipt_p95"):
        assert getattr(some, name) == pytest.approx(getattr(exact, name), rel=0.1)


def sell(books: Connection, number: int) -> None:
    row = {"id": number, "source": "test", "key": str(number), "day": 739_000, "at": number}
    more = {"currency": "GBP", "gross": 90_000, "kind": "sale", "customer": 1, "batch": 1}
    books.execute(insert(purchases).values(row | more))
    summaries.mark(books, 1)
    summaries.refresh(books, refunds.NONE)
