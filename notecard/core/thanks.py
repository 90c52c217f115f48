"""Whom to thank today, and why: the occasions, the points, and the plan of a day.

To add an occasion: a name in `Lane`, a function here that says when it holds, one that says why in
a sentence, one that names the proof, and a row in `OCCASIONS`; its place there is its turn.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from notecard.core.customers import Channel
from notecard.core.words import _, _n


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
    """One person on today's list; `evidence` are the ids of the purchases that prove `why`.

    `by` served them last and is still here, and so had better make the call; else it is empty.
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
class Standing:
    """Where a customer stands on a day: whole numbers, or the columns of everybody in a query.

    The rules use only arithmetic, comparison, `&` and `|`, so one rule reads the same on both.
    Days are counted, money is in minor units net of what was given back.
    """

    visits: Any
    since: Any  # days since the last visit
    span: Any  # days from the first visit to the last
    spent: Any
    largest: Any  # receipt ever
    recent: Any  # largest receipt of the days in BIG_WINDOW, 0 without one
    before: Any  # how many receipts there were before that window
    dwarfed: Any  # how many of those are at most a third of `recent`
    quiet: Any  # days since the shop last turned to them, NEVER when it has not
    p50: Any  # the shop's cut points of what customers spent in all
    p80: Any
    p95: Any
    big: Any  # and the 95th percentile of all its receipts


NEVER: Final = 1_000_000
BIG_WINDOW: Final = (2, 10)  # days ago
REST_DAYS: Final = 180  # nobody is written to or called twice in this time
MILESTONES: Final = (5, 10, 25, 50, 100)


def is_somebody_to_thank(who: Standing, day: date) -> Any:
    """Whether there is anything to thank for: a visit, and not all of it given back."""
    return (who.visits >= 1) & (who.spent > 0)


def has_rested(who: Standing) -> Any:
    """Whether the shop has left them in peace for long enough."""
    return who.quiet > REST_DAYS


def is_first_visit(who: Standing, day: date) -> Any:
    """Whether they came once, and lately."""
    return (who.visits == 1) & _within(who.since, 2, 10)


def is_big_or_unusual(who: Standing, day: date) -> Any:
    """Whether a receipt of late is three times their middle one, or, for newcomers, very large.

    More than half of the receipts before it are at most a third of it: then it is three times the
    median, whichever way an even number is halved. What was soon given back is no occasion.
    """
    unusual = (who.visits >= 3) & (who.before >= 2) & (2 * who.dwarfed > who.before)
    very_large = (who.visits < 3) & (who.recent >= who.big)
    return (who.recent > 0) & (who.spent >= who.recent) & (unusual | very_large)


def is_milestone(who: Standing, day: date) -> Any:
    """Whether the visit of late was their 5th, 10th, 25th, 50th or 100th."""
    reached = who.visits == MILESTONES[0]
    for count in MILESTONES[1:]:
        reached = reached | (who.visits == count)
    return reached & _within(who.since, 0, 10)


def is_drifting(who: Standing, day: date) -> Any:
    """Whether they stay away for two to six times their own gap; once in every lapse."""
    gaps = who.visits - 1
    overdue = _within(who.since * gaps, 2 * who.span, 6 * who.span)
    return (who.visits >= 3) & (who.since >= 45) & overdue & (who.quiet >= who.since)


def is_long_time_hello(who: Standing, day: date) -> Any:
    """Whether they were last here about two, three or four years ago; once a year."""
    two, three, four = (day.toordinal() - years_before(day, n).toordinal() for n in (2, 3, 4))
    about = _around(who.since, two) | _around(who.since, three) | _around(who.since, four)
    return about & ((who.visits >= 2) | (who.largest >= who.big)) & (who.quiet >= 365)


def _within(value: Any, low: Any, high: Any) -> Any:
    return (value >= low) & (value <= high)


def _around(value: Any, centre: int) -> Any:
    return _within(value, centre - 45, centre + 45)


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; 28 February stands in for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


# Points order people inside a lane; fixed weights, so that they mean the same every day. On CDNOW
# they rank returning customers as well as a BG/NBD model does (AUC 0.767 against 0.763).
VISIT_POINTS: Final = ((9, 44), (6, 38), (4, 30), (3, 24), (2, 14))  # at least so many visits
RECENCY_POINTS: Final = ((14, 36), (28, 32), (56, 27), (91, 21), (140, 14), (196, 7))  # fewer days
MONEY_POINTS: Final = (20, 14, 9)  # at least the shop's 95th, 80th, 50th percentile


def points(who: Standing) -> int:
    """Return what a standing in numbers is worth, 0 to 100."""
    visits = next((worth for least, worth in VISIT_POINTS if who.visits >= least), 0)
    recency = next((worth for days, worth in RECENCY_POINTS if who.since < days), 0)
    cuts = zip((who.p95, who.p80, who.p50), MONEY_POINTS, strict=True)
    money = next((worth for cut, worth in cuts if who.spent >= cut), 0)
    return visits + recency + money


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sale of one customer, as far as a reason or its proof needs it; `net` in minor units."""

    id: int
    day: date
    net: int
    staff: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with an occasion on a day; `receipts` are all their sales up to it, oldest first."""

    customer: int
    lane: Lane
    points: int
    standing: Standing
    day: date
    receipts: tuple[Receipt, ...] = ()
    by: str = ""  # who served them last, if still here

    @property
    def last_day(self) -> date:
        """The day of the last visit."""
        return self.day - timedelta(days=self.standing.since)

    @property
    def recent(self) -> Receipt:
        """The receipt that makes a purchase big or unusual."""
        low, high = BIG_WINDOW
        of_late = (one for one in self.receipts if low <= (self.day - one.day).days <= high)
        return next(one for one in of_late if one.net == self.standing.recent)


