"""The customers: one by one, found by a few letters, and what they do not want."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    case,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy import delete as delete_from
from sqlalchemy import update as update_of

from notecard.core.customers import Customer, Summary, Wish
from notecard.core.errors import StoreError
from notecard.core.identity import folded
from notecard.core.purchases import Address
from notecard.core.text import LONGEST
from notecard.core.words import _
from notecard.store.tables import blocks, customer_summary, customers, identities

CHANNELS = ("card", "call", "all")
_PHONE_SIGNS = frozenset("0123456789+-/().  ")


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of customers; nothing is summed up for whoever has bought nothing yet."""

    customer: Customer
    summary: Summary | None


def get(books: Connection, id: int) -> Customer:
    """Return one customer, or whom they turned out to be; raises StoreError for none at all."""
    row = books.execute(select(customers).where(customers.c.id == id)).first()
    if row is not None and row.merged_into is not None:
        return get(books, row.merged_into)
    if row is None:
        raise StoreError(
            _("There is no customer with the number {id}.").format(id=id),
            _("Look the number up with: notecard customers --find NAME"),
        )
    return customer_of(row, _blocked(books, [id]).get(id, ()))


def search_of_row(row: Row[Any]) -> str:
    """Return what `find` looks through for a row of the table."""
    return search_text(row.name, row.email, "".join(filter(str.isdecimal, row.phone)))


def summary(books: Connection, id: int) -> Summary | None:
    """Return what a customer's purchases come to, None before the first."""
    query = select(customer_summary).where(customer_summary.c.customer == id)
    row = books.execute(query).first()
    return summary_of(row) if row else None


def find(books: Connection, text: str = "", limit: int = 50, offset: int = 0) -> list[Listed]:
    """Return customers whose name, e-mail or telephone holds every word, best match first."""
    query = _matching(
        select(customers, customer_summary).outerjoin(
            customer_summary, customer_summary.c.customer == customers.c.id
        ),
        text,
    )
    ordered = query.order_by(_rank(text), customers.c.search, customers.c.id)
    rows = books.execute(ordered.limit(limit).offset(offset)).all()
    blocked = _blocked(books, [row.id for row in rows])
    return [
        Listed(
            customer_of(row, blocked.get(row.id, ())),
            summary_of(row) if row.visits is not None else None,
        )
        for row in rows
    ]


def count(books: Connection, text: str = "") -> int:
    """Return how many customers `find` would give without a limit."""
    query = _matching(select(func.count()).select_from(customers), text)
    return int(books.execute(query).scalar_one())


def block(
    books: Connection, id: int, channel: str, day: date | None = None, words: str = ""
) -> None:
    """Never again turn to this customer by this channel ("card", "call" or "all").

    `day` is when they said so, `words` how; said again, the first day stands.
    """
    now = get(books, id).id
    before = next((wish for wish in wishes(books, now) if wish.channel == channel), Wish(channel))
    unblock(books, now, channel)
    first = min(filter(None, (before.day, day)), default=None)
    said = {"day": first.toordinal() if first else None, "words": words or before.words}
    books.execute(insert(blocks).values(customer=now, channel=channel, **said))


def unblock(books: Connection, id: int, channel: str) -> None:
    """Take a block back; nothing happens where there was none."""
    if channel not in CHANNELS:
        raise StoreError(
            _("There is no channel called {channel}.").format(channel=channel),
            _("It is one of: card, call, all."),
        )
    now = get(books, id).id
    both = and_(blocks.c.customer == now, blocks.c.channel == channel)
    books.execute(delete_from(blocks).where(both))


def wishes(books: Connection, id: int) -> list[Wish]:
    """Return how a customer does not want to be reached, and since when."""
    query = select(blocks).where(blocks.c.customer == id).order_by(blocks.c.channel)
    return [
        Wish(row.channel, None if row.day is None else date.fromordinal(row.day), row.words)
        for row in books.execute(query)
    ]


def set_given(books: Connection, id: int, given: str) -> None:
    """Keep the name a customer is greeted by, as the owner wrote it."""
    now = get(books, id).id
    books.execute(update_of(customers).where(customers.c.id == now).values(given=given))


def search_text(name: str, email: str, phone: str) -> str:
    """Return what `find` looks through."""
    return " ".join(filter(None, (folded(name), folded(email), phone)))[:LONGEST]


def customer_of(row: Row[Any], blocked: tuple[str, ...] = ()) -> Customer:
    """Return the customer a row of the table tells of."""
    lines = tuple(filter(None, row.lines.split("\n")))
    return Customer(
        id=row.id,
        name=row.name,
        given=row.given,
        email=row.email,
        phone=row.phone,
        address=Address(lines, row.city, row.region, row.postcode, row.country),
        language=row.language,
        household=row.household,
        blocked=blocked,
    )


def summary_of(row: Row[Any]) -> Summary:
    """Return the summary a row of the table tells of."""
    return Summary(
        visits=row.visits,
        first_day=date.fromordinal(row.first_day),
        last_day=date.fromordinal(row.last_day),
        currency=row.currency,
        spent=row.spent,
        largest=row.largest,
        last_staff=row.last_staff,
        usual_staff=row.usual_staff,
    )


def _blocked(books: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    query = select(blocks).where(blocks.c.customer.in_(ids)).order_by(blocks.c.channel)
    found: dict[int, tuple[str, ...]] = {}
    for row in books.execute(query):
        found[row.customer] = (*found.get(row.customer, ()), row.channel)
    return found


def _matching(query: Select[Any], text: str) -> Select[Any]:
    """Narrow a query to those with every word, or with this very number in the shop's system.

    Whoever was merged is not listed, but finds the one they turned out to be.
    """
    listed = query.where(customers.c.merged_into.is_(None))
    words = _words(text)
    if not words:
        return listed
    merged = customers.alias("merged")
    number = and_(identities.c.kind == "system", identities.c.value == text.strip())
    by_number = select(identities.c.customer).where(number)
    by_words = select(merged.c.merged_into).where(
        merged.c.merged_into.is_not(None),
        or_(_has_all(merged, words), merged.c.id.in_(by_number)),
    )
    either = or_(
        _has_all(customers, words),
        customers.c.id.in_(by_number),
        customers.c.id.in_(by_words),
    )
    return listed.where(either)


def _has_all(table: FromClause, words: list[str]) -> ColumnElement[bool]:
    return and_(*(table.c.search.contains(word, autoescape=True) for word in words))


def _words(text: str) -> list[str]:
    """Return the words to look for; a telephone number is one word, without its trunk prefix."""
    digits = "".join(char for char in text if char.isdecimal())
    if len(digits) >= 4 and set(text) <= _PHONE_SIGNS:
        return [digits.lstrip("0")]
    return folded(text)[:LONGEST].split()


def _rank(text: str) -> ColumnElement[int]:
    whole = folded(text)
    starts = customers.c.search.startswith(whole, autoescape=True)
    starts_a_word = customers.c.search.contains(" " + whole, autoescape=True)
    return case((starts, 0), (starts_a_word, 1), else_=2)
