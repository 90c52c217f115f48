import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.results import Compared, Result, result_on
from notecard.core.results_in_words import said, said_visits, sentence
from notecard.core.trial import Arm, Enrolled

DAY = date(2026, 2, 3)
LOOK = date(2026, 7, 1)


def everybody(thanked: int, came: int, quiet: int, came_too: int) -> list[Enrolled]:
    return [
        Enrolled("explore", 1, arm, DAY, number < back, 2 * (number < back))
        for arm, count, back in ((Arm.THANKED, thanked, came), (Arm.QUIET, quiet, came_too))
        for number in range(count)
    ]


def result(thanked: int, came: int, quiet: int, came_too: int, waiting: int = 0) -> Result:
    late = [Enrolled("explore", 1, Arm.THANKED, date(2026, 6, 1), False, 0)] * waiting
    return result_on(everybody(thanked, came, quiet, came_too) + late, LOOK)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            result(160, 52, 40, 12),
            "Of 160 people to be thanked, 52 came back within 90 days."
            " Of 40 people left in peace, 12 did."
            " Like compared with like, that is 2.5 percentage points more."
            " With 95% certainty it is between 14.4 percentage points less and 16.6 more."
            " It cannot be told yet: it takes at least 50 people in each group."
            " About 512 people more in each group would be needed to notice a difference of"
            " 10 percentage points.",
        ),
        (
            result(160, 32, 60, 12, waiting=1),
            "Of 160 people to be thanked, 32 came back within 90 days."
            " Of 60 people left in peace, 12 did."
            " Like compared with like, there is no difference."
            " With 95% certainty it is between 13.0 percentage points less and 10.7 more."
            " It cannot be told yet: chance alone could have done this."
            " About 348 people more in each group would be needed to notice a difference of"
            " 10 percentage points."
            " 1 person is not counted yet: their 90 days were not over on the last look.",
        ),
        (
            result(200, 80, 200, 60),
            "Of 200 people to be thanked, 80 came back within 90 days."
            " Of 200 people left in peace, 60 did."
            " Like compared with like, that is 10.0 percentage points more."
            " With 95% certainty it is from 0.7 to 19.1 percentage points more."
            " It cannot be told yet: who looks every half year has to be surer than that."
            " About 431 people more in each group would be needed to notice a difference of"
            " 10 percentage points.",
        ),
        (
            result(300, 150, 300, 90),
            "Of 300 people to be thanked, 150 came back within 90 days."
            " Of 300 people left in peace, 90 did."
            " Like compared with like, that is 20.0 percentage points more."
            " With 95% certainty it is from 12.2 to 27.5 percentage points more."
            " This is more than chance: those to be thanked came back more often.",
        ),
        (
            result(300, 90, 300, 150),
            "Of 300 people to be thanked, 90 came back within 90 days."
            " Of 300 people left in peace, 150 did."
            " Like compared with like, that is 20.0 percentage points less."
            " With 95% certainty it is from 12.2 to 27.5 percentage points less."
            " This is more than chance: those to be thanked came back less often.",
        ),
        (
            result(2000, 600, 2000, 610),
            "Of 2,000 people to be thanked, 600 came back within 90 days."
            " Of 2,000 people left in peace, 610 did."
            " Like compared with like, that is 0.5 percentage points less."
            " With 95% certainty it is between 3.3 percentage points less and 2.3 more."
            " A difference of 10 percentage points or more can be ruled out.",
        ),
        (
            result(1, 1, 0, 0),
            "Of 1 person to be thanked, 1 came back within 90 days."
            " Of 0 people left in peace, 0 did."
            " It cannot be told yet: it takes at least 50 people in each group."
            " About 664 people more in each group would be needed to notice a difference of"
            " 10 percentage points.",
        ),
        (
            result(0, 0, 0, 0),
            "It cannot be told yet: it takes at least 50 people in each group."
            " About 692 people more in each group would be needed to notice a difference of"
            " 10 percentage points.",
        ),
    ],
)
def test_the_result_is_told_in_plain_words(found: Result, words: str) -> None:
    assert sentence(found) == words


def test_numbers_are_said_as_the_owner_writes_them() -> None:
    def say(value: float) -> str:
        return str(value) if isinstance(value, int) else f"{value:.1f}".replace(".", ",")

    told = sentence(result(2000, 600, 2000, 610), say)
    assert "Of 2000 people to be thanked" in told
    assert "3,3 percentage points less and 2,3 more" in told


def visits(thanked: int, came: int, quiet: int, came_too: int) -> str:
    people = everybody(thanked, came, quiet, came_too)
    return said_visits(result_on(people, date(2027, 1, 1)).visits)


def test_the_second_outcome_is_told_with_its_interval() -> None:
    assert visits(160, 40, 160, 32) == (
        "In 180 days every 100 people to be thanked made 10.0 visits more than every 100 left in"
        " peace; with 95% certainty from -8.3 to 28.3."
    )
    assert visits(160, 32, 160, 40).startswith(
        "In 180 days every 100 people to be thanked made 10.0 visits fewer than every 100"
    )
    assert visits(160, 40, 1, 1) == "There are too few people yet to compare how often they came."


COUNTS = st.integers(0, 300)


@given(COUNTS, COUNTS, st.floats(0, 1), st.floats(0, 1), st.integers(0, 3))
def test_no_share_without_its_interval_no_money_and_nothing_left_to_fill_in(
    thanked: int, quiet: int, part: float, other: float, waiting: int
) -> None:
    found = result(thanked, int(thanked * part), quiet, int(quiet * other), waiting)
    told = sentence(found)
    assert "{" not in told
    assert not re.search(r"[$€£¥]|sales|earn|revenue|nan|None", told)
    assert ("Like compared with like" in told) is ("With 95% certainty" in told)
    assert ("It cannot be told yet" in told) is (found.needed > 0) is ("About " in told)


def test_a_comparison_that_cannot_be_made_is_only_counted() -> None:
    one = Compared("explore", 20, 0, 5, 0, None)
    assert said(one) == (
        "Of 20 people to be thanked, 5 came back within 90 days. Of 0 people left in peace, 0 did."
    )
    assert "Like compared" in said(replace(one, interval=result(9, 1, 9, 1).together.interval))
