from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.chance import newcombe, z_of
from notecard.core.results import LEAST, Result, Verdict, allowance, result_on
from notecard.core.trial import NEVER_HELD_OUT, RETURN_DAYS, Arm, Enrolled
from tests.benchmarks.honest_results import (
    NEXT,
    covered,
    ever_alarmed,
    naive_alarm,
    occasions,
    one_look,
    regulars,
    so_many,
    strangers,
)

DAY = date(2026, 2, 3)
LOOK = date(2026, 7, 1)
SEEDS = range(100)


def group(
    arm: Arm, people: int, came: int, lane: str = "explore", band: int = 1, share: int = 20
) -> list[Enrolled]:
    return [
        Enrolled(lane, band, arm, DAY, number < came, number % 3, share=share)
        for number in range(people)
    ]


def two(thanked: int, came: int, quiet: int, came_too: int) -> list[Enrolled]:
    return group(Arm.THANKED, thanked, came) + group(Arm.QUIET, quiet, came_too)


def test_two_groups_are_counted_and_compared() -> None:
    found = result_on(two(160, 52, 40, 12), LOOK)
    one = found.together
    assert (one.thanked, one.returned_thanked) == (160, 52)
    assert (one.quiet, one.returned_quiet) == (40, 12)
    shown = newcombe(52 / 160, 160, 12 / 40, 40, z_of(0.05))
    assert one.interval
    assert (one.interval.low, one.interval.high) == pytest.approx((shown.low, shown.high))
    assert [(lane.lane, lane.interval) for lane in found.lanes] == [("explore", one.interval)]
    assert (found.look, found.next_look, found.waiting) == (LOOK, date(2027, 1, 1), 0)


@pytest.mark.parametrize(
    ("groups", "verdict"),
    [
        ((400, 200, 100, 20), Verdict.DIFFERENCE),
        ((400, 80, 100, 50), Verdict.DIFFERENCE),
        ((400, 120, 100, 29), Verdict.CANNOT_TELL),
        ((2000, 600, 2000, 600), Verdict.NO_DIFFERENCE),
        ((49, 49, 5000, 0), Verdict.CANNOT_TELL),
        ((5000, 0, 49, 49), Verdict.CANNOT_TELL),
        ((50, 50, 50, 0), Verdict.DIFFERENCE),
        ((0, 0, 0, 0), Verdict.CANNOT_TELL),
        ((300, 100, 0, 0), Verdict.CANNOT_TELL),
    ],
)
def test_the_verdict(groups: tuple[int, int, int, int], verdict: Verdict) -> None:
    found = result_on(two(*groups), LOOK)
    assert found.verdict is verdict
    assert (found.needed > 0) is (found.worth > 0) is (verdict is Verdict.CANNOT_TELL)


def test_one_look_s_interval_is_not_enough_for_a_verdict() -> None:
    found = result_on(two(200, 80, 200, 60), LOOK)
    assert found.together.interval
    assert found.together.interval.low > 0
    assert found.verdict is Verdict.CANNOT_TELL


def test_all_looks_together_may_be_mistaken_once_in_twenty() -> None:
    spent = [allowance(look) for look in range(1, 10_000)]
    assert 0.0499 < sum(spent) < 0.05
    assert all(one > 0 for one in spent)


def test_a_look_counts_from_when_there_are_enough_people_to_speak() -> None:
    late = two(230, 90, 230, 55)
    assert result_on(late, LOOK).verdict is Verdict.DIFFERENCE
    too_few = [replace(one, day=date(2018, 1, 5)) for one in group(Arm.THANKED, LEAST - 1, 18)]
    assert result_on([*late, *too_few], LOOK).verdict is Verdict.DIFFERENCE  # the first to speak
    enough = [replace(one, day=date(2018, 1, 5)) for one in two(LEAST, 15, LEAST, 15)]
    assert result_on([*late, *enough], LOOK).verdict is Verdict.CANNOT_TELL  # the seventeenth


