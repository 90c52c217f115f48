"""A customer as the shop knows them, and everything said and written between the two."""

import unicodedata
from collections.abc import Callable
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
class Wish:
    """How somebody does not want to be reached, and when they said so, where that is known."""

    channel: str
    day: date | None = None
    words: str = ""


def wish_words(wish: Wish, say: Callable[[date], str]) -> str:
    """Return a wish as a sentence, with its day where that is known; `say` writes a day."""
    every = (_("Asked on {day} not to be contacted."), _("Asked not to be contacted."))
    dated, undated = {
        "card": (_("Asked on {day} not to be sent cards."), _("Asked not to be sent cards.")),
        "call": (_("Asked on {day} not to be called."), _("Asked not to be called.")),
    }.get(wish.channel, every)
    sentence = dated.format(day=say(wish.day)) if wish.day else undated
    return f"{sentence} {wish.words}".strip()


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
    outcome: str = ""  # of a call
    by: str = ""  # who called
    lane: str = ""  # the occasion it was for
    seconds: int | None = None  # it took, where that was measured

    @property
    def reached(self) -> bool:
        """Whether they noticed: a call that nobody answered, or a wrong number, is no touch."""
        return self.outcome not in {"no_answer", "wrong_number"}


@dataclass(frozen=True, slots=True)
class Note:
    """Something to remember about a customer, and the day to come back to it, if any."""

    id: int
    customer: int
    day: date
    words: str
    due: date | None = None
    channel: str = ""  # how they are to be turned to then; empty: as it suits
    done: date | None = None  # it was come back to


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


def real_name(text: str) -> str:
    """Return a name from outside, or nothing where a till writes one for a customer it has not.

    Raises nothing and guesses nothing: only the words tills and bookkeepers use are known.
    """
    name = plain_name(text)
    return "" if name.casefold().strip(" .-*") in _NOBODY else name


_NOBODY = frozenset(
    [
        "", "walk-in customer", "walk-in", "walk in", "walk in customer", "walkin", "cash customer",
        "cash sale", "cash sales", "counter sale", "counter sales", "guest", "guest customer",
        "valued customer", "cardholder", "card holder", "cardholder/visa", "visa cardholder",
        "debit cardholder", "default customer", "retail customer", "unknown customer",
        "no customer", "no name", "unknown", "n/a", "none", "customer", "anonymous",
        "laufkunde", "laufkundschaft",
        "barverkauf", "gast", "unbekannt", "client de passage", "client comptoir", "invité",
        "inconnu", "cliente ocasional", "cliente de paso", "cliente generico", "cliente genérico",
        "invitado", "desconocido", "cliente occasionale", "cliente generica", "ospite",
        "sconosciuto", "passant", "onbekend", "losse klant", "klient detaliczny", "gość",
        "nieznany", "consumidor final", "cliente balcão", "convidado", "desconhecido",
    ]
)  # fmt: skip
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
