"""Guesses come with an import, go with it, and never against the owner's word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from notecard.core.guards import home_of
from notecard.core.purchases import Address, LineItem, Person, Purchase
from notecard.core.purchases import Kind as Sort
from notecard.core.told import Kind, Origin, Told
from notecard.store import batches
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.store.undo import take_back
from notecard.workflows.tell import confirm, tell, untell
from tests.tellings import ITEMS, START, bring, everything

MARIA = Person(system_id="C1", name="Maria Silva", email="maria@example.com")
DAY = START.date()


def sale(key: str, *names: str, who: Person = MARIA) -> Purchase:
    lines = tuple(LineItem(name, Decimal(1), 500) for name in names)
    return Purchase(key, START, "GBP", 500 * len(names), person=who, lines=lines)


def told(store: Store) -> list[Told]:
    with store.reading() as books:
        return tellings.of_customer(books, 1)


def kinds(store: Store) -> list[tuple[Kind, Origin]]:
    return sorted((one.kind, one.origin) for one in told(store) if not one.is_denied)


def count_batches(store: Store) -> int:
    with store.reading() as books:
        return len(batches.recent(books))


def undo(store: Store) -> None:
    with store.transaction() as books:
        take_back(books, batches.recent(books, 1)[0].id)


WRAPPED = sale("S1", "Teapot", "Gift wrap")


def test_a_gift_and_a_repair_are_guessed_and_marked_as_guesses(store: Store) -> None:
    bring(store, ITEMS, [WRAPPED, sale("S2", "Watch repair"), sale("S3", "Teapot")])
    guessed = Origin.GUESS
    assert kinds(store) == [(Kind.GIFT, guessed), (Kind.SERVICE, guessed)]
    gift = next(one for one in told(store) if one.kind is Kind.GIFT)
    assert (gift.day, gift.purchase, gift.until) == (DAY, 1, DAY + timedelta(days=45))


def test_the_same_file_twice_adds_nothing(store: Store) -> None:
    bring(store, ITEMS, [WRAPPED])
    before = everything(store)
    assert bring(store, ITEMS, [WRAPPED]).batch is None
    assert everything(store) == before


def test_a_receipt_scattered_over_a_file_is_guessed_of_once(store: Store) -> None:
    plenty = [sale(f"X{number}", "Cup") for number in range(600)]
    bring(store, ITEMS, [sale("S1", "Gift wrap"), *plenty, sale("S1", "Gift message")])
    assert kinds(store) == [(Kind.GIFT, Origin.GUESS)]


@pytest.mark.parametrize(
    "receipt",
    [
        replace(WRAPPED, person=Person()),
        replace(WRAPPED, kind=Sort.NOT_COUNTED, reason="voided"),
        replace(WRAPPED, refunded=1000),
        replace(WRAPPED, kind=Sort.REFUND, gross=0, refunded=1000),
    ],
    ids=["nobody", "voided", "given back", "a refund"],
)
def test_nothing_is_guessed_of_what_is_no_sale_to_somebody(store: Store, receipt: Purchase) -> None:
    bring(store, ITEMS, [receipt, sale("S9", "Cup")])
    assert kinds(store) == []


def test_taking_the_import_back_takes_its_guesses(store: Store) -> None:
    bring(store, ITEMS, [sale("S0", "Cup")])
    before = everything(store)
    bring(store, ITEMS, [WRAPPED])
    assert kinds(store) == [(Kind.GIFT, Origin.GUESS)]
    undo(store)
    assert everything(store) == before


def test_a_denied_guess_is_not_made_again(store: Store) -> None:
    bring(store, ITEMS, [WRAPPED])
    untell(store, told(store)[0].id)
    assert kinds(store) == []
    bring(store, ITEMS, [replace(WRAPPED, gross=1200)])
    assert kinds(store) == []
    assert len(told(store)) == 1


def test_a_confirmed_guess_is_not_made_again(store: Store) -> None:
    bring(store, ITEMS, [WRAPPED])
    confirm(store, told(store)[0].id)
    bring(store, ITEMS, [replace(WRAPPED, gross=1200)])
    assert kinds(store) == [(Kind.GIFT, Origin.OWNER)]


@pytest.mark.parametrize("days", [0, 10])
def test_what_the_owner_said_of_it_is_not_guessed_again(store: Store, days: int) -> None:
    bring(store, ITEMS, [sale("S0", "Cup")])
    until = date(2026, 12, 24)
    tell(store, 1, Kind.GIFT, DAY + timedelta(days=days), until=until)
    bring(store, ITEMS, [WRAPPED])
    assert kinds(store) == [(Kind.GIFT, Origin.OWNER)]
    assert told(store)[0].until == until


def test_another_gift_is_another_guess(store: Store) -> None:
    bring(store, ITEMS, [sale("S0", "Cup")])
    tell(store, 1, Kind.GIFT, DAY - timedelta(days=60))
    bring(store, ITEMS, [WRAPPED, sale("S2", "Gift wrap")])
    guess, owner = (Kind.GIFT, Origin.GUESS), (Kind.GIFT, Origin.OWNER)
    assert kinds(store) == [guess, guess, owner]


def test_what_was_denied_outlives_the_import_that_guessed_it(store: Store) -> None:
    bring(store, ITEMS, [sale("S1", "Cup")])
    bring(store, ITEMS, [sale("S1", "Cup", "Gift wrap")])
    untell(store, told(store)[0].id)
    undo(store)
    bring(store, ITEMS, [sale("S1", "Cup", "Gift wrap")])
    assert kinds(store) == []


def test_a_receipt_known_from_before_is_guessed_of_once(store: Store) -> None:
    bring(store, ITEMS, [WRAPPED])
    with store.transaction() as books:
        tellings.remove(books, told_id(store))
    assert bring(store, ITEMS, [WRAPPED]).batch is not None
    assert kinds(store) == [(Kind.GIFT, Origin.GUESS)]
    assert count_batches(store) == 2
    assert bring(store, ITEMS, [WRAPPED]).batch is None


def told_id(store: Store) -> int:
    found: Sequence[Told] = told(store)
    return found[0].id


ELSEWHERE = Address(lines=("3 Mill Lane",), city="Ely", postcode="CB7 4AA")


def test_a_parcel_to_somebody_of_another_name_is_guessed_to_be_a_gift(store: Store) -> None:
    """Where it goes is kept, so that no card reaches that house before its day."""
    bring(store, ITEMS, [replace(sale("S1", "Teapot"), given_at=ELSEWHERE)])
    (gift,) = told(store)
    assert (gift.kind, gift.origin, gift.place) == (Kind.GIFT, Origin.GUESS, home_of(ELSEWHERE))


@pytest.mark.parametrize(
    "now",
    [
        sale("S1", "Teapot", "Mug"),  # the wrapping was taken off
        replace(WRAPPED, refunded=1000),
        replace(WRAPPED, kind=Sort.NOT_COUNTED, reason="cancelled"),
    ],
)
def test_a_receipt_told_anew_withdraws_its_guess(store: Store, now: Purchase) -> None:
    bring(store, ITEMS, [WRAPPED])
    bring(store, ITEMS, [sale("S2", "Watch repair")])
    bring(store, ITEMS, [now])
    assert kinds(store) == [(Kind.SERVICE, Origin.GUESS)]


def test_what_was_confirmed_is_not_withdrawn(store: Store) -> None:
    bring(store, ITEMS, [WRAPPED])
    confirm(store, told(store)[0].id)
    bring(store, ITEMS, [sale("S1", "Teapot", "Mug")])
    assert kinds(store) == [(Kind.GIFT, Origin.OWNER)]
