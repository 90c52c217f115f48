"""Shopify's orders: what is not paid, not yet paid, given back, or sent to somebody else."""

from collections.abc import Callable

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.shopify_orders import SOURCE

Reading = Callable[..., list[Read]]

HEADER = """\
Name,Email,Financial Status,Currency,Total,Outstanding Balance,Refunded Amount,Created at,\
Cancelled at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem discount,Lineitem sku,\
Lineitem taxable,Lineitem requires shipping,\
Billing Name,Billing Address1,Billing Zip,Billing Country,Billing Phone,Shipping Name,\
Shipping Address1,Shipping Phone,Phone
"""
FIRST = (
    "#1,a@example.com,{status},USD,30.00,{owed},{back},2026-03-02 15:47:00 -0500,{cancelled},"
    "2,Mug,10.00,1.50,M-1,true,true,Ann Lee,1 Elm,'02180,US,'0101,{ship},2 Oak,0202,\n"
)
SECOND = (
    "#1,a@example.com,,,,,,2026-03-02 15:47:00 -0500,,1,Vase,11.50,0.00,V-1,true,true,,,,,,,,,\n"
)


def _first(
    status: str = "paid",
    owed: str = "0.00",
    back: str = "0.00",
    cancelled: str = "",
    ship: str = "",
) -> str:
    return FIRST.format(status=status, owed=owed, back=back, cancelled=cancelled, ship=ship)


def _order(reads: list[Read]) -> Purchase:
    (order,) = reads
    assert isinstance(order, Purchase)
    return order


@pytest.mark.parametrize("rows", [_first() + SECOND, SECOND + _first()], ids=["usual", "sorted"])
def test_an_order_is_told_by_its_fullest_row(read: Reading, rows: str) -> None:
    order = _order(read(HEADER + rows, SOURCE))
    assert (order.key, order.gross, order.currency, order.records) == ("#1", 3000, "USD", 2)
    assert [(line.name, line.sku, line.quantity, line.minor) for line in order.lines] == [
        ("Mug", "M-1", 2, 1850),
        ("Vase", "V-1", 1, 1150),
    ]
    assert order.at.isoformat() == "2026-03-02T15:47:00-05:00"
    assert (order.person.name, order.person.phone) == ("Ann Lee", "0101")
    assert (order.person.address.postcode, order.person.address.country) == ("02180", "US")


@pytest.mark.parametrize(
    ("status", "cancelled", "reason"),
    [
        ("voided", "", "voided"),
        ("pending", "", "pending"),
        ("authorized", "", "authorized"),
        ("paid", "2026-03-03 10:00:00 -0500", "cancelled"),
    ],
)
def test_what_was_not_paid_is_set_aside(
    read: Reading, status: str, cancelled: str, reason: str
) -> None:
    order = _order(read(HEADER + _first(status=status, cancelled=cancelled), SOURCE))
    assert (order.kind, order.reason) == (Kind.NOT_COUNTED, reason)


CARD = ",Gift Card - $30.00,10.00,1.50,,false,false,"
MUG = ",Mug,10.00,1.50,M-1,true,true,"


@pytest.mark.parametrize(
    ("told", "kind", "reason"),
    [
        (_first().replace(MUG, CARD), Kind.NOT_COUNTED, "gift card"),
        (_first(status="voided").replace(MUG, CARD), Kind.NOT_COUNTED, "voided"),
        (_first().replace(MUG, CARD) + SECOND, Kind.SALE, ""),
        (_first().replace(MUG, CARD.replace("false,false", "true,true")), Kind.SALE, ""),
        (_first().replace(MUG, CARD.replace("Card -", "Card Holder -")), Kind.SALE, ""),
        (_first().replace(MUG, CARD.replace("Gift Card", "Tea")), Kind.SALE, ""),
    ],
)
def test_an_order_of_gift_cards_alone_is_a_load(
    read: Reading, told: str, kind: Kind, reason: str
) -> None:
    order = _order(read(HEADER + told, SOURCE))
    assert (order.kind, order.reason) == (kind, reason)


def test_of_a_partly_paid_order_what_came_in_counts(read: Reading) -> None:
    order = _order(read(HEADER + _first(status="partially_paid", owed="12.00"), SOURCE))
    assert (order.kind, order.gross) == (Kind.SALE, 1800)


def test_what_was_given_back_stands_on_the_order(read: Reading) -> None:
    order = _order(read(HEADER + _first(status="partially_refunded", back="4.00"), SOURCE))
    assert (order.gross, order.refunded) == (3000, 400)


def test_a_parcel_to_somebody_else_is_a_present(read: Reading) -> None:
    row = _first(ship="Bo Ray").replace(",1 Elm,'02180,US,'0101,", ",,,,,")
    order = _order(read(HEADER + row, SOURCE))
    assert order.person.name == "Ann Lee"
    assert not order.person.phone
    assert not order.person.address.lines


def test_an_order_without_a_currency_is_a_problem_with_its_line(read: Reading) -> None:
    (problem,) = read(HEADER + _first().replace("USD", ""), SOURCE)
    assert isinstance(problem, RowProblem)
    assert (problem.line, problem.column) == (2, "Currency")
