"""One shop told of by several readers of one system: its files, its connection, its directory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

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
from notecard.store.database import Store
from notecard.store.tables import metadata
from notecard.workflows.take_in import begin, settle, take_in

SHOP = Shop(currency="GBP", region="GB", timezone="Europe/London")
START = datetime(2026, 3, 1, 10, tzinfo=UTC)


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


def told(reader: Reader, sales: Sequence[Sale]) -> list[Read]:
    """Return what a reader tells of these sales."""
    if reader is BOOK:
        place = Address(("1 High St",), "Leeds", "", "LS1 1AA", "GB")
        return [
            Contact(replace(PEOPLE[sale.who], address=place, birthday="--05-17"))
            for sale in sales
            if PEOPLE[sale.who].system_id
        ]
    return [receipt for sale in sales for receipt in _receipts(reader, sale)]


def _receipts(reader: Reader, sale: Sale) -> list[Purchase]:
    """Tell a sale and its refunds as this reader knows them: its money, its items, its buyer.

    The live connection has other numbers for the refunds.
    """
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
            key=f"R-{sale.key}-{place}" if reader is LIVE else f"{sale.key}-{place}",
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


def bring(store: Store, reader: Reader, reads: Sequence[Read]) -> Imported:
    """Take in what a reader tells, as an import of its own."""
    imported = Imported()
    report = FileReport(reader.id, reader.id, reader.tells)
    with store.transaction() as books:
        batch = begin(books, [reader.id], [reader.id])
        leans = take_in(books, reads, reader, batch, SHOP, "", imported, report)
        settle(books, batch, imported, leans)
    return imported


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table."""
    with store.reading() as books:
        return {
            table.name: sorted((tuple(row) for row in books.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }
