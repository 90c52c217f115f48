"""Who is thanked and who is left in peace by lot, so that it can be told what thanking does.

When an occasion arises somebody is *enrolled*: the lot puts them in one of two groups for
`QUIET_DAYS`, in which they are enrolled nowhere else. They stay in their group whatever becomes of
it, be it that the owner thanks them anyway or that the card is never written.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from hashlib import blake2b
from typing import Final

SHARES: Final = (0, 20, 50)  # per cent that may be left in peace; 0: nobody is enrolled
QUIET_DAYS: Final = 180  # how long an enrolment lasts
RETURN_DAYS: Final = 90  # the outcome: any purchase within so many days after the day of enrolment
VISITS_DAYS: Final = 180  # the second one: how many visits there were in so many
NEVER_HELD_OUT: Final = frozenset({"note_due", "gift", "complaint_solved", "referral"})
_BANDS: Final = (25, 50, 75)  # points; fixed, so that a band means the same every year


class Arm(StrEnum):
    """One of the two groups."""

    THANKED = "thanked"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Enrolled:
    """An occasion of one customer and what came of it; `band` as `band_of` says on that day.

    `share` is the one the lot was drawn with: people of different odds are never compared.
    """

    lane: str
    band: int
    arm: Arm
    day: date
    returned: bool  # within RETURN_DAYS
    visits: int  # within VISITS_DAYS
    share: int = field(default=20, kw_only=True)


def takes_part(lane: str, share: int) -> bool:
    """Whether an occasion is one to draw lots for; decency is never held back."""
    return share > 0 and lane not in NEVER_HELD_OUT


def arm_of(salt: str, customer: int, lane: str, year: int, share: int) -> Arm:
    """Draw the lot, the same whenever and wherever it is drawn: a salted hash is all there is.

    Without the shop's own salt nobody can tell beforehand who will be thanked; with a larger share
    those who were left in peace still are.
    """
    what = json.dumps([salt, customer, lane, year]).encode()
    drawn = int.from_bytes(blake2b(what, digest_size=8).digest())
    return Arm.QUIET if drawn * 100 >> 64 < share else Arm.THANKED


def band_of(points: int) -> int:
    """Return the band, 0 to 3, of 0 to 100 points: like is compared with like."""
    return sum(points >= cut for cut in _BANDS)


def is_free(day: date, lane: str, before: Iterable[tuple[str, date]]) -> bool:
    """Whether somebody may be enrolled, given the lanes and days of their enrolments so far.

    Never twice for one lane and year: the lot would fall the same way again, and the habits of one
    person would count as if they were two (intervals that claim 95 % then hold 91 %).
    """
    return all(
        (day - enrolled).days >= QUIET_DAYS and (lane, day.year) != (of_lane, enrolled.year)
        for of_lane, enrolled in before
    )


def last_look(day: date) -> date:
    """Return the latest day for a look at the results: 1 January and 1 July, never between."""
    return date(day.year, 7 if day.month >= 7 else 1, 1)


def next_look(day: date) -> date:
    """Return the look after this day."""
    return date(day.year, 7, 1) if day.month < 7 else date(day.year + 1, 1, 1)


def looks(first: date, day: date) -> list[date]:
    """Return every look after the first enrolment, up to this day."""
    found = []
    look = next_look(first)
    while look <= day:
        found.append(look)
        look = next_look(look)
    return found


def is_over(window: int, enrolled: date, look: date) -> bool:
    """Whether all days of an enrolment's window lie before the look."""
    return enrolled + timedelta(days=window) < look
