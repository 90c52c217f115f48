"""Two counters on one list: whoever begins with somebody has them for the day."""

import platform
from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date

from notecard.core.customers import called
from notecard.core.errors import SettingsError, StoreError
from notecard.core.words import _
from notecard.store import claims, customers
from notecard.store.database import Store
from notecard.store.settings_file import load


def counter_of(store: Store) -> str:
    """Return what this counter is called: as its settings say, or as the computer is."""
    with suppress(SettingsError):
        if counter := load(store.home).counter:
            return counter
    return f"{platform.node()} {store.home.name}"


def take(store: Store, day: date, people: Iterable[int], counter: str) -> set[int]:
    """Take people for a counter; returns those it has got, and no other counter has."""
    with store.transaction(typed=True) as books:
        return claims.take(books, day, people, counter)


def take_all(store: Store, day: date, people: Collection[int], counter: str) -> None:
    """Take all of them; raises StoreError, and takes nobody, where another counter has one."""
    with store.transaction(typed=True) as books:
        others = claims.elsewhere(books, day, counter)
        for id in people:
            if id in others:
                who = customers.get(books, id)
                raise StoreError(
                    _("{name} is being written to at {counter}.").format(
                        name=called(who.name, who.id), counter=others[id]
                    ),
                    _("Leave them out; the list shows them no more when it is read again."),
                )
        claims.take(books, day, people, counter)


def release(store: Store, day: date, people: Iterable[int], counter: str) -> None:
    """Give people back to every counter."""
    with store.transaction(typed=True) as books:
        claims.release(books, day, people, counter)
