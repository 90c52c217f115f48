from dataclasses import replace

import pytest

from notecard.core.errors import SourceError
from notecard.core.purchases import Kind
from notecard.sources.live import Access, named
from tests.fake_shops.client import FakeShops

EVERY = {str(9000 + number) for number in range(15)}
WOO = named("woocommerce")


def test_every_order_is_read_and_nothing_twice_over(shops: FakeShops, pull) -> None:
    told = pull("woocommerce")
    assert set(told.purchases) == EVERY
    assert told.problems == []
    assert told.mark == {"modified": "2026-09-01T23:00:00Z"}


@pytest.mark.parametrize(
    ("key", "kind", "reason"),
    [
        ("9000", Kind.NOT_COUNTED, "pending"),
        ("9001", Kind.NOT_COUNTED, "voided"),
        ("9002", Kind.NOT_COUNTED, "failed"),
        ("9003", Kind.NOT_COUNTED, "packed"),  # a plug-in's word, and nothing was paid
        ("9004", Kind.SALE, ""),
        ("9005", Kind.SALE, ""),  # the same word, and it was paid
    ],
)
def test_the_status_says_what_counts(pull, key: str, kind: Kind, reason: str) -> None:
    order = pull("woocommerce").purchases[key]
    assert (order.kind, order.reason) == (kind, reason)


def test_money_and_refunds_are_exact(pull) -> None:
    told = pull("woocommerce").purchases
    assert (told["9006"].gross, told["9006"].refunded) == (1840, 125)
    assert (told["9004"].gross, told["9004"].refunded) == (1640, 1640)  # a status, and no amount
    [line] = told["9006"].lines
    assert (line.minor, line.sku, int(line.quantity)) == (1010, "S6", 2)


def test_guests_are_who_the_billing_block_says(pull) -> None:
    told = pull("woocommerce").purchases
    guest, known = told["9004"].person, told["9005"].person
    assert (guest.system_id, guest.name, guest.email) == ("", "Priya Raman", "priya@example.net")
    assert (known.system_id, known.given) == ("105", "Lena")
    assert not told["9008"].person.is_known


@pytest.mark.parametrize("same_second", [False, True])
@pytest.mark.parametrize("number", range(1, 9))
def test_an_order_that_changes_between_pages_pushes_none_out(
    shops: FakeShops, pull, number: int, same_second: bool
) -> None:
    shops.restart(same_second=same_second)
    shops.fault("change", number, number)
    told = pull("woocommerce")
    assert set(told.purchases) == EVERY
    assert shops.count < 25


def test_a_shop_where_every_order_changes_all_the_time_is_read_to_an_end(
    shops: FakeShops, pull
) -> None:
    shops.restart(same_second=True)
    shops.fault("change", 1, 60)
    assert set(pull("woocommerce").purchases) == EVERY


def test_later_only_what_changed_is_read(shops: FakeShops, pull) -> None:
    first = pull("woocommerce")
    shops.happen("tomorrow")
    told = pull("woocommerce", first.mark)
    new = {str(9000 + number) for number in range(30, 35)}
    assert set(told.purchases) == {"9014", "9000", "9007", *new}  # 9014: the overlap
    assert told.purchases["9007"].refunded == 200


def test_the_address_is_put_right_or_refused() -> None:
    assert WOO.settled({"address": "shop.example.com/wp-admin/"}) == {
        "address": "https://shop.example.com"
    }
    for address in ("", "http://shop.example.com"):
        with pytest.raises(SourceError):
            WOO.settled({"address": address})


def test_a_site_without_pretty_addresses_gets_a_hint(shops: FakeShops, patience) -> None:
    settings = {"address": f"{shops.address}/elsewhere"}
    access = Access(settings, {"key": "ck", "secret": "cs"}, replace(patience, tries=1))
    with pytest.raises(SourceError) as error:
        WOO.test(access)
    assert "Permalinks" in error.value.hint
