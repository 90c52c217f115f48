"""The occasions to turn to somebody, in the order of their turns.

To add one: a name in `core.thanks.Lane`, a rule in `core.standing` (or a kind in `core.told`), a
sentence and its proof in `core.reasons`, and a row here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from notecard.core import reasons
from notecard.core.standing import (
    VALUED_WINDOW,
    Standing,
    is_anniversary,
    is_big_or_unusual,
    is_drifting,
    is_first_visit,
    is_long_time_hello,
    is_milestone,
    is_overdue,
    is_somebody_to_thank,
    is_time_to_ask,
    might_be_anniversary,
    might_be_big,
    might_be_valued,
    was_here_years_ago,
)
from notecard.core.thanks import Candidate, Lane, SayDate
from notecard.core.told import Kind


def _never(_who: Standing, _day: date) -> Any:
    return False


@dataclass(frozen=True, slots=True)
class Occasion:
    """One row of the table; `rule` holds or not, `why` and `proof` say so of one person.

    A rule that takes a closer look has a `ground`: what must be so, and is known at once.
    The occasion may also be something `told`, so many days ago: `window`. `may_call`: with a
    telephone number known it is a call rather than a card.
    """

    lane: Lane
    why: Callable[[Candidate, SayDate], str]
    proof: Callable[[Candidate], tuple[int, ...]] = reasons.every_sale
    rule: Callable[[Standing, date], Any] = _never
    ground: Callable[[Standing, date], Any] | None = None
    told: Kind | None = None
    window: tuple[int, int] = (0, 0)
    may_call: bool = False
    quota: int = 2  # rows of one day


OCCASIONS: Final[dict[Lane, Occasion]] = {
    one.lane: one
    for one in (
        Occasion(
            Lane.NOTE_DUE,
            reasons.note_due,
            reasons.nothing,
            may_call=True,
            quota=20,  # what was promised is promised
        ),
        Occasion(Lane.FIRST_VISIT, reasons.first_visit, rule=is_first_visit),
        Occasion(
            Lane.BIG_OR_UNUSUAL,
            reasons.big_or_unusual,
            reasons.that_sale_and_those_before,
            rule=is_big_or_unusual,
            ground=might_be_big,
        ),
        Occasion(
            Lane.GIFT,
            reasons.gift,
            reasons.what_was_told,
            told=Kind.GIFT,
            window=(1, 30),  # after it was given
        ),
        Occasion(
            Lane.SERVICE,
            reasons.service,
            reasons.what_was_told,
            told=Kind.SERVICE,
            window=(7, 21),
            may_call=True,
        ),
        Occasion(
            Lane.COMPLAINT_SOLVED,
            reasons.complaint_solved,
            reasons.what_was_told,
            told=Kind.COMPLAINT,
            window=(3, 14),  # after it was solved
            may_call=True,
        ),
        Occasion(
            Lane.REFERRAL,
            reasons.referral,
            reasons.what_was_told,
            told=Kind.REFERRAL,
            window=(0, 14),
        ),
        Occasion(Lane.MILESTONE, reasons.milestone, rule=is_milestone),
        Occasion(
            Lane.SATISFACTION,
            reasons.satisfaction,
            reasons.what_was_valued,
            rule=is_time_to_ask,
            ground=might_be_valued,
            told=Kind.DURABLE,
            window=VALUED_WINDOW,
            may_call=True,
        ),
        Occasion(
            Lane.ANNIVERSARY,
            reasons.anniversary,
            rule=is_anniversary,
            ground=might_be_anniversary,
        ),
        Occasion(Lane.DRIFTING, reasons.drifting, rule=is_drifting, ground=is_overdue),
        Occasion(
            Lane.LONG_TIME_HELLO,
            reasons.long_time_hello,
            rule=is_long_time_hello,
            ground=was_here_years_ago,
            may_call=True,
        ),
        Occasion(Lane.SEASON, reasons.season),
        Occasion(Lane.EXPLORE, reasons.explore, rule=is_somebody_to_thank),
    )
}


def lanes_of(who: Standing, day: date) -> Sequence[Lane]:
    """Return the occasions that one customer's numbers give, best first; EXPLORE comes last."""
    if not is_somebody_to_thank(who, day):
        return ()
    return [one.lane for one in OCCASIONS.values() if one.rule(who, day)]
