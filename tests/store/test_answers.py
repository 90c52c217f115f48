"""What the owner has said of two customers is kept, and put back as it was."""

import pytest
from sqlalchemy import insert, select

from notecard.core.errors import StoreError
from notecard.store import answers, merges
from notecard.store.database import Store
from notecard.store.tables import answers as table
from notecard.store.tables import customers, households
from tests.whole_store import everything


@pytest.fixture
def four(store: Store) -> Store:
    """Return a store of four customers, of whom the last two share a household."""
    with store.transaction() as books:
        books.execute(insert(households).values(id=1, name="Mill Lane"))
        for name, home in (("Anna", None), ("Tom", None), ("Ivy", 1), ("Ben", 1)):
            books.execute(insert(customers).values(name=name, household=home))
    return store


def test_every_pair_is_kept_by_who_they_are_now(four: Store) -> None:
    with four.transaction() as books:
        merges.merge(books, 1, 2)
        answers.say(books, (4, 2, 3), "different")
        kept = books.execute(select(table.c.one, table.c.other, table.c.verdict)).all()
        assert [tuple(row) for row in kept] == [
            (1, 3, "different"),
            (1, 4, "different"),
            (3, 4, "different"),
        ]


def test_a_household_takes_in_whoever_has_none(four: Store) -> None:
    with four.transaction() as books:
        answers.say(books, (1, 3), "household")
        homes = books.execute(select(customers.c.household).order_by(customers.c.id)).scalars()
        assert list(homes) == [1, None, 1, 1]
        answers.say(books, (1, 2), "household")
        assert len(books.execute(select(households)).all()) == 1


@pytest.mark.parametrize("verdict", answers.VERDICTS)
@pytest.mark.parametrize("people", [(1, 2), (2, 3), (1, 2, 3, 4)])
def test_what_was_said_before_is_put_back(
    four: Store, verdict: str, people: tuple[int, ...]
) -> None:
    with four.transaction() as books:
        answers.say(books, (2, 3), "different")
        before = everything(books)
        said = answers.say(books, people, verdict)
        assert everything(books) != before or (people, verdict) == ((2, 3), "different")
        answers.put_back(books, said)
        assert everything(books) == before


def test_nobody_can_be_said_of_who_is_not_there(four: Store) -> None:
    with four.transaction() as books, pytest.raises(StoreError):
        answers.say(books, (1, 4711), "same")
