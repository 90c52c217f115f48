"""Who has an occasion on a day: all lanes in one statement over what the customers come to.

The rules are those of `core.thanks`, read over columns instead of numbers. A day in the middle of
the data is answered as of that day: what came later is not known to it.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from notecard.core.customers import Channel
from notecard.core.purchases import Kind
from notecard.core.thanks import (
    BIG_WINDOW,
    MONEY_POINTS,
    NEVER,
    OCCASIONS,
    RECENCY_POINTS,
    VISIT_POINTS,
    Candidate,
    Lane,
    Occasion,
    Reach,
    Receipt,
    Standing,
    has_rested,
    is_somebody_to_thank,
)
from notecard.store.tables import (
    blocks,
    customer_summary,
    customers,
    purchases,
    shop_percentiles,
    skips,
    touches,
)

_NUMBERS: Final = tuple(field.name for field in fields(Standing))
_PRIME: Final = 2**31 - 1
_CHUNK = 500  # of numbers in one statement
_BACK: Final = purchases.c.refunded + purchases.c.returned
_NET: Final = purchases.c.gross - _BACK
_IS_SALE: Final = and_(  # a sale that was given back whole is no occasion
    purchases.c.kind == Kind.SALE.value, or_(purchases.c.gross > _BACK, _BACK == 0)
)


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate as the books have them; `is_free` when no filter keeps them off the list."""

    candidate: Candidate
    name: str
    reach: Reach
    is_free: bool


def find(books: Connection, day: date, seed: int, most: int) -> dict[Lane, list[Found]]:
    """Return for each lane those with the most points, `most` free ones and as many held ones.

    Nobody is held in the lane that is drawn by lot. Whoever was passed over on the day is left out.
    """
    found: dict[Lane, list[Found]] = {lane: [] for lane in OCCASIONS}
    for row in books.execute(_every_queue(day, seed, most, _is_past(books, day))):
        found[Lane(row.lane)].append(_found(row, day))
    return found


def standing(books: Connection, customer: int, day: date) -> Standing | None:
    """Return where one customer stands on a day, None before their first visit."""
    standings = _standings(day, _is_past(books, day))
    row = books.execute(select(standings).where(standings.c.customer == customer)).first()
    return _numbers(row) if row else None


def points_on(books: Connection, day: date) -> dict[int, int]:
    """Return what everybody who has bought by that day is worth in points."""
    standings = _standings(day, _is_past(books, day))
    query = select(standings.c.customer, standings.c.points)
    return {row.customer: row.points for row in books.execute(query)}


def receipts(books: Connection, whose: Iterable[int], until: date) -> dict[int, list[Receipt]]:
    """Return the sales of these customers up to a day, the oldest first, without their lines."""
    everybody = sorted(set(whose))
    found: dict[int, list[Receipt]] = {customer: [] for customer in everybody}
    for start in range(0, len(everybody), _CHUNK):
        query = (
            select(purchases, _NET.label("net"))
            .where(purchases.c.customer.in_(everybody[start : start + _CHUNK]), _IS_SALE)
            .where(purchases.c.day <= until.toordinal())
            .order_by(purchases.c.day, purchases.c.at, purchases.c.id)
        )
        for row in books.execute(query):
            receipt = Receipt(row.id, date.fromordinal(row.day), row.net, row.staff)
            found[row.customer].append(receipt)
    return found


def touched_on(books: Connection, day: date) -> set[int]:
    """Return everybody the shop has already turned to on this day."""
    query = select(touches.c.customer).where(touches.c.day == day.toordinal())
    return set(books.execute(query).scalars())


def _found(row: Any, day: date) -> Found:
    blocked = {"all": row.block_all, Channel.CARD: row.block_card, Channel.CALL: row.block_call}
    reach = Reach(bool(row.has_phone), frozenset(name for name, on in blocked.items() if on))
    candidate = Candidate(row.customer, Lane(row.lane), row.points, _numbers(row), day)
    return Found(candidate, row.name, reach, bool(row.is_free))


def _numbers(row: Any) -> Standing:
    return Standing(**{name: getattr(row, name) for name in _NUMBERS})


def _is_past(books: Connection, day: date) -> bool:
    """Whether the books know of purchases after the day."""
    newest = books.execute(select(func.max(purchases.c.day))).scalar()
    return newest is not None and newest > day.toordinal()


@lru_cache(maxsize=8)
def _every_queue(day: date, seed: int, most: int, is_past: bool) -> Select[Any]:
    """Select who stands in line for all lanes; kept, as a list is asked for again and again."""
    standings = _standings(day, is_past)
    queues = (_queue(standings, one, day, seed, most) for one in OCCASIONS.values())
    in_line = union_all(*queues).subquery()
    return select(in_line).order_by(in_line.c.place)


