from datetime import date, timedelta
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from notecard.core.lottery import Lottery

DAY = date(2026, 11, 2)


@given(st.integers(0, 3000), st.integers(0, 99))
def test_everybody_is_drawn_once_and_where_their_place_is(most: int, seed: int) -> None:
    lottery = Lottery(DAY, seed, most)
    drawn = list(lottery)
    assert sorted(drawn) == list(range(1, most + 1))
    places = [lottery.place(number) for number in drawn]
    assert places == sorted(places)


def test_each_place_falls_on_everybody_alike() -> None:
    draws = [list(Lottery(DAY, seed, 20)) for seed in range(600)]
    for place in (0, 1, 10, 19):
        counts = [sum(draw[place] == number for draw in draws) for number in range(1, 21)]
        chi_squared = sum((count - 30) ** 2 / 30 for count in counts)
        assert chi_squared < 43.8  # 19 degrees of freedom: one in a thousand


def test_neighbours_do_not_come_together() -> None:
    apart = []
    for seed in range(300):
        first, second = islice(Lottery(DAY, seed, 1_000_000), 2)
        apart.append(abs(first - second))
    assert 280_000 < sum(apart) / 300 < 390_000  # a third of all, as by chance


def test_another_day_is_another_draw() -> None:
    draws = {tuple(islice(Lottery(DAY + timedelta(days), 0, 500), 3)) for days in range(50)}
    assert len(draws) == 50


def test_a_newcomer_moves_nobody() -> None:
    before, after = list(Lottery(DAY, 0, 900)), list(Lottery(DAY, 0, 901))
    assert [number for number in after if number != 901] == before
