"""The receipts and their lines, as they are known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, select

from notecard.core.purchases import Kind, KnownPurchase, LineItem
from notecard.store.tables import line_items, purchases

QUANTITY_DIGITS = 3
_CHUNK = 500  # of numbers in one statement


def are_known(books: Connection) -> bool:
    """Whether anything was ever bought here."""
    return books.execute(select(purchases.c.id).limit(1)).first() is not None


def of_customer(books: Connection, id: int) -> list[KnownPurchase]:
    """Return everything a customer bought or gave back, the newest first."""
    query = select(purchases).where(purchases.c.customer == id)
    ordered = query.order_by(purchases.c.day.desc(), purchases.c.at.desc(), purchases.c.id.desc())
    return _known(books, ordered)


def by_ids(books: Connection, ids: Sequence[int]) -> list[KnownPurchase]:
    """Return the receipts of these numbers, in this order; unknown ones are left out."""
    found: dict[int, KnownPurchase] = {}
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        query = select(purchases).where(purchases.c.id.in_(some))
        found |= {purchase.id: purchase for purchase in _known(books, query)}
    return [found[id] for id in dict.fromkeys(ids) if id in found]


def keys_of(books: Connection, customers: Iterable[int]) -> dict[int, list[str]]:
    """Return the systems' own numbers of each customer's sales, the oldest first."""
    every = list(customers)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for start in range(0, len(every), _CHUNK):
        query = (
            select(purchases.c.customer, purchases.c.key)
            .where(purchases.c.customer.in_(every[start : start + _CHUNK]))
            .where(purchases.c.kind == Kind.SALE.value)
            .order_by(purchases.c.at, purchases.c.id)
        )
        for row in books.execute(query):
            found[row.customer].append(row.key)
    return dict(found)


def lines_of(books: Connection, ids: Iterable[int]) -> dict[int, tuple[LineItem, ...]]:
    """Return the lines of each of these receipts, in the order of the receipt."""
    every = list(ids)
    found: defaultdict[int, list[LineItem]] = defaultdict(list)
    for start in range(0, len(every), _CHUNK):
        some = every[start : start + _CHUNK]
        query = select(line_items).where(line_items.c.purchase.in_(some))
        for row in books.execute(query.order_by(line_items.c.purchase, line_items.c.position)):
            quantity = quantity_of(row.quantity)
            found[row.purchase].append(LineItem(row.name, quantity, row.minor, row.sku))
    return {id: tuple(lines) for id, lines in found.items()}


def quantity_of(thousandths: int) -> Decimal:
    """Return a kept quantity as the number it stands for: 1500 is 1.5."""
    whole, rest = divmod(thousandths, 10**QUANTITY_DIGITS)
    return Decimal(thousandths).scaleb(-QUANTITY_DIGITS).normalize() if rest else Decimal(whole)


def _known(books: Connection, query: Select[Any]) -> list[KnownPurchase]:
    rows = books.execute(query).all()
    lines = lines_of(books, (row.id for row in rows))
    return [
        KnownPurchase(
            id=row.id,
            source=row.source,
            key=row.key,
            day=date.fromordinal(row.day),
            currency=row.currency,
            gross=row.gross,
            refunded=row.refunded,
            returned=row.returned,
            kind=Kind(row.kind),
            staff=row.staff,
            lines=lines.get(row.id, ()),
        )
        for row in rows
    ]
