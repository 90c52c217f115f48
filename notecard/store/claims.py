"""Which counter is busy with whom on a day, so that nobody gets two cards."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import Connection, delete, insert, select

from notecard.store.tables import taken


def take(books: Connection, day: date, people: Iterable[int], counter: str) -> set[int]:
    """Take people for a counter; returns those who are its own now, and no other counter's."""
    everybody = set(people)
    others = elsewhere(books, day, counter).keys()
    free = everybody - _of_counter(books, day, counter) - others
    now = int(datetime.now(UTC).timestamp())
    rows = [
        {"day": day.toordinal(), "customer": one, "counter": counter, "at": now}
        for one in sorted(free)
    ]
    if rows:
        books.execute(insert(taken), rows)
    return everybody - others


def release(books: Connection, day: date, people: Iterable[int], counter: str) -> None:
    """Give people back, as far as they are this counter's."""
    books.execute(
        delete(taken).where(
            taken.c.day == day.toordinal(),
            taken.c.counter == counter,
            taken.c.customer.in_(sorted(set(people))),
        )
    )


def elsewhere(books: Connection, day: date, counter: str) -> dict[int, str]:
    """Return who is taken by another counter on a day, and by which."""
    query = select(taken.c.customer, taken.c.counter).where(
        taken.c.day == day.toordinal(), taken.c.counter != counter
    )
    return {row.customer: row.counter for row in books.execute(query)}


def _of_counter(books: Connection, day: date, counter: str) -> set[int]:
    query = select(taken.c.customer).where(
        taken.c.day == day.toordinal(), taken.c.counter == counter
    )
    return set(books.execute(query).scalars())
