"""How well people are told apart: 1,000 invented records of 251 people, whose truth is known.

Run it with: python -m tests.benchmarks.identity_fake_1000
"""

import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from sqlalchemy import select

from notecard.core.purchases import Address, Contact, Person
from notecard.store import batches
from notecard.store.alike import Suggestion, suggestions
from notecard.store.database import open_store
from notecard.store.people import People
from notecard.store.tables import customers

ROOT = Path(__file__).parent.parent.parent
FILE = "shared/data/identity/fake_1000.csv"
SCORES = (0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """Pairs joined: how many of them rightly, and how many of the true ones."""

    precision: float
    recall: float


Ranked = tuple[float, Measured]  # and the score down to which suggestions were taken


Record = dict[str, str]


def read(place: Path) -> list[Record]:
    """Return the records as they were made, with the person each is of as `cluster`."""
    with place.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def run(records: Sequence[Record], *, as_receipts: bool = False) -> tuple[Measured, list[Ranked]]:
    """Return what is joined by itself, and with the suggestions down to each score.

    The records come as entries of an address book, or as the buyers of receipts.
    """
    truth = _pairs_of(_grouped((number, row["cluster"]) for number, row in enumerate(records)))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        with store.transaction() as books:
            people = People(books, "benchmark", "GB", batches.begin(books, "benchmark", []))
            persons = [_person(row) for row in records]
            leaves = [
                people.customer_of(one) if as_receipts else people.contact(Contact(one))
                for one in persons
            ]
            people.flush()
            roots = {row.id: row.merged_into or row.id for row in books.execute(select(customers))}
            offered = suggestions(books, 100_000)
        store.close()
    # A row that says nothing to reach anybody by makes no customer: alone, it joins nobody.
    whose = [-number if leaf is None else roots[leaf] for number, leaf in enumerate(leaves, 1)]
    joined = _measure(_pairs_of(_grouped(enumerate(whose))), truth)
    return joined, [
        (score, _measure(_closed(whose, [one for one in offered if one.score >= score]), truth))
        for score in SCORES
    ]


def recall_at(precision: float, ranked: Iterable[Ranked]) -> float:
    """Return the best recall of all scores at which so much is right."""
    return max((one.recall for _score, one in ranked if one.precision >= precision), default=0.0)


def told(joined: Measured, ranked: Sequence[Ranked]) -> str:
    """Return the figures as they are printed."""
    lines = [f"joined by itself: precision {joined.precision:.3f}, recall {joined.recall:.3f}"]
    for score, one in ranked:
        figures = f"precision {one.precision:.3f}, recall {one.recall:.3f}"
        lines.append(f"and suggestions from {score:.2f}: {figures}")
    lines.append(f"recall at a precision of 0.95: {recall_at(0.95, ranked):.3f}")
    return "\n".join(lines)


def _person(row: Record) -> Person:
    return Person(
        name=f"{row['first_name']} {row['surname']}".strip(),
        email=row["email"],
        birthday=row["dob"],
        address=Address(city=row["city"]),
    )


def _grouped(labelled: Iterable[tuple[int, object]]) -> list[list[int]]:
    groups: defaultdict[object, list[int]] = defaultdict(list)
    for number, label in labelled:
        groups[label].append(number)
    return list(groups.values())


def _pairs_of(groups: Iterable[list[int]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _closed(whose: list[int], said: list[Suggestion]) -> set[Pair]:
    """Return the pairs when every suggestion is answered with "the same"."""
    parent = {one: one for one in whose}

    def top(one: int) -> int:
        while parent[one] != one:
            one = parent[one]
        return one

    for suggestion in said:
        first, *others = suggestion.customers
        for other in others:
            parent[top(other)] = top(first)
    return _pairs_of(_grouped((number, top(one)) for number, one in enumerate(whose)))


def _measure(joined: set[Pair], truth: set[Pair]) -> Measured:
    right = len(joined & truth)
    return Measured(right / max(len(joined), 1), right / len(truth))


def main() -> None:
    """Print precision and recall, pair by pair, after closure."""
    records = read(next(up / FILE for up in ROOT.parents if (up / FILE).is_file()))
    for as_receipts in (False, True):
        sys.stdout.write("as buyers of receipts\n" if as_receipts else "as an address book\n")
        sys.stdout.write(told(*run(records, as_receipts=as_receipts)) + "\n")


if __name__ == "__main__":
    main()
