"""The results in plain words, as they stand beside the picture and as they are read aloud."""

from collections.abc import Callable

from notecard.core.chance import Interval
from notecard.core.results import LEAST, WORTH_KNOWING, Compared, Result, Verdict, Visits
from notecard.core.trial import RETURN_DAYS, VISITS_DAYS
from notecard.core.words import _, _n

SayNumber = Callable[[float], str]
"""Puts a number into the owner's script: core knows no language."""


def plain_number(value: float) -> str:
    """Return whole numbers as they are and others with one decimal."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def sentence(result: Result, say: SayNumber = plain_number) -> str:
    """Return the whole of it: who came back, what that is worth, what is still needed."""
    told = [said_verdict(result)]
    if result.together.thanked + result.together.quiet:
        told = [said(result.together, say), *told]
    if result.needed:
        told += [_said_needed(result, say)]
    if result.waiting:
        told += [_said_waiting(result.waiting, say)]
    return " ".join(told)


def said(one: Compared, say: SayNumber = plain_number) -> str:
    """Return one comparison: the people first, then the difference, never without its interval."""
    told = [
        _n(
            "Of {count} person to be thanked, {back} came back within {days} days.",
            "Of {count} people to be thanked, {back} came back within {days} days.",
            one.thanked,
        ).format(count=say(one.thanked), back=say(one.returned_thanked), days=RETURN_DAYS),
        _n(
            "Of {count} person left in peace, {back} did.",
            "Of {count} people left in peace, {back} did.",
            one.quiet,
        ).format(count=say(one.quiet), back=say(one.returned_quiet)),
    ]
    if one.interval:
        told += [_said_difference(one.interval, say), _said_range(one.interval, say)]
    return " ".join(told)


def said_verdict(result: Result) -> str:
    """Return what may be concluded, and no more; less is said as plainly as more."""
    interval = result.together.interval
    if result.verdict is Verdict.DIFFERENCE and interval:
        if interval.difference > 0:
            return _("This is more than chance: those to be thanked came back more often.")
        return _("This is more than chance: those to be thanked came back less often.")
    if result.verdict is Verdict.NO_DIFFERENCE:
        told = _("A difference of {worth} percentage points or more can be ruled out.")
        return told.format(worth=WORTH_KNOWING[0])
    return _said_unsure(result.together)


def said_visits(visits: Visits, say: SayNumber = plain_number) -> str:
    """Return the second outcome."""
    if visits.interval is None:
        return _("There are too few people yet to compare how often they came.")
    if visits.interval.difference >= 0:
        told = _(
            "In {days} days every 100 people to be thanked made {number} visits more than every"
            " 100 left in peace; with 95% certainty from {low} to {high}."
        )
    else:
        told = _(
            "In {days} days every 100 people to be thanked made {number} visits fewer than every"
            " 100 left in peace; with 95% certainty from {low} to {high}."
        )
    return told.format(
        days=VISITS_DAYS,
        number=say(abs(100 * visits.interval.difference)),
        low=say(100 * visits.interval.low),
        high=say(100 * visits.interval.high),
    )


def _said_difference(interval: Interval, say: SayNumber) -> str:
    points = round(100 * interval.difference, 1)
    if points > 0:
        told = _("Like compared with like, that is {points} percentage points more.")
    elif points < 0:
        told = _("Like compared with like, that is {points} percentage points less.")
    else:
        told = _("Like compared with like, there is no difference.")
    return told.format(points=say(abs(points)))


def _said_range(interval: Interval, say: SayNumber) -> str:
    low, high = abs(100 * interval.low), abs(100 * interval.high)
    if interval.low > 0:
        told = _("With 95% certainty it is from {low} to {high} percentage points more.")
    elif interval.high < 0:
        told = _("With 95% certainty it is from {high} to {low} percentage points less.")
    else:
        told = _("With 95% certainty it is between {low} percentage points less and {high} more.")
    return told.format(low=say(low), high=say(high))


def _said_unsure(together: Compared) -> str:
    interval = together.interval
    if interval is None or min(together.thanked, together.quiet) < LEAST:
        told = _("It cannot be told yet: it takes at least {least} people in each group.")
        return told.format(least=LEAST)
    if interval.low > 0 or interval.high < 0:
        return _("It cannot be told yet: who looks every half year has to be surer than that.")
    return _("It cannot be told yet: chance alone could have done this.")


def _said_needed(result: Result, say: SayNumber) -> str:
    return _n(
        "About {count} person more in each group would be needed to notice a difference of"
        " {worth} percentage points.",
        "About {count} people more in each group would be needed to notice a difference of"
        " {worth} percentage points.",
        result.needed,
    ).format(count=say(result.needed), worth=result.worth)


def _said_waiting(waiting: int, say: SayNumber) -> str:
    return _n(
        "{count} person is not counted yet: their {days} days were not over on the last look.",
        "{count} people are not counted yet: their {days} days were not over on the last look.",
        waiting,
    ).format(count=say(waiting), days=RETURN_DAYS)
