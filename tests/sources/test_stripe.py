"""Stripe's payments, in both layouts."""

from datetime import UTC
from typing import Any

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.stripe import SOURCE

OLDER = (
    "id,Description,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Mode,Status,"
    "Customer ID,Customer Email,Captured,Card Name,Card Address Zip\n"
)
NEWER = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Status,"
    "Customer Email,order_id (metadata)\n"
)


def _purchases(reads: list[Read]) -> list[Purchase]:
    assert [read for read in reads if isinstance(read, RowProblem)] == []
    return [read for read in reads if isinstance(read, Purchase)]


def _row(**told: str) -> str:
    cells = {
        "id": "ch_1", "amount": "12.00", "back": "0.00", "currency": "usd", "mode": "Live",
        "status": "Paid", "captured": "true",
    } | told  # fmt: skip
    return (
        "{id},Order,2026-09-12 23:30,{amount},{back},{currency},{amount},{mode},{status},cus_1,"
        "ada@example.com,{captured},Ada Byron,12180\n"
    ).format(**cells)


def test_a_charge_is_a_sale_at_a_moment_everywhere_the_same(read: Any) -> None:
    (sale,) = _purchases(read(OLDER + _row(), SOURCE))
    assert (sale.key, sale.gross, sale.currency) == ("ch_1", 1200, "USD")
    assert sale.at.tzinfo is UTC
    person = sale.person
    assert (person.system_id, person.name, person.given) == ("cus_1", "Ada Byron", "")


def test_the_newer_layout_has_other_words_and_metadata(read: Any) -> None:
    text = NEWER + "ch_1,2026-09-12 10:13,7,0,jpy,true,7,Paid,ada@example.com,WC-1\n"
    (sale,) = _purchases(read(text, SOURCE))
    assert (sale.gross, sale.currency) == (7, "JPY")
    assert sale.person.email == "ada@example.com"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"status": "Failed", "captured": "false"}, "failed"),
        ({"status": "Blocked"}, "failed"),
        ({"status": "Canceled"}, "voided"),
        ({"status": "Requires Payment Method"}, "pending"),
        ({"captured": "false"}, "pending"),
    ],
)
def test_what_was_not_paid_does_not_count(read: Any, told: dict[str, str], reason: str) -> None:
    (order,) = _purchases(read(OLDER + _row(**told), SOURCE))
    assert (order.kind, order.reason, order.is_order) == (Kind.NOT_COUNTED, reason, True)


def test_a_trial_is_no_order(read: Any) -> None:
    (trial,) = _purchases(read(OLDER + _row(mode="Test"), SOURCE))
    assert not trial.is_order


def test_what_was_given_back_is_told_on_the_sale(read: Any) -> None:
    rows = _row(back="5.00") + _row(id="ch_2", back="12.00", status="Refunded")
    partly, wholly = _purchases(read(OLDER + rows, SOURCE))
    assert (partly.kind, partly.refunded) == (Kind.SALE, 500)
    assert (wholly.kind, wholly.refunded, wholly.gross) == (Kind.SALE, 1200, 1200)


def test_the_name_on_the_card_stands_for_a_customer_without_one(read: Any) -> None:
    text = (
        NEWER.replace("Customer Email", "Customer Email,Customer Name,Card Name")
        + "ch_1,2026-09-12 10:13,7.00,0,usd,true,7,Paid,a@example.com,,Ada Byron,WC-1\n"
    )
    (sale,) = _purchases(read(text, SOURCE))
    assert sale.person.name == "Ada Byron"


@pytest.mark.parametrize("status", ["Disputed", "disputed", "Dispute lost"])
def test_a_disputed_charge_is_set_aside_as_the_connection_does(read: Any, status: str) -> None:
    (charge,) = _purchases(read(OLDER + _row(status=status), SOURCE))
    assert (charge.kind, charge.reason) == (Kind.NOT_COUNTED, "disputed")
