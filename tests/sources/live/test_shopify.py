import pytest

from notecard.core.errors import SourceError
from notecard.core.purchases import Kind
from notecard.sources.live import Access, named
from tests.fake_shops import shopify
from tests.fake_shops.client import KEYS, FakeShops

SHOPIFY = named("shopify")


def test_every_order_is_read_with_all_its_lines(shops: FakeShops, pull) -> None:
    told = pull("shopify")
    assert set(told.purchases) == {f"#{1001 + number}" for number in range(13)}
    assert len(told.purchases["#1008"].lines) == 45
    assert told.problems == []
    assert told.mark == {"updated": "2026-09-01T21:00:00Z"}


@pytest.mark.parametrize(
    ("key", "kind", "reason"),
    [
        ("#1001", Kind.SALE, ""),
        ("#1002", Kind.NOT_COUNTED, "pending"),
        ("#1003", Kind.NOT_COUNTED, "test"),
        ("#1004", Kind.NOT_COUNTED, "cancelled"),
        ("#1010", Kind.NOT_COUNTED, "gift card"),
        ("#1011", Kind.SALE, ""),  # something else was bought with it
    ],
)
def test_the_status_says_what_counts(pull, key: str, kind: Kind, reason: str) -> None:
    order = pull("shopify").purchases[key]
    assert (order.kind, order.reason) == (kind, reason)


def test_money_is_what_came_in(pull) -> None:
    told = pull("shopify").purchases
    assert told["#1005"].gross == 1640 - 400  # the rest is still owed
    assert (told["#1006"].gross, told["#1006"].refunded) == (1740, 250)


def test_the_buyer_has_the_number_of_the_customers_file(pull) -> None:
    told = pull("shopify").purchases
    person = told["#1001"].person
    assert (person.system_id, person.name, person.given) == ("7000", "Maeve O'Brien", "Maeve")
    assert person.address.lines == ("0 High St",)
    assert not told["#1007"].person.is_known


def test_names_that_are_kept_back_are_explained(shops: FakeShops, pull) -> None:
    shops.restart(protected="null")
    told = pull("shopify")
    assert len(told.purchases) == 13
    assert not any(one.person.is_known for one in told.purchases.values())
    assert any("import the orders file" in note for note in told.notes)


def test_orders_are_read_even_where_asking_for_people_is_refused(shops: FakeShops, pull) -> None:
    shops.restart(protected="refuse")
    told = pull("shopify")
    assert len(told.purchases) == 13
    assert any("names, e-mails" in note for note in told.notes)


def test_the_sixty_days_are_explained_unless_they_do_not_matter(shops: FakeShops, pull) -> None:
    first = pull("shopify")
    assert any("60 days" in note for note in first.notes)
    recent = pull("shopify", {"updated": "2999-01-01T00:00:00Z"})
    assert recent.notes == []
    shops.restart(scopes=["read_orders", "read_all_orders"])
    assert pull("shopify").notes == []


def test_a_throttled_question_waits_as_long_as_the_bucket_needs(
    shops: FakeShops, pull, slept: list[float]
) -> None:
    shops.fault("throttled", 2, 3)
    assert len(pull("shopify").purchases) == 13
    assert sum(slept) == pytest.approx(2 * (300 - 50) / 100)


def test_a_key_that_may_not_read_orders_is_told_so(shops: FakeShops, pull) -> None:
    shops.restart(scopes=["read_products"])
    with pytest.raises(SourceError) as error:
        pull("shopify")
    assert "read_orders" in error.value.hint


def test_a_client_id_and_secret_get_a_token_for_the_day(shops: FakeShops, pull) -> None:
    keys = {"client_id": shopify.CLIENT, "client_secret": shopify.SECRET}
    assert len(pull("shopify", keys=keys).purchases) == 13
    assert shops.asked[0] == "POST /admin/oauth/access_token"
    with pytest.raises(SourceError) as error:
        pull("shopify", keys={**keys, "client_secret": "shpss_wrong"})
    assert "does not accept the key" in error.value.message


def test_later_only_what_changed_is_read(shops: FakeShops, pull) -> None:
    first = pull("shopify")
    shops.happen("tomorrow")
    told = pull("shopify", first.mark)
    assert set(told.purchases) == {"#1012", "#1013", "#1002", "#1009", "#1007", "#1031"}
    assert told.purchases["#1007"].person.system_id == "7003"
    assert told.purchases["#1009"].refunded == told.purchases["#1009"].gross


@pytest.mark.parametrize("number", range(1, 9))
def test_an_order_that_changes_between_pages_is_not_lost(
    shops: FakeShops, pull, number: int
) -> None:
    shops.fault("change", number, number)
    assert len(pull("shopify").purchases) == 13


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("my-shop", "https://my-shop.myshopify.com"),
        ("https://My-Shop.myshopify.com/admin", "https://my-shop.myshopify.com"),
    ],
)
def test_the_shops_address_is_put_right(told: str, kept: str) -> None:
    assert SHOPIFY.settled({"address": told}) == {"address": kept}


@pytest.mark.parametrize("told", ["", "shop.example.com", "x.myshopify.com.evil.example", "a b"])
def test_another_address_is_refused(told: str) -> None:
    with pytest.raises(SourceError):
        SHOPIFY.settled({"address": told})


def test_the_test_names_the_shop(shops: FakeShops, patience) -> None:
    access = Access(shops.settings, KEYS["shopify"], patience)
    assert "Harbour Street" in SHOPIFY.test(access)
