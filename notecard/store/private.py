"""What strangers must not read: names, streets, numbers, and goods that hardly anybody bought."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from notecard.core.purchases import Kind
from notecard.store import receipt_lines
from notecard.store.tables import customers, purchases

SHARED_BY = 5  # customers at least, before a detail may be told
SHARED_DAYS = 90


@dataclass(frozen=True, slots=True)
class PrivateData:
    """Every customer's name, street, telephone number and e-mail address, as they are kept."""

    names: tuple[str, ...]
    streets: tuple[str, ...]
    telephones: tuple[str, ...]
    e_mails: tuple[str, ...]


def of_everybody(books: Connection) -> PrivateData:
    """Return what is kept of all customers, of those who were joined with another too."""
    rows = books.execute(
        select(
            customers.c.name, customers.c.given, customers.c.lines, customers.c.phone,
            customers.c.email,
        )
    ).all()  # fmt: skip
    return PrivateData(
        tuple({name for row in rows for name in (row.name, row.given) if name}),
        tuple({row.lines.split("\n")[0] for row in rows if row.lines}),
        tuple({row.phone for row in rows if row.phone}),
        tuple({row.email for row in rows if row.email}),
    )


def buyers_of(books: Connection, day: date) -> dict[str, set[int]]:
    """Return who bought what the till calls so, in the last `SHARED_DAYS` days."""
    since = (day - timedelta(days=SHARED_DAYS)).toordinal()
    query = select(purchases.c.id, purchases.c.customer).where(
        purchases.c.day.between(since, day.toordinal()),
        purchases.c.kind == Kind.SALE.value,
        purchases.c.customer.is_not(None),
    )
    who = {row.id: row.customer for row in books.execute(query)}
    found: defaultdict[str, set[int]] = defaultdict(set)
    for id, text in receipt_lines.texts(books, who).items():
        for line in receipt_lines.items_in(text):
            found[line.name].add(who[id])
    return dict(found)


def things_of(books: Connection, customer: int) -> set[str]:
    """Return everything one customer ever bought, as the till calls it."""
    query = select(purchases.c.id).where(purchases.c.customer == customer)
    ids = list(books.execute(query).scalars())
    texts = receipt_lines.texts(books, ids).values()
    return {line.name for text in texts for line in receipt_lines.items_in(text)}
