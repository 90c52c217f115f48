"""Customers who might be one person, for the owner to decide: the likeliest first, with reasons."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from sqlalchemy import Connection, or_, select

from notecard.core.identity import name_key, normal_email
from notecard.core.words import _
from notecard.store.likeness import Profile, compare, folded_set, spelled
from notecard.store.tables import answers, customers, filled, identities

LIKELY = 0.3  # below, a suggestion is hardly ever right
_CROWD = 60  # customers who share a word: more, and the word tells nothing
_FIELDS = ("name", "email", "phone", "lines", "postcode", "city", "birthday")

Pair = frozenset[int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Customers who may be one: two, or several receipts under one bare name."""

    customers: tuple[int, ...]
    score: float  # 0 to 1
    reasons: tuple[str, ...]


def suggestions(books: Connection, limit: int = 200) -> list[Suggestion]:
    """Return who might be one person and has not been decided on, the likeliest first."""
    return _suggested(books, None)[:limit]


def count_new(books: Connection, batch: int) -> int:
    """Return how many suggestions there are with somebody this import brought or told more of."""
    told = [
        select(table.c[column]).where(table.c.batch == batch)
        for table, column in ((customers, "id"), (identities, "customer"), (filled, "customer"))
    ]
    people = {id for query in told for id in books.execute(query).scalars()}
    return len(_suggested(books, people)) if people else 0


def _suggested(books: Connection, among: set[int] | None) -> list[Suggestion]:
    """Return the suggestions, only those with somebody `among` these customers if they are told."""
    profiles, root = _profiles(books)
    if among is not None:
        among = {root[id] for id in among if id in root}
        if not among:
            return []
    answered = _answered(books)
    groups = _namesakes(profiles.values())
    stand_ins = {id: ids[0] for ids in groups for id in ids[1:]}
    found = [
        one
        for ids in groups
        if among is None or not among.isdisjoint(ids)
        for one in _undecided(_group(profiles, ids), answered)
        if one.score >= LIKELY and (among is None or not among.isdisjoint(one.customers))
    ]
    wanted = None if among is None else {stand_ins.get(id, id) for id in among}
    there = {id: profile for id, profile in profiles.items() if id not in stand_ins}
    for one, other in _near(there, wanted):
        likeness = compare(profiles[one], profiles[other], LIKELY)
        if likeness.score >= LIKELY and frozenset((one, other)) not in answered:
            found.append(Suggestion((one, other), likeness.score, likeness.reasons))
    return sorted(found, key=lambda one: (-one.score, one.customers))


def _group(profiles: dict[int, Profile], ids: Sequence[int]) -> Suggestion:
    likeness = compare(profiles[ids[0]], profiles[ids[1]])
    more = _("Nothing else is known of them.")
    return Suggestion(tuple(ids), likeness.score, (*likeness.reasons, more))


def _undecided(group: Suggestion, answered: set[Pair]) -> Iterator[Suggestion]:
    """Yield a group as far as nobody has said that two of it are different people."""
    ids = group.customers
    if not any(pair in answered for pair in map(frozenset, combinations(ids, 2))):
        yield group
        return
    for one, other in pairwise(ids):
        if frozenset((one, other)) not in answered:
            yield Suggestion((one, other), group.score, group.reasons)


def _answered(books: Connection) -> set[Pair]:
    """Return the pairs the owner has decided on, by who they are now."""
    now = {
        row.id: row.merged_into
        for row in books.execute(
            select(customers.c.id, customers.c.merged_into).where(
                customers.c.merged_into.is_not(None)
            )
        )
    }
    rows = books.execute(select(answers.c.one, answers.c.other))
    return {frozenset((now.get(one, one), now.get(other, other))) for one, other in rows}


