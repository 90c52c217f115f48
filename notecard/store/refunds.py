"""Refunds with a number of their own: each is taken off its sale once, whoever tells of it.

A file and a live connection may number one and the same refund differently. Those of one sale and
one amount that several readers tell are the same ones: the reader who knows best has the say.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, select, tuple_, update

from notecard.core.purchases import Kind
from notecard.store.tables import purchases

_CHUNK = 500  # of numbers in one statement
_COLUMNS = tuple(
    purchases.c[name]
    for name in (
        "id", "source", "key", "kind", "refund_of", "currency", "gross", "refunded", "returned",
        "totals_rank", "at", "customer",
    )
)  # fmt: skip
_IS_REFUND = and_(
    purchases.c.kind == Kind.REFUND.value,
    purchases.c.refund_of != "",
    purchases.c.refund_of != purchases.c.key,
)

_Sale = tuple[str, str]  # of which system, and its number


class _Refund(NamedTuple):
    sale: _Sale
    currency: str
    amount: int
    rank: int
    at: int
    key: str
    id: int


def attach(books: Connection) -> set[int]:
    """Keep up to date what refunds took off each sale; returns the customers it changed.

    `returned` of a sale is what its refunds gave back; that of such a refund is the same with a
    minus, so that nothing is taken off twice.
    """
    found = books.execute(select(*_COLUMNS).where(_IS_REFUND)).all()
    refunds = _refunds(found)
    twice = _repeated(refunds)
    sales = _sales(books, {one.sale for one in refunds})
    wanted: defaultdict[int, int] = defaultdict(int)
    for one in refunds:
        sale = sales.get(one.sale)
        if sale is not None and one.id not in twice:
            wanted[sale.id] += one.amount
        if sale is not None or one.id in twice:
            wanted[one.id] = -one.amount
    there = {row.id: row for row in (*found, *sales.values())}
    changed = select(*_COLUMNS).where(purchases.c.returned != 0)
    there |= {row.id: row for row in books.execute(changed)}
    return _write(books, there, wanted)


def told_twice(rows: Iterable[Row[Any]]) -> set[int]:
    """Return those of these receipts that are refunds another reader tells better."""
    return _repeated(_refunds([row for row in rows if row.kind == Kind.REFUND.value]))


def _refunds(rows: Iterable[Row[Any]]) -> list[_Refund]:
    """Return refunds by their sale; a refund "of a refund" is that one, told by its number."""
    told = [row for row in rows if row.refund_of and row.refund_of != row.key]
    sale_of = {(row.source, row.key): row.refund_of for row in told}
    return [
        _Refund(
            (row.source, sale_of.get((row.source, row.refund_of), row.refund_of)),
            row.currency,
            row.refunded - row.gross,
            row.totals_rank,
            row.at,
            row.key,
            row.id,
        )
        for row in told
    ]


def _repeated(refunds: Iterable[_Refund]) -> set[int]:
    """Return the refunds that readers who know less tell of too: as many as the best one tells."""
    best: Counter[tuple[_Sale, str, int]] = Counter()
    found = set[int]()
    groups: defaultdict[tuple[_Sale, str, int], defaultdict[int, list[_Refund]]]
    groups = defaultdict(lambda: defaultdict(list))
    for one in refunds:
        groups[one.sale, one.currency, one.amount][one.rank].append(one)
    for same, by_rank in groups.items():
        for rank in sorted(by_rank, reverse=True):
            told = sorted(by_rank[rank], key=lambda one: (one.at, one.key))
            found |= {one.id for one in told[: best[same]]}
            best[same] = max(best[same], len(told))
    return found


def _sales(books: Connection, keys: set[_Sale]) -> dict[_Sale, Row[Any]]:
    """Return the sales of these numbers that are known."""
    every = sorted(keys)
    found: dict[_Sale, Row[Any]] = {}
    for start in range(0, len(every), _CHUNK):
        among = tuple_(purchases.c.source, purchases.c.key).in_(every[start : start + _CHUNK])
        query = select(*_COLUMNS).where(among, purchases.c.kind != Kind.REFUND.value)
        found |= {(row.source, row.key): row for row in books.execute(query)}
    return found


def _write(books: Connection, there: Mapping[int, Row[Any]], wanted: Mapping[int, int]) -> set[int]:
    touched = set[int]()
    for id, row in there.items():
        returned = wanted.get(id, 0)
        if returned == row.returned:
            continue
        books.execute(update(purchases).where(purchases.c.id == id).values(returned=returned))
        touched |= {row.customer} if row.customer is not None else set()
    return touched
