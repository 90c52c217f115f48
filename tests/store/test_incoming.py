"""Receipts told by several readers of one system: in whichever order, they come to the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from notecard.core.imports import FileReport, Imported
from notecard.core.purchases import (
    Address,
    Contact,
    Kind,
    LineItem,
    Person,
    Purchase,
    Read,
    Tells,
)
from notecard.core.settings import Shop
from notecard.store.database import Store, open_store
from notecard.store.tables import customer_summary, customers, metadata, purchases, receipt_lines
from notecard.store.undo import take_back
from notecard.workflows.take_in import begin, settle, take_in

SHOP = Shop(currency="GBP", region="GB", timezone="Europe/London")
START = datetime(2026, 3, 1, 10, tzinfo=UTC)
ANY_ORDER = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass(frozen=True)
class Reader:
    """One way of reading a system: a file of it, or its live connection."""

    id: str
    tells: Tells
    system: str = "till"


ITEMS = Reader("items", Tells(totals=1, lines=2))
MONEY = Reader("money", Tells(totals=2, lines=0))
LIVE = Reader("live", Tells(totals=3, lines=3))
BOOK = Reader("book", Tells(totals=0, lines=0))

PEOPLE = (
    Person(system_id="C1", name="Maria Silva", email="maria@example.com"),
    Person(system_id="C2", name="Kofi Mensah", phone="+44 20 7946 0102"),
    Person(system_id="C3", name="Ann Lee", email="lee@example.com"),
    Person(system_id="C4", name="Tom Lee", email="lee@example.com"),
    Person(system_id="C5", name="Kofi Mensah", phone="020 7946 0102"),
    Person(name="Yuki Tanaka", email="yuki@example.org"),
    Person(name="Zoë Groß"),
    Person(name="Zoë Groß"),
    Person(),
)


@dataclass(frozen=True)
class Sale:
    """What happened: a sale, and what was given back of it under a number of its own."""

    key: str
    who: int
    gross: int
    back: tuple[int, ...]


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


def _told(reader: Reader, sales: Sequence[Sale]) -> list[Read]:
    if reader is BOOK:
        place = Address(("1 High St",), "Leeds", "", "LS1 1AA", "GB")
        return [
            Contact(replace(PEOPLE[sale.who], address=place, birthday="--05-17"))
            for sale in sales
            if PEOPLE[sale.who].system_id
        ]
    return [receipt for sale in sales for receipt in _receipts(reader, sale)]


def _receipts(reader: Reader, sale: Sale) -> list[Purchase]:
    """Tell a sale and its refunds as this reader knows them: its money, its items, its buyer."""
    number = int(sale.key[1:])
    tax = 0 if reader is ITEMS else 33
    whole = Purchase(
        key=sale.key,
        at=START + timedelta(days=number),
        currency="GBP",
        gross=sale.gross + tax,
        person=_buyer(reader, PEOPLE[sale.who]),
        staff="Dana" if reader is MONEY else "",
        lines=_lines(reader, sale.gross),
    )
    back = [
        replace(
            whole,
            key=f"{sale.key}-{place}",
            at=whole.at + timedelta(days=1, minutes=place),
            gross=0,
            refunded=amount,
            kind=Kind.REFUND,
            refund_of=sale.key,
            lines=_lines(reader, -amount),
        )
        for place, amount in enumerate(sale.back)
    ]
    return [whole, *back]


def _buyer(reader: Reader, person: Person) -> Person:
    if reader is ITEMS and person.system_id:
        return Person(system_id=person.system_id)
    if reader is MONEY:
        return replace(person, email="", phone="")
    return person


def _lines(reader: Reader, minor: int) -> tuple[LineItem, ...]:
    if not reader.tells.lines:
        return ()
    name = "Teapot" if reader is LIVE else "TEAPOT"
    return (LineItem(name, Decimal(1), minor - 50, "S1"), LineItem("Cup", Decimal(2), 50))


def _import(store: Store, reader: Reader, reads: Sequence[Read]) -> Imported:
    imported = Imported()
    report = FileReport(reader.id, reader.id, reader.tells)
    with store.transaction() as books:
        batch = begin(books, [reader.id], [reader.id])
        leans = take_in(books, reads, reader, batch, SHOP, "", imported, report)
        settle(books, batch, imported, leans)
    return imported


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(Path(tmp_path_factory.mktemp("shop")))


def _emptied(store: Store) -> Store:
    with store.transaction() as books:
        for table in reversed(metadata.sorted_tables):
            if table.name != "shop":
                books.execute(delete(table))
    return store


def _everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading() as books:
        return {
            table.name: sorted((tuple(row) for row in books.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


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
        (reader, _told(reader, some))
        for reader in readers
        for some in data.draw(st.lists(st.lists(st.sampled_from(sales), unique=True), max_size=2))
        or [sales]
    ]
    other = data.draw(st.permutations(parts))
    known = []
    for order in (parts, other):
        store = _emptied(empty)
        nothing = _everything(store)
        made = [_import(store, *part).batch for part in order]
        known.append(_shop(store))
        before = _everything(store)
        for part in order:
            again = _import(store, *part)
            assert (again.added, again.changed, again.batch) == (0, 0, None)
        assert _everything(store) == before
        for batch in reversed([batch for batch in made if batch is not None]):
            with store.transaction() as books:
                take_back(books, batch)
        assert _everything(store) == nothing
    assert known[0] == known[1]
