"""Merging two customers loses nothing, and taking it back leaves what was there before."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, update

from notecard.core.cards import CardRecord
from notecard.core.customers import Channel
from notecard.core.errors import StoreError
from notecard.store import cards, customers, merges, notes, skips, summaries, touches
from notecard.store.customers import search_text
from notecard.store.database import Store
from notecard.store.tables import customers as table
from notecard.store.tables import households, purchases
from notecard.store.tables import merges as journal
from notecard.store.tables import notes as notes_table
from tests import random_shop
from tests.postgres import Opener
from tests.random_shop import Contacted, Sale
from tests.whole_store import Rows, everything, trying

DAY = date(2026, 3, 10)
SEVEN = tuple(range(1, 8))
TRIED = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "email": st.sampled_from(("anna@example.com", "tom@example.com")),
        "phone": st.sampled_from(("0131 496 0001", "0131 496 0002")),
        "birthday": st.sampled_from(("1980-05-17", "--05-17")),
        "city": st.sampled_from(("Leith", "Perth")),
        "lines": st.sampled_from(("1 High Street", "2 Mill Lane")),
        "given": st.sampled_from(("Anna", "Tom")),
        "name": st.sampled_from(("", "Anna Baker", "伟 王")),
        "search": st.just("found by other words"),
    },
)
STEP = st.one_of(
    st.tuples(st.just("merge"), st.sampled_from(SEVEN), st.sampled_from(SEVEN)),
    st.tuples(st.just("merge"), st.sampled_from(SEVEN), st.sampled_from(SEVEN)),
    st.tuples(st.just("unmerge"), st.sampled_from(SEVEN), st.just(0)),
    st.tuples(st.just("take back"), st.integers(0, 9), st.just(0)),
    st.tuples(st.just("note"), st.sampled_from(SEVEN), st.just(0)),
)


@pytest.fixture(scope="module")
def kept(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opener(tmp_path_factory.mktemp("merges"))


def _fill(books: Connection, told: dict[int, dict[str, str]], homes: dict[int, int]) -> None:
    """Write a shop of seven customers: purchases, cards, wishes, notes, and who lives where."""
    sales = [Sale(id, 10 * id, 500 * id, goods=("Honey",), staff="Ruth") for id in SEVEN]
    sales += [Sale(id, 9 * id, 300, refunded=100) for id in SEVEN[::2]]
    contacted = [Contacted(id, 40 * id) for id in SEVEN[:4]]
    random_shop.write(books, sales, contacted, [(1, "card"), (2, "card"), (2, "call"), (6, "all")])
    books.execute(update(purchases).values(via=purchases.c.customer))
    books.execute(insert(households), [{"id": 1, "name": "Mill Lane"}, {"id": 2, "name": ""}])
    for id in SEVEN:
        values = told.get(id, {}) | {"household": homes.get(id)}
        books.execute(update(table).where(table.c.id == id).values(values))
        if "search" not in values:
            row = books.execute(select(table).where(table.c.id == id)).one()
            search = customers.search_of_row(row)
            books.execute(update(table).where(table.c.id == id).values(search=search))
    for id in SEVEN[::3]:
        notes.add(books, id, DAY, f"likes jam {id}", DAY)
        skips.add(books, id, DAY)
        cards.add(books, CardRecord(f"{id:013}", id, "us-a2-flat", "sprig", 1, 1, "1", ()), DAY)
    summaries.rebuild(books)


def _take(books: Connection, steps: list[tuple[str, int, int]]) -> None:
    for what, one, other in steps:
        now, then = merges.root_of(books, one), merges.root_of(books, other)
        numbers = list(books.execute(select(journal.c.id)).scalars())
        if what == "merge" and now != then:
            merges.merge(books, one, other)
        elif what == "unmerge" and merges.touching(books, [one]):
            merges.unmerge(books, one if _was_merged(books, one) else now)
        elif what == "take back" and numbers:
            merges.take_back(books, numbers[one % len(numbers)])
        elif what == "note":
            notes.add(books, now, DAY, "written since")


def _was_merged(books: Connection, id: int) -> bool:
    part = (journal.c.kept == id) | (journal.c.gone == id)
    return books.execute(select(journal.c.id).where(part)).first() is not None


def _assert_that_it_holds(books: Connection) -> None:
    """Whoever is merged points at somebody who is not; purchases follow; sums are those anew."""
    root = {row.id: row.merged_into or row.id for row in books.execute(select(table))}
    assert all(root[one] == one for one in root.values())
    for row in books.execute(select(purchases)):
        assert row.customer == root[row.via]
    for row in books.execute(select(notes_table)):
        assert root[row.customer] == row.customer
    kept_current = everything(books)
    summaries.rebuild(books)
    assert everything(books) == kept_current


@TRIED
@given(
    st.dictionaries(st.sampled_from(SEVEN), FIELDS),
    st.dictionaries(st.sampled_from(SEVEN), st.sampled_from((1, 2))),
    st.lists(STEP, max_size=12),
    st.randoms(use_true_random=False),
)
def test_everything_taken_back_leaves_the_store_as_it_was(
    kept: Store,
    told: dict[int, dict[str, str]],
    homes: dict[int, int],
    steps: list[tuple[str, int, int]],
    chance: st.DataObject,
) -> None:
    with trying(kept) as books:
        _fill(books, told, homes)
        before = everything(books)
        _take(books, steps)
        _assert_that_it_holds(books)
        while numbers := list(books.execute(select(journal.c.id)).scalars()):
            merges.take_back(books, chance.choice(numbers))  # type: ignore[attr-defined]
            _assert_that_it_holds(books)
        books.execute(delete(notes_table).where(notes_table.c.words == "written since"))
        assert everything(books) == before


Fill = Callable[..., list[int]]


@pytest.fixture
def put(store: Store) -> Fill:
    """Return what writes customers into the store."""

    def _put(*people: dict[str, str]) -> list[int]:
        with store.transaction() as books:
            for told in people:
                search = search_text(told.get("name", ""), told.get("email", ""), "")
                books.execute(insert(table).values(told | {"search": search}))
            return list(books.execute(select(table.c.id).order_by(table.c.id)).scalars())

    return _put


def test_a_wish_of_either_holds_for_both(store: Store, put: Fill) -> None:
    one, other = put({"name": "Anna Baker"}, {"name": "A. Baker"})
    with store.transaction() as books:
        customers.block(books, other, "call")
        customers.block(books, one, "card")
        merges.merge(books, one, other)
        assert customers.get(books, one).blocked == ("call", "card")
        merges.unmerge(books, one)
        assert customers.get(books, one).blocked == ("card",)
        assert customers.get(books, other).blocked == ("call",)


def test_blanks_are_filled_and_an_address_stays_whole(store: Store, put: Fill) -> None:
    one, other, third = put(
        {"name": "Anna Baker", "city": "Leith"},
        {"name": "A. Baker", "email": "anna@example.com", "city": "Perth", "lines": "2 Mill Lane"},
        {"name": "Anna B.", "email": "old@example.com", "city": "Leith", "lines": "1 High Street"},
    )
    with store.transaction() as books:
        merges.merge(books, one, other)
        found = customers.get(books, one)
        assert (found.name, found.email) == ("Anna Baker", "anna@example.com")
        assert (found.address.lines, found.address.city) == ((), "Leith")
        merges.merge(books, one, third)
        found = customers.get(books, one)
        assert found.email == "anna@example.com"
        assert (found.address.lines, found.address.city) == (("1 High Street",), "Leith")


def test_what_the_owner_wrote_since_is_not_emptied(store: Store, put: Fill) -> None:
    one, other = put({"name": "Anna Baker"}, {"name": "A. Baker", "given": "Anna"})
    with store.transaction() as books:
        merges.merge(books, one, other)
        customers.set_given(books, one, "Annie")
        merges.unmerge(books, one)
        assert customers.get(books, one).given == "Annie"


def test_one_is_found_by_the_other_name(store: Store, put: Fill) -> None:
    one, other = put({"name": "Wei Wang"}, {"name": "伟 王", "email": "wei@example.com"})
    with store.transaction() as books:
        merges.merge(books, one, other)
        for words in ("wei wang", "伟", "wei@example"):
            assert [each.customer.id for each in customers.find(books, words)] == [one], words
        assert customers.count(books) == 1


def test_a_card_of_the_one_who_is_gone_still_opens(store: Store, put: Fill) -> None:
    one, other = put({"name": "Anna Baker"}, {"name": "A. Baker"})
    with store.transaction() as books:
        cards.add(books, CardRecord("N0TECARDSAMP7", other, "s", "d", 1, 1, "1", ()), DAY)
        touches.add(books, other, Channel.CARD, DAY, card="N0TECARDSAMP7")
        merges.merge(books, one, other)
        found = cards.get(books, "N0TECARDSAMP7")
        assert found is not None
        assert found.customer == one
        assert [each.card for each in touches.of_customer(books, one)] == ["N0TECARDSAMP7"]


def test_the_newest_merge_of_a_customer_is_taken_back(store: Store, put: Fill) -> None:
    one, two, three, four = put(*({"name": name} for name in "ABCD"))
    with store.transaction() as books:
        merges.merge(books, one, two)
        merges.merge(books, one, three)
        last = merges.merge(books, four, one)
        undone = merges.unmerge(books, two)
        assert (undone.kept, undone.gone) == (one, two)
        assert [merges.root_of(books, each) for each in (one, two, three)] == [four, two, four]
        assert [row.id for row in books.execute(select(journal))] == [undone.id + 1, last]


def test_nobody_is_merged_with_themselves_or_unmerged_from_nobody(store: Store, put: Fill) -> None:
    one, other = put({"name": "A"}, {"name": "B"})
    with store.transaction() as books:
        merges.merge(books, one, other)
        before: Rows = everything(books)
        for act in (
            lambda: merges.merge(books, one, one),
            lambda: merges.merge(books, other, one),
            lambda: merges.merge(books, one, 4711),
            lambda: merges.unmerge(books, 4711),
        ):
            with pytest.raises(StoreError) as refused:
                act()
            assert refused.value.hint
        assert everything(books) == before
