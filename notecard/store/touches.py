"""Every time the shop turned to a customer: cards, calls, words at the counter."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from notecard.core.customers import Channel, Touch
from notecard.store.tables import touches


def add(
    books: Connection,
    customer: int,
    channel: Channel,
    day: date,
    words: str = "",
    card: str = "",
    **more: Any,
) -> Touch:
    """Keep that the shop turned to a customer; `more` are further fields of `Touch`."""
    values = {"customer": customer, "channel": channel.value, "day": day.toordinal()}
    statement = insert(touches).values(**values, words=words, card=card, **more)
    return touch_of(books.execute(statement.returning(touches)).one())


def get(books: Connection, id: int) -> Touch | None:
    """Return a touch by its number, None where there is none."""
    row = books.execute(select(touches).where(touches.c.id == id)).first()
    return touch_of(row) if row else None


def remove(books: Connection, id: int) -> None:
    """Take a touch back; nothing happens where there was none."""
    books.execute(delete(touches).where(touches.c.id == id))


def of_customer(books: Connection, id: int) -> list[Touch]:
    """Return the touches of one customer, the newest first."""
    query = select(touches).where(touches.c.customer == id)
    ordered = query.order_by(touches.c.day.desc(), touches.c.id.desc())
    return [touch_of(row) for row in books.execute(ordered)]


def touched_on(books: Connection, day: date) -> set[int]:
    """Return everybody the shop has turned to on this day, whether or not it reached them."""
    query = select(touches.c.customer).where(touches.c.day == day.toordinal())
    return set(books.execute(query).scalars())


def logged_seconds(books: Connection, channel: Channel, until: date, last: int) -> list[int]:
    """Return how long the last cards or calls took, as far as that was measured, newest first."""
    query = select(touches.c.seconds).where(
        touches.c.channel == channel.value,
        touches.c.seconds.is_not(None),
        touches.c.day < until.toordinal(),
    )
    ordered = query.order_by(touches.c.day.desc(), touches.c.id.desc()).limit(last)
    return [int(seconds) for seconds in books.execute(ordered).scalars()]


def touch_of(row: Row[Any]) -> Touch:
    """Return the touch a row of the table tells of."""
    return Touch(
        row.id,
        row.customer,
        Channel(row.channel),
        date.fromordinal(row.day),
        row.words,
        row.card,
        row.outcome,
        row.by,
        row.lane,
        row.seconds,
    )
