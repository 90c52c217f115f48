from dataclasses import replace
from datetime import date

import pytest

from notecard.core.occasions import OCCASIONS
from notecard.core.settings import Season
from notecard.core.standing import (
    NEVER,
    Standing,
    is_in_season,
    is_somebody_to_thank,
    points,
    years_before,
)
from notecard.core.thanks import Lane

DAY = date(2026, 3, 10)
TODAY = DAY.toordinal()
SOMEBODY = Standing(
    today=TODAY, visits=2, first_day=TODAY - 430, last_day=TODAY - 400, spent=5000, largest=2000,
    recent=0, before=0, dwarfed=0, valued=0, quiet=NEVER, p50=3000, p80=9000, p95=20000, big=8000,
)  # fmt: skip


def standing(*, since: int = 400, span: int = 30, **numbers: int) -> Standing:
    """Somebody last here so many days ago, and first so many days before that."""
    days = {"last_day": TODAY - since, "first_day": TODAY - since - span}
    return replace(SOMEBODY, **days, **numbers)


def holds(lane: Lane, **numbers: int) -> bool:
    return bool(OCCASIONS[lane].rule(standing(**numbers), DAY))


@pytest.mark.parametrize(("since", "holds_so"), [(1, False), (2, True), (10, True), (11, False)])
def test_a_first_visit_is_thanked_from_the_second_to_the_tenth_day(
    since: int, holds_so: bool
) -> None:
    assert holds(Lane.FIRST_VISIT, visits=1, since=since) is holds_so
    assert not holds(Lane.FIRST_VISIT, visits=2, since=since)


@pytest.mark.parametrize("visits", range(1, 120))
def test_only_round_visits_are_milestones(visits: int) -> None:
    assert holds(Lane.MILESTONE, visits=visits, since=0) is (visits in {5, 10, 25, 50, 100})
    assert holds(Lane.MILESTONE, visits=visits, since=10) is (visits in {5, 10, 25, 50, 100})
    assert not holds(Lane.MILESTONE, visits=visits, since=11)


def test_a_receipt_is_unusual_when_more_than_half_before_it_are_at_most_a_third() -> None:
    usual = {"visits": 6, "since": 5, "recent": 3000, "spent": 9000}
    assert holds(Lane.BIG_OR_UNUSUAL, **usual, before=5, dwarfed=3)
    assert not holds(Lane.BIG_OR_UNUSUAL, **usual, before=4, dwarfed=2)
    assert not holds(Lane.BIG_OR_UNUSUAL, **usual, before=1, dwarfed=1)


def test_a_newcomer_s_receipt_is_big_from_the_shop_s_95th_percentile() -> None:
    assert holds(Lane.BIG_OR_UNUSUAL, visits=1, since=3, recent=8000, spent=8000)
    assert not holds(Lane.BIG_OR_UNUSUAL, visits=1, since=3, recent=7999, spent=8000)
    assert not holds(Lane.BIG_OR_UNUSUAL, visits=3, since=3, recent=8000, spent=8000)


def test_what_was_given_back_is_nothing_to_thank_for() -> None:
    assert not holds(Lane.BIG_OR_UNUSUAL, visits=1, since=3, recent=8000, spent=7999)
    assert not is_somebody_to_thank(standing(spent=0), DAY)


@pytest.mark.parametrize(
    ("since", "holds_so"), [(44, False), (45, True), (49, True), (150, True), (151, False)]
)
def test_drifting_is_two_to_six_own_gaps_and_at_least_45_days(since: int, holds_so: bool) -> None:
    gap = 22 if since < 50 else 25
    assert holds(Lane.DRIFTING, visits=5, span=4 * gap, since=since) is holds_so
    assert not holds(Lane.DRIFTING, visits=2, span=gap, since=since)


def test_one_lapse_is_one_hello() -> None:
    assert holds(Lane.DRIFTING, visits=5, span=100, since=60, quiet=60)
    assert not holds(Lane.DRIFTING, visits=5, span=100, since=60, quiet=59)


@pytest.mark.parametrize("years", [2, 3, 4])
def test_a_long_time_hello_is_45_days_around_the_anniversary(years: int) -> None:
    since = (DAY - years_before(DAY, years)).days
    for off, holds_so in ((-46, False), (-45, True), (0, True), (45, True), (46, False)):
        assert holds(Lane.LONG_TIME_HELLO, since=since + off) is holds_so
    assert not holds(Lane.LONG_TIME_HELLO, since=since, visits=1)
    assert holds(Lane.LONG_TIME_HELLO, since=since, visits=1, largest=8000)
    assert not holds(Lane.LONG_TIME_HELLO, since=since, quiet=364)


def test_a_year_before_the_29th_of_february_is_the_28th() -> None:
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)
    assert years_before(date(2024, 2, 29), 4) == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("numbers", "worth"),
    [
        ({"visits": 1, "since": 500, "spent": 1}, 0),
        ({"visits": 9, "since": 13, "spent": 20000}, 100),
        ({"visits": 6, "since": 27, "spent": 9000}, 38 + 32 + 14),
        ({"visits": 4, "since": 55, "spent": 3000}, 30 + 27 + 9),
        ({"visits": 3, "since": 90, "spent": 1}, 24 + 21),
        ({"visits": 2, "since": 139, "spent": 1}, 14 + 14),
        ({"visits": 2, "since": 195, "spent": 1}, 14 + 7),
        ({"visits": 2, "since": 196, "spent": 1}, 14),
    ],
)
def test_points_are_those_of_the_table(numbers: dict[str, int], worth: int) -> None:
    assert points(standing(**numbers)) == worth


@pytest.mark.parametrize(("since", "holds_so"), [(40, True), (41, False), (25, True)])
def test_something_of_value_is_asked_about_after_a_month(since: int, holds_so: bool) -> None:
    assert holds(Lane.SATISFACTION, since=since, valued=8000, spent=8000) is holds_so
    assert not holds(Lane.SATISFACTION, since=since, valued=8000, spent=7999)
    assert not holds(Lane.SATISFACTION, since=since)


@pytest.mark.parametrize("years", [1, 2, 7])
def test_an_anniversary_is_a_week_around_whole_years_of_somebody_who_comes(years: int) -> None:
    whole = (DAY - years_before(DAY, years)).days
    for off, holds_so in ((-8, False), (-7, True), (0, True), (7, True), (8, False)):
        assert holds(Lane.ANNIVERSARY, since=20, span=whole + off - 20) is holds_so
    assert holds(Lane.ANNIVERSARY, since=400, span=731 - 400)
    assert not holds(Lane.ANNIVERSARY, since=401, span=731 - 401)


def test_a_season_is_for_whoever_came_in_the_same_days_of_three_years_before() -> None:
    fair = Season("The fair", date(2026, 3, 8), date(2026, 3, 12))
    for years, holds_so in ((1, True), (2, True), (3, True), (4, False)):
        since = (DAY - years_before(DAY, years)).days
        assert bool(is_in_season(standing(since=since, span=0), [fair])) is holds_so
        assert bool(is_in_season(standing(since=30, span=since - 30), [fair])) is holds_so
        assert not is_in_season(standing(since=since + 3, span=0), [fair])
