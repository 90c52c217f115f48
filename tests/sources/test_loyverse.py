"""Loyverse's receipts by item: refunds, contacts, and the two orders of day and month."""

from typing import Any

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.loyverse import SOURCE

HEADER = (
    "Date,Receipt number,Receipt type,SKU,Item,Quantity,Gross sales,Discounts,Net sales,Taxes,"
    "Cashier name,Customer name,Customer contacts,Comment,Status\n"
)


def _purchases(reads: list[Read]) -> list[Purchase]:
    assert [read for read in reads if isinstance(read, RowProblem)] == []
    return [read for read in reads if isinstance(read, Purchase)]


def _row(receipt: str, type: str, net: str, **more: str) -> str:
    count = "-1.000" if net.startswith("-") else "1.000"
    return (
        f"{more.get('date', '28/03/2026 10:37')},{receipt},{type},TEA-1,Tea,{count},{net},0.00,"
        f"{net},0.00,Owner,Ada,{more.get('contacts', '')},{more.get('comment', '')},"
        f"{more.get('status', 'Closed')}\n"
    )


def test_contacts_are_an_email_or_a_telephone_or_both(read: Any) -> None:
    text = HEADER + _row("2-1", "Sale", "5.00", contacts='"+12125550103, ada@example.com"')
    (sale,) = _purchases(read(text, SOURCE))
    assert (sale.person.email, sale.person.phone) == ("ada@example.com", "+12125550103")
    assert (sale.gross, sale.staff, len(sale.lines)) == (500, "Owner", 1)


def test_a_refund_may_name_its_sale_in_the_comment(read: Any) -> None:
    text = (
        HEADER
        + _row("2-9", "Refund", "-5.00", comment="Refund of 2-1")
        + _row("2-8", "Refund", "-5.00")
    )
    named, alone = _purchases(read(text, SOURCE))
    assert (named.kind, named.refunded, named.refund_of) == (Kind.REFUND, 500, "2-1")
    assert (alone.kind, alone.refund_of) == (Kind.REFUND, "")


def test_a_cancelled_receipt_does_not_count(read: Any) -> None:
    (order,) = _purchases(read(HEADER + _row("2-1", "Sale", "5.00", status="Cancelled"), SOURCE))
    assert (order.kind, order.reason) == (Kind.NOT_COUNTED, "voided")


@pytest.mark.parametrize("date", ["2026-03-01 10:37", "01/03/2026 10:37"])
def test_days_are_written_as_the_account_has_it(read: Any, date: str) -> None:
    text = HEADER + _row("2-1", "Sale", "5.00") + _row("2-2", "Sale", "5.00", date=date)
    if date.startswith("2026"):
        text = text.replace("28/03/2026", "2026-03-28")
    assert _purchases(read(text, SOURCE))[1].at.isoformat() == "2026-03-01T10:37:00"


def test_it_is_read_in_german(read: Any) -> None:
    text = (
        "Datum;Belegnummer;Belegtyp;SKU;Artikel;Menge;Bruttoumsatz;Rabatte;Nettoumsatz;Steuern;"
        "Name des Kassierers;Kundenname;Kundenkontakte;Kommentar;Status\n"
        "28.03.2026 10:37;2-1;Verkauf;T;Tee;1,000;1.234,50;0,00;1.234,50;0;Chef;Ada;;;Storniert\n"
        "28.03.2026 10:37;2-2;Rückerstattung;T;Tee;-1,000;-5,00;0,00;-5,00;0,00;Chef;;;2-1;\n"
    )
    voided, refund = _purchases(read(text, SOURCE))
    assert (voided.reason, voided.gross) == ("voided", 123_450)
    assert (refund.kind, refund.refunded, refund.refund_of) == (Kind.REFUND, 500, "2-1")
