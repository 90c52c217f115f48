"""Passing somebody over: why, in one key, and what is learnt from it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from notecard.core.customers import Channel
from notecard.core.occasions import OCCASIONS
from notecard.core.thanks import Lane
from notecard.core.told import Skipped
from notecard.store import customers, notes, skips, told, touches
from notecard.store.database import Store


@dataclass(frozen=True, slots=True)
class Skipping:
    """What passing somebody over has changed, so that it can be taken back."""

    customer: int
    day: date
    was_blocked: bool = False  # now, and not before
    touch: int | None = None
    guesses: tuple[int, ...] = ()  # that have ended
    notes: tuple[int, ...] = ()  # that were come back to


def skip(
    store: Store, customer: int, day: date, why: Skipped = Skipped.TODAY, lane: str = ""
) -> Skipping:
    """Leave somebody in peace for this day, and do what follows from the reason.

    *Never* is a block of every channel; *already done* counts as a word at the counter; of a *wrong
    fact* the guesses behind it end; the guards (`core.guards`) see to the rest.
    """
    with store.transaction(typed=True) as books:
        who = customers.get(books, customer)
        skips.add(books, who.id, day, why, lane)
        if why is Skipped.NEVER and "all" not in who.blocked:
            customers.block(books, who.id, "all", day)
            return Skipping(who.id, day, was_blocked=True)
        if why is Skipped.ALREADY_DONE:
            touch = touches.add(books, who.id, Channel.IN_PERSON, day, lane=lane)
            done = notes.come_back(books, who.id, day)
            return Skipping(who.id, day, touch=touch.id, notes=tuple(done))
        if why is Skipped.WRONG_FACT:
            return Skipping(who.id, day, guesses=_end_guesses(books, who.id, day, lane))
        return Skipping(who.id, day)


def unskip(store: Store, skipping: Skipping) -> None:
    """Take all of that back."""
    with store.transaction(typed=True) as books:
        who = customers.get(books, skipping.customer).id
        skips.remove(books, who, skipping.day)
        if skipping.was_blocked:
            customers.unblock(books, who, "all")
        if skipping.touch is not None:
            touches.remove(books, skipping.touch)
        notes.reopen(books, skipping.notes)
        for guess in skipping.guesses:
            told.end(books, guess, None)


def _end_guesses(books: Connection, customer: int, day: date, lane: str) -> tuple[int, ...]:
    """End what was guessed and brought them into this lane."""
    kind = OCCASIONS[Lane(lane)].told if lane else None
    wrong = [
        one.id
        for one in told.of_customer(books, customer)
        if one.is_guess and one.kind is kind and one.holds_on(day)
    ]
    for guess in wrong:
        told.end(books, guess, day)
    return tuple(wrong)
