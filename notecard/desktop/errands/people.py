"""What Customers asks for: lists, one person's time with the shop, notes and wishes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from notecard.core.cards import CardRecord
from notecard.core.customers import Channel, Customer, Note, Summary, Touch, called
from notecard.core.money import Money
from notecard.core.purchases import Kind, KnownPurchase
from notecard.core.words import _, _n
from notecard.desktop.books import Books
from notecard.desktop.errands.wording import say_day, say_money

AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A customer in the list, with one sentence about the purchases."""

    id: int
    name: str
    sentence: str
    is_blocked: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """A stretch of the list: from where on, and how many there are in all."""

    text: str
    offset: int
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something between the shop and a customer, on a day; `note` is its number if it is one."""

    day: date
    day_words: str
    drawing: str
    words: str
    amount: str = ""
    note: int = 0


@dataclass(frozen=True, slots=True)
class Life:
    """One customer, and everything between the two, the newest first."""

    customer: Customer
    sentence: str
    spent: str
    entries: tuple[Entry, ...]


class PeopleErrands:
    """The lists and workflows behind Customers."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def lines(self, text: str, offset: int = 0) -> Lines:
        """Return a stretch of the customers that match."""
        from notecard.store import customers

        with self._books.store().reading() as books:
            found = customers.find(books, text, AT_ONCE, offset)
            total = customers.count(books, text)
        lines = (
            Line(
                each.customer.id,
                called(each.customer.name, each.customer.id),
                briefly(each.summary),
                bool(each.customer.blocked),
            )
            for each in found
        )
        return Lines(text, offset, total, tuple(lines))

    def life(self, id: int) -> Life:
        """Return one customer's time with the shop."""
        from notecard.store import cards, customers, notes, purchases, touches

        with self._books.store().reading() as books:
            who = customers.get(books, id)
            summary = customers.summary(books, id)
            made = {card.code: card for card in cards.of_customer(books, id)}
            entries = [
                *map(_bought, purchases.of_customer(books, id)),
                *(_turned_to(touch, made) for touch in touches.of_customer(books, id)),
                *map(_noted, notes.of_customer(books, id)),
            ]
        entries.sort(key=lambda entry: entry.day, reverse=True)
        spent = say_money(Money(summary.spent, summary.currency)) if summary else ""
        return Life(who, about(summary), spent, tuple(entries))

    def remember(self, customer: int, words: str) -> Note:
        """Keep something to remember."""
        from notecard.workflows.remember import remember

        return remember(self._books.store(), customer, words, self._books.today)

    def forget_note(self, note: int) -> None:
        """Take that back."""
        from notecard.workflows.remember import forget_note

        forget_note(self._books.store(), note)

    def block(self, customer: int) -> None:
        """Never turn to this customer again, by any channel."""
        from notecard.workflows.remember import block

        block(self._books.store(), customer, "all")

    def unblock(self, customer: int, channels: tuple[str, ...] = ("all",)) -> None:
        """Take that back."""
        from notecard.workflows.remember import unblock

        for channel in channels:
            unblock(self._books.store(), customer, channel)


def about(summary: Summary | None) -> str:
    """Return one sentence about somebody's purchases, without money."""
    if summary is None:
        return _("Nothing bought yet.")
    words = _n("{n} visit, on {last}.", "{n} visits since {first}, last on {last}.", summary.visits)
    return words.format(
        n=summary.visits, first=say_day(summary.first_day), last=say_day(summary.last_day)
    )


def briefly(summary: Summary | None) -> str:
    """Return the same for a narrow list."""
    if summary is None:
        return _("Nothing bought yet.")
    words = _n("{n} visit, on {last}", "{n} visits, last on {last}", summary.visits)
    return words.format(n=summary.visits, last=say_day(summary.last_day))


def _bought(purchase: KnownPurchase) -> Entry:
    return Entry(
        purchase.day,
        say_day(purchase.day),
        "undo-2" if purchase.kind is Kind.REFUND else "shopping-bag",
        " ".join(_sentences(purchase)),
        say_money(Money(purchase.gross - purchase.refunded, purchase.currency)),
    )


def _sentences(purchase: KnownPurchase) -> Iterator[str]:
    names = ", ".join(line.name for line in purchase.lines if line.name)
    if purchase.kind is Kind.NOT_COUNTED:
        yield _("Not counted: {names}.").format(names=names or purchase.key)
    elif purchase.kind is Kind.REFUND:
        yield _("Given back: {names}.").format(names=names or _("something"))
    else:
        yield _("Bought {names}.").format(names=names or _("something"))
    if purchase.staff:
        yield _("Served by {staff}.").format(staff=purchase.staff)


def _turned_to(touch: Touch, made: dict[str, CardRecord]) -> Entry:
    words, drawing = {
        Channel.CARD: (_("A card was posted."), "mail-check"),
        Channel.CALL: (_("A call."), "phone"),
        Channel.IN_PERSON: (_("A word at the counter."), "hand"),
    }[touch.channel]
    written = touch.words
    if not written and touch.card in made:
        written = " ".join(made[touch.card].lines)
    quoted = _("{what} “{words}”").format(what=words, words=written) if written else words
    return Entry(touch.day, say_day(touch.day), drawing, quoted)


def _noted(note: Note) -> Entry:
    words = note.words
    if note.due:
        words = _("{words} Come back to it on {day}.").format(words=words, day=say_day(note.due))
    return Entry(note.day, say_day(note.day), "sticky-note", words, note=note.id)
