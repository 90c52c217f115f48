"""What the owner wants to remember about a customer."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from notecard.core.customers import Note
from notecard.store.tables import notes


def add(
    books: Connection,
    customer: int,
    day: date,
    words: str,
    due: date | None = None,
    channel: str = "",
) -> Note:
    """Keep something to remember, and the day to come back to it."""
    values = {
        "customer": customer,
        "day": day.toordinal(),
        "words": words,
        "due": due.toordinal() if due else None,
        "channel": channel,
    }
    return _note(books.execute(insert(notes).values(values).returning(notes)).one())


def remove(books: Connection, id: int) -> None:
    """Forget a note; nothing happens where there was none."""
    books.execute(delete(notes).where(notes.c.id == id))


def of_customer(books: Connection, id: int) -> list[Note]:
    """Return the notes on one customer, the newest first."""
    query = select(notes).where(notes.c.customer == id)
    rows = books.execute(query.order_by(notes.c.day.desc(), notes.c.id.desc()))
    return [_note(row) for row in rows]


def due(
    books: Connection,
    day: date,
    whose: Iterable[int] | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[Note]:
    """Return what is to be come back to by this day and was not before it, the oldest first."""
    today = day.toordinal()
    is_open = or_(notes.c.done.is_(None), notes.c.done >= today)
    query = select(notes).where(notes.c.due <= today, notes.c.day <= today, is_open)
    if whose is not None:
        query = query.where(notes.c.customer.in_(sorted(whose)))
    rows = books.execute(query.order_by(notes.c.due, notes.c.id).limit(limit).offset(offset))
    return [_note(row) for row in rows]


def come_back(books: Connection, customer: int, day: date) -> list[int]:
    """Say that everything due of a customer was come back to; returns the notes it is said of."""
    theirs = [one.id for one in due(books, day, [customer]) if one.done is None]
    if theirs:
        done = update(notes).where(notes.c.id.in_(theirs)).values(done=day.toordinal())
        books.execute(done)
    return theirs


def done_on(books: Connection, customer: int, day: date) -> list[int]:
    """Return the notes on a customer that were come back to on this day."""
    query = select(notes.c.id).where(notes.c.customer == customer, notes.c.done == day.toordinal())
    return list(books.execute(query).scalars())


def reopen(books: Connection, ids: Sequence[int]) -> None:
    """Take that back."""
    books.execute(update(notes).where(notes.c.id.in_(ids)).values(done=None))


def _note(row: Row[Any]) -> Note:
    return Note(
        row.id,
        row.customer,
        date.fromordinal(row.day),
        row.words,
        None if row.due is None else date.fromordinal(row.due),
        row.channel,
        None if row.done is None else date.fromordinal(row.done),
    )
