"""Where customers stand on a day, as columns of a query: what they come to, and the shop's cuts.

A day in the middle of the data is answered as of that day: what came later is not known to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    union_all,
)

from notecard.core.purchases import Kind
from notecard.core.standing import (
    BIG_WINDOW,
    MONEY_POINTS,
    NEVER,
    RECENCY_POINTS,
    VALUED_WINDOW,
    VISIT_POINTS,
    Standing,
    points,
)
from notecard.core.thanks import Receipt
from notecard.store.summaries import percentiles
from notecard.store.tables import (
    counted_summary,
    customer_summary,
    purchases,
    shop_percentiles,
    touches,
)

CHUNK: Final = 500  # of numbers in one statement
NOT_REACHED: Final = ("no_answer", "wrong_number")
_NUMBERS: Final = tuple(field.name for field in fields(Standing) if field.name != "today")
_KEPT: Final = ("visits", "first_day", "last_day", "spent", "largest")
_LOOKED_UP: Final = ("recent", "before", "dwarfed", "valued", "quiet")
_CUT_NAMES: Final = ("p50", "p80", "p95", "big")
_CUTS: Final = ("p50", "p80", "p95", "receipt_p95")


def _net_of(bought: FromClause) -> ColumnElement[int]:
    """Return what was paid and not given back."""
    return bought.c.gross - (bought.c.refunded + bought.c.returned)


def _is_sale(bought: FromClause) -> ColumnElement[bool]:
    """Say what is a sale; one that was given back whole is no occasion."""
    back = bought.c.refunded + bought.c.returned
    return and_(bought.c.kind == Kind.SALE.value, or_(bought.c.gross > back, back == 0))


_BOUGHT: Final = purchases.alias()
_NET: Final = _net_of(purchases)
IS_SALE: Final = _is_sale(purchases)
_NOBODY_ABOVE: Final = NEVER * NEVER  # a shop without cut points has nobody above them


@dataclass(frozen=True)
class Sums:
    """What everybody comes to on a day, and the cuts to go with it."""

    today: int
    people: FromClause
    cuts: FromClause

    @cached_property
    def together(self) -> FromClause:
        """Everybody beside the cuts of their currency."""
        on = self.cuts.c.currency == self.people.c.currency
        return self.people.outerjoin(self.cuts, on)

    @cached_property
    def columns(self) -> Standing:
        """Everybody's standing, but for what takes a look at receipts and touches."""
        one = self.people.c
        kept = {name: one[name] for name in _KEPT}
        cuts = dict(zip(_CUT_NAMES, self._cuts, strict=True))
        return Standing(today=self.today, **kept, **dict.fromkeys(_LOOKED_UP), **cuts)

    @property
    def _cuts(self) -> Iterator[ColumnElement[int]]:
        missing = literal(_NOBODY_ABOVE)
        return (func.coalesce(self.cuts.c[name], missing) for name in _CUTS)

    @cached_property
    def numbers(self) -> Select[Any]:
        """Select the customer and all the numbers of the standings of `whose`."""
        one = self._with_latest().subquery()
        dwarfed = func.sum(case((one.c.recent >= 3 * _NET, 1), else_=0))
        touched = (
            select(func.max(touches.c.day))
            .where(touches.c.customer == one.c.customer, touches.c.day < self.today)
            .where(touches.c.outcome.not_in(NOT_REACHED))
            .scalar_subquery()
        )
        numbers = {name: one.c[name] for name in one.c.keys()} | {  # noqa: SIM118 no mapping
            "before": self._earlier(one, func.count()),
            "dwarfed": self._earlier(one, dwarfed),
            "quiet": func.coalesce(self.today - touched, NEVER),
        }
        return select(one.c.customer, *(numbers[name].label(name) for name in _NUMBERS))

    def _with_latest(self) -> Select[Any]:
        """Select what is kept of these people, and their largest receipts of late, found once."""
        one, today = self.people.c, self.today
        big = func.coalesce(self.cuts.c.receipt_p95, literal(_NOBODY_ABOVE))
        recent = case(
            (one.last_day >= today - BIG_WINDOW[1], func.coalesce(self._largest(BIG_WINDOW), 0)),
            else_=0,
        )
        valued = case(
            (
                and_(one.last_day >= today - VALUED_WINDOW[1], one.largest >= big),
                func.coalesce(self._largest(VALUED_WINDOW, least=big), 0),
            ),
            else_=0,
        )
        cuts = (cut.label(name) for name, cut in zip(_CUT_NAMES, self._cuts, strict=True))
        query = select(
            one.customer,
            one.currency,
            *(one[name] for name in _KEPT),
            recent.label("recent"),
            valued.label("valued"),
            *cuts,
        )
        whose = one.customer.in_(bindparam("whose", expanding=True))
        known = query.select_from(self.together).where(whose)
        return known.where(one.last_day <= today).offset(0)  # or it would be found again and again

    @cached_property
    def points(self) -> ColumnElement[int]:
        """Say `core.standing.points` in the words of SQL."""
        who = self.columns
        visits = [(who.visits >= least, worth) for least, worth in VISIT_POINTS]
        recency = [(who.last_day > self.today - days, worth) for days, worth in RECENCY_POINTS]
        cuts = zip((who.p95, who.p80, who.p50), MONEY_POINTS, strict=True)
        money = [(who.spent >= cut, worth) for cut, worth in cuts]
        return case(*visits, else_=0) + case(*recency, else_=0) + case(*money, else_=0)

    def _largest(
        self, window: tuple[int, int], least: ColumnElement[int] | None = None
    ) -> ColumnElement[int]:
        first, last = self.today - window[1], self.today - window[0]
        net = _net_of(_BOUGHT)
        query = (
            select(func.max(net))
            .where(_BOUGHT.c.customer == self.people.c.customer)
            .where(_BOUGHT.c.day.between(first, last), _is_sale(_BOUGHT))
            .where(_BOUGHT.c.currency == self.people.c.currency)
            .correlate(self.people, self.cuts)
        )
        return (query if least is None else query.where(least <= net)).scalar_subquery()

    def _earlier(self, one: FromClause, what: ColumnElement[int]) -> ColumnElement[int]:
        """Select something of the receipts before the recent ones, 0 where there are none."""
        first = self.today - BIG_WINDOW[1]
        earlier = (
            select(what)
            .where(purchases.c.customer == one.c.customer, purchases.c.day < first)
            .where(purchases.c.currency == one.c.currency, IS_SALE, _NET > 0)
            .scalar_subquery()
        )
        is_late = one.c.last_day >= first
        return case((is_late, func.coalesce(earlier, 0)), else_=0)


