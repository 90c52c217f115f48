"""Refunds with a number of their own: each is taken off its sale once, whoever tells of it.

A file and a live connection may number one and the same refund differently. Those of one sale and
one amount that several readers tell are the same ones: the reader who knows best has the say.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, select, update

from notecard.core.purchases import Kind
from notecard.store.tables import purchases, replaced

_CHUNK = 500  # of numbers in one statement
_COLUMNS = tuple(
    purchases.c[name]
    for name in (
        "id", "source", "key", "kind", "refund_of", "currency", "gross", "refunded", "returned",
        "totals_rank", "at", "customer",
    )
)  # fmt: skip
_IS_TOLD = purchases.c.refund_of != ""  # said just so it is found by the index of these
_IS_REFUND = and_(
    purchases.c.kind == Kind.REFUND.value,
    _IS_TOLD,
    purchases.c.refund_of != purchases.c.key,
)

Sale = tuple[str, str]
"""Of which system a receipt is, and its number."""

NONE: Final[frozenset[Sale]] = frozenset()


class _Refund(NamedTuple):
    sale: Sale
    currency: str
    amount: int
    rank: int
    at: int
    key: str
    id: int


def told_in(books: Connection, batch: int) -> set[Sale]:
    """Return the receipts of an import that give money back or were given back, before and after.

    Asked before an import is taken back, it says what has to be looked at afterwards.
    """
    known, back = purchases.alias(), purchases.alias()
    theirs = select(purchases.c.source, purchases.c.key, purchases.c.refund_of)
    telling = theirs.where(purchases.c.batch == batch, _IS_TOLD)
    gives_it_back = exists().where(
        back.c.source == known.c.source, back.c.refund_of == known.c.key, back.c.refund_of != ""
    )
    given_back = select(known.c.source, known.c.key).where(known.c.batch == batch, gives_it_back)
    found = {(row.source, row.key) for row in books.execute(given_back)}
    changed = theirs.add_columns(replaced.c.before).join(replaced)
    for row in books.execute(changed.where(replaced.c.batch == batch)):
        before = str(json.loads(row.before)["row"]["refund_of"])
        found |= {(row.source, number) for number in (row.key, row.refund_of, before)}
    for row in books.execute(telling):
        found |= {(row.source, row.key), (row.source, row.refund_of)}
    return {(source, number) for source, number in found if number}


def attach(books: Connection, concerned: AbstractSet[Sale] | None = None) -> set[int]:
    """Keep up to date what refunds took off each sale; returns the customers it changed.

    `returned` of a sale is what its refunds gave back; that of such a refund is the same with a
    minus, so that nothing is taken off twice. Only the concerned receipts are looked at, and those
    that hang together with them; all there are where none are named.
    """
    there = _all_there(books) if concerned is None else _together_with(books, concerned)
    found = [row for row in there.values() if _gives_back(row)]
    refunds = _refunds(found)
    twice = _repeated(refunds)
    sales = {(row.source, row.key): row for row in there.values() if row.kind != Kind.REFUND.value}
    wanted: defaultdict[int, int] = defaultdict(int)
    for one in refunds:
        sale = sales.get(one.sale)
        if sale is not None and one.id not in twice:
            wanted[sale.id] += one.amount
        if sale is not None or one.id in twice:
            wanted[one.id] = -one.amount
    return _write(books, there, wanted)


def _gives_back(row: Row[Any]) -> bool:
    return bool(row.kind == Kind.REFUND.value and row.refund_of and row.refund_of != row.key)


def _all_there(books: Connection) -> dict[int, Row[Any]]:
    """Return every refund, the sales they are of, and whatever was given back before."""
    found = books.execute(select(*_COLUMNS).where(_IS_REFUND)).all()
    there = {row.id: row for row in found}
    of = {one.sale for one in _refunds(found)}
    there |= {row.id: row for row in _rows(books, purchases.c.key, of)}
    changed = select(*_COLUMNS).where(purchases.c.returned != 0)
    return there | {row.id: row for row in books.execute(changed)}


def _together_with(books: Connection, concerned: AbstractSet[Sale]) -> dict[int, Row[Any]]:
    """Return the receipts of these numbers, and all that are joined to them by refunds."""
    there: dict[int, Row[Any]] = {}
    known = set(concerned)
    new = known
    while new:
        rows = [*_rows(books, purchases.c.key, new), *_rows(books, purchases.c.refund_of, new)]
        there |= {row.id: row for row in rows}
        named = {(row.source, name) for row in rows for name in (row.key, row.refund_of) if name}
        new = named - known
        known |= new
    return there


def _rows(
    books: Connection, column: ColumnElement[str], numbers: AbstractSet[Sale]
) -> Iterator[Row[Any]]:
    """Yield the receipts in whose column one of these numbers stands."""
    by_system: defaultdict[str, list[str]] = defaultdict(list)
    for source, number in sorted(numbers):
        by_system[source].append(number)
    query = select(*_COLUMNS)
    if column is purchases.c.refund_of:
        query = query.where(_IS_TOLD)
    for source, every in by_system.items():
        for start in range(0, len(every), _CHUNK):
            among = column.in_(every[start : start + _CHUNK])
            yield from books.execute(query.where(purchases.c.source == source, among))


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
    best: Counter[tuple[Sale, str, int]] = Counter()
    found = set[int]()
    groups: defaultdict[tuple[Sale, str, int], defaultdict[int, list[_Refund]]]
    groups = defaultdict(lambda: defaultdict(list))
    for one in refunds:
        groups[one.sale, one.currency, one.amount][one.rank].append(one)
    for same, by_rank in groups.items():
        for rank in sorted(by_rank, reverse=True):
            told = sorted(by_rank[rank], key=lambda one: (one.at, one.key))
            found |= {one.id for one in told[: best[same]]}
            best[same] = max(best[same], len(told))
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
