"""What the owner wants kept about a customer: a note, and how they do not want to be reached."""

from datetime import date

from notecard.core.customers import Note
from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store import customers, notes
from notecard.store.database import Store


def remember(store: Store, customer: int, words: str, day: date, due: date | None = None) -> Note:
    """Keep something to remember about a customer, and the day to come back to it."""
    if not words.strip():
        raise StoreError(_("There is nothing to remember yet."), _("Write a few words first."))
    with store.transaction(typed=True) as books:
        who = customers.get(books, customer)
        return notes.add(books, who.id, day, words.strip(), due)


def forget_note(store: Store, note: int) -> None:
    """Take a note back."""
    with store.transaction(typed=True) as books:
        notes.remove(books, note)


def block(
    store: Store, customer: int, channel: str, day: date | None = None, words: str = ""
) -> None:
    """Never again turn to this customer by "card", "call" or "all", as they said on a day."""
    with store.transaction(typed=True) as books:
        customers.block(books, customer, channel, day, words.strip())


def unblock(store: Store, customer: int, channel: str) -> None:
    """Take a block back."""
    with store.transaction(typed=True) as books:
        customers.unblock(books, customer, channel)
