"""What became of everybody a lot fell on: whether they came back, and how often.

A person is looked for under whom they are now, so that what they bought under another name counts.
Everybody stays in the group the lot put them in, whatever was written, said or left undone.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, func, select

from notecard.core.trial import RETURN_DAYS, VISITS_DAYS, Arm, Enrolled, is_free
from notecard.store.standings import IS_SALE
from notecard.store.tables import customer_summary, customers, purchases, trial


def enrolled(books: Connection, day: date) -> list[Enrolled]:
    """Return everybody enrolled up to a day, as far as was known of them on it."""
    rows = books.execute(_everybody(day.toordinal()))
    together = groupby(rows, key=lambda row: row.now)
    return [_enrolled(row) for _person, theirs in together for row in _once(theirs)]


def known_until(books: Connection, day: date) -> date | None:
    """Return the day of the newest visit known on a day; who came later is not known to have."""
    newest = books.execute(select(func.max(customer_summary.c.last_day))).scalar()
    if newest is not None and newest > day.toordinal():
        upto = select(func.max(purchases.c.day)).where(IS_SALE)
        upto = upto.where(purchases.c.customer.is_not(None), purchases.c.day <= day.toordinal())
        newest = books.execute(upto).scalar()
    return None if newest is None else date.fromordinal(newest)


def _everybody(today: int) -> Select[Any]:
    """Select the lots and the visits after each: days with a sale that was not given back whole."""
    now = func.coalesce(customers.c.merged_into, customers.c.id)
    visits = and_(
        purchases.c.customer == now,
        purchases.c.day > trial.c.day,
        purchases.c.day <= trial.c.day + VISITS_DAYS,
        purchases.c.day <= today,
        IS_SALE,
    )
    is_soon = case((purchases.c.day <= trial.c.day + RETURN_DAYS, 1), else_=0)
    lot = (trial.c.customer, trial.c.lane, trial.c.year)
    told = (trial.c.day, trial.c.arm, trial.c.band, trial.c.share)
    return (
        select(
            now.label("now"),
            *lot,
            *told,
            func.max(is_soon).label("returned"),
            func.count(purchases.c.day.distinct()).label("visits"),
        )
        .select_from(trial)
        .join(customers, customers.c.id == trial.c.customer)
        .outerjoin(purchases, visits)
        .where(trial.c.day <= today)
        .group_by(customers.c.merged_into, customers.c.id, *lot, *told)
        .order_by(now, trial.c.day, trial.c.customer, trial.c.lane)
    )


def _once(theirs: Iterable[Row[Any]]) -> Iterator[Row[Any]]:
    """Yield the lots of one person, without those that none would have been drawn for.

    Two who turned out to be one may both have been drawn: the first lot stands, and nobody's habits
    count as if they were two people's. Which arm it was plays no part in that.
    """
    before: list[tuple[str, date]] = []
    for row in theirs:
        day = date.fromordinal(row.day)
        if is_free(day, row.lane, before):
            before.append((row.lane, day))
            yield row


def _enrolled(row: Row[Any]) -> Enrolled:
    return Enrolled(
        row.lane,
        row.band,
        Arm(row.arm),
        date.fromordinal(row.day),
        bool(row.returned),
        row.visits,
        share=row.share,
    )
