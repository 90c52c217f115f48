"""Random shops for property tests: a few customers with visits, refunds, touches and wishes."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert

from notecard.core.customers import Channel
from notecard.core.settings import Shop
from notecard.store import customers, receipt_lines, summaries, tables, touches
from notecard.store import shop as choices

TODAY = date(2026, 3, 10)
STAFF = ("Ruth", "Ben", "Ivy")
GOODS = ("TEAPOT BLUE 1.2L", "SET OF 6 MUGS", "Wool scarf", "Zx-77 %", "JIGSAW 500 PCS", "Honey")


@dataclass(frozen=True)
class Sale:
    customer: int
    ago: int  # days before TODAY; negative lies in the future
    gross: int
    refunded: int = 0
    kind: str = "sale"
    currency: str = "GBP"
    staff: str = ""
    goods: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contacted:
    customer: int
    ago: int
    channel: Channel = Channel.CARD


def write(
    books: Connection,
    sales: Sequence[Sale],
    contacted: Sequence[Contacted] = (),
    blocked: Sequence[tuple[int, str]] = (),
    phones: Sequence[int] = (),
) -> None:
    """Put a shop that draws no lots into the books, in place of whatever was there."""
    for table in reversed(tables.metadata.sorted_tables):
        books.execute(delete(table))
    everybody = {sale.customer for sale in sales} | {one.customer for one in contacted}
    everybody |= {customer for customer, _channel in blocked}
    books.execute(insert(tables.batches).values(id=1, at=0))
    for id in sorted(everybody):
        phone = f"+44{id:09}" if id in phones else ""
        books.execute(insert(tables.customers).values(id=id, name=f"Person {id}", phone=phone))
    for number, sale in enumerate(sales, start=1):
        _write_sale(books, number, sale)
    for one in contacted:
        touches.add(books, one.customer, one.channel, _day(one.ago))
    for customer, channel in blocked:
        customers.block(books, customer, channel)
    summaries.rebuild(books)
    choices.put(books, Shop(quiet_share=0, minutes=20))


def _write_sale(books: Connection, number: int, sale: Sale) -> None:
    row = {
        "id": number,
        "source": "test",
        "key": str(number),
        "day": _day(sale.ago).toordinal(),
        "at": _day(sale.ago).toordinal() * 86400 + number,
        "currency": sale.currency,
        "gross": sale.gross,
        "refunded": sale.refunded,
        "kind": sale.kind,
        "staff": sale.staff,
        "customer": sale.customer,
        "batch": 1,
    }
    books.execute(insert(tables.purchases).values(row))
    share = sale.gross // max(len(sale.goods), 1)
    lines = [(name, "", 1000, share) for name in sale.goods]
    receipt_lines.put(books, number, receipt_lines.kept_text(lines))


def _day(ago: int) -> date:
    return date.fromordinal(TODAY.toordinal() - ago)


_AGO = st.one_of(
    st.integers(0, 14), st.integers(40, 200), st.integers(680, 1510), st.integers(0, 1600)
)


def shops(future: bool = False) -> st.SearchStrategy[list[Sale]]:
    """Make up a shop of up to a dozen customers; with `future`, some sales lie after TODAY."""
    ago = st.one_of(_AGO, st.integers(-30, -1)) if future else _AGO
    sale = st.builds(
        Sale,
        customer=st.integers(1, 12),
        ago=ago,
        gross=st.sampled_from((100, 500, 900, 1500, 4500, 20000)),
        refunded=st.sampled_from((0, 0, 0, 100)),
        kind=st.sampled_from(("sale", "sale", "sale", "sale", "refund", "not_counted")),
        currency=st.sampled_from(("GBP", "GBP", "GBP", "EUR")),
        staff=st.sampled_from(("", *STAFF)),
        goods=st.lists(st.sampled_from(GOODS), max_size=3).map(tuple),
    )
    regular = st.builds(_regular, st.integers(1, 12), st.integers(1, 26), st.integers(0, 80))
    return st.tuples(st.lists(sale, min_size=1, max_size=25), st.lists(regular, max_size=3)).map(
        lambda parts: [*parts[0], *itertools.chain(*parts[1])]
    )


def _regular(customer: int, visits: int, since: int) -> list[Sale]:
    return [Sale(customer, since + 9 * number, 800, staff="Ruth") for number in range(visits)]


def contacts() -> st.SearchStrategy[list[Contacted]]:
    """Make up cards and calls of the past."""
    one = st.builds(
        Contacted, st.integers(1, 12), st.integers(0, 500), st.sampled_from(tuple(Channel))
    )
    return st.lists(one, max_size=6)


def wishes() -> st.SearchStrategy[list[tuple[int, str]]]:
    """Make up who does not want what."""
    one = st.tuples(st.integers(1, 12), st.sampled_from(("card", "call", "all")))
    return st.lists(one, max_size=4, unique=True)
