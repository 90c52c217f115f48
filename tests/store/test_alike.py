"""Who might be one person: found among many, told with reasons, never asked for twice."""

import random
import time
from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import Connection, insert, select, update

from notecard.core.purchases import Address, Person
from notecard.store import answers, batches, merges
from notecard.store.alike import LIKELY, Suggestion, count_new, suggestions
from notecard.store.database import Store
from notecard.store.people import People
from notecard.store.tables import customers

TakeIn = Callable[..., int]


def _take_in(books: Connection, *people: Person, source: str = "till") -> int:
    """Take people in as one import; returns its number."""
    batch = batches.begin(books, source, [])
    known = People(books, source, "GB", batch)
    for person in people:
        known.customer_of(person)
    known.flush()
    return batch


def _pairs(found: Sequence[Suggestion]) -> list[tuple[int, ...]]:
    return [one.customers for one in found]


ANNA = Person(name="Anna Baker", email="anna.baker@example.com", birthday="1980-05-17")
ANA = Person(name="Baker Ana", email="anna.baker@example.org", birthday="1980-05-17")
TOM = Person(name="Tom Carpenter", email="tom@example.net")


def test_the_likeliest_come_first_with_their_reasons(store: Store) -> None:
    with store.transaction() as books:
        _take_in(books, ANNA, ANA, TOM, Person(name="T. Carpenter", phone="0131 496 0001"))
        found = suggestions(books)
        assert _pairs(found) == [(1, 2), (3, 4)]
        assert 1 > found[0].score > found[1].score >= LIKELY
        assert found[0].reasons[0] == "The birthday is the same."
        assert "The names are spelled alike." in found[0].reasons
        assert _pairs(suggestions(books, 1)) == [(1, 2)]


def test_a_bare_name_told_often_is_one_question(store: Store) -> None:
    twelve = [Person(name=name) for name in ("Jose Garcia", "JOSÉ GARCÍA", "Garcia, Jose") * 4]
    with store.transaction() as books:
        _take_in(books, *twelve, Person(name="Jose Garcia", email="jose@example.com"), TOM)
        found = suggestions(books)
        assert _pairs(found) == [tuple(range(1, 13)), (1, 13)]
        assert found[0].reasons == ("The name is the same.", "Nothing else is known of them.")
        answers.say(books, found[0].customers, "same")
        for other in found[0].customers[1:]:
            merges.merge(books, 1, other)
        assert _pairs(suggestions(books)) == [(1, 13)]


def test_half_a_name_and_nothing_else_is_no_question(store: Store) -> None:
    with store.transaction() as books:
        _take_in(books, *[Person(name="Anna")] * 3, *[Person(name="佐藤由紀")] * 2)
        assert _pairs(suggestions(books)) == [(4, 5)]


def test_namesakes_of_two_towns_are_weighed_by_it(store: Store) -> None:
    towns = ("Leith", "Leith", "Aberdeen")
    with store.transaction() as books:
        _take_in(books, *(Person(name="Anna Baker", address=Address(city=town)) for town in towns))
        found = suggestions(books)
        assert found[0].customers == (1, 2)
        assert "They live in the same town." in found[0].reasons
        assert all(one.score < found[0].score for one in found[1:])


def test_a_household_is_asked_about(store: Store) -> None:
    home = "family@example.com"
    with store.transaction() as books:
        _take_in(books, Person(name="Anna Baker", email=home), Person(name="Tom Baker", email=home))
        assert _pairs(suggestions(books)) == [(1, 2)]


@pytest.mark.parametrize("verdict", ["different", "household"])
def test_what_was_answered_is_not_asked_again_whoever_they_become(
    store: Store, verdict: str
) -> None:
    with store.transaction() as books:
        _take_in(books, ANNA, ANA, TOM)
        answers.say(books, (1, 2), verdict)
        assert suggestions(books) == []
        merges.merge(books, 3, 2)  # the one of the two becomes somebody else
        assert (1, 3) not in _pairs(suggestions(books))
        merges.unmerge(books, 2)
        assert suggestions(books) == []


def test_a_group_two_of_whom_were_told_apart_is_asked_pair_by_pair(store: Store) -> None:
    with store.transaction() as books:
        _take_in(books, *[Person(name="Jose Garcia")] * 3)
        answers.say(books, (1, 3), "different")
        assert _pairs(suggestions(books)) == [(1, 2), (2, 3)]


