"""Loyverse's receipts."""

from typing import Any

from notecard.core.purchases import Kind, Purchase
from notecard.sources.loyverse import SOURCE as BY_ITEM
from notecard.sources.loyverse_receipts import SOURCE


def test_a_receipt_tells_what_was_paid_and_no_items(read: Any) -> None:
    text = (
        "Date,Receipt number,Receipt type,Gross sales,Discounts,Net sales,Taxes,Total collected,"
        "Payment type,Description,Store,Cashier name,Customer name,Customer contacts,Status\n"
        "28/03/2026 10:37,2-1,Sale,5.00,0,5.00,0.40,5.40,Cash,1 x Tea,Shop,Owner,Ada,+1212,Closed\n"
        "29/03/2026 10:37,2-2,Refund,5.00,0,5.00,0.40,5.40,Cash,1 x Tea,Shop,Owner,Ada,,Closed\n"
    )
    sale, refund = read(text, SOURCE)
    assert isinstance(sale, Purchase)
    assert (sale.gross, sale.lines, sale.person.phone) == (540, (), "+1212")
    assert (refund.kind, refund.refunded) == (Kind.REFUND, 540)


def test_it_joins_the_receipts_by_item(read: Any) -> None:
    assert SOURCE.system == BY_ITEM.system
    assert SOURCE.tells.totals > BY_ITEM.tells.totals
    assert SOURCE.tells.lines < BY_ITEM.tells.lines
