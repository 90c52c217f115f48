"""The receipts and their lines, as they are known."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from notecard.core.purchases import Kind, KnownPurchase
from notecard.store import receipt_lines, refunds
from notecard.store.tables import purchases

_CHUNK = 500  # of numbers in one statement


def are_known(books: Connection) -> bool:
    """Whether anything was ever bought here."""
    return books.execute(select(purchases.c.id).limit(1)).first() is not None


def first_key(books: Connection) -> str:
    """Return the system's own number of the receipt that was kept first, nothing in a new shop."""
    query = select(purchases.c.key).order_by(purchases.c.id).limit(1)
    return str(books.execute(query).scalar_one_or_none() or "")


def of_customer(books: Connection, id: int) -> list[KnownPurchase]:
    """Return everything a customer bought or gave back, the newest first, each thing once."""
    query = select(purchases).where(purchases.c.customer == id)
    ordered = query.order_by(purchases.c.day.desc(), purchases.c.at.desc(), purchases.c.id.desc())
    return _known(books, ordered, told_once=True)


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


def _known(
    books: Connection, query: Select[Any], *, told_once: bool = False
) -> list[KnownPurchase]:
    rows = books.execute(query).all()
    left_out = refunds.told_twice(rows) if told_once else set()
    rows = [row for row in rows if row.id not in left_out]
    lines = receipt_lines.texts(books, (row.id for row in rows))
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
            lines=receipt_lines.items_in(lines.get(row.id, "")),
        )
        for row in rows
    ]
