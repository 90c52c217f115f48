"""What no receipt says of a customer: told by the owner or an import, or guessed.

To add a kind: a name in `Kind`, and what it does, in `core.guards` or as an occasion in
`core.thanks`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from notecard.core.words import _


class Kind(StrEnum):
    """What is told: an occasion to turn to somebody, or a reason not to."""

    GIFT = "gift"  # until: the day it is given
    SERVICE = "service"  # a repair or a service, collected on the day
    COMPLAINT = "complaint"  # open until it has ended; by: who solved it
    REFERRAL = "referral"  # somebody named them as the one who had recommended the shop
    DURABLE = "durable"  # something of lasting value was bought
    DECEASED = "deceased"
    MOVED = "moved"
    RETURNED_MAIL = "returned_mail"
    WRONG_NUMBER = "wrong_number"
    MINOR = "minor"
    STAFF = "staff"
    TRADE = "trade"
    SENSITIVE = "sensitive"  # what they buy is nobody's business: no product is ever named


class Origin(StrEnum):
    """Who says so; a guess is shown as one."""

    OWNER = "owner"
    IMPORT = "import"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was told of a customer on a day."""

    id: int
    customer: int
    kind: Kind
    day: date
    until: date | None = None
    ended: date | None = None
    words: str = ""
    by: str = ""
    origin: Origin = Origin.OWNER
    purchase: int | None = None
    place: str = ""  # where a gift goes, as `core.guards.home_of` has it

    @property
    def is_guess(self) -> bool:
        """Whether nobody has said so."""
        return self.origin is Origin.GUESS

    @property
    def is_denied(self) -> bool:
        """Whether it was guessed, and the owner has said that it never was so."""
        return self.is_guess and self.ended is not None and self.ended <= self.day

    def holds_on(self, day: date) -> bool:
        """Whether it was so on a day."""
        return self.day <= day and (self.ended is None or self.ended > day)

    @property
    def given_on(self) -> date:
        """The day a gift is given; one without a day is a secret for `SECRET_DAYS`."""
        return self.until or gift_day(self.day)


EVENTS: Final = (Kind.GIFT, Kind.SERVICE, Kind.COMPLAINT, Kind.REFERRAL, Kind.DURABLE)
"""What happens on a day and may happen again; anything else is so until it has ended."""

FILE_SAYS: Final = {
    "gift": Kind.GIFT,
    "service": Kind.SERVICE,
    "complaint": Kind.COMPLAINT,
    "referral": Kind.REFERRAL,
    "durable": Kind.DURABLE,
    "deceased": Kind.DECEASED,
    "moved": Kind.MOVED,
    "returned_mail": Kind.RETURNED_MAIL,
    "wrong_number": Kind.WRONG_NUMBER,
    "minor": Kind.MINOR,
    "works_here": Kind.STAFF,
    "trade": Kind.TRADE,
    "sensitive": Kind.SENSITIVE,
}
"""What a column with yes and no in it may tell, and the kind it is."""

FILE_WISHES: Final = {"do_not_contact": "all", "do_not_call": "call", "do_not_mail": "card"}
"""And the wishes it may tell: the channel not to use."""

SAME_DAYS: Final = 30  # what the owner tells so soon after a purchase is surely told of it

SECRET_DAYS: Final = 45


def gift_day(bought: date) -> date:
    """Return the day by which a gift has surely been given, where nobody has said it.

    What is bought from November on may lie under the tree: 6 January, when even a late Christmas is
    over. Else `SECRET_DAYS`.
    """
    if bought.month >= 11:
        return date(bought.year + 1, 1, 6)
    return max(bought + timedelta(days=SECRET_DAYS), date(bought.year, 1, 6))


class Skipped(StrEnum):
    """Why the owner passes somebody over, and what follows from it."""

    TODAY = ""  # nothing: tomorrow they may be on the list again
    NOT_NOW = "not_now"  # in peace for `NOT_NOW_DAYS`
    NEVER = "never"  # never to be turned to again: a block
    WRONG_FACT = "wrong_fact"  # the reason is not true of them: never again for this one
    ALREADY_DONE = "already_done"  # thanked at the counter: counts as being turned to


NOT_NOW_DAYS: Final = 30


def kind_words(kind: Kind) -> str:
    """Return what a kind is called on the customer's page."""
    return {
        Kind.GIFT: _("Bought a gift"),
        Kind.SERVICE: _("Had something repaired or done"),
        Kind.COMPLAINT: _("Complained"),
        Kind.REFERRAL: _("Recommended the shop"),
        Kind.DURABLE: _("Bought something that lasts"),
        Kind.DECEASED: _("Has died"),
        Kind.MOVED: _("Has moved away"),
        Kind.RETURNED_MAIL: _("Post came back"),
        Kind.WRONG_NUMBER: _("The telephone number is wrong"),
        Kind.MINOR: _("Is not of age"),
        Kind.STAFF: _("Works here"),
        Kind.TRADE: _("Buys for a business"),
        Kind.SENSITIVE: _("Never name what they buy"),
    }[kind]


def said_words(told: Told, say: Callable[[date], str]) -> str:
    """Return all that was told, its parts after each other; `say` writes a day."""
    said = [kind_words(told.kind)]
    if told.until:
        said.append(_("to be given by {day}").format(day=say(told.until)))
    if told.ended and told.kind is Kind.COMPLAINT:
        said.append(_("solved on {day}").format(day=say(told.ended)))
    elif told.ended:
        said.append(_("no longer from {day} on").format(day=say(told.ended)))
    if told.by:
        said.append(_("by {name}").format(name=told.by))
    if told.words:
        said.append(f"“{told.words}”")
    if told.is_guess:
        said.append(_("a guess"))
    return " · ".join(said)
