"""A customer as the shop knows them, and everything said and written between the two."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from notecard.core.purchases import Address
from notecard.core.words import _


class Channel(StrEnum):
    """How the shop turns to a customer."""

    CARD = "card"
    CALL = "call"
    IN_PERSON = "in_person"


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer; `given` is the name to greet with, empty where nobody has said it yet."""

    id: int
    name: str
    given: str = ""
    email: str = ""
    phone: str = ""
    address: Address = Address()
    language: str = ""
    household: int | None = None
    blocked: tuple[str, ...] = ()  # channels not to use; "all" stands for every one


@dataclass(frozen=True, slots=True)
class Summary:
    """What the purchases of one customer come to; kept current by every import.

    A visit is a day with at least one sale. Money is net of refunds, in minor units of `currency`.
    """

    visits: int
    first_day: date
    last_day: date
    currency: str
    spent: int
    largest: int
    last_staff: str
    usual_staff: str


@dataclass(frozen=True, slots=True)
class Touch:
    """One time the shop turned to a customer: a card posted, a call, a word at the counter."""

    id: int
    customer: int
    channel: Channel
    day: date
    words: str = ""
    card: str = ""  # the code of the card, where one was written


@dataclass(frozen=True, slots=True)
class Note:
    """Something to remember about a customer, and the day to come back to it, if any."""

    id: int
    customer: int
    day: date
    words: str
    due: date | None = None


def plain_name(text: str) -> str:
    """Return a name from outside as one printable line: no control or direction characters.

    Nothing is judged: `<b>` and `{{7*7}}` are names. Only what cannot be seen, or would change
    how the rest of a line is laid out (Unicode categories Cc, Cf save joiners, Cs, Co), goes.
    """
    if text.isprintable():
        return " ".join(text.split())
    kept = (
        char if unicodedata.category(char) not in _UNSEEN or char in _JOINERS else " "
        for char in text
    )
    return " ".join("".join(kept).split())


_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"  # needed to spell Persian and Indic names


def called(name: str, number: int) -> str:
    """Return what somebody is called in a list: the name, or the shop's number of the nameless."""
    return name or _("Customer {number}").format(number=number)


def initials(name: str) -> str:
    """Return one or two letters for the portrait circle."""
    words = [word for word in plain_name(name).split() if word[0].isalpha()]
    if not words:
        return "?"
    ends = words if len(words) == 1 else (words[0], words[-1])
    return "".join(word[0] for word in ends).upper()