def sums_of(books: Connection, day: date) -> Sums:
    """Return what everybody comes to: as kept, or counted anew for a day in the past."""
    today = day.toordinal()
    if not _is_past(books, today):
        return _sums_as_kept(today)
    _count(books, today)
    people = select(counted_summary).where(counted_summary.c.today == today).subquery("sums")
    return Sums(today, people, _table_of(_cuts_as_of(books, today, people)))


@lru_cache(maxsize=4)  # a day is asked for again and again
def _sums_as_kept(today: int) -> Sums:
    return Sums(today, customer_summary, shop_percentiles)


def standings(books: Connection, sums: Sums, whose: Iterable[int]) -> dict[int, Standing]:
    """Return where these customers stand; whoever has not bought by that day is left out."""
    found: dict[int, Standing] = {}
    for some in chunks(whose):
        for row in books.execute(sums.numbers, {"whose": some}):
            found[row.customer] = Standing(sums.today, *row[1:])
    return found


def standing(books: Connection, customer: int, day: date) -> Standing | None:
    """Return where one customer stands on a day, None before their first visit."""
    return standings(books, sums_of(books, day), [customer]).get(customer)


def points_on(books: Connection, day: date) -> dict[int, int]:
    """Return what everybody who has bought by that day is worth in points."""
    sums = sums_of(books, day)
    query = select(sums.people.c.customer, sums.points).select_from(sums.together)
    rows = books.execute(query.where(sums.people.c.last_day <= sums.today))
    return {customer: worth for customer, worth in rows}  # noqa: C416 - rows are no pairs to dict()


def receipts(books: Connection, whose: Iterable[int], until: date) -> dict[int, list[Receipt]]:
    """Return the sales of these customers up to a day, the oldest first, without their lines."""
    everybody = sorted(set(whose))
    found: dict[int, list[Receipt]] = {customer: [] for customer in everybody}
    for some in chunks(everybody):
        query = (
            select(purchases, _NET.label("net"))
            .where(purchases.c.customer.in_(some), IS_SALE)
            .where(purchases.c.day <= until.toordinal())
            .order_by(purchases.c.day, purchases.c.at, purchases.c.id)
        )
        for row in books.execute(query):
            receipt = Receipt(row.id, date.fromordinal(row.day), row.net, row.staff, row.currency)
            found[row.customer].append(receipt)
    return found


def chunks(numbers: Iterable[int]) -> list[Sequence[int]]:
    """Return numbers in parts small enough for one statement."""
    every = sorted(set(numbers))
    return [every[start : start + CHUNK] for start in range(0, len(every), CHUNK)]


