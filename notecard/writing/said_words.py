"""What a fact says, in words for the owner who asks why a line is true."""

from collections.abc import Callable, Mapping
from typing import Final

from notecard.core.facts import Fact
from notecard.core.words import _

_SAID: Final[Mapping[str, Callable[[], str]]] = {
    "shop": lambda: _("The shop is called {value}."),
    "given": lambda: _("They are called {value} here."),
    "full_name": lambda: _("Their name is {value}."),
    "first_visit": lambda: _("It was their first visit."),
    "again": lambda: _("They came more than once."),
    "regular": lambda: _("They came at least four times."),
    "ordinal": lambda: _("It was their {value} visit."),
    "times": lambda: _("They came {value} times."),
    "weekday": lambda: _("It was a {value}."),
    "on_weekday": lambda: _("It was {value}."),
    "month": lambda: _("It was in {value}."),
    "in_month": lambda: _("It was {value}."),
    "years": lambda: _("That is about {value} years ago."),
    "year": lambda: _("It was in {value}."),
    "anniversary": lambda: _("Their first visit was {value} ago, give or take a week."),
    "first_year": lambda: _("Their first visit was in {value}."),
    "same_season": lambda: _("They came at this time of another year."),
    "then_year": lambda: _("That was in {value}."),
    "away": lambda: _("They were last here at least 45 days ago."),
    "lately": lambda: _("They were here in the last 60 days."),
    "thing": lambda: _("They chose what you call {value}."),
    "other": lambda: _("They also chose what you call {value}."),
    "counted": lambda: _("They chose {value}."),
    "large": lambda: _("It was far more than usual."),
    "many": lambda: _("They chose at least five things."),
    "server": lambda: _("{value} served them, and is still here."),
    "counter": lambda: _("Somebody served them at the counter."),
    "gift": lambda: _("It was told that they bought a gift, and it has been given by now."),
    "repaired": lambda: _("It was told that something was repaired or done for them."),
    "put_right": lambda: _("It was told that their complaint has been solved."),
    "sent_us": lambda: _("It was told that they recommended the shop."),
    "note": lambda: _("You made a note to come back to them."),
    "remembered": lambda: _("You made a note: {value}"),
}


def fact_words(fact: Fact) -> str:
    """Return a fact as a sentence; nothing for one that only chooses between phrases."""
    said = _SAID.get(fact.id)
    return said().format(value=fact.value) if said else ""