def test_different_odds_are_never_mixed() -> None:
    # Half are left in peace in a good year and a fifth in a bad one; thanks do nothing in either.
    good = group(Arm.THANKED, 200, 120, share=50) + group(Arm.QUIET, 200, 120, share=50)
    bad = group(Arm.THANKED, 320, 64) + group(Arm.QUIET, 80, 16)
    found = result_on(good + bad, LOOK).together
    assert found.interval
    assert found.interval.difference == pytest.approx(0)
    crude = found.returned_thanked / found.thanked - found.returned_quiet / found.quiet
    assert crude < -0.1


def test_small_kinds_are_joined_with_others_of_their_band() -> None:
    few = [
        one
        for lane in ("milestone", "drifting", "explore")
        for one in group(Arm.THANKED, 14, 7, lane) + group(Arm.QUIET, 3, 1, lane)
    ]
    found = result_on(few, LOOK).together
    shown = newcombe(21 / 42, 42, 3 / 9, 9, z_of(0.05))
    assert found.interval
    assert (found.interval.low, found.interval.high) == pytest.approx((shown.low, shown.high))


@pytest.mark.parametrize("lane", sorted(NEVER_HELD_OUT))
def test_those_who_were_never_in_a_lot_are_never_compared(lane: str) -> None:
    before = two(160, 52, 40, 12)
    others = group(Arm.THANKED, 70, 70, lane)
    without_lot = group(Arm.THANKED, 70, 70, share=0)
    assert result_on(before + others + without_lot, LOOK) == result_on(before, LOOK)


def test_before_the_first_look_there_is_nothing() -> None:
    for found in (result_on([], LOOK), result_on(two(90, 90, 90, 0), DAY + timedelta(days=100))):
        assert found.look is None
        assert found.together.interval is None
        assert found.lanes == ()
        assert (found.verdict, found.worth) == (Verdict.CANNOT_TELL, 10)
        assert found.needed == 692
    assert found.waiting == 180


def test_the_second_outcome_waits_for_its_longer_time() -> None:
    people = two(60, 20, 60, 20)
    assert result_on(people, LOOK).visits.thanked == 0  # 148 days
    later = result_on(people, date(2027, 1, 1)).visits
    assert (later.thanked, later.quiet) == (60, 60)
    assert later.interval
    assert later.interval.difference == 0
    assert later.interval.low < 0 < later.interval.high


PEOPLE = st.lists(
    st.builds(
        Enrolled,
        lane=st.sampled_from(["explore", "drifting", "milestone"]),
        band=st.integers(0, 3),
        arm=st.sampled_from(list(Arm)),
        day=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
        returned=st.booleans(),
        visits=st.integers(0, 5),
        share=st.sampled_from([20, 50]),
    ),
    max_size=200,
)


@given(PEOPLE, st.dates(LOOK, date(2026, 12, 31)), st.randoms(use_true_random=False))
def test_peeking_between_the_looks_changes_nothing(
    people: list[Enrolled], day: date, luck: object
) -> None:
    first, then = result_on(people, LOOK), result_on(people, day)
    waiting = sum(LOOK < one.day <= day for one in people)
    if first.look:
        assert then == replace(first, waiting=first.waiting + waiting)


@given(PEOPLE, PEOPLE)
def test_those_whose_time_is_not_over_change_nothing(
    people: list[Enrolled], more: list[Enrolled]
) -> None:
    start = LOOK - timedelta(days=RETURN_DAYS)
    late = [replace(one, day=start + (one.day - date(2025, 1, 1)) / 10) for one in more]
    alone, found = result_on(people, LOOK), result_on([*people, *late], LOOK)
    if alone.look:
        waiting = sum(one.day <= LOOK for one in late)
        assert found == replace(alone, waiting=alone.waiting + waiting)
    turned = [replace(one, returned=not one.returned, visits=9) for one in late]
    assert found == result_on([*people, *turned], LOOK)


