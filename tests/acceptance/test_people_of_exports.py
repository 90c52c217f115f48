"""Who the people of the sample exports are: nobody joined who is two, all who share a key joined.

The files say who each receipt and each contact really belongs to. A pair of one person that shares
nothing but a name must be among the suggestions.
"""

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from notecard.core.identity import names_agree, normal_email
from notecard.core.purchases import Contact, Kind, Person, Purchase
from notecard.sources import Options, found, recognise
from notecard.store.database import Store, open_store
from notecard.store.tables import customers, identities, purchases
from notecard.store.telephones import normal_phone
from notecard.workflows.import_purchases import import_files
from notecard.workflows.who_is_who import suggestions

REGION = "US"
HERE = Path(__file__).parent.parent.parent
PLACES = (HERE.parent / "shared", HERE.parent.parent / "shared")
TRUTHS = sorted(
    path for place in PLACES for path in (place / "data/exports").glob("*.expected.json")
)
EVERY = pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: path.name.split(".")[0])


def test_there_are_exports(shared: Path) -> None:
    assert TRUTHS


@EVERY
def test_people_are_joined_as_far_as_is_certain(truth: Path, tmp_path: Path) -> None:
    expected = json.loads(truth.read_text(encoding="utf-8"))
    place = truth.parent / expected["file"]
    store = open_store(tmp_path)
    import_files(store, [place], region=REGION)
    people, ids = _told(place)
    whose = _customers(store, people)
    who = _truth(expected, ids)
    offered = _offered(store)
    store.close()
    for (one, first), (other, second) in combinations(whose.items(), 2):
        is_one = who.get(one) is not None and who.get(one) == who.get(other)
        pair = (one, other)
        if not is_one:
            assert first != second, f"{pair} are two people"
        elif _share_a_key(people[one], people[other]):
            assert first == second, f"{pair} share a key"
        else:
            assert first == second or _are_offered(offered, first, second), f"{pair} are alike"


def _told(place: Path) -> tuple[dict[str, Person], dict[str, str]]:
    """Return who each receipt or row of an address book tells of, and the rows by system id."""
    labelled: dict[str, str] = {}
    source = recognise(place, found())
    people: dict[str, Person] = {}
    for number, read in enumerate(source.read(place, Options()), start=1):
        if isinstance(read, Purchase) and read.kind is not Kind.REFUND and read.is_order:
            people.setdefault(read.key, read.person)
        elif isinstance(read, Contact):
            people[str(number)] = read.person
            labelled |= {read.person.system_id: str(number)} if read.person.system_id else {}
    return {key: person for key, person in people.items() if person.is_known}, labelled


def _truth(expected: dict[str, Any], ids: dict[str, str]) -> dict[str, str]:
    """Return who is who; rows of address books are numbered, or named by their system's id."""
    if "orders_by_person" in expected:
        told = expected["orders_by_person"]
        return {key: who for who, orders in told.items() for key in orders}
    told = expected["contacts_by_person"]
    numbers = [
        (label, "".join(filter(str.isdecimal, label)), who) for who in told for label in told[who]
    ]
    return {ids.get(label, number): who for label, number, who in numbers}


def _customers(store: Store, people: dict[str, Person]) -> dict[str, int]:
    """Return whose each receipt or row is; a row is found again by what it alone says."""
    with store.reading() as books:
        bought = books.execute(select(purchases.c.key, purchases.c.customer)).all()
        found = {row.key: row.customer for row in bought if row.customer is not None}
        if found:
            return {key: found[key] for key in people if key in found}
        roots = {row.id: row.merged_into or row.id for row in books.execute(select(customers))}
        held = defaultdict(set)
        for row in books.execute(select(identities)):
            held[row.kind, row.value].add(row.customer)
        named = {row.id: row.name for row in books.execute(select(customers))}
    whose: dict[str, int] = {}
    for key, person in people.items():
        leaves = [held[each] for each in _keys(person) if held[each]]
        for each in sorted(set.union(*leaves) if leaves else ()):
            if names_agree(named[each], person.name):
                whose[key] = roots[each]
    return whose


def _keys(person: Person) -> list[tuple[str, str]]:
    phone = normal_phone(person.phone, REGION) if person.phone else ""
    told = [("system", person.system_id), ("email", normal_email(person.email)), ("phone", phone)]
    return [key for key in told if key[1]]


def _share_a_key(one: Person, other: Person) -> bool:
    shared = set(_keys(one)) & set(_keys(other))
    kinds = {kind for kind, _value in shared}
    return "system" in kinds or (bool(shared) and names_agree(one.name, other.name))


def _offered(store: Store) -> list[frozenset[int]]:
    return [frozenset(one.customers) for one in suggestions(store, 1000)]


def _are_offered(offered: list[frozenset[int]], one: int, other: int) -> bool:
    """Whether answering "the same" to the suggestions would make the two one."""
    reached, waiting = {one}, [one]
    while waiting:
        here = waiting.pop()
        near = set().union(*(group for group in offered if here in group)) - reached
        reached |= near
        waiting += near
    return other in reached