def test_who_is_merged_is_suggested_with_all_that_is_known(store: Store) -> None:
    with store.transaction() as books:
        _take_in(books, Person(name="Wei Wang", phone="0131 496 0001"), Person(name="伟 王"))
        merges.merge(books, 2, 1)
        _take_in(books, Person(name="Wei Wang", email="wei@example.com"))
        assert _pairs(suggestions(books)) == [(2, 3)]


def test_an_import_counts_those_with_somebody_it_brought(store: Store) -> None:
    with store.transaction() as books:
        first = _take_in(books, ANNA, TOM)
        assert count_new(books, first) == 0
        second = _take_in(books, ANA, source="other")
        assert count_new(books, second) == 1
        third = _take_in(books, Person(name="Ivy Okafor", email="ivy@example.com"))
        assert count_new(books, third) == 0
        fourth = _take_in(books, *[Person(name="Jose Garcia")] * 5)
        assert count_new(books, fourth) == 1
        fifth = _take_in(books, Person(name="Jose Garcia"))
        assert count_new(books, fifth) == 1
        assert count_new(books, first) == count_new(books, second) == 1


def test_an_import_counts_whom_it_told_more_of(store: Store) -> None:
    with store.transaction() as books:
        known = Person(system_id="7", name="A. Bakker", email="x@example.com")
        _take_in(books, ANNA, known)
        assert suggestions(books) == []
        more = Person(system_id="7", name="A. Bakker", email="anna.baker@example.org")
        assert count_new(books, _take_in(books, more)) == len(suggestions(books)) == 1


def _crowd(count: int) -> list[Person]:
    """Make up people with names as they are spread in life: a few common, most rare."""
    chance = random.Random(7)
    ends = [a + b for a in ("b", "d", "f", "k", "l", "m", "n", "r", "st", "kr") for b in "aeiou"]
    words = ["".join(chance.choices(ends, k=chance.choice((2, 3)))) for _ in range(4000)]
    given = chance.choices(words[:600], [1 / (n + 5) for n in range(600)], k=count)
    family = chance.choices(words, [1 / (n + 3) for n in range(4000)], k=count)
    return [
        Person(
            name=f"{first} {last}".title(),
            email=f"{first}.{last}{number % 97}@{chance.choice(words)}.com" if number % 5 else "",
            phone=f"0131 4{number:06}" if number % 3 else "",
            address=Address((f"{number % 180} {chance.choice(words)} Street",), words[number % 60]),
        )
        for number, (first, last) in enumerate(zip(given, family, strict=True))
    ]


def test_among_twenty_thousand_it_takes_seconds(file_store: Store) -> None:
    with file_store.transaction() as books:
        _take_in(books, *_crowd(20_000))
        batch = _take_in(books, *[ANNA, ANA, TOM] * 50, *_crowd(20_900)[20_000:])
        started = time.perf_counter()
        assert count_new(books, batch) > 0
        counted = time.perf_counter()
        assert len(suggestions(books)) == 200
        suggested = time.perf_counter()
    assert counted - started < 15  # two or three on a quiet machine
    assert suggested - counted < 30  # six


def test_thousands_without_a_name_cost_nothing(store: Store) -> None:
    with store.transaction() as books:
        batch = _take_in(books, *(Person(system_id=str(number)) for number in range(5000)))
        started = time.perf_counter()
        assert count_new(books, batch) == 0
        assert suggestions(books) == []
    assert time.perf_counter() - started < 1


def test_hostile_names_are_compared_like_any_other(store: Store) -> None:
    names = ("'; DROP TABLE customers;--", "a" * 3000, "\x00\x01", "%_\\", "‮Anna", "{}", "\n")
    with store.transaction() as books:
        _take_in(books, *(Person(name=name, email=f"x{n}@y.z") for n, name in enumerate(names)))
        books.execute(update(customers).where(customers.c.id == 1).values(birthday="yesterday"))
        books.execute(insert(customers).values(name=names[0], birthday="2", email="@", phone="+"))
        suggestions(books)
        assert len(books.execute(select(customers)).all()) == len(names) + 1
