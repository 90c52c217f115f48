"""What each customer's purchases come to, kept beside them so that a day's plan is one query.

Only the customers an import touched are summed up anew. The same statements run on SQLite and on
PostgreSQL.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import accumulate

from sqlalchemy import Connection, Executable, delete, func, insert, select, text

from notecard.store import refunds
from notecard.store.tables import (
    customer_summary,
    customers,
    purchases,
    shop_percentiles,
    stale_summaries,
)

# A sale that was given back whole is no visit.
_IS_VISIT = """purchases.kind = 'sale' AND (
    purchases.refunded + purchases.returned < purchases.gross
    OR purchases.refunded + purchases.returned = 0
)"""
_NET = "purchases.gross - purchases.refunded - purchases.returned"
_COUNTS = "purchases.kind <> 'not_counted'"
_IN_THAT = f"""FROM purchases
WHERE purchases.customer = sums.customer AND purchases.currency = sums.currency AND {_COUNTS}"""
_SERVED = f"""FROM purchases
WHERE purchases.customer = sums.customer AND {_IS_VISIT} AND purchases.staff <> ''"""

# One pass by the index that holds all of it. Whoever has bought in several currencies, or was
# served by several people, is looked at again: that costs less than to sort everybody's receipts.
_REFRESH = f"""
INSERT INTO customer_summary (customer, currency, visits, first_day, last_day, spent, largest,
                              last_staff, usual_staff)
WITH everybody AS (
    SELECT purchases.customer,
           MIN(purchases.currency) AS currency, MAX(purchases.currency) AS other_currency,
           MIN(purchases.staff) AS staff, MAX(purchases.staff) AS other_staff,
           COUNT(DISTINCT CASE WHEN {_IS_VISIT} THEN purchases.day END) AS visits,
           MIN(CASE WHEN {_IS_VISIT} THEN purchases.day END) AS first_day,
           MAX(CASE WHEN {_IS_VISIT} THEN purchases.day END) AS last_day,
           SUM({_NET}) AS spent,
           MAX(CASE WHEN {_IS_VISIT} THEN {_NET} END) AS largest
    FROM purchases
    WHERE {_COUNTS} AND purchases.customer {{whose}}
    GROUP BY purchases.customer
), sums AS (
    SELECT customer, other_currency <> currency AS is_mixed, visits, first_day, last_day, spent,
           largest, staff, other_staff <> staff AS had_several,
           CASE WHEN other_currency = currency THEN currency ELSE (
               SELECT purchases.currency FROM purchases
               WHERE purchases.customer = everybody.customer AND {_COUNTS}
               GROUP BY purchases.currency
               ORDER BY SUM(CASE WHEN {_IS_VISIT} THEN 1 ELSE 0 END) DESC, purchases.currency
               LIMIT 1
           ) END AS currency
    FROM everybody
)
SELECT customer, currency, visits, first_day, last_day,
       CASE WHEN is_mixed THEN (SELECT SUM({_NET}) {_IN_THAT}) ELSE spent END,
       CASE WHEN is_mixed THEN (SELECT MAX({_NET}) {_IN_THAT} AND {_IS_VISIT}) ELSE largest END,
       CASE WHEN had_several THEN COALESCE((
           SELECT purchases.staff {_SERVED}
           ORDER BY purchases.day DESC, purchases.at DESC, purchases.staff LIMIT 1
       ), '') ELSE staff END,
       CASE WHEN had_several THEN COALESCE((
           SELECT purchases.staff {_SERVED}
           GROUP BY purchases.staff
           ORDER BY COUNT(*) DESC, MAX(purchases.at) DESC, purchases.staff LIMIT 1
       ), '') ELSE staff END
FROM sums WHERE visits > 0
"""  # noqa: S608 nothing but parts of the statement is put in
_OF_THE_MARKED = text(_REFRESH.format(whose="IN (SELECT customer FROM stale_summaries)"))
# A row that is right already is not written again: that is most of the time a rebuild would take.
_VALUES = tuple(column.name for column in customer_summary.columns if not column.primary_key)
_IS_NEW = " OR ".join(f"customer_summary.{name} <> excluded.{name}" for name in _VALUES)
_OF_ALL = text(
    _REFRESH.format(whose="IS NOT NULL")
    + f"ON CONFLICT (customer) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in _VALUES)}"
    + f" WHERE {_IS_NEW}"
)
_NOBODY_ANY_MORE = text(f"""
DELETE FROM customer_summary WHERE NOT EXISTS (
    SELECT 1 FROM purchases WHERE purchases.customer = customer_summary.customer AND {_IS_VISIT}
)
""")  # noqa: S608

# How often each amount stands there: less to sort and to rank than every receipt.
_SPENT = text("""
SELECT currency, spent AS amount, COUNT(*) AS number
FROM customer_summary WHERE customer % :every = 0
GROUP BY currency, spent ORDER BY currency, spent
""")
_RECEIPTS = text("""
SELECT currency, gross - refunded - returned AS amount, COUNT(*) AS number
FROM purchases
WHERE customer IN (SELECT customer FROM customer_summary WHERE customer % :every = 0)
  AND kind = 'sale' AND (refunded + returned < gross OR refunded + returned = 0)
