"""What the guards look at of a few people: wishes, what was told, whom of a home was reached."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select

from notecard.core.customers import Touch
from notecard.core.guards import REST_DAYS, YEAR_DAYS, Lot, Person, Skip, home_of
from notecard.core.identity import folded
from notecard.core.purchases import Address
from notecard.core.settings import Shop
from notecard.core.told import Kind, Skipped, Told
from notecard.core.trial import Arm
from notecard.store import told as tellings
from notecard.store import touches as contacts
from notecard.store.standings import chunks
from notecard.store.tables import blocks, customers, skips, told, touches, trial

_HOMES: Final = 10_000  # in one statement


def persons(books: Connection, ids: Iterable[int], day: date, ours: Shop) -> dict[int, Person]:
    """Return these people as they were on a day; whoever is not known is left out."""
    everybody = set(ids)
    rows = _rows(books, everybody)
    homes = _homes(books, rows, day)
    beside = set[int]().union(*map(homes.near, rows))
    touched = _touches(books, beside | everybody, day)
    gifts = _Gifts(_secrets(books, day))
    blocked, known = _blocked(books, everybody, day), tellings.of_customers(books, everybody)
    passed, lots = _skips(books, everybody), _lots(books, everybody, day)
    posts = _posts(books)
    staff = {folded(one.name) for one in ours.staff if len(one.name.split()) > 1}
    found = {}
    for id, row in rows.items():
        near = homes.near(id)
        found[id] = Person(
            customer=id,
            name=row.name,
            has_phone=bool(row.phone),
            has_address=bool(row.lines or row.postcode),
            posts=posts,
            birthday=row.birthday,
            blocked=blocked.get(id, frozenset()),
            told=known.get(id, ()),
            touches=tuple(one for one in touched.get(id, ()) if one.day < day),
            near=tuple(touch for one in sorted(near) for touch in touched.get(one, ())),
            secrets=gifts.of(near | {id}, homes.of(id)),
            skips=passed.get(id, ()),
            lots=lots.get(id, ()),
            homes=homes.of(id),
            is_staff=folded(row.name) in staff,
        )
    return found


@dataclass(slots=True)
class _Homes:
    """Who lives where: households, and addresses that are the same."""

    of_whom: dict[int, frozenset[str]]
    whose: dict[str, set[int]]

    def of(self, id: int) -> frozenset[str]:
        """Return the homes of one customer."""
        return self.of_whom.get(id, frozenset())

    def near(self, id: int) -> set[int]:
        """Return the others of their homes."""
        return set[int]().union(*(self.whose[home] for home in self.of(id))) - {id}


class _Gifts:
    """Gifts that are yet to be given, by who gives and where they go."""

    def __init__(self, gifts: Iterable[Told]) -> None:
        self._from = defaultdict[int, list[Told]](list)
        self._to = defaultdict[str, list[Told]](list)
        for one in gifts:
            self._from[one.customer].append(one)
            self._to[one.place].append(one)

    def of(self, people: Iterable[int], homes: Iterable[str]) -> tuple[Told, ...]:
        """Return those of these people, and those that go to these homes."""
        theirs = [gift for one in people for gift in self._from.get(one, ())]
        theirs += [gift for one in homes for gift in self._to.get(one, ())]
        found = {gift.id: gift for gift in theirs}
        return tuple(found[id] for id in sorted(found))


def address_home(row: Row[Any]) -> str:
    """Return the home an address stands for."""
    return home_of(
        Address(tuple(row.lines.split("\n")), row.city, row.region, row.postcode, row.country)
    )


def _homes(books: Connection, rows: Mapping[int, Row[Any]], day: date) -> _Homes:
    """Return the homes of these people, and who else of them was reached or has a secret.

    Nobody else of a home matters, and of a postcode there may be thousands.
    """
    households = {row.household for row in rows.values() if row.household is not None}
    postcodes = {row.postcode for row in rows.values() if row.postcode and row.lines}
    beside = {id: row for id, row in rows.items() if row.lines or row.household is not None}
    matters = customers.c.id.in_(_reached(day).union(_givers(day)))
    for column, wanted in ((customers.c.household, households), (customers.c.postcode, postcodes)):
        every = sorted(wanted, key=str)
        for start in range(0, len(every), _HOMES):  # each statement gathers all who matter anew
            theirs = column.in_(every[start : start + _HOMES])
            some = select(customers.c.id).where(theirs, matters)  # known from the index alone
            query = _people().where(customers.c.id.in_(some))
            beside |= {row.id: row for row in books.execute(query)}
    of_whom, whose = {}, defaultdict[str, set[int]](set)
    for id, row in beside.items():
        homes = {address_home(row)} - {""}
        if row.household is not None:
            homes.add(f"household {row.household}")
        of_whom[id] = frozenset(homes)
        for home in homes:
            whose[home].add(id)
    return _Homes(of_whom, whose)


def _people() -> Any:
    names = (
        "id", "name", "phone", "lines", "city", "region", "postcode", "country", "birthday",
        "household",
    )  # fmt: skip
    columns = (customers.c[name] for name in names)
    return select(*columns).where(customers.c.merged_into.is_(None))


def _rows(books: Connection, ids: Iterable[int]) -> dict[int, Row[Any]]:
    found: dict[int, Row[Any]] = {}
    for some in chunks(ids):
        found |= {row.id: row for row in books.execute(_people().where(customers.c.id.in_(some)))}
    return found


def _posts(books: Connection) -> bool:
    """Whether the shop knows where anybody lives; else its cards are handed over."""
    anybody = select(customers.c.id).where(or_(customers.c.postcode != "", customers.c.lines != ""))
    return books.execute(anybody.limit(1)).first() is not None


def _reached(day: date) -> Select[Any]:
    since = day - timedelta(days=max(REST_DAYS.values()))
    of_late = touches.c.day.between(since.toordinal(), day.toordinal())
    return select(touches.c.customer).where(of_late)


def _givers(day: date) -> Select[Any]:
    return select(told.c.customer).where(_is_secret(day))


def _is_secret(day: date) -> ColumnElement[bool]:
    """Say which gifts are yet to be given."""
    today = day.toordinal()
    return and_(
        told.c.kind == Kind.GIFT.value,
        told.c.day <= today,
        told.c.until >= today,
        or_(told.c.ended.is_(None), told.c.ended > today),
    )


def _touches(books: Connection, ids: Iterable[int], day: date) -> dict[int, list[Touch]]:
    """Return the touches of a year, those of the day itself among them."""
    found = defaultdict[int, list[Touch]](list)
    since, today = (day - timedelta(days=YEAR_DAYS)).toordinal(), day.toordinal()
    for some in chunks(ids):
        query = select(touches).where(touches.c.customer.in_(some))
        for row in books.execute(query.where(touches.c.day.between(since, today))):
            found[row.customer].append(contacts.touch_of(row))
    return found


def _blocked(books: Connection, ids: Iterable[int], day: date) -> dict[int, frozenset[str]]:
    """Return everybody's wishes; one that was said later is kept all the same."""
    found = defaultdict[int, set[str]](set)
    for some in chunks(ids):
        for row in books.execute(select(blocks).where(blocks.c.customer.in_(some))):
            found[row.customer].add(row.channel)
    return {id: frozenset(channels) for id, channels in found.items()}


