"""What an import is said to have found."""

from datetime import datetime

from notecard.core.imports import FileReport
from notecard.core.purchases import Kind, Purchase, Tells

AT = datetime(2026, 3, 1, 10)  # noqa: DTZ001 - the shop's own clock


def _report(*read: Purchase, tells: Tells = Tells()) -> dict[str, object]:  # noqa: B008 - frozen
    report = FileReport("orders.csv", "till", tells)
    for purchase in read:
        report.count(purchase)
    return report.as_json()


def _refund(key: str, of: str, minor: int) -> Purchase:
    return Purchase(key, AT, "USD", 0, minor, Kind.REFUND, refund_of=of)


def test_a_refund_of_what_is_not_counted_takes_nothing_off() -> None:
    load = Purchase("1", AT, "USD", 5000, kind=Kind.NOT_COUNTED, reason="gift card")
    told = _report(_refund("3", "1", 5000), load, Purchase("2", AT, "USD", 900))
    assert told["totals"] == {"USD": {"gross": "9.00", "refunded": "0.00", "net": "9.00"}}
    assert (told["orders"], told["orders_counted"]) == (2, 1)


def test_refunds_are_whole_or_in_part_wherever_they_stand() -> None:
    sales = [Purchase(key, AT, "USD", 1000) for key in "12"]
    told = _report(_refund("9", "1", 400), *sales, _refund("8", "1", 600), _refund("7", "2", 1))
    assert (told["full_refunds"], told["partial_refunds"]) == (["1"], ["2"])


def test_what_a_reader_does_not_know_is_not_said() -> None:
    told = _report(Purchase("1", AT, "USD", 1000), tells=Tells(2, 0, refunds=False))
    assert told["line_items"] is None
    assert told["totals"] == {"USD": {"gross": "10.00", "refunded": None, "net": None}}


def test_a_withdrawal_is_no_order() -> None:
    out = Purchase("1", AT, "USD", 1000, kind=Kind.NOT_COUNTED, reason="withdrawal", is_order=False)
    told = _report(out)
    assert told["not_purchases"] == {"1": "withdrawal"}
    assert (told["records"], told["orders"], told["not_counted"]) == (1, 0, {})
