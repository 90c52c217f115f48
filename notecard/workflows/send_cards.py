"""Cards written and posted: only the owner says so, and may take it back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from notecard.core.cards import CardRecord
from notecard.core.customers import Channel, Touch
from notecard.core.errors import StoreError
from notecard.core.words import _
from notecard.store import cards, notes, planned, touches
from notecard.store.database import Store


def mark_sent(store: Store, codes: Sequence[str], day: date) -> list[Touch]:
    """Keep that these cards were posted on the day; one already marked keeps its own day.

    What was due of these people has been come back to.
    """
    with store.transaction(typed=True) as books:
        return [_sent(books, _known(books, code), day) for code in dict.fromkeys(codes)]


def unmark_sent(store: Store, codes: Sequence[str]) -> None:
    """Take back that these cards were posted."""
    with store.transaction(typed=True) as books:
        for code in dict.fromkeys(codes):
            touch = _touch_of(books, _known(books, code))
            cards.set_sent(books, code, None)
            if touch is not None:
                touches.remove(books, touch.id)
                notes.reopen(books, notes.done_on(books, touch.customer, touch.day))


def _sent(books: Connection, card: CardRecord, day: date) -> Touch:
    touch = _touch_of(books, card)
    if touch is None:
        lane = planned.lane_of(books, card.customer, day)
        touch = touches.add(books, card.customer, Channel.CARD, day, card=card.code, lane=lane)
        cards.set_sent(books, card.code, touch.id)
        notes.come_back(books, card.customer, day)
    return touch


def _touch_of(books: Connection, card: CardRecord) -> Touch | None:
    if not card.sent:
        return None
    known = touches.of_customer(books, card.customer)
    return next((touch for touch in known if touch.card == card.code), None)


def _known(books: Connection, code: str) -> CardRecord:
    card = cards.get(books, code)
    if card is None:
        raise StoreError(
            _("No card was made with the code {code}.").format(code=code[:40]),
            _("The code is printed on the card; the crib shows its last four characters."),
        )
    return card