def _secrets(books: Connection, day: date) -> list[Told]:
    query = select(told).where(_is_secret(day))
    return [tellings.told_of(row) for row in books.execute(query.order_by(told.c.id))]


def _skips(books: Connection, ids: Iterable[int]) -> dict[int, tuple[Skip, ...]]:
    found: dict[int, tuple[Skip, ...]] = {}
    for some in chunks(ids):
        query = select(skips).where(skips.c.customer.in_(some)).order_by(skips.c.day)
        for row in books.execute(query):
            one = Skip(date.fromordinal(row.day), Skipped(row.why), row.lane)
            found[row.customer] = (*found.get(row.customer, ()), one)
    return found


def _lots(books: Connection, ids: Iterable[int], day: date) -> dict[int, tuple[Lot, ...]]:
    """Return which lots fell on whom within a year; a merge brings them along."""
    found = defaultdict[int, list[Lot]](list)
    since, today = (day - timedelta(days=YEAR_DAYS)).toordinal(), day.toordinal()
    for some in chunks(ids):
        joined = customers.c.merged_into.in_(some)
        merged = select(customers.c.id, customers.c.merged_into).where(joined)
        now = {id: into for id, into in books.execute(merged)} | {id: id for id in some}  # noqa: C416 - rows are no pairs to dict()
        query = (
            select(trial)
            .where(trial.c.customer.in_(sorted(now)), trial.c.day > since, trial.c.day <= today)
            .order_by(trial.c.day, trial.c.lane)
        )
        for row in books.execute(query):
            lot = Lot(row.lane, date.fromordinal(row.day), row.arm == Arm.QUIET.value)
            found[now[row.customer]].append(lot)
    return {id: tuple(lots) for id, lots in found.items()}
