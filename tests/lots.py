"""A shop whose lots have fallen: so many thanked, so many left in peace, and who came back."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, func, insert, select

from notecard.core.trial import Arm
from notecard.store import summaries, trial
from notecard.store.tables import batches, customers, purchases
from notecard.store.trial import Draw


@dataclass(frozen=True)
class Lots:
    """One occasion of people alike; those who came back did so on the thirtieth day."""

    day: date
    thanked: int
    came: int
    quiet: int
    came_too: int
    lane: str = "explore"
    share: int = 20
    visits: int = 1  # of each who came back

    @property
    def arms(self) -> tuple[tuple[Arm, int, int], ...]:
        return (Arm.THANKED, self.thanked, self.came), (Arm.QUIET, self.quiet, self.came_too)


@dataclass
class _Rows:
    number: int
    people: list[dict[str, object]] = field(default_factory=list)
    sales: list[dict[str, object]] = field(default_factory=list)
    draws: list[Draw] = field(default_factory=list)


def write(books: Connection, *lots: Lots) -> list[int]:
    """Put them into the books beside whoever is there; returns their numbers."""
    newest = books.execute(select(func.coalesce(func.max(customers.c.id), 0))).scalar_one()
    rows = _Rows(newest)
    for one in lots:
        for arm, people, back in one.arms:
            for place in range(people):
                _person(rows, one, arm, back=place < back)
    batch = books.execute(select(func.min(batches.c.id))).scalar()
    if batch is None:
        batch = 1
        books.execute(insert(batches).values(id=batch, at=0))
    if rows.people:
        books.execute(insert(customers), rows.people)
        books.execute(insert(purchases), [row | {"batch": batch} for row in rows.sales])
    for start in range(0, len(rows.draws), 400):
        trial.keep(books, rows.draws[start : start + 400])
    summaries.rebuild(books)
    return [one.customer for one in rows.draws]


def _person(rows: _Rows, one: Lots, arm: Arm, *, back: bool) -> None:
    rows.number += 1
    id = rows.number
    rows.people.append({"id": id, "name": f"Person {id}"})
    rows.draws.append(Draw(id, one.lane, one.day, arm.value, 1, 30, one.share))
    after = range(30, 30 + one.visits) if back else ()
    for days in (-5, *after):
        day = one.day + timedelta(days=days)
        rows.sales.append(
            {
                "source": "lots",
                "key": f"{id} {days}",
                "day": day.toordinal(),
                "at": day.toordinal() * 86_400,
                "currency": "GBP",
                "gross": 1_000 + id,
                "kind": "sale",
                "customer": id,
            }
        )
