"""What a file's yes/no columns tell is told once, never against the owner, and taken back."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from notecard.core.customers import Wish
from notecard.core.purchases import Contact, LineItem, Person, Purchase
from notecard.core.told import FILE_SAYS, FILE_WISHES, Kind, Origin, Told
from notecard.store import batches, customers
from notecard.store import told as tellings
from notecard.store.database import Store
from notecard.store.undo import take_back
from notecard.workflows.remember import block
from notecard.workflows.tell import end, tell, untell
from tests.tellings import BOOK, ITEMS, START, bring, everything

MARIA = Person(system_id="C1", name="Maria Silva", email="maria@example.com")
DAY = START.date()


def sale(key: str, *said: str, item: str = "Cup") -> Purchase:
    lines = (LineItem(item, Decimal(1), 500),)
    return Purchase(key, START, "GBP", 500, person=replace(MARIA, told=said), lines=lines)


def contact(*said: str) -> Contact:
    return Contact(replace(MARIA, told=said))


def told(store: Store) -> list[Told]:
    with store.reading() as books:
        return tellings.of_customer(books, 1)


def wishes(store: Store) -> list[Wish]:
    with store.reading() as books:
        return customers.wishes(books, 1)


def undo(store: Store) -> None:
    with store.transaction() as books:
        take_back(books, batches.recent(books, 1)[0].id)


@pytest.mark.parametrize("name", FILE_SAYS)
@pytest.mark.parametrize("is_book", [False, True], ids=["receipts", "book"])
def test_a_yes_is_told_once(store: Store, name: str, is_book: bool) -> None:
    bring(store, ITEMS, [sale("S0")])
    file = (BOOK, [contact(name)]) if is_book else (ITEMS, [sale("S1", name)])
    assert bring(store, *file).batch is not None
    [one] = told(store)
    assert (one.kind, one.origin) == (FILE_SAYS[name], Origin.IMPORT)
    before = everything(store)
    assert bring(store, *file).batch is None
    assert everything(store) == before


@pytest.mark.parametrize("name", FILE_WISHES)
def test_a_wish_is_kept_with_its_day(store: Store, name: str) -> None:
    bring(store, ITEMS, [sale("S1", name)])
    assert wishes(store) == [Wish(FILE_WISHES[name], DAY)]
    assert bring(store, ITEMS, [sale("S1", name)]).batch is None


def test_taking_the_import_back_takes_all_it_told(store: Store) -> None:
    bring(store, ITEMS, [sale("S0")])
    before = everything(store)
    bring(store, BOOK, [contact("deceased", "do_not_contact", "trade")])
    assert len(told(store)) == 2
    assert len(wishes(store)) == 1
    undo(store)
    assert everything(store) == before


def test_a_wish_the_owner_knew_outlives_the_import(store: Store) -> None:
    bring(store, ITEMS, [sale("S0")])
    block(store, 1, "all", date(2026, 1, 2), "Said so.")
    bring(store, BOOK, [contact("do_not_contact", "moved")])
    undo(store)
    assert wishes(store) == [Wish("all", date(2026, 1, 2), "Said so.")]


def test_what_the_owner_ended_or_took_back_is_not_told_again(store: Store) -> None:
    bring(store, ITEMS, [sale("S0")])
    moved = tell(store, 1, Kind.MOVED, DAY)
    end(store, moved.id, DAY + timedelta(days=3))
    bring(store, ITEMS, [sale("S1", "moved")])
    assert [one.ended for one in told(store)] == [DAY + timedelta(days=3)]


def test_a_column_goes_before_a_guess_and_not_before_a_no(store: Store) -> None:
    bring(store, ITEMS, [sale("S1", "gift", item="Gift wrap")])
    assert [one.origin for one in told(store)] == [Origin.IMPORT]
    bring(store, ITEMS, [sale("S2", item="Gift wrap")])
    guess = next(one for one in told(store) if one.is_guess)
    untell(store, guess.id)
    bring(store, ITEMS, [sale("S2", "gift", item="Gift wrap")])
    assert [one.is_denied for one in told(store) if one.purchase == guess.purchase] == [True]


def test_nobody_is_told_of_by_a_receipt_of_nobody(store: Store) -> None:
    walk_in = replace(sale("S1", "gift", "deceased"), person=Person(told=("gift", "deceased")))
    bring(store, ITEMS, [walk_in])
    assert told(store) == []


def test_what_is_told_changes_no_receipt_and_makes_nobody_new(store: Store) -> None:
    bring(store, ITEMS, [sale("S1")])
    again = bring(store, ITEMS, [sale("S1", "trade")])
    assert (again.changed, again.new_customers, again.known) == (0, 0, 1)
    assert [one.kind for one in told(store)] == [Kind.TRADE]
