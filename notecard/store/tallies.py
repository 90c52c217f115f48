"""What the shop did for its customers, counted; and for which of them."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, select

from notecard.core.customers import Channel
from notecard.core.thanked import FAIR_DAYS, SPENT, VISITS, Group, Tally
from notecard.core.told import Kind, Origin
from notecard.store.standings import NOT_REACHED, sums_of
from notecard.store.tables import notes, told, touches

_TALKED = "talked"
_IS_REACHED = touches.c.outcome.not_in(NOT_REACHED)


def tally(books: Connection, day: date, since: date | None = None) -> Tally:
    """Count what was done up to a day, from the beginning or from another day on."""
    first, last = (since or date.min).toordinal(), day.toordinal()
    turned = touches.c.channel
    is_call = turned == Channel.CALL.value
    touched = select(
        func.count(case((_IS_REACHED, touches.c.customer)).distinct()),
        _number(turned == Channel.CARD.value),
        _number(is_call),
        _number(and_(is_call, touches.c.outcome == _TALKED)),
        _number(turned == Channel.IN_PERSON.value),
    ).where(touches.c.day.between(first, last))
    by_owner = told.c.origin == Origin.OWNER.value
    facts = select(
        _number(by_owner), _number(and_(by_owner, told.c.kind == Kind.RETURNED_MAIL.value))
    ).where(told.c.day.between(first, last))
    counts = [
        *books.execute(touched).one(),
        _learnt(books, first, last),
        books.execute(
            select(func.count()).select_from(notes).where(notes.c.done.between(first, last))
        ).scalar_one(),
        *books.execute(facts).one(),
    ]
    return Tally(*map(int, counts))


def groups(books: Connection, day: date) -> list[Group]:
    """Return who was thanked in the year up to a day, by how often they came and what they spent.

    Everybody is in the group they belong to on the day; spending is held against others who pay in
    the same currency.
    """
    found = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for spent, visits, customers, thanks in books.execute(_by_kind(books, day)):
        for key in (("visits", visits), ("spent", spent)):
            found[0][key] += int(customers)
            found[1][key] += int(thanks)
    keys = [("visits", least) for least in VISITS] + [("spent", least) for least in SPENT]
    return [Group(*key, found[0][key], found[1][key]) for key in keys]


def _by_kind(books: Connection, day: date) -> Any:
    sums = sums_of(books, day)
    who, cuts = sums.people.c, sums.cuts.c
    since = (day - timedelta(days=FAIR_DAYS - 1)).toordinal()
    thanks = (
        select(touches.c.customer, func.count().label("number"))
        .where(touches.c.day.between(since, sums.today), _IS_REACHED)
        .group_by(touches.c.customer)
        .subquery()
    )
    above = zip((cuts.p95, cuts.p80, cuts.p50), reversed(SPENT), strict=False)
    spent = case(*((who.spent >= cut, least) for cut, least in above), else_=SPENT[0])
    oftener = [(who.visits >= least, least) for least in reversed(VISITS)]
    kinds = (
        select(
            spent.label("spent"),
            case(*oftener, else_=VISITS[0]).label("visits"),
            func.coalesce(thanks.c.number, 0).label("number"),
        )
        .select_from(sums.together.outerjoin(thanks, thanks.c.customer == who.customer))
        .where(who.last_day <= sums.today)
        .subquery()
    )
    kind = (kinds.c.spent, kinds.c.visits)
    return select(*kind, func.count(), func.sum(kinds.c.number)).group_by(*kind)


def _learnt(books: Connection, first: int, last: int) -> int:
    """Count the notes made on a day on which there was a conversation with whom they are about."""
    conversation = exists().where(
        touches.c.customer == notes.c.customer,
        touches.c.day == notes.c.day,
        touches.c.channel == Channel.CALL.value,
        touches.c.outcome == _TALKED,
    )
    query = select(func.count()).select_from(notes)
    query = query.where(notes.c.day.between(first, last), conversation)
    return int(books.execute(query).scalar_one())


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((condition, 1)))
