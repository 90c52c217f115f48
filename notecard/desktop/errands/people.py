"""What Customers asks for: lists, one person's time with the shop, notes and wishes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from notecard.core.cards import CardRecord
from notecard.core.customers import (
    Channel,
    Customer,
    Note,
    Summary,
    Touch,
    Wish,
    called,
    wish_words,
)
from notecard.core.money import Money
from notecard.core.purchases import Kind, KnownPurchase
from notecard.core.told import EVENTS, Told, gift_day, kind_words, said_words
from notecard.core.told import Kind as Tale
from notecard.core.words import _, _n
from notecard.desktop.books import Books
from notecard.desktop.errands.wording import say_day, say_money

if TYPE_CHECKING:
    from notecard.workflows.draft_story import DraftedStory

AT_ONCE = 60

_DRAWINGS = {
    Tale.GIFT: "heart",
    Tale.SERVICE: "refresh-cw",
    Tale.COMPLAINT: "circle-alert",
    Tale.REFERRAL: "users",
    Tale.DURABLE: "award",
}


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
    """One customer, and everything between the two, the newest first.

    `flags` are sentences on what goes before everything else: wishes, and what was told of them.
    `open` can be said to be over, each with its words; `guess` waits for a yes or no.
    """

    customer: Customer
    sentence: str
    spent: str
    entries: tuple[Entry, ...]
    flags: str = ""
    wishes: tuple[Wish, ...] = ()
    told: tuple[Told, ...] = ()
    open: tuple[tuple[Told, str], ...] = ()
    guess: tuple[Told, str] | None = None


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
        from notecard.store import told as tellings

        with self._books.store().reading() as books:
            who = customers.get(books, id)
            wishes = tuple(customers.wishes(books, who.id))
            told = [one for one in tellings.of_customer(books, who.id) if not one.is_denied]
            summary = customers.summary(books, id)
            made = {card.code: card for card in cards.of_customer(books, id)}
            entries = [
                *map(_bought, purchases.of_customer(books, id)),
                *(_turned_to(touch, made) for touch in touches.of_customer(books, id)),
                *map(_noted, notes.of_customer(books, id)),
                *map(_told, told),
            ]
        entries.sort(key=lambda entry: entry.day, reverse=True)
        spent = say_money(Money(summary.spent, summary.currency)) if summary else ""
        return Life(
            who,
            about(summary),
            spent,
            tuple(entries),
            _flags(wishes, told),
            wishes,
            tuple(told),
            tuple((one, _over(one)) for one in told if _is_open(one)),
            next(((one, _asked(one)) for one in told if one.is_guess), None),
        )

    @property
    def today(self) -> date:
        """Return the day the window is open on."""
        return self._books.today

    @property
    def gift_day(self) -> date:
        """Return the day by which a gift of today has surely been given."""
        return gift_day(self._books.today)

    def tell(self, customer: int, kind: Tale, until: date | None = None) -> Told:
        """Keep what was told of a customer today."""
        from notecard.workflows.tell import tell

        return tell(self._books.store(), customer, kind, self._books.today, until=until)

    def end(self, told: Told) -> Told:
        """Say that it is over from today on."""
        from notecard.workflows.tell import end

        return end(self._books.store(), told.id, max(self._books.today, told.day))

    def answer(self, guess: Told, is_so: bool) -> None:
        """Say whether a guess is right."""
        from notecard.workflows.tell import confirm, untell

        (confirm if is_so else untell)(self._books.store(), guess.id)

    def untell(self, told: Told) -> None:
        """Take back what was told."""
        from notecard.workflows.tell import untell

        untell(self._books.store(), told.id)

    def put_back(self, told: Told) -> None:
        """Make it again as it was told before."""
        from notecard.workflows.tell import put_back

        put_back(self._books.store(), told)

    def remember(self, customer: int, words: str, due: date | None = None) -> Note:
        """Keep something to remember, and the day to come back to it."""
        from notecard.workflows.remember import remember

        return remember(self._books.store(), customer, words, self._books.today, due)

    def draft_story(self, customer: int, own: str, variant: int) -> "DraftedStory":
        """Return a story around the owner's own sentences."""
        from notecard.workflows.draft_story import draft_story

        return draft_story(self._books.store(), customer, self._books.today, own, variant=variant)

    def forget_note(self, note: int) -> None:
        """Take that back."""
        from notecard.workflows.remember import forget_note

        forget_note(self._books.store(), note)

    def block(self, customer: int, wishes: Sequence[Wish] = ()) -> None:
        """Never turn to this customer again, by any channel, or keep wishes of before again."""
        from notecard.workflows.remember import block

        for wish in wishes or (Wish("all", self._books.today),):
            block(self._books.store(), customer, wish.channel, wish.day, wish.words)

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


def _told(told: Told) -> Entry:
    drawing = _DRAWINGS.get(told.kind, "pencil")
    return Entry(told.day, say_day(told.day), drawing, said_words(told, say_day))


def _is_open(told: Told) -> bool:
    """Whether it is so until somebody says that it is over."""
    lasts = told.kind not in EVENTS or told.kind is Tale.COMPLAINT
    return lasts and told.ended is None


def _over(told: Told) -> str:
    """Return the words that say it is over."""
    if told.kind is Tale.COMPLAINT:
        return _("The complaint of {day} is solved").format(day=say_day(told.day))
    return _("No longer: {what}").format(what=kind_words(told.kind))


def _flags(wishes: Sequence[Wish], told: Sequence[Told]) -> str:
    since = [
        _("{what}, told on {day}.").format(what=kind_words(one.kind), day=say_day(one.day))
        for one in told
        if _is_open(one)
    ]
    return " ".join([*(wish_words(wish, say_day) for wish in wishes), *since])


def _asked(guess: Told) -> str:
    """Return the question a guess asks."""
    day = say_day(guess.day)
    if guess.kind is Tale.GIFT:
        return _("A guess: what was bought on {day} was a gift. Is that so?").format(day=day)
    if guess.kind is Tale.SERVICE:
        return _("A guess: on {day} something was repaired or done. Is that so?").format(day=day)
    words = _("A guess of {day}: {what}. Is that so?")
    return words.format(day=day, what=kind_words(guess.kind))
