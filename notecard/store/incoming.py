"""Receipts on their way in: what is new is added, what changed is replaced, the rest is known."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from notecard.core.purchases import Kind, LineItem, Person, Purchase, Tells, combined
from notecard.store import receipt_lines, summaries
from notecard.store.bulk import insert_many, row_values
from notecard.store.joining import NOBODY, Line, Money, Told, joined
from notecard.store.people import People
from notecard.store.tables import purchases
from notecard.store.tables import replaced as replaced_table

_COLUMNS = (
    "id", "source", "key", "day", "at", "currency", "gross", "refunded", "kind", "reason",
    "refund_of", "staff", "customer", "via", "batch", "fingerprint", "totals_rank", "lines_rank",
)  # fmt: skip


@dataclass(slots=True)
class _Held:
    """A receipt that is known, but not as this file says; judged when the whole file is read."""

    row: Row[Any]
    whole: Purchase


class Incoming:
    """Takes the receipts one reader tells of, a few hundred at a time."""

    def __init__(
        self,
        books: Connection,
        people: People,
        system: str,
        tells: Tells,
        batch: int,
        zone: tzinfo,
    ) -> None:
        self._books = books
        self._people = people
        self._system = system
        self._tells = tells
        self._batch = batch
        self._zone = zone
        self._next = self._highest_id()
        self._is_first = not self._has_receipts()
        self._own: set[str] = set()  # added by this very file, which may tell more of them
        self._known: dict[str, bool] = {}  # and whether lines were told
        self._held: dict[str, _Held] = {}
        self._stale: set[int] = set()
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
        there = self._there(by_key)
        self._add([part for key, part in by_key.items() if key not in there])
        wanted = [row.id for row in there.values() if self._may_say_lines(row, by_key[row.key])]
        lines = receipt_lines.texts(self._books, wanted)
        for key, row in there.items():
            self._compare(row, lines.get(row.id, ""), by_key[key])

    def finish(self) -> None:
        """Judge what was held back until the whole file was read."""
        for key, held in self._held.items():
            stands = self._standing(held.row, self._lines_there(held.row.id))
            now = joined(stands, self._told(held.whole, stands))
            if now.says_the_same(stands):
                self._known[key] = True
            else:
                self._replace(held.row, now)
        self._held.clear()
        self._people.flush()
        summaries.mark_all(self._books, self._stale)
        self._stale.clear()

    def _highest_id(self) -> int:
        highest = select(func.coalesce(func.max(purchases.c.id), 0))
        return int(self._books.execute(highest).scalar_one())

    def _has_receipts(self) -> bool:
        any_one = select(purchases.c.id).where(purchases.c.source == self._system).limit(1)
        return self._books.execute(any_one).first() is not None

    def _there(self, keys: Iterable[str]) -> dict[str, Row[Any]]:
        """Return those of these receipts that are kept already."""
        wanted = [key for key in keys if key in self._own] if self._is_first else list(keys)
        if not wanted:
            return {}
        query = select(purchases).where(purchases.c.source == self._system)
        rows = self._books.execute(query.where(purchases.c.key.in_(wanted)))
        return {row.key: row for row in rows}

    def _lines_there(self, id: int) -> str:
        return receipt_lines.texts(self._books, [id]).get(id, "")

    def _add(self, new: list[Purchase]) -> None:
        customers = [self._people.customer_of(purchase.person) for purchase in new]
        self._people.flush()
        rows, lines = [], dict[int, str]()
        for purchase, via in zip(new, customers, strict=True):
            self._next += 1
            told = self._told(purchase, via=via, has_lines=False)
            rows.append(self._row(self._next, told, self._root_of(via)))
            if self._tells.lines and purchase.lines:
                lines[self._next] = receipt_lines.text_of(purchase.lines)
            self._own.add(purchase.key)
        insert_many(self._books, purchases, _COLUMNS, rows)
        receipt_lines.add(self._books, lines)
        self.added += len(new)

    def _compare(self, row: Row[Any], lines: str, part: Purchase) -> None:
        if row.key in self._own:
            self._append(row, part)
            return
        self.leans.add(row.batch)
        if row.key in self._held:
            held = self._held[row.key]
            held.whole = combined(held.whole, part)
        elif row.key in self._known:
            stored = self._stored(row, part, has_lines=self._known.pop(row.key))
            self._held[row.key] = _Held(row, combined(stored, part))
        elif row.key in (row.refund_of, part.refund_of) or not self._is_same(row, lines, part):
            self._held[row.key] = _Held(row, part)
        else:
            self._known[row.key] = bool(part.lines)

    def _is_same(self, row: Row[Any], lines: str, part: Purchase) -> bool:
        stands = self._standing(row, lines)
        return joined(stands, self._told(part, stands)).says_the_same(stands)

    def _append(self, row: Row[Any], part: Purchase) -> None:
        """Add a part to a receipt that came further up in the same file."""
        whole = combined(self._stored(row, part, has_lines=True), part)
        via = row.via if row.via is not None else self._people.customer_of(part.person)
        self._people.flush()
        self._write(row, self._told(replace(whole, staff=row.staff or part.staff), via=via))

    def _stored(self, row: Row[Any], like: Purchase, *, has_lines: bool) -> Purchase:
        """Return a receipt as it was read; who bought is as the other part of it says."""
        at = datetime.fromtimestamp(row.at, self._zone)
        kept = self._lines_there(row.id) if has_lines else ""
        return replace(
            like,
            at=at if like.at.tzinfo else at.replace(tzinfo=None),
            gross=row.gross,
            refunded=row.refunded,
            kind=Kind(row.kind),
            reason=row.reason,
            refund_of=row.refund_of,
            lines=receipt_lines.items_in(kept),
        )

    def _replace(self, row: Row[Any], now: Told) -> None:
        """Put a receipt as it is now in place of what it was, which is kept for taking it back."""
        self._people.flush()
        if row.batch != self._batch:
            self._keep(row)
        self._write(row, now)
        self.changed += 1

    def _keep(self, row: Row[Any]) -> None:
        """Keep a receipt as it was before this import; another file of it may have changed it."""
        here = (replaced_table.c.batch == self._batch, replaced_table.c.purchase == row.id)
        if self._books.execute(select(replaced_table.c.batch).where(*here)).first():
            return
        before = {"row": row_values(row), "lines": self._lines_there(row.id)}
        values = {"batch": self._batch, "purchase": row.id, "before": json.dumps(before)}
        self._books.execute(insert(replaced_table).values(values))

    def _write(self, row: Row[Any], now: Told) -> None:
        customer = self._root_of(now.via)  # a merge may have moved it since the row was read
        self._stale |= {one for one in (row.customer, customer) if one is not None}
        values = dict(zip(_COLUMNS, self._row(row.id, now, customer), strict=True))
        del values["id"], values["batch"]
        self._books.execute(update(purchases).where(purchases.c.id == row.id).values(values))
        text = receipt_lines.kept_text(now.lines) if now.lines else ""
        receipt_lines.put(self._books, row.id, text)

    def _root_of(self, via: int | None) -> int | None:
        if via is None:
            return None
        root = self._people.root_of(via)
        self._stale.add(root)
        return root

    def _row(self, id: int, told: Told, customer: int | None) -> tuple[Any, ...]:
        money = told.money
        return (
            id,
            self._system,
            told.key,
            money.day,
            money.at,
            money.currency,
            money.gross,
            money.refunded,
            money.kind,
            money.reason,
            money.refund_of,
            told.staff,
            customer,
            told.via,
            self._batch,
            f"{told.buyer_rank} {told.staff_rank} {told.buyer}",
            told.totals_rank,
            told.lines_rank,
        )

    def _standing(self, row: Row[Any], lines: str) -> Told:
        """Return a receipt as it is kept."""
        ranks = row.fingerprint.split(" ")
        if len(ranks) != 3:  # kept before receipts were joined: one reader told all there is
            known = NOBODY if row.customer is None else row.totals_rank
            ranks = [known, row.totals_rank if row.staff else NOBODY, ""]
        return Told(
            key=row.key,
            money=Money(
                row.day,
                row.at,
                row.currency,
                row.gross,
                row.refunded,
                row.kind,
                row.reason,
                row.refund_of,
            ),
            totals_rank=row.totals_rank,
            lines=receipt_lines.lines_in(lines),
            lines_rank=row.lines_rank,
            staff=row.staff,
            staff_rank=int(ranks[1]),
            via=row.via,
            buyer_rank=int(ranks[0]),
            buyer=str(ranks[2]),
        )

    def _told(
        self,
        purchase: Purchase,
        stands: Told | None = None,
        via: int | None = None,
        *,
        has_lines: bool = True,
    ) -> Told:
        """Return a receipt as this reader tells it; a buyer who was told just so stays the same.

        The lines of a new receipt are written as they come, and left out here.
        """
        person, rank = purchase.person, self._tells.totals
        buyer = _hashed(person) if person.is_known else ""
        if stands is not None and buyer:
            is_as_before = buyer == stands.buyer
            via = stands.via if is_as_before else self._people.customer_of(person, stands.via)
        at = self._moment(purchase.at)
        return Told(
            key=purchase.key,
            money=Money(
                at.date().toordinal(),
                int(at.timestamp()),
                purchase.currency,
                purchase.gross,
                purchase.refunded,
                purchase.kind.value,
                purchase.reason,
                purchase.refund_of,
            ),
            totals_rank=rank,
            lines=tuple(_lines(purchase.lines)) if self._tells.lines and has_lines else (),
            lines_rank=self._lines_rank(purchase),
            staff=purchase.staff,
            staff_rank=rank if purchase.staff else NOBODY,
            via=via,
            buyer_rank=rank if buyer else NOBODY,
            buyer=buyer,
        )

    def _lines_rank(self, purchase: Purchase) -> int:
        return self._tells.lines if purchase.lines else 0

    def _may_say_lines(self, row: Row[Any], part: Purchase) -> bool:
        """Whether the lines that are kept matter for judging this part."""
        return row.key not in self._own and self._lines_rank(part) >= row.lines_rank

    def _moment(self, at: datetime) -> datetime:
        """Return the moment by the shop's own clock."""
        return at.astimezone(self._zone) if at.tzinfo else at.replace(tzinfo=self._zone)


@lru_cache(10_000)
def _hashed(person: Person) -> str:
    told = repr(person).encode("utf-8", "replace")
    return hashlib.blake2b(told, digest_size=8).hexdigest()


def _lines(items: Sequence[LineItem]) -> list[Line]:
    return [(each.name, each.sku, each.thousandths, each.minor) for each in items]