@given(PEOPLE)
def test_the_other_group_thanked_turns_every_sign(people: list[Enrolled]) -> None:
    turned = [
        replace(one, arm=Arm.QUIET if one.arm is Arm.THANKED else Arm.THANKED) for one in people
    ]
    one, other = result_on(people, LOOK), result_on(turned, LOOK)
    assert (one.verdict, one.needed, one.waiting) == (other.verdict, other.needed, other.waiting)
    pairs = [(one.together, other.together), *zip(one.lanes, other.lanes, strict=True)]
    for here, there in pairs:
        assert (here.thanked, here.returned_thanked) == (there.quiet, there.returned_quiet)
        if here.interval and there.interval:
            shown = (here.interval.difference, here.interval.low, here.interval.high)
            back = (-there.interval.difference, -there.interval.high, -there.interval.low)
            assert shown == pytest.approx(back)
        else:
            assert here.interval is there.interval is None


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(people: list[Enrolled], luck: object) -> None:
    assert result_on(sorted(people, key=repr), LOOK) == result_on(people, LOOK)
    assert result_on(people[::-1], LOOK) == result_on(people, LOOK)


@given(st.integers(0, 49), st.integers(0, 400), st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_under_fifty_nothing_is_said(
    few: int, many: int, part: float, other: float, turned: bool
) -> None:
    groups = [(few, int(few * part)), (many, int(many * other))]
    (thanked, came), (quiet, came_too) = reversed(groups) if turned else groups
    found = result_on(two(thanked, came, quiet, came_too), LOOK)
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.needed >= LEAST - few


# Negative controls: made-up shops in which nothing depends on who was thanked; and planted effects.


def of(results: Sequence[Result], verdict: Verdict) -> int:
    return sum(one.verdict is verdict for one in results)


def test_where_thanks_do_nothing_no_difference_is_seen() -> None:
    results = one_look(SEEDS, 400)
    assert of(results, Verdict.DIFFERENCE) <= 2
    assert all(min(one.together.thanked, one.together.quiet) >= LEAST for one in results)


def test_twenty_points_more_are_found_among_three_hundred_each() -> None:
    results = [result_on(so_many(occasions(seed, 0.2, 50), 300), NEXT) for seed in SEEDS]
    assert {(one.together.thanked, one.together.quiet) for one in results} == {(300, 300)}
    assert of(results, Verdict.DIFFERENCE) >= 90
    assert all(one.together.interval.low > 0 for one in results if one.verdict == "difference")


def test_twenty_points_less_are_found_as_well() -> None:
    results = [result_on(so_many(occasions(seed, -0.2, 50), 300), NEXT) for seed in SEEDS]
    assert of(results, Verdict.DIFFERENCE) >= 90
    assert all(one.together.interval.high < 0 for one in results if one.verdict == "difference")


@pytest.mark.parametrize(("people", "effect"), [(250, 0.2), (250, 0.0)])
def test_the_interval_holds_the_planted_effect_in_95_of_100(people: int, effect: float) -> None:
    assert 0.93 <= covered(one_look(range(300), people, effect), effect) <= 0.97


@pytest.mark.parametrize("kind", [strangers, regulars])
def test_years_of_looks_are_hardly_ever_mistaken(kind: type) -> None:
    assert fmean(ever_alarmed(kind(seed, 200, 6)) for seed in range(20)) <= 0.06


def test_the_measure_can_tell_what_peeking_does() -> None:
    assert fmean(map(naive_alarm, range(400))) > 0.15


def test_with_the_people_needed_ten_points_are_found_four_times_in_five() -> None:
    enough = result_on([], LOOK).needed
    results = [result_on(so_many(occasions(seed, 0.1, 50), enough), NEXT) for seed in range(40)]
    assert of(results, Verdict.DIFFERENCE) >= 32
    fewer = [result_on(so_many(occasions(seed, 0.1, 50), enough // 4), NEXT) for seed in range(40)]
    assert of(fewer, Verdict.DIFFERENCE) < 20
