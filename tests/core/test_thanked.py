import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notecard.core.thanked import (
    SPENT,
    VISITS,
    Group,
    Tally,
    group_words,
    lane_name,
    said_groups,
    said_tally,
    shares,
)
from notecard.core.thanks import Lane


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(), "Nobody has been thanked yet."),
        (Tally(people=1, cards=1), "You thanked 1 person: 1 card."),
        (
            Tally(people=40, cards=31, calls=12, conversations=1, in_person=2, learnt=3),
            "You thanked 40 people: 31 cards, 12 calls, 2 words at the counter."
            " In 1 call you talked. You learnt 3 things to keep.",
        ),
        (
            Tally(people=2, calls=2, conversations=2, learnt=1, notes_kept=2),
            "You thanked 2 people: 2 calls. In 2 calls you talked. You learnt 1 thing to keep."
            " You came back to 2 notes.",
        ),
    ],
)
def test_what_was_done_is_told_the_people_first(tally: Tally, words: str) -> None:
    assert said_tally(tally) == words


@given(st.builds(Tally, *[st.integers(0, 3)] * 9))
def test_nothing_is_told_that_was_not_done(tally: Tally) -> None:
    told = said_tally(tally)
    assert "{" not in told
    assert not re.search(r"\b0\b", told)


def groups(*thanks: int) -> list[Group]:
    """Return eight groups of ten, twenty, thirty and forty customers in both orders."""
    people = (40, 30, 20, 10)
    kinds = [("visits", least) for least in VISITS] + [("spent", least) for least in SPENT]
    counts = zip(kinds, people * 2, thanks, strict=True)
    return [Group(*kind, customers, number) for kind, customers, number in counts]


def test_how_the_thanks_were_spread_is_told_by_counts() -> None:
    assert said_groups(groups(3, 1, 0, 4, 5, 1, 0, 2)) == (
        "Of 8 thank-yous in the last twelve months, 2 went to the 10% of all customers who spent"
        " most, and 3 to the 40% who came once."
    )
    assert said_groups(groups(*[0] * 8)) == "In the last twelve months nobody was thanked."
    assert said_groups([]) == "In the last twelve months nobody was thanked."


def test_shares_are_of_everybody_and_of_all_thanks() -> None:
    spread = groups(3, 1, 0, 4, 5, 1, 0, 2)
    assert shares(spread[0], spread) == (0.4, 0.375)
    assert shares(spread[7], spread) == (0.1, 0.25)
    assert shares(groups(*[0] * 8)[0], groups(*[0] * 8)) == (0.4, 0.0)


def test_every_group_and_every_occasion_has_a_name_of_its_own() -> None:
    assert len({group_words(one) for one in groups(*[0] * 8)}) == 8
    assert len({lane_name(lane.value) for lane in Lane}) == len(Lane)
