"""Who is who in an import: what joins, what never does, and that no order matters."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select

from notecard.core.identity import names_agree, normal_email
from notecard.core.purchases import Address, Contact, Person
from notecard.store import answers, batches
from notecard.store.database import Store
from notecard.store.people import People
from notecard.store.tables import customers, identities, purchases
from notecard.store.telephones import normal_phone
from tests.postgres import Opener
from tests.whole_store import everything, trying

REGION = "GB"
NAMES = (
    "Anna Baker", "ANNA BAKER", "Baker, Anna", "A. Baker", "Tom Baker", "Annie Baker", "Anna",
    "Siobhán O'Brien", "siobhan obrien", "Wei Wang", "伟 王", "Robert Smith Jr", "",
)  # fmt: skip
EMAILS = ("", "", "family@example.com", "anna@example.com", "FAMILY@example.com")
PHONES = ("", "", "0131 496 0001", "+44 131 496 0001", "0131 496 0002")
IDS = ("", "", "", "7", "8")

TELL = st.builds(
    Person,
    system_id=st.sampled_from(IDS),
    name=st.sampled_from(NAMES),
    email=st.sampled_from(EMAILS),
    phone=st.sampled_from(PHONES),
).filter(lambda one: one.is_known)
NUMBERLESS = TELL.filter(lambda one: not one.system_id)
TRIED = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def kept(opener: Opener, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opener(tmp_path_factory.mktemp("people"))


def _people(books: Connection, source: str = "till") -> People:
    return People(books, source, REGION, batches.begin(books, source, []))


def _taken_in(books: Connection, persons: Sequence[Person], source: str = "till") -> list[int]:
    """Take people in as one import does; returns who each of them is in the end."""
    people = _people(books, source)
    leaves = [people.customer_of(person) for person in persons]
    people.flush()
    return [_now(books, leaf) for leaf in leaves if leaf is not None]


def _now(books: Connection, leaf: int) -> int:
    into = books.execute(select(customers.c.merged_into).where(customers.c.id == leaf)).scalar_one()
    return int(into or leaf)


def _partition(numbers: Sequence[int], whose: Sequence[int]) -> set[frozenset[int]]:
    return {
        frozenset(number for number, who in zip(numbers, whose, strict=True) if who == one)
        for one in whose
    }


@TRIED
@given(st.lists(TELL, max_size=9), st.randoms())
def test_the_order_they_come_in_does_not_matter(
    kept: Store, persons: list[Person], chance: st.DataObject
) -> None:
    numbers = list(range(len(persons)))
    shuffled = sorted(numbers, key=lambda _number: chance.random())  # type: ignore[attr-defined]
    with trying(kept) as books:
        told = _partition(numbers, _taken_in(books, persons))
    with trying(kept) as books:
        again = _taken_in(books, [persons[number] for number in shuffled])
    assert _partition(shuffled, again) == told


@TRIED
@given(st.lists(TELL, max_size=9), st.sets(st.integers(0, 9)))
def test_writing_in_between_changes_nothing(
    kept: Store, persons: list[Person], pauses: set[int]
) -> None:
    numbers = list(range(len(persons)))
    with trying(kept) as books:
        told = _partition(numbers, _taken_in(books, persons))
    with trying(kept) as books:
        people = _people(books)
        leaves = []
        for number, person in enumerate(persons):
            leaves.append(people.customer_of(person))
            if number in pauses:
                people.flush()
        people.flush()
        paused = [_now(books, leaf) for leaf in leaves if leaf is not None]
        roots = [people.root_of(leaf) for leaf in leaves if leaf is not None]
    assert _partition(numbers, paused) == told
    assert roots == paused


@TRIED
@given(st.lists(st.lists(TELL, max_size=5), max_size=3))
def test_told_again_everybody_is_who_they_were(kept: Store, imports: list[list[Person]]) -> None:
    with trying(kept) as books:
        first = [_taken_in(books, persons) for persons in imports]
        again = [_taken_in(books, persons) for persons in imports]
        before = [_now(books, one) for some in first for one in some]
        after = [_now(books, one) for some in again for one in some]
    told = [person for persons in imports for person in persons]
    for person, one, other in zip(told, before, after, strict=True):
        assert (one == other) is bool(_keys(person))


@TRIED
@given(st.lists(NUMBERLESS, max_size=9))
def test_only_who_shares_a_key_and_whose_names_agree_is_joined(
    kept: Store, persons: list[Person]
) -> None:
    with trying(kept) as books:
        whose = _taken_in(books, persons)
    for number, (one, first) in enumerate(zip(persons, whose, strict=True)):
        for other, second in zip(persons[:number], whose, strict=False):
            if not _keys(one) or not _keys(other):
                assert first != second, "a bare name is nobody's but its own"
            elif first == second:
                assert names_agree(one.name, other.name)
                assert _are_linked(one, other, persons)


@TRIED
@given(st.lists(TELL, max_size=9))
def test_an_equal_number_of_the_system_always_joins(kept: Store, persons: list[Person]) -> None:
    with trying(kept) as books:
        whose = _taken_in(books, persons)
    for system_id in set(IDS) - {""}:
        pairs = zip(persons, whose, strict=True)
        assert len({who for person, who in pairs if person.system_id == system_id}) <= 1


def _keys(person: Person) -> set[str]:
    told = (person.system_id, normal_email(person.email), normal_phone(person.phone, REGION))
    return set(filter(None, told))


def _are_linked(one: Person, other: Person, persons: list[Person]) -> bool:
    reached = _keys(one)
    for _round in persons:
        for person in persons:
            reached |= _keys(person) if reached & _keys(person) else set()
    return bool(reached & _keys(other))


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("Siobhán O'Brien", "SIOBHAN OBRIEN", True),
        ("Siobhán O’Brien", "Siobhán O'Brien", True),
        ("Wei Wang", "伟 王", True),
        ("Baker, Anna", "Anna Baker", True),
        ("A. Baker", "Anna Baker", True),
        ("Anna Baker", "", True),
        ("Anna Baker", "Tom Baker", False),
        ("Robert Smith", "Robert Smith Jr", False),
        ("Maria Silva", "Mario Silva", False),
        ("Mr Chris Baker", "Mrs Chris Baker", False),
    ],
)
def test_one_email_joins_names_that_agree(store: Store, one: str, other: str, is_one: bool) -> None:
    for first, second in ((one, other), (other, one)):
        told = [Person(name=name, email="home@example.com") for name in (first, second)]
        with trying(store) as books:
            assert (len(set(_taken_in(books, told))) == 1) is is_one
        told = [Person(name=name, phone="0131 496 0001") for name in (first, second)]
        with trying(store) as books:
            assert (len(set(_taken_in(books, told))) == 1) is is_one


def test_two_who_are_found_to_be_one_are_merged_and_nothing_is_lost(store: Store) -> None:
    told = [
        Person(name="Anna Baker", email="anna@example.com"),
        Person(name="Anna Baker", phone="0131 496 0001", birthday="1980-05-17"),
        Person(name="Anna Baker", email="anna@example.com", phone="+44 131 496 0001"),
    ]
    with store.transaction() as books:
        whose = _taken_in(books, told)
        assert len(set(whose)) == 1
        rows = books.execute(select(customers).order_by(customers.c.id)).all()
        [found] = [row for row in rows if row.merged_into is None]
        assert (found.email, found.birthday) == ("anna@example.com", "1980-05-17")
        assert len(rows) == 2
        held = {(row.value, row.customer) for row in books.execute(select(identities))}
        assert {("anna@example.com", 1), ("+441314960001", 2)} <= held  # each keeps its own


def test_who_is_torn_between_two_joins_neither(store: Store) -> None:
    names = ("Anna Baker", "Adam Baker", "A. Baker")
    told = [Person(name=name, email="family@example.com") for name in names]
    with store.transaction() as books:
        assert len(set(_taken_in(books, told))) == 3


def test_who_was_said_to_be_different_stays_so(store: Store) -> None:
    told = [
        Person(name="Anna Baker", email="anna@example.com"),
        Person(name="A. Baker", phone="0131 496 0001"),
    ]
    with store.transaction() as books:
        first = _taken_in(books, told)
        answers.say(books, first, "different")
        both = Person(name="Anna Baker", email="anna@example.com", phone="0131 496 0001")
        _taken_in(books, [both])
        assert [_now(books, one) for one in first] == first


@pytest.mark.parametrize(
    "relay",
    ["a1b2c3@members.ebay.com", "x7@marketplace.amazon.co.uk", "m@guest.booking.com"],
)
def test_an_address_that_only_passes_letters_on_joins_nobody(store: Store, relay: str) -> None:
    told = [Person(name="Anna Baker", email=relay), Person(name="Anna Baker", email=relay)]
    with store.transaction() as books:
        whose = _taken_in(books, told)
        assert len(set(whose)) == 2
        assert set(books.execute(select(customers.c.email)).scalars()) == {""}


def test_a_number_of_one_system_says_nothing_in_another(store: Store) -> None:
    person = Person(system_id="7", name="Anna Baker")
    with store.transaction() as books:
        [first] = _taken_in(books, [person], "square")
        [second] = _taken_in(books, [person], "etsy")
        [third] = _taken_in(books, [Person(system_id="7", name="Tom Baker")], "square")
        assert first == third != second


def test_a_phone_everybody_has_is_nobodys(store: Store) -> None:
    shop = "0131 496 0009"
    told = [Person(name=f"Buyer{chr(97 + n)} Unlike{chr(97 + n)}", phone=shop) for n in range(26)]
    told += [Person(name=f"Guest{chr(97 + n)} Other{chr(97 + n)}", phone=shop) for n in range(26)]
    told += [Person(name="B. Unlikea", phone=shop)]
    with store.transaction() as books:
        assert len(set(_taken_in(books, told))) == len(told)


def test_the_same_receipt_keeps_its_customer(store: Store) -> None:
    with store.transaction() as books:
        [likely] = _taken_in(books, [Person(name="Anna Baker")])
        people = _people(books)
        assert people.customer_of(Person(name="ANNA BAKER"), likely) == likely
        assert people.customer_of(Person(name="Tom Baker"), likely) != likely
        more = Person(name="Anna Baker", email="anna@example.com")
        assert people.customer_of(more, likely) == likely
        people.flush()
        assert _taken_in(books, [more]) == [likely]


def test_a_name_on_one_receipt_turns_out_to_be_somebody_known(store: Store) -> None:
    anna = Person(name="Anna Baker", email="anna@example.com")
    with store.transaction() as books:
        [known] = _taken_in(books, [anna])
        [likely] = _taken_in(books, [Person(name="A. Baker")])
        batch = batches.begin(books, "till", [])
        row = {"source": "till", "key": "1", "day": 1, "at": 1, "currency": "GBP", "kind": "sale"}
        told = {"customer": likely, "via": likely, "batch": batch}
        books.execute(insert(purchases).values(row | told))
        people = _people(books)
        assert people.customer_of(anna, likely) == known
        people.flush()
        assert people.root_of(likely) == known
        assert books.execute(select(purchases.c.customer)).scalar_one() == known


def _book(books: Connection, contacts: Sequence[Contact], source: str = "book") -> list[int | None]:
    people = _people(books, source)
    leaves = [people.contact(contact) for contact in contacts]
    people.flush()
    return leaves


def test_an_address_book_fills_blanks_and_replaces_nothing(store: Store) -> None:
    home = Address(("1 High Street",), "Leith", "", "EH6 6AA", "GB")
    with store.transaction() as books:
        anna = Person(name="Anna Baker", email="anna@example.com", birthday="--05-17")
        [known] = _taken_in(books, [anna])
        told = Person(
            name="Anna M. Baker",
            email="ANNA@example.com",
            phone="0131 496 0001",
            birthday="1980-05-17",
            language="de",
            address=home,
        )
        [leaf] = _book(books, [Contact(told)])
        assert leaf is not None
        assert _now(books, leaf) == known
        [row] = books.execute(select(customers).where(customers.c.merged_into.is_(None))).all()
        assert (row.name, row.phone, row.language) == ("Anna Baker", "0131 496 0001", "de")
        assert (row.birthday, row.email) == ("--05-17", "anna@example.com")
        assert (row.lines, row.city, row.postcode) == ("1 High Street", "Leith", "EH6 6AA")
        assert "0131" in row.search.replace(" ", "")


def test_an_entry_that_reaches_nobody_makes_no_customer(store: Store) -> None:
    with store.transaction() as books:
        entries = [Contact(Person(name="Anna Baker")), Contact(Person(system_id="instant-9"))]
        assert _book(books, entries) == [None, None]
        assert books.execute(select(customers)).all() == []


def test_an_address_book_taken_in_again_adds_nothing(store: Store) -> None:
    home = Address(("1 High Street",), "Leith", "", "EH6 6AA", "GB")
    entries = [
        Contact(Person(name="Anna Baker", address=home)),
        Contact(Person(name="Anna Baker", address=home)),  # mother and daughter
        Contact(Person(name="Tom Baker", phone="0131 496 0001")),
        Contact(Person(name="Ann Baker")),
    ]
    with store.transaction() as books:
        first = _book(books, entries)
        assert len(set(first) - {None}) == 3
        before = everything(books)
        assert _book(books, entries) == first
        after = everything(books)
    assert {name: rows for name, rows in after.items() if name != "batches"} == {
        name: rows for name, rows in before.items() if name != "batches"
    }


def test_customers_a_system_made_one_are_merged(store: Store) -> None:
    with store.transaction() as books:
        told = [
            Person(system_id="OLD", name="Anna Baker"),
            Person(system_id="NEW", name="Anne Becker"),
        ]
        old, new = _taken_in(books, told, "square")
        contact = Contact(Person(system_id="NEW", name="Anne Becker"), replaces=("OLD",))
        assert _book(books, [contact], "square") == [new]
        assert _now(books, old) == _now(books, new) == min(old, new)


@pytest.mark.parametrize(
    "name", ["'; DROP TABLE customers;--", "a" * 5000, "\udcff", "\x00Ann", "‮"]
)
def test_hostile_names_are_names(store: Store, tmp_path: Path, name: str) -> None:
    hostile = Person(system_id=name[:9].replace("\udcff", "x"), name=name.replace("\udcff", "?"))
    with store.transaction() as books:
        [one] = _taken_in(books, [hostile])
        assert _taken_in(books, [hostile]) == [one]