GROUP BY currency, gross - refunded - returned
ORDER BY currency, gross - refunded - returned
""")
_PERCENT = (50, 80, 95)

# Looking at every receipt takes seconds where there are millions. Above so many the cuts are made
# anew only when one in a hundred has changed; and of so many millions every second customer, every
# third ... is looked at, which moves a cut by about one in a thousand.
_SMALL = 200_000
_MANY = 1_000_000


def mark_batch(books: Connection, batch: int) -> None:
    """Remember that the customers of this import are to be summed up anew."""
    theirs = select(purchases.c.customer).where(
        purchases.c.batch == batch,
        purchases.c.customer.is_not(None),
        purchases.c.customer.not_in(select(stale_summaries.c.customer)),
    )
    books.execute(insert(stale_summaries).from_select(["customer"], theirs.distinct()))


def mark_all(books: Connection, people: Iterable[int]) -> None:
    """Remember that these customers are to be summed up anew."""
    there = set(books.execute(select(stale_summaries.c.customer)).scalars())
    new = [{"customer": one} for one in sorted(set(people) - there)]
    if new:
        books.execute(insert(stale_summaries), new)


def mark(books: Connection, customer: int) -> None:
    """Remember that one customer is to be summed up anew."""
    is_there = select(stale_summaries).where(stale_summaries.c.customer == customer)
    if books.execute(is_there).first() is None:
        books.execute(insert(stale_summaries).values(customer=customer))


def refresh(books: Connection, concerned: AbstractSet[refunds.Sale] | None = None) -> None:
    """Sum up every marked customer anew, and the shop's percentiles where they may have moved.

    `concerned` are the receipts whose refunds may be others now (`refunds.told_in`); without them
    all refunds there are get looked at.
    """
    mark_all(books, refunds.attach(books, concerned))
    stale = select(stale_summaries.c.customer)
    number = books.execute(select(func.count()).select_from(stale_summaries)).scalar_one()
    books.execute(delete(customer_summary).where(customer_summary.c.customer.in_(stale)))
    books.execute(_OF_THE_MARKED)
    books.execute(delete(stale_summaries))
    newest = _newest(books)
    if newest < _SMALL or _have_moved(books, newest, number):
        _cut(books, newest)


def _newest(books: Connection) -> int:
    """Return the number of the newest receipt: there are at most so many."""
    return int(books.execute(select(func.coalesce(func.max(purchases.c.id), 0))).scalar_one())


def _have_moved(books: Connection, newest: int, summed_up: int) -> bool:
    """Whether one receipt or one customer in a hundred is another than when the cuts were made."""
    made_of = select(func.coalesce(func.min(shop_percentiles.c.receipts), 0))
    then = int(books.execute(made_of).scalar_one())
    people = int(books.execute(select(func.coalesce(func.max(customers.c.id), 0))).scalar_one())
    return 100 * abs(newest - then) > then or 100 * summed_up > people


def _cut(books: Connection, newest: int) -> None:
    """Find the shop's percentiles anew, by nearest rank."""
    books.execute(delete(shop_percentiles))
    every = max(1, newest // _MANY)
    spent, single = (percentiles(books, query, every=every) for query in (_SPENT, _RECEIPTS))
    rows = [
        {"currency": currency, "receipts": newest}
        | {f"p{percent}": cut for percent, cut in zip(_PERCENT, spent[currency], strict=True)}
        | {f"receipt_p{percent}": cut for percent, cut in zip(_PERCENT, cuts, strict=True)}
        for currency, cuts in single.items()
        if currency in spent
    ]
    if rows:
        books.execute(insert(shop_percentiles), rows)


def percentiles(books: Connection, query: Executable, **values: int) -> dict[str, list[int]]:
    """Return the 50th, 80th and 95th percentile of each currency, by nearest rank.

    The query has columns `currency`, `amount` and `number`: how often that amount is there.
    """
    counted: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for currency, amount, number in books.execute(query, values).all():
        counted[currency].append((amount, number))
    found = {}
    for currency, amounts in counted.items():
        amounts.sort()
        places = list(accumulate(number for _amount, number in amounts))
        ranks = [-(-percent * places[-1] // 100) for percent in _PERCENT]
        found[currency] = [amounts[bisect_left(places, rank)][0] for rank in ranks]
    return found


def rebuild(books: Connection) -> None:
    """Sum up everybody anew, from the purchases alone and what was given back of each."""
    books.execute(delete(stale_summaries))
    books.execute(_NOBODY_ANY_MORE)
    books.execute(_OF_ALL)
    _cut(books, _newest(books))
