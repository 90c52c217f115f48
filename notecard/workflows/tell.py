"""What the owner tells of a customer that no receipt says, and what they say to a guess."""

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from notecard.core.errors import StoreError
from notecard.core.guards import home_of
from notecard.core.told import EVENTS, SAME_DAYS, Kind, Origin, Told
from notecard.core.words import _
from notecard.store import customers
from notecard.store import told as tellings
from notecard.store.database import Store


def tell(
    store: Store,
    customer: int,
    kind: Kind,
    day: date,
    *,
    until: date | None = None,
    words: str = "",
    by: str = "",
    to: int | None = None,
) -> Told:
    """Keep what is so of a customer from a day on, or happened on it.

    A gift is given on the day `until`, to the customer `to` where that is somebody known. What is
    so already stays the one thing it is, and what was guessed becomes the owner's word.
    """
    _check(kind, day, until, to)
    with store.transaction(typed=True) as books:
        who = customers.get(books, customer)
        place = home_of(customers.get(books, to).address) if to is not None else ""
        said = Told(0, who.id, kind, day, until, words=words.strip(), by=by.strip(), place=place)
        before = _same(books, said)
        if before is None:
            return tellings.add(books, said)
        now = _joined(before, said)
        tellings.put(books, now)
        return now


def untell(store: Store, id: int) -> Told:
    """Take back what was told, and return it; a guess is denied, and never made again."""
    with store.transaction(typed=True) as books:
        was = tellings.get(books, id)
        if was.purchase is not None and was.origin is not Origin.IMPORT:
            tellings.put(books, replace(was, origin=Origin.GUESS, ended=was.day))
        else:
            tellings.remove(books, id)
        return was


def end(store: Store, id: int, day: date, by: str = "") -> Told:
    """Say that it is no longer so from a day on: a complaint solved, a new address known."""
    with store.transaction(typed=True) as books:
        was = tellings.get(books, id)
        if day < was.day:
            raise StoreError(
                _("It cannot have ended on {end}: it was told of {day}.").format(
                    end=day.isoformat(), day=was.day.isoformat()
                ),
                _("Give a later day, or take it back altogether."),
            )
        tellings.end(books, id, day, by.strip())
        return tellings.get(books, id)


def confirm(store: Store, id: int) -> Told:
    """Say that what was guessed is so."""
    with store.transaction(typed=True) as books:
        was = tellings.get(books, id)
        now = replace(was, origin=Origin.OWNER, ended=None if was.is_denied else was.ended)
        tellings.put(books, now)
        return now


def put_back(store: Store, one: Told) -> None:
    """Make it again as it was before it was taken back, ended, confirmed or denied."""
    with store.transaction(typed=True) as books:
        tellings.put(books, one)


def _check(kind: Kind, day: date, until: date | None, to: int | None) -> None:
    if kind is not Kind.GIFT and (until or to is not None):
        raise StoreError(
            _("Only a gift is given on a day, and to somebody."),
            _("When it is no longer so is said later: notecard untell NUMBER --from DATE"),
        )
    if until is not None and until < day:
        raise StoreError(
            _("A gift cannot be given on {until}, before it was bought on {day}.").format(
                until=until.isoformat(), day=day.isoformat()
            ),
            _("Give a later day, or the day it was bought with: --on DATE"),
        )


def _same(books: Connection, said: Told) -> Told | None:
    """Return what was told before that this only says again."""
    for one in tellings.of_customer(books, said.customer):
        if one.kind is not said.kind or one.is_denied or one.ended is not None:
            continue
        is_same_day = one.day == said.day
        is_guessed_of_it = one.is_guess and 0 <= (said.day - one.day).days <= SAME_DAYS
        if said.kind not in EVENTS or is_same_day or is_guessed_of_it:
            return one
    return None


def _joined(before: Told, said: Told) -> Told:
    return replace(
        before,
        origin=Origin.OWNER,
        until=said.until or before.until,
        words=said.words or before.words,
        by=said.by or before.by,
        place=said.place or before.place,
    )
