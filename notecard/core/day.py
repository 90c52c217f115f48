"""Fills one day: promises first, then what was left over, then a few people from every lane.

Nothing here is left to chance: the same lines, budget, day and seed give the same list.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Final

from notecard.core.customers import Channel
from notecard.core.occasions import OCCASIONS
from notecard.core.thanks import Candidate, Lane
from notecard.core.trial import NEVER_HELD_OUT

MINUTES: Final = {Channel.CARD: 3, Channel.CALL: 4}
_EXPLORE_EVERY = 5  # one slot in five to nine is drawn by lot: 11 to 20 per cent
_APART: Final = (Lane.NOTE_DUE, Lane.EXPLORE)  # always first, and always last
_IN_TURN: Final = tuple(lane for lane in OCCASIONS if lane not in _APART)


@dataclass(frozen=True, slots=True)
class Budget:
    """What one day has room for, and how long a card and a call take."""

    minutes: int
    cards: int
    calls: int
    card_minutes: int = MINUTES[Channel.CARD]
    call_minutes: int = MINUTES[Channel.CALL]

    @property
    def slots(self) -> int:
        """How many people there would be room for at most."""
        cards = min(self.cards, self.minutes // self.card_minutes)
        left = self.minutes - cards * self.card_minutes
        return cards + min(self.calls, left // self.call_minutes)

    def takes(self, channel: Channel) -> int:
        """Return the minutes a card or a call takes."""
        return self.call_minutes if channel is Channel.CALL else self.card_minutes

    def has_room(self, channel: Channel) -> bool:
        """Whether one more card or call fits."""
        count = self.calls if channel is Channel.CALL else self.cards
        return count > 0 and self.minutes >= self.takes(channel)

    def less(self, channel: Channel) -> "Budget":
        """Return what is left after one more card or call."""
        is_call = channel is Channel.CALL
        return Budget(
            self.minutes - self.takes(channel),
            self.cards - (not is_call),
            self.calls - is_call,
            self.card_minutes,
            self.call_minutes,
        )


@dataclass(frozen=True, slots=True)
class Queued:
    """Somebody in line for a lane, and how to turn to them.

    `is_quiet`: by lot they are left in peace, should their turn come. `homes` are their household
    and address: nobody of one home is turned to beside another. `carried` is their place on an
    earlier day's list.
    """

    who: Candidate
    channel: Channel
    is_quiet: bool = False
    homes: frozenset[str] = frozenset()
    carried: int | None = None


Queues = Mapping[Lane, Sequence[Queued]]
"""Who stands in line for each lane, best first."""


@dataclass(slots=True)
class Filled:
    """The list as it grows: who is on it, and on whom the lot fell to be left in peace.

    Whoever is left in peace is so for every occasion that takes part in the draw, and for no other.
    """

    left: Budget
    taken: list[Queued] = field(default_factory=list)
    quiet: list[Queued] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)
    _in_peace: set[int] = field(default_factory=set)
    _homes: set[str] = field(default_factory=set)

    def take_one(self, line: Sequence[Queued]) -> None:
        """Take the first of a line whom there is room for; the quiet ones before them step out."""
        for one in line:
            if not self._may_have_a_turn(one):
                continue
            if one.is_quiet:
                self._in_peace.add(one.who.customer)
                self.quiet.append(one)
                continue
            self._seen.add(one.who.customer)
            self._homes |= one.homes
            self.taken.append(one)
            self.left = self.left.less(one.channel)
            return

    def _may_have_a_turn(self, one: Queued) -> bool:
        who = one.who.customer
        is_in_peace = who in self._in_peace and one.who.lane.value not in NEVER_HELD_OUT
        is_out = who in self._seen or is_in_peace or bool(one.homes & self._homes)
        return not is_out and self.left.has_room(one.channel)

    def count(self, lane: Lane) -> int:
        """Return how many of a lane are on the list."""
        return sum(one.who.lane is lane for one in self.taken)


def fill(queues: Queues, budget: Budget, day: date, seed: int) -> Filled:
    """Fill a day; the last slots are kept for the lot."""
    drawn = explore_slots(budget.slots, day, seed)
    list_ = Filled(_without(budget, drawn))
    for one in queues.get(Lane.NOTE_DUE, ()):
        list_.take_one([one])
    for one in _carried(queues):
        list_.take_one([one])
    for lane, most in _turns(budget.slots, day):
        if list_.count(lane) < most:
            list_.take_one(queues.get(lane, ()))
    list_.left = _less(budget, list_.taken)
    drawn = min(drawn, max(1, len(list_.taken) // (_EXPLORE_EVERY - 1)))  # of a list that is short
    drawn -= list_.count(Lane.EXPLORE)
    for _slot in range(drawn):
        list_.take_one(queues.get(Lane.EXPLORE, ()))
    return list_


def _carried(queues: Queues) -> list[Queued]:
    """Return who stood on the list before, and still has the same reason, in the old order."""
    everybody = (one for line in queues.values() for one in line if one.carried is not None)
    return sorted(everybody, key=lambda one: (one.carried or 0, one.who.customer))


def _without(budget: Budget, slots: int) -> Budget:
    for _slot in range(slots):
        budget = budget.less(Channel.CARD) if budget.has_room(Channel.CARD) else budget
    return budget


def _less(budget: Budget, taken: Sequence[Queued]) -> Budget:
    for one in taken:
        budget = budget.less(one.channel)
    return budget


def _turns(slots: int, day: date) -> Iterator[tuple[Lane, int]]:
    """Yield whose turn it is, and up to how many rows: every lane once, then once more.

    Each day begins where the last one would have left off, so that a short list reaches every lane
    within a week. One slot may go to the lot, so it is one lane less a day.
    """
    begin = day.toordinal() * max(1, slots - 1) % len(_IN_TURN)
    lanes = _IN_TURN[begin:] + _IN_TURN[:begin]
    rounds = range(1, 1 + max(OCCASIONS[lane].quota for lane in lanes))
    for turn, lane in product(rounds, lanes):
        if turn <= OCCASIONS[lane].quota:
            yield lane, turn


def explore_slots(slots: int, day: date, seed: int) -> int:
    """Return how many of the slots are drawn by lot: a fifth, rounded down.

    With fewer than five slots there is one on so many days that it comes to a fifth over time.
    """
    if slots >= _EXPLORE_EVERY:
        return slots // _EXPLORE_EVERY
    return int(dice(day, seed).random() < slots / _EXPLORE_EVERY)


def dice(day: date, seed: int) -> random.Random:
    """Return the chance of one day: the same for the same day and seed."""
    return random.Random(f"{day.toordinal()}:{seed}")  # noqa: S311 a fair draw, no secret
