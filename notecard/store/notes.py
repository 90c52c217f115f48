"""What the owner wants to remember about a customer."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from notecard.core.customers import Note
from notecard.store.tables import notes


def add(books: Connection, customer: int, day: date, words: str, due: date | None = None) -> Note:
    """Keep something to remember, and the day to come back to it."""
    values = {
        "customer": customer,
        "day": day.toordinal(),
        "words": words,
        "due": due.toordinal() if due else None,
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


def _note(row: Row[Any]) -> Note:
    due = None if row.due is None else date.fromordinal(row.due)
    return Note(row.id, row.customer, date.fromordinal(row.day), row.words, due)
