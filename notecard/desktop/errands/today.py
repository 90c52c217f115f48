"""What Today asks for: the plan, the words, the page as printed, and the cards themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from notecard.core.cards import Face, Stock, face
from notecard.core.customers import Channel
from notecard.core.errors import SettingsError
from notecard.core.facts import Suggestion
from notecard.core.progress import Progress
from notecard.core.settings import Shop
from notecard.core.thanks import DayPlan, Lane, Row
from notecard.core.told import Skipped
from notecard.core.words import _
from notecard.desktop.books import Books

if TYPE_CHECKING:
    from notecard.workflows.pass_over import Skipping
    from notecard.workflows.word_card import Reason, Worded


@dataclass(frozen=True, slots=True)
class Day:
    """The plan, and what is needed beside it; `printed` are cards made but not yet posted."""

    plan: DayPlan
    shop: Shop
    printed: Mapping[int, str]
    known: int


@dataclass(frozen=True, slots=True)
class Words:
    """What might be written to one customer."""

    customer: int
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Wished:
    """How the words are wanted: a tone and a length, or any; others than those of `besides`."""

    tone: str = ""
    length: str = ""
    besides: tuple[str, ...] = ()  # ids of what was offered already


@dataclass(frozen=True, slots=True)
class Paper:
    """One card's page as it will be printed, and where the pen goes on it."""

    pdf: bytes
    face: Face
    stock: Stock


@dataclass(frozen=True, slots=True)
class Made:
    """Cards that were drawn: their files, and the code of each customer's card."""

    cards: Path
    crib: Path
    codes: Mapping[int, str]