def worth(who: Standing | None) -> int:
    """Return the points of a standing, none before the first visit."""
    return points(who) if who else 0


def _is_past(books: Connection, today: int) -> bool:
    """Whether the books know of visits after the day."""
    newest = books.execute(select(func.max(customer_summary.c.last_day))).scalar()
    return newest is not None and newest > today


def _count(books: Connection, today: int) -> None:
    """Put into `counted_summary` what `customer_summary` would be on a day in the past."""
    books.execute(delete(counted_summary).where(counted_summary.c.today == today))
    some = select(purchases.c.currency).distinct().limit(2)
    is_one_currency = len(books.execute(some).all()) < 2
    people = _people_of_one_currency(today) if is_one_currency else _people(today)
    columns = ["customer", "currency", "spent", "largest", "first_day", "last_day", "visits"]
    query = select(literal(today), *(people.c[name] for name in columns))
    books.execute(insert(counted_summary).from_select(["today", *columns], query))


_COUNTS: Final = and_(purchases.c.customer.is_not(None), purchases.c.kind != Kind.NOT_COUNTED.value)
_SALE_DAY: Final = case((IS_SALE, purchases.c.day))
_SPENT: Final = cast(func.sum(_NET), BigInteger).label("spent")
_LARGEST: Final = func.max(case((IS_SALE, _NET))).label("largest")


def _people_of_one_currency(today: int) -> Subquery:
    """Select what everybody comes to where nobody has to be told which currency is theirs."""
    last_day = func.max(_SALE_DAY)
    return (
        select(
            purchases.c.customer,
            func.max(purchases.c.currency).label("currency"),
            _SPENT,
            _LARGEST,
            func.min(_SALE_DAY).label("first_day"),
            last_day.label("last_day"),
            func.count(_SALE_DAY.distinct()).label("visits"),
        )
        .where(_COUNTS, purchases.c.day <= today)
        .group_by(purchases.c.customer)
        .having(last_day.is_not(None))
        .subquery()
    )


def _people(today: int) -> Subquery:
    """Select what everybody comes to, each in the currency of most of their sales."""
    who, currency = purchases.c.customer, purchases.c.currency
    place = (func.count(_SALE_DAY).desc(), currency)
    money = (
        select(
            who,
            currency,
            _SPENT,
            _LARGEST,
            func.min(func.min(_SALE_DAY)).over(partition_by=who).label("first_day"),
            func.max(func.max(_SALE_DAY)).over(partition_by=who).label("last_day"),
            func.row_number().over(partition_by=who, order_by=place).label("place"),
        )
        .where(_COUNTS, purchases.c.day <= today)
        .group_by(who, currency)
        .subquery()
    )
    visits = (
        select(func.count(purchases.c.day.distinct()))
        .where(purchases.c.customer == money.c.customer, IS_SALE, purchases.c.day <= today)
        .scalar_subquery()
        .label("visits")
    )
    ours = money.c.place == 1, money.c.last_day.is_not(None)
    return select(money, visits).where(*ours).subquery()


def _cuts_as_of(books: Connection, today: int, people: FromClause) -> list[tuple[Any, ...]]:
    """Return the rows `shop_percentiles` would have on such a day."""
    amount, number = people.c.spent.label("amount"), func.count().label("number")
    theirs = select(people.c.currency, amount, number)
    spent = percentiles(books, theirs.group_by(people.c.currency, amount))
    return [(one, *cuts, _largest_twentieth(books, today, one)) for one, cuts in spent.items()]


def _largest_twentieth(books: Connection, today: int, currency: str) -> int:
    """Return the 95th percentile of the sales up to a day, by nearest rank: counted from above."""
    ours = and_(purchases.c.customer.is_not(None), purchases.c.currency == currency)
    is_one = and_(ours, purchases.c.day <= today, IS_SALE)
    number = int(books.execute(select(func.count()).where(is_one)).scalar_one())
    above = number - -(-95 * number // 100)
    ranked = select(_NET).where(is_one).order_by(_NET.desc()).offset(above).limit(1)
    return int(books.execute(ranked).scalar_one())


def _table_of(cuts: Sequence[tuple[Any, ...]]) -> FromClause:
    """Return cut points that are known already, to be joined like their table."""
    names = ("currency", *_CUTS)
    rows = cuts or [("", *[0] * len(_CUTS))]  # no currency is called that
    selects = [
        select(*(literal(value).label(name) for name, value in zip(names, row, strict=True)))
        for row in rows
    ]
    return union_all(*selects).cte("cuts")
