"""Every time the shop turned to a customer: cards, calls, words at the counter."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from notecard.core.customers import Channel, Touch
from notecard.store.tables import touches


def add(
    books: Connection, customer: int, channel: Channel, day: date, words: str = "", card: str = ""
) -> Touch:
    """Keep that the shop turned to a customer."""
    values = {"customer": customer, "channel": channel.value, "day": day.toordinal()}
    statement = insert(touches).values(**values, words=words, card=card).returning(touches)
    return _touch(books.execute(statement).one())


def remove(books: Connection, id: int) -> None:
    """Take a touch back; nothing happens where there was none."""
    books.execute(delete(touches).where(touches.c.id == id))


def of_customer(books: Connection, id: int) -> list[Touch]:
    """Return the touches of one customer, the newest first."""
    query = select(touches).where(touches.c.customer == id)
    ordered = query.order_by(touches.c.day.desc(), touches.c.id.desc())
    return [_touch(row) for row in books.execute(ordered)]


def _touch(row: Row[Any]) -> Touch:
    day = date.fromordinal(row.day)
    return Touch(row.id, row.customer, Channel(row.channel), day, row.words, row.card)
