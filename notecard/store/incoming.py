"""Receipts on their way in: what is new is added, what changed is replaced, the rest is known."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from notecard.core.purchases import Kind, LineItem, Person, Purchase, combined
from notecard.store import summaries
from notecard.store.bulk import insert_many, row_values
from notecard.store.people import People
from notecard.store.purchases import QUANTITY_DIGITS, quantity_of
from notecard.store.tables import line_items, purchases
from notecard.store.tables import replaced as replaced_table

_Line = tuple[str, str, int, int]  # name, sku, quantity in thousandths, minor units
_COLUMNS = (
    "id", "source", "key", "day", "at", "currency", "gross", "refunded", "kind", "reason",
    "refund_of", "staff", "customer", "batch", "fingerprint",
)  # fmt: skip
_LINE_COLUMNS = ("purchase", "position", "name", "sku", "quantity", "minor")


@dataclass(slots=True)
class _Held:
    """Parts of a receipt that is known, but not as these say; judged when all have come."""

    row: Row[Any]
    parts: list[Purchase]


class Incoming:
    """Takes the receipts of one import, a few hundred at a time."""

    def __init__(
        self, books: Connection, people: People, *, source: str, batch: int, zone: tzinfo
    ) -> None:
        self._books = books
        self._people = people
        self._source = source
        self._batch = batch
        self._zone = zone
        self._next = int(
            books.execute(select(func.coalesce(func.max(purchases.c.id), 0))).scalar_one()
        )
        self._own: set[str] = set()  # added by this very file, which may tell more of them
        self._known: set[str] = set()
        self._held: dict[str, _Held] = {}
        self.added = self.changed = 0
        self.leans: set[int] = set()

    @property
    def known(self) -> int:
        """How many receipts were there already, just so."""
        return len(self._known)

    def take(self, parts: Iterable[Purchase]) -> None:
        """Take some receipts, or parts of them: those of one key add up."""
        by_key: dict[str, Purchase] = {}
        for part in parts:
            by_key[part.key] = combined(by_key[part.key], part) if part.key in by_key else part
        there = self._there(list(by_key))
        self._add([part for key, part in by_key.items() if key not in there])
        lines = self._lines_there([row.id for row in there.values() if row.key not in self._own])
        for key, row in there.items():
            self._compare(row, lines.get(row.id, []), by_key[key])

    def finish(self) -> None:
        """Judge what was held back until the whole file was read."""
        for key, held in self._held.items():
            whole = held.parts[0]
            for part in held.parts[1:]:
                whole = combined(whole, part)
            if self._is_same(held.row, self._lines_there([held.row.id])[held.row.id], whole):
                self._known.add(key)
            else:
                self._replace(held.row, whole)
        self._held.clear()
        summaries.mark_batch(self._books, self._batch)

    def _there(self, keys: Sequence[str]) -> dict[str, Row[Any]]:
        query = select(purchases).where(purchases.c.source == self._source)
        rows = self._books.execute(query.where(purchases.c.key.in_(keys)))
        return {row.key: row for row in rows}

    def _lines_there(self, ids: Sequence[int]) -> defaultdict[int, list[_Line]]:
        found: defaultdict[int, list[_Line]] = defaultdict(list)
        columns = [line_items.c[name] for name in ("purchase", "name", "sku", "quantity", "minor")]
        query = select(*columns).where(line_items.c.purchase.in_(ids))
        ordered = query.order_by(line_items.c.purchase, line_items.c.position)
        for id, name, sku, quantity, minor in self._books.execute(ordered):
            found[id].append((name, sku, quantity, minor))
        return found

    def _add(self, new: list[Purchase]) -> None:
        rows, lines = [], []
        for purchase in new:
            self._next += 1
            customer = self._people.customer_of(purchase.person)
            rows.append(self._row(self._next, purchase, customer, _told_once(purchase)))
            lines += _numbered(self._next, purchase.lines)
            self._own.add(purchase.key)
        self._people.flush()
        insert_many(self._books, purchases, _COLUMNS, rows)
        insert_many(self._books, line_items, _LINE_COLUMNS, lines)
        self.added += len(new)

    def _compare(self, row: Row[Any], lines: list[_Line], part: Purchase) -> None:
        if row.key in self._own:
            self._append(row, part)
            return
        self.leans.add(row.batch)
        if row.key in self._held:
            self._held[row.key].parts.append(part)
        elif row.key in self._known:
            self._known.discard(row.key)
            self._held[row.key] = _Held(row, [self._stored(row, part), part])
        elif self._is_same(row, lines, part):
            self._known.add(row.key)
        else:
            self._held[row.key] = _Held(row, [part])

    def _append(self, row: Row[Any], part: Purchase) -> None:
        """Add a part to a receipt that came further up in the same import."""
        self._write(row, combined(self._stored(row, part), part), row.customer, row.fingerprint)

    def _stored(self, row: Row[Any], like: Purchase) -> Purchase:
        """Return a receipt as it was read; who bought is as the other part of it says."""
        at = datetime.fromtimestamp(row.at, self._zone)
        return replace(
            like,
            at=at if like.at.tzinfo else at.replace(tzinfo=None),
            gross=row.gross,
            refunded=row.refunded,
            kind=Kind(row.kind),
            reason=row.reason,
            lines=tuple(
                LineItem(name, quantity_of(quantity), minor, sku)
                for name, sku, quantity, minor in self._lines_there([row.id])[row.id]
            ),
        )

    def _replace(self, row: Row[Any], whole: Purchase) -> None:
        """Put a receipt as it is now in place of what it was, which is kept for taking it back."""
        if row.batch != self._batch:
            self._keep(row)
        customer = self._people.customer_of(whole.person, likely=row.customer)
        self._people.flush()
        self._write(row, whole, customer, _told_once(whole))
        self.changed += 1

    def _keep(self, row: Row[Any]) -> None:
        """Keep a receipt as it was before this import; another file of it may have changed it."""
        here = (replaced_table.c.batch == self._batch, replaced_table.c.purchase == row.id)
        if self._books.execute(select(replaced_table.c.batch).where(*here)).first():
            return
        query = select(line_items).where(line_items.c.purchase == row.id)
        lines = self._books.execute(query.order_by(line_items.c.position)).all()
        before = {"row": row_values(row), "lines": [list(line) for line in lines]}
        values = {"batch": self._batch, "purchase": row.id, "before": json.dumps(before)}
        self._books.execute(insert(replaced_table).values(values))

    def _write(
        self, row: Row[Any], whole: Purchase, customer: int | None, fingerprint: str
    ) -> None:
        for one in {row.customer, customer} - {None}:
            summaries.mark(self._books, one)
        values = dict(zip(_COLUMNS, self._row(row.id, whole, customer, fingerprint), strict=True))
        del values["id"], values["batch"]
        self._books.execute(update(purchases).where(purchases.c.id == row.id).values(values))
        self._books.execute(delete(line_items).where(line_items.c.purchase == row.id))
        insert_many(self._books, line_items, _LINE_COLUMNS, _numbered(row.id, whole.lines))

    def _row(
        self, id: int, purchase: Purchase, customer: int | None, fingerprint: str
    ) -> tuple[Any, ...]:
        at = self._moment(purchase.at)
        return (
            id,
            self._source,
            purchase.key,
            at.date().toordinal(),
            int(at.timestamp()),
            purchase.currency,
            purchase.gross,
            purchase.refunded,
            purchase.kind.value,
            purchase.reason,
            purchase.refund_of,
            purchase.staff,
            customer,
            self._batch,
            fingerprint,
        )

    def _moment(self, at: datetime) -> datetime:
        """Return the moment by the shop's own clock."""
        return at.astimezone(self._zone) if at.tzinfo else at.replace(tzinfo=self._zone)

    def _is_same(self, row: Row[Any], lines: list[_Line], told: Purchase) -> bool:
        """Whether a receipt says what is kept of it; the order of its lines says nothing."""
        return (
            row.fingerprint == _told_once(told)
            and row.at == int(self._moment(told.at).timestamp())
            and (row.gross, row.refunded) == (told.gross, told.refunded)
            and row.kind == told.kind.value
            and sorted(lines) == sorted(_lines(told.lines))
        )


def _told_once(told: Purchase) -> str:
    """Return as one word what every part of a receipt says alike, the buyer above all."""
    return _hashed(told.currency, told.refund_of, told.staff, told.person)


@lru_cache(10_000)
def _hashed(currency: str, refund_of: str, staff: str, person: Person) -> str:
    told = repr((currency, refund_of, staff, person)).encode("utf-8", "replace")
    return hashlib.blake2b(told, digest_size=8).hexdigest()


def _numbered(id: int, items: Sequence[LineItem]) -> list[tuple[int, int, str, str, int, int]]:
    return [
        (id, place, each.name, each.sku, _thousandths(each.quantity), each.minor)
        for place, each in enumerate(items)
    ]


def _lines(items: Sequence[LineItem]) -> list[_Line]:
    return [(each.name, each.sku, _thousandths(each.quantity), each.minor) for each in items]


@lru_cache(10_000)
def _thousandths(quantity: Decimal) -> int:
    return int(quantity * 10**QUANTITY_DIGITS)
