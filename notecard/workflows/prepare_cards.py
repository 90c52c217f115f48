"""Whom the next cards are for and what might stand on them: the day's list, or people by name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from notecard.core.cards import Stock
from notecard.core.customers import Channel
from notecard.core.errors import NotecardError
from notecard.core.facts import Suggestion
from notecard.core.thanks import Lane, Row
from notecard.core.words import _
from notecard.printing.stocks import find_stock
from notecard.store.database import Store
from notecard.workflows.claim_rows import counter_of, take
from notecard.workflows.plan_day import open_day
from notecard.workflows.print_cards import Wanted
from notecard.workflows.suggest_words import suggest

_TRIES = 5


def wanted_today(store: Store, day: date, stock_id: str = "") -> list[Wanted]:
    """Return a card for everybody on the day's list who is to get one, and take them for it.

    Whoever another counter has taken is left to it.
    """
    counter = counter_of(store)
    plan = open_day(store, day, counter=counter)
    rows = [row for row in plan.rows if row.channel is Channel.CARD]
    ours = take(store, day, [row.customer for row in rows], counter)
    rows = [row for row in rows if row.customer in ours]
    if not rows:
        raise NotecardError(
            _("Nobody is on the list for a card on {day}.").format(day=day.isoformat()),
            _("Choose people yourself with --customer, or import newer purchases."),
        )
    return wanted_rows(store, day, [(row, None) for row in rows], stock_id)


def wanted_rows(
    store: Store, day: date, rows: Sequence[tuple[Row, Suggestion | None]], stock_id: str = ""
) -> list[Wanted]:
    """Return a card for each of these rows, with the words chosen or the first there are."""
    pile = _Pile(store, day, stock_id, [chosen for _row, chosen in rows if chosen])
    return [pile.card(row.customer, row.why, row.lane, chosen) for row, chosen in rows]


def wanted_for(
    store: Store, customers: Sequence[int], day: date, stock_id: str = ""
) -> list[Wanted]:
    """Return a card for each of these people, with the first thing there is to say to them."""
    pile = _Pile(store, day, stock_id)
    return [pile.card(customer, _("Chosen by you.")) for customer in customers]


class _Pile:
    """Chooses words for one card after the other, never the same twice in one pile."""

    def __init__(
        self, store: Store, day: date, stock_id: str, chosen: Sequence[Suggestion] = ()
    ) -> None:
        self._store = store
        self._day = day
        self._stock: Stock | None = find_stock(stock_id, store.home) if stock_id else None
        self._taken = {one.lines[1:] for one in chosen}

    def card(
        self, customer: int, why: str, lane: Lane | None = None, chosen: Suggestion | None = None
    ) -> Wanted:
        """Return the card of one person; a question to the owner's memory goes with it."""
        words = chosen or self._unused(customer, lane)
        if words and not words.asks:
            words = replace(words, asks=self._question(customer, lane))
        return Wanted(customer, why, words)

    def _unused(self, customer: int, lane: Lane | None) -> Suggestion | None:
        for variant in range(_TRIES):
            for one in self._offered(customer, lane, variant):
                if one.lines[1:] not in self._taken:
                    self._taken.add(one.lines[1:])
                    return one
        return None

    def _question(self, customer: int, lane: Lane | None) -> str:
        return next((one.asks for one in self._offered(customer, lane, 0) if one.asks), "")

    def _offered(self, customer: int, lane: Lane | None, variant: int) -> list[Suggestion]:
        return suggest(
            self._store, customer, self._day, lane=lane, stock=self._stock, variant=variant
        )
