from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.trial import (
    NEVER_HELD_OUT,
    QUIET_DAYS,
    SHARES,
    Arm,
    arm_of,
    band_of,
    is_free,
    is_over,
    last_look,
    looks,
    next_look,
    takes_part,
)

MANY = range(1, 20_001)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def quiet(salt: str, lane: str, year: int, share: int) -> list[bool]:
    return [arm_of(salt, customer, lane, year, share) is Arm.QUIET for customer in MANY]


def together(first: list[bool], second: list[bool]) -> int:
    return sum(one and other for one, other in zip(first, second, strict=True))


# With 20,000 lots one standard error is at most 0.35 of a per cent; four of them are never reached
# by chance in as few comparisons as there are here.
FOUR_ERRORS = 4 * (0.5 * 0.5 * len(MANY)) ** 0.5


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("salt", ["one shop", "another", ""])
def test_the_lot_leaves_the_chosen_share_in_peace(salt: str, share: int) -> None:
    drawn = quiet(salt, "explore", 2026, share)
    assert abs(sum(drawn) - len(MANY) * share / 100) <= FOUR_ERRORS
    assert share or not any(drawn)
    of_a_hundred = [sum(drawn[start : start + 100]) for start in range(0, len(MANY), 100)]
    assert len(set(of_a_hundred)) > 1 or not share  # not merely every fifth in turn


@pytest.mark.parametrize("share", [20, 50])
@pytest.mark.parametrize(
    ("salt", "lane", "year"),
    [("salt", "milestone", 2026), ("salt", "explore", 2027), ("other", "explore", 2026)],
)
def test_lots_of_other_lanes_years_and_salts_have_nothing_to_do_with_it(
    share: int, salt: str, lane: str, year: int
) -> None:
    both = together(quiet("salt", "explore", 2026, share), quiet(salt, lane, year, share))
    assert abs(both - len(MANY) * (share / 100) ** 2) <= FOUR_ERRORS


@pytest.mark.parametrize("apart", [1, 2, 5, 10, 100, 256])
def test_neighbouring_numbers_have_nothing_to_do_with_each_other(apart: int) -> None:
    drawn = quiet("salt", "explore", 2026, 20)
    both = together(drawn[apart:], drawn[:-apart])
    assert abs(both - (len(drawn) - apart) * 0.04) <= FOUR_ERRORS
    runs = Counter(one == other for one, other in pairwise(drawn))
    assert abs(runs[True] - len(drawn) * 0.68) <= FOUR_ERRORS


SALTS = st.text('ab1 ,"\n', max_size=8)


@given(SALTS, st.integers(1, 10**12), st.sampled_from(["explore", "gift"]), st.integers(1, 9999))
def test_the_same_lot_is_drawn_every_time_and_a_larger_share_keeps_who_was_left_in_peace(
    salt: str, customer: int, lane: str, year: int
) -> None:
    drawn = [arm_of(salt, customer, lane, year, share) for share in (0, 20, 50, 100)]
    assert drawn == [arm_of(salt, customer, lane, year, share) for share in (0, 20, 50, 100)]
    assert drawn == sorted(drawn, reverse=True)  # thanked, then quiet, never back
    assert (drawn[0], drawn[-1]) == (Arm.THANKED, Arm.QUIET)


def test_a_lot_can_be_drawn_again_with_other_tools() -> None:
    # printf '["harbour street", 1, "explore", 2026]' | b2sum -l 64, and so on to 6
    hashes = ["c8f82543", "dc25ef0d", "12dcb71e", "73ef61e3", "9804205a", "777fa02d"]
    drawn = [arm_of("harbour street", customer, "explore", 2026, 50) for customer in range(1, 7)]
    assert [Arm.QUIET if one < "8" else Arm.THANKED for one in hashes] == drawn


def test_what_stands_in_one_place_cannot_stand_for_another() -> None:
    def drawn(salt: str, first: str, lane: str, year: int) -> tuple[Arm, ...]:
        return tuple(arm_of(salt, int(f"{first}{n}"), lane, year, 50) for n in range(64))

    assert drawn("a1", "", "x", 2026) != drawn("a", "1", "x", 2026)
    assert drawn("a", "1", "x2", 26) != drawn("a", "1", "x", 226)


@pytest.mark.parametrize("lane", sorted(NEVER_HELD_OUT))
def test_decency_is_never_held_back(lane: str) -> None:
    assert not any(takes_part(lane, share) for share in SHARES)


def test_others_take_part_unless_the_owner_wants_no_lot() -> None:
    assert [takes_part("explore", share) for share in SHARES] == [False, True, True]


@pytest.mark.parametrize(
    ("points", "band"), [(0, 0), (24, 0), (25, 1), (49, 1), (50, 2), (74, 2), (75, 3), (100, 3)]
)
def test_points_fall_into_four_bands(points: int, band: int) -> None:
    assert band_of(points) == band


def test_nobody_is_enrolled_again_before_their_time_is_over() -> None:
    day = date(2026, 11, 26)
    at_last = ("milestone", day - timedelta(days=QUIET_DAYS))
    just_before = ("milestone", day - timedelta(days=QUIET_DAYS - 1))
    assert is_free(day, "explore", [])
    assert is_free(day, "explore", [at_last])
    assert not is_free(day, "explore", [at_last, just_before])


def test_nobody_is_enrolled_twice_for_one_lane_and_year() -> None:
    before = [("explore", date(2026, 1, 5))]
    assert not is_free(date(2026, 12, 31), "explore", before)
    assert is_free(date(2026, 12, 31), "drifting", before)
    assert is_free(date(2027, 1, 1), "explore", before)


@given(DAYS)
def test_looks_are_on_the_first_of_january_and_july(day: date) -> None:
    last, coming = last_look(day), next_look(day)
    assert last <= day < coming
    assert {(look.month, look.day) for look in (last, coming)} == {(1, 1), (7, 1)}
    assert next_look(last) == coming


@given(DAYS, st.integers(-10, 4000))
def test_looks_begin_after_the_first_enrolment_and_end_with_the_last(first: date, on: int) -> None:
    day = first + timedelta(days=on)
    held = looks(first, day)
    assert all(first < look <= day for look in held)
    assert all(next_look(one) == other for one, other in pairwise(held))
    assert not held or (held[0], held[-1]) == (next_look(first), last_look(day))
    assert bool(held) is (next_look(first) <= day)


def test_a_window_is_over_when_its_last_day_is_past() -> None:
    assert is_over(90, date(2026, 4, 1), date(2026, 7, 1)) is True  # 30 June is the 90th day
    assert is_over(90, date(2026, 4, 2), date(2026, 7, 1)) is False
