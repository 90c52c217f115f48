import pytest

from notecard.core.purchases import Kind
from tests.fake_shops import stripe
from tests.fake_shops.client import FakeShops


def test_every_charge_is_read_over_several_pages(shops: FakeShops, pull) -> None:
    told = pull("stripe")
    assert set(told.purchases) == {f"ch_{number:03}" for number in range(14)}
    assert shops.count == 4
    assert told.mark == {"created": "2026-09-01T22:00:00Z"}
    assert all(one.lines == () for one in told.purchases.values())


@pytest.mark.parametrize(
    ("key", "kind", "reason"),
    [
        ("ch_000", Kind.SALE, ""),
        ("ch_001", Kind.NOT_COUNTED, "failed"),
        ("ch_002", Kind.NOT_COUNTED, "pending"),
        ("ch_003", Kind.NOT_COUNTED, "disputed"),
    ],
)
def test_the_status_says_what_counts(pull, key: str, kind: Kind, reason: str) -> None:
    charge = pull("stripe").purchases[key]
    assert (charge.kind, charge.reason) == (kind, reason)


def test_money_is_in_the_minor_units_of_the_currency(pull) -> None:
    told = pull("stripe").purchases
    assert (told["ch_000"].gross, told["ch_000"].currency) == (1000, "GBP")
    assert (told["ch_004"].gross, told["ch_004"].currency) == (1200, "JPY")
    assert (told["ch_005"].gross, told["ch_005"].currency) == (1200, "ISK")  # Stripe: 120,000
    assert told["ch_006"].refunded == 100


def test_who_paid_is_as_the_bill_says_or_nobody(pull) -> None:
    told = pull("stripe").purchases
    one = told["ch_003"].person
    assert (one.system_id, one.name, one.email) == ("cus_3", "José da Silva", "jose@example.com")
    assert not told["ch_007"].person.is_known


def test_the_last_month_is_read_again_for_refunds(shops: FakeShops, pull) -> None:
    first = pull("stripe")
    shops.happen("tomorrow")
    told = pull("stripe", first.mark)
    assert told.purchases["ch_000"].refunded == told.purchases["ch_000"].gross
    assert told.purchases["ch_008"].reason == "disputed"
    assert "ch_040" in told.purchases
    late = pull("stripe", {"created": "2026-10-01T11:30:00Z"})
    assert "ch_002" not in late.purchases
    assert "ch_003" in late.purchases


def test_a_test_payment_is_no_purchase_at_all(shops: FakeShops, pull) -> None:
    shops.answer({"data": [stripe._charge(1) | {"livemode": False}], "has_more": False})
    [charge] = pull("stripe").purchases.values()
    assert (charge.kind, charge.reason, charge.is_order) == (Kind.NOT_COUNTED, "test", False)
