"""On whom the lot fell: to be thanked, or to be left in peace for a fair comparison."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select, tuple_

from notecard.core.trial import Arm
from notecard.store.tables import customers, trial


@dataclass(frozen=True, slots=True)
class Draw:
    """One lot: whom it fell on, on which occasion, and how."""

    customer: int
    lane: str
    day: date
    arm: str
    band: int
    points: int
    share: int


def keep(books: Connection, draws: Iterable[Draw]) -> None:
    """Keep these lots; one that has fallen in the same year before stands."""
    new = {(one.customer, one.lane, one.day.year): one for one in draws}
    if not new:
        return
    columns = (trial.c.customer, trial.c.lane, trial.c.year)
    there = books.execute(select(*columns).where(tuple_(*columns).in_(list(new)))).all()
    rows = [
        {
            "customer": one.customer,
            "lane": one.lane,
            "year": year,
            "day": one.day.toordinal(),
            "arm": one.arm,
            "band": one.band,
            "points": one.points,
            "share": one.share,
        }
        for (_customer, _lane, year), one in new.items()
        if (one.customer, one.lane, year) not in {tuple(row) for row in there}
    ]
    if rows:
        books.execute(insert(trial), rows)


def quiet_on(books: Connection, day: date) -> set[int]:
    """Return on whom the lot fell on this day to be left in peace, by who they are now."""
    now = func.coalesce(customers.c.merged_into, customers.c.id)
    query = select(now).join(trial, trial.c.customer == customers.c.id)
    fell = query.where(trial.c.day == day.toordinal(), trial.c.arm == Arm.QUIET.value)
    return set(books.execute(fell).scalars())
