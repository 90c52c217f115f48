"""What the owner tells is kept, ended, taken back, and goes before every guess."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from notecard.core.customers import Channel
from notecard.core.errors import StoreError
from notecard.core.guards import hold
from notecard.core.settings import Shop
from notecard.core.thanks import Lane
from notecard.core.told import Kind, Origin, Told
from notecard.store import customers, tables
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.store.persons import persons
from notecard.workflows.remember import block
from notecard.workflows.tell import confirm, end, put_back, tell, untell
from tests import random_shop
from tests.random_shop import TODAY, Sale

MARIA, BEN, JO = 1, 2, 3


@pytest.fixture
def shop(store: Store) -> Store:
    with store.transaction() as books:
        random_shop.write(books, [Sale(id, 5, 4_000) for id in (MARIA, BEN, JO)])
        for id, street in ((MARIA, "1 High St"), (BEN, "2 Low Rd"), (JO, "3 Back Ln")):
            here = tables.customers.c.id == id
            where = {"lines": street, "city": "Leeds", "postcode": "LS1 1AA"}
            books.execute(tables.customers.update().where(here).values(where))
    return store


def told_of(store: Store, customer: int) -> list[Told]:
    with store.reading() as books:
        return tellings.of_customer(books, customer)


def held(store: Store, customer: int, day: date = TODAY) -> str:
    with store.reading() as books:
        who = persons(books, [customer], day, Shop())[customer]
    return hold(who, Lane.SATISFACTION, Channel.CARD, day, str)


def guess(store: Store, kind: Kind = Kind.GIFT, day: date = TODAY) -> Told:
    with store.transaction() as books:
        one = Told(0, MARIA, kind, day, origin=Origin.GUESS, purchase=1)
        return tellings.add(books, one, batch=1)


def kinds(told: Sequence[Told]) -> list[tuple[Kind, Origin]]:
    return [(one.kind, one.origin) for one in told]


@pytest.mark.parametrize("kind", Kind)
def test_everything_can_be_told_and_taken_back(shop: Store, kind: Kind) -> None:
    told = tell(shop, MARIA, kind, TODAY, words=" so they said ", by="Ruth")
    assert told_of(shop, MARIA) == [told]
    assert (told.day, told.words, told.by, told.origin) == (
        TODAY, "so they said", "Ruth", Origin.OWNER,
    )  # fmt: skip
    assert untell(shop, told.id) == told
    assert told_of(shop, MARIA) == []
    put_back(shop, told)
    assert told_of(shop, MARIA) == [told]


def test_a_complaint_keeps_them_off_the_list_until_it_is_solved(shop: Store) -> None:
    told = tell(shop, MARIA, Kind.COMPLAINT, TODAY - timedelta(days=9))
    assert held(shop, MARIA)
    solved = end(shop, told.id, TODAY - timedelta(days=2), "Ben")
    assert (solved.ended, solved.by) == (TODAY - timedelta(days=2), "Ben")
    assert not held(shop, MARIA)
    put_back(shop, told)
    assert held(shop, MARIA)


def test_nothing_ends_before_it_began(shop: Store) -> None:
    told = tell(shop, MARIA, Kind.MOVED, TODAY)
    with pytest.raises(StoreError, match="cannot have ended"):
        end(shop, told.id, TODAY - timedelta(days=1))
    assert told_of(shop, MARIA) == [told]


def test_a_gift_stays_a_secret_in_the_home_it_goes_to(shop: Store) -> None:
    given = TODAY + timedelta(days=10)
    gift = tell(shop, MARIA, Kind.GIFT, TODAY, until=given, to=BEN)
    assert gift.until == given
    assert "secret" in held(shop, MARIA)
    assert "secret" in held(shop, BEN)
    assert not held(shop, JO)
    assert "secret" in held(shop, BEN, given)
    assert not held(shop, BEN, given + timedelta(days=1))


def test_a_gift_without_a_day_gets_one(shop: Store) -> None:
    gift = tell(shop, MARIA, Kind.GIFT, date(2026, 11, 20))
    assert gift.until == date(2027, 1, 6)


def test_only_a_gift_has_a_day_and_none_before_it_was_bought(shop: Store) -> None:
    with pytest.raises(StoreError, match="Only a gift"):
        tell(shop, MARIA, Kind.SERVICE, TODAY, until=TODAY)
    with pytest.raises(StoreError, match="Only a gift"):
        tell(shop, MARIA, Kind.SERVICE, TODAY, to=BEN)
    with pytest.raises(StoreError, match="before it was bought"):
        tell(shop, MARIA, Kind.GIFT, TODAY, until=TODAY - timedelta(days=1))
    with pytest.raises(StoreError, match="no customer"):
        tell(shop, 99, Kind.GIFT, TODAY)
    assert told_of(shop, MARIA) == []


def test_what_is_so_already_stays_one_thing(shop: Store) -> None:
    first = tell(shop, MARIA, Kind.STAFF, TODAY - timedelta(days=100))
    assert tell(shop, MARIA, Kind.STAFF, TODAY, words="Saturdays").id == first.id
    assert [one.words for one in told_of(shop, MARIA)] == ["Saturdays"]
    end(shop, first.id, TODAY)
    assert tell(shop, MARIA, Kind.STAFF, TODAY).id != first.id


def test_what_happens_again_is_told_again(shop: Store) -> None:
    first = tell(shop, MARIA, Kind.SERVICE, TODAY - timedelta(days=10))
    assert tell(shop, MARIA, Kind.SERVICE, TODAY).id != first.id


def test_the_owners_word_takes_the_place_of_a_guess(shop: Store) -> None:
    guessed = guess(shop, day=TODAY - timedelta(days=3))
    told = tell(shop, MARIA, Kind.GIFT, TODAY, until=TODAY + timedelta(days=1))
    assert told.id == guessed.id
    assert kinds(told_of(shop, MARIA)) == [(Kind.GIFT, Origin.OWNER)]
    assert told.until == TODAY + timedelta(days=1)


def test_a_guess_is_confirmed_or_denied_and_that_taken_back(shop: Store) -> None:
    guessed = guess(shop)
    assert "secret" in held(shop, MARIA)
    confirmed = confirm(shop, guessed.id)
    assert (confirmed.origin, confirmed.ended) == (Origin.OWNER, None)
    put_back(shop, guessed)
    assert told_of(shop, MARIA) == [guessed]
    assert untell(shop, guessed.id) == guessed
    [denied] = told_of(shop, MARIA)
    assert denied.is_denied
    assert not held(shop, MARIA)
    put_back(shop, guessed)
    assert told_of(shop, MARIA) == [guessed]


def test_a_guess_that_was_confirmed_by_mistake_is_denied_for_good(shop: Store) -> None:
    guessed = guess(shop)
    untell(shop, confirm(shop, guessed.id).id)
    [denied] = told_of(shop, MARIA)
    assert denied.is_denied
    assert confirm(shop, denied.id).ended is None


def test_what_is_unknown_is_an_error_with_a_way_out(shop: Store) -> None:
    for deed in (untell, confirm):
        with pytest.raises(StoreError) as error:
            deed(shop, 4711)
        assert error.value.hint


def test_a_wish_said_once_keeps_its_day(shop: Store) -> None:
    block(shop, MARIA, "call", date(2026, 1, 5), " At the counter. ")
    block(shop, MARIA, "call", date(2026, 3, 5))
    with shop.reading() as books:
        [wish] = customers.wishes(books, MARIA)
    assert (wish.channel, wish.day, wish.words) == ("call", date(2026, 1, 5), "At the counter.")


def test_a_wish_of_before_days_were_kept_gets_the_first_there_is(shop: Store) -> None:
    with shop.transaction() as books:
        books.execute(insert(tables.blocks).values(customer=MARIA, channel="all"))
    block(shop, MARIA, "all", date(2026, 3, 5), "Again.")
    with shop.reading() as books:
        [wish] = customers.wishes(books, MARIA)
    assert (wish.day, wish.words) == (date(2026, 3, 5), "Again.")
