from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from notecard.core.customers import Note
from notecard.core.occasions import OCCASIONS
from notecard.core.settings import Season
from notecard.core.thanks import Candidate, Lane, Receipt
from notecard.core.told import Kind, Origin, Told
from tests.core.test_standing import DAY, standing


def who(lane: Lane, by: str = "", **numbers: int) -> Candidate:
    stands = standing(**numbers)
    last = DAY - timedelta(days=stands.since)
    net = stands.recent or stands.valued
    receipts = (Receipt(1, last - timedelta(days=20), 100), Receipt(2, last, net))
    return Candidate(7, lane, 0, stands, DAY, receipts, by)


def told(lane: Lane, kind: Kind, ago: int, **more: Any) -> Candidate:
    day = DAY - timedelta(days=ago)
    return replace(who(lane, since=ago), told=Told(1, 7, kind, day, **more))


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
            "3 days ago, on 03-07, theirs was among the largest 5 % of your receipts.",
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
        (
            who(Lane.ANNIVERSARY, since=12, span=726),
            "About 2 years ago, on 03-02, was their first visit.",
        ),
        (
            who(Lane.SATISFACTION, since=30, valued=9000),
            "30 days ago, on 02-08, theirs was among the largest 5 % of your receipts:"
            " time to ask how it does.",
        ),
        (
            told(Lane.GIFT, Kind.GIFT, 40),
            "A gift they bought on 01-29 has been given by now.",
        ),
        (
            told(Lane.GIFT, Kind.GIFT, 40, origin=Origin.GUESS),
            "The purchase of 01-29 looks like a gift that has been given by now: a guess.",
        ),
        (
            told(Lane.SERVICE, Kind.SERVICE, 10, words="The {{clock}}"),
            "10 days ago, on 02-28, they collected what was repaired or done for them."
            " “The {{clock}}”",
        ),
        (
            told(Lane.SERVICE, Kind.SERVICE, 10, origin=Origin.GUESS),
            "10 days ago, on 02-28, a repair or a service was paid for: a guess.",
        ),
        (
            told(Lane.COMPLAINT_SOLVED, Kind.COMPLAINT, 20, ended=DAY - timedelta(days=4)),
            "Their complaint was settled 4 days ago, on 03-06.",
        ),
        (
            told(Lane.REFERRAL, Kind.REFERRAL, 1),
            "They recommended the shop; you heard of it on 03-09.",
        ),
        (
            told(Lane.SATISFACTION, Kind.DURABLE, 30),
            "On 02-08 they bought something that lasts: time to ask how it does.",
        ),
        (
            replace(
                who(Lane.NOTE_DUE),
                note=Note(3, 7, date(2026, 1, 2), "How did\nthe move go?", date(2026, 3, 9)),
            ),
            "You wanted to come back to this on 03-09: “How did the move go?”",
        ),
        (
            replace(
                who(Lane.SEASON, since=365), season=Season("Fair", DAY, DAY + timedelta(days=5))
            ),
            "Fair: they were here on 03-10, at the same time of an earlier year.",
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


def test_the_proof_of_what_was_told_is_its_purchase_or_those_of_its_day() -> None:
    proof = OCCASIONS[Lane.GIFT].proof
    assert proof(told(Lane.GIFT, Kind.GIFT, 40)) == (2,)
    assert proof(told(Lane.GIFT, Kind.GIFT, 40, purchase=1)) == (1,)
    assert OCCASIONS[Lane.NOTE_DUE].proof(who(Lane.NOTE_DUE)) == ()