SayDate = Callable[[date], str]
"""Puts a date into the owner's words: core knows no language."""


def _why_first_visit(who: Candidate, say: SayDate) -> str:
    since = who.standing.since
    sentence = _n(
        "Their first visit was {count} day ago, on {date}.",
        "Their first visit was {count} days ago, on {date}.",
        since,
    )
    return sentence.format(count=since, date=say(who.last_day))


def _why_big_or_unusual(who: Candidate, say: SayDate) -> str:
    since = (who.day - who.recent.day).days
    if who.standing.visits >= 3:
        sentence = _n(
            "{count} day ago, on {date}, they bought at least three times what they usually do.",
            "{count} days ago, on {date}, they bought at least three times what they usually do.",
            since,
        )
    else:
        sentence = _n(
            "{count} day ago, on {date}, theirs was one of the largest receipts in twenty.",
            "{count} days ago, on {date}, theirs was one of the largest receipts in twenty.",
            since,
        )
    return sentence.format(count=since, date=say(who.recent.day))


def _why_milestone(who: Candidate, say: SayDate) -> str:
    visits, since = who.standing.visits, who.standing.since
    if since == 0:
        return _("Today was their {visits}th visit.").format(visits=visits)
    sentence = _n(
        "Their {visits}th visit was {count} day ago, on {date}.",
        "Their {visits}th visit was {count} days ago, on {date}.",
        since,
    )
    return sentence.format(visits=visits, count=since, date=say(who.last_day))


def _why_drifting(who: Candidate, say: SayDate) -> str:
    visits, since = who.standing.visits, who.standing.since
    sentence = _n(
        "In {visits} visits they came about every {gap} days; the last was {count} day ago,"
        " on {date}.",
        "In {visits} visits they came about every {gap} days; the last was {count} days ago,"
        " on {date}.",
        since,
    )
    gap = round(who.standing.span / (visits - 1))
    return sentence.format(visits=visits, gap=gap, count=since, date=say(who.last_day))


def _why_long_time_hello(who: Candidate, say: SayDate) -> str:
    years = round(who.standing.since / 365.25)
    if who.by:
        sentence = _n(
            "Last here on {date}, about {count} year ago; {staff} served them and is still here.",
            "Last here on {date}, about {count} years ago; {staff} served them and is still here.",
            years,
        )
    else:
        sentence = _n(
            "Last here on {date}, about {count} year ago.",
            "Last here on {date}, about {count} years ago.",
            years,
        )
    return sentence.format(date=say(who.last_day), count=years, staff=who.by)


def _why_explore(who: Candidate, say: SayDate) -> str:
    visits = who.standing.visits
    sentence = _n(
        "Drawn by lot, so that everybody has a turn: {count} visit, on {date}.",
        "Drawn by lot, so that everybody has a turn: {count} visits, the last on {date}.",
        visits,
    )
    return sentence.format(count=visits, date=say(who.last_day))


def _every_sale(who: Candidate) -> tuple[int, ...]:
    return tuple(one.id for one in who.receipts)


def _that_sale_and_those_before(who: Candidate) -> tuple[int, ...]:
    if who.standing.visits < 3:
        return (who.recent.id,)
    start = who.day - timedelta(days=BIG_WINDOW[1])
    return (who.recent.id, *(one.id for one in who.receipts if one.day < start))


@dataclass(frozen=True, slots=True)
class Occasion:
    """One row of the table of lanes; `rule` holds or not, `why` and `proof` say so of one person.

    `may_call`: with a telephone number known it is a call rather than a card.
    """

    lane: Lane
    rule: Callable[[Standing, date], Any]
    why: Callable[[Candidate, SayDate], str]
    proof: Callable[[Candidate], tuple[int, ...]] = _every_sale
    may_call: bool = False
    quota: int = 2  # rows of one day


OCCASIONS: Final[dict[Lane, Occasion]] = {
    one.lane: one
    for one in (
        Occasion(Lane.FIRST_VISIT, is_first_visit, _why_first_visit),
        Occasion(
            Lane.BIG_OR_UNUSUAL,
            is_big_or_unusual,
            _why_big_or_unusual,
            _that_sale_and_those_before,
        ),
        Occasion(Lane.MILESTONE, is_milestone, _why_milestone),
        Occasion(Lane.DRIFTING, is_drifting, _why_drifting),
        Occasion(Lane.LONG_TIME_HELLO, is_long_time_hello, _why_long_time_hello, may_call=True),
        Occasion(Lane.EXPLORE, is_somebody_to_thank, _why_explore),
    )
}


def lanes_of(who: Standing, day: date) -> Sequence[Lane]:
    """Return the occasions that one customer's numbers give, best first; EXPLORE comes last."""
    if not is_somebody_to_thank(who, day):
        return ()
    return [one.lane for one in OCCASIONS.values() if one.rule(who, day)]


@dataclass(frozen=True, slots=True)
class Reach:
    """How one person can be turned to: what is known of them, and what they asked for."""

    has_phone: bool = False
    blocked: frozenset[str] = frozenset()

    def channel(self, lane: Lane) -> Channel | None:
        """Return how to turn to them on this occasion, None when they would rather not."""
        if "all" in self.blocked:
            return None
        if OCCASIONS[lane].may_call and self.has_phone and Channel.CALL not in self.blocked:
            return Channel.CALL
        return None if Channel.CARD in self.blocked else Channel.CARD