def _profiles(books: Connection) -> tuple[dict[int, Profile], dict[int, int]]:
    """Return everybody with a name or an e-mail, with all that their merged rows say.

    And of each row, who it is now.
    """
    columns = customers.c
    told = or_(columns.name != "", columns.email != "")
    wanted = [columns.id, columns.merged_into, *(columns[name] for name in _FIELDS)]
    rows: defaultdict[int, list[Any]] = defaultdict(list)
    for row in books.execute(select(*wanted).where(told)):
        rows[row.merged_into or row.id].append(row)
    root_of = {row.id: root for root, some in rows.items() for row in some}
    held: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    if rows:
        keys = identities.c
        for customer, kind, source, value in books.execute(
            select(keys.customer, keys.kind, keys.source, keys.value)
        ):
            if customer in root_of:
                held[root_of[customer]].append((kind, source, value))
    return {id: _profile(id, some, held[id]) for id, some in rows.items()}, root_of


def _profile(id: int, rows: Sequence[Any], held: Iterable[tuple[str, str, str]]) -> Profile:
    keys = list(held)
    emails = {normal_email(row.email) for row in rows} | _of_kind(keys, "email")
    return Profile(
        id=id,
        names=frozenset({row.name for row in rows} | _of_kind(keys, "name")) - {""},
        emails=frozenset(emails) - {""},
        phones=frozenset(_of_kind(keys, "phone")),
        streets=folded_set(row.lines.replace("\n", " ") for row in rows),
        postcodes=folded_set(row.postcode.replace(" ", "") for row in rows),
        cities=folded_set(row.city for row in rows),
        births=frozenset(row.birthday for row in rows) - {""},
        systems=frozenset(source for kind, source, _value in keys if kind == "system"),
    )


def _of_kind(keys: Iterable[tuple[str, str, str]], wanted: str) -> set[str]:
    return {value for kind, _source, value in keys if kind == wanted}


def _namesakes(profiles: Iterable[Profile]) -> list[list[int]]:
    """Return those of whom only a name is known, and at most the town, where all say the same."""
    found: defaultdict[object, list[int]] = defaultdict(list)
    for one in profiles:
        told = (one.emails, one.phones, one.streets, one.births, one.systems)
        if not any(told) and len(one.names) == 1:
            found[name_key(next(iter(one.names))), one.postcodes, one.cities].append(one.id)
    return [sorted(ids) for ids in found.values() if len(ids) > 1]


def _near(profiles: dict[int, Profile], wanted: set[int] | None) -> Iterator[tuple[int, int]]:
    """Yield pairs who have something in common that few others share, each once."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for id, profile in profiles.items():
        for mark in _marks(profile):
            blocks[mark].append(id)
    of: defaultdict[int, list[list[int]]] = defaultdict(list)
    for ids in blocks.values():
        if 1 < len(ids) <= _CROWD:
            for id in ids if wanted is None else wanted.intersection(ids):
                of[id].append(ids)
    for one, some in of.items():
        for other in set().union(*some):
            if other > one or (other != one and wanted is not None and other not in wanted):
                yield min(one, other), max(one, other)


def _marks(profile: Profile) -> set[str]:
    """Return what brings somebody together with others to be compared."""
    marks = {f"p {phone}" for phone in profile.phones}
    for name in profile.names:
        told = spelled(name)
        words = [word for word in told.latin if len(word) > 1]
        marks.add(f"k {told.bones}")
        marks |= {f"n {word}" for word in words}
        for one, other in combinations(words, 2):
            marks |= {f"2 {one[:3]} {other[:3]}", f"3 {one[0]}{one[-2:]} {other[0]}{other[-2:]}"}
    for birth in profile.births:
        marks |= {f"b {birth}", f"d {birth[-5:]}"}
    for email in profile.emails:
        own, _at, home = email.partition("@")
        marks |= {f"e {own}", f"e5 {own[:5]}", f"h {home}", f"e3 {own[:3]}{home[:3]}"}
    first = {street.split(" ")[0] for street in profile.streets}
    marks |= {f"s {postcode} {number}" for postcode in profile.postcodes for number in first}
    marks |= {f"s {street}" for street in profile.streets}
    return marks
