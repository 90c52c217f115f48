"""QuickBooks' sales by customer detail: headings, sums, credit memos, and its editions."""

from typing import Any

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.quickbooks import SOURCE

TITLES = (
    "Sales by Customer Detail,,,,,,,,,\nGreen Door Gifts,,,,,,,,,\n"
    '"March 1 - September 30, 2026",,,,,,,,,\n\n'
)
HEADER = (
    ",Date,Transaction Type,Num,Product/Service,Memo/Description,Qty,Sales Price,Amount,Balance\n"
)


def _purchases(reads: list[Read]) -> list[Purchase]:
    assert [read for read in reads if isinstance(read, RowProblem)] == []
    return [read for read in reads if isinstance(read, Purchase)]


def test_the_customer_stands_above_the_sales(read: Any) -> None:
    text = TITLES + HEADER + (
        "Ada Byron,,,,,,,,,\n"
        ",05/18/2026,Invoice,2011,Vase,gift,2,34.50,69.00,69.00\n"
        ",05/18/2026,Invoice,2011,Tea,gift,1,1.00,1.00,70.00\n"
        "Total for Ada Byron,,,,,,,,$70.00,\n"
        "Total Wine & More,,,,,,,,,\n"
        ',05/19/2026,Sales Receipt,2012,Print,,1,"1,225.00","1,225.00","1,225.00"\n'
        'Total for Total Wine & More,,,,,,,,"$1,225.00",\n'
        "Walk-in Customer,,,,,,,,,\n"
        ",05/20/2026,Sales Receipt,2013,Tea,,1,1.00,1.00,1.00\n"
        "Total for Walk-in Customer,,,,,,,,$1.00,\n"
        'TOTAL,,,,,,,,"$1,296.00",\n'
        '"Saturday, Nov 07, 2026 10:00:00 AM GMT-5 - Accrual Basis",,,,,,,,,\n'
    )  # fmt: skip
    first, second, third = _purchases(read(text, SOURCE, encoding="cp1252", newline="\r\n"))
    assert (first.key, first.person.name, first.gross) == ("2011", "Ada Byron", 7000)
    assert [item.name for item in first.lines] == ["Vase", "Tea"]
    assert (second.person.name, second.gross) == ("Total Wine & More", 122_500)
    assert not third.person.is_known


def test_a_credit_memo_gives_back_the_sale_it_names(read: Any) -> None:
    text = TITLES + HEADER + (
        "Ada Byron,,,,,,,,,\n"
        ",05/18/2026,Invoice,2014,Vase,gift,2,34.50,69.00,69.00\n"
        ",05/19/2026,Credit Memo,CM2014,Vase,Refund for 2014,1,-17.25,-17.25,51.75\n"
    )  # fmt: skip
    sale, refund = _purchases(read(text, SOURCE))
    assert (sale.kind, refund.kind, refund.refund_of) == (Kind.SALE, Kind.REFUND, "2014")
    assert (refund.refunded, refund.refund_records) == (1725, 1)


def test_the_newer_words_are_known(read: Any) -> None:
    text = (
        "Sales by Customer Detail,,,,,,,,\n\n"
        ",Transaction date,Transaction type,Num,Product/Service full name,Description,Quantity,"
        "Sales price,Amount,Balance\n"
        "Ada Byron,,,,,,,,,\n"
        ",05/18/2026,Invoice,2011,Vase,,2,34.50,69.00,69.00\n"
    )
    (sale,) = _purchases(read(text, SOURCE))
    assert (sale.person.name, sale.gross) == ("Ada Byron", 6900)


def test_the_desktop_edition_has_the_customer_in_a_column(read: Any) -> None:
    text = (
        ",Type,Date,Num,Memo,Name,Item,Qty,Sales Price,Amount,Balance\n"
        "Ada Byron,,,,,,,,,,\n"
        ",Invoice,05/18/2026,2011,Vase for the hall,Ada Byron:Kitchen,Vase,2,34.50,69.00,69.00\n"
        "Total Ada Byron,,,,,,,2,,69.00,69.00\n"
        "TOTAL,,,,,,,2,,69.00,69.00\n"
    )
    (sale,) = _purchases(read(text, SOURCE))
    assert (sale.person.name, sale.gross, sale.lines[0].name) == ("Ada Byron", 6900, "Vase")
    assert sale.records == 1


def test_what_was_voided_does_not_count(read: Any) -> None:
    text = HEADER + "Ada,,,,,,,,,\n,05/18/2026,Invoice,2011,Vase,Voided,2,0.00,0.00,0.00\n"
    (sale,) = _purchases(read(text, SOURCE))
    assert (sale.kind, sale.reason) == (Kind.NOT_COUNTED, "voided")


@pytest.mark.parametrize(
    ("memo", "sale"),
    [
        ("Refund for 2014", "2014"),
        ("3 candles back, invoice #INV-7 of May", "INV-7"),
        ("cracked (2014)", "2014"),
        ("2 of the 5 vases were cracked", ""),
        ("cracked", ""),
    ],
)
def test_a_memo_may_name_the_sale_among_other_numbers(read: Any, memo: str, sale: str) -> None:
    row = f',05/19/2026,Credit Memo,CM1,Vase,"{memo}",1,-5.00,-5.00,0.00\n'
    (refund,) = _purchases(read(HEADER + "Ada,,,,,,,,,\n" + row, SOURCE))
    assert refund.refund_of == sale
