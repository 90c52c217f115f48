"""What the owner has said of customers who might be one person: remembered for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from sqlalchemy import Connection, and_, delete, insert, select, update

from notecard.store.customers import get
from notecard.store.tables import answers, customers, households

VERDICTS = ("same", "different", "household")


@dataclass(frozen=True, slots=True)
class Answer:
    """One pair: what was said of it, nothing if nothing was, and the households of the two."""

    one: int
    other: int
    verdict: str
    at: int
    homes: tuple[int | None, int | None]


def say(books: Connection, people: Sequence[int], verdict: str) -> tuple[Answer, ...]:
    """Keep a verdict on every pair of these customers; returns what was kept of them before."""
    now = sorted({get(books, one).id for one in people})
    before = tuple(_kept(books, one, other) for one, other in combinations(now, 2))
    at = int(datetime.now(UTC).timestamp())
    for pair in before:
        _put(books, Answer(pair.one, pair.other, verdict, at, pair.homes))
    if verdict == "household":
        _live_together(books, now)
    return before


def put_back(books: Connection, before: Sequence[Answer]) -> None:
    """Keep again what was kept before an answer."""
    for answer in before:
        _put(books, answer)
        for id, home in zip((answer.one, answer.other), answer.homes, strict=True):
            here = customers.c.id == id
            books.execute(update(customers).where(here).values(household=home))
    used = select(customers.c.household).where(customers.c.household.is_not(None))
    books.execute(delete(households).where(households.c.id.not_in(used)))


def _kept(books: Connection, one: int, other: int) -> Answer:
    here = and_(answers.c.one == one, answers.c.other == other)
    row = books.execute(select(answers).where(here)).first()
    homes = (_home(books, one), _home(books, other))
    return Answer(one, other, row.verdict if row else "", row.at if row else 0, homes)


def _put(books: Connection, answer: Answer) -> None:
    here = and_(answers.c.one == answer.one, answers.c.other == answer.other)
    books.execute(delete(answers).where(here))
    if answer.verdict:
        values = {"one": answer.one, "other": answer.other, "at": answer.at}
        books.execute(insert(answers).values(**values, verdict=answer.verdict))


def _home(books: Connection, id: int) -> int | None:
    here = customers.c.id == id
    found: int | None = books.execute(select(customers.c.household).where(here)).scalar()
    return found


def _live_together(books: Connection, people: Sequence[int]) -> None:
    """Put customers into one household, the one of the first who has one."""
    homes = [home for one in people if (home := _home(books, one)) is not None]
    home = (
        homes[0]
        if homes
        else books.execute(
            insert(households).values(name="").returning(households.c.id)
        ).scalar_one()
    )
    here = customers.c.id.in_(people)
    books.execute(update(customers).where(here).values(household=home))
