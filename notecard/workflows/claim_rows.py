"""Two counters on one list: whoever begins with somebody has them for the day."""

from collections.abc import Iterable
from datetime import date

from notecard.store import claims
from notecard.store.database import Store


def take(store: Store, day: date, customers: Iterable[int], counter: str) -> set[int]:
    """Take people for a counter; returns those it has got, and no other counter has."""
    with store.transaction(typed=True) as books:
        return claims.take(books, day, customers, counter)


def release(store: Store, day: date, customers: Iterable[int], counter: str) -> None:
    """Give people back to every counter."""
    with store.transaction(typed=True) as books:
        claims.release(books, day, customers, counter)
