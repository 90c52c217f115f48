"""Clover's payments."""

from typing import Any

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.clover import SOURCE

HEADER = (
    "Payment Date,Payment ID,Tender,Currency,Amount,Tax Amount,Tip Amount,Customer Name,"
    "Payment Employee Name,Order ID,Result,# Refunds,Refund Amount\n"
)


def _purchases(reads: list[Read]) -> list[Purchase]:
    assert [read for read in reads if isinstance(read, RowProblem)] == []
    return [read for read in reads if isinstance(read, Purchase)]


def _row(payment: str, amount: str, order: str, result: str = "SUCCESS", back: str = "") -> str:
    return (
        f"05-Sep-2026 09:16 PM EDT,{payment},Cash,USD,{amount},0,,KOFI MENSAH,Dana Counter,"
        f"{order},{result},,{back}\n"
    )


def test_a_payment_is_named_by_its_order_else_by_itself(read: Any) -> None:
    text = HEADER + _row("P1", "10.00", "O1") + _row("P2", "4.00", "")
    first, second = _purchases(read(text, SOURCE))
    assert (first.key, first.gross, second.key) == ("O1", 1000, "P2")
    assert first.at.isoformat() == "2026-09-05T21:16:00"  # the shop's own clock
    assert (first.person.name, first.staff) == ("KOFI MENSAH", "Dana Counter")
    assert first.person.email == ""


def test_several_payments_of_an_order_are_one_sale(read: Any) -> None:
    text = HEADER + _row("P1", "10.00", "O1") + _row("P3", "1.00", "O2") + _row("P2", "5.00", "O1")
    orders = {order.key: order.gross for order in _purchases(read(text, SOURCE))}
    assert orders == {"O1": 1500, "O2": 100}


def test_a_card_refused_before_it_was_paid_costs_nothing(read: Any) -> None:
    text = HEADER + _row("P1", "10.00", "O1", "FAIL") + _row("P2", "10.00", "O1")
    (order,) = _purchases(read(text, SOURCE))
    assert (order.kind, order.gross) == (Kind.SALE, 1000)


@pytest.mark.parametrize(("result", "reason"), [("FAIL", "failed"), ("VOIDED", "voided")])
def test_what_was_not_paid_does_not_count(read: Any, result: str, reason: str) -> None:
    (order,) = _purchases(read(HEADER + _row("P1", "10.00", "O1", result), SOURCE))
    assert (order.kind, order.reason) == (Kind.NOT_COUNTED, reason)


def test_what_was_given_back_is_told_on_the_sale(read: Any) -> None:
    (order,) = _purchases(read(HEADER + _row("P1", "10.00", "O1", back="4.00"), SOURCE))
    assert (order.gross, order.refunded) == (1000, 400)