def _queue(standings: CTE, occasion: Occasion, day: date, seed: int, most: int) -> Select[Any]:
    """Select the first in line for one lane: so many free ones, and as many a filter holds back."""
    who = _columns(standings)
    columns = standings.c
    may_write = (columns.block_all == 0) & (columns.block_card == 0)
    may_call = (columns.block_all == 0) & (columns.block_call == 0) & (columns.has_phone == 1)
    reachable = may_write | may_call if occasion.may_call else may_write
    is_free = case((and_(has_rested(who), reachable), 1), else_=0)
    passed_over = select(skips.c.customer).where(skips.c.day == day.toordinal())
    is_drawn = occasion.lane is Lane.EXPLORE
    best_first = (columns.points.desc(), columns.since, columns.customer)
    order = (_lot(columns.customer, day, seed), columns.customer) if is_drawn else best_first
    place = func.row_number().over(partition_by=is_free, order_by=order)
    line = (
        select(
            standings,
            literal(occasion.lane.value).label("lane"),
            is_free.label("is_free"),
            place.label("place"),
        )
        .where(is_somebody_to_thank(who, day), occasion.rule(who, day))
        .where(columns.customer.not_in(passed_over))
        .subquery()
    )
    first = select(line).where(line.c.place <= most)
    return first.where(line.c.is_free == 1) if is_drawn else first


def _lot(customer: ColumnElement[int], day: date, seed: int) -> ColumnElement[int]:
    """Return everybody's number in the day's draw, which stays theirs whoever else takes part."""
    chance = random.Random(f"{day.toordinal()}:{seed}:lot")  # noqa: S311 a fair draw, no secret
    a, b, c, d = (chance.randrange(1, _PRIME) for _number in range(4))
    number = cast(customer, BigInteger)
    return ((number * a + b) % _PRIME) * ((number * c + d) % _PRIME) % _PRIME


def _columns(standings: CTE) -> Standing:
    return Standing(**{name: standings.c[name] for name in _NUMBERS})


def _standings(day: date, is_past: bool) -> CTE:
    """Select everybody's numbers of `Standing`, their points, and how they may be turned to."""
    today = day.toordinal()
    all_sums, cuts = _as_of(today) if is_past else _as_kept()
    sums = _with_recent(all_sums, today)
    dwarfed = func.sum(case((sums.c.recent >= 3 * _NET, 1), else_=0))
    missing = literal(NEVER * NEVER)  # a shop without cut points has nobody above them
    numbers = {
        "visits": sums.c.visits,
        "since": today - sums.c.last_day,
        "span": sums.c.last_day - sums.c.first_day,
        "spent": sums.c.spent,
        "largest": sums.c.largest,
        "recent": sums.c.recent,
        "before": _earlier(sums, today, func.count()),
        "dwarfed": _earlier(sums, today, dwarfed),
        "quiet": func.coalesce(today - _last_touch(sums.c.customer, today), NEVER),
        "p50": func.coalesce(cuts.c.p50, missing),
        "p80": func.coalesce(cuts.c.p80, missing),
        "p95": func.coalesce(cuts.c.p95, missing),
        "big": func.coalesce(cuts.c.receipt_p95, missing),
    }
    return (
        select(
            sums.c.customer,
            customers.c.name,
            case((customers.c.phone != "", 1), else_=0).label("has_phone"),
            *(_is_blocked(sums.c.customer, channel) for channel in ("all", "card", "call")),
            *(number.label(name) for name, number in numbers.items()),
            _points(numbers).label("points"),
        )
        .select_from(sums)
        .join(customers, customers.c.id == sums.c.customer)
        .outerjoin(cuts, cuts.c.currency == sums.c.currency)
        .cte("standings")
    )


def _points(numbers: Mapping[str, Any]) -> ColumnElement[int]:
    """Say `core.thanks.points` in the words of SQL."""
    visits = [(numbers["visits"] >= least, worth) for least, worth in VISIT_POINTS]
    recency = [(numbers["since"] < days, worth) for days, worth in RECENCY_POINTS]
    cuts = zip(("p95", "p80", "p50"), MONEY_POINTS, strict=True)
    money = [(numbers["spent"] >= numbers[cut], worth) for cut, worth in cuts]
    return case(*visits, else_=0) + case(*recency, else_=0) + case(*money, else_=0)


def _as_kept() -> tuple[CTE, CTE]:
    """Select the sums and the cut points that every import leaves behind."""
    return select(customer_summary).cte("sums"), select(shop_percentiles).cte("cuts")


