"""What Who is who asks for: people who may be one, and what the owner says of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from notecard.core.customers import Customer, Summary, called
from notecard.core.words import _, _n
from notecard.desktop.books import Books
from notecard.desktop.errands.people import about

if TYPE_CHECKING:
    from notecard.workflows.who_is_who import Answered, Suggestion, Verdict

AT_MOST = 100  # suggestions in the list, the likeliest first
_SEEN = 4  # of those who may be one, beside each other


@dataclass(frozen=True, slots=True)
class Face:
    """One of those who may be one: the name, and what is known in lines."""

    id: int
    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """People who may be one, in words; `more` of them are not shown."""

    customers: tuple[int, ...]
    name: str
    reasons: tuple[str, ...]
    faces: tuple[Face, ...]
    more: int


class WhoErrands:
    """The list and workflow behind Who is who."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def alike(self) -> list[Alike]:
        """Return who may be one, the likeliest first."""
        from notecard.store.customers import get, summary
        from notecard.workflows.who_is_who import suggestions

        store = self._books.store()
        found = suggestions(store, AT_MOST)
        with store.reading() as books:
            return [
                _alike(one, [(get(books, id), summary(books, id)) for id in one.customers[:_SEEN]])
                for one in found
            ]

    def answer(self, customers: Sequence[int], verdict: "Verdict") -> "Answered":
        """Keep what the owner says of them; returns what takes it back."""
        from notecard.workflows.who_is_who import answer

        return answer(self._books.store(), tuple(customers), verdict)

    def take_back(self, answered: "Answered") -> None:
        """Take an answer back."""
        from notecard.workflows.who_is_who import take_back

        take_back(self._books.store(), answered)


def _alike(found: "Suggestion", seen: Sequence[tuple[Customer, Summary | None]]) -> Alike:
    faces = tuple(
        Face(who.id, called(who.name, who.id), tuple(_lines(who, bought))) for who, bought in seen
    )
    return Alike(
        tuple(found.customers),
        _title([face.name for face in faces], len(found.customers)),
        tuple(found.reasons),
        faces,
        len(found.customers) - len(faces),
    )


def _lines(who: Customer, bought: Summary | None) -> Iterator[str]:
    yield about(bought)
    where = who.address
    town = " ".join(filter(None, (where.postcode, where.city)))
    yield from filter(None, (who.email, who.phone, ", ".join(filter(None, (*where.lines, town)))))


def _title(names: Sequence[str], count: int) -> str:
    """Return whom it is about: once where all are called the same."""
    different = list(dict.fromkeys(names))
    if len(different) == 1:
        words = _n("{name}, {n} time", "{name}, {n} times", count)
        return words.format(name=different[0], n=count)
    if count == len(names) == 2:
        return _("{one} and {other}").format(one=names[0], other=names[1])
    return ", ".join(different)