class TodayErrands:
    """The workflows behind Today."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def day(self) -> Day:
        """Return the day as the books say it."""
        from notecard.store import cards, customers, shop
        from notecard.workflows.claim_rows import counter_of
        from notecard.workflows.plan_day import open_day

        store = self._books.store()
        plan = open_day(store, self._books.today, counter=counter_of(store))
        with store.reading() as books:
            printed = {record.customer: record.code for record in cards.unsent(books)}
            return Day(plan, shop.get(books), printed, customers.count(books))

    def swap(self, plan: DayPlan, customer: int) -> DayPlan:
        """Put the next best of the lane in this one's place."""
        from notecard.workflows.claim_rows import counter_of
        from notecard.workflows.plan_day import swap

        store = self._books.store()
        return swap(store, plan, customer, counter=counter_of(store))

    def skip(self, customer: int, why: Skipped, lane: Lane) -> "Skipping":
        """Leave somebody in peace today, and do what follows from the reason."""
        from notecard.workflows.pass_over import skip

        return skip(self._books.store(), customer, self._books.today, why, lane.value)

    def unskip(self, skipping: "Skipping") -> None:
        """Take that back."""
        from notecard.workflows.pass_over import unskip

        unskip(self._books.store(), skipping)

    def unswap(self, customer: int) -> None:
        """Take back that somebody made room for another."""
        from notecard.workflows.pass_over import Skipping, unskip

        unskip(self._books.store(), Skipping(customer, self._books.today))

    def words(self, row: Row, shop: Shop, wish: Wished) -> Words:
        """Return what might be written, or said, to this one; their own words first."""
        from notecard.workflows.suggest_words import suggest
        from notecard.workflows.word_card import kept

        store, stock = self._books.store(), self._stock(shop)
        found = suggest(
            store,
            row.customer,
            self._books.today,
            lane=row.lane,
            stock=stock,
            channel=row.channel,
            tone=wish.tone,
            length=wish.length,
            variant=len(wish.besides),
            besides=wish.besides,
        )
        if row.channel is Channel.CARD:
            found = kept(store, row.customer, self._books.today, found, lane=row.lane, stock=stock)
        return Words(row.customer, tuple(found))

    def rewrite(self, row: Row, shop: Shop, found: tuple[Suggestion, ...]) -> Words:
        """Return the same put another way by the shop's local model, where that proves true."""
        from notecard.workflows.rewrite_words import rewrite

        store, stock = self._books.store(), self._stock(shop)
        new = rewrite(
            store, row.customer, self._books.today, list(found), lane=row.lane, stock=stock
        )
        return Words(row.customer, tuple(new))

    def word(self, row: Row, shop: Shop, like: Suggestion, body: str) -> "Worded":
        """Return the owner's words as they fall on the card."""
        from notecard.workflows.word_card import word

        store, stock = self._books.store(), self._stock(shop)
        return word(store, row.customer, self._books.today, like, body, lane=row.lane, stock=stock)

    def keep_words(self, customer: int, words: Suggestion) -> None:
        """Keep the owner's words until the card is made."""
        from notecard.workflows.word_card import keep

        keep(self._books.store(), customer, words)

    def forget_words(self, customer: int) -> None:
        """Take that back."""
        from notecard.workflows.word_card import forget

        forget(self._books.store(), customer)

    def why_true(self, customer: int, words: Suggestion) -> "list[Reason]":
        """Return what proves the words."""
        from notecard.workflows.word_card import why_true

        return why_true(self._books.store(), customer, words)

    def paper(self, shop: Shop) -> Paper:
        """Return the page a card of this shop will be."""
        import PySide6.QtPdf  # noqa: F401 - loaded here, so that the window need not wait for it

        from notecard.workflows.print_cards import preview

        pdf = preview(shop, own=self._own)
        stock = self._stock(shop)
        return Paper(pdf, face(stock.card_w, stock.card_h), stock)

    def make(
        self,
        rows: Sequence[tuple[Row, Suggestion | None]],
        shop: Shop,
        place: Path,
        progress: Progress,
    ) -> Made:
        """Draw the cards and the crib into files; whoever has no words yet gets the first."""
        from notecard.workflows.claim_rows import counter_of, take_all
        from notecard.workflows.files import write_file
        from notecard.workflows.prepare_cards import wanted_rows
        from notecard.workflows.print_cards import print_cards

        store, today = self._books.store(), self._books.today
        take_all(store, today, [row.customer for row, _words in rows], counter_of(store))
        made = print_cards(
            store,
            wanted_rows(store, today, rows),
            day=today,
            guide_lines=shop.guide_lines,
            progress=progress,
        )
        crib = crib_beside(place)
        write_file(place, made.cards_pdf)
        write_file(crib, made.crib_pdf)
        return Made(place, crib, {card.customer: card.code for card in made.placed})

    def mark_sent(self, codes: Sequence[str]) -> int:
        """Say of these cards that they were written and posted."""
        from notecard.workflows.send_cards import mark_sent

        return len(mark_sent(self._books.store(), codes, self._books.today))

    def unmark_sent(self, codes: Sequence[str]) -> None:
        """Take that back."""
        from notecard.workflows.send_cards import unmark_sent

        unmark_sent(self._books.store(), codes)

    def load_sample(self, progress: Progress) -> None:
        """Fill the books with the sample shop."""
        from notecard.workflows.sample_shop import load_sample_shop

        load_sample_shop(self._books.store(), self._books.today, progress)

    @property
    def _own(self) -> Path:
        """The owner's own stocks and designs."""
        return self._books.home

    def _stock(self, shop: Shop) -> Stock:
        from notecard.workflows.print_cards import stocks

        found = [each for each in stocks(self._own) if each.id == shop.stock]
        if not found:
            raise SettingsError(
                _("There is no card stock called {stock}.").format(stock=shop.stock),
                _("Choose another one in the settings."),
            )
        return found[0]


def crib_beside(cards: Path) -> Path:
    """Return where the crib goes: the same name, with `crib` where it said `cards`."""
    stem = cards.stem.replace("cards", "crib") if "cards" in cards.stem else f"{cards.stem}-crib"
    return cards.with_name(stem + ".pdf")


def free_name(folder: Path, stem: str) -> Path:
    """Return a file name that is not taken yet."""
    place, number = folder / f"{stem}.pdf", 2
    while place.exists():
        place, number = folder / f"{stem}-{number}.pdf", number + 1
    return place
