import pytest

from notecard.core.purchases import Kind
from tests.fake_shops.client import FakeShops


def test_every_order_of_every_location_is_read(shops: FakeShops, pull) -> None:
    told = pull("square")
    assert set(told.purchases) == {f"SQ-{n}" for n in [*range(13), 20]} | {"R-2"}
    assert shops.asked.count("POST /v2/orders/search") > 3  # 12 locations, several pages
    assert told.problems == []
    assert told.mark == {"updated": "2026-09-02T05:00:00.000Z"}


def test_what_was_not_paid_is_not_counted(pull) -> None:
    told = pull("square").purchases
    assert (told["SQ-1"].kind, told["SQ-1"].reason) == (Kind.NOT_COUNTED, "pending")
    assert (told["SQ-2"].kind, told["SQ-2"].reason) == (Kind.NOT_COUNTED, "voided")
    assert told["SQ-0"].kind is Kind.SALE


def test_money_and_lines_are_exact(pull) -> None:
    order = pull("square").purchases["SQ-4"]
    assert (order.gross, order.currency, order.refunded) == (550, "GBP", 0)
    [line] = order.lines
    assert (line.name, str(line.quantity), line.minor) == ("Crème de Miel", "2", 475)


def test_returns_and_refunds_attach_to_their_sale_once(pull) -> None:
    told = pull("square").purchases
    back = {
        key: (one.refund_of, one.refunded, one.person.system_id)
        for key, one in told.items()
        if one.kind is Kind.REFUND
    }
    assert back == {"SQ-20": ("SQ-6", 600, "C0"), "R-2": ("SQ-7", 150, "C1")}
    [line] = told["SQ-20"].lines
    assert line.minor == -525
    assert told["SQ-6"].refunded == told["SQ-7"].refunded == 0


def test_who_bought_may_stand_on_the_payment_or_nowhere(pull) -> None:
    told = pull("square").purchases
    assert told["SQ-5"].person.system_id == "C5"
    assert not told["SQ-4"].person.is_known


def test_the_directory_is_read_and_a_profile_may_have_no_name(pull) -> None:
    told = pull("square").contacts
    assert set(told) == {"C0", "C1", "C2", "C3", "C4", "C5", "C9"}
    person = told["C0"].person
    assert (person.name, person.given) == ("Maeve O'Brien", "Maeve")
    assert person.birthday == "1980-02-29"
    assert told["C1"].person.birthday == "--05-17"
    assert (told["C9"].person.name, told["C9"].person.system_id) == ("", "C9")


def test_later_only_what_changed_is_read_with_three_days_of_overlap(shops: FakeShops, pull) -> None:
    first = pull("square")
    later = {"updated": "2026-09-04T20:30:00.000Z"}  # three days before: order 11 and a half
    assert set(pull("square", later).purchases) == {"SQ-12", "SQ-20", "R-2"}
    shops.happen("tomorrow")
    told = pull("square", first.mark)
    assert told.purchases["SQ-4"].person.system_id == "C4"
    assert told.purchases["SQ-1"].kind is Kind.SALE
    assert told.purchases["R-3"].refunded == 99
    assert told.mark == {"updated": "2026-09-03T09:00:00.000Z"}


def test_customers_made_into_one_are_noticed(shops: FakeShops, pull) -> None:
    first = pull("square").purchases
    before = {key: {one.person.system_id} for key, one in first.items() if one.person.is_known}
    shops.happen("tomorrow")
    told = pull("square", buyers=lambda keys: {key: before[key] for key in keys if key in before})
    assert {one.person.system_id for one in told.made_into_one} == {"C10"}
    assert {old for one in told.made_into_one for old in one.replaces} == {"C0", "C9"}


def test_another_buyer_is_no_merge_while_the_first_is_still_there(pull) -> None:
    told = pull("square", buyers=lambda keys: {key: {"C3"} for key in keys if key == "SQ-0"})
    assert told.made_into_one == []


@pytest.mark.parametrize("number", range(1, 12))
def test_an_order_that_changes_between_pages_is_not_lost(
    shops: FakeShops, pull, number: int
) -> None:
    shops.fault("change", number, number)
    told = pull("square")
    assert len(told.purchases) == 15
    assert set(told.purchases) == {f"SQ-{n}" for n in [*range(13), 20]} | {"R-2"}
