"""Fills one day: a few people from every lane, within the minutes there are.

Nothing here is left to chance: the same candidates, budget, day and seed give the same list.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Final

from notecard.core.customers import Channel, Touch
from notecard.core.thanks import OCCASIONS, Candidate, Lane, Reach, SayDate
from notecard.core.words import _

MINUTES: Final = {Channel.CARD: 3, Channel.CALL: 4}
_EXPLORE_EVERY = 5  # one slot in five to nine is drawn by lot: 11 to 20 per cent


@dataclass(frozen=True, slots=True)
class Budget:
    """What one day has room for."""

    minutes: int
    cards: int
    calls: int

    @property
    def slots(self) -> int:
        """How many people there would be room for at most."""
        cards = min(self.cards, self.minutes // MINUTES[Channel.CARD])
        left = self.minutes - cards * MINUTES[Channel.CARD]
        return cards + min(self.calls, left // MINUTES[Channel.CALL])

    def has_room(self, channel: Channel) -> bool:
        """Whether one more card or call fits."""
        count = self.calls if channel is Channel.CALL else self.cards
        return count > 0 and self.minutes >= MINUTES[channel]

    def less(self, channel: Channel) -> "Budget":
        """Return what is left after one more card or call."""
        is_call = channel is Channel.CALL
        return Budget(
            self.minutes - MINUTES[channel],
            self.cards - (not is_call),
            self.calls - is_call,
        )


Queues = Mapping[Lane, Sequence[tuple[Candidate, Channel]]]
"""Who stands in line for each lane, best first, and how to turn to them."""


def fill(queues: Queues, budget: Budget, day: date, seed: int) -> list[tuple[Candidate, Channel]]:
    """Go round the lanes, the best of each first, and keep the last slots for the lot."""
    drawn = explore_slots(budget.slots, day, seed)
    left = budget
    for _slot in range(drawn):
        left = left.less(Channel.CARD) if left.has_room(Channel.CARD) else left
    taken: list[tuple[Candidate, Channel]] = []
    for lane in _turns():
        left = _take_one(queues.get(lane, ()), taken, left)
    spare = budget
    for _who, channel in taken:
        spare = spare.less(channel)
    drawn = min(drawn, max(1, len(taken) // (_EXPLORE_EVERY - 1)))  # of a list that stays short
    for _slot in range(drawn):
        spare = _take_one(queues.get(Lane.EXPLORE, ()), taken, spare)
    return taken


def _turns() -> Iterator[Lane]:
    """Yield whose turn it is: every lane once, then every lane again that has a second row."""
    by_turn = range(1, 1 + max(one.quota for one in OCCASIONS.values()))
    for turn, occasion in product(by_turn, OCCASIONS.values()):
        if occasion.lane is not Lane.EXPLORE and turn <= occasion.quota:
            yield occasion.lane


def _take_one(
    queue: Sequence[tuple[Candidate, Channel]],
    taken: list[tuple[Candidate, Channel]],
    budget: Budget,
) -> Budget:
    already = {who.customer for who, _channel in taken}
    for who, channel in queue:
        if who.customer not in already and budget.has_room(channel):
            taken.append((who, channel))
            return budget.less(channel)
    return budget


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


def held_by_wish(lane: Lane, reach: Reach) -> str:
    """Say which wish of theirs keeps somebody off the list."""
    if "all" in reach.blocked:
        return _("Asked not to be contacted.")
    if OCCASIONS[lane].may_call and reach.has_phone:
        return _("Asked for neither calls nor cards.")
    return _("Asked not to be sent cards.")


def held_by_rest(touch: Touch, say: SayDate) -> str:
    """Say which card, call or word of late keeps somebody off the list."""
    sentences = {
        Channel.CARD: _("Had a card on {date}, less than half a year ago."),
        Channel.CALL: _("Was called on {date}, less than half a year ago."),
        Channel.IN_PERSON: _("Was thanked in person on {date}, less than half a year ago."),
    }
    return sentences[touch.channel].format(date=say(touch.day))
