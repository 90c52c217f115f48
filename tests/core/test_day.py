from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.customers import Channel
from notecard.core.day import MINUTES, Budget, Queues, explore_slots, fill
from notecard.core.thanks import OCCASIONS, Candidate, Lane, Reach, Standing

DAY = date(2026, 3, 10)
NOBODY = Standing(*[0] * 13)


def queue(lane: Lane, customers: list[int], channel: Channel = Channel.CARD) -> Queues:
    return {lane: [(Candidate(one, lane, 0, NOBODY, DAY), channel) for one in customers]}


def test_the_lanes_take_turns_and_the_last_slot_is_drawn_by_lot() -> None:
    queues: Queues = {
        **queue(Lane.FIRST_VISIT, [1, 2, 3, 4]),
        **queue(Lane.DRIFTING, [2, 5]),
        **queue(Lane.EXPLORE, [1, 9]),
    }
    taken = [(who.customer, who.lane) for who, _ in fill(queues, Budget(60, 5, 0), DAY, 0)]
    assert taken == [
        (1, Lane.FIRST_VISIT),
        (2, Lane.DRIFTING),
        (3, Lane.FIRST_VISIT),
        (5, Lane.DRIFTING),
        (9, Lane.EXPLORE),
    ]


LINES = st.fixed_dictionaries(
    {lane: st.lists(st.integers(1, 30), unique=True, max_size=8) for lane in Lane}
)


@given(LINES, st.integers(0, 60), st.integers(0, 12), st.integers(0, 5), st.integers(0, 99))
def test_no_list_breaks_the_budget_the_quotas_or_names_anybody_twice(
    lines: dict[Lane, list[int]], minutes: int, cards: int, calls: int, seed: int
) -> None:
    queues: dict[Lane, list[tuple[Candidate, Channel]]] = {}
    for lane, customers in lines.items():
        channel = Channel.CALL if OCCASIONS[lane].may_call else Channel.CARD
        queues |= {key: list(line) for key, line in queue(lane, customers, channel).items()}
    taken = fill(queues, Budget(minutes, cards, calls), DAY, seed)
    channels = [channel for _who, channel in taken]
    assert sum(MINUTES[channel] for channel in channels) <= minutes
    assert channels.count(Channel.CARD) <= cards
    assert channels.count(Channel.CALL) <= calls
    assert len({who.customer for who, _channel in taken}) == len(taken)
    for lane in Lane:
        most = 2 if lane is not Lane.EXPLORE else explore_slots(cards + calls, DAY, seed) + 1
        assert sum(who.lane is lane for who, _channel in taken) <= most
    assert taken == fill(queues, Budget(minutes, cards, calls), DAY, seed)


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
    taken = fill(queues, Budget(600, 40, 0), DAY, 0)
    assert [who.lane for who, _channel in taken].count(Lane.EXPLORE) == 1


def test_a_wish_is_kept_on_every_channel() -> None:
    reach = Reach(has_phone=True)
    assert reach.channel(Lane.LONG_TIME_HELLO) is Channel.CALL
    assert replace(reach, has_phone=False).channel(Lane.LONG_TIME_HELLO) is Channel.CARD
    assert replace(reach, blocked=frozenset({"call"})).channel(Lane.LONG_TIME_HELLO) is Channel.CARD
    assert replace(reach, blocked=frozenset({"card"})).channel(Lane.LONG_TIME_HELLO) is Channel.CALL
    assert replace(reach, blocked=frozenset({"card"})).channel(Lane.DRIFTING) is None
    for lane in Lane:
        assert replace(reach, blocked=frozenset({"all"})).channel(lane) is None
