from dataclasses import replace
from datetime import date, timedelta

import pytest

from notecard.core.thanks import (
    NEVER,
    OCCASIONS,
    Candidate,
    Lane,
    Receipt,
    Standing,
    is_somebody_to_thank,
    lanes_of,
    points,
    years_before,
)

DAY = date(2026, 3, 10)
SOMEBODY = Standing(
    visits=2, since=400, span=30, spent=5000, largest=2000, recent=0, before=0, dwarfed=0,
    quiet=NEVER, p50=3000, p80=9000, p95=20000, big=8000,
)  # fmt: skip


def holds(lane: Lane, **numbers: int) -> bool:
    return bool(OCCASIONS[lane].rule(replace(SOMEBODY, **numbers), DAY))


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
    usual = {"visits": 6, "recent": 3000, "spent": 9000}
    assert holds(Lane.BIG_OR_UNUSUAL, **usual, before=5, dwarfed=3)
    assert not holds(Lane.BIG_OR_UNUSUAL, **usual, before=4, dwarfed=2)
    assert not holds(Lane.BIG_OR_UNUSUAL, **usual, before=1, dwarfed=1)


def test_a_newcomer_s_receipt_is_big_from_the_shop_s_95th_percentile() -> None:
    assert holds(Lane.BIG_OR_UNUSUAL, visits=1, recent=8000, spent=8000)
    assert not holds(Lane.BIG_OR_UNUSUAL, visits=1, recent=7999, spent=8000)
    assert not holds(Lane.BIG_OR_UNUSUAL, visits=3, recent=8000, spent=8000)


def test_what_was_given_back_is_nothing_to_thank_for() -> None:
    assert not holds(Lane.BIG_OR_UNUSUAL, visits=1, recent=8000, spent=7999)
    assert not is_somebody_to_thank(replace(SOMEBODY, spent=0), DAY)


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
    assert points(replace(SOMEBODY, **numbers)) == worth


def test_the_table_has_a_row_for_every_lane_in_turn() -> None:
    assert list(OCCASIONS) == list(Lane)


def test_somebody_may_have_several_occasions_and_always_the_lot() -> None:
    standing = replace(SOMEBODY, visits=1, since=5, recent=9000, spent=9000)
    assert lanes_of(standing, DAY) == [Lane.FIRST_VISIT, Lane.BIG_OR_UNUSUAL, Lane.EXPLORE]
    assert lanes_of(replace(standing, spent=0), DAY) == ()


def who(lane: Lane, by: str = "", **numbers: int) -> Candidate:
    standing = replace(SOMEBODY, **numbers)
    last = DAY - timedelta(days=standing.since)
    receipts = (Receipt(1, last - timedelta(days=20), 100), Receipt(2, last, standing.recent))
    return Candidate(7, lane, 0, standing, DAY, receipts, by)


@pytest.mark.parametrize(
    ("candidate", "sentence"),
    [
        (who(Lane.FIRST_VISIT, visits=1, since=4), "Their first visit was 4 days ago, on 03-06."),
        (who(Lane.MILESTONE, visits=5, since=0), "Today was their 5th visit."),
        (who(Lane.MILESTONE, visits=5, since=1), "Their 5th visit was 1 day ago, on 03-09."),
        (
            who(Lane.BIG_OR_UNUSUAL, visits=9, since=3, recent=900),
            "3 days ago, on 03-07, they bought at least three times what they usually do.",
        ),
        (
            who(Lane.BIG_OR_UNUSUAL, visits=1, since=3, recent=900),
            "3 days ago, on 03-07, theirs was one of the largest receipts in twenty.",
        ),
        (
            who(Lane.DRIFTING, visits=5, span=100, since=60),
            "In 5 visits they came about every 25 days; the last was 60 days ago, on 01-09.",
        ),
        (
            who(Lane.LONG_TIME_HELLO, since=735, by="Ivy"),
            "Last here on 03-05, about 2 years ago; Ivy served them and is still here.",
        ),
        (who(Lane.LONG_TIME_HELLO, since=1100), "Last here on 03-06, about 3 years ago."),
        (
            who(Lane.EXPLORE, visits=1, since=8),
            "Drawn by lot, so that everybody has a turn: 1 visit, on 03-02.",
        ),
    ],
)
def test_the_reason_is_one_whole_sentence(candidate: Candidate, sentence: str) -> None:
    why = OCCASIONS[candidate.lane].why(candidate, lambda day: f"{day:%m-%d}")
    assert why == sentence


def test_the_proof_of_an_unusual_receipt_is_it_and_those_before() -> None:
    regular = who(Lane.BIG_OR_UNUSUAL, visits=9, since=3, recent=900)
    newcomer = who(Lane.BIG_OR_UNUSUAL, visits=2, since=3, recent=900)
    proof = OCCASIONS[Lane.BIG_OR_UNUSUAL].proof
    assert proof(regular) == (2, 1)
    assert proof(newcomer) == (2,)
