"""Receipts told by several readers of one system: in whichever order, they come to the same."""

import random
from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from notecard.core.purchases import Address, LineItem, Person, Purchase
from notecard.store.database import Store
from notecard.store.tables import customer_summary, customers, metadata, purchases, receipt_lines
from notecard.store.undo import take_back
from tests.postgres import Opener
from tests.tellings import BOOK, ITEMS, LIVE, MONEY, PEOPLE, Sale, bring, everything, told

ANY_ORDER = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _sales() -> st.SearchStrategy[list[Sale]]:
    one = st.tuples(
        st.integers(0, len(PEOPLE) - 1),
        st.sampled_from((500, 1250, 9900)),
        st.lists(st.sampled_from((100, 250)), max_size=2),
    )
    return st.lists(one, min_size=1, max_size=6).map(
        lambda told: [
            Sale(f"T{number}", who, gross, tuple(back))
            for number, (who, gross, back) in enumerate(told)
        ]
    )


@pytest.fixture(scope="module")
def empty(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opener(tmp_path_factory.mktemp("shop"))


def _emptied(store: Store) -> Store:
    with store.transaction() as books:
        for table in reversed(metadata.sorted_tables):
            if table.name != "shop":
                books.execute(delete(table))
    return store


def _shop(store: Store) -> dict[str, Any]:
    """Return all that is known, whatever number anything has."""
    with store.reading() as books:
        lines = {row.purchase: row.lines for row in books.execute(select(receipt_lines))}
        bought = books.execute(select(purchases)).all()
        named = {row.id: row for row in books.execute(select(customers))}
        sums = {row.customer: tuple(row)[1:] for row in books.execute(select(customer_summary))}
    keys: defaultdict[int | None, list[str]] = defaultdict(list)
    for row in bought:
        keys[row.customer].append(row.key)
    without = ("id", "batch", "customer", "via", "fingerprint")
    return {
        "receipts": sorted(
            (
                *(getattr(row, name) for name in row._fields if name not in without),
                lines.get(row.id, ""),
            )
            for row in bought
        ),
        "people": sorted(
            (
                sorted(keys[id]),
                one.name,
                one.email,
                one.lines,
                one.city,
                one.birthday,
                sums.get(id, ()),
            )
            for id, one in named.items()
            if one.merged_into is None
        ),
    }


@ANY_ORDER
@given(_sales(), st.data())
def test_files_come_to_the_same_in_any_order(
    empty: Store, sales: list[Sale], data: st.DataObject
) -> None:
    readers = data.draw(
        st.lists(st.sampled_from((ITEMS, MONEY, LIVE, BOOK)), min_size=2, max_size=4, unique=True)
    )
    parts = [
        (reader, told(reader, some))
        for reader in readers
        for some in data.draw(st.lists(st.lists(st.sampled_from(sales), unique=True), max_size=2))
        or [sales]
    ]
    other = data.draw(st.permutations(parts))
    known = []
    for order in (parts, other):
        store = _emptied(empty)
        nothing = everything(store)
        made = [bring(store, *part).batch for part in order]
        known.append(_shop(store))
        before = everything(store)
        for part in order:
            again = bring(store, *part)
            assert (again.added, again.changed, again.batch) == (0, 0, None)
        assert everything(store) == before
        for batch in reversed([batch for batch in made if batch is not None]):
            with store.transaction() as books:
                take_back(books, batch)
        assert everything(store) == nothing
    assert known[0] == known[1]


def test_endless_and_broken_text_is_kept_and_known_again(empty: Store) -> None:
    """An index of a server holds 2,700 bytes a row, and none of its texts a NUL."""
    chance = random.Random(5)
    endless = "".join(chr(chance.randrange(0x4E00, 0x9FFF)) for _ in range(9000))
    person = Person(endless, endless, email=f"{endless}@x.yz", phone=endless, also=(endless,))
    odd = Person("N\0o", "\0\udc00Ann", email="a\0nn@x.yz", address=Address(("\0" + endless,)))
    lines = (LineItem(endless + "\0\ud800", Decimal(1), 5),)
    day = datetime(2026, 3, 1, tzinfo=UTC)
    reads = [
        Purchase(f"{n}\0{endless}", day, "GBP", 5, staff=endless, person=one, lines=lines)
        for n, one in enumerate((person, odd))
    ]
    store = _emptied(empty)
    assert bring(store, LIVE, reads).added == 2
    before = everything(store)
    again = bring(store, LIVE, reads)
    assert (again.known, again.changed, again.batch) == (2, 0, None)
    assert everything(store) == before
