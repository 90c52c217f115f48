"""What each customer's purchases come to, kept beside them so that a day's plan is one query.

Only the customers an import touched are summed up anew. The same statements run on SQLite and on
PostgreSQL.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

from sqlalchemy import Connection, TextClause, delete, insert, select, text

from notecard.store import refunds
from notecard.store.tables import (
    customer_summary,
    customers,
    purchases,
    shop_percentiles,
    stale_summaries,
)

# A sale that was given back whole is no visit.
# Each part adds its own columns to a customer's row: a join of the parts has no index to go by, and
# took time with the square of the customers.
_REFRESH = text("""
INSERT INTO customer_summary (customer, currency, visits, first_day, last_day, spent, largest,
                              last_staff, usual_staff)
WITH theirs AS (
    SELECT purchases.customer, purchases.currency, purchases.day, purchases.at, purchases.kind,
           purchases.staff,
           purchases.gross - purchases.refunded - purchases.returned AS net,
           CASE WHEN purchases.kind = 'sale' AND (
               purchases.refunded + purchases.returned < purchases.gross
               OR purchases.refunded + purchases.returned = 0
           ) THEN 1 ELSE 0 END AS is_visit
    FROM purchases JOIN stale_summaries ON stale_summaries.customer = purchases.customer
    WHERE purchases.kind <> 'not_counted'
), visits AS (
    SELECT customer, COUNT(DISTINCT day) AS visits, MIN(day) AS first_day, MAX(day) AS last_day
    FROM theirs WHERE is_visit = 1 GROUP BY customer
), money AS (
    SELECT customer, currency, SUM(net) AS spent,
           MAX(CASE WHEN is_visit = 1 THEN net END) AS largest,
           ROW_NUMBER() OVER (
               PARTITION BY customer
               ORDER BY SUM(is_visit) DESC, currency
           ) AS place
    FROM theirs GROUP BY customer, currency
), served AS (
    SELECT customer, staff,
           ROW_NUMBER() OVER (
               PARTITION BY customer ORDER BY COUNT(*) DESC, MAX(at) DESC, staff
           ) AS by_count,
           ROW_NUMBER() OVER (PARTITION BY customer ORDER BY MAX(at) DESC, staff) AS by_time
    FROM theirs WHERE is_visit = 1 AND staff <> '' GROUP BY customer, staff
)
SELECT customer, MAX(currency), SUM(visits), SUM(first_day), SUM(last_day), SUM(spent),
       SUM(largest), MAX(last_staff), MAX(usual_staff)
FROM (
    SELECT customer, '' AS currency, visits, first_day, last_day, 0 AS spent, 0 AS largest,
           '' AS last_staff, '' AS usual_staff
    FROM visits
    UNION ALL
    SELECT customer, currency, 0, 0, 0, spent, largest, '', '' FROM money WHERE place = 1
    UNION ALL
    SELECT customer, '', 0, 0, 0, 0, 0, staff, '' FROM served WHERE by_time = 1
    UNION ALL
    SELECT customer, '', 0, 0, 0, 0, 0, '', staff FROM served WHERE by_count = 1
) AS told
GROUP BY customer HAVING SUM(visits) > 0
""")

# How often each amount stands there: less to sort and to rank than every receipt.
_SPENT = text("""
SELECT currency, spent AS amount, COUNT(*) AS number FROM customer_summary
GROUP BY currency, spent ORDER BY currency, spent
""")
_RECEIPTS = text("""
SELECT currency, gross - refunded - returned AS amount, COUNT(*) AS number
FROM purchases WHERE kind = 'sale' AND customer IS NOT NULL
  AND (refunded + returned < gross OR refunded + returned = 0)
GROUP BY currency, gross - refunded - returned
ORDER BY currency, gross - refunded - returned
""")
_PERCENT = (50, 80, 95)


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


def refresh(books: Connection) -> None:
    """Sum up every marked customer anew, and the shop's percentiles with them."""
    mark_all(books, refunds.attach(books))
    stale = select(stale_summaries.c.customer)
    books.execute(delete(customer_summary).where(customer_summary.c.customer.in_(stale)))
    books.execute(_REFRESH)
    books.execute(delete(stale_summaries))
    _cut(books)


def _cut(books: Connection) -> None:
    """Find the shop's percentiles anew, by nearest rank."""
    books.execute(delete(shop_percentiles))
    spent, single = _percentiles(books, _SPENT), _percentiles(books, _RECEIPTS)
    rows = [
        {"currency": currency}
        | {f"p{percent}": cut for percent, cut in zip(_PERCENT, spent[currency], strict=True)}
        | {f"receipt_p{percent}": cut for percent, cut in zip(_PERCENT, cuts, strict=True)}
        for currency, cuts in single.items()
        if currency in spent
    ]
    if rows:
        books.execute(insert(shop_percentiles), rows)


def _percentiles(books: Connection, query: TextClause) -> dict[str, list[int]]:
    counted: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for currency, amount, number in books.execute(query).all():
        counted[currency].append((amount, number))
    found = {}
    for currency, amounts in counted.items():
        places = list(accumulate(number for _amount, number in amounts))
        ranks = [-(-percent * places[-1] // 100) for percent in _PERCENT]
        found[currency] = [amounts[bisect_left(places, rank)][0] for rank in ranks]
    return found


def rebuild(books: Connection) -> None:
    """Sum up everybody anew, from the purchases alone."""
    books.execute(delete(customer_summary))
    books.execute(delete(stale_summaries))
    books.execute(insert(stale_summaries).from_select(["customer"], select(customers.c.id)))
    refresh(books)