def _as_of(today: int) -> tuple[CTE, CTE]:
    """Select the same from the purchases up to a day, for a day before the last of them."""
    is_sale = case((_IS_SALE, 1), else_=0)
    theirs = (
        select(
            purchases.c.customer,
            purchases.c.currency,
            purchases.c.day,
            _NET.label("net"),
            is_sale.label("is_sale"),
        )
        .where(purchases.c.customer.is_not(None), purchases.c.day <= today)
        .where(purchases.c.kind != Kind.NOT_COUNTED.value)
        .cte("theirs")
    )
    sale_day = case((theirs.c.is_sale == 1, theirs.c.day))
    number = func.sum(theirs.c.is_sale)
    whose = theirs.c.customer
    money = (
        select(
            whose,
            theirs.c.currency,
            cast(func.sum(theirs.c.net), BigInteger).label("spent"),
            func.max(case((theirs.c.is_sale == 1, theirs.c.net))).label("largest"),
            func.min(func.min(sale_day)).over(partition_by=whose).label("first_day"),
            func.max(func.max(sale_day)).over(partition_by=whose).label("last_day"),
            func.row_number()
            .over(partition_by=whose, order_by=(number.desc(), theirs.c.currency))
            .label("place"),
        )
        .group_by(whose, theirs.c.currency)
        .subquery()
    )
    visits = (
        select(func.count(purchases.c.day.distinct()))
        .where(purchases.c.customer == money.c.customer, _IS_SALE, purchases.c.day <= today)
        .scalar_subquery()
    )
    sums = (
        select(money, visits.label("visits"))
        .where(money.c.place == 1, money.c.last_day.is_not(None))
        .cte("sums")
    )
    sales = select(theirs).where(theirs.c.is_sale == 1).subquery()
    spent = _cut_points(sums.c.currency, sums.c.spent, "spent")
    single = _cut_points(sales.c.currency, sales.c.net, "single")
    cuts = (
        select(
            spent.c.currency,
            spent.c.p50,
            spent.c.p80,
            spent.c.p95,
            single.c.p95.label("receipt_p95"),
        )
        .join(single, single.c.currency == spent.c.currency)
        .cte("cuts")
    )
    return sums, cuts


def _cut_points(currency: ColumnElement[str], amount: ColumnElement[int], name: str) -> CTE:
    """Select the 50th, 80th and 95th percentile of each currency, by nearest rank."""
    number = select(currency.label("currency"), func.count().label("number")).group_by(currency)
    counted = number.subquery(f"{name}_counted")
    place = func.row_number().over(partition_by=currency, order_by=amount)
    ranked = select(
        currency.label("currency"), amount.label("amount"), (place * 100).label("place")
    ).subquery(f"{name}_ranked")
    cuts = (
        func.min(case((ranked.c.place >= percent * counted.c.number, ranked.c.amount))).label(
            f"p{percent}"
        )
        for percent in (50, 80, 95)
    )
    return (
        select(ranked.c.currency, *cuts)
        .join(counted, counted.c.currency == ranked.c.currency)
        .where(ranked.c.place >= 50 * counted.c.number)
        .group_by(ranked.c.currency)
        .cte(name)
    )


def _with_recent(sums: CTE, today: int) -> CTE:
    """Add to the sums each one's largest receipt of late, 0 without one.

    A subquery for each, by the index, and for nobody who has not been here: joined, it would be
    searched from end to end for every customer.
    """
    first, last = today - BIG_WINDOW[1], today - BIG_WINDOW[0]
    largest = (
        select(func.max(_NET))
        .where(purchases.c.customer == sums.c.customer, purchases.c.day.between(first, last))
        .where(purchases.c.currency == sums.c.currency, _IS_SALE)
        .scalar_subquery()
    )
    recent = case((sums.c.last_day >= first, func.coalesce(largest, 0)), else_=0)
    return select(sums, recent.label("recent")).where(sums.c.last_day <= today).cte("lately")


def _earlier(sums: CTE, today: int, what: ColumnElement[int]) -> ColumnElement[int]:
    """Select something of the receipts before the recent ones, 0 for whoever has none of these."""
    first = today - BIG_WINDOW[1]
    earlier = (
        select(what)
        .where(purchases.c.customer == sums.c.customer, purchases.c.day < first)
        .where(purchases.c.currency == sums.c.currency, _IS_SALE, _NET > 0)
        .scalar_subquery()
    )
    return case((sums.c.recent > 0, func.coalesce(earlier, 0)), else_=0)


def _last_touch(customer: ColumnElement[int], today: int) -> ColumnElement[int]:
    return (
        select(func.max(touches.c.day))
        .where(touches.c.customer == customer, touches.c.day < today)
        .scalar_subquery()
    )


def _is_blocked(customer: ColumnElement[int], channel: str) -> ColumnElement[int]:
    wish = exists().where(blocks.c.customer == customer, blocks.c.channel == channel)
    return case((wish, 1), else_=0).label(f"block_{channel}")
