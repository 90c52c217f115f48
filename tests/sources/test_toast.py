"""Toast's item selection details."""

from typing import Any

import pytest

from notecard.core.purchases import Kind, Purchase, Read, RowProblem
from notecard.sources.toast import SOURCE

HEADER = (
    "Location,Order Id,Order #,Sent Date,Order Date,Server,Menu Item,SKU,Gross Price,Discount,"
    "Net Price,Qty,Tax,Void?,Tab Name\n"
)


def _purchases(reads: list[Read]) -> list[Purchase]:
    assert [read for read in reads if isinstance(read, RowProblem)] == []
    return [read for read in reads if isinstance(read, Purchase)]


def _row(order: str, item: str, net: str, tax: str, void: str = "false", tab: str = "Ada") -> str:
    return (
        f"Main,{order},7,3/13/26 1:56 PM,3/13/26 1:55 PM,Server A,{item},S-1,{net},0,{net},1.0,"
        f"{tax},{void},{tab}\n"
    )


def test_the_items_of_an_order_come_to_their_sum_with_tax(read: Any) -> None:
    text = HEADER + _row("1", "Tea", "10.00", "0.80") + _row("1", "Mug", "5.00", "0.40")
    (order,) = _purchases(read(text, SOURCE))
    assert (order.key, order.gross, len(order.lines)) == ("1", 1620, 2)
    assert (order.person.name, order.staff) == ("Ada", "Server A")
    assert order.at.isoformat() == "2026-03-13T13:55:00"


def test_an_item_taken_off_is_not_paid(read: Any) -> None:
    text = HEADER + _row("1", "Tea", "10.00", "0.80") + _row("1", "Mug", "5.00", "0.40", "true")
    (order,) = _purchases(read(text, SOURCE))
    assert (order.kind, order.gross) == (Kind.SALE, 1080)


def test_an_order_taken_off_whole_does_not_count(read: Any) -> None:
    (order,) = _purchases(read(HEADER + _row("1", "Mug", "5.00", "0.40", "true", ""), SOURCE))
    assert (order.kind, order.reason) == (Kind.NOT_COUNTED, "voided")
    assert not order.person.is_known


def test_a_gift_card_that_is_loaded_is_no_sale(read: Any) -> None:
    header = HEADER.replace("Tab Name", "Deferred,Tab Name")
    text = header + _row("1", "Gift Card", "50.00", "0", "false,true")
    text += _row("2", "Tea", "10.00", "0.80", "false,false")
    load, tea = _purchases(read(text, SOURCE))
    assert (load.kind, load.reason) == (Kind.NOT_COUNTED, "gift card")
    assert (tea.kind, tea.gross) == (Kind.SALE, 1080)


@pytest.mark.parametrize("tab", ["Table 4", "Bar #12", "T12", "7", "Patio Table 3b"])
def test_a_table_is_no_customer(read: Any, tab: str) -> None:
    (order,) = _purchases(read(HEADER + _row("1", "Tea", "10.00", "0.80", tab=tab), SOURCE))
    assert not order.person.is_known


def test_a_name_with_a_generation_is_a_customer(read: Any) -> None:
    tab = "Ada King III"
    (order,) = _purchases(read(HEADER + _row("1", "Tea", "10.00", "0.80", tab=tab), SOURCE))
    assert order.person.name == tab
