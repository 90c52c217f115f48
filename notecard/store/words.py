"""The owner's own words: phrases, drafts, what a thing is called, and what is never said again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from time import time
from typing import Final

from sqlalchemy import Connection, delete, insert, or_, select

from notecard.store.tables import banished, called, cards, customers, drafts, phrases

_LATELY: Final = 30  # cards that tell how the owner likes to write
_ENOUGH: Final = 5  # of them edited, before anything is learnt
_SHORT: Final = 16  # words of a body; the short suggestion has about as many
_STREET: Final = 1000  # people of one postcode that are looked at


@dataclass(frozen=True, slots=True)
class OwnPhrase:
    """A line the owner has written for the bank."""

    id: int
    language: str
    angle: str
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What the owner has put in their own words for one customer."""

    customer: int
    body: str
    suggestion: str
    tone: str = ""
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Habit:
    """How the owner mostly writes: a tone and a length, empty while there is too little to tell."""

    tone: str = ""
    length: str = ""


def own_phrases(books: Connection, language: str) -> list[OwnPhrase]:
    """Return the owner's own phrases of a language, the oldest first."""
    query = select(phrases).where(phrases.c.language == language).order_by(phrases.c.id)
    return [OwnPhrase(**row._mapping) for row in books.execute(query)]  # noqa: SLF001 public, despite its name


def keep_phrase(books: Connection, one: OwnPhrase) -> OwnPhrase:
    """Keep a phrase, or a new wording of it; a number of 0 is given one here."""
    values = {
        "language": one.language, "angle": one.angle, "tone": one.tone, "text": one.text,
    }  # fmt: skip
    if one.id:
        drop_phrase(books, one.id)
        values["id"] = one.id  # type: ignore[assignment]
    id = books.execute(insert(phrases).values(values).returning(phrases.c.id)).scalar_one()
    return OwnPhrase(id, one.language, one.angle, one.tone, one.text)


def drop_phrase(books: Connection, id: int) -> None:
    """Forget a phrase of the owner's; nothing happens where there is none."""
    books.execute(delete(phrases).where(phrases.c.id == id))


def banished_from(books: Connection, language: str) -> frozenset[str]:
    """Return the ids of the phrases that are never to be suggested again."""
    query = select(banished.c.phrase).where(banished.c.language == language)
    return frozenset(books.execute(query).scalars())


def banish(books: Connection, language: str, phrase: str) -> None:
    """Never suggest this phrase again."""
    allow(books, language, phrase)
    values = {"language": language, "phrase": phrase, "at": int(time())}
    books.execute(insert(banished).values(values))


def allow(books: Connection, language: str, phrase: str) -> None:
    """Let a phrase be suggested again."""
    ours = (banished.c.language == language) & (banished.c.phrase == phrase)
    books.execute(delete(banished).where(ours))


def names(books: Connection) -> dict[str, str]:
    """Return what the owner calls things: the id of a kind, or nothing, by the till's name."""
    return {row.name: row.kind for row in books.execute(select(called.c.name, called.c.kind))}


def call(books: Connection, name: str, kind: str | None) -> None:
    """Call a till's name so, "" for never naming it, None for as it seems."""
    books.execute(delete(called).where(called.c.name == name))
    if kind is not None:
        books.execute(insert(called).values(name=name, kind=kind, at=int(time())))


def draft_for(books: Connection, customer: int) -> Draft | None:
    """Return what the owner has put in their own words for this customer."""
    row = books.execute(select(drafts).where(drafts.c.customer == customer)).first()
    return Draft(row.customer, row.body, row.suggestion, row.tone, row.asks) if row else None


def keep_draft(books: Connection, draft: Draft) -> None:
    """Keep the owner's words for this customer, instead of any before."""
    drop_draft(books, draft.customer)
    books.execute(
        insert(drafts).values(
            customer=draft.customer,
            at=int(time()),
            body=draft.body,
            suggestion=draft.suggestion,
            tone=draft.tone,
            asks=draft.asks,
        )
    )


def drop_draft(books: Connection, customer: int) -> None:
    """Forget the words kept for this customer; nothing happens where there are none."""
    books.execute(delete(drafts).where(drafts.c.customer == customer))


def said_nearby(books: Connection, customer: int) -> frozenset[tuple[str, ...]]:
    """Return the lines, by their ids, written to this customer, their household or their street.

    The close is not counted: it is not what a neighbour would notice.
    """
    who = books.execute(select(customers).where(customers.c.id == customer)).one()
    near = [customers.c.id == customer]
    if who.household is not None:
        near.append(customers.c.household == who.household)
    if who.postcode:
        ids = books.execute(
            select(customers.c.id, customers.c.lines)
            .where(customers.c.postcode == who.postcode)
            .limit(_STREET)
        )
        street = street_of(who.lines)
        near.append(customers.c.id.in_([row.id for row in ids if street_of(row.lines) == street]))
    query = (
        select(cards.c.phrases)
        .join(customers, customers.c.id == cards.c.customer)
        .where(cards.c.phrases != "", or_(*near))
    )
    return frozenset(tuple(ids.split("+")[:-1]) for ids in books.execute(query).scalars())


def street_of(lines: str) -> str:
    """Return the street of an address: its first line without the numbers."""
    first = lines.split("\n", 1)[0].casefold()
    words = first.replace(",", " ").split()
    return " ".join(word for word in words if not any(char.isdigit() for char in word))


def habit(books: Connection) -> Habit:
    """Return how the owner has written of late: what they changed tells the most."""
    query = select(cards.c.tone, cards.c.edited, cards.c.lines).where(cards.c.tone != "")
    rows = books.execute(query.order_by(cards.c.at.desc(), cards.c.code).limit(_LATELY)).all()
    edited = [row for row in rows if row.edited]
    if len(edited) < _ENOUGH:
        return Habit()
    tone, times = Counter(row.tone for row in edited).most_common(1)[0]
    mean = sum(_words(row.lines.split("\n")[1:]) for row in edited) / len(edited)
    return Habit(tone if 2 * times > len(edited) else "", "short" if mean <= _SHORT else "")


def _words(lines: Iterable[str]) -> int:
    return sum(len(line.split()) for line in lines)
