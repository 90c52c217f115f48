from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.customers import Channel
from notecard.core.day import MINUTES, Budget, Queued, Queues, explore_slots, fill
from notecard.core.occasions import OCCASIONS
from notecard.core.standing import Standing
from notecard.core.thanks import Candidate, Lane

DAY = date(2026, 3, 10)
NOBODY = Standing(*[0] * 15)


def queue(lane: Lane, customers: list[int], channel: Channel = Channel.CARD) -> Queues:
    return {lane: [queued(one, lane, channel) for one in customers]}


def queued(
    customer: int, lane: Lane = Lane.DRIFTING, channel: Channel = Channel.CARD, **more: Any
) -> Queued:
    return Queued(Candidate(customer, lane, 0, NOBODY, DAY), channel, **more)


def people(line: Iterable[Queued]) -> list[int]:
    return [one.who.customer for one in line]


def test_the_lanes_take_turns_and_the_last_slot_is_drawn_by_lot() -> None:
    queues: Queues = {
        **queue(Lane.FIRST_VISIT, [1, 2, 3, 4]),
        **queue(Lane.DRIFTING, [2, 5]),
        **queue(Lane.EXPLORE, [1, 9]),
    }
    taken = [
        (one.who.customer, one.who.lane) for one in fill(queues, Budget(60, 5, 0), DAY, 0).taken
    ]
    assert sorted(taken[:2]) == [(1, Lane.FIRST_VISIT), (2, Lane.DRIFTING)]
    assert sorted(taken[2:4]) == [(3, Lane.FIRST_VISIT), (5, Lane.DRIFTING)]
    assert taken[4] == (9, Lane.EXPLORE)


def test_every_lane_has_its_turn_within_a_week_of_short_lists() -> None:
    lanes = set(Lane) - {Lane.NOTE_DUE, Lane.EXPLORE}
    queues = {lane: [queued(number, lane)] for number, lane in enumerate(Lane) if lane in lanes}
    for begin in range(30):
        week = [DAY + timedelta(days=begin + number) for number in range(7)]
        lists = [fill(queues, Budget(9, 5, 0), day, 0).taken for day in week]
        assert {one.who.lane for list_ in lists for one in list_} == lanes


def test_promises_come_first_and_then_what_was_left_over_in_its_old_order() -> None:
    queues: Queues = {
        Lane.NOTE_DUE: [queued(8, Lane.NOTE_DUE)],
        Lane.MILESTONE: [queued(1, Lane.MILESTONE)],
        Lane.DRIFTING: [queued(2), queued(3, carried=1), queued(4, carried=0)],
    }
    assert people(fill(queues, Budget(60, 5, 0), DAY, 1).taken)[:3] == [8, 4, 3]


def test_whoever_the_lot_leaves_in_peace_steps_out_and_the_next_comes_up() -> None:
    queues: Queues = {
        Lane.DRIFTING: [queued(1, is_quiet=True), queued(2)],
        Lane.ANNIVERSARY: [queued(1, Lane.ANNIVERSARY)],
        Lane.GIFT: [queued(3, Lane.GIFT)],
    }
    list_ = fill({**queues, Lane.ANNIVERSARY: []}, Budget(60, 5, 0), DAY, 1)
    assert (sorted(people(list_.taken)), people(list_.quiet)) == ([2, 3], [1])


def test_peace_by_lot_never_holds_back_what_is_decent() -> None:
    for day in (DAY + timedelta(days=number) for number in range(13)):
        queues: Queues = {
            Lane.DRIFTING: [queued(1, is_quiet=True)],
            Lane.GIFT: [queued(1, Lane.GIFT)],
        }
        assert people(fill(queues, Budget(60, 5, 0), day, 1).taken) == [1]


def test_one_home_has_one_card() -> None:
    home = frozenset({"1 high street"})
    line = [queued(1, homes=home), queued(2, homes=home), queued(3)]
    assert people(fill({Lane.DRIFTING: line}, Budget(60, 5, 0), DAY, 1).taken) == [1, 3]


LINES = st.fixed_dictionaries(
    {lane: st.lists(st.integers(1, 30), unique=True, max_size=8) for lane in Lane}
)


@given(LINES, st.integers(0, 60), st.integers(0, 12), st.integers(0, 5), st.integers(0, 99))
def test_no_list_breaks_the_budget_the_quotas_or_names_anybody_twice(
    lines: dict[Lane, list[int]], minutes: int, cards: int, calls: int, seed: int
) -> None:
    queues: dict[Lane, Sequence[Queued]] = {}
    for lane, customers in lines.items():
        channel = Channel.CALL if OCCASIONS[lane].may_call else Channel.CARD
        queues |= queue(lane, customers, channel)
    taken = fill(queues, Budget(minutes, cards, calls), DAY, seed).taken
    channels = [one.channel for one in taken]
    assert sum(MINUTES[channel] for channel in channels) <= minutes
    assert channels.count(Channel.CARD) <= cards
    assert channels.count(Channel.CALL) <= calls
    assert len(set(people(taken))) == len(taken)
    for lane in set(Lane) - {Lane.NOTE_DUE}:
        most = 2 if lane is not Lane.EXPLORE else explore_slots(cards + calls, DAY, seed) + 1
        assert sum(one.who.lane is lane for one in taken) <= most
    assert taken == fill(queues, Budget(minutes, cards, calls), DAY, seed).taken


@pytest.mark.parametrize("slots", range(5, 40))
def test_ten_to_twenty_per_cent_of_a_longer_list_are_drawn_by_lot(slots: int) -> None:
    assert 0.1 <= explore_slots(slots, DAY, 0) / slots <= 0.2


@pytest.mark.parametrize("slots", range(5))
def test_a_short_list_has_one_drawn_by_lot_on_every_fifth_slot(slots: int) -> None:
    days = [DAY + timedelta(days=number) for number in range(2000)]
    drawn = sum(explore_slots(slots, day, 0) for day in days)
    assert drawn == pytest.approx(2000 * slots / 5, abs=90)


def test_a_list_that_stays_short_is_not_filled_up_by_lot() -> None:
    queues: Queues = {
        **queue(Lane.FIRST_VISIT, [1, 2]),
        **queue(Lane.DRIFTING, [3, 4]),
        **queue(Lane.EXPLORE, list(range(10, 30))),
    }
    taken = fill(queues, Budget(600, 40, 0), DAY, 0).taken
    assert [one.who.lane for one in taken].count(Lane.EXPLORE) == 1
