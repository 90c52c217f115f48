"""Whom to thank today: a day's plan, its rows, and the people it is chosen from."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from notecard.core.customers import Channel, Note
from notecard.core.settings import Season
from notecard.core.standing import BIG_WINDOW, VALUED_WINDOW, Standing, earlier
from notecard.core.told import Told


class Lane(StrEnum):
    """An occasion to turn to somebody."""

    NOTE_DUE = "note_due"
    FIRST_VISIT = "first_visit"
    BIG_OR_UNUSUAL = "big_or_unusual"
    GIFT = "gift"
    SERVICE = "service"
    COMPLAINT_SOLVED = "complaint_solved"
    REFERRAL = "referral"
    MILESTONE = "milestone"
    SATISFACTION = "satisfaction"
    ANNIVERSARY = "anniversary"
    DRIFTING = "drifting"
    LONG_TIME_HELLO = "long_time_hello"
    SEASON = "season"
    EXPLORE = "explore"


@dataclass(frozen=True, slots=True)
class Row:
    """One person on today's list; `evidence` are the ids of the purchases that prove `why`.

    `by` served them, and so had better make the call; it is empty when they are no longer here.
    Where something told proves the reason, or a note, it is named by its id.
    """

    customer: int
    name: str
    channel: Channel
    lane: Lane
    why: str
    evidence: tuple[int, ...]
    points: int
    minutes: int
    by: str = ""
    note: int | None = None
    told: int | None = None
    is_guess: bool = False
    is_carried: bool = False  # it stood on an earlier day's list and was not done


@dataclass(frozen=True, slots=True)
class Held:
    """A person who would have been on the list, and what keeps them off it."""

    customer: int
    reason: str


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The few people worth a card or a call on one day, in the order to go through them.

    `minutes` is the time there was to fill; the rows take their own.
    """

    day: date
    minutes: int
    rows: tuple[Row, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sale of one customer, as far as a reason or its proof needs it; `net` in minor units."""

    id: int
    day: date
    net: int
    staff: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with an occasion on a day; `receipts` are all their sales up to it, oldest first."""

    customer: int
    lane: Lane
    points: int
    standing: Standing
    day: date
    receipts: tuple[Receipt, ...] = ()
    by: str = ""  # who served them, or did what was told, if still here
    note: Note | None = None
    told: Told | None = None
    season: Season | None = None

    @property
    def last_day(self) -> date:
        """The day of the last visit."""
        return self.day - timedelta(days=self.standing.since)

    @property
    def recent(self) -> Receipt:
        """The receipt that makes a purchase big or unusual."""
        return self._largest_of(BIG_WINDOW, self.standing.recent)

    @property
    def valued(self) -> Receipt:
        """The receipt of about a month ago that was among the shop's largest."""
        return self._largest_of(VALUED_WINDOW, self.standing.valued)

    def _largest_of(self, window: tuple[int, int], net: int) -> Receipt:
        low, high = window
        of_late = (one for one in self.receipts if low <= (self.day - one.day).days <= high)
        return next(one for one in of_late if (one.net, one.currency) == (net, self._currency))

    @property
    def _currency(self) -> str:
        """The one they mostly pay in, which the standing is counted in."""
        sales = Counter(one.currency for one in self.receipts)
        return min(sales, key=lambda currency: (-sales[currency], currency))

    @property
    def season_day(self) -> date:
        """The day of their last, or else their first, visit that fell in the season's days."""
        first = date.fromordinal(self.standing.first_day)
        spans = earlier(self.season) if self.season else ()
        visits = (self.last_day, first)
        return next(day for day in visits if any(low <= day <= high for low, high in spans))


SayDate = Callable[[date], str]
"""Puts a date into the owner's words: core knows no language."""
