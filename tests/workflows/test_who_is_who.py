"""Who is who: suggestions are answered, remembered, and every answer can be taken back."""

from datetime import date

import pytest
from sqlalchemy import insert, select

from notecard.core.errors import StoreError
from notecard.store import notes
from notecard.store.customers import find, search_text
from notecard.store.database import Store
from notecard.store.tables import answers, customers
from notecard.workflows import who_is_who
from notecard.workflows.remember import block, remember, unblock
from tests import random_shop
from tests.random_shop import Sale
from tests.whole_store import Rows, everything

PEOPLE = (
    {"name": "Anna Baker", "email": "anna@example.com", "birthday": "1980-05-17"},
    {"name": "Baker, Anna", "email": "anna@example.org", "birthday": "1980-05-17"},
    {"name": "Jose Garcia"},
    {"name": "José García"},
    {"name": "JOSE GARCIA"},
)


@pytest.fixture
def shop(store: Store) -> Store:
    """Return a shop of five customers who have bought: two who may be one, and three namesakes."""
    with store.transaction() as books:
        random_shop.write(books, [Sale(id, 10 * id, 500 * id) for id in range(1, 6)])
        for id, told in enumerate(PEOPLE, start=1):
            search = search_text(told["name"], told.get("email", ""), "")
            values = {**told, "search": search}
            books.execute(customers.update().where(customers.c.id == id).values(values))
        purchases = random_shop.tables.purchases
        books.execute(purchases.update().values(via=purchases.c.customer))
    return store


def _all(store: Store) -> Rows:
    with store.reading() as books:
        return everything(books)


def _suggested(store: Store) -> list[tuple[int, ...]]:
    return [one.customers for one in who_is_who.suggestions(store)]


@pytest.mark.parametrize(
    ("verdict", "left"), [("same", [1, 3, 4, 5]), ("different", None), ("household", None)]
)
def test_an_answer_is_kept_and_can_be_taken_back(
    shop: Store, verdict: str, left: list[int] | None
) -> None:
    before = _all(shop)
    assert _suggested(shop) == [(1, 2), (3, 4, 5)]
    answered = who_is_who.answer(shop, (1, 2), verdict)
    assert _suggested(shop) == [(3, 4, 5)]
    with shop.reading() as books:
        listed = sorted(one.customer.id for one in find(books))
        homes = {one.customer.household for one in find(books)}
    assert listed == (left or [1, 2, 3, 4, 5])
    assert (homes == {None}) is (verdict != "household")
    who_is_who.take_back(shop, answered)
    assert _all(shop) == before


def test_a_group_becomes_one_and_its_visits_add_up(shop: Store) -> None:
    before = _all(shop)
    answered = who_is_who.answer(shop, (3, 4, 5), "same")
    assert len(answered.merges) == 2
    with shop.reading() as books:
        [one] = find(books, "garcia")
        assert one.summary is not None
        assert (one.summary.visits, one.summary.spent) == (3, 1500 + 2000 + 2500)
    who_is_who.take_back(shop, answered)
    assert _all(shop) == before


def test_answers_are_taken_back_in_any_order(shop: Store) -> None:
    before = _all(shop)
    first = who_is_who.answer(shop, (3, 4), "same")
    second = who_is_who.answer(shop, (4, 5), "same")
    third = who_is_who.answer(shop, (1, 2), "household")
    with shop.reading() as books:
        assert len(find(books, "garcia")) == 1
    for answered in (first, third, second):
        who_is_who.take_back(shop, answered)
    after = _all(shop)
    assert {name: rows for name, rows in after.items() if name != "answers"} == {
        name: rows for name, rows in before.items() if name != "answers"
    }


def test_a_second_answer_stands_in_place_of_the_first(shop: Store) -> None:
    who_is_who.answer(shop, (1, 2), "different")
    answered = who_is_who.answer(shop, (1, 2), "household")
    who_is_who.take_back(shop, answered)
    with shop.reading() as books:
        assert books.execute(select(answers.c.verdict)).scalars().all() == ["different"]


def test_merging_by_hand_and_unmerging(shop: Store) -> None:
    before = _all(shop)
    made = who_is_who.merge(shop, 2, 1)
    assert (made.kept, made.gone) == (2, 1)
    remember(shop, 1, "likes jam", date(2026, 3, 10))
    block(shop, 1, "call")
    with shop.reading() as books:
        assert [note.words for note in notes.of_customer(books, 2)] == ["likes jam"]
    unblock(shop, 1, "call")
    undone = who_is_who.unmerge(shop, 1)
    assert undone == made
    with shop.transaction() as books:
        [note] = notes.of_customer(books, 2)
        notes.remove(books, note.id)
    after = _all(shop)
    assert [row[:3] for row in after.pop("answers")] == [(1, 2, "different")]
    before.pop("answers")
    assert after == before
    assert _suggested(shop) == [(3, 4, 5)]


@pytest.mark.parametrize(
    ("people", "verdict"),
    [
        ((1, 2), "perhaps"),
        ((1, 1), "same"),
        ((1,), "same"),
        ((), "different"),
        ((1, 4711), "household"),
    ],
)
def test_what_is_no_answer_is_refused(shop: Store, people: tuple[int, ...], verdict: str) -> None:
    before = _all(shop)
    with pytest.raises(StoreError) as refused:
        who_is_who.answer(shop, people, verdict)
    assert refused.value.hint
    assert _all(shop) == before


def test_who_is_one_already_cannot_be_told_apart_by_an_answer(shop: Store) -> None:
    who_is_who.merge(shop, 1, 2)
    before = _all(shop)
    for act in (
        lambda: who_is_who.merge(shop, 2, 1),
        lambda: who_is_who.answer(shop, (1, 2), "different"),
    ):
        with pytest.raises(StoreError, match="one customer already"):
            act()
    assert _all(shop) == before


def test_an_empty_shop_has_nothing_to_ask(store: Store) -> None:
    assert who_is_who.suggestions(store) == []
    with store.transaction() as books:
        books.execute(insert(customers).values(name="Anna Baker"))
    assert who_is_who.suggestions(store) == []
