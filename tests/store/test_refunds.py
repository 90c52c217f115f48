"""What is given back is taken off its sale once, in whichever order and by whoever it is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from notecard.core.purchases import Kind, KnownPurchase, Purchase
from notecard.store import customers, purchases, refunds
from notecard.store.database import Store, open_store
from notecard.store.tables import purchases as table
from notecard.store.undo import take_back
from tests.tellings import ITEMS, LIVE, MONEY, PEOPLE, Reader, Sale, bring, everything, told

HALF = Sale("T1", 0, 9900, (100, 250))


def _bought(store: Store) -> list[KnownPurchase]:
    with store.reading() as books:
        [one] = customers.find(books)
        return purchases.of_customer(books, one.customer.id)


def _sale(store: Store) -> KnownPurchase:
    [sale] = [one for one in _bought(store) if one.kind is Kind.SALE]
    return sale


@pytest.mark.parametrize("order", list(permutations([ITEMS, MONEY, LIVE])))
def test_numbered_otherwise_it_is_still_one_refund(store: Store, order: Sequence[Reader]) -> None:
    for reader in order:
        bring(store, reader, told(reader, [HALF]))
    sale = _sale(store)
    assert (sale.gross, sale.returned, sale.net) == (9933, 350, 9583)
    assert sum(one.net for one in _bought(store)) == 9583
    back = [one.refunded for one in _bought(store) if one.kind is Kind.REFUND]
    assert sorted(back) == [100, 250]
    with store.reading() as books:
        [one] = customers.find(books)
    assert one.summary is not None
    assert (one.summary.spent, one.summary.largest, one.summary.visits) == (9583, 9583, 1)


@pytest.mark.parametrize("order", list(permutations([MONEY, LIVE])))
def test_a_refund_the_better_reader_does_not_know_yet_counts_too(
    store: Store, order: Sequence[Reader]
) -> None:
    more = Sale("T1", 0, 9900, (100, 250, 100))
    for reader in order:
        bring(store, reader, told(reader, [more if reader is MONEY else HALF]))
    assert _sale(store).returned == 450


def test_a_refund_told_with_the_number_of_a_return_is_that_return(store: Store) -> None:
    """Square's file may name the return's own order where the connection names the sale."""
    live = told(LIVE, [Sale("T1", 0, 9900, (250,))])
    _sale_told, back = told(MONEY, [Sale("T1", 0, 9900, (250,))])
    bring(store, LIVE, live)
    bring(store, MONEY, [replace(back, refund_of="R-T1-0", key="P9")])
    assert _sale(store).returned == 250
    assert sum(one.net for one in _bought(store)) == 9933 - 250


def test_a_sale_given_back_whole_is_no_visit(store: Store) -> None:
    whole = Sale("T1", 0, 9900, (9933,))
    bring(store, MONEY, told(MONEY, [whole, Sale("T2", 0, 500, ())]))
    with store.reading() as books:
        [one] = customers.find(books)
    assert one.summary is not None
    assert (one.summary.visits, one.summary.largest, one.summary.spent) == (1, 533, 533)
    assert one.summary.first_day == one.summary.last_day


def test_whoever_gave_all_of_it_back_has_not_been_here(store: Store) -> None:
    bring(store, MONEY, told(MONEY, [Sale("T1", 0, 9900, (9933,))]))
    with store.reading() as books:
        [one] = customers.find(books)
    assert one.summary is None


def test_a_refund_that_does_not_say_who_is_still_taken_off(store: Store) -> None:
    sale, back = told(MONEY, [Sale("T1", 0, 9900, (250,))])
    nobody = told(MONEY, [Sale("T1", 8, 9900, (250,))])[1]
    bring(store, MONEY, [sale])
    batch = bring(store, MONEY, [nobody]).batch
    with store.reading() as books:
        [one] = customers.find(books)
    assert one.summary is not None
    assert one.summary.spent == 9933 - 250
    assert back.key == nobody.key
    assert batch is not None
    with store.transaction() as books:
        take_back(books, batch)
    assert _sale(store).returned == 0


def test_taking_a_refund_back_leaves_the_sale_as_it_was(store: Store) -> None:
    sale, first, second = told(MONEY, [HALF])
    bring(store, MONEY, [sale, first])
    before = everything(store)
    batch = bring(store, MONEY, [second]).batch
    assert _sale(store).returned == 350
    assert batch is not None
    with store.transaction() as books:
        take_back(books, batch)
    assert everything(store) == before


def test_a_refund_without_its_sale_is_taken_off_the_customer(store: Store) -> None:
    _sale_told, first, _second = told(MONEY, [HALF])
    bring(store, MONEY, [first, *told(MONEY, [Sale("T2", 0, 500, ())])])
    with store.reading() as books:
        [one] = customers.find(books)
        [returned] = books.execute(select(table.c.returned).where(table.c.key == "T1-0")).scalars()
    assert one.summary is not None
    assert (one.summary.spent, one.summary.largest, returned) == (433, 533, 0)


NUMBERS = st.sampled_from(("1", "2", "3", "4"))
RECEIPTS = st.lists(
    st.builds(
        Purchase,
        key=NUMBERS,
        at=st.sampled_from((datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC))),
        currency=st.just("GBP"),
        gross=st.sampled_from((0, 500)),
        refunded=st.sampled_from((0, 100, 500)),
        kind=st.sampled_from((Kind.SALE, Kind.REFUND, Kind.REFUND)),
        refund_of=st.one_of(st.just(""), NUMBERS),
        person=st.sampled_from(PEOPLE[:2]),
    ),
    max_size=5,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from((ITEMS, MONEY, LIVE)), RECEIPTS), max_size=4))
def test_what_is_looked_at_is_all_there_is_to_look_at(
    tmp_path_factory: pytest.TempPathFactory, imports: list[tuple[Reader, list[Purchase]]]
) -> None:
    """Refunds of refunds, of what is not known yet, in any order: an import misses none of them."""
    store = open_store(Path(tmp_path_factory.mktemp("refunds")))
    done = []
    for reader, reads in imports:
        before = _without_batches(store)
        batch = bring(store, reader, reads).batch
        _nothing_was_missed(store)
        done += [(batch, before)] if batch is not None else []
    for batch, before in reversed(done):
        with store.transaction() as books:
            take_back(books, batch)
        _nothing_was_missed(store)
        assert _without_batches(store) == before
    store.close()


def _without_batches(store: Store) -> dict[str, object]:
    return {name: rows for name, rows in everything(store).items() if name != "batches"}


def _nothing_was_missed(store: Store) -> None:
    before = everything(store)
    with store.transaction() as books:
        assert not refunds.attach(books)
    assert everything(store) == before
