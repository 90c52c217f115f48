"""The results: the people first, then what can honestly be said of who came back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from notecard.core.results import LEAST, Compared, Result, result_on
from notecard.core.results_in_words import SayNumber, plain_number, said_visits, sentence
from notecard.core.thanked import Group, Tally
from notecard.core.thanks import SayDate
from notecard.core.trial import RETURN_DAYS, is_over, next_look
from notecard.core.words import _
from notecard.store import outcomes, tallies
from notecard.store import shop as shops
from notecard.store.database import Store

_LATE: Final = timedelta(days=7)  # a till that was read so long before a look may lack returns


@dataclass(frozen=True, slots=True)
class Results:
    """Everything there is to show on a day."""

    day: date
    ever: Tally
    this_year: Tally
    result: Result
    first_look: date  # the first look that can tell of anybody
    share: int  # per cent of people left in peace to compare with; 0: the shop does not compare
    known_until: date | None  # the newest visit in the books
    groups: tuple[Group, ...]

    @property
    def is_behind(self) -> bool:
        """Whether the books end before the look: who came back later cannot be counted."""
        look = self.result.look
        return look is not None and (self.known_until is None or self.known_until < look - _LATE)


def results(store: Store, day: date) -> Results:
    """Return what was done up to a day, and what became of it as of the last look."""
    with store.reading() as books:
        everybody = outcomes.enrolled(books, day)
        return Results(
            day=day,
            ever=tallies.tally(books, day),
            this_year=tallies.tally(books, day, date(day.year, 1, 1)),
            result=only_what_may_be_said(result_on(everybody, day)),
            first_look=_first_look(min((one.day for one in everybody), default=day)),
            share=shops.get(books).quiet_share,
            known_until=outcomes.known_until(books, day),
            groups=tuple(tallies.groups(books, day)),
        )


def only_what_may_be_said(result: Result) -> Result:
    """Return the result without any difference between groups too small to speak of."""
    visits = result.visits
    if min(visits.thanked, visits.quiet) < LEAST:
        visits = replace(visits, interval=None)
    return replace(
        result,
        together=_counted(result.together),
        lanes=tuple(map(_counted, result.lanes)),
        visits=visits,
    )


def said(found: Results, say: SayDate, number: SayNumber = plain_number) -> list[str]:
    """Return in sentences what can be said of who came back, and of when it was looked."""
    compared = found.result.together.thanked + found.result.together.quiet
    if not compared and not found.share:
        return [_("Nobody is left in peace to compare with, so this will never be told.")]
    told = [sentence(found.result, number)]
    if found.result.visits.interval:
        told.append(said_visits(found.result.visits, number))
    return [*told, *_said_looks(found, say)]


def _said_looks(found: Results, say: SayDate) -> Iterator[str]:
    result = found.result
    if result.look and result.together.thanked + result.together.quiet:
        told = _("This is what was known on {look}; the next look is on {next}.")
        yield told.format(look=say(result.look), next=say(result.next_look))
    else:
        told = _("The first look that can tell of anybody is on {day}.")
        yield told.format(day=say(found.first_look))
    if found.is_behind and found.known_until:
        told = _(
            "The newest purchase known is of {day}: who came back after it is not counted."
            " Read the newer ones in."
        )
        yield told.format(day=say(found.known_until))


def _counted(one: Compared) -> Compared:
    return replace(one, interval=None) if min(one.thanked, one.quiet) < LEAST else one


def _first_look(enrolled: date) -> date:
    """Return the first look on which the days of an enrolment are over."""
    look = next_look(enrolled)
    while not is_over(RETURN_DAYS, enrolled, look):
        look = next_look(look)
    return look
