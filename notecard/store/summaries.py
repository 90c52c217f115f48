"""What each customer's purchases come to, kept beside them so that a day's plan is one query.

Only the customers an import touched are summed up anew. The same statements run on SQLite and on
PostgreSQL.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, text

from notecard.store.tables import (
    customer_summary,
    customers,
    purchases,
    shop_percentiles,
    stale_summaries,
)

# A sale that refund receipts of their own have given back, in part or whole. Only sales that are
# to be summed up anew are looked at, each by the index.
_RETURNED = text("""
UPDATE purchases SET returned = (
    SELECT COALESCE(SUM(back.refunded - back.gross), 0) FROM purchases AS back
    WHERE back.source = purchases.source AND back.refund_of = purchases.key
      AND back.refund_of <> '' AND back.key <> purchases.key AND back.kind = 'refund'
)
WHERE purchases.kind = 'sale'
  AND purchases.customer IN (SELECT stale_summaries.customer FROM stale_summaries)
""")

# Whose sales the refunds of an import belong to, although the refunds may not say so themselves.
_MARK_REFUNDED = text("""
INSERT INTO stale_summaries (customer)
SELECT DISTINCT sale.customer FROM purchases AS back
JOIN purchases AS sale ON sale.source = back.source AND sale.key = back.refund_of
WHERE back.batch = :batch AND back.refund_of <> '' AND sale.customer IS NOT NULL
  AND sale.customer NOT IN (SELECT customer FROM stale_summaries)
""")

# Each part adds its own columns to a customer's row: a join of the parts has no index to go by, and
# took time with the square of the customers.
_REFRESH = text("""
INSERT INTO customer_summary (customer, currency, visits, first_day, last_day, spent, largest,
                              last_staff, usual_staff)
WITH theirs AS (
    SELECT purchases.customer, purchases.currency, purchases.day, purchases.at, purchases.kind,
           purchases.staff, purchases.gross - purchases.refunded AS net, purchases.returned
    FROM purchases JOIN stale_summaries ON stale_summaries.customer = purchases.customer
    WHERE purchases.kind <> 'not_counted'
), visits AS (
    SELECT customer, COUNT(DISTINCT day) AS visits, MIN(day) AS first_day, MAX(day) AS last_day
    FROM theirs WHERE kind = 'sale' GROUP BY customer
), money AS (
    SELECT customer, currency, SUM(net) AS spent,
           MAX(CASE WHEN kind = 'sale' THEN net - returned END) AS largest,
           ROW_NUMBER() OVER (
               PARTITION BY customer
               ORDER BY SUM(CASE WHEN kind = 'sale' THEN 1 ELSE 0 END) DESC, currency
           ) AS place
    FROM theirs GROUP BY customer, currency
), served AS (
    SELECT customer, staff,
           ROW_NUMBER() OVER (
               PARTITION BY customer ORDER BY COUNT(*) DESC, MAX(at) DESC, staff
           ) AS by_count,
           ROW_NUMBER() OVER (PARTITION BY customer ORDER BY MAX(at) DESC, staff) AS by_time
    FROM theirs WHERE kind = 'sale' AND staff <> '' GROUP BY customer, staff
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

_PERCENTILES = text("""
INSERT INTO shop_percentiles (currency, p50, p80, p95, receipt_p50, receipt_p80, receipt_p95)
WITH spent AS (
    SELECT currency, spent AS amount,
           ROW_NUMBER() OVER (PARTITION BY currency ORDER BY spent) * 100 AS place,
           COUNT(*) OVER (PARTITION BY currency) AS number
    FROM customer_summary
), receipts AS (
    SELECT currency, gross - refunded - returned AS amount,
           ROW_NUMBER() OVER (
               PARTITION BY currency ORDER BY gross - refunded - returned
           ) * 100 AS place,
           COUNT(*) OVER (PARTITION BY currency) AS number
    FROM purchases WHERE kind = 'sale' AND customer IS NOT NULL
), customers_at AS (
    SELECT currency, MIN(CASE WHEN place >= 50 * number THEN amount END) AS p50,
           MIN(CASE WHEN place >= 80 * number THEN amount END) AS p80,
           MIN(CASE WHEN place >= 95 * number THEN amount END) AS p95
    FROM spent GROUP BY currency
), receipts_at AS (
    SELECT currency, MIN(CASE WHEN place >= 50 * number THEN amount END) AS p50,
           MIN(CASE WHEN place >= 80 * number THEN amount END) AS p80,
           MIN(CASE WHEN place >= 95 * number THEN amount END) AS p95
    FROM receipts GROUP BY currency
)
SELECT customers_at.currency, customers_at.p50, customers_at.p80, customers_at.p95,
       receipts_at.p50, receipts_at.p80, receipts_at.p95
FROM customers_at JOIN receipts_at ON receipts_at.currency = customers_at.currency
""")


def mark_batch(books: Connection, batch: int) -> None:
    """Remember that the customers of this import are to be summed up anew."""
    theirs = select(purchases.c.customer).where(
        purchases.c.batch == batch,
        purchases.c.customer.is_not(None),
        purchases.c.customer.not_in(select(stale_summaries.c.customer)),
    )
    books.execute(insert(stale_summaries).from_select(["customer"], theirs.distinct()))
    books.execute(_MARK_REFUNDED, {"batch": batch})


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
    books.execute(_RETURNED)
    stale = select(stale_summaries.c.customer)
    books.execute(delete(customer_summary).where(customer_summary.c.customer.in_(stale)))
    books.execute(_REFRESH)
    books.execute(delete(stale_summaries))
    books.execute(delete(shop_percentiles))
    books.execute(_PERCENTILES)


def rebuild(books: Connection) -> None:
    """Sum up everybody anew, from the purchases alone."""
    books.execute(delete(customer_summary))
    books.execute(delete(stale_summaries))
    books.execute(insert(stale_summaries).from_select(["customer"], select(customers.c.id)))
    refresh(books)
