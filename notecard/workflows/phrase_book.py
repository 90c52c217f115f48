"""The owner's phrase book: every line there is, their own among them, tried out and banished."""

import random
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from notecard.core.customers import called
from notecard.core.errors import WritingError
from notecard.core.facts import Fact
from notecard.core.words import _
from notecard.store import customers, words
from notecard.store import shop as shops
from notecard.store.database import Store
from notecard.store.tables import customer_summary
from notecard.store.words import OwnPhrase
from notecard.workflows.suggest_words import bank_of, know, own_entry
from notecard.writing.phrases import OWN, VALUES, Bank, Phrase, load_bank, phrases_from
from notecard.writing.said_words import fact_words

SPOKEN_ANGLES = "call_"  # what the names of the angles of a call begin with
_FRAMES = ("greetings", "closes")
_TRIED = 60  # people that are looked at for some whom a phrase suits


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase as the book shows it; `own` is its number among the owner's own, else 0."""

    id: str
    angle: str
    tone: str
    text: str
    own: int = 0
    is_banished: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """A phrase as it would read to one customer."""

    name: str
    said: str


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """All lines of the shop's language, those of the owner first."""

    language: str
    lines: tuple[Line, ...]
    angles: tuple[str, ...]
    values: tuple[str, ...]  # what may stand in braces


def phrase_book(store: Store) -> PhraseBook:
    """Return every phrase for cards, in the shop's language and register."""
    with store.reading() as books:
        shop = shops.get(books)
        bank = load_bank(shop.language, store.home)
        banished = words.banished_from(books, bank.language)
        own = words.own_phrases(books, bank.language)
    mine = [Line(f"{OWN}{one.id}", one.angle, one.tone, one.text, one.id) for one in own]
    theirs = [
        Line(one.id, angle, one.tone, one.text, is_banished=one.id in banished)
        for angle, phrases in bank.by_angle.items()
        if not angle.startswith(SPOKEN_ANGLES) and angle not in _FRAMES
        for one in phrases
        if one.register in ("", shop.register)
    ]
    angles = tuple(sorted({line.angle for line in theirs}))
    return PhraseBook(bank.language, (*mine, *theirs), angles, tuple(sorted(VALUES)))


def keep_own(store: Store, one: OwnPhrase) -> OwnPhrase:
    """Keep a phrase of the owner's; raises WritingError when it may not be shown to anybody."""
    with store.transaction(typed=True) as books:
        shop = shops.get(books)
        bank = load_bank(shop.language, store.home)
        whole = OwnPhrase(one.id, bank.language, one.angle, one.tone, " ".join(one.text.split()))
        if not whole.text:
            raise WritingError(_("There is nothing to keep yet."), _("Write a line first."))
        phrases_from(own_entry(whole), whole.angle, bank.never, bank.language)
        return words.keep_phrase(books, whole)


def drop_own(store: Store, id: int) -> None:
    """Forget a phrase of the owner's."""
    with store.transaction(typed=True) as books:
        words.drop_phrase(books, id)


def banish(store: Store, id: str) -> None:
    """Never suggest this phrase again."""
    with store.transaction(typed=True) as books:
        words.banish(books, load_bank(shops.get(books).language, store.home).language, id)


def allow(store: Store, id: str) -> None:
    """Let a phrase be suggested again."""
    with store.transaction(typed=True) as books:
        words.allow(books, load_bank(shops.get(books).language, store.home).language, id)


def try_on(store: Store, line: Line, day: date, *, seed: int, count: int = 5) -> list[Tried]:
    """Return how a phrase would read to some customers at random, first those whom it suits."""
    with store.reading() as books:
        shop = shops.get(books)
        bank = bank_of(books, shop, store.home)
        phrase = _phrase_of(line, bank)
        people = list(books.execute(select(customer_summary.c.customer)).scalars())
        chance = random.Random(seed)  # noqa: S311 to choose people, no secret
        some = chance.sample(people, min(len(people), _TRIED))
        tried = [_on(books, phrase, customer, day, store) for customer in some]
    suiting = [one for one, suits in tried if suits]
    others = [one for one, suits in tried if not suits]
    return [*suiting, *others][:count]


def _phrase_of(line: Line, bank: Bank) -> Phrase:
    if line.own:
        entry = own_entry(OwnPhrase(line.own, bank.language, line.angle, line.tone, line.text))
        return phrases_from(entry, line.angle, bank.never, bank.language)[0]
    every = load_bank(bank.language).by_angle[line.angle]
    return next(one for one in every if one.id == line.id and one.text == line.text)


def _on(
    books: Connection, phrase: Phrase, customer: int, day: date, store: Store
) -> tuple[Tried, bool]:
    known = know(books, customer, day, own=store.home)
    who = customers.get(books, customer)
    name = called(who.name, who.id)
    if phrase.suits(known.facts):
        return Tried(name, phrase.say(known.facts)), True
    missing = sorted({*phrase.states, *phrase.needs} - known.facts.keys())
    wanted = (fact_words(Fact(id, "", "…", ())) or id.replace("_", " ") for id in missing)
    words = _("Not for them. It is for somebody of whom this is known: {facts}")
    return Tried(name, words.format(facts=" ".join(wanted))), False
