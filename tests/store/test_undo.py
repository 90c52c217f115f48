"""An import that is taken back leaves the store exactly as it was before it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from notecard.core.errors import StoreError
from notecard.core.imports import FileReport, Imported
from notecard.core.purchases import (
    Address,
    Contact,
    Kind,
    LineItem,
    Person,
    Purchase,
    Read,
    Tells,
)
from notecard.core.settings import Shop
from notecard.store import batches, merges, notes, refunds, summaries, undo
from notecard.store.database import Store
from notecard.store.tables import customers, leans, purchases
from notecard.store.tables import merges as journal
from notecard.workflows.take_in import begin, settle, take_in
from tests.postgres import Opener
from tests.whole_store import everything, trying

OURS = Shop(name="Ruth's", currency="GBP", region="GB")
TRIED = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Till:
    """A reader that is not there: what it would tell is handed over."""

    id: str
    system: str
    tells: Tells


TILLS = (
    Till("square_items", "square", Tells(1, 2)),
    Till("square_transactions", "square", Tells(2, 1)),
)
ETSY = Till("etsy_orders", "etsy", Tells())
MORNING = datetime(2026, 3, 1, 9, tzinfo=UTC)

PERSON = st.builds(
    Person,
    system_id=st.sampled_from(("", "", "7", "8")),
    name=st.sampled_from(("", "Anna Baker", "A. Baker", "Tom Baker", "BAKER Anna", "伟 王")),
    email=st.sampled_from(("", "", "anna@example.com", "family@example.com")),
    phone=st.sampled_from(("", "", "0131 496 0001", "+44 131 496 0002")),
    birthday=st.sampled_from(("", "1980-05-17")),
    address=st.sampled_from((Address(), Address(("1 High Street",), "Leith", "", "EH6", "GB"))),
)
PURCHASE = st.builds(
    Purchase,
    key=st.sampled_from(("1", "2", "3", "4", "5")),
    at=st.sampled_from((MORNING, MORNING + timedelta(1))),
    currency=st.just("GBP"),
    gross=st.sampled_from((500, 900)),
    refunded=st.sampled_from((0, 0, 100)),
    kind=st.sampled_from((Kind.SALE, Kind.SALE, Kind.SALE, Kind.NOT_COUNTED)),
    person=PERSON,
    staff=st.sampled_from(("", "Ruth")),
    lines=st.sampled_from(((), (LineItem("Teapot", Decimal(1), 500),))),
)
CONTACT = st.builds(Contact, PERSON, replaces=st.sampled_from(((), (), ("8",))))
READS = st.lists(st.one_of(PURCHASE, PURCHASE, CONTACT), max_size=7)
IMPORTS = st.lists(st.tuples(st.sampled_from((*TILLS, ETSY)), READS), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def kept(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opener(tmp_path_factory.mktemp("undo"))


def _import(books: Connection, reads: Sequence[Read], till: Till = ETSY) -> int | None:
    imported, report = Imported(), FileReport("till.csv", till.id, till.tells)
    batch = begin(books, [till.id], ["till.csv"])
    leans = take_in(books, reads, till, batch, OURS, "", imported, report)
    return settle(books, batch, imported, leans)


def _sums_are_current(books: Connection) -> None:
    now = everything(books)
    refunds.attach(books)
    summaries.rebuild(books)
    assert everything(books) == now


@TRIED
@given(IMPORTS)
def test_each_import_taken_back_leaves_what_was_before_it(
    kept: Store, imports: list[tuple[Till, list[Read]]]
) -> None:
    with trying(kept) as books:
        before = []
        for till, reads in imports:
            before.append(everything(books))
            before[-1]["batch"] = [(_import(books, reads, till),)]
            _sums_are_current(books)
        for was in reversed(before):
            [(batch,)] = was.pop("batch")
            if batch is not None:
                undo.take_back(books, batch)
            assert everything(books) == was


@TRIED
@given(IMPORTS, st.integers(0, 3))
def test_any_import_nothing_builds_on_can_go_as_if_it_had_never_come(
    kept: Store, imports: list[tuple[Till, list[Read]]], which: int
) -> None:
    with trying(kept) as books:
        numbers = [_import(books, reads, till) for till, reads in imports]
        batch = numbers[which % len(numbers)]
        if batch is None:
            return
        leans_on_it = select(leans.c.batch).where(leans.c.on_batch == batch)
        if books.execute(leans_on_it).first():
            before = everything(books)
            with pytest.raises(StoreError, match="builds on"):
                undo.take_back(books, batch)
            assert everything(books) == before
        else:
            undo.take_back(books, batch)
            _sums_are_current(books)
            _nothing_is_left_of(books, batch)


def _nothing_is_left_of(books: Connection, batch: int) -> None:
    after = everything(books)
    assert batch not in [row[0] for row in after["batches"]]
    people = {row.id: row.merged_into for row in books.execute(select(customers))}
    for row in books.execute(select(journal)):
        assert {row.kept, row.gone} <= set(people)
    assert all(people[root] is None for root in people.values() if root is not None)
    for row in books.execute(select(purchases).where(purchases.c.via.is_not(None))):
        assert row.customer == (people[row.via] or row.via)


ANNA = Person(system_id="7", name="Anna Baker", email="anna@example.com")
BAKER = Person(system_id="8", name="A. Baker", phone="0131 496 0001")


def _sale(key: str, person: Person) -> Purchase:
    return Purchase(key, MORNING, "GBP", 900, person=person)


def test_the_merges_an_import_caused_go_with_it(store: Store) -> None:
    both = replace(ANNA, system_id="7", phone="0131 496 0001")
    with store.transaction() as books:
        _import(books, [_sale("1", ANNA), _sale("2", BAKER)])
        before = everything(books)
        batch = _import(books, [_sale("3", both)])
        assert len(merges.of_batch(books, batch or 0)) == 1
        assert books.execute(select(purchases.c.customer).distinct()).scalars().all() == [1]
        assert undo.take_back(books, batch or 0).purchases == 1
        assert everything(books) == before


def test_a_receipt_told_again_by_the_import_that_merges_its_customer_is_the_kept_ones(
    store: Store,
) -> None:
    old, new = Person(system_id="8"), Person(system_id="7", name="Anna Baker")
    with store.transaction() as books:
        _import(books, [_sale("1", new), _sale("2", old)])
        before = everything(books)
        told = [replace(_sale("2", old), gross=1200), Contact(new, replaces=("8",))]
        batch = _import(books, told)
        assert set(books.execute(select(purchases.c.customer)).scalars()) == {1}
        _sums_are_current(books)
        undo.take_back(books, batch or 0)
        assert everything(books) == before


def test_what_was_filled_in_is_blank_again_also_in_who_they_were_merged_into(store: Store) -> None:
    more = Contact(replace(BAKER, birthday="1980-05-17", language="de"))
    with store.transaction() as books:
        _import(books, [_sale("1", ANNA), _sale("2", BAKER)])
        merges.merge(books, 1, 2)
        before = everything(books)
        batch = _import(books, [more])
        kept_one = books.execute(select(customers).where(customers.c.id == 1)).one()
        assert (kept_one.birthday, kept_one.language) == ("1980-05-17", "de")
        undo.take_back(books, batch or 0)
        assert everything(books) == before


def test_who_filled_a_blank_first_still_does_after_an_undo_of_something_else(store: Store) -> None:
    third = Person(system_id="9", name="Ann Baker", birthday="1980-05-17")
    with store.transaction() as books:
        _import(books, [_sale("1", ANNA), _sale("2", BAKER), _sale("3", third)])
        merges.merge(books, 1, 2)
        merges.merge(books, 1, 3)
        _import(books, [Contact(replace(BAKER, birthday="1999-01-01"))])
        before = everything(books)
        batch = _import(books, [Contact(replace(BAKER, language="de"))])
        undo.take_back(books, batch or 0)
        assert everything(books) == before
        kept_one = books.execute(select(customers).where(customers.c.id == 1)).one()
        assert kept_one.birthday == "1980-05-17"


def test_the_owners_merge_with_somebody_who_stays_stands(store: Store) -> None:
    with store.transaction() as books:
        _import(books, [_sale("1", ANNA)])
        _import(books, [_sale("2", BAKER)])
        last = _import(books, [_sale("3", Person(name="Tom Baker", email="t@example.com"))])
        merges.merge(books, 1, 2)
        merges.merge(books, 1, 3)
        undo.take_back(books, last or 0)
        people = {row.id: row.merged_into for row in books.execute(select(customers))}
        assert people == {1: None, 2: 1}
        assert set(books.execute(select(purchases.c.customer)).scalars()) == {1}
        _sums_are_current(books)


def test_somebody_the_owner_has_written_of_stays(store: Store) -> None:
    with store.transaction() as books:
        batch = _import(books, [_sale("1", ANNA)])
        notes.add(books, 1, MORNING.date(), "likes jam")
        removed = undo.take_back(books, batch or 0)
        assert (removed.purchases, removed.customers) == (1, 0)
        [row] = books.execute(select(customers)).all()
        assert (row.name, row.batch) == ("Anna Baker", None)


def test_an_import_others_build_on_is_refused(store: Store) -> None:
    with store.transaction() as books:
        first = _import(books, [_sale("1", ANNA)])
        later = _import(books, [_sale("2", ANNA)])
        before = everything(books)
        with pytest.raises(StoreError, match="builds on") as refused:
            undo.take_back(books, first or 0)
        assert f"undo-import {later}" in refused.value.hint
        assert everything(books) == before
        assert [one.id for one in batches.recent(books)] == [later, first]
