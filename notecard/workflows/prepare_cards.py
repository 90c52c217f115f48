"""Whom the next cards are for and what might stand on them: the day's list, or people by name."""

from collections.abc import Sequence
from datetime import date

from notecard.core.customers import Channel
from notecard.core.errors import NotecardError
from notecard.core.facts import Suggestion
from notecard.core.thanks import Lane
from notecard.core.words import _
from notecard.store.database import Store
from notecard.workflows.plan_day import plan_day
from notecard.workflows.print_cards import Wanted
from notecard.workflows.suggest_words import suggest

_TRIES = 5


def wanted_today(store: Store, day: date) -> list[Wanted]:
    """Return a card for everybody on the day's list who is to get one."""
    rows = [row for row in plan_day(store, day).rows if row.channel is Channel.CARD]
    if not rows:
        raise NotecardError(
            _("Nobody is on the list for a card on {day}.").format(day=day.isoformat()),
            _("Choose people yourself with --customer, or import newer purchases."),
        )
    chosen = _Words(store, day)
    return [Wanted(row.customer, row.why, chosen.for_(row.customer, row.lane)) for row in rows]


def wanted_for(store: Store, customers: Sequence[int], day: date) -> list[Wanted]:
    """Return a card for each of these people, with the first thing there is to say to them."""
    chosen = _Words(store, day)
    return [Wanted(one, _("Chosen by you."), chosen.for_(one)) for one in customers]


class _Words:
    """Chooses words for one card after the other, never the same twice in one pile."""

    def __init__(self, store: Store, day: date) -> None:
        self._store = store
        self._day = day
        self._taken: set[tuple[str, ...]] = set()

    def for_(self, customer: int, lane: Lane | None = None) -> Suggestion | None:
        """Return words nobody else in the pile gets, None when there are none."""
        for variant in range(_TRIES):
            for one in suggest(self._store, customer, self._day, lane=lane, variant=variant):
                if one.lines[1:] not in self._taken:
                    self._taken.add(one.lines[1:])
                    return one
        return None
