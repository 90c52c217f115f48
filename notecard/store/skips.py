"""Who was passed over on which day, so that they come back another time."""

from datetime import date

from sqlalchemy import Connection, and_, delete, insert, select

from notecard.core.told import Skipped
from notecard.store.tables import skips


def add(
    books: Connection,
    customer: int,
    day: date,
    why: Skipped = Skipped.TODAY,
    lane: str = "",
) -> None:
    """Pass a customer over on one day, and keep why."""
    remove(books, customer, day)
    values = {"customer": customer, "day": day.toordinal(), "why": why.value, "lane": lane}
    books.execute(insert(skips).values(values))


def remove(books: Connection, customer: int, day: date) -> None:
    """Take it back; nothing happens where nobody was passed over."""
    here = and_(skips.c.customer == customer, skips.c.day == day.toordinal())
    books.execute(delete(skips).where(here))


def on(books: Connection, day: date) -> set[int]:
    """Return everybody who is passed over on this day."""
    query = select(skips.c.customer).where(skips.c.day == day.toordinal())
    return set(books.execute(query).scalars())
