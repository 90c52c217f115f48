"""What was told of customers: kept by kind and day, taken back by number."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from notecard.core.errors import StoreError
from notecard.core.told import Kind, Origin, Told, gift_day
from notecard.core.words import _
from notecard.store.standings import chunks
from notecard.store.tables import told


def add(books: Connection, one: Told, batch: int | None = None, *, id: int | None = None) -> Told:
    """Keep what was told; its number is given here, and a gift gets a day to be given on."""
    until = one.until
    if one.kind is Kind.GIFT and until is None:
        until = gift_day(one.day)
    values = {
        "customer": one.customer,
        "kind": one.kind.value,
        "day": one.day.toordinal(),
        "until": until.toordinal() if until else None,
        "ended": one.ended.toordinal() if one.ended else None,
        "words": one.words,
        "by": one.by,
        "place": one.place,
        "origin": one.origin.value,
        "purchase": one.purchase,
        "batch": batch,
        **({} if id is None else {"id": id}),
    }
    number = books.execute(insert(told).values(values).returning(told.c.id)).scalar_one()
    return replace(one, id=number, until=until)


def get(books: Connection, id: int) -> Told:
    """Return what was told by its number; raises StoreError when there is nothing."""
    row = books.execute(select(told).where(told.c.id == id)).first()
    if row is None:
        raise StoreError(
            _("Nothing was told with the number {id}.").format(id=id),
            _("See what is known of a customer with: notecard customer show CUSTOMER"),
        )
    return told_of(row)


def remove(books: Connection, id: int) -> None:
    """Take it back as if it had never been told; nothing happens where there is nothing."""
    books.execute(delete(told).where(told.c.id == id))


def put(books: Connection, one: Told) -> None:
    """Keep what was told as it is now said; it comes back where it had been taken back."""
    if books.execute(select(told.c.id).where(told.c.id == one.id)).first() is None:
        add(books, one, id=one.id)
        return
    values = {
        "until": one.until.toordinal() if one.until else None,
        "ended": one.ended.toordinal() if one.ended else None,
        "words": one.words,
        "by": one.by,
        "place": one.place,
        "origin": one.origin.value,
    }
    books.execute(update(told).where(told.c.id == one.id).values(values))


def end(books: Connection, id: int, day: date | None, by: str = "") -> None:
    """Say that it is no longer so from a day on, or, with None, that it still is."""
    values: dict[str, Any] = {"ended": day.toordinal() if day else None}
    if by:
        values["by"] = by
    books.execute(update(told).where(told.c.id == id).values(values))


def of_customer(books: Connection, id: int) -> list[Told]:
    """Return what was told of one customer, the newest first."""
    return list(reversed(of_customers(books, [id]).get(id, ())))


def of_customers(books: Connection, ids: Iterable[int]) -> dict[int, tuple[Told, ...]]:
    """Return what was told of each of these, the oldest first."""
    found: dict[int, tuple[Told, ...]] = {}
    for some in chunks(ids):
        query = select(told).where(told.c.customer.in_(some)).order_by(told.c.day, told.c.id)
        for row in books.execute(query):
            found[row.customer] = (*found.get(row.customer, ()), told_of(row))
    return found


def told_of(row: Row[Any]) -> Told:
    """Return what a row of the table tells."""
    return Told(
        id=row.id,
        customer=row.customer,
        kind=Kind(row.kind),
        day=date.fromordinal(row.day),
        until=_day(row.until),
        ended=_day(row.ended),
        words=row.words,
        by=row.by,
        origin=Origin(row.origin),
        purchase=row.purchase,
        place=row.place,
    )


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)
