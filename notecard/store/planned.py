"""The lists of days as they were shown, so that what was not done comes back first."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, delete, exists, func, insert, select

from notecard.core.thanks import Lane
from notecard.store.tables import planned, touches

CARRIED_DAYS = 3  # so long an unfinished row comes back, then its place is free again


@dataclass(frozen=True, slots=True)
class Carried:
    """A row of an earlier day's list that was not done."""

    customer: int
    lane: Lane
    place: int
    since: date


Places = list[tuple[int, Lane]]
"""Customers and their occasions, in the order of the list."""


def keep(books: Connection, day: date, rows: Places, since: dict[int, date]) -> None:
    """Keep the list of a day in place of what was kept of it before."""
    books.execute(delete(planned).where(planned.c.day == day.toordinal()))
    values = [
        {
            "day": day.toordinal(),
            "customer": customer,
            "lane": lane.value,
            "place": place,
            "since": since.get(customer, day).toordinal(),
        }
        for place, (customer, lane) in enumerate(rows)
    ]
    if values:
        books.execute(insert(planned), values)


def kept(books: Connection, day: date) -> Places:
    """Return the list of a day as it was kept."""
    query = select(planned).where(planned.c.day == day.toordinal()).order_by(planned.c.place)
    return [(row.customer, Lane(row.lane)) for row in books.execute(query)]


def lane_of(books: Connection, customer: int, day: date) -> str:
    """Return the occasion a customer last stood on a list for, as far as that is kept."""
    query = (
        select(planned.c.lane)
        .where(planned.c.customer == customer, planned.c.day <= day.toordinal())
        .order_by(planned.c.day.desc())
    )
    return str(books.execute(query.limit(1)).scalar() or "")


def unfinished(books: Connection, day: date) -> list[Carried]:
    """Return the rows of the last list before this day that nothing has come of yet, in order."""
    first = day - timedelta(days=CARRIED_DAYS)
    before = planned.c.day < day.toordinal()
    last = select(func.max(planned.c.day)).where(before, planned.c.day >= first.toordinal())
    was_done = exists().where(
        touches.c.customer == planned.c.customer,
        touches.c.day >= planned.c.day,
        touches.c.day < day.toordinal(),
    )
    query = select(planned).where(planned.c.day == last.scalar_subquery(), ~was_done)
    recent = query.where(planned.c.since >= first.toordinal()).order_by(planned.c.place)
    return [
        Carried(row.customer, Lane(row.lane), row.place, date.fromordinal(row.since))
        for row in books.execute(recent)
    ]
