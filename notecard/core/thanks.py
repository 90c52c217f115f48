"""Whom to thank today, and why: lanes, quotas, points and the plan of a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from notecard.core.customers import Channel


class Lane(StrEnum):
    """An occasion to turn to somebody."""

    FIRST_VISIT = "first_visit"
    BIG_OR_UNUSUAL = "big_or_unusual"
    MILESTONE = "milestone"
    DRIFTING = "drifting"
    LONG_TIME_HELLO = "long_time_hello"
    EXPLORE = "explore"


@dataclass(frozen=True, slots=True)
class Row:
    """One person on today's list; `evidence` are the ids of the purchases that prove `why`."""

    customer: int
    name: str
    channel: Channel
    lane: Lane
    why: str
    evidence: tuple[int, ...]
    points: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Held:
    """A person who would have been on the list, and what keeps them off it."""

    customer: int
    reason: str


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The few people worth a card or a call on one day, in the order to go through them."""

    day: date
    minutes: int
    rows: tuple[Row, ...]
    held: tuple[Held, ...]
